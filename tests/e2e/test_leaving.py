"""However Offbook is left, the terminal is as it was before."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from learner import Learner, asked, leave, rehearse
from terminal import ENTER, ESCAPE, QUIT, Terminal


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    learner.has_deck()
    return learner


def test_quitting_by_key_leaves_the_terminal_as_it_was(learner: Learner) -> None:
    with learner.starts() as terminal:
        terminal.wait_for("Every form")
        terminal.press("?", "Keys: Home")
        terminal.press(ESCAPE, lambda text: "Keys: Home" not in text)
        leave(terminal)
        assert terminal.afterwards.strip() == ""
    assert not (learner.home / "journal.db").exists(), "nothing is made until something is written"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_in_order_and_keeps_every_answer(learner: Learner, number: signal.Signals) -> None:
    with learner.studies() as terminal:
        done = rehearse(terminal)
        asked(terminal).answer(terminal)
        terminal.process.send_signal(number)
        terminal.wait_for_end()
        assert terminal.what_is_wrong() == []
        assert "Traceback" not in terminal.afterwards
    assert learner.reviews()[0].key.card == done.id
    learner.assert_no_mishap()


def test_a_signal_while_it_starts_leaves_in_order_too_and_is_no_mishap(learner: Learner) -> None:
    with learner.starts() as terminal:
        terminal.wait_for_order(b"\x1b[?1049h")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 0
        assert terminal.what_is_wrong() == []
    learner.assert_no_mishap()


def test_a_closed_window_ends_the_program_and_keeps_every_answer(learner: Learner) -> None:
    with learner.studies() as terminal:
        done = rehearse(terminal)
        terminal.hang_up()
        terminal.wait_for_end()
    assert [review.key.card for review in learner.reviews()] == [done.id]
    learner.assert_no_mishap()


def test_a_program_that_was_stopped_gives_the_terminal_back_and_comes_again(learner: Learner) -> None:
    shell = {**learner.env, "PS1": "ready> ", "ENV": "/dev/null"}
    with Terminal(["/bin/sh", "-i"], shell) as terminal:
        terminal.wait_for("ready>")
        terminal.send(f"{sys.executable} -m offbook study every-form{ENTER}")
        card = asked(terminal)
        app = terminal.foreground
        assert app != terminal.process.pid
        os.kill(app, signal.SIGTSTP)
        terminal.wait_for("ready>")
        assert terminal.what_is_wrong() == []
        terminal.send(f"fg{ENTER}")
        assert asked(terminal) == card
        rehearse(terminal)
        terminal.send(QUIT)
        terminal.wait_for("ready>")
        assert terminal.what_is_wrong() == []
        terminal.send(f"exit{ENTER}")
        terminal.wait_for_end()
    assert [review.key.card for review in learner.reviews()] == [card.id]


def test_a_killed_program_gives_the_terminal_back_in_order_and_says_what_is_kept(learner: Learner) -> None:
    with learner.studies() as terminal:
        done = rehearse(terminal)
        terminal.kill()
        assert "Every answer that it had taken is in the journal." in " ".join(terminal.afterwards.split())
    assert [review.key.card for review in learner.reviews()] == [done.id]


def test_a_program_whose_parent_is_killed_leaves_in_order(learner: Learner) -> None:
    with learner.studies() as terminal:
        done = rehearse(terminal)
        terminal.process.kill()
        terminal.wait_for(lambda _: terminal.what_is_wrong() == [])
    assert [review.key.card for review in learner.reviews()] == [done.id]
    learner.assert_no_mishap()


def test_a_tiny_window_loses_nothing_and_a_roomy_one_shows_it_all_again(learner: Learner) -> None:
    with learner.starts() as terminal:
        terminal.wait_for("Every form")
        for columns, rows in ((20, 5), (1, 1), (300, 100), (80, 24)):
            terminal.resize(columns, rows)
            terminal.settle()
        terminal.wait_for("Every form")
        terminal.press(ENTER, "0 done")
        card = asked(terminal)
        terminal.resize(20, 5)
        terminal.wait_for(lambda text: card.asks.split()[0] in text)
        terminal.resize(80, 24)
        assert asked(terminal) == card
        assert rehearse(terminal) == card
        leave(terminal)
    learner.assert_no_mishap()


def test_a_window_that_is_closed_while_nobody_reads_it_ends_the_program(learner: Learner) -> None:
    """Textual's writer is stuck by then, and the loop with it."""
    with learner.studies() as terminal:
        done = rehearse(terminal)
        for size in range(200):
            terminal.resize(60 + size % 60, 20 + size % 30)
        terminal.hang_up()
        terminal.wait_for_end(patience=20)
    assert [review.key.card for review in learner.reviews()] == [done.id]
