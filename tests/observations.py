"""Answers of quizzes as the figures see them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

from makers import NOON, key
from offbook.clock import DAY, Moment
from offbook.deck.cards import CardKey, ConceptId
from offbook.performance.observation import Observation, Told

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
    confidence: int | None
    recall: float | None
    lag: int | None
    transfer: bool
    limited: bool
    told: Told | None


class More(Rest, total=False):
    """What an observation may be told beyond its score."""

    took: int | None


def seen(score: float = 1.0, **more: Unpack[More]) -> Observation:
    """A right answer to a choice, two days cold, unless told."""
    return replace(PLAIN, score=score, **more)


def late(took: int | None = None, **more: Unpack[Rest]) -> Observation:
    """A question whose time ran out; before it was looked at, unless told."""
    return replace(seen(0.0, took=took, **more), timed_out=True, response="")


def sided(truth: str, said: str | None) -> Observation:
    """A classify question; None for one whose time ran out."""
    one = seen(float(truth == said), form="classify", guess=1 / 3, told=Told(truth, said))
    return one if said else replace(one, timed_out=True, took=None)
