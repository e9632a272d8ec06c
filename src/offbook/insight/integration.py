"""The integration map: every concept by what is held in memory and what is shown cold.

Learning without performance may leave knowledge theoretical; performance without learning may
grow repetitive and stagnant; where both hold, each can drive the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from offbook.deck.cards import ConceptKey
from offbook.evidence import NEEDS, Evidence, Figure, standing
from offbook.performance.accuracy import accuracies, accuracy, concept_of
from offbook.performance.observation import Observation
from offbook.statistics import Share, shrunk

LINE = 0.75
"""Where either axis is parted, 0 to 1."""
LEAST = NEEDS[Figure.QUADRANT][0].shown
"""Cold answers below which a concept is unmeasured."""


class Quadrant(StrEnum):
    """Where a concept stands on the map."""

    THEORETICAL = "theoretical"
    """Held in memory, not shown in quizzes."""
    STAGNANT = "stagnant"
    """Shown in quizzes, not held by study."""
    INTEGRATED = "integrated"
    """Held in memory and shown in quizzes."""
    NOT_STARTED = "not started"
    """Neither line is reached, however much was done."""
    UNMEASURED = "unmeasured"
    """Too few cold answers to tell; it stands on the strip beside the map, by its memory alone."""


class Place(NamedTuple):
    """Where one concept stands."""

    concept: ConceptKey
    recall: float | None
    """Mean recall now of its studied cards, 0 to 1; None if none was ever studied."""
    cold: Share | None
    """Its cold first answers; None if there are none."""
    overall: float
    """Accuracy, 0 to 1, of the cold first answers of all concepts, towards which its own is drawn."""

    @property
    def answers(self) -> int:
        """Cold first answers."""
        return self.cold.n if self.cold else 0

    @property
    def evidence(self) -> Evidence:
        """Whether its performance can be shown."""
        return standing(Figure.QUADRANT, self.answers)

    @property
    def performance(self) -> float | None:
        """Accuracy cold, 0 to 1, drawn towards the overall one; None while it is unmeasured."""
        # What ``evidence`` says, in short: it is asked of every concept there is.
        if self.cold is None or self.cold.n < LEAST:
            return None
        return shrunk(self.cold.score, self.cold.n, self.overall)

    @property
    def is_held(self) -> bool:
        """Whether memory reaches the line."""
        return self.recall is not None and self.recall >= LINE

    @property
    def quadrant(self) -> Quadrant:
        """Where it stands; what lies on a line has reached it."""
        performance = self.performance
        if performance is None:
            return Quadrant.UNMEASURED
        if performance >= LINE:
            return Quadrant.INTEGRATED if self.is_held else Quadrant.STAGNANT
        return Quadrant.THEORETICAL if self.is_held else Quadrant.NOT_STARTED


@dataclass(frozen=True, slots=True)
class ShownCold:
    """What was shown of each concept, a day cold."""

    shares: Mapping[ConceptKey, Share]
    """Of each concept that was asked."""
    overall: float
    """Of all together, 0 to 1; 0 where nothing was asked."""


def shown_cold(first: Iterable[Observation]) -> ShownCold:
    """What first answers show cold."""
    cold = [one for one in first if one.is_cold]
    together = accuracy(cold)
    return ShownCold(accuracies(cold, concept_of), together.value if together else 0.0)


def mapped(
    concepts: Iterable[ConceptKey], studied: Iterable[ConceptKey], cold: ShownCold
) -> tuple[ConceptKey, ...]:
    """What has a place: these concepts, in their order, then what else was studied, then asked."""
    return tuple(dict.fromkeys((*concepts, *studied, *cold.shares)))


def places(
    names: Iterable[ConceptKey], recalls: Mapping[ConceptKey, float], cold: ShownCold
) -> tuple[Place, ...]:
    """The place of each concept, in their order.

    ``recalls`` holds the mean recall now of the studied cards of each concept that has any.
    """
    recall, share, overall = recalls.get, cold.shares.get, cold.overall
    return tuple([Place(name, recall(name), share(name), overall) for name in names])
