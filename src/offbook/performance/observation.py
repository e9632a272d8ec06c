"""What the answers of quizzes say, as the figures read them.

Headlines count first answers alone; what repeats an item is practice, counted and not scored.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from offbook.clock import DAY, Moment
from offbook.deck.cards import CardKey, ConceptId
from offbook.performance.events import Answered, AttemptBegan
from offbook.performance.windows import Calendar, Span, window_of

COLD = DAY
"""Milliseconds after which nothing of a sitting is left in an answer."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Told:
    """What was right, and what was said."""

    truth: str
    """The right side of a classify question, the right option of a choice."""
    chosen: str | None
    """The side or option that was chosen; None if none was."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One answer of one attempt, with everything a figure may ask of it."""

    attempt: bytes
    place: int
    """Which question of the paper, from 0."""
    key: CardKey
    concepts: tuple[ConceptId, ...]
    """At least one; the first is the one the question belongs to."""
    form: str
    """The form it was asked in."""
    guess: float
    """Chance, 0 to 1, of being right without knowing."""
    at: Moment
    """When the question was shown."""
    took: int | None
    """Milliseconds from the painted question to the answer, or of all its answers where it was
    changed; None where they are not known."""
    response: str
    score: float
    """0 to 1; 0 if time ran out."""
    confidence: int | None
    """1 to 3, or None."""
    recall: float | None
    """Recall predicted when the attempt began, 0 to 1; None if the concept was never studied."""
    lag: int | None
    """Milliseconds since the concept was last shown with its answer; None if it never was."""
    exposure: int
    """Which meeting of the card in a quiz this was, from 1."""
    transfer: bool
    """Whether the question is asked in quizzes alone."""
    limited: bool
    """Whether there was a time to keep to."""
    timed_out: bool
    feedback_at: Moment | None
    """When the right answer was shown; None while it is not."""
    told: Told | None = None
    """What was taken for what, where the form can tell."""
    given: Moment | None = None
    """When its last answer was recorded; None where that is not known."""

    @property
    def is_right(self) -> bool:
        """Whether everything was right."""
        return self.score >= 1.0

    @property
    def was_met(self) -> bool:
        """Whether it was looked at, as far as is known."""
        return not (self.timed_out and self.took is None)

    @property
    def is_cold(self) -> bool:
        """Whether the concept's answer was not seen for a day, or never: no echo of a sitting."""
        return self.lag is None or self.lag >= COLD

    @property
    def answered_at(self) -> Moment:
        """When it was answered, as far as is known."""
        return self.given or self.at.plus(self.took or 0)


def observe(began: AttemptBegan, answered: Answered, told: Told | None = None) -> Observation:
    """An answer seen together with its paper.

    Raises ValueError if the answer is not one to this paper.
    """
    if began.attempt != answered.attempt or not 0 <= answered.place < len(began.paper):
        raise ValueError("the answer belongs to another paper")
    return Observation(
        attempt=answered.attempt,
        place=answered.place,
        key=answered.key,
        concepts=began.paper[answered.place].concepts,
        form=answered.form,
        guess=answered.guess,
        at=answered.shown_at,
        took=answered.took,
        response=answered.response,
        score=0.0 if answered.timed_out else answered.score,
        confidence=answered.confidence,
        recall=answered.recall,
        lag=answered.lag,
        exposure=answered.exposure,
        transfer=answered.quiz_only,
        limited=began.total is not None or began.each is not None,
        timed_out=answered.timed_out,
        feedback_at=answered.feedback_at,
        told=told,
    )


@dataclass(frozen=True, slots=True)
class Sifted:
    """Observations parted into what counts and what repeats it, each in the order it came in."""

    first: tuple[Observation, ...]
    """The first answer to each item in each window."""
    practice: tuple[Observation, ...]


def sift(seen: Iterable[Observation], span: Span | None, calendar: Calendar) -> Sifted:
    """Tell first answers from practice: one answer per item and window, or per item alone for no span.

    The first is the one shown first, so it is of the first attempt that asked the item.
    """
    every = tuple(seen)
    begins = _Begins(span, calendar)
    firsts: dict[Hashable, int] = {}
    for i, one in enumerate(every):
        of = one.key, begins[one.at.day(calendar.rollover)]
        earlier = firsts.setdefault(of, i)
        if earlier != i and _order(one) < _order(every[earlier]):
            firsts[of] = i
    chosen = set(firsts.values())
    practice = tuple(one for i, one in enumerate(every) if i not in chosen)
    return Sifted(tuple(every[i] for i in sorted(chosen)), practice)


class _Begins(dict[int, int]):
    """The first day of the window of each study day, looked up once for all its answers; 0 for no span."""

    def __init__(self, span: Span | None, calendar: Calendar) -> None:
        super().__init__()
        self._span = span
        self._calendar = calendar

    def __missing__(self, day: int) -> int:
        begins = window_of(self._span, day, self._calendar.first_weekday).first if self._span else 0
        self[day] = begins
        return begins


def grouped(seen: Iterable[Observation], by: Callable[[Observation], K | None]) -> dict[K, list[Observation]]:
    """Observations by what ``by`` reads off them, in order of appearance; None leaves one out."""
    groups: dict[K, list[Observation]] = {}
    for one in seen:
        if (of := by(one)) is not None:
            groups.setdefault(of, []).append(one)
    return groups


def replaced(earlier: Answered, later: Answered) -> Answered:
    """A changed answer, shown when its question was first shown; its time is that of both."""
    took = None if earlier.took is None or later.took is None else earlier.took + later.took
    return replace(later, shown_at=earlier.shown_at, took=took)


def _order(one: Observation) -> tuple[int, bytes, int]:
    return one.at.ms, one.attempt, one.place
