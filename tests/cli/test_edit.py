"""``offbook edit``: which deck is opened, and what is said where none can be."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from at_a_terminal import Terminal

from fakes import CLAIM, deck_text
from offbook.opening import Edit


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of a person with three files of decks."""
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "mine.toml").write_text(deck_text(CLAIM), encoding="utf-8")
    (decks / "broken.toml").write_text("title = \n", encoding="utf-8")
    (decks / "latin.toml").write_bytes(b'title = "\xe9"\n')
    return Terminal(tmp_path, monkeypatch, "edit")


@pytest.mark.parametrize("name", ["mine", "broken"])
def test_a_deck_is_opened_by_id_and_by_path_even_one_with_errors(
    terminal: Terminal, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "decks" / f"{name}.toml"
    for told in (name, str(path)):
        opening = terminal.opens(Edit, told)
        assert opening.entry.path == path
        assert opening.card is None


@pytest.mark.parametrize(("name", "says"), [("mien", "mine"), ("latin", "byte 0xe9 on line 1 is not UTF-8")])
def test_what_cannot_be_edited_is_said(terminal: Terminal, name: str, says: str) -> None:
    assert terminal(name) == 1
    assert terminal.apps == []
    assert says in terminal.told


def test_without_a_terminal_it_says_what_works_instead(terminal: Terminal) -> None:
    assert terminal("mine", stdin=io.StringIO()) == 2
    assert terminal.apps == []
    assert "offbook check" in terminal.told
