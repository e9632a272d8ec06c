"""How fast, and at what price: times of right answers, what a minute yields, haste and doubt.

Times are told for one form at a time: forms take different times, whoever answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from offbook.clock import SECOND
from offbook.evidence import Evidence, Figure, Hidden, standing
from offbook.performance.accuracy import accuracy
from offbook.performance.observation import Observation
from offbook.statistics import Median, Ratio, Share, difference, median, ratio, share

ACCIDENT = 200
"""Milliseconds below which an answer was not given to what was shown."""
ACCURATE = 0.9
"""Accuracy from which a time per right answer can be compared."""


@dataclass(frozen=True, slots=True)
class Clocked:
    """Answers whose time is known and meant, and how many others were left out."""

    answers: tuple[Observation, ...]
    timeouts: int
    accidents: int
    """Answered sooner than anyone can read."""
    unclocked: int
    """A clock jumped while they were answered."""


def clocked(seen: Iterable[Observation]) -> Clocked:
    """Part answers by whether their time says anything."""
    answers: list[Observation] = []
    timeouts = accidents = unclocked = 0
    for one in seen:
        if one.timed_out:
            timeouts += 1
        elif one.took is None:
            unclocked += 1
        elif one.took < ACCIDENT:
            accidents += 1
        else:
            answers.append(one)
    return Clocked(tuple(answers), timeouts, accidents, unclocked)


def median_time(seen: Iterable[Observation]) -> Median | None:
    """Median seconds to a right answer, for answers of one form; None without a right one."""
    return median(_seconds(one) for one in clocked(seen).answers if one.is_right)


@dataclass(frozen=True, slots=True)
class AtChance:
    """Hidden, because accuracy is not known to be above guessing: speed would mean nothing."""


@dataclass(frozen=True, slots=True)
class NetRate:
    """Right answers a minute, less what guessing would have given."""

    net: Ratio
    """Per minute. Guessing at any speed comes to 0."""
    plain: Ratio
    """Right answers a minute, uncorrected; for the details only."""
    accuracy: Share
    guess: float
    """Mean chance, 0 to 1, of being right without knowing."""

    @property
    def n(self) -> int:
        """Answers it rests on."""
        return self.accuracy.n

    @property
    def evidence(self) -> Evidence | AtChance:
        """Whether it can be shown."""
        found = standing(Figure.NET_RATE, self.n)
        if not isinstance(found, Hidden) and self.accuracy.interval.low <= self.guess:
            return AtChance()
        return found


def net_rate(seen: Sequence[Observation]) -> NetRate | None:
    """What a minute of answering yields, over all forms; None without a known time.

    A time-out costs its time and nothing more: who says nothing has not guessed.
    """
    timeouts = [one for one in seen if one.timed_out and (one.took or 0) >= ACCIDENT]
    answers = [*clocked(seen).answers, *timeouts]
    right = accuracy(answers)
    minutes = [_seconds(one) / 60.0 for one in answers]
    net = ratio([_earned(one) for one in answers], minutes)
    plain = ratio([float(one.is_right) for one in answers], minutes)
    if right is None or net is None or plain is None:
        return None
    return NetRate(net, plain, right, fsum(one.guess for one in answers) / right.n)


def inverse_efficiency(seen: Sequence[Observation]) -> float | None:
    """Median seconds to a right answer over accuracy, for answers of one form; lower is better.

    None below an accuracy of 0.9, where it misleads.
    """
    right, time = accuracy(seen), median_time(seen)
    if right is None or time is None or right.value < ACCURATE:
        return None
    return time.value / right.value


class Tempo(StrEnum):
    """What accuracy by speed advises."""

    SLOW_DOWN = "slow down"
    UNSURE = "unsure, study"


@dataclass(frozen=True, slots=True)
class Thirds:
    """Accuracy of the fastest, the middle and the slowest third of the answers."""

    fast: Share
    middle: Share
    slow: Share

    @property
    def n(self) -> int:
        """Answers in all three."""
        return self.fast.n + self.middle.n + self.slow.n

    @property
    def tempo(self) -> Tempo | None:
        """What it advises; None unless one end is the lowest and differs from the other beyond doubt."""
        if 0.0 in difference(self.fast, self.slow).interval:
            return None
        lowest = min(self.fast.value, self.middle.value, self.slow.value)
        if self.fast.value == lowest:
            return Tempo.SLOW_DOWN
        return Tempo.UNSURE if self.slow.value == lowest else None


def thirds(seen: Iterable[Observation]) -> Thirds | None:
    """Accuracy by speed, for answers of one form; None below thirty whose time is known.

    Where the number does not divide by three the middle takes the rest.
    """
    ordered = sorted(
        clocked(seen).answers, key=lambda one: (_seconds(one), one.at.ms, one.attempt, one.place)
    )
    if isinstance(standing(Figure.THIRDS, len(ordered)), Hidden):
        return None
    third = len(ordered) // 3
    parts = (ordered[:third], ordered[third:-third], ordered[-third:])
    fast, middle, slow = (share(one.score for one in part) for part in parts)
    return Thirds(fast, middle, slow) if fast and middle and slow else None


def _seconds(one: Observation) -> float:
    return (one.took or 0) / SECOND


def _earned(one: Observation) -> float:
    """The score less what a guess gets on average: 1 for right, -1/(k - 1) for wrong among k."""
    if one.timed_out or one.guess >= 1.0:
        return 0.0
    return (one.score - one.guess) / (1.0 - one.guess)
