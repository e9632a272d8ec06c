"""When a card comes back: learning steps, intervals, fuzz.

Built on ``memory``, which knows how strong a memory is; here is decided when to ask again.
The function that previews a rating is the function that applies it.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import assert_never

from offbook.clock import DAY, MINUTE, Moment, day_begins
from offbook.deck.cards import CardKey
from offbook.learning import memory
from offbook.learning.memory import Rating

FUZZ_FROM = 3
"""Days; a shorter interval is kept to the day."""
FUZZ_CLOSES = 2
"""Days; intervals further apart stay in order under fuzz, even where it moved the shorter one on."""


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Everything that decides an interval, kept with the reviews it decided."""

    retention: float = 0.9
    """Share of cards to be still recalled when they come back, 0.7 to 0.99."""
    steps: tuple[int, ...] = (1, 10)
    """Minutes between the first meetings of a new card, on the same day."""
    relearning: tuple[int, ...] = (10,)
    """Minutes until a forgotten card is met again."""
    longest: int = 36_500
    """Days; no interval is longer."""
    fuzz: bool = True
    weights: tuple[float, ...] = memory.DEFAULT_WEIGHTS
    algorithm: str = memory.ALGORITHM
    version: str = memory.VERSION


@dataclass(frozen=True, slots=True)
class Memory:
    """The FSRS state of a card."""

    stability: float
    """Days until recall falls to 90 %."""
    difficulty: float
    """1, easy, to 10, hard."""
    last: Moment
    """When it was last reviewed."""
    day: int
    """The study day of that review, as it was lived."""


@dataclass(frozen=True, slots=True)
class New:
    """Never answered."""


@dataclass(frozen=True, slots=True)
class Stepping:
    """On its way into memory: asked again on the same day."""

    memory: Memory
    step: int
    """Which of the scheduler's steps it waits for, from 0."""
    due: int
    """When it is asked again, milliseconds since 1970."""
    lapsed: bool
    """Whether it was known before and forgotten (relearning), or is met for the first time."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Known: comes back on a study day."""

    memory: Memory
    due: int
    """The study day on which it is ready again."""


