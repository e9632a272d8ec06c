"""Markdown as cards have it: one reading for what is drawn, and for what stands on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST = 20
"""Levels of lists and quotes within each other; the parser drops the words of any deeper one."""
MOST_CELLS = 2_000
"""Cells that a text may have in its tables: one made to be slow has a hundred thousand."""

_BAR = re.compile(r"(?<!\\)\|")


def _parser(*, tables: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    # A line that defines a reference would be read and not shown.
    parser.enable("strikethrough").disable("reference")
    return parser.enable("table") if tables else parser


_WITH_TABLES = _parser(tables=True)
_WITHOUT = _parser(tables=False)


def parse(text: str) -> list[Token] | None:
    """The tokens of a text; None where it is nested too deep, and best shown as it is written.

    A table that would lose the cells of an overlong row is no table.
    """
    tokens = _tokens(text)
    return None if any(token.level >= DEEPEST - 1 for token in tokens) else tokens


def _tokens(text: str) -> list[Token]:
    lines = text.split("\n")
    if "|" in text and max(line.count("|") for line in lines) * len(lines) <= MOST_CELLS:
        tokens = _WITH_TABLES.parse(text)
        if not _loses_cells(tokens, lines):
            return tokens
    return _WITHOUT.parse(text)


def _loses_cells(tokens: Sequence[Token], lines: Sequence[str]) -> bool:
    columns, rows = 0, range(0)
    for token in tokens:
        if token.type == "table_open" and token.map:
            columns, rows = 0, range(token.map[0] + 2, token.map[1])
        columns += token.type == "th_open"
        if token.type == "thead_close" and any(_cells(lines[row]) > columns for row in rows):
            return True
    return False


def _cells(line: str) -> int:
    """Cells of a row of a table, which may stand in a quote."""
    cells = _BAR.split(line.lstrip(" >").rstrip())
    return len(cells) - (not cells[0]) - (len(cells) > 1 and not cells[-1])
