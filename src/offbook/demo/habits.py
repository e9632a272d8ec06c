"""What a kind of learner does in a year, and when: sittings of study and quizzes, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import assert_never

from offbook.demo.kinds import Kind

_MORNING, _EVENING = 7 * 60 + 30, 18 * 60 + 30
"""Minutes past midnight."""
_FIRST_QUIZ = 21
"""Days of study after which the spaced learner begins to perform."""
_HOLIDAY = 9
"""Days in a row without Offbook, once a year, for those who come every day."""
_WEDNESDAY, _SATURDAY = 2, 5


@dataclass(frozen=True, slots=True)
class Rehearse:
    """A sitting of study."""

    day: int
    """The date, as a proleptic ordinal."""
    minute: int
    """When it is meant to begin, minutes past midnight by the wall clock, from four o'clock on."""
    minutes: int
    """How long the learner means to stay."""


@dataclass(frozen=True, slots=True)
class Perform:
    """A quiz."""

    day: int
    """The date, as a proleptic ordinal."""
    minute: int
    """When it is meant to begin, minutes past midnight by the wall clock, from four o'clock on."""
    only_gaps: bool = False
    """Whether it shall ask for what was missed before, if anything was."""


Errand = Rehearse | Perform


def errands(kind: Kind, days: range, chance: Random) -> Iterator[Errand]:
    """What a learner sets out to do on these dates, proleptic ordinals, in order of time."""
    match kind:
        case Kind.SPACED:
            return _spaced(days, chance)
        case Kind.CRAMMER:
            return _crammed(days, chance)
        case Kind.STUDY_ONLY:
            return _studied(days, chance)
        case Kind.QUIZ_ONLY:
            return _quizzed(days, chance)
        case other:
            assert_never(other)


def _spaced(days: range, chance: Random) -> Iterator[Errand]:
    """Quizzes on two days that study leaves free, so that they are cold, and at times on a third."""
    for day in _at_home(days, chance):
        weekday, performs = date.fromordinal(day).weekday(), day - days.start >= _FIRST_QUIZ
        if weekday in {_WEDNESDAY, _SATURDAY}:
            if performs:
                yield Perform(day, _about(_EVENING, chance), only_gaps=chance.random() < 0.2)
            continue
        if performs and chance.random() < 0.08:
            yield Perform(day, _about(_MORNING - 45, chance))
        if chance.random() < 0.92:
            yield Rehearse(day, _about(_MORNING, chance), chance.randint(10, 20))


def _studied(days: range, chance: Random) -> Iterator[Errand]:
    for day in _at_home(days, chance):
        if chance.random() < 0.85:
            yield Rehearse(day, _about(_EVENING, chance), chance.randint(10, 25))


def _quizzed(days: range, chance: Random) -> Iterator[Errand]:
    for day in _at_home(days, chance):
        if chance.random() < 0.65:
            yield Perform(day, _about(_EVENING, chance))


def _crammed(days: range, chance: Random) -> Iterator[Errand]:
    """An evening and a morning of study, quizzes at once; weeks later a quiz that nobody prepared for."""
    day = days.start + chance.randint(1, 6)
    while day + 1 < days.stop:
        yield Rehearse(day, _about(_EVENING, chance), chance.randint(60, 90))
        yield Rehearse(day + 1, _about(_MORNING, chance), chance.randint(45, 70))
        for hour in range(chance.randint(3, 4)):
            yield Perform(day + 1, _MORNING + 90 + 25 * hour)
        later = day + chance.randint(17, 24)
        for evening in (later, later + 3):
            if evening < days.stop:
                yield Perform(evening, _about(_EVENING, chance))
        day += chance.randint(32, 44)


def _at_home(days: range, chance: Random) -> Iterator[int]:
    """The days without a holiday, which begins somewhere in the second third."""
    away = days.start + len(days) // 3 + chance.randint(0, len(days) // 3)
    return (day for day in days if len(days) < 5 * _HOLIDAY or not away <= day < away + _HOLIDAY)


def _about(minute: int, chance: Random) -> int:
    return minute + chance.randint(-30, 30)
