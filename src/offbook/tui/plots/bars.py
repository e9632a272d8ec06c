"""Upright bars: how many of something come on each of the days ahead."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from offbook.panels.scale import Scale, Tick, counts
from offbook.tui.plots.canvas import Canvas
from offbook.tui.plots.frame import AXIS, LABELS, label, margin
from offbook.tui.plots.signs import FINE, Signs

_EIGHTHS = 8
_PITCH = 4
"""Columns from one bar to the next, at most."""
_ROWS = 4


def bars(
    values: Sequence[int],
    ticks: Sequence[Tick],
    *,
    size: tuple[int, int] = (72, 10),
    signs: Signs = FINE,
) -> Content:
    """A bar for each count, from an axis that begins at 0; a tick stands at the number of its bar.

    The highest bar carries its count, and whatever is above 0 is seen. Nothing without values;
    never wider than ``size``, unless there are more values than cells.
    """
    if not values:
        return Content("")
    most = max(values)
    up = counts(most)
    left = margin(up.ticks)
    rows = max(size[1] - 3, _ROWS) // 2 * 2
    pitch = max(1, min(_PITCH, (size[0] - left) // len(values)))
    canvas = Canvas(left + pitch * len(values), rows + 3)
    _draw_axis(canvas, left, rows, up, signs)
    for place, value in enumerate(values):
        for column in range(max(1, pitch - 1)):
            _stand(canvas, left + place * pitch + column, rows, up.place(value), signs)
    middle = max(0, pitch - 2) // 2
    _write_most(canvas, left + values.index(most) * pitch + middle, rows, up.place(most), most)
    for tick in ticks:
        column = left + round(tick.at) * pitch + middle
        label(canvas, column, rows + 2, tick.label, signs)
    return canvas.content()


def _draw_axis(canvas: Canvas, left: int, rows: int, up: Scale, signs: Signs) -> None:
    """The axis, labelled in the row whose upper edge is the count."""
    for row in range(1, rows + 1):
        canvas.put(left - 1, row, signs.rim[0], AXIS)
    for column in range(left, canvas.width):
        canvas.put(column, rows + 1, signs.ground, AXIS)
    for tick in up.ticks:
        row = 1 + round((1.0 - up.place(tick.at)) * rows)
        canvas.put(left - 1, row, signs.rim[0], AXIS)
        canvas.write(left - 2 - cell_len(tick.label), row, tick.label, LABELS)
    canvas.put(left - 1, rows + 1, signs.ground, AXIS)


def _stand(canvas: Canvas, column: int, rows: int, share: float, signs: Signs) -> None:
    """A column of cells filled from below; the least there is shows as an eighth of a cell."""
    eighths = max(round(share * rows * _EIGHTHS), int(share > 0.0))
    for row in range(rows):
        filled = min(eighths - row * _EIGHTHS, _EIGHTHS)
        if filled > 0:
            canvas.put(column, rows - row, signs.heights[filled - 1], "$primary")


def _write_most(canvas: Canvas, middle: int, rows: int, share: float, most: int) -> None:
    text = f"{most:,}"
    height = -(-round(share * rows * _EIGHTHS) // _EIGHTHS)
    start = min(middle - (len(text) - 1) // 2, canvas.width - len(text))
    row = rows - max(height, int(most > 0))
    if most and canvas.free(start, row, len(text)):
        canvas.write(start, row, text, LABELS)
