"""Events and values that the tests of the journal share."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from offbook.clock import DAY, Moment, Stamp
from offbook.deck.cards import CardId, CardKey, ConceptId, DeckId
from offbook.journal.events import Event, Recorded
from offbook.journal.journal import Journal
from offbook.learning.events import (
    Began,
    Buried,
    CardEvent,
    Carried,
    Flagged,
    Pulled,
    Reported,
    Reset,
    Resumed,
    Reviewed,
    Slot,
    Suspended,
    Undone,
    Worded,
)
from offbook.learning.memory import DEFAULT_WEIGHTS, Rating
from offbook.learning.schedule import Scheduler
from offbook.performance.events import (
    Answered,
    AttemptBegan,
    AttemptEnded,
    AttemptSeen,
    Ending,
    Question,
    QuestionFlagged,
    QuizEvent,
    Remarked,
)
from offbook.performance.targets import Closing, Direction, Goal, Measured, Metric, State
from offbook.performance.windows import Span, window_of
from offbook.statistics import Interval

START = Moment(1_700_000_000_000, 60)
TODAY = START.day(4)
DECK = DeckId("capitals")
SITTING = b"s" * 16
ATTEMPT = b"t" * 16
SCHEDULER = Scheduler()


def key(name: str = "france", deck: str = DECK) -> CardKey:
    return CardKey(DeckId(deck), CardId(name))


def action(number: int) -> bytes:
    return number.to_bytes(16)


def stamp(number: int, at: Moment = START) -> Stamp:
    """The stamp of an action; a later number is a later minute."""
    return Stamp(at.plus(number * 60_000), action(number))


def review(
    card: CardKey | None = None,
    rating: Rating = Rating.GOOD,
    *,
    day: int = TODAY,
    replaces: bytes | None = None,
    sitting: bytes = SITTING,
) -> Reviewed:
    card = card or key()
    return Reviewed(
        key=card,
        concept=ConceptId(f"about {card.card}"),
        form="recall",
        rating=rating,
        correct=None,
        self_rated=True,
        response="Paris",
        shown_at=START,
        took=4_000,
        hinted=False,
        day=day,
        scheduler=SCHEDULER,
        sitting=sitting,
        replaces=replaces,
    )


def question(card: CardKey, *concepts: str) -> Question:
    named = tuple(ConceptId(concept) for concept in concepts)
    return Question(card, named, "choice", 7, 0.25, None, quiz_only=False, asked="{}")


def attempt(*paper: Question, name: bytes = ATTEMPT) -> AttemptBegan:
    return AttemptBegan(
        attempt=name,
        quiz="All of them",
        scope=(DECK,),
        seed=11,
        paper=paper,
        total=300_000,
        each=None,
        extra=1.0,
        target=0.8,
        feedback="end",
        confidence=False,
        predicted=None,
        stated=None,
    )


def answer(card: CardKey, concept: str, feedback_at: Moment | None = None, name: bytes = ATTEMPT) -> Answered:
    return Answered(
        attempt=name,
        place=0,
        key=card,
        concept=ConceptId(concept),
        form="choice",
        order=7,
        response="Paris",
        score=1.0,
        guess=0.25,
        shown_at=START,
        took=2_500,
        confidence=None,
        recall=None,
        lag=None,
        exposure=1,
        quiz_only=False,
        timed_out=False,
        feedback_at=feedback_at,
    )


def derived(journal: Journal) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the derived tables, in words, so that two journals can be held side by side."""
    db = journal._store.reading().db
    return {name: sorted(db.execute(sql), key=repr) for name, sql in _DERIVED.items()}


