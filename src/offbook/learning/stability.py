"""How stable the memories of a deck are, on any day, from changes that each review adds to.

Stabilities are sorted into buckets on a scale of doublings, so that a day's picture is the sum of
the changes up to it, and no review is looked at again. What is said of a bucket is said of its
centre, at most ``WITHIN`` times away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import log2
from operator import itemgetter

from offbook.learning.schedule import Progress, memory_of

PER_DOUBLING = 8
"""Buckets between a stability and its double."""
WITHIN = 2 ** (0.5 / PER_DOUBLING)
"""The factor, 1.044, that parts a stability from the centre of its bucket at most."""

Change = tuple[int, int, int]
"""A study day, a bucket, and by how many cards the bucket grew (or shrank, below 0) on that day."""


def bucket(stability: float) -> int:
    """The bucket of a stability, which is above 0 days."""
    return round(log2(stability) * PER_DOUBLING)


def centre(number: int) -> float:
    """The stability, in days, that stands for a bucket."""
    return float(2 ** (number / PER_DOUBLING))


def changes(before: Progress, after: Progress, day: int) -> tuple[Change, ...]:
    """How the buckets change when a card goes from ``before`` to ``after`` on a study day.

    None where it stays in its bucket. To take a card back, give the same with the sign turned.
    """
    left, reached = _bucket_of(before), _bucket_of(after)
    if left == reached:
        return ()
    ends = ((left, -1), (reached, 1))
    return tuple((day, number, change) for number, change in ends if number is not None)


def histogram(rows: Iterable[Change], day: int) -> dict[int, int]:
    """How many cards each bucket holds at the end of a study day; empty ones are left out."""
    counts: Counter[int] = Counter()
    for on, number, change in rows:
        if on <= day:
            counts[number] += change
    return _held(counts)


@dataclass(frozen=True, slots=True)
class Spread:
    """How stable the known cards were at the end of a day, in days of stability."""

    day: int
    """The study day."""
    n: int
    """Cards known then, at least 1."""
    lower: float
    """A quarter of the cards is no more stable."""
    median: float
    """Half of them are no more stable."""
    upper: float
    """Three quarters of them are no more stable."""


def spreads(rows: Iterable[Change], days: Iterable[int]) -> tuple[Spread, ...]:
    """The spread at the end of each of some study days, in order; days without known cards are left out."""
    counts: Counter[int] = Counter()
    coming = iter(sorted(rows, key=itemgetter(0)))
    ahead = next(coming, None)
    found: list[Spread] = []
    for day in sorted(days):
        while ahead and ahead[0] <= day:
            counts[ahead[1]] += ahead[2]
            ahead = next(coming, None)
        if spread := _spread(day, counts):
            found.append(spread)
    return tuple(found)


def _bucket_of(progress: Progress) -> int | None:
    kept = memory_of(progress)
    return bucket(kept.stability) if kept else None


def _held(counts: Counter[int]) -> dict[int, int]:
    # Where a clock was set back, a card may have left a bucket before it came: that is no card.
    return {number: count for number, count in sorted(counts.items()) if count > 0}


def _spread(day: int, counts: Counter[int]) -> Spread | None:
    held = _held(counts)
    if not held:
        return None
    numbers, up_to = tuple(held), tuple(accumulate(held.values()))
    n = up_to[-1]
    # The first bucket that brings the running count to a quarter, a half, three quarters of the cards.
    lower, median, upper = (centre(numbers[bisect_left(up_to, quarters * n / 4)]) for quarters in (1, 2, 3))
    return Spread(day, n, lower, median, upper)
