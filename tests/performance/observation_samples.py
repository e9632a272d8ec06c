"""Answers of quizzes as the figures see them, and Hypothesis strategies for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict, Unpack

from hypothesis import strategies as st

from makers import NOON, key
from offbook.clock import DAY, HOUR, Moment
from offbook.deck.cards import CardKey, ConceptId, SideId
from offbook.performance.observation import Observation, Told

LEARNING, PERFORMANCE, BOTH = SideId("learning"), SideId("performance"), SideId("both")
TWO = (LEARNING, PERFORMANCE)
THREE = (LEARNING, PERFORMANCE, BOTH)

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


class Rest(TypedDict, total=False):
    """What an observation may be told beyond its score and time."""

    attempt: bytes
    place: int
    key: CardKey
    concepts: tuple[ConceptId, ...]
    form: str
    guess: float
    at: Moment
    lag: int | None
    transfer: bool
    limited: bool
    told: Told | None


class More(Rest, total=False):
    """What an observation may be told beyond its score."""

    took: int | None


def seen(score: float = 1.0, **more: Unpack[More]) -> Observation:
    return replace(PLAIN, score=score, **more)


def late(took: int | None = None, **more: Unpack[Rest]) -> Observation:
    """A question whose time ran out."""
    return replace(seen(0.0, took=took, **more), timed_out=True, response="")


def sided(truth: str, said: str | None) -> Observation:
    """A classify question; None for one whose time ran out."""
    one = seen(float(truth == said), form="classify", guess=1 / 3, told=Told(truth, said))
    return one if said else replace(one, timed_out=True, took=None)


def cells(rows: Mapping[str, Mapping[SideId | None, int]]) -> list[Observation]:
    """Classify questions by right side and side said."""
    return [
        sided(truth, said) for truth, row in rows.items() for said, count in row.items() for _ in range(count)
    ]


def answer(score: float | None, **more: Unpack[More]) -> Observation:
    """An answer of this score, or None for a question whose time ran out."""
    return seen(score, **more) if score is not None else late(**more)


answers = st.builds(
    answer,
    score=st.sampled_from([None, 0.0, 0.0, 0.5, 1.0, 1.0, 1.0]),
    attempt=st.integers(0, 5).map(lambda i: bytes([i]) * 16),
    place=st.integers(0, 30),
    key=st.integers(0, 6).map(lambda i: key(f"card {i}")),
    concepts=st.integers(0, 4).map(lambda i: (ConceptId(f"concept {i}"),)),
    form=st.sampled_from(["recall", "choice", "classify"]),
    guess=st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 1.0]),
    at=st.integers(-400 * 24, 400 * 24).map(lambda hours: NOON.plus(hours * HOUR)),
    took=st.one_of(st.none(), st.integers(0, 60_000)),
    transfer=st.booleans(),
    limited=st.booleans(),
)
sidings = st.builds(sided, st.sampled_from(THREE), st.sampled_from([*THREE, None]))
