"""A plot between two axes: where values stand on the sheet."""

from __future__ import annotations

from dataclasses import dataclass

from offbook.panels.scale import Scale
from offbook.reports.element import Element
from offbook.reports.svg.sheet import LETTER, Where, across, group, line, text, wide


@dataclass(frozen=True, slots=True)
class Frame:
    """The room between the axes."""

    left: float
    top: float
    width: float
    height: float
    across: Scale
    up: Scale

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    @property
    def foot(self) -> float:
        """The axis below."""
        return self.top + self.height

    def at(self, x: float, y: float) -> Where:
        """Where a pair of values stands."""
        return self.x(x), self.y(y)

    def x(self, value: float) -> float:
        """Where a value of the axis below stands."""
        return self.left + self.across.place(value) * self.width

    def y(self, value: float) -> float:
        """Where a value of the axis on the left stands."""
        return self.foot - self.up.place(value) * self.height

    def draw(self) -> Element:
        """The axes, a fine line at each label on the left."""
        lines = [
            line((self.left, self.y(one.at)), (self.right, self.y(one.at)), "grid") for one in self.up.ticks
        ]
        left = [
            text((self.left - 1.5 * LETTER, self.y(one.at) + 4), one.label, anchor="end")
            for one in self.up.ticks
        ]
        steps = [(self.x(one.at), one) for one in self.across.ticks]
        marks = [line((x, self.foot), (x, self.foot + 4), "axis") for x, _ in steps]
        floor = line((self.left, self.foot), (self.right, self.foot), "axis")
        return group(*lines, floor, *marks, *left, *across(steps, self.foot + 18))


def margin(up: Scale) -> float:
    """The room that the labels on the left take."""
    return max((wide(tick.label) for tick in up.ticks), default=0.0) + 2.5 * LETTER
