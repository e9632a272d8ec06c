"""What was taken for what: a cell for each side that was right and each that was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from offbook.panels.drawing import LATE, SAID, SHADES
from offbook.performance.discrimination import Confusion
from offbook.tui.plots.canvas import Canvas, fitted, inert
from offbook.tui.plots.frame import LABELS
from offbook.tui.plots.signs import FINE, Signs

_CELL = 5
"""Columns of a cell, at least."""
_WIDEST = 13
_NAMES = 14
"""Columns of the names of the rows, at most."""
_TALL = 3
"""Sides up to which a cell is three rows high; beyond, one."""
_RIGHT, _WRONG = "$primary", "$accent"


def matrix(table: Confusion, names: Sequence[str], *, width: int = 72, signs: Signs = FINE) -> Content:
    """The counts, each cell shaded by its share of its row; what was told right stands in brackets.

    A row for each right side, a column for each side said; ``names`` are theirs, in the order of
    the table. What was not answered in time has a column of its own, if there is any. A cell
    keeps five columns, however narrow the whole.
    """
    if not names:
        return Content("")
    names = [inert(name) for name in names]
    heads = [*names, *([LATE] if any(table.silent) else [])]
    counts = [[*row, late][: len(heads)] for row, late in zip(table.counts, table.silent, strict=True)]
    first = min(max(map(cell_len, (SAID, *names))), _NAMES) + 2
    least = max(_CELL, *(len(f"[{count:,}]") for row in counts for count in row))
    room = (width - first) // len(heads) - 1
    cells = max(least, min(room, _WIDEST, max(map(cell_len, heads)) + 2))
    # Of an odd width a single figure is the middle.
    cells = max(least, cells - (cells + 1) % 2)
    high, pitch = (3, 4) if len(names) <= _TALL else (1, 1)
    canvas = Canvas(first + len(heads) * (cells + 1) - 1, (len(names) - 1) * pitch + high + 1)
    boxes = [
        [_Box(first + column * (cells + 1), 1 + row * pitch, cells, high) for column in range(len(heads))]
        for row in range(len(names))
    ]
    _write_names(canvas, boxes, (names, heads), signs)
    for row, (line, own) in enumerate(zip(boxes, counts, strict=True)):
        for column, (box, count) in enumerate(zip(line, own, strict=True)):
            _shade(canvas, box, count, sum(own), right=column == row, signs=signs)
    return canvas.content()


def key(*, signs: Signs = FINE) -> Content:
    """How to read it."""
    held = f"{signs.held[0]}n{signs.held[1]}"
    return Content.assemble(
        (held, _RIGHT),
        (" told right   ", LABELS),
        ("n", _WRONG),
        (" taken for another", LABELS),
    )


class _Box(NamedTuple):
    """The cells of a canvas that one count has."""

    left: int
    top: int
    cells: int
    high: int


def _write_names(
    canvas: Canvas,
    boxes: Sequence[Sequence[_Box]],
    names: tuple[Sequence[str], Sequence[str]],
    signs: Signs,
) -> None:
    """What was right before each row, what was said over each column."""
    rights, heads = names
    canvas.write(0, 0, SAID, LABELS)
    for box, head in zip(boxes[0], heads, strict=True):
        label = fitted(head, box.cells, signs.ellipsis)
        canvas.write(box.left + (box.cells - cell_len(label)) // 2, 0, label, LABELS)
    for line, name in zip(boxes, rights, strict=True):
        canvas.write(0, line[0].top + line[0].high // 2, fitted(name, line[0].left - 2, signs.ellipsis))


def _shade(canvas: Canvas, box: _Box, count: int, whole: int, *, right: bool, signs: Signs) -> None:
    """A box filled by the count's share of the whole, and the count in its middle."""
    style = _RIGHT if right else _WRONG
    level = sum(count > share * whole for share in SHADES)
    for y in range(box.top, box.top + box.high):
        for x in range(box.left, box.left + box.cells):
            canvas.put(x, y, signs.shades[level] if count else " ", f"{style} 60%")
    text = f"{count:,}" if count else signs.shades[0]
    text = f"{signs.held[0]}{text}{signs.held[1]}" if right else f" {text} "
    start = box.left + (box.cells - len(text)) // 2
    canvas.write(start, box.top + box.high // 2, text, f"bold {style}" if count else LABELS)
