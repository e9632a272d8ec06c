"""A year of days, a column for each week: when there was study, and about how much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from offbook.panels.drawing import LEVELS, WEEK, WEEKS, Calendar
from offbook.reports.element import Element
from offbook.reports.svg.sheet import Where, box, sheet, text, wide

_PITCH = 11.4
_SIDES = (3.0, 5.0, 7.0, 8.5, 10.0)
"""Of the square of each level: more is larger as well as darker."""
_LEFT, _TOP = 34.0, 20.0
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def calendar(drawing: Calendar) -> Element:
    """The last 53 weeks up to today's; weeks begin on Monday."""
    monday = drawing.today - date.fromordinal(drawing.today).weekday()
    start = monday - (WEEKS - 1) * WEEK
    foot = _TOP + WEEK * _PITCH
    days = (
        _square(_middle(day - start), sum(drawing.counts.get(day, 0) >= least for least in LEVELS))
        for day in range(start, drawing.today + 1)
    )
    names = (
        text((0, _middle(row)[1] + 4), _DAYS[date.fromordinal(start + row).weekday()])
        for row in range(0, WEEK, 2)
    )
    return sheet(foot + 30, *names, *_months(start, drawing.today), *days, *_key(drawing.one, foot + 18))


def _middle(day: int) -> Where:
    """The middle of a day, counted from the first one shown."""
    column, row = divmod(day, WEEK)
    return _LEFT + (column + 0.5) * _PITCH, _TOP + (row + 0.5) * _PITCH


def _square(middle: Where, level: int) -> Element:
    side = _SIDES[level]
    return box((middle[0] - side / 2, middle[1] - side / 2), (side, side), f"level{level}")


def _months(start: int, today: int) -> Iterator[Element]:
    """The name of each month over the week that holds its first day, where it has room."""
    end = 0.0
    for day in range(start, today + 1):
        on = date.fromordinal(day)
        left = _LEFT + (day - start) // WEEK * _PITCH
        if on.day == 1 and left >= end:
            name = f"{on:%b}"
            yield text((left, _TOP - 7), name)
            end = left + wide(name) + 4


def _key(one: str, y: float) -> Iterator[Element]:
    """What the squares stand for."""
    x = _LEFT
    for level in range(len(LEVELS) + 1):
        least = LEVELS[level - 1] if level else 0
        above = LEVELS[level] if level < len(LEVELS) else None
        told = "none" if not level else f"{least}+ {one}s" if above is None else f"{least}-{above - 1}"
        yield _square((x + 5, y), level)
        yield text((x + 14, y + 4), told)
        x += 14 + wide(told) + 16
