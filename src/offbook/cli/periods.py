"""Windows of performance as they are asked for: ``last-month``, ``2026-10``, ``2026-W43``, ``2026-10-20``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from offbook.clock import Moment
from offbook.errors import OffbookError
from offbook.performance.windows import Calendar, Span, Window, latest, week_of_year, window_at, window_of

NAMED = {
    "today": (Span.DAY, 0),
    "yesterday": (Span.DAY, 1),
    "this-week": (Span.WEEK, 0),
    "last-week": (Span.WEEK, 1),
    "this-month": (Span.MONTH, 0),
    "last-month": (Span.MONTH, 1),
    "this-year": (Span.YEAR, 0),
    "last-year": (Span.YEAR, 1),
}
"""What a window is called from nearby: how long it is, and how many windows back."""
FIRST_YEAR = 1970
"""Before it nothing was performed, by any clock that Offbook reads."""

_DATED = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d{2})|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?", re.ASCII
)


class PeriodError(OffbookError):
    """There is no such window."""


@dataclass(frozen=True, slots=True)
class Near:
    """A window by how far it lies back."""

    span: Span
    back: int


@dataclass(frozen=True, slots=True)
class On:
    """The window that holds a day."""

    span: Span
    day: int
    """As an ordinal."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its number; which days it has depends on the day that weeks begin with."""

    year: int
    number: int


Period = Near | On | Week


def read(text: str) -> Period:
    """The window that is meant. Raises ValueError if none is."""
    if text in NAMED:
        return Near(*NAMED[text])
    found = _DATED.fullmatch(text)
    if not found or int(found["year"]) < FIRST_YEAR:
        raise ValueError(text)
    year = int(found["year"])
    if found["week"]:
        if not 1 <= int(found["week"]) <= 53:
            raise ValueError(text)
        return Week(year, int(found["week"]))
    span = Span.DAY if found["day"] else Span.MONTH if found["month"] else Span.YEAR
    return On(span, date(year, int(found["month"] or 1), int(found["day"] or 1)).toordinal())


def window(period: Period, now: Moment, calendar: Calendar) -> Window:
    """Its days. Raises PeriodError for a week that a year does not have, and for what has not begun."""
    found = _window(period, now, calendar)
    if now.day(calendar.rollover) < found.first:
        first = date.fromordinal(found.first)
        raise PeriodError(
            f"the {found.span} from {first.isoformat()} has not begun; there is nothing to tell of it."
        )
    return found


def _window(period: Period, now: Moment, calendar: Calendar) -> Window:
    match period:
        case Near(span, back):
            return latest(window_at(span, now, calendar), back + 1)[0]
        case On(span, day):
            return window_of(span, day, calendar.first_weekday)
        case Week(year, number):
            # The fourth of January lies in the first week of its year, whichever day weeks begin with.
            first = window_of(Span.WEEK, date(year, 1, 4).toordinal(), calendar.first_weekday)
            found = window_of(Span.WEEK, first.first + 7 * (number - 1), calendar.first_weekday)
            if week_of_year(found) != (year, number):
                raise PeriodError(f"{year} has no week {number}; its last one is {number - 1}.")
            return found
