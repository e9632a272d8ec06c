"""A year of days, a column for each week: when there was study, and about how much."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.content import Content

from offbook.panels.drawing import LEVELS, WEEK, WEEKS
from offbook.tui.plots.canvas import Canvas
from offbook.tui.plots.frame import LABELS
from offbook.tui.plots.signs import FINE, Signs

_LEFT = 4
"""Cells of the names of the days."""
_STYLES = ("$faint", "$primary 55%", "$primary 70%", "$primary 85%", "$primary")


def calendar(
    counts: Mapping[int, int],
    today: int,
    first_weekday: int = 0,
    *,
    levels: tuple[int, int, int, int] = LEVELS,
    width: int = 72,
    signs: Signs = FINE,
) -> Content:
    """The weeks up to today's, as many of the last 53 as fit, two cells wide where there is room.

    ``counts`` has a count for study days as ordinals; a day without one was one of rest. Weeks
    begin with ``first_weekday``, 0 for Monday.
    """
    pitch = 2 if width >= _LEFT + 2 * WEEKS else 1
    weeks = max(1, min(WEEKS, (width - _LEFT) // pitch))
    monday = today - (date.fromordinal(today).weekday() - first_weekday) % WEEK
    start = monday - (weeks - 1) * WEEK
    canvas = Canvas(_LEFT + weeks * pitch, 1 + WEEK)
    for row in range(0, WEEK, 2):
        canvas.write(0, 1 + row, f"{date.fromordinal(start + row):%a}", LABELS)
    for day in range(start, today + 1):
        column, row = divmod(day - start, WEEK)
        level = sum(counts.get(day, 0) >= least for least in levels)
        # A dot is not drawn twice: days of rest are to stand back.
        cells = signs.shades[level] * pitch if level else signs.shades[0]
        canvas.write(_LEFT + column * pitch, 1 + row, cells, _STYLES[level])
    _write_months(canvas, start, today, pitch)
    return canvas.content()


def key(one: str, *, levels: tuple[int, int, int, int] = LEVELS, signs: Signs = FINE) -> Content:
    """What the shades stand for, of things named in the singular."""
    parts: list[Content | tuple[str, str]] = [(f"{signs.shades[0]} ", _STYLES[0]), ("none", LABELS)]
    for place, least in enumerate(levels, 1):
        following = levels[place] - 1 if place < len(levels) else None
        span = (
            f"{least}+" if following is None else f"{least}" if following == least else f"{least}-{following}"
        )
        parts += [(f"   {signs.shades[place]} ", _STYLES[place]), (span, LABELS)]
    return Content.assemble(*parts, (f" {one}s", LABELS))


def _write_months(canvas: Canvas, start: int, today: int, pitch: int) -> None:
    """The name of each month over the week that holds its first day, where it has room."""
    for day in range(start, today + 1):
        on = date.fromordinal(day)
        column = _LEFT + (day - start) // WEEK * pitch
        if on.day == 1 and canvas.free(max(0, column - 1), 0, min(5, canvas.width - column + 1)):
            name = f"{on:%b}"
            if column + len(name) <= canvas.width:
                canvas.write(column, 0, name, LABELS)
