"""Answers of quizzes as the figures of both ledgers read them, and Hypothesis strategies for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

from hypothesis import strategies as st

from makers import DECK, NOON, key
from offbook.clock import DAY, HOUR, Moment
from offbook.deck.cards import CardKey, ConceptId
from offbook.insight.gaps import Name
from offbook.performance.observation import Observation

PLAIN = Observation(
    attempt=bytes(16),
    place=0,
    key=key("card"),
    concepts=(ConceptId("concept"),),
    form="choice",
    guess=0.25,
    at=NOON,
    took=3_000,
    response="Paris",
    score=1.0,
    confidence=None,
    recall=None,
    lag=2 * DAY,
    exposure=1,
    transfer=False,
    limited=True,
    timed_out=False,
    feedback_at=None,
)


class More(TypedDict, total=False):
    """What an observation may be told beyond its score."""

    key: CardKey
    concepts: tuple[ConceptId, ...]
    form: str
    guess: float
    at: Moment
    confidence: int | None
    recall: float | None
    lag: int | None
    transfer: bool


def seen(score: float = 1.0, **more: Unpack[More]) -> Observation:
    return replace(PLAIN, score=score, **more)


def late(**more: Unpack[More]) -> Observation:
    """A question whose time ran out."""
    return replace(seen(0.0, **more), timed_out=True, response="")


def answer(score: float | None, **more: Unpack[More]) -> Observation:
    """An answer of this score, or None for a question whose time ran out."""
    return seen(score, **more) if score is not None else late(**more)


def run(right: int, n: int, **more: Unpack[More]) -> list[Observation]:
    """So many right answers of so many."""
    return [seen(float(i < right), **more) for i in range(n)]


def name(concept: str) -> Name:
    return DECK, ConceptId(concept)


def about(concept: str) -> tuple[ConceptId, ...]:
    """What an observation of a concept is told."""
    return (ConceptId(concept),)


answers = st.builds(
    answer,
    score=st.sampled_from([None, 0.0, 0.0, 0.5, 1.0, 1.0, 1.0]),
    key=st.integers(0, 4).map(lambda i: key(f"card {i}")),
    concepts=st.integers(0, 4).map(lambda i: about(f"concept {i}")),
    form=st.sampled_from(["recall", "choice", "classify"]),
    guess=st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 1.0]),
    at=st.integers(0, 60 * 24).map(lambda hours: NOON.plus(hours * HOUR)),
    confidence=st.sampled_from([None, 1, 2, 3]),
    recall=st.one_of(st.none(), st.floats(0.0, 1.0)),
    lag=st.sampled_from([None, HOUR, DAY - 1, DAY, 3 * DAY, 7 * DAY, 40 * DAY]),
    transfer=st.booleans(),
)
