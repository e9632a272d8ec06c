"""How series are drawn within a frame: lines, bands, points, and the jumps between pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from offbook.panels.series import Level, Point, Rule, Series
from offbook.tui.plots.canvas import Dot
from offbook.tui.plots.frame import AXIS, Frame
from offbook.tui.plots.signs import Signs

STYLES = ("$primary", "$accent", "$foreground")
"""Of the first series, the second, the third."""
LEVELS = {Rule.TARGET: "$accent", Rule.CHANCE: "$quiet"}
"""Styles of what a series is seen against."""
_LEVEL_DASHES = {Rule.TARGET: (3, 1), Rule.CHANCE: (1, 3)}
_BANDS = ("$primary 45%", "$accent 45%", "$foreground 45%")
_DASHES = ((1, 0), (5, 4), (1, 2))
"""Dots of a line drawn and left out in turn, for each series."""


def line(frame: Frame, series: Series, place: int) -> None:
    """A line without break through each piece, in the manner of its place among the series."""
    for before, after in pairwise(series.pieces):
        _jump(frame, before, after)
    signs = frame.signs
    on, off = _DASHES[place] if signs.dotted else _DASHES[0]
    for piece in series.pieces:
        path = _path([frame.dot(point.x, point.y) for point in piece])
        dashed = (dot for step, dot in enumerate(path) if step % (on + off) < on)
        frame.canvas.ink(dashed, STYLES[place], signs.instead(signs.kinds[place]))
        if len(piece) == 1:
            # A single dot would be overlooked.
            frame.canvas.put(frame.column(piece[0].x), frame.row(piece[0].y), signs.point, STYLES[place])


def band(frame: Frame, series: Series, place: int) -> None:
    """The intervals of a line as a veil, from one point that has one to the next."""
    for piece in series.pieces:
        spans = list(_spans(frame, piece))
        dots = (dot for left, right in pairwise(spans) for dot in _between(left, right))
        veil = (dot for dot in dots if _veils(frame, dot))
        frame.canvas.ink(veil, _BANDS[place], frame.signs.instead(frame.signs.band))


def points(frame: Frame, series: Series, place: int) -> None:
    """Points, each on its interval as an upright bar; one that rests on little is hollow."""
    signs = frame.signs
    for point in series.points:
        column, row = frame.column(point.x), frame.row(point.y)
        if point.interval:
            top, bottom = frame.row(point.interval.high), frame.row(point.interval.low)
            for between in range(top, bottom + 1):
                frame.canvas.put(column, between, signs.whisker[1], _BANDS[place])
            if top < row:
                frame.canvas.put(column, top, signs.whisker[0], _BANDS[place])
            if bottom > row:
                frame.canvas.put(column, bottom, signs.whisker[2], _BANDS[place])
        frame.canvas.put(column, row, signs.early if point.early else signs.point, STYLES[place])


def level(frame: Frame, drawn: Level, *, exact: bool) -> None:
    """A line across the plot: ``exact`` to the dot, or to the row, as points beside it are."""
    style, sign = LEVELS[drawn.rule], sample(drawn.rule, frame.signs)
    across, y = range(frame.left, frame.left + frame.columns), frame.dot(frame.across.low, drawn.at)[1]
    if exact and frame.signs.dotted:
        on, off = _LEVEL_DASHES[drawn.rule]
        dots = range(2 * across.start, 2 * across.stop)
        frame.canvas.ink(((x, y) for x in dots if x % (on + off) < on), style)
        return
    for x in across:
        frame.canvas.put(x, y // 4, sign, style)


def sample(rule: Rule, signs: Signs) -> str:
    """The sign of a level, as it stands beside its name."""
    match rule:
        case Rule.TARGET:
            return signs.target[1]
        case Rule.CHANCE:
            return signs.chance[1]
        case other:
            assert_never(other)


def _path(corners: Sequence[Dot]) -> Iterator[Dot]:
    """The dots from corner to corner, in order, each touching the one before."""
    yield from corners[:1]
    for (x, y), (to_x, to_y) in pairwise(corners):
        steps = max(abs(to_x - x), abs(to_y - y))
        for step in range(1, steps + 1):
            yield round(x + (to_x - x) * step / steps), round(y + (to_y - y) * step / steps)


def _jump(frame: Frame, before: Sequence[Point], after: Sequence[Point]) -> None:
    """The fall or rise between two pieces, where one ends as the other begins."""
    if not before or not after or before[-1].x != after[0].x:
        return
    (x, y), (_, to_y) = frame.dot(before[-1].x, before[-1].y), frame.dot(after[0].x, after[0].y)
    dots = ((x, at) for at in range(min(y, to_y), max(y, to_y) + 1, 2))
    frame.canvas.ink(dots, AXIS, frame.signs.instead(frame.signs.rim[0]))


def _spans(frame: Frame, piece: Sequence[Point]) -> Iterator[tuple[int, int, int]]:
    """The column of dots, the highest and the lowest dot of each interval."""
    for point in piece:
        if point.interval:
            x, top = frame.dot(point.x, point.interval.high)
            yield x, top, frame.dot(point.x, point.interval.low)[1]


def _between(left: tuple[int, int, int], right: tuple[int, int, int]) -> Iterator[Dot]:
    """All dots between two intervals."""
    (x, top, bottom), (to_x, to_top, to_bottom) = left, right
    for at in range(x, to_x + 1):
        share = (at - x) / max(1, to_x - x)
        first, last = (round(y + (to_y - y) * share) for y, to_y in ((top, to_top), (bottom, to_bottom)))
        yield from ((at, y) for y in range(first, last + 1))


def _veils(frame: Frame, dot: Dot) -> bool:
    """Whether a dot belongs to the veil: every other one, as on a chessboard."""
    return not frame.signs.dotted or sum(dot) % 2 == 0
