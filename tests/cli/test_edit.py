"""``offbook edit``: which deck is opened, and what is said where none can be."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from fakes import CLAIM, deck_text
from offbook.cli import main
from offbook.opening import Edit, Opening
from offbook.tui.app import OffbookApp


class Stream(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def openings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Opening]:
    """Where the apps open that would be shown, of a person with three files of decks."""
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "mine.toml").write_text(deck_text(CLAIM), encoding="utf-8")
    (decks / "broken.toml").write_text("title = \n", encoding="utf-8")
    (decks / "latin.toml").write_bytes(b'title = "\xe9"\n')
    monkeypatch.setenv("OFFBOOK_HOME", str(tmp_path))
    shown: list[Opening] = []
    monkeypatch.setattr(OffbookApp, "run", lambda app: shown.append(app.opening))
    monkeypatch.setattr(sys, "stdin", Stream())
    monkeypatch.setattr(sys, "stderr", Stream())
    return shown


@pytest.mark.parametrize("name", ["mine", "broken"])
def test_a_deck_is_opened_by_id_and_by_path_even_one_with_errors(
    openings: list[Opening], tmp_path: Path, name: str
) -> None:
    path = tmp_path / "decks" / f"{name}.toml"
    for told in (name, str(path)):
        assert main(["edit", told]) == 0
        opening = openings.pop()
        assert isinstance(opening, Edit)
        assert opening.entry.path == path
        assert opening.card is None


@pytest.mark.parametrize(("name", "says"), [("mien", "mine"), ("latin", "byte 0xe9 on line 1 is not UTF-8")])
def test_what_cannot_be_edited_is_said(openings: list[Opening], name: str, says: str) -> None:
    assert main(["edit", name]) == 1
    assert openings == []
    assert isinstance(sys.stderr, Stream)
    assert says in sys.stderr.getvalue()


def test_without_a_terminal_it_says_what_works_instead(
    openings: list[Opening], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["edit", "mine"]) == 2
    assert openings == []
