"""Plain mathematics of small samples: shares, differences, means, medians, rates, telling apart.

Every interval is one of 95 %. Nothing divides by zero: what cannot be said is None.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, fsum, hypot, sqrt

Z = 1.959964
"""Standard errors on either side of an estimate that make 95 %."""
PRIOR = 4
"""Answers at the overall accuracy that every group is given before groups are ranked."""

_NORMAL = statistics.NormalDist()
_HALVINGS = 50
"""Times that an interval is halved to find where it begins, beyond what a float can tell."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the truth plausibly lies, in the unit of the figure; both ends belong to it."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Share:
    """A sum of scores, each 0 to 1, out of ``n``. Raises ValueError where that cannot be."""

    score: float
    """The right answers; partial credit counts in part."""
    n: int
    """At least 1."""

    def __post_init__(self) -> None:
        if self.n < 1 or not 0.0 <= self.score <= self.n:
            raise ValueError(f"{self.score} of {self.n} is no share")

    @property
    def value(self) -> float:
        """The share itself, 0 to 1."""
        return self.score / self.n

    @property
    def interval(self) -> Interval:
        """Wilson's score interval, within 0 to 1.

        With partial credit it is too wide rather than too narrow: no scores between 0 and 1
        vary more than right and wrong with the same mean.
        """
        p, n = self.value, self.n
        stretch = 1.0 + Z**2 / n
        centre = (p + Z**2 / (2 * n)) / stretch
        half = Z / stretch * sqrt(p * (1.0 - p) / n + Z**2 / (4 * n**2))
        # Rounding must not push the point out of its own interval at 0 and at 1.
        return Interval(max(0.0, min(centre - half, p)), min(1.0, max(centre + half, p)))


def share(scores: Iterable[float]) -> Share | None:
    """The share that scores of 0 to 1 make; None of none."""
    every = tuple(scores)
    return Share(min(fsum(every), len(every)), len(every)) if every else None


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much one share exceeds another, -1 to 1."""

    value: float
    interval: Interval


def difference(one: Share, other: Share) -> Difference:
    """``one`` less ``other``, with Newcombe's hybrid score interval."""
    (p, within), (q, without) = (one.value, one.interval), (other.value, other.interval)
    below = hypot(p - within.low, without.high - q)
    above = hypot(within.high - p, q - without.low)
    return Difference(p - q, Interval(p - q - below, p - q + above))


def shrunk(score: float, n: int, overall: float) -> float:
    """The share of a group drawn towards ``overall`` (0 to 1), the more so the smaller the group.

    For ranking only: raw shares put the groups with one answer at both ends.
    """
    return (score + PRIOR * overall) / (n + PRIOR)


def guess_corrected(value: float, guess: float) -> float | None:
    """The share (0 to 1) known, if the rest was guessed at a chance of ``guess``; at least 0.

    None where guessing is always right, because then nothing was asked.
    """
    return max(0.0, (value - guess) / (1.0 - guess)) if guess < 1.0 else None


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of ``n`` values, at least 2, in their unit."""

    value: float
    n: int
    error: float
    """Standard error, from how the values spread."""

    @property
    def interval(self) -> Interval:
        """The value and 1.96 standard errors either side."""
        return around(self.value, self.error)


def mean(values: Iterable[float]) -> Mean | None:
    """The mean with its error; None of fewer than two values, which show no spread."""
    every = tuple(values)
    n = len(every)
    if n < 2:
        return None
    centre = fsum(every) / n
    return Mean(centre, n, sqrt(fsum((each - centre) ** 2 for each in every) / (n - 1) / n))


def luck(chances: Sequence[float]) -> float:
    """By how much the share of what comes true strays by luck, if each comes with its chance (0 to 1).

    The standard error of a Poisson-binomial share; 0 of none.
    """
    return sqrt(fsum(p * (1.0 - p) for p in chances)) / len(chances) if chances else 0.0


def tails(chances: Iterable[float], came: int) -> tuple[float, float]:
    """The chances of at most, and of at least, ``came`` coming true, if each comes with its chance (0 to 1).

    Exact (Poisson-binomial), so that it holds for a few as well as for many; time grows with the square.
    """
    odds = [1.0]
    for p in chances:
        odds = [
            (odds[i] if i < len(odds) else 0.0) * (1.0 - p) + (odds[i - 1] * p if i else 0.0)
            for i in range(len(odds) + 1)
        ]
    return min(fsum(odds[: came + 1]), 1.0), min(fsum(odds[came:]), 1.0)


@dataclass(frozen=True, slots=True)
class Median:
    """The middle of ``n`` values, in their unit."""

    value: float
    n: int
    interval: Interval | None
    """From order statistics; None below 8 values."""


def median(values: Iterable[float]) -> Median | None:
    """The median with an interval that assumes no distribution; None of no values."""
    ordered = sorted(values)
    n = len(ordered)
    if not ordered:
        return None
    low, high = floor(n / 2 - Z * sqrt(n) / 2), ceil(n / 2 + 1 + Z * sqrt(n) / 2)
    fits = low >= 1 and high <= n
    interval = Interval(ordered[low - 1], ordered[high - 1]) if fits else None
    return Median(float(statistics.median(ordered)), n, interval)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One sum over another, in the unit of the quotient."""

    value: float
    error: float | None
    """Standard error by the delete-one jackknife; None where one part alone makes the ratio."""

    @property
    def interval(self) -> Interval | None:
        """The value and 1.96 standard errors either side; None without an error."""
        return None if self.error is None else around(self.value, self.error)


