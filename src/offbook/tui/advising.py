"""Acting on an advice: what its key does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from offbook.clock import SECOND
from offbook.deck.cards import ConceptKey, Deck
from offbook.insight.advice import Advice, Nothing, Quiz, Rehearse, Space
from offbook.performance.blueprint import Scope
from offbook.performance.plan import Plan

EACH = 30 * SECOND
"""Milliseconds that a quiz allows for each of its concepts, as the usual quizzes do."""


def key_of(advice: Advice) -> str:
    """What the key of an advice does, in words; empty where nothing acts on it."""
    match advice:
        case Rehearse(concepts=concepts):
            return f"rehearse {_these(len(concepts))}"
        case Quiz(concepts=concepts):
            return f"quiz {_these(len(concepts))}"
        case Space() | Nothing():
            return ""
        case other:
            assert_never(other)


def plan(concepts: Sequence[ConceptKey], decks: Sequence[Deck]) -> Plan:
    """A quiz of exactly these concepts of the decks, one question for each.

    The cards are named besides: a card that drills such a concept beside its own is another
    concept's, and so is a card of a namesake in another deck.
    """
    wanted = frozenset(concepts)
    keys = tuple(
        card.facts.key for deck in decks for card in deck.cards if (deck.id, card.facts.concept) in wanted
    )
    asked = {(deck.id, card.facts.concept) for deck in decks for card in deck.cards} & wanted
    return Plan(
        scope=Scope(
            decks=tuple(dict.fromkeys(deck for deck, _ in concepts)),
            concepts=tuple(dict.fromkeys(concept for _, concept in concepts)),
            cards=keys,
        ),
        questions=max(1, len(asked)),
        total=max(1, len(asked)) * EACH,
    )


def _these(number: int) -> str:
    return "it" if number == 1 else f"these {number}"
