"""Days, weeks, months and years of performance, in local time as it was lived.

A window is a run of study days. A study day is read off the wall clock of its own moment, so
neither a change of clocks nor a flight leaves a gap between windows or lets two overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import assert_never

from offbook.clock import DAY, Moment, day_begins


class Span(StrEnum):
    """How long a window is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Calendar:
    """When days and weeks begin for a person."""

    rollover: int = 4
    """The hour, local time, at which a day begins, 0 to 23."""
    first_weekday: int = 0
    """The day that begins a week, 0 (Monday) to 6 (Sunday)."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A run of study days, as proleptic ordinals."""

    first: int
    """Its first day."""
    until: int
    """The day after its last, which begins the next window."""
    span: Span

    def holds(self, day: int) -> bool:
        """Whether a study day lies in it."""
        return self.first <= day < self.until

    @property
    def following(self) -> Window:
        """The window that begins where this one ends."""
        return window_of(self.span, self.until, self._weekday)

    @property
    def preceding(self) -> Window:
        """The window that ends where this one begins."""
        return window_of(self.span, self.first - 1, self._weekday)

    @property
    def _weekday(self) -> int:
        """The day a week begins with; it says nothing of other spans, which do not ask for it."""
        return date.fromordinal(self.first).weekday()


@lru_cache(maxsize=4096)
def window_of(span: Span, day: int, first_weekday: int = 0) -> Window:
    """The window that holds a study day. Weeks run across New Year undivided."""
    on = date.fromordinal(day)
    match span:
        case Span.DAY:
            return Window(day, day + 1, span)
        case Span.WEEK:
            first = day - (on.weekday() - first_weekday) % 7
            return Window(first, first + 7, span)
        case Span.MONTH:
            after = date(on.year + on.month // 12, on.month % 12 + 1, 1)
            return Window(on.replace(day=1).toordinal(), after.toordinal(), span)
        case Span.YEAR:
            return Window(date(on.year, 1, 1).toordinal(), date(on.year + 1, 1, 1).toordinal(), span)
        case other:
            assert_never(other)


def window_at(span: Span, moment: Moment, calendar: Calendar) -> Window:
    """The window in which a moment was lived."""
    return window_of(span, moment.day(calendar.rollover), calendar.first_weekday)


def latest(window: Window, count: int) -> tuple[Window, ...]:
    """The last ``count`` windows up to and with this one, oldest first."""
    found: list[Window] = []
    while len(found) < count:
        found.append(window)
        window = window.preceding
    return tuple(reversed(found))


def is_closed(window: Window, now: Moment, calendar: Calendar) -> bool:
    """Whether the window lies wholly behind the person."""
    return now.day(calendar.rollover) >= window.until


def gone(window: Window, now: Moment, calendar: Calendar) -> float:
    """The share of the window that is over by the wall clock, 0 to 1."""
    begin = day_begins(window.first, calendar.rollover, now.offset)
    return min(max((now.ms - begin.ms) / ((window.until - window.first) * DAY), 0.0), 1.0)


def opens(window: Window, calendar: Calendar) -> datetime:
    """What the wall clock shows as the window begins, naive; it ends as the following one opens."""
    return day_begins(window.first, calendar.rollover, 0).local()


def week_of_year(window: Window) -> tuple[int, int]:
    """The year that holds most of a week, and the week's number in it, from 1.

    With weeks that begin on Monday this is ISO 8601.
    """
    fourth = date.fromordinal(window.first + 3)
    return fourth.year, (fourth.timetuple().tm_yday - 1) // 7 + 1
