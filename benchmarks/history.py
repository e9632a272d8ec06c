"""A learner's two years, the same for every program that is measured: who reviewed what, when, and how.

Chance is seeded, so the same last day gives the same history to the bit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from offbook.clock import MINUTE, SECOND, Moment, day_begins
from offbook.deck.cards import (
    Card,
    CardId,
    CardKey,
    Choice,
    Claim,
    Classify,
    Concept,
    ConceptId,
    Deck,
    DeckId,
    Facts,
    Option,
    Recall,
    Side,
    SideId,
    form,
)
from offbook.learning import schedule
from offbook.learning.events import Reviewed
from offbook.learning.memory import Rating
from offbook.learning.schedule import Progress, Scheduler, Settled
from offbook.performance.asked import Asked, to_json
from offbook.performance.events import (
    Answered,
    AttemptBegan,
    AttemptEnded,
    AttemptSeen,
    Ending,
    Question,
    QuizEvent,
)

SIDES = tuple(Side(SideId(name.lower()), name, name[0].lower()) for name in ("Left", "Right"))
SCHEDULER = Scheduler()
ROLLOVER = 4
REVIEWS_EACH = 10
"""Reviews of every card."""
_DRILLS = 4
"""Cards of a concept, one of each form."""
_UNSEEN = 50
"""One concept in so many has a card that is kept for quizzes."""
_LATEST = 60
"""Days before the end within which every card has its last review."""
_GUESSES = {"recall": 0.0, "choice": 0.25, "claim": 0.5, "classify": 0.5}
_RATINGS = (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)
_WEIGHTS = (10, 12, 70, 8)


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of it."""

    decks: int = 10
    cards: int = 100_000
    """Cards of study in all decks, each with ``REVIEWS_EACH`` reviews."""
    attempts: int = 5_000
    questions: int = 20
    """Of each attempt."""
    days: int = 730

    @property
    def reviews(self) -> int:
        """All of them."""
        return self.cards * REVIEWS_EACH

    @property
    def answers(self) -> int:
        """All of them."""
        return self.attempts * self.questions


