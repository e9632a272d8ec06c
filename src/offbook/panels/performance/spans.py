"""Windows of performance in words: which days they are, and whether they are over."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from offbook.panels.panel import Data
from offbook.performance.windows import Span, Window

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def named(window: Window, today: int) -> str:
    """A window with its days: ``this week, 23-29 Nov``, ``last month, October``, ``the week 9-15 Nov``.

    The year is told where it is not that of ``today``, a study day.
    """
    days = dates(window, today)
    if near := _near(window, today):
        return f"{near}, {days}"
    return f"the week {days}" if window.span is Span.WEEK else days


def short(window: Window, today: int) -> str:
    """A window as it stands in a title: ``this week``, else its days."""
    return _near(window, today) or named(window, today)


def stated(window: Window, today: int) -> str:
    """A window with its days, and whether it is over: ``last week, 16-22 Nov; closed: its value stays``."""
    return f"{named(window, today)}; {state(window, today)}"


def state(window: Window, today: int) -> str:
    """Whether a window is over, seen from a study day."""
    if today >= window.until:
        return "closed: its value stays"
    return "open" if today >= window.first else "not begun"


def dates(window: Window, today: int) -> str:
    """The days of a window, with the year where it is not that of ``today``."""
    first, last = date.fromordinal(window.first), date.fromordinal(window.until - 1)
    year = "" if first.year == last.year == date.fromordinal(today).year else f" {last.year}"
    match window.span:
        case Span.DAY:
            return f"{_WEEKDAYS[first.weekday()]} {_day(first)}{year}"
        case Span.WEEK if first.month == last.month:
            return f"{first.day}-{_day(last)}{year}"
        case Span.WEEK:
            before = f" {first.year}" if first.year != last.year else ""
            return f"{_day(first)}{before} - {_day(last)}{year}"
        case Span.MONTH:
            return f"{_MONTHS[first.month - 1]}{year}"
        case Span.YEAR:
            return str(first.year)
        case other:
            assert_never(other)


def label(window: Window) -> str:
    """A window as an axis names it: by its first day, its month or its year."""
    first = date.fromordinal(window.first)
    match window.span:
        case Span.DAY | Span.WEEK:
            return _day(first)
        case Span.MONTH:
            return f"{_MONTHS[first.month - 1][:3]} {first.year % 100:02}"
        case Span.YEAR:
            return str(first.year)
        case other:
            assert_never(other)


def as_window(window: Window, today: int) -> dict[str, Data]:
    """A window as data: its first and last day as ISO dates."""
    return {
        "span": window.span.value,
        "first": date.fromordinal(window.first).isoformat(),
        "last": date.fromordinal(window.until - 1).isoformat(),
        "closed": today >= window.until,
    }


def _near(window: Window, today: int) -> str:
    """What the window is called seen from nearby: ``this week``, ``last week``; empty from afar."""
    of_days = window.span is Span.DAY
    if window.holds(today):
        return "today" if of_days else f"this {window.span}"
    if window.following.holds(today):
        return "yesterday" if of_days else f"last {window.span}"
    return ""


def _day(on: date) -> str:
    return f"{on.day} {_MONTHS[on.month - 1][:3]}"