def ratio(tops: Sequence[float], bottoms: Sequence[float]) -> Ratio | None:
    """The sum of ``tops`` over the sum of ``bottoms``, which pair up; None if the latter is not positive.

    Raises ValueError if they do not pair up. Takes time in proportion to their number.
    """
    top, bottom = fsum(tops), fsum(bottoms)
    if bottom <= 0.0:
        return None
    rests = [(top - a, bottom - b) for a, b in zip(tops, bottoms, strict=True)]
    if min(rest for _, rest in rests) <= 0.0:
        return Ratio(top / bottom, None)
    without = [a / b for a, b in rests]
    n = len(without)
    centre = fsum(without) / n
    return Ratio(top / bottom, sqrt((n - 1) / n * fsum((each - centre) ** 2 for each in without)))


@dataclass(frozen=True, slots=True)
class Discrimination:
    """How well signal is told from noise, and the lean towards saying either."""

    d: float
    """d′, in standard deviations; 0 is chance."""
    c: float
    """The criterion, in standard deviations; above 0 leans to noise, below 0 to signal."""
    d_error: float
    """Standard error of ``d``."""
    signals: int
    """Trials on which the signal was there."""
    noises: int
    """Trials on which it was not."""
    ceiling: float
    """The d′ of a perfect run of as many trials; beyond it nothing can be measured."""
    at_ceiling: bool
    """Whether this was that run, so that d′ is at least what stands here."""

    @property
    def c_error(self) -> float:
        """Standard error of ``c``."""
        return self.d_error / 2

    @property
    def d_interval(self) -> Interval:
        """Interval of ``d``."""
        return around(self.d, self.d_error)

    @property
    def c_interval(self) -> Interval:
        """Interval of ``c``."""
        return around(self.c, self.c_error)

    @property
    def unleaning(self) -> float:
        """The share, 0 to 1, that would be right with no lean and both equally often asked."""
        return _NORMAL.cdf(self.d / 2)


def discrimination(hits: int, signals: int, false_alarms: int, noises: int) -> Discrimination:
    """d′ and criterion by the log-linear rule (Hautus 1995), which keeps them finite on any counts.

    Raises ValueError for more hits than signals or more false alarms than noises.
    """
    if not (0 <= hits <= signals and 0 <= false_alarms <= noises):
        raise ValueError(f"{hits} of {signals} and {false_alarms} of {noises} are no counts")
    hit, alarm = (hits + 0.5) / (signals + 1), (false_alarms + 0.5) / (noises + 1)
    z_hit, z_alarm = _NORMAL.inv_cdf(hit), _NORMAL.inv_cdf(alarm)
    return Discrimination(
        d=z_hit - z_alarm,
        c=-(z_hit + z_alarm) / 2,
        d_error=sqrt(_variance(hit, signals) + _variance(alarm, noises)),
        signals=signals,
        noises=noises,
        ceiling=_NORMAL.inv_cdf((signals + 0.5) / (signals + 1)) - _NORMAL.inv_cdf(0.5 / (noises + 1)),
        at_ceiling=hits == signals and false_alarms == 0,
    )


@dataclass(frozen=True, slots=True)
class Superiority:
    """How often a value of one group exceeds one of another: the area under an ROC curve."""

    value: float
    """0 to 1; ties count half, and 0.5 is chance."""
    ones: int
    """Values of the group that is to exceed, at least 1."""
    others: int
    """Values of the other, at least 1."""

    @property
    def interval(self) -> Interval:
        """The truths that lie within 1.96 of their own standard errors (Newcombe 2006, method 5).

        Within 0 to 1, and of no vanishing width where one group exceeds the other throughout.
        """
        low = _lowest(self.value, self.ones, self.others)
        return Interval(low, 1.0 - _lowest(1.0 - self.value, self.ones, self.others))


def superiority(ones: Iterable[float], others: Iterable[float]) -> Superiority | None:
    """How often one of ``ones`` exceeds one of ``others``; None if either is empty.

    Takes time in proportion to their number, and to sort those that differ.
    """
    here, there = Counter(ones), Counter(others)
    n, m = here.total(), there.total()
    if not n or not m:
        return None
    wins, below = 0.0, 0
    for value in sorted(here.keys() | there.keys()):
        wins += here[value] * (below + there[value] / 2)
        below += there[value]
    return Superiority(wins / (n * m), n, m)


def around(value: float, error: float) -> Interval:
    """The interval of a value whose standard error is ``error``, both in one unit."""
    return Interval(value - Z * error, value + Z * error)


def _variance(rate: float, trials: int) -> float:
    """Variance of the normal quantile of a log-linear rate over so many trials."""
    density = _NORMAL.pdf(_NORMAL.inv_cdf(rate))
    return rate * (1.0 - rate) / ((trials + 1) * density**2)


def _lowest(value: float, ones: int, others: int) -> float:
    """The least area under a ROC curve from which ``value`` is no farther than chance takes it."""
    low, high, spare = 0.0, value, (ones + others) / 2 - 1
    for _ in range(_HALVINGS):
        truth = (low + high) / 2
        stretch = 1.0 + spare * ((1.0 - truth) / (2.0 - truth) + truth / (1.0 + truth))
        if value - truth > Z * sqrt(truth * (1.0 - truth) * stretch / (ones * others)):
            low = truth
        else:
            high = truth
    return low
