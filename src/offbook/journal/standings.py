"""What is kept of each card: its standing and the day it was introduced, as values and as rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, assert_never

from offbook.clock import Moment
from offbook.learning.events import CardEvent, Reviewed
from offbook.learning.schedule import Memory, New, Progress, Schedule, Settled, Stepping
from offbook.learning.standing import Standing, fold

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
    """The columns of a standing, from ``state`` to ``pulled`` as the table has them."""
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
    """The standing of the columns; one more, which may hold anything, stands behind them."""
    (
        state, stability, difficulty, last_ms, last_offset, last_day, step, due, lapsed,
        reviews, lapses, suspended, leech, buried, flagged, pulled, _,
    ) = row  # fmt: skip
    schedule: Schedule = _NEW
    if state != NEW:
        memory = _memory(stability, difficulty, last_ms, last_offset, last_day)
        schedule = _settled(memory, due) if state == SETTLED else Stepping(memory, step, due, lapsed == 1)
    progress = _new(Progress)
    _set_schedule(progress, schedule)
    _set_reviews(progress, reviews)
    _set_lapses(progress, lapses)
    standing = _new(Standing)
    _set_progress(standing, progress)
    _set_suspended(standing, suspended == 1)
    _set_leech(standing, leech == 1)
    _set_buried(standing, buried)
    _set_flagged(standing, flagged == 1)
    _set_pulled(standing, pulled == 1)
    return standing


# A start reads ten thousand standings. The constructor of a frozen class takes twice the time of
# filling its slots, so here, where values are made again that a constructor has made before, it is
# passed by; what was written must come back equal, and a test says so.

_NEW = New()
_new = object.__new__
_set_ms, _set_offset = (getattr(Moment, name).__set__ for name in ("ms", "offset"))
_set_stability, _set_difficulty, _set_last, _set_day = (
    getattr(Memory, name).__set__ for name in ("stability", "difficulty", "last", "day")
)
_set_memory, _set_due = (getattr(Settled, name).__set__ for name in ("memory", "due"))
_set_schedule, _set_reviews, _set_lapses = (
    getattr(Progress, name).__set__ for name in ("schedule", "reviews", "lapses")
)
_set_progress, _set_suspended, _set_leech, _set_buried, _set_flagged, _set_pulled = (
    getattr(Standing, name).__set__
    for name in ("progress", "suspended", "leech", "buried", "flagged", "pulled")
)


def _memory(stability: float, difficulty: float, last_ms: int, last_offset: int, last_day: int) -> Memory:
    last = _new(Moment)
    _set_ms(last, last_ms)
    _set_offset(last, last_offset)
    memory = _new(Memory)
    _set_stability(memory, stability)
    _set_difficulty(memory, difficulty)
    _set_last(memory, last)
    _set_day(memory, last_day)
    return memory


def _settled(memory: Memory, due: int) -> Settled:
    settled = _new(Settled)
    _set_memory(settled, memory)
    _set_due(settled, due)
    return settled


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
