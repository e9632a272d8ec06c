"""Targets: a figure, a value and a window, and what has become of them.

Only performance has targets; nothing here counts minutes, reviews or days of study.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from offbook.clock import Moment
from offbook.deck.cards import DeckId
from offbook.performance.observation import Observation
from offbook.performance.speed import NetRate
from offbook.performance.windows import Calendar, Span, Window, gone
from offbook.statistics import Discrimination, Interval, Share

LEAST = 10
"""Answers before a target is judged, unless the goal says otherwise."""
FORESEEABLE = 0.2
"""Share of a window that must be over before the rest is foretold."""
SLACK = 1e-9
"""Relative error of sums of scores that must not cost a target."""


class Metric(StrEnum):
    """What a target can be set for."""

    DELAYED_ACCURACY = "delayed accuracy"
    ON_TIME = "on-time rate"
    NET_RATE = "net correct per minute"
    DISCRIMINATION = "telling apart"
    """d′."""
    TRANSFER_ACCURACY = "transfer accuracy"
    LOOPS_CLOSED = "loops closed"
    """Gaps that were opened, relearned and closed: a count."""
    BIAS = "bias"
    """The size of the calibration bias, 0 to 1, whichever its sign."""

    @property
    def is_count(self) -> bool:
        """Whether it is counted up through the window and has no interval."""
        return self is Metric.LOOPS_CLOSED


class Direction(StrEnum):
    """On which side of its value a target is reached."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is aimed at, in every window of one span."""

    metric: Metric
    direction: Direction
    target: float
    """In the unit of the metric; shares are 0 to 1. Above 0."""
    span: Span
    scope: tuple[DeckId, ...] = ()
    """The decks it looks at, sorted; empty for all."""
    least: int = LEAST
    """Answers below which it is too early to judge; a count is never too early."""
    paired: Metric | None = None
    """The metric shown beside it, so that one is not bought with the other."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric over a window."""

    value: float
    """In the unit of the metric."""
    n: int
    """Answers it rests on; of two sides, those of the smaller."""
    interval: Interval | None
    """None for a count, and where there are too few answers for one."""


def measured(figure: Share | NetRate | Discrimination) -> Measured:
    """A figure of performance as a target sees it."""
    match figure:
        case Share():
            return Measured(figure.value, figure.n, figure.interval)
        case NetRate():
            return Measured(figure.net.value, figure.n, figure.net.interval)
        case Discrimination():
            return Measured(figure.d, min(figure.signals, figure.noises), figure.d_interval)
        case other:
            assert_never(other)


def counted(count: int) -> Measured:
    """A count as a target sees it."""
    return Measured(float(count), count, None)


class State(StrEnum):
    """Where a target stands in a window."""

    TOO_EARLY = "too early"
    """Too few answers to judge; a window that closes so was neither met nor missed."""
    OPEN = "open"
    MET = "met"
    SECURED = "secured"
    """Met with the whole interval, and not by luck alone."""
    MISSED = "missed"


GLYPHS: Mapping[State, tuple[str, str]] = {
    State.TOO_EARLY: ("·", "."),
    State.OPEN: ("○", "o"),
    State.MET: ("✔", "+"),
    State.SECURED: ("✔", "+"),
    State.MISSED: ("✖", "x"),
}
"""The glyph of each state in a history strip, and what stands for it in ASCII."""


def judge(goal: Goal, found: Measured | None, *, closed: bool) -> State:
    """What has become of a target; ``closed`` says whether its window is over."""
    if goal.metric.is_count:
        found = found or counted(0)
    elif found is None or found.n < goal.least:
        return State.TOO_EARLY
    if _reaches(goal, found.value):
        return State.SECURED if _secures(goal, found.interval) else State.MET
    return State.MISSED if closed else State.OPEN


def attainment(goal: Goal, value: float) -> float | None:
    """How much of the target is reached, 1.0 for all of it, uncapped.

    Value over target, or target over value where less is better. None where the divisor is not
    positive: nothing is infinitely good.
    """
    match goal.direction:
        case Direction.AT_LEAST:
            part, whole = value, goal.target
        case Direction.AT_MOST:
            part, whole = goal.target, value
        case other:
            assert_never(other)
    return part / whole if whole > 0.0 else None


def filled(goal: Goal, value: float) -> float:
    """How much of the target's bar is filled, 0 to 1; full exactly when the target is reached."""
    if _reaches(goal, value):
        return 1.0
    return min(max(attainment(goal, value) or 0.0, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a count comes along in an open window."""

    expected: float
    """What an even pace would have brought by now."""
    projection: float | None
    """What this pace will have brought at the end; None until a fifth of the window is over."""


def pace(goal: Goal, count: int, window: Window, now: Moment, calendar: Calendar) -> Pace:
    """The pace of a count against its target, by the wall clock."""
    share = gone(window, now, calendar)
    return Pace(goal.target * share, count / share if share >= FORESEEABLE else None)


@dataclass(frozen=True, slots=True)
class Closing:
    """A window closed for good: its value is kept, so that no later edit rewrites history."""

    goal: Goal
    window: Window
    found: Measured | None
    state: State
    used: tuple[tuple[bytes, int], ...]
    """The answers it rests on, by attempt and place."""


def close(goal: Goal, window: Window, found: Measured | None, used: Iterable[Observation]) -> Closing:
    """Judge a window that is over, once."""
    answers = tuple((one.attempt, one.place) for one in used)
    return Closing(goal, window, found, judge(goal, found, closed=True), answers)


@dataclass(frozen=True, slots=True)
class History:
    """A run of closed windows: ``met 9 of 12 weeks``."""

    states: tuple[State, ...]
    """Oldest first."""

    @property
    def met(self) -> int:
        """Windows in which the target was reached."""
        return sum(state in (State.MET, State.SECURED) for state in self.states)

    @property
    def judged(self) -> int:
        """Windows that were met or missed; one with too few answers was neither."""
        return self.met + self.states.count(State.MISSED)


def _reaches(goal: Goal, value: float) -> bool:
    slack = SLACK * max(abs(goal.target), abs(value))
    match goal.direction:
        case Direction.AT_LEAST:
            return value >= goal.target - slack
        case Direction.AT_MOST:
            return value <= goal.target + slack
        case other:
            assert_never(other)


def _secures(goal: Goal, interval: Interval | None) -> bool:
    """Whether the end of the interval that is nearest to failing still reaches the target."""
    if interval is None:
        return False
    match goal.direction:
        case Direction.AT_LEAST:
            return _reaches(goal, interval.low)
        case Direction.AT_MOST:
            return _reaches(goal, interval.high)
        case other:
            assert_never(other)
