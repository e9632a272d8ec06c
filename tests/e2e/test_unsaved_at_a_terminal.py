"""However a terminal goes away while a deck is written, the text is there the next time."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from learner import Learner, leave
from offbook.deck.draft import opened
from offbook.deck.unsaved import Unsaved
from offbook.tui.signals import is_alive
from terminal import ESCAPE, PATIENCE, QUIT, Terminal

WRITTEN = "# a thought of my own"


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    learner.has_deck()
    return learner


def write(learner: Learner) -> Terminal:
    """A terminal in which something was written into the deck, and not saved."""
    terminal = learner.starts("edit", "every-form")
    terminal.wait_for("ctrl+s save")
    terminal.settle()
    terminal.send(WRITTEN)
    terminal.wait_for(lambda text: WRITTEN in text and "● unsaved" in text)
    return terminal


def assert_kept(learner: Learner) -> None:
    """The text is not in the deck, and is what the next Offbook offers."""
    path = learner.decks / "every-form.toml"
    left = Unsaved(learner.home / "unsaved", 0, is_alive).find(opened(path))
    assert left
    assert left.text == WRITTEN + path.read_text("utf-8")
    assert WRITTEN not in path.read_text("utf-8")
    learner.assert_no_mishap()


def take_up(learner: Learner) -> None:
    """Edit the deck again, take up what was left, and save it."""
    path = learner.decks / "every-form.toml"
    before = path.read_text("utf-8")
    with learner.starts("edit", "every-form") as terminal:
        terminal.wait_for("unsaved text was found")
        terminal.press("u", "● unsaved")
        terminal.press("\x13", "Saved.")
        assert path.read_text("utf-8") == WRITTEN + before
        terminal.press(ESCAPE, "Every form")
        leave(terminal)
    assert not list((learner.home / "unsaved").iterdir())
    learner.assert_no_mishap()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal(learner: Learner, number: signal.Signals) -> None:
    with write(learner) as terminal:
        terminal.process.send_signal(number)
        terminal.wait_for_end()
        assert terminal.what_is_wrong() == []
    assert_kept(learner)


def test_the_key_that_quits(learner: Learner) -> None:
    with write(learner) as terminal:
        terminal.send(QUIT)
        assert terminal.wait_for_end() == 0
    assert_kept(learner)


def test_a_closed_window(learner: Learner) -> None:
    with write(learner) as terminal:
        terminal.hang_up()
        terminal.wait_for_end()
    assert_kept(learner)


def test_a_program_that_is_killed_a_moment_after_the_last_key(learner: Learner) -> None:
    with write(learner) as terminal:
        until = time.monotonic() + PATIENCE
        while not any(WRITTEN in one.read_text("utf-8") for one in (learner.home / "unsaved").glob("*.toml")):
            assert time.monotonic() < until, "it was not kept"
            terminal.settle()
        terminal.kill()
    assert_kept(learner)
    take_up(learner)
