"""FSRS-6: how a memory fades and how a review changes it. The only place that knows the algorithm.

Plain functions over plain floats, written from the formulas that the open-spaced-repetition
project publishes ("The Algorithm", FSRS-6). Days are whole study days between reviews;
only ``recall`` takes a fraction of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from math import exp

ALGORITHM = "fsrs"
VERSION = "6"

DEFAULT_WEIGHTS: tuple[float, ...] = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
    0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""The 21 published default parameters w0 to w20."""

MIN_STABILITY = 0.001
MAX_STABILITY = 36_500.0
"""Days; a century, beyond which a stability says nothing more."""
MIN_DIFFICULTY = 1.0
MAX_DIFFICULTY = 10.0


class Rating(IntEnum):
    """How an answer went, by the learner's word or by a judged answer."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def recall(days: float, stability: float, weights: tuple[float, ...] = DEFAULT_WEIGHTS) -> float:
    """Probability, 0 to 1, of recalling after ``days`` (fractions count) at ``stability`` days."""
    factor, power = curve(weights)
    return float((1.0 + factor * max(days, 0.0) / stability) ** power)


def recalls(
    traces: Iterable[tuple[float, float]], weights: tuple[float, ...] = DEFAULT_WEIGHTS
) -> list[float]:
    """``recall`` of very many cards at once: of pairs of days, at least 0, and stability."""
    factor, power = curve(weights)
    return [(1.0 + factor * days / stability) ** power for days, stability in traces]


def curve(weights: tuple[float, ...]) -> tuple[float, float]:
    """The factor and the power of the curve: recall is (1 + factor days / stability) ** power."""
    decay = weights[20]
    return 0.9 ** (-1.0 / decay) - 1.0, -decay


def interval(stability: float, retention: float, weights: tuple[float, ...] = DEFAULT_WEIGHTS) -> float:
    """Days until recall has fallen to ``retention`` (0 to 1, both excluded)."""
    factor, power = curve(weights)
    return float(stability / factor * (retention ** (1.0 / power) - 1.0))


def first(rating: Rating, weights: tuple[float, ...] = DEFAULT_WEIGHTS) -> tuple[float, float]:
    """Stability (days) and difficulty (1 to 10) after the first review of a card."""
    return _stability(weights[rating - 1]), _difficulty(_first_difficulty(rating, weights))


def after(
    stability: float,
    difficulty: float,
    days: int,
    rating: Rating,
    weights: tuple[float, ...] = DEFAULT_WEIGHTS,
) -> tuple[float, float]:
    """Stability (days) and difficulty (1 to 10) after a review ``days`` whole days since the last.

    A review on the day of the last one (``days`` 0) follows the short-term formula.
    """
    if days < 1:
        grown = _same_day(stability, rating, weights)
    elif rating is Rating.AGAIN:
        grown = _forgotten(stability, difficulty, recall(days, stability, weights), weights)
    else:
        grown = _recalled(stability, difficulty, recall(days, stability, weights), rating, weights)
    return _stability(grown), _next_difficulty(difficulty, rating, weights)


def _same_day(stability: float, rating: Rating, w: tuple[float, ...]) -> float:
    growth = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
    # A success never shrinks a memory, however strong it was.
    return float(stability * (growth if rating is Rating.AGAIN else max(growth, 1.0)))


def _recalled(stability: float, difficulty: float, r: float, rating: Rating, w: tuple[float, ...]) -> float:
    penalty = w[15] if rating is Rating.HARD else 1.0
    bonus = w[16] if rating is Rating.EASY else 1.0
    surprise = exp((1.0 - r) * w[10]) - 1.0
    ease = exp(w[8]) * (11.0 - difficulty) * stability ** -w[9]
    return float(stability * (1.0 + ease * surprise * penalty * bonus))


def _forgotten(stability: float, difficulty: float, r: float, w: tuple[float, ...]) -> float:
    rest = w[11] * difficulty ** -w[12] * ((stability + 1.0) ** w[13] - 1.0) * exp((1.0 - r) * w[14])
    # Forgetting never leaves more than a same-day "again" would.
    return float(min(rest, stability / exp(w[17] * w[18])))


def _first_difficulty(rating: Rating, w: tuple[float, ...]) -> float:
    return w[4] - exp(w[5] * (rating - 1)) + 1.0


def _next_difficulty(difficulty: float, rating: Rating, w: tuple[float, ...]) -> float:
    damped = difficulty + (10.0 - difficulty) * (-w[6] * (rating - 3)) / 9.0
    return _difficulty(w[7] * _first_difficulty(Rating.EASY, w) + (1.0 - w[7]) * damped)


def _stability(value: float) -> float:
    return min(max(value, MIN_STABILITY), MAX_STABILITY)


def _difficulty(value: float) -> float:
    return min(max(value, MIN_DIFFICULTY), MAX_DIFFICULTY)
