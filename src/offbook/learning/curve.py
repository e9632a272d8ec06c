"""The forgetting curve of a card, or the mean curve of a concept's cards.

Recall falls from each review to the next and jumps there; so a curve is cut wherever a card was
reviewed, and every piece of it is smooth. The time axis is days since the first review.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, fsum
from typing import assert_never

from offbook.clock import DAY, Moment
from offbook.learning import memory
from offbook.learning.events import Reset, Reviewed
from offbook.learning.memory import Rating
from offbook.learning.schedule import Progress, memory_of
from offbook.learning.standing import rate

AHEAD = 90.0
"""Days past now that a curve goes on for."""
SAMPLES = 200
"""Steps of equal length that the whole time axis is cut into; cuts come on top."""

History = Iterable[tuple[Reviewed | Reset, Moment]]
"""What counts of a card's reviews, each with its moment, in order; a reset begins it anew."""

Point = tuple[float, float]
"""Days since the first review, and recall, 0 to 1."""

Piece = tuple[Point, ...]
"""A smooth piece of a curve, from left to right; at least two points."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A review on a curve."""

    days: float
    """Since the first review."""
    passed: bool
    """Whether it was rated anything but again."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Recall as the model has it, from the first review to some time past now."""

    past: tuple[Piece, ...]
    """Each begins at a review, or where a card was made new again; none while all cards are new."""
    ahead: Piece
    """From now on, if study stopped; empty if every card is new again."""
    now: float
    """Where the past ends, in days since the first review."""
    marks: tuple[Mark, ...]
    """The reviews, in order."""


@dataclass(frozen=True, slots=True)
class _Fading:
    """A memory between two reviews."""

    since: float
    stability: float
    weights: tuple[float, ...]

    def at(self, days: float) -> float:
        return memory.recall(days - self.since, self.stability, self.weights)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A review, or a reset, and the memory it left."""

    days: float
    passed: bool | None
    """None for a reset."""
    left: _Fading | None


def curve(
    histories: Iterable[History], now: Moment, ahead: float = AHEAD, samples: int = SAMPLES
) -> Curve | None:
    """The mean recall of some cards, each from its first review on; None if none was reviewed.

    One card makes its own curve. No time runs backwards: what a clock that was set back has put
    before the review before it stands at that review, and now is never before the last one.
    """
    given = [tuple(history) for history in histories]
    starts = [start for history in given if (start := _start(history)) is not None]
    if not starts:
        return None
    cards = [turns for history in given if (turns := _turns(history, min(starts)))]
    cuts = sorted({turn.days for turns in cards for turn in turns})
    today = max((now.ms - min(starts)) / DAY, cuts[-1])
    step = (today + ahead) / samples
    pieces = [_piece(cards, begin, end, step) for begin, end in pairwise(dict.fromkeys((*cuts, today)))]
    marks = [Mark(turn.days, turn.passed) for turns in cards for turn in turns if turn.passed is not None]
    return Curve(
        past=tuple(piece for piece in pieces if piece),
        ahead=_piece(cards, today, today + ahead, step),
        now=today,
        marks=tuple(sorted(marks, key=lambda mark: mark.days)),
    )


def _start(history: Sequence[tuple[Reviewed | Reset, Moment]]) -> int | None:
    """When a card was first reviewed, milliseconds since 1970; None if it never was."""
    return next((at.ms for event, at in history if isinstance(event, Reviewed)), None)


def _turns(history: Sequence[tuple[Reviewed | Reset, Moment]], start: int) -> tuple[_Turn, ...]:
    """A card's reviews and resets in order, on a time axis that begins at ``start`` milliseconds."""
    turns: list[_Turn] = []
    progress, days = Progress(), 0.0
    for event, at in history:
        days = max(days, (at.ms - start) / DAY)
        match event:
            case Reviewed():
                progress = rate(progress, event, at)
                kept = memory_of(progress)
                left = _Fading(days, kept.stability, event.scheduler.weights) if kept else None
                turns.append(_Turn(days, event.rating is not Rating.AGAIN, left))
            case Reset():
                progress = Progress()
                turns.append(_Turn(days, None, None))
            case other:
                assert_never(other)
    return tuple(turns)


def _piece(cards: Sequence[Sequence[_Turn]], begin: float, end: float, step: float) -> Piece:
    """The points from ``begin``, after what happened then, to ``end``, before what happens there.

    Empty if no card was known in between.
    """
    fading = [left for turns in cards if (left := _left_at(turns, begin))]
    if not fading or end <= begin:
        return ()
    between = (number * step for number in range(ceil(begin / step), ceil(end / step)))
    places = (begin, *(days for days in between if begin < days < end), end)
    return tuple((days, fsum(one.at(days) for one in fading) / len(fading)) for days in places)


def _left_at(turns: Sequence[_Turn], days: float) -> _Fading | None:
    """The memory that the last turn up to a time left; None before the first."""
    place = bisect_right(turns, days, key=lambda turn: turn.days)
    return turns[place - 1].left if place else None
