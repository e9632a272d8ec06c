"""A table in lines: columns side by side, or where they are too many, row after row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

from offbook.tui.lines import wrapped
from offbook.tui.markdown.blocks import Side, Table

_BROADEST = 120
"""Cells of a table where no width is known."""
_NARROWEST = 4
"""Cells of a column that is cut short for others."""
_BAR = Content.styled(" │ ", "$faint")

_Row = Sequence[Content]


def lines(table: Table, width: int) -> list[Content]:
    """The lines of a table, none wider than ``width`` cells; cells are broken where they must be."""
    widths = _widths(table, min(width, _BROADEST))
    if not widths:
        return list(_one_by_one(table, width))
    head = _row([cell.stylize("bold") for cell in table.head], table.sides, widths)
    rows = [_row(row, table.sides, widths) for row in table.rows]
    rule = Content.styled("─┼─".join("─" * one for one in widths), "$faint")
    told = [*head, rule]
    apart = any(len(row) > 1 for row in rows)
    for place, row in enumerate(rows):
        told += [rule] * (apart and place > 0) + row
    return told


def _widths(table: Table, width: int) -> list[int]:
    """Cells of each column, the widest of them cut first; nothing where not all can stand side by side."""
    columns = zip(table.head, *table.rows, strict=True)
    wanted = [max(1, *(cell.cell_length for cell in column)) for column in columns]
    room = width - _BAR.cell_length * (len(wanted) - 1)
    if sum(min(one, _NARROWEST) for one in wanted) > room:
        return []
    most = min(max(wanted), room)
    while sum(min(one, most) for one in wanted) > room:
        most -= 1
    widths = [min(one, most) for one in wanted]
    spare = room - sum(widths)
    for place, one in enumerate(wanted):
        if one > most and spare:
            widths[place] += 1
            spare -= 1
    return widths


def _row(cells: _Row, sides: Sequence[Side], widths: Sequence[int]) -> list[Content]:
    columns = [
        [_placed(line, side, width) for line in wrapped(cell, width)]
        for cell, side, width in zip(cells, sides, widths, strict=True)
    ]
    blanks = [Content(" " * width) for width in widths]
    return [
        _BAR.join(piece or blank for piece, blank in zip(pieces, blanks, strict=True)).rstrip()
        for pieces in zip_longest(*columns)
    ]


def _placed(line: Content, side: Side, width: int) -> Content:
    spare = max(0, width - line.cell_length)
    left = {Side.LEFT: 0, Side.CENTRE: spare // 2, Side.RIGHT: spare}[side]
    return " " * left + line + " " * (spare - left)


def _one_by_one(table: Table, width: int) -> Iterator[Content]:
    """Each row as lines of its own, a line a cell, with the head of its column."""
    for place, row in enumerate(table.rows or (table.head,)):
        if place:
            yield Content("")
        for head, cell in zip(table.head, row, strict=True):
            yield from wrapped(head.stylize("bold") + (": " + cell if table.rows else Content("")), width)
