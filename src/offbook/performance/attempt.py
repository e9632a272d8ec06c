"""What an attempt is made of: its phases, what can be done in them, and its whole state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from offbook.clock import Moment
from offbook.deck.answers import Answer, in_words
from offbook.deck.cards import CardKey
from offbook.performance.asked import Asked
from offbook.performance.events import Answered, AttemptBegan, Ending, Question, QuizEvent

CONFIDENCES = (1, 2, 3)
"""Below 67 %, 67 to 80 %, above 80 % sure."""


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment of an attempt, by both clocks."""

    at: Moment
    elapsed: int
    """Milliseconds since the attempt began, the longer of what wall and monotonic clock say."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A question is on the screen and takes an answer."""


@dataclass(frozen=True, slots=True)
class Confiding:
    """An answer was given; how sure the candidate is of it is asked before it counts."""

    answer: Answer
    instant: Instant


@dataclass(frozen=True, slots=True)
class Shown:
    """The right answer is on the screen."""


@dataclass(frozen=True, slots=True)
class Over:
    """The attempt has ended."""

    ending: Ending


Phase = Answering | Confiding | Shown | Over


@dataclass(frozen=True, slots=True)
class Select:
    """Change what is selected or typed, without handing it in."""

    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Give:
    """Hand in an answer."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Confide:
    """Say how sure the answer is: one of ``CONFIDENCES``."""

    level: int


@dataclass(frozen=True, slots=True)
class Onward:
    """Leave the feedback, or a question unanswered, for the next."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Go to a question of the paper."""

    place: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Mark the question for another look, or take the mark off."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand in the paper as it is."""


@dataclass(frozen=True, slots=True)
class Abandon:
    """Leave the attempt; what it had, it has."""


Action = Select | Give | Confide | Onward | Visit | Flag | Tick | Submit | Abandon


@dataclass(frozen=True, slots=True)
class Past:
    """What went before an attempt, for one card."""

    shown: int | None = None
    """When its concept was last shown with its answer, milliseconds since 1970."""
    met: int = 0
    """How often it was asked in quizzes."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Everything an attempt knows. Two equal states behave alike."""

    began: AttemptBegan
    asked: tuple[Asked, ...]
    """The questions of the paper, read."""
    past: Mapping[CardKey, Past]
    """What went before, for each card of the paper; a card without an entry was never met."""
    place: int = 0
    phase: Phase = Answering()
    selected: Answer | None = None
    answers: Mapping[int, Answered] = field(default_factory=dict)
    """The answer that counts, by place."""
    flags: frozenset[int] = frozenset()
    since: Instant = Instant(Moment(0), 0)
    """When the present question came onto the screen."""
    spent: Mapping[int, int | None] = field(default_factory=dict)
    """Milliseconds for which questions that were left were on the screen since their last answer, by place.

    None where a clock jumped meanwhile; no entry for a question that was never looked at.
    """

    @property
    def question(self) -> Question:
        """The question on the screen."""
        return self.began.paper[self.place]

    @property
    def pending(self) -> Answer | None:
        """The answer on the screen that was not handed in; it counts when time runs out."""
        if isinstance(self.phase, Confiding):
            return self.phase.answer
        if not isinstance(self.phase, Answering) or not self.can_answer or self.selected is None:
            return None
        kept = self.answers.get(self.place)
        is_same = kept is not None and kept.response == in_words(self.selected)
        return None if is_same or is_blank(self.selected) else self.selected

    @property
    def can_answer(self) -> bool:
        """Whether the question may still be answered: once the right answer was shown, it may not."""
        kept = self.answers.get(self.place)
        return kept is None or kept.feedback_at is None

    @property
    def is_forward_only(self) -> bool:
        """Whether questions come one by one, each with a time of its own."""
        return self.began.each is not None

    @property
    def open(self) -> tuple[int, ...]:
        """The places without an answer."""
        return tuple(place for place in range(len(self.asked)) if place not in self.answers)

    def left(self, elapsed: int) -> int | None:
        """Milliseconds left, of attempt or question, whichever ends first; None without a limit."""
        total = None if self.began.total is None else self.began.total - elapsed
        running = self.began.each is not None and isinstance(self.phase, Answering | Confiding)
        each = self.since.elapsed + self.began.each - elapsed if running and self.began.each else None
        limits = [limit for limit in (total, each) if limit is not None]
        return max(0, min(limits)) if limits else None


def is_blank(answer: Answer) -> bool:
    """Whether an answer says nothing: no letter typed, no option ticked. It counts as none."""
    return not in_words(answer).strip()


Step = tuple[Attempt, tuple[QuizEvent, ...]]
"""A state, and the events that led to it."""
