"""A deck that is edited: kept to the byte, and never written over what another program wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.deck.draft import (
    Changed,
    Conflict,
    Gone,
    Refused,
    Same,
    Saved,
    kept_beside,
    look,
    opened,
    save,
)
from offbook.errors import DeckError
from offbook.files import write_whole

TEXT = 'title = "Capitals"\n\n[[cards]]\nfront = "France"\nback = "Paris"\n'


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "capitals.toml"
    path.write_bytes(TEXT.encode())
    return path


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(),
        b"",
        b'title = "no feed at the end"',
        'title = "a\u2028b\x85c\x0cd\re"\n'.encode(),
    ],
)
def test_the_manner_of_a_file_is_kept_to_the_byte(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "deck.toml"
    path.write_bytes(data)
    read = opened(path)
    assert not read.is_dirty
    assert not read.text.startswith("\ufeff")
    assert "\r\n" not in read.text
    edited = read.edited("# mine\n" + read.text)
    assert isinstance(save(edited), Saved)
    mark, ending = data[:3] == b"\xef\xbb\xbf", b"\r\n" if b"\r\n" in data else b"\n"
    assert path.read_bytes() == data[: 3 * mark] + b"# mine" + ending + data[3 * mark :]


@given(st.text(st.characters(codec="utf-8")), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    marked: bool,  # noqa: FBT001 - drawn by Hypothesis
    ending: str,
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    body = text.replace("\r", "").removeprefix("\ufeff")
    data = (("\ufeff" if marked else "") + body.replace("\n", ending)).encode()
    path.write_bytes(data)
    read = opened(path)
    assert read.text == body
    assert read.encoded().encode() == data


def test_lines_that_end_in_two_ways_are_told_and_end_in_one_once_saved(tmp_path: Path) -> None:
    path = tmp_path / "deck.toml"
    path.write_bytes(b"# a\r\n# b\r\n# c\n")
    read = opened(path)
    assert read.mixed
    assert not read.is_dirty
    assert isinstance(saved := save(read.edited(read.text + "# d\n")), Saved)
    assert not saved.draft.mixed
    assert path.read_bytes() == b"# a\r\n# b\r\n# c\r\n# d\r\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [(b'title = "\xe9"\n', "byte 0xe9 on line 1 is not UTF-8"), (b" " * 8_000_001, "larger than 8 MB")],
)
def test_what_cannot_be_edited_says_why(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "deck.toml"
    path.write_bytes(data)
    with pytest.raises(DeckError, match=told) as caught:
        opened(path)
    assert str(path) in str(caught.value)


def test_a_pipe_and_a_folder_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for name, told in (("pipe.toml", "a named pipe"), (".", "a folder"), ("none.toml", "no such file")):
        with pytest.raises(DeckError, match=told):
            opened(tmp_path / name)


def test_saving_goes_on_from_what_was_saved(deck: Path) -> None:
    one = save(opened(deck).edited(TEXT + "# one\n"))
    assert isinstance(one, Saved)
    assert not one.draft.is_dirty
    two = save(one.draft.edited(one.draft.text + "# two\n"))
    assert isinstance(two, Saved)
    assert deck.read_text(encoding="utf-8") == TEXT + "# one\n# two\n"


def test_permissions_and_links_stay(deck: Path, tmp_path: Path) -> None:
    deck.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(deck)
    assert isinstance(save(opened(link).edited("# new\n")), Saved)
    assert link.is_symlink()
    assert deck.read_text(encoding="utf-8") == "# new\n"
    assert deck.stat().st_mode & 0o777 == 0o640


def test_a_file_that_another_program_wrote_is_shown_and_not_overwritten(deck: Path) -> None:
    mine = opened(deck).edited(TEXT + "# mine\n")
    deck.write_text(TEXT + "# theirs\n", encoding="utf-8")
    found = save(mine)
    assert isinstance(found, Conflict)
    assert found.theirs.text == TEXT + "# theirs\n"
    assert deck.read_text(encoding="utf-8") == TEXT + "# theirs\n"
    # Seen, and meant to go over it all the same.
    assert isinstance(save(found.theirs.edited(mine.text)), Saved)


def test_one_that_changes_at_the_last_moment_is_not_overwritten_either(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = opened(deck).edited(TEXT + "# mine\n")

    def slow(path: Path, text: str, **more: object) -> None:
        deck.write_text("# theirs\n", encoding="utf-8")
        write_whole(path, text, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("offbook.deck.draft.write_whole", slow)
    found = save(mine)
    assert isinstance(found, Conflict)
    assert found.theirs.text == "# theirs\n"
    assert deck.read_text(encoding="utf-8") == "# theirs\n"
    assert [path.name for path in deck.parent.iterdir()] == [deck.name], "nothing is left lying about"


def test_two_that_wrote_the_same_are_no_conflict(deck: Path) -> None:
    mine = opened(deck).edited(TEXT + "# same\n")
    deck.write_text(TEXT + "# same\n", encoding="utf-8")
    assert isinstance(save(mine), Saved)


def test_a_file_that_was_only_touched_is_the_same(deck: Path) -> None:
    read = opened(deck)
    os.utime(deck, (1, 1))
    found = look(read.edited("# mine\n"))
    assert isinstance(found, Same)
    assert found.draft.text == "# mine\n"
    assert look(found.draft) == Same(found.draft)
    assert isinstance(save(found.draft), Saved)


def test_a_clock_that_goes_back_hides_no_change(deck: Path) -> None:
    read = opened(deck)
    was = deck.stat()
    deck.write_text(TEXT.replace("Paris", "Lyons"), encoding="utf-8")
    os.utime(deck, ns=(was.st_atime_ns, was.st_mtime_ns - 3_600_000_000_000))
    assert isinstance(look(read), Changed)
    # Even where time, size and number are those of before, the bytes tell.
    os.utime(deck, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert isinstance(look(read), Same)
    assert isinstance(save(read.edited("# mine\n")), Conflict)


def test_a_file_that_is_gone_or_has_another_name_is_told_and_can_be_written_again(deck: Path) -> None:
    read = opened(deck)
    towns = deck.rename(deck.with_name("towns.toml"))
    assert look(read) == Gone(towns)
    towns.unlink()
    assert look(read) == Gone(None)
    found = save(read.edited(TEXT + "# mine\n"))
    assert isinstance(found, Saved)
    assert found.renewed
    assert deck.read_text(encoding="utf-8") == TEXT + "# mine\n"


def test_a_file_that_can_be_read_no_more_is_told_and_left_alone(deck: Path) -> None:
    read = opened(deck)
    deck.write_bytes(b"\xff")
    assert isinstance(found := look(read), Refused)
    assert "0xff" in found.reason
    with pytest.raises(DeckError, match="0xff"):
        save(read.edited("# mine\n"))
    assert deck.read_bytes() == b"\xff"


def test_a_read_only_file_is_left_alone(deck: Path) -> None:
    deck.chmod(0o444)
    with pytest.raises(DeckError, match="is read-only; allow it to be written"):
        save(opened(deck).edited("# mine\n"))
    assert deck.read_text(encoding="utf-8") == TEXT
    assert [path.name for path in deck.parent.iterdir()] == [deck.name]


def test_a_disk_that_takes_nothing_is_told(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for module in ("deck.draft", "files"):
        monkeypatch.setattr(f"offbook.{module}.write_whole", full)
    with pytest.raises(DeckError, match=r"cannot be written: no space left on device\. Nothing was changed"):
        save(opened(deck).edited("# mine\n"))
    with pytest.raises(DeckError, match="no space left"):
        kept_beside(opened(deck))
    assert [path.name for path in deck.parent.iterdir()] == [deck.name]


def test_half_a_character_is_told_and_costs_nothing(deck: Path) -> None:
    with pytest.raises(DeckError, match=r"U\+D800 .* take it out"):
        save(opened(deck).edited("# \ud800\n"))
    assert deck.read_text(encoding="utf-8") == TEXT


def test_a_text_beside_is_no_deck_and_takes_no_other_files_name(deck: Path) -> None:
    mine = opened(deck).edited("# mine\n")
    assert [kept_beside(mine).name for _ in range(3)] == [f"{deck.name}.mine{end}" for end in ("", "2", "3")]
    assert (deck.parent / f"{deck.name}.mine2").read_text(encoding="utf-8") == "# mine\n"
    assert deck.read_text(encoding="utf-8") == TEXT
