"""How much of a deck was studied, and how much of it is well known, by concept and by form.

Only what study can show is counted: transfer items are no part of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import compress
from math import fsum
from typing import TypeVar

from offbook.clock import DAY, Moment
from offbook.deck.cards import FORMS, CardId, ConceptId, Deck
from offbook.learning import memory
from offbook.learning.schedule import Scheduler
from offbook.learning.standing import Standing
from offbook.learning.studied import Studied, studied

K = TypeVar("K", bound=Hashable)

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


@dataclass(frozen=True, slots=True)
class Outline:
    """A deck as counts look at it, made once and looked at often."""

    deck: Deck
    concepts: Mapping[CardId, ConceptId]
    """Which concept each card belongs to."""
    forms: Mapping[CardId, str]
    """The form of each card."""
    unseen: frozenset[CardId]
    """The cards that study never shows."""
    by_form: Mapping[str, int]
    """How many cards of each form study shows, in the order of ``FORMS``; none without cards."""
    by_concept: Mapping[ConceptId, int]
    """How many cards of each concept study shows, in the order of the deck; none without cards."""


def outline(deck: Deck) -> Outline:
    """The outline of a deck."""
    keys = [card.facts.key.card for card in deck.cards]
    names = {kind: kind.__name__.lower() for kind in set(map(type, deck.cards))}
    forms = dict(zip(keys, [names[type(card)] for card in deck.cards], strict=True))
    concepts = dict(zip(keys, [card.facts.concepts[0] for card in deck.cards], strict=True))
    unseen = frozenset(card.facts.key.card for card in deck.cards if card.facts.quiz_only)
    of_form, of_concept = Counter(forms.values()), Counter(concepts.values())
    of_form.subtract(forms[card] for card in unseen)
    of_concept.subtract(concepts[card] for card in unseen)
    return Outline(
        deck=deck,
        concepts=concepts,
        forms=forms,
        unseen=unseen,
        by_form={name: n for name in FORMS if (n := of_form[name])},
        by_concept={one.id: n for one in deck.concepts if (n := of_concept[one.id])},
    )


def coverage(deck: Deck, standings: Mapping[CardId, Standing], now: Moment, scheduler: Scheduler) -> Coverage:
    """The coverage of a deck, from where its cards stand; a card that is missing there is new."""
    return covered(outline(deck), studied(standings), now, scheduler)


def covered(of: Outline, cards: Mapping[CardId, Studied], now: Moment, scheduler: Scheduler) -> Coverage:
    """The coverage of a deck by what was studied; what the deck does not show in study is passed over."""
    recall, aim, at = memory.fading(scheduler.weights), scheduler.retention, now.ms
    if not (of.forms.keys() >= cards.keys() and of.unseen.isdisjoint(cards)):
        cards = {card: one for card, one in cards.items() if card in of.forms and card not in of.unseen}
    recalls = [recall(max(COLD, (at - last) / DAY), stability) for _, stability, last, _, _ in cards.values()]
    known = [one >= aim for one in recalls]
    forms, concepts = [of.forms[card] for card in cards], [of.concepts[card] for card in cards]
    means = [fsum(held) / len(held) for held in _grouped(concepts, recalls)]
    return Coverage(
        cards=Covered(sum(of.by_form.values()), len(cards), sum(known)),
        concepts=Covered(len(of.by_concept), len(means), sum([mean >= aim for mean in means])),
        by_form=_each(of.by_form, Counter(forms), Counter(compress(forms, known))),
        by_concept=_each(of.by_concept, Counter(concepts), Counter(compress(concepts, known))),
    )


def _grouped(concepts: Iterable[ConceptId], recalls: Iterable[float]) -> Iterable[list[float]]:
    """The recalls of each concept that was studied."""
    groups: defaultdict[ConceptId, list[float]] = defaultdict(list)
    for concept, recall in zip(concepts, recalls, strict=True):
        groups[concept].append(recall)
    return groups.values()


def _each(of: Mapping[K, int], studied: Mapping[K, int], known: Mapping[K, int]) -> dict[K, Covered]:
    return {name: Covered(n, studied.get(name, 0), known.get(name, 0)) for name, n in of.items()}
