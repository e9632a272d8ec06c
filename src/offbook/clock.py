"""Time as an argument: moments, study days, and the stamp an action carries.

Only the shells read a clock. Everything else is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH_ORDINAL = datetime(1970, 1, 1, tzinfo=UTC).toordinal()


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An instant and the local time it was lived in."""

    ms: int
    """Milliseconds since 1970-01-01T00:00Z."""
    offset: int = 0
    """Minutes that local wall time is ahead of UTC."""

    def day(self, rollover: int) -> int:
        """The study day: local date as a proleptic ordinal, beginning at ``rollover`` o'clock.

        The rollover is taken off the wall time, never off the instant, so that a change of
        clocks in the night moves no day.
        """
        wall = self.ms + self.offset * MINUTE
        return (wall - rollover * HOUR) // DAY + _EPOCH_ORDINAL

    def plus(self, ms: int) -> Moment:
        """The moment ``ms`` milliseconds later, in the same local time."""
        return Moment(self.ms + ms, self.offset)

    def local(self) -> datetime:
        """Wall time as a naive datetime, for display."""
        wall = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=self.ms + self.offset * MINUTE)
        return wall.replace(tzinfo=None)


def day_begins(day: int, rollover: int, offset: int) -> Moment:
    """The first moment of a study day, for wall time ``offset`` minutes ahead of UTC."""
    return Moment((day - _EPOCH_ORDINAL) * DAY + rollover * HOUR - offset * MINUTE, offset)


Clock = Callable[[], Moment]
"""Tells the time when asked; the shells own the real one, tests a fake."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When an action happened and the name under which the journal keeps its events."""

    at: Moment
    action: bytes
    """16 bytes, unique, ordered by time within a device."""


def system_clock() -> Moment:
    """The machine's wall time with its local offset."""
    now = datetime.now(UTC)
    offset = now.astimezone().utcoffset() or timedelta()
    return Moment(round(now.timestamp() * 1000), round(offset.total_seconds() / 60))
