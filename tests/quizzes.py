"""Papers, answers and attempts, for tests of what a quiz is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict, Unpack, assert_never

from fakes import World
from makers import NOON, SIDES, claim, key
from offbook.clock import Moment
from offbook.deck.answers import Answer, Held, Picked, Sided, Typed
from offbook.deck.cards import (
    Card,
    CardKey,
    Choice,
    Claim,
    Classify,
    Cloze,
    Concept,
    ConceptId,
    Recall,
    form,
)
from offbook.performance.asked import Asked, to_json
from offbook.performance.attempt import Action, Give, Instant, Past, Submit
from offbook.performance.events import Answered, AttemptBegan, AttemptEnded, Ending, Question, QuizEvent
from offbook.performance.plan import Plan
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


def right(card: Card) -> Answer:
    """The right answer to a question."""
    match card:
        case Recall(back=back):
            return Typed((back,))
        case Cloze():
            return Typed(tuple(gap.answer for gap in card.gaps))
        case Choice(right=options):
            return Picked(frozenset(option.text for option in options))
        case Claim(holds=holds):
            return Held(holds)
        case Classify(side=side):
            return Sided(side)
        case other:
            assert_never(other)


def wrong(card: Card) -> Answer:
    """A wrong answer to a question."""
    match card:
        case Recall():
            return Typed(("quite wrong",))
        case Cloze():
            return Typed(("quite wrong",) * len(card.gaps))
        case Choice(wrong=options):
            return Picked(frozenset([options[0].text]))
        case Claim(holds=holds):
            return Held(not holds)
        case Classify(side=side):
            return Sided(next(one.id for one in SIDES if one.id != side))
        case other:
            assert_never(other)


class Exam:
    """An attempt in a world with decks and a journal, taken as the screens take it."""

    def __init__(self, world: World, plan: Plan | None = None, seed: int = 1) -> None:
        self.world = world
        self.examiner = world.trainer.examiner
        drawn = self.examiner.draw(plan or Plan(questions=8), world.clock(), seed, world.trainer.scheduler)
        self.state = self.examiner.begin(drawn, None, world.clock())
        self._began = world.clock()

    @property
    def now(self) -> Instant:
        return Instant(self.world.clock(), self.world.clock().ms - self._began.ms)

    @property
    def record(self) -> Record:
        found = self.examiner.record(self.state.began.attempt)
        assert found
        return found

    def take(self, *actions: Action, after: int = 1_000) -> Exam:
        for action in actions:
            self.world.clock.advance(after)
            self.state = self.examiner.act(self.state, action, self.now)
        return self

    def answer(self, *rightly: bool) -> Exam:
        """Answer the question on the screen and those that follow."""
        for well in rightly:
            card = self.state.asked[self.state.place].card
            self.take(Give(right(card) if well else wrong(card)))
        return self

    def finish(self, *rightly: bool) -> Record:
        """Answer the first questions, hand in the paper, and see what it came to."""
        self.answer(*rightly).take(Submit())
        return self.record
