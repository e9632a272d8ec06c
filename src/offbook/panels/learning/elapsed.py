"""The axis of learning: time since the beginning, which has no end to reach."""

from __future__ import annotations

from collections.abc import Iterator

from offbook.panels.scale import Scale, Tick

_MOST = 5
"""Labelled steps, at most."""
_LEAST = 7.0
"""Days that the axis holds at least."""
_MONTH, _YEAR = 30.4375, 365.25
_SHORT = ((1.0, 1, "d"), (2.0, 2, "d"), (7.0, 1, "wk"), (14.0, 2, "wk"))
_LONG = ((_MONTH, 1, "mo"), (2 * _MONTH, 2, "mo"), (3 * _MONTH, 3, "mo"), (6 * _MONTH, 6, "mo"))


def elapsed(days: float) -> Scale:
    """From the beginning to ``days`` after it, a week at least, labelled in days, weeks, months or years."""
    high = max(days, _LEAST)
    length, number, unit = next(step for step in _steps() if high / step[0] <= _MOST)
    ticks = (Tick(place * length, f"{place * number} {unit}") for place in range(1, int(high / length) + 1))
    return Scale(0.0, high, (Tick(0.0, "start"), *ticks))


def _steps() -> Iterator[tuple[float, int, str]]:
    """Lengths of a step in days, each with its name: how many of which unit."""
    yield from _SHORT
    yield from _LONG
    years = 1
    while True:
        yield from ((many * _YEAR, many, "y") for many in (years, 2 * years, 5 * years))
        years *= 10
