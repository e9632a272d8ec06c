"""How much of a deck was studied, and how much of it is well known, by concept and by form.

Only what study can show is counted: transfer items are no part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from offbook.clock import DAY, Moment
from offbook.deck.cards import FORMS, CardId, ConceptId, Deck, form
from offbook.learning import memory
from offbook.learning.schedule import Scheduler, memory_of
from offbook.learning.standing import Standing

COLD = 1.0
"""Days; what was reviewed less long ago is taken as it will be by then, for warm recall proves nothing."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Of so many, how many were studied, and how many of these are well known."""

    of: int
    studied: int
    known: int
    """Recall is at least what the scheduler aims at."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What study has reached of a deck."""

    cards: Covered
    concepts: Covered
    """A concept is studied with its first card, and well known by the mean of its studied cards."""
    by_form: Mapping[str, Covered]
    """Cards of each form that the deck has, in the order of ``FORMS``."""
    by_concept: Mapping[ConceptId, Covered]
    """Cards that belong to each concept, in the order of the deck; none without cards."""


def coverage(deck: Deck, standings: Mapping[CardId, Standing], now: Moment, scheduler: Scheduler) -> Coverage:
    """The coverage of a deck, from where its cards stand; a card that is missing there is new."""
    recalls: list[float | None] = []
    forms: defaultdict[str, list[float | None]] = defaultdict(list)
    concepts: defaultdict[ConceptId, list[float | None]] = defaultdict(list)
    for card in deck.cards:
        if card.facts.quiz_only:
            continue
        recall = _recall(standings.get(card.facts.key.card), now, scheduler)
        recalls.append(recall)
        forms[form(card)].append(recall)
        concepts[card.facts.concept].append(recall)
    aim = scheduler.retention
    return Coverage(
        cards=_covered(recalls, aim),
        concepts=_covered((_mean(held) for held in concepts.values()), aim),
        by_form={name: _covered(forms[name], aim) for name in FORMS if name in forms},
        by_concept={one.id: _covered(concepts[one.id], aim) for one in deck.concepts if one.id in concepts},
    )


def _recall(standing: Standing | None, now: Moment, scheduler: Scheduler) -> float | None:
    """Cold recall of a card, 0 to 1; None while it is new."""
    kept = memory_of(standing.progress) if standing else None
    if kept is None:
        return None
    return memory.recall(max(COLD, (now.ms - kept.last.ms) / DAY), kept.stability, scheduler.weights)


def _mean(recalls: Iterable[float | None]) -> float | None:
    """Mean recall of the cards that were studied; None if none was."""
    studied = [one for one in recalls if one is not None]
    return fsum(studied) / len(studied) if studied else None


def _covered(recalls: Iterable[float | None], aim: float) -> Covered:
    every = list(recalls)
    studied = [one for one in every if one is not None]
    return Covered(len(every), len(studied), sum(one >= aim for one in studied))
