"""The names of what is drawn, each at the end of its line, none upon another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from offbook.panels.series import Level, Series
from offbook.tui.plots import strokes
from offbook.tui.plots.canvas import fitted, inert
from offbook.tui.plots.frame import Frame
from offbook.tui.plots.signs import Signs


class Name(NamedTuple):
    """What is written at the end of a line."""

    at: float
    """The value beside which it belongs."""
    text: str
    """With a sample of the line before it."""
    style: str


def names_of(series: Sequence[Series], levels: Sequence[Level], signs: Signs) -> list[Name]:
    """Series by their last value, then the levels; those without a name or a value are left out."""
    lines = [
        Name(one.points[-1].y, f"{signs.point if one.pointed else sample} {inert(one.name)}", style)
        for one, sample, style in zip(series, signs.kinds, strokes.STYLES, strict=False)
        if one.name and one.points
    ]
    across = [
        Name(level.at, f"{strokes.sample(level.rule, signs)} {inert(level.name)}", strokes.LEVELS[level.rule])
        for level in levels
        if level.name
    ]
    return lines + across


def write(frame: Frame, names: Sequence[Name]) -> None:
    """Each name on the right of the frame, in the row of its value or in the nearest that is free.

    Those that come first choose first; one for which there is no row left is not written.
    """
    start = frame.left + frame.columns + 1
    for name in names:
        at = frame.row(name.at)
        free = (row for row in range(frame.top, frame.top + frame.rows) if frame.canvas.free(start, row))
        row = min(free, key=lambda row: abs(row - at), default=-1)
        room = frame.canvas.width - start
        frame.canvas.write(start, row, fitted(name.text, room, frame.signs.ellipsis), name.style)
