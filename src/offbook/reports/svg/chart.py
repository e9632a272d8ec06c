"""Series over time: lines with their bands, or points with their intervals, named at their ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from offbook.panels.drawing import Chart
from offbook.panels.series import Level, Mark, Point, Series, Upright
from offbook.reports.element import Element
from offbook.reports.svg.frame import Frame, margin
from offbook.reports.svg.sheet import (
    LETTER,
    LINE,
    WIDTH,
    dot,
    fitted,
    group,
    line,
    path,
    sheet,
    spread,
    text,
    wide,
)

_HEIGHT = 220.0
_STYLES = ("one", "two", "three")
"""Of the first series, the second, the third: unbroken, dashed, dotted."""
_SAMPLE = 18.0
"""Of a line, before its name."""
_GAP = 14.0
"""Between the axes and the names, so that no point is taken for a sample."""
_END = 3.0
"""Half the width of the ends of an interval."""


def chart(drawing: Chart) -> Element:
    """The series between their axes, the first on top."""
    names = _names(drawing)
    left = margin(drawing.up)
    room = min(max((wide(name) for _, name, _ in names), default=0.0) + _SAMPLE + _GAP + 4, WIDTH * 0.36)
    top = LINE + 4 if any(one.name for one in drawing.around.uprights) else 8.0
    right = room if names else 3 * LETTER
    frame = Frame(left, top, WIDTH - left - right, _HEIGHT, drawing.across, drawing.up)
    ordered = list(zip(drawing.series, _STYLES, strict=False))[::-1]
    return sheet(
        frame.foot + 26,
        frame.draw(),
        *(_upright(frame, one) for one in drawing.around.uprights),
        *(band for series, style in ordered for band in _bands(frame, series, style)),
        *(_level(frame, one) for one in drawing.around.levels),
        *(_series(frame, series, style) for series, style in ordered),
        *(_mark(frame, one) for one in drawing.around.marks),
        *_write(frame, names, room),
    )


def _names(drawing: Chart) -> list[tuple[float, str, str]]:
    """What is written on the right: beside which value, the words, and the manner of its line."""
    lines = [
        (one.points[-1].y, one.name, "pointed" if one.pointed else style)
        for one, style in zip(drawing.series, _STYLES, strict=False)
        if one.name and one.points
    ]
    return lines + [(one.at, one.name, one.rule.value) for one in drawing.around.levels if one.name]


def _write(frame: Frame, names: list[tuple[float, str, str]], room: float) -> Iterator[Element]:
    start = frame.right + _GAP
    feet = spread([frame.y(at) for at, _, _ in names], LINE, frame.top, frame.foot)
    for (_, name, style), y in zip(names, feet, strict=True):
        if style == "pointed":
            yield dot((start + _SAMPLE / 2 - 2, y), 4, "point one")
        else:
            yield line((start, y), (start + _SAMPLE - 4, y), f"line {style}")
        yield text((start + _SAMPLE, y + 4), fitted(name, room - _SAMPLE - _GAP), "name")


def _bands(frame: Frame, series: Series, style: str) -> Iterator[Element]:
    """The intervals of a line as a veil."""
    for piece in () if series.pointed else series.pieces:
        held = [(point.x, point.interval) for point in piece if point.interval]
        if len(held) > 1:
            above = [frame.at(x, around.high) for x, around in held]
            below = [frame.at(x, around.low) for x, around in reversed(held)]
            yield path([*above, *below], f"band {style}", closed=True)


def _series(frame: Frame, series: Series, style: str) -> Element:
    if series.pointed:
        return group(*(_point(frame, point, style) for point in series.points))
    return group(
        *(
            line(frame.at(before[-1].x, before[-1].y), frame.at(after[0].x, after[0].y), f"jump {style}")
            for before, after in pairwise(series.pieces)
            if before and after
        ),
        *(
            path([frame.at(point.x, point.y) for point in piece], f"line {style}")
            for piece in series.pieces
            if len(piece) > 1
        ),
        # A line through a single point would not be seen.
        *(
            dot(frame.at(piece[0].x, piece[0].y), 3.5, f"point {style}")
            for piece in series.pieces
            if len(piece) == 1
        ),
    )


def _point(frame: Frame, point: Point, style: str) -> Element:
    """A point on its interval; one that rests on little is hollow, and its interval dashed."""
    x, y = frame.at(point.x, point.y)
    manner = f"{style} early" if point.early else style
    around = point.interval
    bracket = []
    if around:
        high, low = frame.y(around.high), frame.y(around.low)
        bracket = [line((x, high), (x, low), f"reach {manner}")]
        bracket += [line((x - _END, end), (x + _END, end), f"reach {style}") for end in (high, low)]
    return group(*bracket, dot((x, y), 4.5, f"point {manner}"))


def _level(frame: Frame, level: Level) -> Element:
    y = frame.y(level.at)
    return line((frame.left, y), (frame.right, y), f"line {level.rule.value}")


def _upright(frame: Frame, one: Upright) -> Element:
    x, half = frame.x(one.at), wide(one.name) / 2
    middle = min(max(x, frame.left + half), frame.right - half)
    return group(
        line((x, frame.top), (x, frame.foot), "upright"),
        text((middle, frame.top - 5), one.name, anchor="middle"),
    )


def _mark(frame: Frame, mark: Mark) -> Element:
    """A review: a stroke where it was recalled, a cross where it was not."""
    x, y = frame.x(mark.at), frame.foot - 6
    if mark.passed:
        return line((x, y - 4), (x, y + 4), "mark")
    return group(
        line((x - 4, y - 4), (x + 4, y + 4), "mark missed"),
        line((x - 4, y + 4), (x + 4, y - 4), "mark missed"),
    )
