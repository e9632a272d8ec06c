"""The starter deck is sound, shows every form, and never replaces a file."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from offbook.deck.cards import FORMS, form
from offbook.deck.read import parse, read
from offbook.deck.starter import starter, write_starter
from offbook.errors import DeckError


def test_the_starter_has_a_card_of_each_form_and_no_problem() -> None:
    reading = parse(starter("mine.toml", "mine"), "mine.toml", "mine")
    assert reading.problems == ()
    assert reading.deck is not None
    assert {form(card) for card in reading.deck.cards} == set(FORMS)


@pytest.mark.parametrize("stem", ['say "hi" \\ now', "a\x1b[2J\x7f", "  ", "日本語", "{x}", "a'b"])
def test_any_file_name_gives_a_sound_deck(stem: str) -> None:
    reading = parse(starter(f"{stem}.toml", stem), "x.toml", "x")
    assert reading.problems == ()
    assert reading.deck is not None
    assert reading.deck.title.strip()


def test_a_deck_is_written_once(tmp_path: Path) -> None:
    path = write_starter(tmp_path / "mine.toml")
    assert path == tmp_path / "mine.toml"
    assert read(path).problems == ()
    path.write_text("changed")
    with pytest.raises(DeckError, match="is there already, and was left as it is"):
        write_starter(path)
    assert path.read_text() == "changed"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_without_its_ending_gets_it(tmp_path: Path) -> None:
    assert write_starter(tmp_path / "mine").name == "mine.toml"
    assert write_starter(tmp_path / "notes.v2").name == "notes.v2.toml"


def test_a_deck_can_be_read_by_whom_its_folder_lets(tmp_path: Path) -> None:
    assert stat.S_IMODE(write_starter(tmp_path / "mine").stat().st_mode) & 0o600 == 0o600


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (".", "is a folder; give the new deck a name in it"),
        ("no/such/folder.toml", "its folder is not there; make the folder first"),
        ("file/x.toml", "cannot be written: Not a directory"),
        ("x\x00.toml", "no file can have this name"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeckError, match=said):
        write_starter(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("offbook.deck.starter.write_whole", full)
    with pytest.raises(DeckError, match="No space left on device"):
        write_starter(tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []
