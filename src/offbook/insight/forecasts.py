"""How good forecasts were: plain mathematics over chances said and what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, pi, sqrt

FEW_BINS, MANY_BINS = 4, 10
"""Bins of forecasts that take any value, below and from ``MANY`` forecasts."""
MANY = 200


@dataclass(frozen=True, slots=True)
class Forecast:
    """A chance that was given to an answer, and whether the answer was right."""

    said: float
    """0 to 1."""
    came: bool
    level: int | None = None
    """The level of confidence it stands for; None where it was not said in levels."""


Bin = Sequence[Forecast]


@dataclass(frozen=True, slots=True)
class Brier:
    """The mean squared distance of forecasts from what came, 0 (perfect) to 1."""

    score: float
    skill: float | None
    """How much better than always saying the share that came, 1 at best; None if all came, or none."""
    n: int


def brier(forecasts: Sequence[Forecast]) -> Brier | None:
    """The Brier score; None of no forecasts."""
    n = len(forecasts)
    if not n:
        return None
    score = fsum((one.said - one.came) ** 2 for one in forecasts) / n
    doubt = _doubt(forecasts)
    return Brier(score, 1.0 - score / doubt if doubt else None, n)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a Brier score is made of: ``reliability - resolution + uncertainty``."""

    reliability: float
    """How far what was said lies from what came, bin by bin; 0 is best."""
    resolution: float
    """How far the bins lie apart in what came; more is better."""
    uncertainty: float
    """How much there was to be unsure of."""


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A Brier score taken apart over bins."""

    plain: Terms
    variance: float
    """Of what was said within bins; 0 where each bin says one thing."""
    covariance: float
    """Twice that of what was said and what came within bins."""
    corrected: Terms
    """Without what small samples add (Ferro and Fricker 2012).

    Its reliability and resolution may come out below 0, which is to be shown as 0.
    """
    n: int

    @property
    def score(self) -> float:
        """The Brier score, put together again."""
        plain = self.plain
        parts = (plain.reliability, -plain.resolution, plain.uncertainty, self.variance, -self.covariance)
        return fsum(parts)


def decomposition(bins: Sequence[Bin]) -> Decomposition | None:
    """Take the Brier score of binned forecasts apart; None of fewer than two forecasts.

    Empty bins are passed over. A bin of one forecast has no spread to correct for.
    """
    parts = [part for part in bins if part]
    means = _means(parts)
    n = sum(m for m, _, _ in means)
    if n < 2:
        return None
    overall = fsum(m * came for m, _, came in means) / n
    doubt = overall * (1.0 - overall)
    reliability = fsum(m * (said - came) ** 2 for m, said, came in means) / n
    resolution = fsum(m * (came - overall) ** 2 for m, _, came in means) / n
    within = list(zip(parts, means, strict=True))
    noise = fsum(m * came * (1.0 - came) / (m - 1) for m, _, came in means if m > 1) / n
    surplus = doubt / (n - 1)
    return Decomposition(
        plain=Terms(reliability, resolution, doubt),
        variance=fsum((one.said - said) ** 2 for part, (_, said, _) in within for one in part) / n,
        covariance=2.0 * fsum(_together(part, said, came) for part, (_, said, came) in within) / n,
        corrected=Terms(reliability - noise, resolution - noise + surplus, doubt + surplus),
        n=n,
    )


@dataclass(frozen=True, slots=True)
class CalibrationError:
    """How far what was said lies from what came on average over bins, 0 to 1 (ECE)."""

    value: float
    luck: float
    """What luck alone gives to forecasts that are true; the value says nothing without it."""
    n: int


def calibration_error(bins: Sequence[Bin]) -> CalibrationError | None:
    """The expected calibration error of binned forecasts; None of no forecasts."""
    means = _means([part for part in bins if part])
    n = sum(m for m, _, _ in means)
    if not n:
        return None
    value = fsum(m * abs(said - came) for m, said, came in means) / n
    by_luck = fsum(m * sqrt(2.0 * said * (1.0 - said) / (pi * m)) for m, said, _ in means) / n
    return CalibrationError(value, by_luck, n)


def equal_bins(forecasts: Iterable[Forecast]) -> tuple[Bin, ...]:
    """Bins of about as many forecasts each, in rising order; forecasts that are equal stay together.

    Few enough for each to say something: 4, and 10 from 200 forecasts.
    """
    ordered = sorted(forecasts, key=lambda one: one.said)
    n, number = len(ordered), MANY_BINS if len(ordered) >= MANY else FEW_BINS
    cuts = [0]
    for i in range(1, number):
        cut = max(round(n * i / number), cuts[-1])
        while 0 < cut < n and ordered[cut].said == ordered[cut - 1].said:
            cut += 1
        cuts.append(cut)
    parts = (tuple(ordered[a:b]) for a, b in zip(cuts, [*cuts[1:], n], strict=True))
    return tuple(part for part in parts if part)


def _means(parts: Iterable[Bin]) -> list[tuple[int, float, float]]:
    """Of each bin, none of them empty: how many forecasts, and the means of what was said and what came."""
    return [(len(part), min(fsum(one.said for one in part) / len(part), 1.0), _came(part)) for part in parts]


def _came(part: Bin) -> float:
    return sum(one.came for one in part) / len(part)


def _together(part: Bin, said: float, came: float) -> float:
    """How what was said and what came move together about their means, summed."""
    return fsum((one.said - said) * (one.came - came) for one in part)


def _doubt(part: Bin) -> float:
    came = _came(part)
    return came * (1.0 - came)
