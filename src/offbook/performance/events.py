"""What can happen in a quiz, as it is written to the journal.

An attempt keeps everything that was asked, in words, so that it can be looked at for ever,
whatever becomes of the deck.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from offbook.clock import Moment
from offbook.deck.cards import CardKey, ConceptId, DeckId


@dataclass(frozen=True, slots=True)
class Question:
    """A place on the paper of an attempt."""

    key: CardKey
    concepts: tuple[ConceptId, ...]
    form: str
    """The form it is asked in, which may differ from the form of the card."""
    order: int
    """Seed of the order in which its options are shown."""
    guess: float
    """Chance, 0 to 1, of being right without knowing."""
    recall: float | None
    """Recall predicted when the attempt began, 0 to 1; None if the concept was never studied."""
    quiz_only: bool
    asked: str
    """JSON of what is shown and what is right."""


@dataclass(frozen=True, slots=True)
class AttemptBegan:
    """A quiz was begun; its whole paper is fixed."""

    attempt: bytes
    """16 bytes that name the attempt."""
    quiz: str
    """The blueprint's name; empty for a quiz put together by hand."""
    scope: tuple[DeckId, ...]
    """The decks it draws on, sorted."""
    seed: int
    paper: tuple[Question, ...]
    total: int | None
    """Milliseconds for the whole attempt, extra time included; None for no limit."""
    each: int | None
    """Milliseconds for one question, extra time included; None for no limit."""
    extra: float
    """The factor of extra time, 1.0 for none."""
    target: float | None
    """Share of right answers aimed at, 0 to 1."""
    feedback: str
    """``end`` or ``each``."""
    confidence: bool
    """Whether confidence is asked for."""
    predicted: float | None
    """Share of right answers that the memory model expects."""
    stated: float | None
    """Share of right answers that the candidate expects."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of an attempt was answered, or its time ran out. A later one replaces an earlier one."""

    attempt: bytes
    place: int
    """Which question of the paper, from 0."""
    key: CardKey
    concept: ConceptId
    form: str
    order: int
    """Seed of the order in which its options were shown."""
    response: str
    """What was answered, in words; empty if nothing was."""
    score: float
    """0 to 1."""
    guess: float
    """Chance, 0 to 1, of being right without knowing."""
    shown_at: Moment
    took: int | None
    """Milliseconds for which the question was on the screen until this answer, since the one before.

    None where a clock jumped meanwhile, and where the question was never looked at.
    """
    confidence: int | None
    """1 to 3, or None where it was not asked or not given."""
    recall: float | None
    """Recall predicted when the attempt began, 0 to 1, or None."""
    lag: int | None
    """Milliseconds since the concept was last shown with its answer, or None if it never was."""
    exposure: int
    """Which meeting of the card in a quiz this is, from 1."""
    quiz_only: bool
    timed_out: bool
    feedback_at: Moment | None
    """When the right answer was shown; None while it is not."""


class Ending(StrEnum):
    """How an attempt came to its end."""

    SUBMITTED = "submitted"
    TIMED_OUT = "timed out"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class AttemptEnded:
    """An attempt is over; what it had, it has."""

    attempt: bytes
    ending: Ending


@dataclass(frozen=True, slots=True)
class AttemptSeen:
    """The evaluation of an attempt was looked at, right answers and all."""

    attempt: bytes


@dataclass(frozen=True, slots=True)
class Remarked:
    """An answer was marked again after its card was corrected; the old mark stays beside it."""

    attempt: bytes
    place: int
    score: float
    """The new mark, 0 to 1."""
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionFlagged:
    """A question was marked for another look, or the mark was taken off."""

    attempt: bytes
    place: int
    on: bool


QuizEvent = AttemptBegan | Answered | QuestionFlagged | AttemptEnded | AttemptSeen | Remarked
