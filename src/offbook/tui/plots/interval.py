"""The one interval glyph: ``51 ├────●───┤ 85`` on an axis from 0 to 100 that never moves."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from offbook.evidence import EARLY_MARK
from offbook.insight import wording
from offbook.panels.scale import PERCENT
from offbook.statistics import Interval
from offbook.tui.plots.canvas import Canvas
from offbook.tui.plots.frame import AXIS, LABELS, label
from offbook.tui.plots.signs import FINE, Signs

BEFORE, AFTER = 4, 4
"""Cells about the axis that numbers at its ends take."""
LEAST = 10
"""Cells of the axis, at least."""
_TARGET, _CHANCE, _SOLID, _EARLY = "$accent", "$quiet", "$primary", "$quiet"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a share is seen against, 0 to 1 each."""

    target: float | None = None
    chance: float | None = None


UNMARKED = Marks()


def interval(
    value: float,
    around: Interval,
    width: int,
    marks: Marks = UNMARKED,
    *,
    early: bool = False,
    ends: bool = True,
    signs: Signs = FINE,
) -> Content:
    """A share, 0 to 1, with its interval, in ``width`` cells; its ends stand beside it in percent.

    An early one is dashed and hollow and carries ``~``. Two that are drawn in one width have the
    same axis, whose ends are labelled unless ``axis`` does it for all of them.
    """
    canvas = _canvas(width)
    style = _EARLY if early else _SOLID
    low, high = _column(canvas, around.low), _column(canvas, around.high)
    for column in range(low, high):
        canvas.put(column, 0, signs.bracket[2 if early else 1], style)
    canvas.put(low, 0, signs.bracket[0], style)
    canvas.put(high, 0, signs.bracket[3], style)
    _draw_marks(canvas, marks, range(low, high + 1), signs)
    canvas.put(_column(canvas, value), 0, signs.early if early else signs.point, style)
    lower, upper = wording.ends(around)
    _write_before(canvas, low, f"{EARLY_MARK if early else ''}{lower}")
    _write_after(canvas, high, upper)
    if ends:
        _write_ends(canvas)
    return canvas.content()


def blank(width: int, marks: Marks = UNMARKED, *, signs: Signs = FINE) -> Content:
    """The same axis while there is too little to draw upon it."""
    canvas = _canvas(width)
    _draw_marks(canvas, marks, range(0), signs)
    _write_ends(canvas)
    return canvas.content()


def axis(width: int, *, signs: Signs = FINE) -> Content:
    """The labels above or below intervals of this width."""
    canvas = _canvas(width)
    for tick in PERCENT.ticks:
        label(canvas, _column(canvas, tick.at), 0, tick.label, signs)
    return canvas.content()


def _canvas(width: int) -> Canvas:
    return Canvas(max(width, BEFORE + LEAST + AFTER), 1)


def _column(canvas: Canvas, share: float) -> int:
    return BEFORE + round(PERCENT.place(share) * (canvas.width - BEFORE - AFTER - 1))


def _draw_marks(canvas: Canvas, marks: Marks, bracket: range, signs: Signs) -> None:
    """The chance mark looks the same everywhere; the target's crosses the bracket where it meets it."""
    if marks.chance is not None:
        canvas.put(_column(canvas, marks.chance), 0, signs.chance[0], _CHANCE)
    if marks.target is not None:
        column = _column(canvas, marks.target)
        canvas.put(column, 0, signs.target[2 if column in bracket else 0], _TARGET)


def _write_before(canvas: Canvas, end: int, text: str) -> None:
    """A number that ends a blank before the bracket, or before marks that it would touch."""
    start = end - len(text) - 1
    while start > 0 and not canvas.free(start - 1, 0, len(text) + 2):
        start -= 1
    canvas.write(start, 0, text, LABELS)


def _write_after(canvas: Canvas, end: int, text: str) -> None:
    """A number that begins a blank after the bracket, or after marks that it would touch."""
    start, last = end + 2, canvas.width - len(text)
    while start < last and not canvas.free(start - 1, 0, len(text) + 2):
        start += 1
    canvas.write(start, 0, text, LABELS)


def _write_ends(canvas: Canvas) -> None:
    for start, text in ((0, "  0 "), (canvas.width - AFTER, " 100")):
        if canvas.free(start, 0, len(text)):
            canvas.write(start, 0, text, AXIS)
