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


class Terminal:
    """Runs the command at a terminal; collects where the apps would open, and shows none."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.openings: list[Opening] = []
        self.told = ""
        self._monkeypatch = monkeypatch
        monkeypatch.setenv("OFFBOOK_HOME", str(home))
        monkeypatch.setattr(OffbookApp, "run", lambda app: self.openings.append(app.opening))

    def __call__(self, name: str, stdin: io.StringIO | None = None) -> int:
        told = Stream()
        with self._monkeypatch.context() as here:
            here.setattr(sys, "stdin", stdin or Stream())
            here.setattr(sys, "stderr", told)
            code = main(["edit", name])
        self.told = told.getvalue()
        return code


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of a person with three files of decks."""
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "mine.toml").write_text(deck_text(CLAIM), encoding="utf-8")
    (decks / "broken.toml").write_text("title = \n", encoding="utf-8")
    (decks / "latin.toml").write_bytes(b'title = "\xe9"\n')
    return Terminal(tmp_path, monkeypatch)


@pytest.mark.parametrize("name", ["mine", "broken"])
def test_a_deck_is_opened_by_id_and_by_path_even_one_with_errors(
    terminal: Terminal, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "decks" / f"{name}.toml"
    for told in (name, str(path)):
        assert terminal(told) == 0
        opening = terminal.openings.pop()
        assert isinstance(opening, Edit)
        assert opening.entry.path == path
        assert opening.card is None


@pytest.mark.parametrize(("name", "says"), [("mien", "mine"), ("latin", "byte 0xe9 on line 1 is not UTF-8")])
def test_what_cannot_be_edited_is_said(terminal: Terminal, name: str, says: str) -> None:
    assert terminal(name) == 1
    assert terminal.openings == []
    assert says in terminal.told


def test_without_a_terminal_it_says_what_works_instead(terminal: Terminal) -> None:
    assert terminal("mine", io.StringIO()) == 2
    assert terminal.openings == []
    assert "offbook check" in terminal.told
