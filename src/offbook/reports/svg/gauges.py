"""Lying bars from 0 to 100: how much of a whole is reached, and how much more is begun."""

from __future__ import annotations

from collections.abc import Iterator

from offbook.panels.drawing import Gauge, Gauges
from offbook.reports.element import Element
from offbook.reports.svg.sheet import LETTER, WIDTH, box, fitted, group, sheet, text, wide

_ROW = 24.0
_HIGH = 12.0
_LEAST = 2.0
"""Width of a part that stands for the least there is."""


def gauges(drawing: Gauges) -> Element:
    """A bar for each row between its name and its counts, and beneath what the parts stand for."""
    names = min(max((wide(row.name) for row in drawing.rows), default=0.0), WIDTH * 0.4)
    counts = max((wide(row.told) for row in drawing.rows), default=0.0)
    left, right = names + 2 * LETTER, WIDTH - counts - 2 * LETTER
    foot = _ROW * len(drawing.rows)
    rows = (
        group(
            text((0, middle + 4), fitted(row.name, names), "name"),
            *_bar(row, left, right - left, middle - _HIGH / 2),
            text((WIDTH, middle + 4), row.told, anchor="end"),
        )
        for at, row in enumerate(drawing.rows)
        for middle in (_ROW * (at + 0.5),)
    )
    return sheet(foot + 28, *rows, *_key(drawing, left, foot + 16))


def _bar(row: Gauge, left: float, width: float, top: float) -> Iterator[Element]:
    """Only what is whole fills it, and whatever is above 0 is seen."""
    reached = _part(row.reached, row.whole, width)
    begun = max(_part(row.begun, row.whole, width), reached)
    if begun:
        yield box((left, top + _HIGH / 4), (begun, _HIGH / 2), "begun")
    if reached:
        yield box((left, top), (reached, _HIGH), "bar")
    yield box((left, top), (width, _HIGH), "whole")


def _part(part: int, whole: int, width: float) -> float:
    if part <= 0 or whole <= 0:
        return 0.0
    if part >= whole:
        return width
    return min(max(part / whole * width, _LEAST), width - _LEAST)


def _key(drawing: Gauges, left: float, y: float) -> Iterator[Element]:
    yield box((left, y - _HIGH / 2), (14, _HIGH), "bar")
    yield text((left + 20, y + 4), drawing.reached)
    second = left + 20 + wide(drawing.reached) + 20
    yield box((second, y - _HIGH / 4), (14, _HIGH / 2), "begun")
    yield text((second + 20, y + 4), drawing.begun)
