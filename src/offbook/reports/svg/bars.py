"""Upright bars: how many of something come on each of the days ahead."""

from __future__ import annotations

from offbook.panels.drawing import Bars
from offbook.panels.scale import Scale, Tick, counts
from offbook.reports.element import Element
from offbook.reports.svg.frame import Frame, margin
from offbook.reports.svg.sheet import WIDTH, box, sheet, text

_HEIGHT = 150.0
_WIDEST = 20.0
"""From one bar to the next, at most."""
_LEAST = 1.5
"""Height of a bar that stands for the least there is."""


def bars(drawing: Bars) -> Element:
    """A bar for each count, from an axis that begins at 0; the highest carries its count."""
    most = max(drawing.values, default=0)
    up = counts(most)
    left = margin(up)
    days = max(len(drawing.values), 1)
    pitch = min(_WIDEST, (WIDTH - left - 12) / days)
    # Labels stand below the middle of their bars.
    ticks = tuple(Tick(tick.at + 0.5, tick.label) for tick in drawing.ticks)
    frame = Frame(left, 18.0, pitch * days, _HEIGHT, Scale(0.0, float(days), ticks), up)
    parts: list[Element] = []
    for day, value in enumerate(drawing.values):
        if value > 0:
            high = max(frame.foot - frame.y(value), _LEAST)
            at = (frame.x(day) + pitch * 0.12, frame.foot - high)
            parts.append(box(at, (pitch * 0.76, high), "bar"))
    if most > 0:
        middle = frame.x(drawing.values.index(most) + 0.5)
        parts.append(text((middle, frame.y(most) - 5), f"{most:,}", "name", "middle"))
    return sheet(frame.foot + 26, frame.draw(), *parts)
