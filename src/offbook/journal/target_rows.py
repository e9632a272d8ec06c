"""The windows of targets that were closed, as rows, and back."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from offbook.deck.cards import DeckId
from offbook.journal.study_rows import plain
from offbook.performance.targets import Closing, Direction, Goal, Measured, Metric, State
from offbook.performance.windows import Span, Window
from offbook.statistics import Interval

CLOSED = "window closed"
"""The word under which the event stands in its envelope."""

CLOSINGS = "SELECT * FROM closings WHERE seq IN (SELECT value FROM json_each(?))"
"""Reads rows by a JSON list of sequence numbers."""


def write(db: sqlite3.Connection, seq: int, event: Closing) -> None:
    """Add the row of an event whose envelope is written."""
    row = (seq, *_goal_row(event.goal), event.window.first, event.window.until, *_found_row(event.found))
    used = json.dumps([[attempt.hex(), place] for attempt, place in event.used])
    db.execute(
        "INSERT INTO closings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, event.state.value, used),
    )


def read(row: tuple[Any, ...]) -> Closing:
    """The event of a row of ``closings``."""
    (
        _, metric, direction, target, span, scope, least, paired, first, until,
        value, n, low, high, state, used,
    ) = row  # fmt: skip
    goal = Goal(
        metric=Metric(metric),
        direction=Direction(direction),
        target=target,
        span=Span(span),
        scope=tuple(DeckId(deck) for deck in json.loads(scope)),
        least=least,
        paired=None if paired is None else Metric(paired),
    )
    interval = None if low is None else Interval(low, high)
    return Closing(
        goal=goal,
        window=Window(first, until, goal.span),
        found=None if value is None else Measured(value, n, interval),
        state=State(state),
        used=tuple((bytes.fromhex(attempt), place) for attempt, place in json.loads(used)),
    )


def _goal_row(goal: Goal) -> tuple[object, ...]:
    return (
        goal.metric.value,
        goal.direction.value,
        goal.target,
        goal.span.value,
        json.dumps([plain(deck) for deck in goal.scope]),
        goal.least,
        goal.paired and goal.paired.value,
    )


def _found_row(found: Measured | None) -> tuple[object, ...]:
    if found is None:
        return None, None, None, None
    ends = (None, None) if found.interval is None else (found.interval.low, found.interval.high)
    return found.value, found.n, *ends
