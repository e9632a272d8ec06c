"""A quiz against a real clock, in a real terminal: it runs out by itself, and outlives its process."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from learner import Learner, asked, leave
from offbook.journal.journal import Journal
from offbook.performance.events import Ending
from offbook.performance.record import Record, fold
from terminal import ESCAPE, Terminal

KEYS = {"holds": "t", "fails": "f", "noon": "d", "stars": "n"}
"""What answers the claims and the statements of the learner's deck."""
DROPPED = 1.5
"""Seconds until a key is taken to be dropped."""
TRIES = 6
FOUR = ("quiz", "every-form", "--form", "claim", "--form", "classify", "--questions", "4", "--start")


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    learner.has_deck()
    return learner


def record_of(learner: Learner) -> Record:
    """The only attempt there is, as the journal has it."""
    with Journal.open(learner.home / "journal.db") as journal:
        (record,) = fold({}, ((event, kept.at) for kept, event in journal.quiz_events())).values()
    return record


def press(terminal: Terminal, key: str, until: str) -> None:
    """Press a key, and wait for what it brings.

    A key from before a question was painted is dropped, while the clock paints on; such a key is
    pressed again, as a person would.
    """

    def comes(soon: float) -> bool:
        return until in terminal.wait_for(lambda text: until in text or time.monotonic() > soon)

    terminal.settle()
    for _ in range(TRIES):
        terminal.send(key)
        if comes(time.monotonic() + DROPPED):
            return
    pytest.fail(f"{key!r} did not bring {until!r}:\n{terminal.picture()}")


def answer(terminal: Terminal, until: str) -> str:
    """Answer the question on the screen rightly; which card it was."""
    card = asked(terminal)
    press(terminal, KEYS[card.id], until)
    return card.id


def left(terminal: Terminal) -> int:
    """Seconds that the clock on the screen says are left."""
    found = re.search(r"[●◔○] (\d+):(\d\d)", terminal.wait_for(lambda text: "● 0:" in text or "◔ 0:" in text))
    assert found
    return int(found[1]) * 60 + int(found[2])


def test_a_quiz_runs_out_by_itself_with_what_was_answered(learner: Learner) -> None:
    with learner.starts(*FOUR, "--minutes", "0.33334", rows=20) as terminal:
        terminal.wait_for("1 of 4")
        began = time.monotonic()
        done = answer(terminal, "2 of 4")
        terminal.wait_for("time ran out after 0:20; 3 questions not answered in time.", patience=30)
        took = time.monotonic() - began
        assert 17 < took < 23
        terminal.press(ESCAPE, "Every form")
        leave(terminal)
    record = record_of(learner)
    assert record.ending is Ending.TIMED_OUT
    assert record.ended_at
    assert 20_000 <= record.ended_at.ms - record.at.ms < 22_000
    assert [kept.key.card for kept in record.answers.values() if not kept.timed_out] == [done]
    assert [record.score(place) for place in range(4)] == [1.0, 0.0, 0.0, 0.0]
    assert record.seen_at
    learner.assert_no_mishap()


def test_questions_of_their_own_time_go_by_one_after_the_other(learner: Learner) -> None:
    with learner.starts(*FOUR, "--questions", "2", "--each", "1") as terminal:
        terminal.wait_for("; 2 questions not answered in time.")
        leave(terminal)
    record = record_of(learner)
    assert [kept.timed_out for kept in record.answers.values()] == [True] * 2
    assert all(kept.took is not None and kept.took <= 1_000 for kept in record.answers.values())


def test_a_killed_quiz_goes_on_with_the_time_that_is_left(learner: Learner) -> None:
    with learner.starts(*FOUR, "--minutes", "0.5", rows=20) as terminal:
        terminal.wait_for("1 of 4")
        first, second = answer(terminal, "2 of 4"), answer(terminal, "3 of 4")
        press(terminal, "*", "⚑ flagged")
        terminal.kill()

    kept = record_of(learner)
    assert [one.key.card for one in kept.answers.values()] == [first, second]
    assert kept.is_open

    with learner.starts(rows=20) as terminal:
        terminal.wait_for("A quiz was cut off")
        press(terminal, "c", "3 of 4")
        terminal.wait_for("⚑ flagged")
        gone = time.time() - kept.at.ms / 1000
        assert 30 - gone - 2 < left(terminal) <= 30 - gone + 2
        answer(terminal, "4 of 4")
        answer(terminal, "all answered")
        press(terminal, "\x13", "handed in after")
        terminal.press(ESCAPE, lambda text: "Every form" in text and "cut off" not in text)
        leave(terminal)

    record = record_of(learner)
    assert record.ending is Ending.SUBMITTED
    assert [record.score(place) for place in range(4)] == [1.0] * 4
    assert [record.answers[place] for place in (0, 1)] == [kept.answers[place] for place in (0, 1)]
    learner.assert_no_mishap()
