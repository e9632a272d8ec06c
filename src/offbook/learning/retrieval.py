"""What one review says about memory, and daily sums of that to which each review adds once.

What says something is a delayed retrieval: the first review of a card on a day later than its last
one. All sums are of whole numbers, so that they are exact and a review can be taken back as if it
had not been.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from math import exp, log, sqrt
from typing import assert_never

from offbook.clock import DAY
from offbook.learning import memory, schedule
from offbook.learning.events import Reviewed
from offbook.learning.memory import Rating
from offbook.learning.schedule import New, Progress, Schedule, Settled, Stepping
from offbook.statistics import Interval, around

MATURE = 21
"""Days; a card that came back after a shorter interval is young."""
MICRO = 1_000_000
"""Whole units that a probability of 1, or a nat of growth, is kept in."""
OBSERVED = 50
"""Delayed retrievals below which what the model says of a memory is the model alone."""


class Age(IntEnum):
    """How long a card had been away by its schedule."""

    STEPPING = 0
    """Less than a day: it was left in its steps. No part of true retention."""
    YOUNG = 1
    MATURE = 2


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What one review adds to the sums of its day."""

    day: int
    """The study day, as it was lived."""
    age: Age
    passed: bool
    """Whether it was rated anything but again."""
    expected: int
    """Recall the model predicted, in millionths."""
    error: int
    """Squared distance of that prediction from 1 (passed) or 0 (failed), in millionths."""
    growth: int | None
    """Natural logarithm of stability after over before, in millionths; None where it failed."""


def retrieval(before: Progress, event: Reviewed, after: Progress) -> Retrieval | None:
    """What a review that took a card from ``before`` to ``after`` adds, if it was delayed; else None.

    Days are counted as the schedule counts them: whole study days, as they were lived.
    """
    kept, grown = schedule.memory_of(before), schedule.memory_of(after)
    if kept is None or grown is None or event.day <= kept.day:
        return None
    predicted = memory.recall(event.day - kept.day, kept.stability, event.scheduler.weights)
    passed = event.rating is not Rating.AGAIN
    return Retrieval(
        day=event.day,
        age=_age(before.schedule),
        passed=passed,
        expected=round(predicted * MICRO),
        error=round((predicted - passed) ** 2 * MICRO),
        growth=round(log(grown.stability / kept.stability) * MICRO) if passed else None,
    )


@dataclass(frozen=True, slots=True)
class Bias:
    """By how much the model's predictions exceed what came true, -1 to 1; above 0 it hopes too much."""

    value: float
    error: float
    """Standard error."""

    @property
    def interval(self) -> Interval:
        """The value and 1.96 standard errors either side."""
        return around(self.value, self.error)


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over some retrievals. Tallies add up, and what was added can be taken back."""

    n: int = 0
    passed: int = 0
    expected: int = 0
    """Of all predictions, in millionths."""
    error: int = 0
    """Of their squared errors, in millionths."""
    grown: int = 0
    """Retrievals whose growth is known."""
    growth: int = 0
    """Of their growth, in millionths of a nat."""

    def __add__(self, other: Tally) -> Tally:
        return total((self, other))

    def __sub__(self, other: Tally) -> Tally:
        less = Tally(-other.n, -other.passed, -other.expected, -other.error, -other.grown, -other.growth)
        return total((self, less))

    @property
    def factor(self) -> float | None:
        """What a success multiplied stability by, as a geometric mean; None without a success."""
        return exp(self.growth / MICRO / self.grown) if self.grown else None

    @property
    def bias(self) -> Bias | None:
        """How far the predictions were off on average; None of fewer than two."""
        if self.n < 2:
            return None
        value = (self.expected / MICRO - self.passed) / self.n
        # Rounded sums may come out a hair below the variance of nothing.
        variance = max(0.0, self.error / MICRO - self.n * value**2) / (self.n - 1)
        return Bias(value, sqrt(variance / self.n))

    @property
    def is_model_only(self) -> bool:
        """Whether too little was observed to hold the model against: its figures are marked so."""
        return self.n < OBSERVED


NOTHING = Tally()
"""The sums over no retrievals."""


def tally(one: Retrieval) -> Tally:
    """The sums over one retrieval."""
    grew = one.growth is not None
    return Tally(1, int(one.passed), one.expected, one.error, int(grew), one.growth or 0)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sums over everything that some tallies sum."""
    n = passed = expected = error = grown = growth = 0
    for one in tallies:
        n += one.n
        passed += one.passed
        expected += one.expected
        error += one.error
        grown += one.grown
        growth += one.growth
    return Tally(n, passed, expected, error, grown, growth)


@dataclass(frozen=True, slots=True)
class Daily:
    """The sums of one study day and age; of several decks there may be several for a day."""

    day: int
    age: Age
    tally: Tally


def _age(before: Schedule) -> Age:
    """By the interval that a card had been given, not by the time it took."""
    match before:
        case New():
            return Age.STEPPING
        case Stepping(memory=kept, due=due):
            days = (due - kept.last.ms) // DAY
        case Settled(memory=kept, due=due):
            days = due - kept.day
        case other:
            assert_never(other)
    if days < 1:
        return Age.STEPPING
    return Age.YOUNG if days < MATURE else Age.MATURE
