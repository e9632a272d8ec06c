"""Series over time on fixed axes: lines with their bands, or points with their intervals.

Up to three series are told apart by how they are drawn, and named at their ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from offbook.panels.scale import PERCENT, Scale
from offbook.panels.series import NOTHING, Around, Series
from offbook.tui.plots import strokes
from offbook.tui.plots.canvas import Canvas, fitted
from offbook.tui.plots.frame import LABELS, Frame, margin
from offbook.tui.plots.names import Name, names_of, write
from offbook.tui.plots.signs import FINE, Signs

_COLUMNS = 12
"""Columns that a plot keeps, however long the names beside it."""
_ROWS = 5
"""Rows that it keeps, one for each label of a share."""


def chart(
    series: Sequence[Series],
    across: Scale,
    up: Scale = PERCENT,
    around: Around = NOTHING,
    *,
    size: tuple[int, int] = (72, 14),
    signs: Signs = FINE,
) -> Content:
    """The series between their axes, in no more than ``size`` cells; the first lies on top.

    Rows that would part the axis on the left unevenly are left out. Raises ValueError for more
    than three series, which nobody could tell apart.
    """
    if len(series) > len(strokes.STYLES):
        raise ValueError(f"{len(series)} series cannot be told apart, only {len(strokes.STYLES)}")
    names = names_of(series, around.levels, signs)
    top = int(any(one.name for one in around.uprights))
    frame = _frame((across, up), names, top, size, signs)
    frame.draw()
    _draw_around(frame, around)
    ordered = list(enumerate(series))[::-1]
    for place, one in ordered:
        if not one.pointed:
            strokes.band(frame, one, place)
    exact = not any(one.pointed for one in series)
    for level in around.levels:
        strokes.level(frame, level, exact=exact)
    for place, one in ordered:
        (strokes.points if one.pointed else strokes.line)(frame, one, place)
    for mark in around.marks:
        sign = signs.verdicts[0 if mark.passed else 1]
        frame.canvas.put(frame.column(mark.at), frame.top + frame.rows - 1, sign, LABELS)
    write(frame, names)
    return frame.canvas.content()


def _frame(
    axes: tuple[Scale, Scale], names: Sequence[Name], top: int, size: tuple[int, int], signs: Signs
) -> Frame:
    """The axes, with a third of the width at most for the names on the right."""
    left = margin(axes[1].ticks)
    width = max(size[0], left + _COLUMNS)
    widest = max((cell_len(name.text) for name in names), default=-1) + 1
    right = min(widest, width - left - _COLUMNS, width // 3)
    rows = max(size[1] - top - 1, _ROWS)
    if not axes[1].doubling:
        rows -= (rows - 1) % max(1, len(axes[1].ticks) - 1)
    canvas = Canvas(width, top + rows + 1)
    return Frame(canvas, left, top, width - left - right, rows, *axes, signs)


def _draw_around(frame: Frame, around: Around) -> None:
    for one in around.uprights:
        column = frame.column(one.at)
        for row in range(frame.top, frame.top + frame.rows):
            frame.canvas.put(column, row, frame.signs.upright, LABELS)
        name = fitted(one.name, frame.columns, frame.signs.ellipsis)
        start = min(column, frame.left + frame.columns - cell_len(name))
        if frame.top and frame.canvas.free(start, 0, cell_len(name)):
            frame.canvas.write(start, 0, name, LABELS)
