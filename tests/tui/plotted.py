"""Plots as tests look at them: rows of text, and where in them a sign stands."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content


def rows(plot: Content) -> list[str]:
    """The rows of a plot from the top."""
    return plot.plain.split("\n")


def width(plot: Content) -> int:
    """The cells of its longest row."""
    return max(cell_len(row) for row in rows(plot))


def places(plot: Content, sign: str) -> list[tuple[int, int]]:
    """Column and row of every such sign, from the top."""
    return [
        (column, row)
        for row, line in enumerate(rows(plot))
        for column, letter in enumerate(line)
        if letter == sign
    ]


def braille(plot: Content) -> set[tuple[int, int]]:
    """Column and row of every cell drawn in dots."""
    return {
        (column, row)
        for row, line in enumerate(rows(plot))
        for column, letter in enumerate(line)
        if "\u2800" < letter <= "\u28ff"
    }


def style_at(plot: Content, column: int, row: int) -> str:
    """The style of the letter at a place; every letter before it is one cell wide."""
    at = sum(len(line) + 1 for line in rows(plot)[:row]) + column
    return next((str(span.style) for span in plot.spans if span.start <= at < span.end), "")


def drawn(text: str) -> list[str]:
    """The rows of a picture that is written down with ``¦`` at its left edge."""
    return [line.strip().removeprefix("¦") for line in text.splitlines() if "¦" in line]
