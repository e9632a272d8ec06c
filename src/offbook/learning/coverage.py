"""How much of a deck was studied, and how much of it is well known, by concept and by form.

Only what study can show is counted: transfer items are no part of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from offbook.clock import Moment
from offbook.deck.cards import CardId, ConceptId, Deck
from offbook.learning.holding import Holding, hold, outline
from offbook.learning.schedule import Scheduler
from offbook.learning.standing import Standing
from offbook.learning.studied import studied

COLD = 1.0
"""Days; what was reviewed less long ago is taken as it will be by then, for warm recall proves nothing."""


class Covered(NamedTuple):
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
    return covered(hold(outline(deck), studied(standings)), now, scheduler)


def covered(held: Holding, now: Moment, scheduler: Scheduler) -> Coverage:
    """The coverage of a deck by what is held of it."""
    of, cards, aim = held.outline, held.shown, scheduler.retention
    recalls = cards.recalls(now.ms, scheduler.weights, COLD)
    known = [one >= aim for one in recalls]
    means = cards.means(recalls)
    known_of = Counter(compress(held.forms, known))
    studied_by = [end - begin for begin, end in held.places]
    known_by = [sum(known[begin:end]) for begin, end in held.places]
    by_concept = map(Covered, of.by_concept.values(), studied_by, known_by)
    return Coverage(
        cards=Covered(sum(of.by_form.values()), len(recalls), sum(known)),
        concepts=Covered(len(of.by_concept), len(means), sum([one >= aim for one in means.values()])),
        by_form={name: Covered(n, held.by_form[name], known_of[name]) for name, n in of.by_form.items()},
        by_concept=dict(zip(of.by_concept, by_concept, strict=True)),
    )
