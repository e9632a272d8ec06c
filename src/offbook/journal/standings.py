"""What is kept of each card: its standing and the day it was introduced, as values and as rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, assert_never

from offbook.clock import Moment
from offbook.learning.events import CardEvent, Reviewed
from offbook.learning.schedule import Memory, New, Progress, Schedule, Settled, Stepping
from offbook.learning.standing import Standing, fold

COLUMNS = (
    "state, stability, difficulty, last_ms, last_offset, last_day, step, due, lapsed,"
    " reviews, lapses, suspended, leech, buried, flagged, pulled"
)
"""The columns of ``standing`` that make a value, in the order of ``to_row`` and ``from_row``."""

NEW, STEPPING, SETTLED = 0, 1, 2
"""What ``state`` says."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the events of a card come to."""

    standing: Standing
    introduced: int | None = None
    """The study day of its first review ever, or None before it."""


NOTHING = Kept(Standing())
"""What is kept of a card before its first event."""


def advance(kept: Kept, event: CardEvent, at: Moment) -> Kept:
    """What is kept of a card after one more of its events."""
    introduced = kept.introduced
    if introduced is None and isinstance(event, Reviewed):
        introduced = event.day
    return Kept(fold(kept.standing, event, at), introduced)


def to_row(standing: Standing) -> tuple[object, ...]:
    """The columns of a standing."""
    progress = standing.progress
    return (
        *_schedule_row(progress.schedule),
        progress.reviews,
        progress.lapses,
        standing.suspended,
        standing.leech,
        standing.buried,
        standing.flagged,
        standing.pulled,
    )


def from_row(row: tuple[Any, ...]) -> Standing:
    """The standing of the columns."""
    (
        state, stability, difficulty, last_ms, last_offset, last_day, step, due, lapsed,
        reviews, lapses, suspended, leech, buried, flagged, pulled,
    ) = row  # fmt: skip
    schedule: Schedule = New()
    if state != NEW:
        memory = Memory(stability, difficulty, Moment(last_ms, last_offset), last_day)
        schedule = Settled(memory, due) if state == SETTLED else Stepping(memory, step, due, lapsed == 1)
    return Standing(
        Progress(schedule, reviews, lapses), suspended == 1, leech == 1, buried, flagged == 1, pulled == 1
    )


def _schedule_row(schedule: Schedule) -> tuple[object, ...]:
    match schedule:
        case New():
            return (NEW, None, None, None, None, None, None, None, None)
        case Stepping(memory, step, due, lapsed):
            return (STEPPING, *_memory_row(memory), step, due, lapsed)
        case Settled(memory, due):
            return (SETTLED, *_memory_row(memory), None, due, None)
        case other:
            assert_never(other)


def _memory_row(memory: Memory) -> tuple[object, ...]:
    return (memory.stability, memory.difficulty, memory.last.ms, memory.last.offset, memory.day)
