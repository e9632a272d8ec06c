"""A sheet of cells to draw on: signs, words, and dots of Braille eight to a cell.

What is drawn later lies on top and takes the whole cell, so that a line is never blurred by the
band behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len
from textual.content import Content

from offbook.tui.text import clean

Dot = tuple[int, int]
"""Two to a cell from the left, four to a cell from the top."""

_BLANK = (" ", "")
_BRAILLE = 0x2800
_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bit of each dot of a Braille cell, by column and row."""


class Canvas:
    """Cells of a width and a height, blank at first. What falls outside them is not drawn."""

    __slots__ = ("_cells", "height", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._cells = [[_BLANK] * width for _ in range(height)]

    def put(self, x: int, y: int, sign: str, style: str = "") -> None:
        """One sign of one cell."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self._cells[y][x] = (sign, style)

    def free(self, x: int, y: int, cells: int = 1) -> bool:
        """Whether so many cells from ``x`` on are there and blank."""
        row = self._cells[y] if 0 <= y < self.height else []
        return 0 <= x <= len(row) - cells and all(cell == _BLANK for cell in row[x : x + cells])

    def write(self, x: int, y: int, text: str, style: str = "") -> None:
        """Words from ``x`` on, made inert; wide letters take two cells, marks none."""
        for letter in clean(text).replace("\n", " "):
            cells = cell_len(letter)
            if not cells:
                self._join(x - 1, y, letter)
            elif x + cells <= self.width:
                self.put(x, y, letter, style)
                for beyond in range(1, cells):
                    self.put(x + beyond, y, "", style)
            x += cells

    def ink(self, dots: Iterable[Dot], style: str, sign: str = "") -> None:
        """Dots of one layer, or the sign in place of them; the cells they touch show nothing else."""
        masks: dict[tuple[int, int], int] = {}
        for x, y in dots:
            cell = (x // 2, y // 4)
            masks[cell] = masks.get(cell, 0) | _BITS[x % 2][y % 4]
        for (x, y), mask in masks.items():
            self.put(x, y, sign or chr(_BRAILLE + mask), style)

    def lines(self) -> list[Content]:
        """The rows from the top, without trailing blanks."""
        return [_line(row) for row in self._cells]

    def content(self) -> Content:
        """All rows as one."""
        return Content("\n").join(self.lines())

    def _join(self, x: int, y: int, mark: str) -> None:
        while x > 0 and 0 <= y < self.height and self._cells[y][min(x, self.width - 1)][0] == "":
            x -= 1
        if 0 <= x < self.width and 0 <= y < self.height:
            sign, style = self._cells[y][x]
            self._cells[y][x] = (sign + mark, style)


def inert(text: str) -> str:
    """The text made inert, on one line; what is to be measured is measured after this."""
    return " ".join(clean(text).split())


def fitted(text: str, cells: int, ellipsis: str = "…") -> str:
    """The text made inert, on one line, in no more than so many cells."""
    shown = inert(text)
    if cell_len(shown) <= cells:
        return shown
    room = cells - cell_len(ellipsis)
    while shown and cell_len(shown) > room:
        shown = shown[:-1]
    return shown.rstrip() + ellipsis if room >= 0 else ""


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """The text with blanks up to so many cells, after it or, where it stands ``right``, before it."""
    blanks = " " * max(0, cells - cell_len(text))
    return blanks + text if right else text + blanks


def _line(row: Sequence[tuple[str, str]]) -> Content:
    ends = max((place + 1 for place, (sign, _) in enumerate(row) if sign != " "), default=0)
    runs = groupby(row[:ends], key=itemgetter(1))
    return Content.assemble(*(("".join(sign for sign, _ in run), style) for style, run in runs))
