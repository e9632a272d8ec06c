"""The axes of a plot, and where a value stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from offbook.panels.scale import Scale, Tick
from offbook.tui.plots.canvas import Canvas, Dot, fitted
from offbook.tui.plots.signs import Signs

AXIS, LABELS = "$faint", "$quiet"
"""Styles of lines that only part, and of what is written along them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot's own cells on a canvas: ``left`` and ``top`` is its first, the lowest row is its floor.

    The middle of the lowest row is the low end of ``up``, the middle of the highest its high end.
    """

    canvas: Canvas
    left: int
    top: int
    columns: int
    """At least 2."""
    rows: int
    """At least 2."""
    across: Scale
    up: Scale
    signs: Signs

    def column(self, x: float) -> int:
        """The column of the canvas in which a value of the axis below stands."""
        return self.left + self._dot_across(x) // 2

    def row(self, y: float) -> int:
        """The row of the canvas in which a value of the axis on the left stands."""
        return self.top + self._dot_down(y) // 4

    def dot(self, x: float, y: float) -> Dot:
        """The dot of the canvas nearest to a point."""
        return 2 * self.left + self._dot_across(x), 4 * self.top + self._dot_down(y)

    def _dot_across(self, x: float) -> int:
        return round(self.across.place(x) * (2 * self.columns - 1))

    def _dot_down(self, y: float) -> int:
        # Half past a cell's upper edge is its middle, where the signs of lines are drawn.
        return int(((1.0 - self.up.place(y)) * (self.rows - 1) + 0.5) * 4)

    def draw(self) -> None:
        """The axis on the left, the one below, and their labels, beneath the plot those of ``across``."""
        for row in range(self.top, self.top + self.rows):
            self.canvas.put(self.left - 1, row, self.signs.rim[0], AXIS)
        floor = self.top + self.rows - 1
        for column in range(self.left, self.left + self.columns):
            self.canvas.put(column, floor, self.signs.floor[0], AXIS)
        for tick in self.up.ticks:
            row = self.row(tick.at)
            self.canvas.put(self.left - 1, row, self.signs.rim[1], AXIS)
            self.canvas.write(self.left - 2 - cell_len(tick.label), row, tick.label, LABELS)
        self.canvas.put(self.left - 1, floor, self.signs.rim[2], AXIS)
        self._label_floor(floor)

    def _label_floor(self, floor: int) -> None:
        """The ends first, for they say how far the axis goes; then whatever has room between them."""
        ticks = self.across.ticks
        for tick in [*ticks[:1], *ticks[-1:], *ticks[1:-1]]:
            self.canvas.put(self.column(tick.at), floor, self.signs.floor[1], AXIS)
            label(self.canvas, self.column(tick.at), floor + 1, tick.label, self.signs)


def margin(ticks: Sequence[Tick]) -> int:
    """Cells on the left of a plot whose axis has these ticks, with a blank and the axis itself."""
    return max((cell_len(tick.label) for tick in ticks), default=0) + 2


def label(canvas: Canvas, middle: int, row: int, text: str, signs: Signs) -> None:
    """A label about its tick, within the canvas, if it touches no other."""
    told = fitted(text, canvas.width, signs.ellipsis)
    cells = cell_len(told)
    start = min(max(0, middle - cells // 2), canvas.width - cells)
    around = range(max(0, start - 1), min(canvas.width, start + cells + 1))
    if cells and canvas.free(around.start, row, len(around)):
        canvas.write(start, row, told, LABELS)
