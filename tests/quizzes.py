"""Papers, answers and attempts, for tests of what a quiz is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict, Unpack

from makers import NOON, SIDES, claim, key
from offbook.clock import Moment
from offbook.deck.answers import Held
from offbook.deck.cards import Card, CardKey, Concept, ConceptId, form
from offbook.performance.asked import Asked, to_json
from offbook.performance.attempt import Action, Attempt, Give, Instant, Past
from offbook.performance.events import Answered, AttemptBegan, AttemptEnded, Ending, Question, QuizEvent
from offbook.performance.questions import guess
from offbook.performance.record import Record, fold
from offbook.performance.running import begin, resume, step

RIGHT, WRONG = Give(Held(holds=True)), Give(Held(holds=False))
"""Answers to the claims that ``claims`` makes."""


class Terms(TypedDict, total=False):
    """What a quiz may be told about its terms."""

    total: int | None
    each: int | None
    extra: float
    target: float | None
    feedback: str
    confidence: bool
    predicted: float | None
    stated: float | None
    quiz: str


def question(card: Card, recall: float | None = None, own: Concept | None = None) -> Question:
    """The question that a card is asked as, just as it is."""
    return Question(
        key=card.facts.key,
        concepts=card.facts.concepts,
        form=form(card),
        order=7,
        guess=guess(card, len(SIDES)),
        recall=recall,
        quiz_only=card.facts.quiz_only,
        asked=to_json(Asked(card, SIDES, own, None)),
    )


def claims(number: int) -> tuple[Card, ...]:
    """Claims that hold, each about a concept of its own: ``c0``, ``c1`` and so on."""
    return tuple(claim(f"c{place}") for place in range(number))


def paper(*cards: Card, attempt: bytes = b"a" * 16, **terms: Unpack[Terms]) -> AttemptBegan:
    """The beginning of an attempt at these cards, with a minute for the whole unless told."""
    plain = AttemptBegan(
        attempt=attempt,
        quiz="Sample",
        scope=tuple(dict.fromkeys(card.facts.key.deck for card in cards)),
        seed=1,
        paper=tuple(map(question, cards)),
        total=60_000,
        each=None,
        extra=1.0,
        target=0.8,
        feedback="end",
        confidence=False,
        predicted=None,
        stated=None,
    )
    return replace(plain, **terms)


@dataclass
class Sitting:
    """A candidate before a paper, with two clocks that the test sets."""

    began: AttemptBegan
    past: Mapping[CardKey, Past] = field(default_factory=dict)
    wall: Moment = NOON
    elapsed: int = 0

    def __post_init__(self) -> None:
        self.state, events = begin(self.began, self.past, self.wall)
        self.events: list[QuizEvent] = [*events]

    @property
    def now(self) -> Instant:
        return Instant(self.wall, self.elapsed)

    @property
    def answers(self) -> Mapping[int, Answered]:
        return self.state.answers

    @property
    def ending(self) -> Ending | None:
        """How it ended, by its events."""
        return next((one.ending for one in self.events if isinstance(one, AttemptEnded)), None)

    def wait(self, ms: int) -> Sitting:
        self.wall = self.wall.plus(ms)
        self.elapsed += ms
        return self

    def take(self, *actions: Action, after: int = 1_000) -> Sitting:
        """Take actions, each so many milliseconds after the one before."""
        for action in actions:
            self.wait(after)
            self.state, events = step(self.state, action, self.now)
            self.events += events
        return self

    def crash(self, away: int) -> Sitting:
        """Lose the process, and take the attempt up again so many milliseconds later."""
        self.wait(away)
        kept = {event.place: event for event in self.events if isinstance(event, Answered)}
        self.state, events = resume(self.began, kept.values(), self.past, self.now)
        self.events += events
        return self

    def record(self) -> Record:
        """The attempt as the journal would have it, all of it recorded at once."""
        return fold({}, [(event, self.wall) for event in self.events])[self.began.attempt]


def state_of(*cards: Card, **terms: Unpack[Terms]) -> Attempt:
    """An attempt that has just begun."""
    return Sitting(paper(*cards, **terms)).state


class Facts(TypedDict, total=False):
    """What an answer may be told."""

    place: int
    score: float
    confidence: int | None
    lag: int | None
    took: int | None
    timed_out: bool


def answered(card: str, concept: str, attempt: bytes, **facts: Unpack[Facts]) -> Answered:
    """A right answer to a card of a concept that was never shown before, unless told."""
    plain = Answered(
        attempt=attempt,
        place=0,
        key=key(card),
        concept=ConceptId(concept),
        form="claim",
        order=7,
        response="true",
        score=1.0,
        guess=0.5,
        shown_at=NOON,
        took=2_000,
        confidence=None,
        recall=None,
        lag=None,
        exposure=1,
        quiz_only=False,
        timed_out=False,
        feedback_at=None,
    )
    return replace(plain, **facts)
