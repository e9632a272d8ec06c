"""The kinds of learners: how each remembers, applies, feels and sets Offbook up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from offbook.deck.catalog import Entry
from offbook.learning.memory import DEFAULT_WEIGHTS
from offbook.library import Library
from offbook.settings import Settings


class Kind(StrEnum):
    """Who is simulated."""

    SPACED = "spaced"
    """Rehearses most days, and performs on days between."""
    CRAMMER = "crammer"
    """Rehearses for hours before a quiz, and not again until the next."""
    STUDY_ONLY = "study-only"
    """Rehearses, and never performs."""
    QUIZ_ONLY = "quiz-only"
    """Performs, looks at the answers, and never rehearses."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is true of a learner's mind; Offbook knows nothing of it."""

    weights: tuple[float, ...]
    """The 21 parameters of FSRS-6 by which this very memory works."""
    prior: float = 0.15
    """Chance, 0 to 1, of knowing a card of a concept that was never met."""
    use: float = 0.5
    """Chance, 0 to 1, of carrying a known concept over to a card that was never met."""
    gain: float = 0.2
    """Share of what ``use`` still lacks that one quiz with its answers looked at adds."""
    ceiling: float = 0.95
    """What ``use`` grows towards."""
    sureness: float = 0.0
    """What is felt of an answer beyond its true chance; above 0 is overconfident."""
    honesty: float = 0.7
    """How often a lucky answer is rated as the miss that it was."""
    looks: float = 1.0
    """How often the answers of a quiz are looked at."""
    pulls: float = 0.0
    """How often what a quiz missed is called into the next rehearsal."""


@dataclass(frozen=True, slots=True)
class _Memory:
    """How a kind's memory differs from the published defaults."""

    first: float = 1.0
    """Factor of the stability that a first meeting leaves."""
    growth: float = 0.0
    """Added to the logarithm of what a recalled card gains."""
    decay: float = DEFAULT_WEIGHTS[20]
    """How steeply a memory falls once its stability is over."""


_MEMORIES = {
    Kind.SPACED: _Memory(),
    # What is massed is met again before it had begun to fade, and leaves little.
    Kind.CRAMMER: _Memory(first=0.5, growth=-1.4, decay=0.6),
    Kind.STUDY_ONLY: _Memory(),
    Kind.QUIZ_ONLY: _Memory(),
}
_SPREAD = 0.06
"""Standard deviation of the logarithm by which one learner's parameters differ from another's."""


def traits(kind: Kind, chance: Random) -> Traits:
    """One learner of a kind, each a little different."""
    weights = _weights(_MEMORIES[kind], chance)
    match kind:
        case Kind.SPACED:
            return Traits(weights, use=0.8, gain=0.3, sureness=-0.02, pulls=0.8)
        case Kind.CRAMMER:
            return Traits(weights, use=0.6, gain=0.1, sureness=0.3, honesty=0.3, looks=0.7)
        case Kind.STUDY_ONLY:
            return Traits(weights, use=0.45)
        case Kind.QUIZ_ONLY:
            return Traits(weights, use=0.4, gain=0.1, ceiling=0.75, sureness=0.1)


DECKS = frozenset({"learning-vs-performance", "offbook-tour"})
"""What a learner takes up, so that another deck beside these changes no life."""


def taken_up(library: Library) -> tuple[Entry, ...]:
    """The decks of a library that a learner takes up: ``DECKS``, or all where none of these is there."""
    entries = library.entries()
    return tuple(entry for entry in entries if entry.id in DECKS) or entries


def settings(kind: Kind) -> Settings:
    """What a kind set in Offbook: how many new cards a day it takes on."""
    return Settings(new_per_day=60 if kind is Kind.CRAMMER else 5)


def _weights(own: _Memory, chance: Random) -> tuple[float, ...]:
    weights = list(DEFAULT_WEIGHTS)
    first = own.first * chance.lognormvariate(0.0, _SPREAD)
    weights[:4] = [weight * first for weight in weights[:4]]
    weights[8] += own.growth + chance.gauss(0.0, _SPREAD)
    weights[11] *= chance.lognormvariate(0.0, _SPREAD)
    weights[20] = own.decay * chance.lognormvariate(0.0, _SPREAD)
    return tuple(weights)
