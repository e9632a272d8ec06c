"""``offbook new``: a starter deck, and what to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from at_a_terminal import Stream

from offbook.cli import main, new
from offbook.deck.cards import Classify, Deck, SideId
from offbook.deck.problems import Code
from offbook.deck.read import read


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OFFBOOK_HOME", str(tmp_path / "home"))
    return tmp_path


def written(path: Path) -> Deck:
    reading = read(path, thorough=True)
    assert {one.code for one in reading.problems} == {Code.TEMPLATE_TEXT}
    assert reading.deck is not None
    return reading.deck


def test_a_new_deck_is_written_and_passes_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OFFBOOK_HOME", str(tmp_path / "home"))
    assert main(["new", "my deck"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[:3] == [
        "Wrote 'my deck.toml' (decks end in .toml): a deck with a card of each form, for you to change.",
        "  offbook edit 'my deck.toml'     opens it with its cards beside it",
        "  offbook check 'my deck.toml'    tells every mistake at its line",
    ]
    assert main(["check", "my deck.toml"]) == 0
    told, counted = capsys.readouterr()
    cards = "6 entries from here on are still the starter's examples; write your own instead"
    assert told.splitlines() == [
        "my deck.toml:19:11: warning: the summary is still the starter's; say what this deck teaches",
        f"my deck.toml:45:1: warning: {cards}",
    ]
    assert counted == "1 deck, 7 cards from 6 entries, 2 warnings\n"
    assert main(["new", "my deck.toml"]) == 1
    assert main(["new", str(tmp_path)]) == 1
    assert "is a folder" in capsys.readouterr().err


def test_what_was_said_is_in_the_deck(here: Path) -> None:
    flags = ["--title", 'Rocks & "stones"', "--sides", "Igneous, Sedimentary", "--language", "de"]
    assert main(["new", "rocks.toml", *flags, "--no-comments"]) == 0
    deck = written(here / "rocks.toml")
    assert (deck.title, deck.language) == ('Rocks & "stones"', "de")
    assert [(side.id, side.name, side.key) for side in deck.sides] == [
        ("igneous", "Igneous", "i"),
        ("sedimentary", "Sedimentary", "s"),
    ]
    assert "#" not in (here / "rocks.toml").read_text()


def test_sides_that_no_deck_can_have_are_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "x.toml", "--sides", "one"]) == 1
    assert "a deck has 2 to 20 sides, or none" in capsys.readouterr().err
    assert not (here / "x.toml").exists()


# ---- Questions ----------------------------------------------------------------------------------


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the person answers, in order; then there is nobody any more."""
    given: list[str] = []
    left: Iterator[str] = iter(())

    def answer(_question: str) -> str:
        nonlocal left
        if given:
            left = iter(given[:])
            given.clear()
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(new, "_can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    return given


def test_enter_all_the_way_makes_a_deck_that_the_first_page_shows(
    here: Path, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += ["", "", "", ""]
    assert main(["new"]) == 0
    deck = written(here / "home" / "decks" / "new-deck.toml")
    assert (deck.title, deck.sides, deck.language) == ("New deck", (), "en")
    assert "To see it on the first page" not in capsys.readouterr().err


def test_answers_are_taken_and_what_was_said_before_is_not_asked(here: Path, answers: list[str]) -> None:
    answers += ["Winds & waves", "", "mine"]
    assert main(["new", "--sides", "land,sea"]) == 0
    deck = written(here / "mine.toml")
    assert deck.title == "Winds & waves"
    assert {card.side for card in deck.cards if isinstance(card, Classify)} == {SideId("land"), SideId("sea")}


def test_whoever_leaves_the_questions_has_written_nothing(
    here: Path, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += ["Winds", "land, sea"]
    assert main(["new"]) == 1
    assert capsys.readouterr().err.endswith("Nothing was written.\n")
    assert list(here.iterdir()) == []


def test_a_deck_of_the_deck_folder_goes_by_its_name(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = here / "home" / "decks"
    assert main(["new", str(folder / "tides.toml")]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[1:] == [
        "  offbook edit tides     opens it with its cards beside it",
        "  offbook check tides    tells every mistake at its line",
        "  offbook study tides    rehearses it",
        "It stands on the first page of offbook, too; there, e edits it.",
    ]
    assert main(["check", "tides"]) == 0


@pytest.mark.parametrize("columns", [80, 60, 40])
def test_what_is_said_and_asked_breaks_between_words(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: list[str], columns: int
) -> None:
    terminal = Stream()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    answers += ["Tides", "", "", "a-folder-with-quite-a-long-name/and-a-file.toml"]
    (here / "a-folder-with-quite-a-long-name").mkdir()
    assert main(["new"]) == 0
    lines = terminal.getvalue().splitlines()
    assert all(
        len(line) <= columns or len(line.split()) == 1 or line.startswith("  offbook ") for line in lines
    )
    text = " ".join(" ".join(lines).split())
    assert "asks to which side it belongs, such as cause or effect" in text
    assert "rehearses it" in text


def test_a_file_that_is_there_is_never_overwritten(here: Path, answers: list[str]) -> None:
    (here / "mine.toml").write_text("theirs")
    answers += ["Winds", "", "", "mine.toml"]
    assert main(["new"]) == 1
    assert (here / "mine.toml").read_text() == "theirs"


def test_without_a_terminal_nobody_is_asked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "usage: offbook new PATH",
        "offbook new: name the file to write, as in offbook new mine.toml",
    ]
    assert list(here.iterdir()) == []
