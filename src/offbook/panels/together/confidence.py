"""Confidence: how sure the learner was of answers, beside how many of them were right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from offbook.evidence import Figure, Hidden, standing
from offbook.insight import calibration
from offbook.insight.calibration import LEVELS, Confidence, Level, chance_of
from offbook.panels import telling
from offbook.panels.drawing import Estimate, Estimates
from offbook.panels.panel import Data, Glass, Panel
from offbook.panels.together import forecasting
from offbook.panels.together.joined import WINDOW, Joined
from offbook.performance.observation import Observation
from offbook.statistics import Interval

NAMES: Mapping[int, str] = dict(zip(LEVELS, ("unsure", "fairly sure", "sure"), strict=True))
"""What the levels of confidence are called."""
_FORMULA = (
    "Bias = mean of what was said less the share that came right, ± 1.96 standard errors; above 0 is surer "
    "than right. A level is the middle of its range: (g + 0.67) / 2 with g the chance of a guess, 0.735, 0.9."
)


def confidence_panel(seen: Joined) -> Panel:
    """The bias, and each level of confidence with what was stated and what came."""
    found = seen.account.confidence
    rows = tuple(row for level in found.levels for row in _rows(level))
    return Panel(
        id="confidence",
        title="Confidence",
        value=forecasting.bias(found.calibration) if found.calibration.n else "no confidence was stated yet",
        told=calibration.words(found.calibration) or _missing(found),
        lines=tuple((NAMES[level.level], _line(level)) for level in found.levels),
        drawing=Estimates(rows) if rows else None,
        drawn=telling.estimated(rows),
        evidence=forecasting.bias_evidence(found.calibration),
        data={"levels": list(_levels(found)), **forecasting.data(found.calibration)},
        glass=Glass(
            formula=_FORMULA,
            window=WINDOW,
            n=found.calibration.n,
            of="answers",
            left_out=(
                *telling.left_out(
                    (found.silent, "answer", "of which no confidence was stated"),
                    (found.timeouts, "answer", "whose time ran out"),
                ),
                *seen.repeated,
            ),
            details=forecasting.details(found.calibration),
            sources=seen.answers(is_stated, beside),
        ),
    )


def is_stated(one: Observation) -> bool:
    """Whether an answer was given in time, with a confidence."""
    return one.confidence is not None and not one.timed_out


def beside(one: Observation) -> str:
    """How sure the learner was of an answer, in words and as the chance that stands for them."""
    if one.confidence is None:
        return ""
    return f"{NAMES[one.confidence]}, {chance_of(one.confidence, one.guess):.2f}"


def _missing(found: Confidence) -> str:
    if found.calibration.n:
        return "Whether you are surer than right shows once there are more."
    return "A quiz asks for it where its plan says so."


def _stated(level: Level) -> str:
    return f"{level.low * 100:.0f}-{level.high * 100:.0f} stated"


def _line(level: Level) -> str:
    """``27 of 38  71%  (55-83), 80-100 stated: less often right than stated``."""
    told = f"{telling.share(level.came)}, {_stated(level)}"
    hidden = isinstance(standing(Figure.ACCURACY, level.came.n), Hidden)
    return told if hidden else f"{told}: {level.verdict}"


def _rows(level: Level) -> Iterable[Estimate]:
    """The range that was stated above what came of it."""
    came = telling.estimate(f"{NAMES[level.level]}, came", level.came)
    if came:
        middle = (level.low + level.high) / 2
        yield Estimate(f"{NAMES[level.level]}, stated", middle, Interval(level.low, level.high), "stated")
    yield from came


def _levels(found: Confidence) -> Iterable[Data]:
    """Every level, chosen or not."""
    chosen = {one.level: one for one in found.levels}
    for level in LEVELS:
        one = chosen.get(level)
        yield {
            "level": level,
            "stated": [one.low, one.high] if one else None,
            **telling.as_share(one.came if one else None),
            "verdict": one.verdict.value if one else None,
        }
