"""``offbook insight``: where the app opens, and what is asked for before it may."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from at_a_terminal import Terminal

from fakes import CLAIM, deck_text
from offbook.cli import app, main
from offbook.opening import TABS, Insight


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of a person with one deck, and one that cannot be read."""
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "mine.toml").write_text(deck_text(CLAIM), encoding="utf-8")
    (decks / "bad.toml").write_text("title = \n", encoding="utf-8")
    return Terminal(tmp_path, monkeypatch, "insight")


def test_it_opens_on_learning_and_looks_at_every_deck(terminal: Terminal) -> None:
    assert terminal.opens(Insight) == Insight((), "learning")


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_and_decks_can_be_named(terminal: Terminal, tab: str) -> None:
    opening = terminal.opens(Insight, "mine", "--tab", tab)
    assert [entry.id for entry in opening.scope] == ["mine"]
    assert opening.tab == tab


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["no-such-deck"], 1, "no-such-deck"),
        (["bad"], 1, "there is no card in this deck"),
        (["--tab", "graphs"], 2, "invalid choice"),
    ],
)
def test_what_cannot_be_shown_is_said(terminal: Terminal, args: list[str], code: int, says: str) -> None:
    assert terminal(*args) == code
    assert says in terminal.told
    assert terminal.apps == []


def test_without_a_terminal_it_says_what_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OFFBOOK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(("insight",)) == 2
    assert app.NOT_A_TERMINAL in capsys.readouterr().err
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("simulated", [True, False])
def test_the_app_knows_whether_anybody_lived_it(terminal: Terminal, *, simulated: bool) -> None:
    if simulated:
        (terminal.home / "SIMULATED.txt").write_text("So it is.", encoding="utf-8")
    terminal.opens(Insight)
    assert terminal.apps[-1]._doors._simulated is simulated