def in_words(journal: Journal) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the derived tables, with no number that another journal of these events may not have."""
    db = journal._store.reading().db
    found = {name: sorted(db.execute(sql), key=repr) for name, sql in _IN_WORDS.items()}
    assert db.execute("SELECT seq FROM watermark").fetchone()[0] == len(list(journal.events()))
    return found


def everything(journal: Journal) -> tuple[list[Recorded], dict[str, list[tuple[object, ...]]]]:
    """All that two journals of the same events have in common, whoever brought them in and how."""
    return [replace(one, seq=0) for one in journal.events()], in_words(journal)


def integrity(path: Path) -> str:
    db = sqlite3.connect(path)
    try:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return str(db.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        db.close()


_DERIVED = {
    "heirs": "SELECT c.name, h.name FROM heirs JOIN cards c ON c.id = card JOIN cards h ON h.id = heir",
    "standing": "SELECT c.name, d.name, s.* FROM standing s JOIN cards c ON c.id = s.card"
    " JOIN decks d ON d.id = s.deck AND d.id = c.deck",
    "tally": "SELECT d.name, t.* FROM tally t JOIN decks d ON d.id = t.deck",
    "retrievals": "SELECT d.name, t.* FROM retrievals t JOIN decks d ON d.id = t.deck",
    "stabilities": "SELECT d.name, t.* FROM stabilities t JOIN decks d ON d.id = t.deck WHERE change != 0",
    "shown": "SELECT d.name, t.* FROM shown t JOIN decks d ON d.id = t.deck",
    "voided": "SELECT * FROM voided",
    "watermark": "SELECT * FROM watermark",
}

_IN_WORDS = {
    "heirs": "SELECT c.name, e.name, h.name, f.name FROM heirs JOIN cards c ON c.id = card"
    " JOIN cards h ON h.id = heir JOIN decks e ON e.id = c.deck JOIN decks f ON f.id = h.deck",
    "standing": "SELECT d.name, c.name, s.state, s.stability, s.difficulty, s.last_ms, s.last_offset,"
    " s.last_day, s.step, s.due, s.lapsed, s.reviews, s.lapses, s.suspended, s.leech, s.buried, s.flagged,"
    " s.pulled, s.introduced FROM standing s JOIN cards c ON c.id = s.card"
    " JOIN decks d ON d.id = s.deck AND d.id = c.deck",
    "tally": "SELECT d.name, day, reviews, introduced, studied FROM tally t JOIN decks d ON d.id = t.deck",
    "retrievals": "SELECT d.name, day, age, n, passed, expected, error, grown, growth FROM retrievals t"
    " JOIN decks d ON d.id = t.deck",
    "stabilities": "SELECT d.name, day, bucket, change FROM stabilities t JOIN decks d ON d.id = t.deck"
    " WHERE change != 0",
    "shown": "SELECT d.name, concept, ms FROM shown t JOIN decks d ON d.id = t.deck",
    "voided": "SELECT id FROM voided JOIN events USING (seq)",
    "watermark": "SELECT hlc FROM watermark",
}

# ---- Any event at all, for round trips ----------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ms = st.integers(-(2**40), 2**50)
moments = st.builds(Moment, ms, st.integers(-14 * 60, 14 * 60))
days = st.integers(-10_000, 800_000)
names = st.binary(min_size=16, max_size=16)
shares = st.floats(0, 1)
maybe_share = st.none() | shares
wholes = st.integers(-(2**63), 2**63 - 1)
keys = st.builds(CardKey, words.map(DeckId), words.map(CardId))
scopes = st.lists(words.map(DeckId), max_size=3).map(tuple)
concepts = words.map(ConceptId)
schedulers = st.builds(
    Scheduler,
    retention=st.floats(0.7, 0.99),
    steps=st.lists(st.integers(1, 2_000), max_size=3).map(tuple),
    relearning=st.lists(st.integers(1, 2_000), max_size=3).map(tuple),
    longest=st.integers(1, 36_500),
    fuzz=st.booleans(),
    weights=st.floats(0.9, 1.1).map(lambda factor: tuple(weight * factor for weight in DEFAULT_WEIGHTS)),
    algorithm=words,
    version=words,
)

reviews = st.builds(
    Reviewed,
    key=keys,
    concept=concepts,
    form=words,
    rating=st.sampled_from(Rating),
    correct=st.none() | st.booleans(),
    self_rated=st.booleans(),
    response=words,
    shown_at=moments,
    took=st.integers(0, 60_000),
    hinted=st.booleans(),
    day=days,
    scheduler=schedulers,
    sitting=names,
    replaces=st.none() | names,
    overruled=st.booleans(),
)
decisions: st.SearchStrategy[CardEvent] = st.one_of(
    st.builds(Suspended, keys, st.booleans()),
    st.builds(Resumed, keys),
    st.builds(Buried, keys, days),
    st.builds(Flagged, keys, st.booleans()),
    st.builds(Pulled, keys),
    st.builds(Reset, keys),
)
questions = st.builds(
    Question,
    key=keys,
    concepts=st.lists(concepts, max_size=3).map(tuple),
    form=words,
    order=wholes,
    guess=shares,
    recall=maybe_share,
    quiz_only=st.booleans(),
    asked=words,
)
attempts = st.builds(
    AttemptBegan,
    attempt=names,
    quiz=words,
    scope=scopes,
    seed=wholes,
    paper=st.lists(questions, max_size=3).map(tuple),
    total=st.none() | st.integers(0, DAY),
    each=st.none() | st.integers(0, DAY),
    extra=st.floats(1, 4),
    target=maybe_share,
    feedback=st.sampled_from(["end", "each"]),
    confidence=st.booleans(),
    predicted=maybe_share,
    stated=maybe_share,
)
answers = st.builds(
    Answered,
    attempt=names,
    place=st.integers(0, 500),
    key=keys,
    concept=concepts,
    form=words,
    order=wholes,
    response=words,
    score=shares,
    guess=shares,
    shown_at=moments,
    took=st.none() | st.integers(0, DAY),
    confidence=st.none() | st.integers(1, 3),
    recall=maybe_share,
    lag=st.none() | st.integers(0, 2**40),
    exposure=st.integers(1, 500),
    quiz_only=st.booleans(),
    timed_out=st.booleans(),
    feedback_at=st.none() | moments,
)
quiz_events: st.SearchStrategy[QuizEvent] = st.one_of(
    attempts,
    answers,
    st.builds(AttemptEnded, names, st.sampled_from(Ending)),
    st.builds(AttemptSeen, names),
    st.builds(QuestionFlagged, names, st.integers(0, 500), st.booleans()),
    st.builds(Remarked, names, st.integers(0, 500), shares, words),
)
sittings = st.builds(
    Began, names, scopes, days, st.lists(st.builds(Slot, keys, st.booleans()), max_size=4).map(tuple)
)
goals = st.builds(
    Goal,
    metric=st.sampled_from(Metric),
    direction=st.sampled_from(Direction),
    target=st.floats(0.01, 100),
    span=st.sampled_from(Span),
    scope=scopes,
    least=st.integers(0, 100),
    paired=st.none() | st.sampled_from(Metric),
)
closings: st.SearchStrategy[Closing] = st.builds(
    lambda goal, day, found, state, used: Closing(goal, window_of(goal.span, day), found, state, tuple(used)),
    goals,
    st.integers(400, 800_000),
    st.none()
    | st.builds(
        Measured,
        st.floats(-10, 10),
        st.integers(0, 500),
        st.none() | st.builds(Interval, st.floats(-10, 0), st.floats(0, 10)),
    ),
    st.sampled_from(State),
    st.lists(st.tuples(names, st.integers(0, 500)), max_size=3),
)
identities: st.SearchStrategy[Event] = st.builds(Worded, keys, words, words, words) | st.builds(
    Carried, keys, keys
)
reports = st.builds(Reported, keys, words, st.booleans())
events: st.SearchStrategy[Event] = st.one_of(
    reviews, decisions, st.builds(Undone, names), sittings, quiz_events, closings, identities, reports
)
