"""The integration map: concepts by what is held in memory and what is shown cold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from textual.content import Content

from offbook.evidence import Solid
from offbook.insight.integration import LINE, Place, Quadrant
from offbook.panels.drawing import CORNERS
from offbook.panels.scale import PERCENT
from offbook.tui.plots.canvas import Canvas
from offbook.tui.plots.frame import AXIS, LABELS, Frame, margin
from offbook.tui.plots.signs import FINE, Signs

_LEAST = (36, 12)
_MOST = 9
"""Concepts in one cell that are told by their number."""
_CONCEPT, _CORNER = "bold $primary", "$foreground"


def quadrants(places: Sequence[Place], *, size: tuple[int, int] = (72, 18), signs: Signs = FINE) -> Content:
    """Learning to the right, performance upwards, both 0 to 100; the unmeasured on a strip beneath.

    Where several concepts share a cell, their number stands, and a plus beyond nine. A concept
    stands on the side of a line that its quadrant is on, however wide the cells.
    """
    width, height = max(size[0], _LEAST[0]), max(size[1], _LEAST[1])
    unmeasured = [place for place in places if place.performance is None]
    left, extra = margin(PERCENT.ticks), 5 if unmeasured else 3
    rows = height - extra
    rows -= (rows - 1) % (len(PERCENT.ticks) - 1)
    frame = Frame(Canvas(width, rows + extra), left, 1, width - left, rows, PERCENT, PERCENT, signs)
    _draw_lines(frame)
    frame.draw()
    _put(frame, [(_cell(frame, place), place) for place in places if place.performance is not None])
    _write_corners(frame, places)
    if unmeasured:
        _draw_strip(frame, rows + 3, unmeasured)
    return frame.canvas.content()


def key(*, signs: Signs = FINE) -> Content:
    """What the signs stand for, and which way the axes go."""
    return Content.assemble(
        (signs.point, _CONCEPT),
        (" a concept  ", LABELS),
        (signs.early, _CONCEPT),
        (" early  ", LABELS),
        ("2", _CONCEPT),
        (" so many  ", LABELS),
        (f"{signs.arrows[1]} learning  {signs.arrows[2]} performance", LABELS),
    )


def _cell(frame: Frame, place: Place) -> tuple[int, int]:
    """Where a concept stands; one short of a line never upon it, for what is upon it has reached it."""
    recall, performance = place.recall or 0.0, place.performance or 0.0
    column, row = frame.column(recall), frame.row(performance)
    if recall < LINE:
        column = min(column, frame.column(LINE) - 1)
    if performance < LINE:
        row = max(row, frame.row(LINE) + 1)
    return column, row


def _put(frame: Frame, found: Sequence[tuple[tuple[int, int], Place]]) -> None:
    """One sign for the concepts of each cell: hollow for a single one of which little is known."""
    cells: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
    for cell, place in found:
        cells[cell].append(place)
    for (column, row), held in cells.items():
        single = frame.signs.point if isinstance(held[0].evidence, Solid) else frame.signs.early
        several = str(len(held)) if len(held) <= _MOST else "+"
        frame.canvas.put(column, row, several if len(held) > 1 else single, _CONCEPT)


def _draw_lines(frame: Frame) -> None:
    column, row = frame.column(LINE), frame.row(LINE)
    for x in range(frame.left, frame.left + frame.columns):
        frame.canvas.put(x, row, frame.signs.flat, AXIS)
    for y in range(frame.top, frame.top + frame.rows):
        frame.canvas.put(column, y, frame.signs.cross if y == row else frame.signs.upright, AXIS)


def _write_corners(frame: Frame, places: Sequence[Place]) -> None:
    """The names of the quadrants outside the map, at its corners, each with how many stand there."""
    found = Counter(place.quadrant for place in places)
    for row, corners in zip((0, frame.rows + 2), CORNERS, strict=True):
        left, right = (f"{quadrant} {found[quadrant]}" for quadrant in corners)
        frame.canvas.write(frame.left, row, left, _CORNER)
        frame.canvas.write(frame.canvas.width - len(right), row, right, _CORNER)


def _draw_strip(frame: Frame, row: int, unmeasured: Sequence[Place]) -> None:
    """The unmeasured by their memory alone, and how many have none."""
    for x in range(frame.left, frame.left + frame.columns):
        frame.canvas.put(x, row, frame.signs.flat, AXIS)
    _put(
        frame,
        [((frame.column(place.recall), row), place) for place in unmeasured if place.recall is not None],
    )
    new = sum(place.recall is None for place in unmeasured)
    never = f", {new} never studied" if new else ""
    frame.canvas.write(frame.left, row + 1, f"{Quadrant.UNMEASURED} {len(unmeasured)}{never}", _CORNER)
