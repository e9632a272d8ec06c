"""Drawings on the screen: what a panel shows as values, drawn by the plots."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from rich.cells import cell_len
from textual.content import Content

from offbook.panels import drawing as kinds
from offbook.panels.drawing import Drawing, Estimate, Estimates
from offbook.tui import words
from offbook.tui.plots import bars, bells, calendar, gauge, interval, line, matrix, quadrants, strip
from offbook.tui.plots.canvas import fitted, inert, padded
from offbook.tui.plots.frame import LABELS
from offbook.tui.plots.interval import Marks
from offbook.tui.plots.signs import ASCII, FINE, Signs

LEAST = 40
"""Cells in which every drawing has room; in fewer, its words serve."""
_AXIS = 30
"""Cells of an interval, at least, beside its name and its counts; else they stand above it."""
_NAMES = 24
"""Cells of the names of intervals, at most."""
_CHART, _BARS, _BELLS, _MAP = (14, 10), (9, 7), (12, 9), (18, 17)
"""Rows where there is room for them, and rows on a low screen."""


def signs_for(encoding: str) -> Signs:
    """The fine glyphs where a terminal's encoding has all of them, else those of ASCII."""
    glyphs = "".join(str(getattr(FINE, name)) for name in Signs.__slots__)
    try:
        f"{glyphs}\u28ff".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return FINE


def drawn(drawing: Drawing, width: int, *, low: bool = False, signs: Signs = FINE) -> Content:
    """A drawing in ``width`` cells, at least ``LEAST``; with fewer rows where the screen is ``low``."""
    size = _Sizes(width, low)
    match drawing:
        case kinds.Chart(series=series, across=across, up=up, around=around):
            return line.chart(series, across, up, around, size=size.of(_CHART), signs=signs)
        case Estimates():
            return _estimates(drawing, width, signs)
        case kinds.Bars(values=values, ticks=ticks):
            return bars.bars(values, ticks, size=size.of(_BARS), signs=signs)
        case kinds.Calendar(counts=counts, today=today, one=one):
            plot = calendar.calendar(counts, today, width=width, signs=signs)
            return _with_key(plot, calendar.key(one, signs=signs), width)
        case kinds.Gauges(rows=rows, reached=reached, begun=begun):
            plot = gauge.gauges(rows, width=width, signs=signs)
            return _with_key(plot, gauge.key(reached, begun, signs=signs), width)
        case kinds.Bells(found=found, noise=noise, signal=signal):
            return bells.bells(found, noise, signal, size=size.of(_BELLS), signs=signs)
        case kinds.Matrix(table=table, names=names):
            plot = matrix.matrix(table, names, width=width, signs=signs)
            return _with_key(plot, matrix.key(signs=signs), width)
        case kinds.Map(places=places):
            plot = quadrants.quadrants(places, size=size.of(_MAP), signs=signs)
            return _with_key(plot, quadrants.key(signs=signs), width)
        case kinds.Strip(history=history, span=span):
            return strip.strip(history, span, width=width, signs=signs)
        case other:
            assert_never(other)


class _Sizes(NamedTuple):
    """The room for drawings: cells, and whether rows are few."""

    width: int
    low: bool

    def of(self, rows: tuple[int, int]) -> tuple[int, int]:
        """Cells and rows of a drawing that has one or the other number of rows."""
        return self.width, rows[1 if self.low else 0]


def _with_key(plot: Content, key: Content, width: int) -> Content:
    """A drawing, and beneath it what its signs stand for."""
    return Content("\n").join([plot, *key.wrap(width)]) if plot and key else plot


def _estimates(drawing: Estimates, width: int, signs: Signs) -> Content:
    """Intervals on one axis, whose labels stand beneath the last of them."""
    if not drawing.rows:
        return Content("")
    names = min(max(cell_len(inert(row.name)) for row in drawing.rows), _NAMES)
    cells = width - names - 2 - max(cell_len(inert(row.told)) for row in drawing.rows) - 2
    beside = cells >= _AXIS
    if not beside:
        names, cells = -2, width
    marks = Marks(drawing.target, drawing.chance)
    lines = []
    for row in drawing.rows:
        plot = interval.interval(
            row.value, row.around, cells, marks, early=row.early, ends=False, signs=signs
        )
        lines.append(_beside(row, names, plot, cells, signs) if beside else _above(row, width, plot, signs))
    axis = Content(" " * (names + 2)) + interval.axis(cells, signs=signs)
    return _with_key(Content("\n").join([*lines, axis]), _marks_key(marks, signs), width)


def _beside(row: Estimate, names: int, plot: Content, cells: int, signs: Signs) -> Content:
    """An interval between its name and its counts."""
    name = padded(fitted(row.name, names, signs.ellipsis), names)
    filled = plot.extend_right(max(0, cells - plot.cell_length))
    return Content.assemble(name, "  ", filled, "  ", (inert(row.told), LABELS))


def _above(row: Estimate, width: int, plot: Content, signs: Signs) -> Content:
    """An interval beneath its name and its counts."""
    told = fitted(row.told, width // 2, signs.ellipsis)
    name = fitted(row.name, width - cell_len(told) - 2, signs.ellipsis)
    return Content.assemble(name, "  ", (told, LABELS), "\n", plot)


def _marks_key(marks: Marks, signs: Signs) -> Content:
    """What the lines across intervals stand for; nothing where there are none."""
    found = ((signs.target[0], "target", marks.target), (signs.chance[0], "chance", marks.chance))
    told = [f"{sign} {name} {words.percent(share)}" for sign, name, share in found if share is not None]
    return Content.styled("   ".join(told), LABELS)
