"""Fixed axes: where a value stands from 0 to 1, whatever else is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis that is labelled."""

    at: float
    """In the unit of the axis."""
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high``; what lies beyond stands at its end.

    Where both are the same, everything stands in the middle. Raises ValueError for an axis of
    factors that begins at 0 or below.
    """

    low: float
    high: float
    ticks: tuple[Tick, ...]
    doubling: bool = False
    """Whether equal steps are equal factors."""

    def __post_init__(self) -> None:
        if self.doubling and self.low <= 0.0:
            raise ValueError(f"an axis of factors cannot begin at {self.low}")

    def place(self, value: float) -> float:
        """Where a value stands, 0 to 1, and never falling while it rises."""
        if self.high <= self.low:
            return 0.5
        held = min(max(value, self.low), self.high)
        if self.doubling:
            share = log(held / self.low) / log(self.high / self.low)
        else:
            share = (held - self.low) / (self.high - self.low)
        return min(max(share, 0.0), 1.0)


PERCENT = Scale(0.0, 1.0, tuple(Tick(at / 100, f"{at}%") for at in (0, 25, 50, 75, 100)))
"""Shares, 0 to 1, on the axis that every share has."""

_YEAR = (Tick(1, "1 d"), Tick(7, "1 wk"), Tick(30, "1 mo"), Tick(91, "3 mo"), Tick(365, "1 y"))
_DECADE = (*_YEAR[:3], Tick(183, "6 mo"), Tick(365 * 2, "2 y"), Tick(365 * 10, "10 y"))


def days(most: float) -> Scale:
    """Days on an axis of factors: from a day to a year, or to ten where ``most`` lies beyond the year."""
    ticks = _YEAR if most <= _YEAR[-1].at else _DECADE
    return Scale(ticks[0].at, ticks[-1].at, ticks, doubling=True)


def counts(most: float) -> Scale:
    """Counts from 0 to the next of 1, 2, 5, 10, 20, 50 ... that holds ``most``; at least to 5."""
    high, step = 5, 0
    while high < most:
        step += 1
        high = _STEPS[(step + 2) % 3] * 10 ** ((step + 2) // 3)
    # Half of five is no count.
    places = (0, high) if high % 2 else (0, high // 2, high)
    return Scale(0.0, float(high), tuple(Tick(at, f"{at:,}") for at in places))
