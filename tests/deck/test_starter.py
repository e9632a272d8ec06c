"""The starter deck is sound, shows every form, and never replaces a file."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.deck.cards import FORMS, Classify, form
from offbook.deck.fix import Mended, mended
from offbook.deck.problems import Code
from offbook.deck.read import parse, read
from offbook.deck.starter import Wishes, starter, write_starter
from offbook.errors import DeckError
from offbook.tui.author_keys import COMMANDS


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


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)


sides_wished = st.lists(names, max_size=5) | st.just(["same", "sane", "save"])
wished = st.builds(Wishes, names, names, st.none() | sides_wished.map(tuple), st.booleans())


@given(names, wished)
def test_whatever_is_wished_gives_a_sound_deck_or_a_sentence(stem: str, wishes: Wishes) -> None:
    try:
        text = starter(f"{stem}.toml", stem, wishes)
    except DeckError:
        assert wishes.sides
        return
    reading = parse(text, "x.toml", "x", thorough=True)
    assert [one.code for one in reading.problems] == [Code.TEMPLATE_TEXT] * 2, "its summary, and its cards"
    assert reading.deck is not None
    assert len(reading.deck.sides) == (2 if wishes.sides is None else len(wishes.sides))
    assert len({side.key for side in reading.deck.sides}) == len(reading.deck.sides)
    used = {card.side for card in reading.deck.cards if isinstance(card, Classify)}
    assert used == {side.id for side in reading.deck.sides[:2]}
    assert ("#" in text) >= wishes.comments
    tidy = mended(text, "x")
    assert isinstance(tidy, Mended)
    assert (tidy.ordered, tidy.trimmed) == (0, 0), "it is written as it should be"


@pytest.mark.parametrize(
    "sides", [("one",), ("same", "Same!"), ("a", ""), ("+", "-"), tuple("abcdefghijklmnopqrstu")]
)
def test_sides_that_cannot_be_are_refused_with_what_to_write(sides: tuple[str, ...]) -> None:
    with pytest.raises(DeckError, match="--sides cause,effect"):
        starter("x.toml", "x", Wishes(sides=sides))


def test_what_it_says_fits_an_editor_of_eighty_columns_and_names_the_next_steps() -> None:
    text = starter("tides.toml", "tides")
    assert max(len(line) for line in text.split("\n") if line.startswith("#")) <= 76
    for command in ("edit", "check", "study"):
        assert f"offbook {command} tides.toml" in text
    assert all(command in text for command in ("offbook decks", "offbook check --fix tides.toml"))
    keys = {binding.key for binding in COMMANDS}
    assert set(re.findall(r"ctrl\+\w", text)) == {"ctrl+n", "ctrl+r"} <= keys


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

    monkeypatch.setattr("offbook.files.write_whole", full)
    with pytest.raises(DeckError, match="No space left on device"):
        write_starter(tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []
