"""Results foretold: what the candidate and the model said before each quiz, and what came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

from offbook.evidence import Hidden
from offbook.insight.wording import count, points
from offbook.performance.events import Ending
from offbook.performance.head import Head
from offbook.performance.observation import Observation, grouped
from offbook.statistics import Mean, Share, mean

LEAST = 5
"""Quizzes from which the mean error of a forecaster is shown."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """A quiz that came to its end, with what was said of it before."""

    attempt: bytes
    came: Share
    """The whole paper; what was not answered in time scored 0."""
    stated: float | None
    """The share of right answers the candidate expected, 0 to 1; None if none was stated."""
    model: float | None
    """The share that memory and guessing gave, 0 to 1; None if nothing was studied."""


def foretold(head: Head, answers: Iterable[Observation]) -> Foretold | None:
    """What was foretold of an attempt, beside its answers; None while it is open, and if it was left."""
    if head.ending in (None, Ending.LEFT) or not head.questions:
        return None
    score = fsum(one.score for one in answers)
    return Foretold(
        head.attempt, Share(min(score, head.questions), head.questions), head.stated, head.predicted
    )


@dataclass(frozen=True, slots=True)
class Forecaster:
    """One who foretells results: how far off, quiz by quiz."""

    misses: tuple[float, ...]
    """What was said less what came, -1 to 1, in the order of the quizzes."""

    @property
    def course(self) -> tuple[float, ...]:
        """The mean size of the error so far, 0 to 1, after each quiz from the fifth on."""
        sums = accumulate(map(abs, self.misses))
        return tuple(total / n for n, total in enumerate(sums, start=1) if n >= LEAST)

    @property
    def error(self) -> Mean | Hidden:
        """The mean size of the error, 0 to 1."""
        found = mean(map(abs, self.misses))
        if found is None or found.n < LEAST:
            return Hidden(LEAST - len(self.misses), "quizzes")
        return found


@dataclass(frozen=True, slots=True)
class Contest:
    """The candidate and the model side by side."""

    candidate: Forecaster
    model: Forecaster


def contest(every: Sequence[Foretold]) -> Contest:
    """Both forecasters over quizzes in the order they were taken; each over those it spoke of."""
    stated = [one.stated - one.came.value for one in every if one.stated is not None]
    model = [one.model - one.came.value for one in every if one.model is not None]
    return Contest(Forecaster(tuple(stated)), Forecaster(tuple(model)))


def all_foretold(heads: Iterable[Head], seen: Iterable[Observation]) -> tuple[Foretold, ...]:
    """What was foretold of every attempt that came to its end, in their order; ``seen`` are all answers."""
    answers = grouped(seen, lambda one: one.attempt)
    found = (
        foretold(head, answers.get(head.attempt, ())) for head in sorted(heads, key=lambda one: one.at.ms)
    )
    return tuple(one for one in found if one)


def words(who: str, found: Forecaster) -> str | None:
    """How far off a forecaster is in a sentence, counts first; None while it is hidden.

    ``who`` is said first: ``you``, ``the model``.
    """
    error = found.error
    if isinstance(error, Hidden):
        return None
    return (
        f"{count(error.n, 'quiz', 'quizzes')}: {who} missed the result by {points(error.value)} on average."
    )
