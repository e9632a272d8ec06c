"""Whether what is said comes: the learner's confidence and the model's expectation, held to answers.

Both are forecasts on one scale. An answer counts as come if all of it was right; a question whose
time ran out says nothing about what was thought of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from offbook.evidence import UNCLEAR, Figure, Hidden, decimals, shown, standing
from offbook.insight.forecasts import (
    Bin,
    Brier,
    CalibrationError,
    Decomposition,
    Forecast,
    brier,
    calibration_error,
    decomposition,
    equal_bins,
)
from offbook.insight.transfer import held_to
from offbook.insight.wording import percent, points, tally
from offbook.performance.observation import Observation
from offbook.statistics import Mean, Share, Superiority, mean, share, superiority

FLOOR, CEILING = 0.67, 0.8
"""Where the middle level of confidence begins and ends, as a chance of being right."""
LEVELS = (1, 2, 3)
"""The levels of confidence, from unsure to sure."""


def chance_of(level: int, guess: float) -> float:
    """The chance, 0 to 1, that a level of confidence stands for: the middle of what it states."""
    return sum(stated(level, guess)) / 2


def stated(level: int, guess: float) -> tuple[float, float]:
    """The least and the greatest chance, 0 to 1, that a level of confidence states.

    Nobody is surer to be wrong than a guess is, so the lowest level begins at ``guess`` (0 to 1).
    """
    return ((min(guess, FLOOR), FLOOR), (FLOOR, CEILING), (CEILING, 1.0))[LEVELS.index(level)]


@dataclass(frozen=True, slots=True)
class Calibration:
    """How good a forecaster is. What too few answers carry is hidden."""

    said: float | None
    """The mean chance that was given, 0 to 1; None of no forecasts."""
    came: Share | None
    """The answers that were right; None of no forecasts."""
    bias: Mean | Hidden
    """What was said less what came, -1 to 1; above 0 is overconfident."""
    brier: Brier | Hidden
    parts: Decomposition | Hidden
    error: CalibrationError | Hidden
    resolution: Superiority | Hidden
    """How often a right answer was given a higher chance than a wrong one."""

    @property
    def n(self) -> int:
        """Answers it rests on."""
        return self.came.n if self.came else 0


class Verdict(StrEnum):
    """How what came lies to what was stated, by the interval."""

    LESS = "less often right than stated"
    MORE = "more often right than stated"
    UNCLEAR = UNCLEAR


@dataclass(frozen=True, slots=True)
class Level:
    """A row of the table of confidence."""

    level: int
    low: float
    """The least chance that was stated, 0 to 1; of the lowest level the mean chance of a guess."""
    high: float
    """The greatest chance that was stated, 0 to 1."""
    came: Share
    """Answers at this level that were right."""

    @property
    def verdict(self) -> Verdict:
        """Whether all of the interval lies on one side of what was stated."""
        interval = self.came.interval
        if isinstance(standing(Figure.ACCURACY, self.came.n), Hidden):
            return Verdict.UNCLEAR
        if interval.high < self.low:
            return Verdict.LESS
        return Verdict.MORE if interval.low > self.high else Verdict.UNCLEAR


@dataclass(frozen=True, slots=True)
class Confidence:
    """What the learner's own forecasts are worth."""

    levels: tuple[Level, ...]
    """From unsure to sure; a level that was never chosen is not there."""
    calibration: Calibration
    timeouts: int
    """Answers left out, because their time ran out."""
    silent: int
    """Answers left out, because no confidence was given."""


def confidence(first: Iterable[Observation]) -> Confidence:
    """The learner as a forecaster, over first answers."""
    every = tuple(first)
    timely = [one for one in every if not one.timed_out]
    by_level = {level: [one for one in timely if one.confidence == level] for level in LEVELS}
    bins = [
        [Forecast(chance_of(level, one.guess), one.is_right, level) for one in group]
        for level, group in by_level.items()
    ]
    said = sum(map(len, bins))
    return Confidence(
        levels=tuple(_row(level, group) for level, group in by_level.items() if group),
        calibration=calibration(bins),
        timeouts=len(every) - len(timely),
        silent=len(timely) - said,
    )


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the model's forecasts are worth."""

    calibration: Calibration
    left_out: int
    """Answers whose time ran out, whose concept was not studied, or was shown less than a day before."""


def expectation(first: Iterable[Observation]) -> Expectation:
    """The model as a forecaster, over the first answers that memory can be held to."""
    every = tuple(first)
    forecasts = [Forecast(chance, one.is_right) for one in every if (chance := held_to(one)) is not None]
    return Expectation(calibration(equal_bins(forecasts)), len(every) - len(forecasts))


def calibration(bins: Sequence[Bin]) -> Calibration:
    """Every measure of a forecaster whose forecasts lie in these bins."""
    every = [one for part in bins for one in part]
    n = len(every)
    return Calibration(
        said=fsum(one.said for one in every) / n if n else None,
        came=share(float(one.came) for one in every),
        bias=shown(Figure.BIAS, mean(one.said - one.came for one in every), n),
        brier=shown(Figure.BRIER, brier(every), n),
        parts=shown(Figure.CALIBRATION_ERROR, decomposition(bins), n),
        error=shown(Figure.CALIBRATION_ERROR, calibration_error(bins), n),
        resolution=_resolution(every),
    )


def words(found: Calibration) -> str | None:
    """The bias in a sentence, counts first; None while it is hidden."""
    bias, said, came = found.bias, found.said, found.came
    if isinstance(bias, Hidden) or said is None or came is None:
        return None
    counts = f"{tally(came)} right where {percent(said, decimals(came.n))} was said"
    if 0.0 in bias.interval:
        return f"{counts}: {UNCLEAR}."
    lean = "surer than right" if bias.value > 0.0 else "right more often than said"
    return f"{counts}: {lean}, by {points(bias.value)}."


def _row(level: int, group: Sequence[Observation]) -> Level:
    low, high = stated(level, fsum(one.guess for one in group) / len(group))
    return Level(level, low, high, Share(sum(one.is_right for one in group), len(group)))


def _resolution(every: Bin) -> Superiority | Hidden:
    right = [one.level or one.said for one in every if one.came]
    wrong = [one.level or one.said for one in every if not one.came]
    return shown(Figure.RESOLUTION, superiority(right, wrong), len(right), len(wrong), len(every))
