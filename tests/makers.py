"""Sample cards of every form, decks of them, and Hypothesis strategies for what study is made of."""

from __future__ import annotations

from typing import TypedDict, Unpack

from hypothesis import strategies as st

from offbook.clock import DAY, Moment
from offbook.deck.cards import (
    Card,
    CardId,
    CardKey,
    Choice,
    Claim,
    Classify,
    Cloze,
    Concept,
    ConceptId,
    Deck,
    DeckId,
    Facts,
    Gap,
    Option,
    Recall,
    Side,
    SideId,
)
from offbook.learning.events import Reviewed
from offbook.learning.memory import Rating
from offbook.learning.schedule import Memory, Progress, Scheduler, Settled, Stepping
from offbook.learning.standing import Standing

DECK = DeckId("sample")
DAY_ONE = 738_000
"""A study day, 2021-07-29; ``NOON`` lies in it."""
NOON = Moment((DAY_ONE - 719_163) * DAY + 12 * 3_600_000)

SIDES = (Side(SideId("left"), "Left", "l"), Side(SideId("right"), "Right", "r"))


class More(TypedDict, total=False):
    """What a maker of cards may be told about the facts."""

    concept: str
    deck: str
    index: int
    pair: str
    hint: str
    quiz_only: bool


def key(card: str, deck: str = DECK) -> CardKey:
    return CardKey(DeckId(deck), CardId(card))


def facts(
    card: str = "card",
    concept: str = "",
    *,
    deck: str = DECK,
    index: int = 0,
    pair: str = "",
    hint: str = "",
    quiz_only: bool = False,
) -> Facts:
    """Facts of a card that, unless told, drills a concept of its own."""
    concepts = (ConceptId(concept or card),)
    return Facts(key(card, deck), index, concepts, why="So it is.", hint=hint, pair=pair, quiz_only=quiz_only)


def recall(
    card: str = "recall", back: str = "Paris", parts: tuple[str, ...] = (), **more: Unpack[More]
) -> Recall:
    return Recall(facts(card, **more), "What is the capital of France?", back, parts)


def cloze(card: str = "cloze", asked: tuple[int, ...] = (0,), **more: Unpack[More]) -> Cloze:
    return Cloze(facts(card, **more), ("The ", Gap("quick"), " fox is ", Gap("brown", "a colour")), asked)


def choice(card: str = "choice", right: tuple[str, ...] = ("yes",), **more: Unpack[More]) -> Choice:
    wrong = (Option("no", "It is not."), Option("perhaps"))
    return Choice(facts(card, **more), "Is it so?", tuple(Option(text) for text in right), wrong)


def claim(card: str = "claim", *, holds: bool = True, **more: Unpack[More]) -> Claim:
    return Claim(facts(card, **more), "Water is wet.", holds)


def classify(card: str = "classify", side: str = "left", **more: Unpack[More]) -> Classify:
    return Classify(facts(card, **more), "A statement.", SideId(side))


def every_form() -> tuple[Card, ...]:
    """One card of every form, in the order of ``FORMS``."""
    return recall(), cloze(), choice(), claim(), classify()


def deck(*cards: Card, name: str = "sample") -> Deck:
    """A deck of cards with every concept they name; cards of every form unless told."""
    held = cards or every_form()
    named = dict.fromkeys(concept for card in held for concept in card.facts.concepts)
    concepts = tuple(Concept(concept, concept.title()) for concept in named)
    return Deck(DeckId(name), name.title(), sides=SIDES, concepts=concepts, cards=held)


def settled(due: int, *, stability: float = 10.0, last: Moment = NOON, lapses: int = 0) -> Progress:
    """The progress of a card that is known and comes back on study day ``due``."""
    return Progress(Settled(Memory(stability, 5.0, last, last.day(4)), due), reviews=3, lapses=lapses)


def stepping(due: int, *, step: int = 0, lapsed: bool = False, last: Moment = NOON) -> Progress:
    """The progress of a card in its steps that comes back at ``due`` milliseconds."""
    return Progress(Stepping(Memory(1.0, 5.0, last, last.day(4)), step, due, lapsed), reviews=1)


def reviewed(
    card: CardKey, rating: Rating, day: int = DAY_ONE, scheduler: Scheduler | None = None
) -> Reviewed:
    return Reviewed(
        key=card,
        concept=ConceptId(card.card),
        form="recall",
        rating=rating,
        correct=None,
        self_rated=True,
        response="",
        shown_at=NOON,
        took=2_000,
        hinted=False,
        day=day,
        scheduler=scheduler or Scheduler(),
        sitting=bytes(16),
    )


ratings = st.sampled_from(Rating)
moments = st.builds(
    Moment, st.integers(0, 4_102_444_800_000), st.sampled_from((-720, -210, 0, 60, 345, 570, 840))
)
keys = st.builds(key, st.from_regex(r"[a-z]{1,4}", fullmatch=True), st.sampled_from(("one", "two")))
memories = st.builds(
    Memory,
    st.floats(0.01, 36_500.0),
    st.floats(1.0, 10.0),
    st.just(NOON),
    st.just(DAY_ONE),
)
progresses = st.one_of(
    st.just(Progress()),
    st.builds(
        Progress,
        st.builds(Stepping, memories, st.integers(0, 2), st.integers(NOON.ms, NOON.ms + DAY), st.booleans()),
        st.integers(1, 50),
    ),
    st.builds(
        Progress,
        st.builds(Settled, memories, st.integers(DAY_ONE + 1, DAY_ONE + 900)),
        st.integers(1, 50),
        st.integers(0, 9),
    ),
)
schedulers = st.builds(
    Scheduler,
    retention=st.sampled_from((0.7, 0.8, 0.9, 0.95, 0.99)),
    steps=st.sampled_from(((), (1,), (1, 10), (1, 10, 60))),
    relearning=st.sampled_from(((), (10,), (5, 20))),
    longest=st.sampled_from((30, 365, 36_500)),
    fuzz=st.booleans(),
)
standings = st.builds(
    Standing,
    progresses,
    suspended=st.booleans(),
    buried=st.sampled_from((0, DAY_ONE + 1, DAY_ONE + 2)),
    flagged=st.booleans(),
    pulled=st.booleans(),
)
