"""Shares with their intervals beneath one another, on one axis from 0 to 100."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from offbook.evidence import EARLY_MARK
from offbook.insight.wording import ends, percent
from offbook.panels.drawing import Estimate, Estimates
from offbook.panels.scale import PERCENT
from offbook.reports.element import Element
from offbook.reports.svg.sheet import LETTER, LINE, WIDTH, across, dot, fitted, group, line, sheet, text, wide

_ROW = 38.0
_NAMES, _TOLD = WIDTH * 0.28, WIDTH * 0.34
"""Room for the names, and for what stands beside, at most."""
_END = 5.0
"""Half the height of the ends of an interval."""
_ENDS = 5 * LETTER
"""Room for the number at an end of an interval that reaches the end of the axis."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """From 0 to 100."""

    left: float
    right: float

    def x(self, share: float) -> float:
        return self.left + PERCENT.place(share) * (self.right - self.left)


def estimates(drawing: Estimates) -> Element:
    """A row each: name, interval, counts; the target and chance cross all of them."""
    names = min(max((wide(row.name) for row in drawing.rows), default=0.0), _NAMES)
    told = min(max((wide(row.told) for row in drawing.rows), default=0.0), _TOLD)
    axis = _Axis(names + _ENDS, WIDTH - told - _ENDS)
    levels = {"target": drawing.target, "chance": drawing.chance}
    top = LINE + 4 if any(at is not None for at in levels.values()) else 4.0
    foot = top + _ROW * len(drawing.rows)
    ticks = [(axis.x(tick.at), tick) for tick in PERCENT.ticks]
    return sheet(
        foot + 26,
        *(line((x, top), (x, foot), "grid") for x, _ in ticks),
        *(_level(axis, name, at, (top, foot)) for name, at in levels.items() if at is not None),
        *(
            group(
                text((0, middle + 4), fitted(row.name, names), "name"),
                *_interval(axis, row, middle),
                text((WIDTH - told, middle + 4), fitted(row.told, told)),
            )
            for at, row in enumerate(drawing.rows)
            for middle in (top + _ROW * (at + 0.6),)
        ),
        *across(ticks, foot + 18),
    )


def _level(axis: _Axis, name: str, at: float, reach: tuple[float, float]) -> Element:
    x = axis.x(at)
    return group(
        line((x, reach[0] - 2), (x, reach[1]), f"line {name}"),
        text((x, reach[0] - 7), f"{name} {percent(at)}", anchor="middle"),
    )


def _interval(axis: _Axis, row: Estimate, y: float) -> Iterator[Element]:
    """``51 |----o---| 85`` with the share above its point; an early one is hollow and dashed."""
    low, high, x = axis.x(row.around.low), axis.x(row.around.high), axis.x(row.value)
    manner = "one early" if row.early else "one"
    yield line((low, y), (high, y), f"reach {manner}")
    lower, upper = ends(row.around)
    for end, told, anchor, step in ((low, lower, "end", -LETTER), (high, upper, "start", LETTER)):
        yield line((end, y - _END), (end, y + _END), "reach one")
        yield text((end + step, y + 4), told, anchor=anchor)
    yield dot((x, y), 4.5, f"point {manner}")
    yield text((x, y - 9), f"{EARLY_MARK if row.early else ''}{percent(row.value)}", "name", "middle")
