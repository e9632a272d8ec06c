"""Answers of quizzes as the figures of both ledgers read them, and Hypothesis strategies for them."""

from __future__ import annotations

from typing import Unpack

from hypothesis import strategies as st

import observations
from makers import DECK, NOON, key
from observations import Rest, seen
from offbook.clock import DAY, HOUR
from offbook.deck.cards import ConceptId, ConceptKey
from offbook.performance.observation import Observation


def late(**more: Unpack[Rest]) -> Observation:
    """A question that was looked at until its time ran out."""
    return observations.late(3_000, **more)


def answer(score: float | None, **more: Unpack[Rest]) -> Observation:
    """An answer of this score, or None for a question whose time ran out."""
    return seen(score, **more) if score is not None else late(**more)


def run(right: int, n: int, **more: Unpack[Rest]) -> list[Observation]:
    """So many right answers of so many."""
    return [seen(float(i < right), **more) for i in range(n)]


def name(concept: str) -> ConceptKey:
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
