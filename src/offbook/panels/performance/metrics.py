"""What targets are set for, in words: each metric with its figure, its aim, and what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from offbook.evidence import Evidence, Figure, Hidden, standing
from offbook.insight.measures import Reading, figure_of
from offbook.insight.wording import count, percent, points
from offbook.panels import telling
from offbook.performance.targets import Direction, Goal, Measured, Metric
from offbook.statistics import Interval, Share

AT_CHANCE = "hidden while the right answers may all be guesses"
"""Why speed is not told, however many answers there are."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a metric is told."""

    formula: str
    one: str
    """What it counts, in the singular."""
    of: str
    """The same in the plural."""
    passed_over: str
    """Answers of the window that it does not look at, behind their number."""


WORDS: Mapping[Metric, Words] = {
    Metric.DELAYED_ACCURACY: Words(
        "Score over first answers a day cold: their concept had not been shown with its answer for 24 hours. "
        f"A time-out scores 0. {telling.WILSON}",
        "answer a day cold",
        "answers a day cold",
        "to what had been shown less than a day before",
    ),
    Metric.ON_TIME: Words(
        f"Answered before time ran out, over first answers with a time limit. {telling.WILSON}",
        "answer with a time limit",
        "answers with a time limit",
        "without a time limit",
    ),
    Metric.NET_RATE: Words(
        "60 Σ s / Σ seconds over first answers: 1 for right, -1 / (k - 1) for wrong among k, 0 for wrong "
        "where nothing is chosen. Interval by the jackknife, 95%.",
        "answer whose time is known",
        "answers whose time is known",
        "whose time is not known, or sooner than anyone reads",
    ),
    Metric.DISCRIMINATION: Words(
        "d′ = z(H) - z(F) of the side that is told worst; H = (hits + .5) / (signals + 1), "
        "F = (false alarms + .5) / (noises + 1). Interval: 1.96 standard errors.",
        "answer on the side with fewer",
        "answers on the side with fewer",
        "not about a side of that deck, or out of time",
    ),
    Metric.TRANSFER_ACCURACY: Words(
        f"Score over first answers to questions that quizzes alone ask. {telling.WILSON}",
        "answer to what study never shows",
        "answers to what study never shows",
        "to what study shows too",
    ),
    Metric.LOOPS_CLOSED: Words(
        "Gaps closed: a concept that a quiz found missing was answered right, on another card where there is "
        "one, a day cold.",
        "closed gap",
        "closed gaps",
        "that closed no gap",
    ),
    Metric.BIAS: Words(
        "|mean stated chance - share right| over first answers with a confidence. "
        "Interval: 1.96 standard errors.",
        "answer with a confidence",
        "answers with a confidence",
        "without a confidence, or out of time",
    ),
}
"""Every metric, in words."""


def enough(metric: Metric, n: int) -> Evidence | None:
    """Whether ``n`` carry a metric; None for a count, which always stands."""
    figure = figure_of(metric)
    if figure is None:
        return None
    return standing(figure, n, n) if figure is Figure.DISCRIMINATION else standing(figure, n)


def shown(metric: Metric, found: Measured | None) -> Measured | None:
    """What is measured, where it may be shown; None where it may not."""
    return None if found is None or isinstance(enough(metric, found.n), Hidden) else found


def figure(metric: Metric, reading: Reading) -> str:
    """What a metric comes to, counts first; or what is missing for that."""
    if reading.at_chance:
        return f"{count(len(reading.used), 'answer')}, {AT_CHANCE}"
    found = reading.found
    if found is None:
        return telling.NOTHING
    match metric:
        case Metric.DELAYED_ACCURACY | Metric.ON_TIME | Metric.TRANSFER_ACCURACY:
            return telling.share(Share(min(found.value * found.n, found.n), found.n))
        case Metric.LOOPS_CLOSED:
            return f"{found.n:,} closed"
        case Metric.NET_RATE | Metric.DISCRIMINATION | Metric.BIAS:
            return _valued(metric, found, at_ceiling=reading.at_ceiling)


def aim(goal: Goal) -> str:
    """What is aimed at: ``80%``, ``at most 10 points``."""
    told = amount(goal.metric, goal.target)
    return f"at most {told}" if goal.direction is Direction.AT_MOST else told


def amount(metric: Metric, value: float) -> str:
    """A value of a metric with its unit: ``80%``, ``7.8 a minute``, ``d′ 1.5``, ``10 points``."""
    match metric:
        case Metric.DELAYED_ACCURACY | Metric.ON_TIME | Metric.TRANSFER_ACCURACY:
            return percent(value)
        case Metric.NET_RATE:
            return f"{value:.1f} a minute".replace(".0 ", " ")
        case Metric.DISCRIMINATION:
            return f"d′ {value:.3g}"
        case Metric.BIAS:
            return points(value)
        case Metric.LOOPS_CLOSED:
            return f"{value:,.0f}"


def _valued(metric: Metric, found: Measured, *, at_ceiling: bool) -> str:
    """``50 answers  ~16 points  (11-22)``; below the minimum the count, and how many are missing."""
    counts = count(found.n, "answer")
    if metric is Metric.DISCRIMINATION:
        counts += " on the side with fewer"
    evidence = enough(metric, found.n)
    if evidence is None or isinstance(evidence, Hidden):
        return f"{counts}, {evidence.missing:,} more to show it" if evidence else counts
    least = "≥ " if at_ceiling else ""
    told = telling.marked(least + amount(metric, _rounded(metric, found.value)), evidence)
    return f"{counts}  {told}{_around(metric, found.interval)}"


def _rounded(metric: Metric, value: float) -> float:
    """A measured value, as exact as its interval is told."""
    return value if metric is Metric.BIAS else round(value, 1)


def _around(metric: Metric, found: Interval | None) -> str:
    if found is None:
        return ""
    if metric is Metric.BIAS:
        return f"  ({found.low * 100:.0f}-{found.high * 100:.0f})"
    return f"  ({found.low:.1f} to {found.high:.1f})"
