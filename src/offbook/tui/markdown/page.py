"""Blocks laid out in lines of a width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from textual.content import Content

from offbook.tui.lines import wrapped
from offbook.tui.markdown import tables
from offbook.tui.markdown.blocks import Block, Code, Item, Listing, Quote, Rule, Table, Words

NARROWEST = 8
"""Cells that a block has at least, however deep in lists it stands; so deep, lines may be wider than said."""
_BROADEST = 120
"""Cells of the ground beneath code, where no width is known."""
_CODE = "$foreground on $code"
_GOES_ON = Content.styled("↳ ", "$quiet")


def lines(blocks: Sequence[Block], width: int, *, tight: bool = False) -> list[Content]:
    """The lines of blocks, none wider than ``width`` cells, with a blank one between any two blocks.

    In a ``tight`` list there are none.
    """
    told: list[Content] = []
    for block in blocks:
        own = _lines(block, max(width, NARROWEST))
        told += [Content("")] * (bool(told) and bool(own) and not tight) + own
    return told


def _lines(block: Block, width: int) -> list[Content]:
    match block:
        case Words(text):
            return wrapped(text, width) if text else []
        case Code(text):
            return _code(text, width)
        case Rule():
            return [Content("───")]
        case Table():
            return tables.lines(block, width)
        case Quote(blocks):
            return [line.stylize("italic") for line in lines(blocks, width)]
        case Listing(items):
            return _listing(items, width)
        case other:
            assert_never(other)


def _listing(items: Sequence[Item], width: int) -> list[Content]:
    """Items with what belongs to them set in beneath their first word."""
    loose = any(isinstance(block, Words) and not block.tight for item in items for block in item.blocks)
    indent = max(len(item.mark) for item in items) + 1
    told: list[Content] = []
    for item in items:
        own = lines(item.blocks, width - indent, tight=not loose) or [Content("")]
        marks = [item.mark.rjust(indent - 1) + " ", *[" " * indent] * (len(own) - 1)]
        told += [Content("")] * (loose and bool(told))
        told += [
            mark + line if line else Content(mark.rstrip()) for mark, line in zip(marks, own, strict=True)
        ]
    return told


def _code(text: Content, width: int) -> list[Content]:
    """Code on a ground of its own, with a cell of it to either side."""
    broken = [piece for line in text.split("\n", allow_blank=True) for piece in _broken(line, width - 2)]
    across = min(max(piece.cell_length for piece in broken), width - 2, _BROADEST)
    return [(" " + piece + " " * (across - piece.cell_length + 1)).stylize_before(_CODE) for piece in broken]


def _broken(line: Content, width: int) -> list[Content]:
    """A line of code; where it is too long, what goes on is set in, with a sign."""
    if line.cell_length <= width:
        return [line]
    first, *rest = line.wrap(width)
    if not rest:
        return [first]
    written = len(line.plain) - len(line.plain[len(first.plain) :].lstrip())
    indent = len(line.plain) - len(line.plain.lstrip())
    margin = " " * min(indent + 2, width // 3) + _GOES_ON
    others = line[written:].wrap(width - margin.cell_length)
    return [first, *(margin + piece for piece in others)]