@dataclass(frozen=True, slots=True)
class Review:
    """One review, and what it made of its card."""

    event: Reviewed
    at: Moment
    before: Progress
    after: Progress


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one day, study first."""

    reviews: tuple[Review, ...]
    quizzes: tuple[tuple[tuple[QuizEvent, Moment], ...], ...]


def decks(size: Size) -> tuple[Deck, ...]:
    """The decks that are studied."""
    concepts = size.cards // size.decks // _DRILLS
    return tuple(_deck(DeckId(f"deck-{number}"), concepts) for number in range(size.decks))


class Life:
    """Two years that end with a study day. One life is lived once."""

    def __init__(self, size: Size, last: int) -> None:
        self._size = size
        self._first = last - size.days + 1
        self._last = last
        self._chance = Random(4)
        self._decks = decks(size)
        study = [card for deck in self._decks for card in deck.cards if not card.facts.quiz_only]
        self._cards = study[: size.cards]
        self._chance.shuffle(self._cards)
        self._spare = {card.facts.key: self._chance.randrange(_LATEST) for card in self._cards}
        self.progress: dict[CardKey, Progress] = {}
        """Where each card stands now."""
        self._shown: dict[tuple[DeckId, ConceptId], int] = {}
        self._asked: dict[CardKey, int] = {}
        self._papers: dict[CardKey, str] = {}

    def days(self) -> Iterator[Day]:
        """One day after another."""
        waiting: list[list[Card]] = [[] for _ in range(self._size.days)]
        introduce = self._size.days * 4 // 5
        for number, card in enumerate(self._cards):
            waiting[number * introduce // len(self._cards)].append(card)
        quizzes, done = self._size.attempts / self._size.days, 0
        for number in range(self._size.days):
            reviews = tuple(self._study(number, waiting))
            until = round((number + 1) * quizzes)
            papers = tuple(self._quiz(number, place) for place in range(done, until))
            done = until
            yield Day(reviews, papers)

    def another(self, place: int) -> Day:
        """More reviews on the last day, and a quiz after them; ``place`` sets them apart from others."""
        number = self._size.days - 1
        cards = self._chance.sample(self._cards, self._size.questions)
        reviews = tuple(self._review(card, self._last, spot) for spot, card in enumerate(cards))
        return Day(reviews, (self._quiz(number, self._size.attempts + place),))

    def _study(self, number: int, waiting: list[list[Card]]) -> Iterator[Review]:
        """Every card that waits for the day; those still in their steps come again at its end."""
        day, queue = self._first + number, waiting[number]
        for place, card in enumerate(queue):  # grows meanwhile
            review = self._review(card, day, place)
            yield review
            key, left = card.facts.key, REVIEWS_EACH - review.after.reviews
            if left:
                match review.after.schedule:
                    case Settled(due=due):
                        # Early enough for all that are still to come.
                        apart = max(1, min(due - day, (self._last - self._spare[key] - day) // left))
                        waiting[min(number + apart, len(waiting) - 1)].append(card)
                    case _:
                        queue.append(card)

    def _review(self, card: Card, day: int, place: int) -> Review:
        at = day_begins(day, ROLLOVER, 0).plus(3 * 60 * MINUTE + place * 15 * SECOND)
        key = card.facts.key
        rating = self._chance.choices(_RATINGS, _WEIGHTS)[0]
        before = self.progress.get(key, Progress())
        after = schedule.review(before, key, rating, at, day, SCHEDULER)
        self.progress[key] = after
        self._shown[key.deck, card.facts.concept] = at.ms
        event = Reviewed(
            key=key,
            concept=card.facts.concept,
            form=form(card),
            rating=rating,
            correct=None,
            self_rated=True,
            response="",
            shown_at=at.plus(-5 * SECOND),
            took=self._chance.randrange(2_000, 15_000),
            hinted=False,
            day=day,
            scheduler=SCHEDULER,
            sitting=day.to_bytes(16),
        )
        return Review(event, at, before, after)

    def _quiz(self, number: int, place: int) -> tuple[tuple[QuizEvent, Moment], ...]:
        """A quiz over one deck, late in the day."""
        deck = self._decks[place % len(self._decks)]
        cards = self._chance.sample(deck.cards, self._size.questions)
        at = day_begins(self._first + number, ROLLOVER, 0).plus(16 * 60 * MINUTE + place % 8 * 20 * MINUTE)
        began = self._paper(deck, cards, place.to_bytes(16), at)
        events: list[tuple[QuizEvent, Moment]] = [(began, at)]
        for spot, card in enumerate(cards):
            answer = self._answer(began, spot, card, at)
            at = at.plus(answer.took or 30_000)
            events.append((answer, at))
        events.append((AttemptEnded(began.attempt, Ending.SUBMITTED), at))
        events.append((AttemptSeen(began.attempt), at.plus(SECOND)))
        for card in cards:
            self._shown[deck.id, card.facts.concept] = at.ms + SECOND
        return tuple(events)

    def _paper(self, deck: Deck, cards: Sequence[Card], attempt: bytes, at: Moment) -> AttemptBegan:
        expected = [self._recall(card, at) or 0.0 for card in cards]
        return AttemptBegan(
            attempt=attempt,
            quiz="Twenty",
            scope=(deck.id,),
            seed=1,
            paper=tuple(self._question(deck, card, at) for card in cards),
            total=20 * MINUTE,
            each=None,
            extra=1.0,
            target=0.8,
            feedback="end",
            confidence=True,
            predicted=sum(expected) / len(expected),
            stated=self._chance.random(),
        )

    def _question(self, deck: Deck, card: Card, at: Moment) -> Question:
        key = card.facts.key
        if key not in self._papers:
            own = deck.concepts[card.facts.index]
            self._papers[key] = to_json(Asked(card, deck.sides, own, None))
        return Question(
            key=key,
            concepts=card.facts.concepts,
            form=form(card),
            order=7,
            guess=_GUESSES[form(card)],
            recall=self._recall(card, at),
            quiz_only=card.facts.quiz_only,
            asked=self._papers[key],
        )

    def _answer(self, began: AttemptBegan, place: int, card: Card, at: Moment) -> Answered:
        question, chance = began.paper[place], self._chance
        known = question.guess + (1.0 - question.guess) * (question.recall or 0.0)
        late, right = chance.random() < 0.02, chance.random() < 0.9 * known
        self._asked[question.key] = self._asked.get(question.key, 0) + 1
        shown = self._shown.get((question.key.deck, question.concepts[0]))
        return Answered(
            attempt=began.attempt,
            place=place,
            key=question.key,
            concept=question.concepts[0],
            form=question.form,
            order=question.order,
            response="" if late else _response(card, right=right),
            score=float(right and not late),
            guess=question.guess,
            shown_at=at,
            took=chance.randrange(1_000, 20_000),
            confidence=None if late else chance.randrange(1, 4),
            recall=question.recall,
            lag=None if shown is None else at.ms - shown,
            exposure=self._asked[question.key],
            quiz_only=question.quiz_only,
            timed_out=late,
            feedback_at=None,
        )

    def _recall(self, card: Card, at: Moment) -> float | None:
        progress = self.progress.get(card.facts.key)
        return schedule.recall_now(progress, at, SCHEDULER) if progress else None


def _deck(name: DeckId, concepts: int) -> Deck:
    numbers = range(concepts)
    named = tuple(Concept(_concept(number), f"Concept {number}") for number in numbers)
    cards = tuple(card for number in numbers for card in _cards(name, number))
    return Deck(name, str(name), sides=SIDES, concepts=named, cards=cards)


def _cards(deck: DeckId, number: int) -> Iterator[Card]:
    """One card of each form, and now and then one that study never shows."""

    def facts(what: str, *, quiz_only: bool = False) -> Facts:
        key = CardKey(deck, CardId(f"{what}-{number}"))
        return Facts(key, number, (_concept(number),), quiz_only=quiz_only)

    wrong = tuple(Option(f"number {number + away}") for away in (2, 3, 4))
    yield Recall(facts("recall"), f"Which number comes after {number}?", str(number + 1))
    yield Choice(facts("choice"), f"What follows {number}?", (Option(f"number {number + 1}"),), wrong)
    yield Claim(facts("claim"), f"{number} is even.", holds=number % 2 == 0)
    yield Classify(facts("classify"), f"Where does {number} stand?", SIDES[number % 2].id)
    if number % _UNSEEN == 0:
        yield Claim(facts("unseen", quiz_only=True), f"{number + 1} is odd.", holds=number % 2 == 0)


def _response(card: Card, *, right: bool) -> str:
    """What was said, in words."""
    match card:
        case Classify(side=side):
            return side if right else next(one.id for one in SIDES if one.id != side)
        case Choice(right=options, wrong=others):
            return (options if right else others)[0].text
        case Claim(holds=holds):
            return "true" if holds == right else "false"
        case Recall(back=back):
            return back if right else "no idea"
        case _:
            raise TypeError(f"{card} is of no form that is simulated")


def _concept(number: int) -> ConceptId:
    return ConceptId(f"concept-{number}")
