"""How much of a deck was studied, and how much of it is well known, by concept and by form.

Only what study can show is counted: transfer items are no part of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from offbook.clock import DAY, Moment
from offbook.deck.cards import FORMS, CardId, ConceptId, Deck, form
from offbook.learning import memory
from offbook.learning.schedule import Scheduler
from offbook.learning.standing import Standing
from offbook.learning.studied import Studied, studied

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
    forms: dict[CardId, str] = {}
    concepts: dict[CardId, ConceptId] = {}
    unseen: set[CardId] = set()
    of_form: Counter[str] = Counter()
    of_concept: Counter[ConceptId] = Counter()
    for card in deck.cards:
        facts = card.facts
        key = facts.key.card
        forms[key], concepts[key] = own = form(card), facts.concepts[0]
        if facts.quiz_only:
            unseen.add(key)
        else:
            of_form[own[0]] += 1
            of_concept[own[1]] += 1
    return Outline(
        deck=deck,
        concepts=concepts,
        forms=forms,
        unseen=frozenset(unseen),
        by_form={name: of_form[name] for name in FORMS if name in of_form},
        by_concept={one.id: of_concept[one.id] for one in deck.concepts if one.id in of_concept},
    )


def coverage(deck: Deck, standings: Mapping[CardId, Standing], now: Moment, scheduler: Scheduler) -> Coverage:
    """The coverage of a deck, from where its cards stand; a card that is missing there is new."""
    return covered(outline(deck), studied(standings).values(), now, scheduler)


def covered(of: Outline, cards: Iterable[Studied], now: Moment, scheduler: Scheduler) -> Coverage:
    """The coverage of a deck by what was studied; what the deck does not show in study is passed over."""
    recall, aim, at = memory.fading(scheduler.weights), scheduler.retention, now.ms
    by_form: defaultdict[str, list[float]] = defaultdict(list)
    by_concept: defaultdict[ConceptId, list[float]] = defaultdict(list)
    for card, stability, last, _, _ in cards:
        if card in of.forms and card not in of.unseen:
            cold = recall(max(COLD, (at - last) / DAY), stability)
            by_form[of.forms[card]].append(cold)
            by_concept[of.concepts[card]].append(cold)
    every = [one for held in by_form.values() for one in held]
    means = [fsum(held) / len(held) for held in by_concept.values()]
    return Coverage(
        cards=_covered(sum(of.by_form.values()), every, aim),
        concepts=_covered(len(of.by_concept), means, aim),
        by_form={name: _covered(n, by_form.get(name, ()), aim) for name, n in of.by_form.items()},
        by_concept={name: _covered(n, by_concept.get(name, ()), aim) for name, n in of.by_concept.items()},
    )


def _covered(n: int, recalls: Collection[float], aim: float) -> Covered:
    return Covered(n, len(recalls), sum([one >= aim for one in recalls]))
