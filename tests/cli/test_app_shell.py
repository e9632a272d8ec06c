"""``offbook`` and ``offbook study``: what is asked for before the app may begin."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from at_a_terminal import Stream, Terminal

from fakes import CLAIM, World, deck_text
from offbook.cli import app, main
from offbook.deck.catalog import Entry
from offbook.opening import HOME, Rehearse
from offbook.paths import Places
from offbook.settings import Settings
from offbook.tui.app import OffbookApp


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of a person who has one deck beside those that ship."""
    home = tmp_path / "home"
    deck = home / "decks" / "mine.toml"
    deck.parent.mkdir(parents=True)
    deck.write_text(deck_text(CLAIM), encoding="utf-8")
    return Terminal(home, monkeypatch)


@pytest.mark.parametrize("command", [[], ["study"], ["study", "no-such-deck"]])
def test_without_a_terminal_it_says_what_works_and_makes_nothing(tmp_path: Path, command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "offbook", *command],
        env={**os.environ, "OFFBOOK_HOME": str(tmp_path / "home")},
        input="",
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == app.NOT_A_TERMINAL + "\n"
    assert list(tmp_path.iterdir()) == []


def test_what_the_sentence_names_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    known = capsys.readouterr().out
    for command in ("decks", "check", "new", "schema"):
        assert f"offbook {command}" in app.NOT_A_TERMINAL
        assert f"    {command} " in known


@pytest.mark.parametrize("missing", ["stdin", "stderr"])
@pytest.mark.parametrize("stream", [None, io.StringIO()], ids=["none", "file"])
def test_both_ends_must_be_a_terminal(
    monkeypatch: pytest.MonkeyPatch, missing: str, stream: io.StringIO | None
) -> None:
    for name in ("stdin", "stderr"):
        monkeypatch.setattr(sys, name, Stream())
    assert app.has_terminal()
    monkeypatch.setattr(sys, missing, stream)
    assert not app.has_terminal()


def rehearsed(terminal: Terminal) -> tuple[Entry, ...]:
    """The decks of the rehearsal that the app opened in."""
    opening = terminal.apps[0].opening
    assert isinstance(opening, Rehearse)
    return opening.scope


def test_the_app_opens_on_home(terminal: Terminal) -> None:
    assert terminal() == 0
    (opened,) = terminal.apps
    assert opened.opening == HOME
    assert opened.theme == "dark"


def test_the_theme_that_was_set_is_in_force(terminal: Terminal) -> None:
    (terminal.home / "settings.toml").write_text('[look]\ntheme = "light"\n')
    assert terminal() == 0
    assert terminal.apps[0].theme == "light"


def test_study_goes_into_a_rehearsal_of_the_named_decks(terminal: Terminal) -> None:
    assert terminal("study", "mine") == 0
    assert [entry.id for entry in rehearsed(terminal)] == ["mine"]


def test_study_of_no_deck_means_every_deck(terminal: Terminal) -> None:
    assert terminal("study") == 0
    scope = {entry.id for entry in rehearsed(terminal)}
    assert {"mine", "learning-vs-performance", "offbook-tour"} <= scope


def test_study_takes_a_path(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.toml"
    path.write_text(deck_text(CLAIM), encoding="utf-8")
    assert terminal("study", str(path)) == 0
    assert [entry.path for entry in rehearsed(terminal)] == [path]


def test_a_deck_that_is_not_there_is_a_sentence(terminal: Terminal) -> None:
    assert terminal("study", "mien") == 1
    assert terminal.told == 'offbook: there is no deck "mien"; did you mean "mine"?\n'
    assert terminal.apps == []


def test_opening_the_app_writes_nothing_yet(terminal: Terminal) -> None:
    assert terminal() == 0
    assert {path.name for path in terminal.home.iterdir()} <= {"decks", "cache"}


def test_settings_changed_in_the_app_are_written(terminal: Terminal) -> None:
    terminal()
    terminal.apps[0]._save(Settings(theme="light"))
    assert 'theme = "light"' in (terminal.home / "settings.toml").read_text()


@pytest.mark.parametrize("code", [0, 1])
def test_the_program_ends_as_the_app_did(
    terminal: Terminal, world: World, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(OffbookApp, "return_code", code)
    assert app.show(world.trainer, Places(world.root, world.root, world.root, world.root)) == code
    assert len(terminal.apps) == 1