Schedule = New | Stepping | Settled


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a card stands in its schedule."""

    schedule: Schedule = New()
    reviews: int = 0
    lapses: int = 0
    """How often it was forgotten after it had settled."""


def memory_of(progress: Progress) -> Memory | None:
    """The memory of a card, or None while it is new."""
    match progress.schedule:
        case New():
            return None
        case Stepping(memory=kept) | Settled(memory=kept):
            return kept
        case other:
            assert_never(other)


def recall_now(progress: Progress, now: Moment, scheduler: Scheduler, ahead: float = 0.0) -> float | None:
    """Recall expected ``ahead`` days from now, 0 to 1, by fractional days; None while new."""
    kept = memory_of(progress)
    if kept is None:
        return None
    since = max(0, now.ms - kept.last.ms) / DAY
    return memory.recall(since + ahead, kept.stability, scheduler.weights)


def is_ready(progress: Progress, now: Moment, day: int) -> bool:
    """Whether the card asks to be reviewed now; a new card does not ask."""
    match progress.schedule:
        case New():
            return False
        case Stepping(due=due):
            return due <= now.ms
        case Settled(due=due):
            return due <= day
        case other:
            assert_never(other)


def review(
    progress: Progress, key: CardKey, rating: Rating, now: Moment, day: int, scheduler: Scheduler
) -> Progress:
    """The progress of a card after it was rated; deterministic, so a preview is a promise."""
    stability, difficulty = _grow(memory_of(progress), rating, day, scheduler)
    grown = Memory(stability, difficulty, now, day)
    lapse = rating is Rating.AGAIN and isinstance(progress.schedule, Settled)
    next_up: Schedule | None = _stepping(progress.schedule, grown, rating, scheduler)
    if next_up is None:
        next_up = Settled(grown, day + _days(progress, stability, key, rating, day, scheduler))
    return Progress(next_up, progress.reviews + 1, progress.lapses + lapse)


def wait(progress: Progress, now: Moment, day: int) -> int:
    """Milliseconds until the card comes back; whole days once it has settled; 0 while new."""
    match progress.schedule:
        case New():
            return 0
        case Stepping(due=due):
            return max(0, due - now.ms)
        case Settled(due=due):
            return max(0, due - day) * DAY
        case other:
            assert_never(other)


def comes_back(progress: Progress, now: Moment, rollover: int) -> Moment | None:
    """When the card comes back, in the local time of ``now``; None while it is new."""
    match progress.schedule:
        case New():
            return None
        case Stepping(due=due):
            return Moment(due, now.offset)
        case Settled(due=due):
            return day_begins(due, rollover, now.offset)
        case other:
            assert_never(other)


def _grow(kept: Memory | None, rating: Rating, day: int, scheduler: Scheduler) -> tuple[float, float]:
    """Stability (days) and difficulty (1 to 10) once a memory was rated."""
    if kept is None:
        return memory.first(rating, scheduler.weights)
    # A clock set back must not make a memory younger than it is.
    days = max(0, day - kept.day)
    return memory.after(kept.stability, kept.difficulty, days, rating, scheduler.weights)


def _stepping(schedule: Schedule, grown: Memory, rating: Rating, scheduler: Scheduler) -> Stepping | None:
    """The step at which a card comes back on the same day, or None if it settles."""
    match schedule:
        case New():
            return _step(grown, 0, rating, scheduler.steps, lapsed=False)
        case Stepping(step=step, lapsed=lapsed):
            steps = scheduler.relearning if lapsed else scheduler.steps
            return _step(grown, step, rating, steps, lapsed=lapsed)
        case Settled():
            lapsed = rating is Rating.AGAIN
            return _step(grown, 0, rating, scheduler.relearning, lapsed=True) if lapsed else None
        case other:
            assert_never(other)


def _step(
    grown: Memory, step: int, rating: Rating, steps: tuple[int, ...], *, lapsed: bool
) -> Stepping | None:
    """Move along the steps: again to the first, hard stays, good one on, easy out; None for out.

    A new card stands at the first step, so good takes it to the second.
    """
    if not steps or rating is Rating.EASY or (rating is not Rating.AGAIN and step >= len(steps)):
        return None
    if rating is Rating.AGAIN:
        target, minutes = 0, float(steps[0])
    elif rating is Rating.HARD:
        target, minutes = step, _hard_step(step, steps)
    elif step + 1 >= len(steps):
        return None
    else:
        target, minutes = step + 1, float(steps[step + 1])
    return Stepping(grown, target, grown.last.ms + round(minutes * MINUTE), lapsed)


def _hard_step(here: int, steps: tuple[int, ...]) -> float:
    if here > 0:
        return float(steps[here])
    return steps[0] * 1.5 if len(steps) == 1 else (steps[0] + steps[1]) / 2


def _days(
    progress: Progress, stability: float, key: CardKey, rating: Rating, day: int, scheduler: Scheduler
) -> int:
    """Days until a card comes back that settles at ``stability`` days with ``rating``.

    Fuzz is drawn once for a card and its repetition, and may bring two ratings together: what is
    longer without it stays longer with it, by a day at least, short of the longest interval.
    """
    exact = _exact_days(stability, scheduler)
    if not scheduler.fuzz or exact < FUZZ_FROM:
        return exact
    days = _fuzzed(exact, key, progress.reviews)
    if rating > Rating.HARD:
        worse = Rating(rating - 1)
        lower, _ = _grow(memory_of(progress), worse, day, scheduler)
        apart = exact - _exact_days(lower, scheduler)
        if 0 <= apart <= FUZZ_CLOSES:
            days = max(days, _days(progress, lower, key, worse, day, scheduler) + (apart > 0))
    return min(days, scheduler.longest)


def _exact_days(stability: float, scheduler: Scheduler) -> int:
    """Whole days until recall has fallen to the scheduler's retention, at least one."""
    exact = memory.interval(stability, scheduler.retention, scheduler.weights)
    return min(max(round(exact), 1), scheduler.longest)


def _fuzzed(days: int, key: CardKey, repetition: int) -> int:
    """An interval near ``days``, drawn by the card and its repetition."""
    low, high = _fuzz_range(days)
    digest = blake2b(f"{key}#{repetition}".encode(), digest_size=8).digest()
    return low + int.from_bytes(digest) * (high - low + 1) // 2**64


def _fuzz_range(days: int) -> tuple[int, int]:
    """Shortest and longest interval that may stand in for ``days``.

    Cards learned together drift apart; the width is the usual one of FSRS schedulers.
    """
    width = 1.0
    for start, end, share in ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05)):
        width += share * max(min(float(days), end) - start, 0.0)
    return max(2, round(days - width)), round(days + width)
