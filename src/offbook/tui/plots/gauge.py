"""Lying bars from 0 to 100: how much of a whole is reached, and how much more is begun."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from offbook.panels.drawing import Gauge
from offbook.tui.plots.canvas import fitted, inert, padded
from offbook.tui.plots.frame import LABELS
from offbook.tui.plots.signs import FINE, Signs

_BAR = 8
"""Cells of a bar, at least."""
_STYLES = ("$primary", "$primary 70%", "$faint")


def gauge(row: Gauge, cells: int, *, signs: Signs = FINE) -> Content:
    """The bar alone. Only what is whole fills it, and whatever is above 0 is seen."""
    reached = _cells(row.reached, row.whole, cells)
    begun = max(reached, _cells(row.begun, row.whole, cells))
    parts = (reached, begun - reached, cells - begun)
    return Content.assemble(
        *((sign * part, style) for sign, part, style in zip(signs.gauge, parts, _STYLES, strict=True) if part)
    )


def gauges(rows: Sequence[Gauge], *, width: int = 72, signs: Signs = FINE) -> Content:
    """A bar for each row between its name and its counts, all on one axis from 0 to the whole."""
    if not rows:
        return Content("")
    counts = max(cell_len(row.told) for row in rows)
    names = max(min(max(cell_len(inert(row.name)) for row in rows), width // 3, width - counts - 4 - _BAR), 1)
    cells = max(_BAR, width - names - counts - 4)
    lines = [
        Content.assemble(
            padded(fitted(row.name, names, signs.ellipsis), names),
            "  ",
            gauge(row, cells, signs=signs),
            "  ",
            (padded(row.told, counts, right=True), LABELS),
        )
        for row in rows
    ]
    return Content("\n").join(lines)


def key(reached: str, begun: str, *, signs: Signs = FINE) -> Content:
    """What the parts of a bar stand for."""
    full, half, _ = zip(signs.gauge, _STYLES, strict=True)
    return Content.assemble(full, (f" {reached}   ", LABELS), half, (f" {begun}", LABELS))


def _cells(part: int, whole: int, cells: int) -> int:
    """Cells that a part fills: none only if there is none of it, all only if nothing is missing."""
    if part <= 0 or whole <= 0:
        return 0
    if part >= whole:
        return cells
    return min(max(1, round(part / whole * cells)), cells - 1)
