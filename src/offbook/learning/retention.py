"""True retention and the growth of memories, from the daily sums of delayed retrievals.

True retention is Anki's: of the first reviews of a card on a day, after an interval of a day or
more, the share not rated again. Beside it stands what the model had expected of the very same
reviews.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from offbook.evidence import Evidence, Figure, standing
from offbook.learning.retrieval import MICRO, Age, Daily, Tally, total
from offbook.statistics import Share


class Period(StrEnum):
    """A run of study days that ends today, or yesterday, by its name for people."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "last 7 days"
    MONTH = "last 30 days"
    YEAR = "last 365 days"
    ALL = "all time"

    def days(self, today: int) -> range:
        """The study days in it. None lies ahead of today, whatever a clock once said."""
        match self:
            case Period.TODAY:
                return range(today, today + 1)
            case Period.YESTERDAY:
                return range(today - 1, today)
            case Period.WEEK:
                return range(today - 6, today + 1)
            case Period.MONTH:
                return range(today - 29, today + 1)
            case Period.YEAR:
                return range(today - 364, today + 1)
            case Period.ALL:
                return range(1, today + 1)
            case other:
                assert_never(other)


@dataclass(frozen=True, slots=True)
class Retention:
    """What was recalled of what came back, and what had been expected of the same reviews."""

    share: Share
    expected: float
    """Mean predicted recall, 0 to 1."""

    @property
    def evidence(self) -> Evidence:
        """Whether there is enough of it to be shown."""
        return standing(Figure.RETENTION, self.share.n)


@dataclass(frozen=True, slots=True)
class TrueRetention:
    """True retention of a period; None where nothing came back."""

    young: Retention | None
    mature: Retention | None
    overall: Retention | None


def retention(sums: Tally) -> Retention | None:
    """The share that passed, beside its expectation; None of nothing."""
    return Retention(Share(sums.passed, sums.n), sums.expected / (MICRO * sums.n)) if sums.n else None


def true_retention(days: Iterable[Daily], period: Period, today: int) -> TrueRetention:
    """True retention over a period, young and mature apart and together."""
    within = period.days(today)
    ages: dict[Age, list[Tally]] = {age: [] for age in Age}
    for one in days:
        if one.day in within:
            ages[one.age].append(one.tally)
    young, mature = total(ages[Age.YOUNG]), total(ages[Age.MATURE])
    return TrueRetention(retention(young), retention(mature), retention(young + mature))


@dataclass(frozen=True, slots=True)
class Week:
    """How memories held and grew in one week of study."""

    week: int
    """Whole weeks since the beginning, from 0."""
    retention: Retention | None
    """True retention, young and mature together."""
    factor: float | None
    """What a success multiplied stability by, as a geometric mean, of all delayed retrievals."""


def weekly(days: Iterable[Daily], since: int, today: int) -> tuple[Week, ...]:
    """The weeks from study day ``since`` to ``today`` in which something came back, in order."""
    settled: defaultdict[int, list[Tally]] = defaultdict(list)
    every: defaultdict[int, list[Tally]] = defaultdict(list)
    for one in days:
        if since <= one.day <= today:
            week = (one.day - since) // 7
            every[week].append(one.tally)
            if one.age is not Age.STEPPING:
                settled[week].append(one.tally)
    weeks = (
        Week(week, retention(total(settled[week])), total(tallies).factor) for week, tallies in every.items()
    )
    return tuple(sorted((one for one in weeks if one.retention or one.factor), key=lambda one: one.week))
