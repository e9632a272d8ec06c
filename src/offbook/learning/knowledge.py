"""How much is known: the cards that would be recalled, now and later, if study stopped today.

A sum over all known cards of the recall that the model predicts. It is a model's figure: its band
says how chance would scatter it if the model were right, not how far the model is off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from offbook.clock import DAY, MINUTE, Moment
from offbook.learning import memory
from offbook.statistics import Interval, around

HORIZONS = (0, 7, 30, 90)
"""Days from now at which knowledge is foretold; written out in ``knowledge`` as well."""
MONTH = 30
"""The horizon, in days, that durability and yield look to."""
LEAST = 60 * MINUTE
"""Milliseconds of study in a week, below which its yield is not told."""

Trace = tuple[float, int]
"""A known card: its stability in days, and when it was last reviewed, milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Known:
    """What would be recalled of ``n`` known cards at one time."""

    n: int
    """At least 1."""
    cards: float
    """The number expected to be recalled, 0 to ``n``."""
    variance: float
    """Of that number, each card being recalled or not by itself."""

    @property
    def deviation(self) -> float:
        """Standard deviation, in cards."""
        return sqrt(self.variance)

    @property
    def band(self) -> Interval:
        """The number and 1.96 standard deviations either side, within 0 to ``n``."""
        wide = around(self.cards, self.deviation)
        return Interval(max(0.0, wide.low), min(float(self.n), wide.high))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known now, and what would be left of it."""

    by_days: tuple[Known, ...]
    """At each of ``HORIZONS``, in order."""

    @property
    def now(self) -> Known:
        """What would be recalled at this moment."""
        return self.at(0)

    def at(self, days: int) -> Known:
        """What would be recalled so many days from now. Raises ValueError if it is no horizon."""
        return self.by_days[HORIZONS.index(days)]

    @property
    def durability(self) -> float | None:
        """The share, 0 to 1, of what is known now that would be left in 30 days."""
        return self.at(MONTH).cards / self.now.cards if self.now.cards > 0.0 else None


def knowledge(
    traces: Iterable[Trace], now: Moment, weights: tuple[float, ...] = memory.DEFAULT_WEIGHTS
) -> Knowledge | None:
    """What is known of cards that share their weights; None of no cards.

    The formula is that of ``memory.recall``. Written out for the four horizons, with what is the
    same for all cards outside the loop, a hundred thousand cards take a sixteenth of a second.
    """
    at = now.ms
    factor, power = memory.curve(weights)
    n = 0
    k0 = k7 = k30 = k90 = squares0 = squares7 = squares30 = squares90 = 0.0
    for stability, last in traces:
        rate = factor / stability
        # What a clock since set right put into the future was reviewed just now.
        base = 1.0 + rate * ((at - last) / DAY if last < at else 0.0)
        r0, r7 = base**power, (base + 7.0 * rate) ** power
        r30, r90 = (base + 30.0 * rate) ** power, (base + 90.0 * rate) ** power
        n += 1
        k0, k7, k30, k90 = k0 + r0, k7 + r7, k30 + r30, k90 + r90
        squares0, squares7 = squares0 + r0 * r0, squares7 + r7 * r7
        squares30, squares90 = squares30 + r30 * r30, squares90 + r90 * r90
    if not n:
        return None
    sums = ((k0, squares0), (k7, squares7), (k30, squares30), (k90, squares90))
    # Rounding must not push the variance of what is certain below nothing.
    return Knowledge(tuple(Known(n, cards, max(0.0, cards - squares)) for cards, squares in sums))


def together(parts: Iterable[Knowledge]) -> Knowledge | None:
    """What is known of several decks, each with weights of its own; None of none."""
    columns = list(zip(*(part.by_days for part in parts), strict=True))
    if not columns:
        return None
    return Knowledge(
        tuple(
            Known(
                sum(one.n for one in column),
                fsum(one.cards for one in column),
                fsum(one.variance for one in column),
            )
            for column in columns
        )
    )


@dataclass(frozen=True, slots=True)
class Effort:
    """A week of study, and where it led."""

    week: int
    """Whole weeks since the beginning, from 0."""
    cards: float
    """Cards that, at the end of the week, would have been recalled 30 days later."""
    studied: int
    """Milliseconds of study in the week."""


def yields(weeks: Sequence[Effort]) -> dict[int, float]:
    """Cards gained for 30 days by a minute of study, by week; below 0 where more faded than was gained.

    Weeks with less than an hour of study are left out, and those before which a week is missing.
    """
    ends = {one.week: one.cards for one in weeks} | {-1: 0.0}
    return {
        one.week: (one.cards - ends[one.week - 1]) / (one.studied / MINUTE)
        for one in sorted(weeks, key=lambda one: one.week)
        if one.studied >= LEAST and one.week - 1 in ends
    }
