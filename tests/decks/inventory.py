"""The inventory of the source: every point that a card has to drill, its side, and the kinds of card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import assert_never

from pair_rules import is_scenario
from rules import Rule

from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, ConceptId, Deck, Recall

Inventory = Mapping[str, tuple[str, str]]
"""Concepts with their side, a key of ``SIDES``, and their kinds, each a letter of ``kind``."""

SIDES = {"L": "learning", "P": "performance", "B": "both", "S": None}
"""S is a state, which belongs to no side."""
EASY = frozenset("aef")
"""Kinds that ask to tell rather than to produce, and no case yet."""

INVENTORY: Inventory = {
    "overview.distinct": ("B", "bf"),
    "def.learning.intro": ("L", "abcde"),
    "def.learning.contexts": ("L", "abd"),
    "def.performance.intro": ("P", "abcde"),
    "def.performance.apply": ("P", "abcd"),
    "contrast.focus.intro": ("B", "ef"),
    "growth.cycle.intro": ("B", "abcf"),
    "row.definition.learning": ("L", "abce"),
    "row.definition.performance": ("P", "abce"),
    "row.goal.learning": ("L", "abce"),
    "row.goal.performance": ("P", "abce"),
    "row.process.learning": ("L", "abcde"),
    "row.process.performance": ("P", "abcde"),
    "row.focus.learning": ("L", "abce"),
    "row.focus.performance": ("P", "abce"),
    "row.outcome.learning": ("L", "abce"),
    "row.outcome.performance": ("P", "abce"),
    "row.measurement.learning": ("L", "abcdef"),
    "row.measurement.performance": ("P", "abcdef"),
    "row.timeframe.learning": ("L", "abcdef"),
    "row.timeframe.performance": ("P", "abcde"),
    "detail.both.crucial": ("B", "ab"),
    "detail.learning.educational": ("L", "ab"),
    "detail.performance.practical": ("P", "abd"),
    "attr.learning.list": ("L", "bc"),
    "attr.learning.knowledge": ("L", "abcd"),
    "attr.learning.knowledge.effect": ("L", "abd"),
    "attr.learning.skills": ("L", "abcdf"),
    "attr.learning.skills.types": ("L", "bcd"),
    "attr.learning.attitudes": ("L", "abcd"),
    "attr.learning.attitudes.effect": ("L", "abcd"),
    "attr.learning.critical": ("L", "abcd"),
    "attr.learning.critical.habits": ("L", "abcd"),
    "attr.learning.growth": ("L", "abcd"),
    "attr.learning.growth.effect": ("L", "abd"),
    "attr.performance.list": ("P", "bc"),
    "attr.performance.application": ("P", "abcd"),
    "attr.performance.transfer": ("P", "abd"),
    "attr.performance.execution": ("P", "abcd"),
    "attr.performance.execution.time": ("P", "abcd"),
    "attr.performance.quality": ("P", "abcdf"),
    "attr.performance.quality.standard": ("P", "abcd"),
    "attr.performance.productivity": ("P", "abcd"),
    "attr.performance.utilisation": ("P", "abd"),
    "attr.performance.improvement": ("P", "abcdf"),
    "attr.performance.improvement.how": ("P", "abcd"),
    "interplay.mutual": ("B", "abf"),
    "interplay.foundation": ("B", "bcdf"),
    "interplay.validate": ("B", "bcdf"),
    "interplay.theoretical": ("S", "bcdf"),
    "interplay.stagnant": ("S", "bcdf"),
    "interplay.cycle": ("B", "abcd"),
    "integrate.crucial": ("B", "ab"),
    "integrate.bridge": ("B", "abcd"),
    "integrate.culture": ("B", "abcd"),
    "integrate.adapt": ("B", "abcd"),
    "integrate.innovate": ("B", "abcd"),
    "integrate.align": ("B", "abcd"),
    "close.restate": ("B", "e"),
    "close.unique": ("B", "af"),
    "close.maximise": ("B", "ab"),
    "close.result": ("B", "bc"),
}


def every_kind_is_drilled(deck: Deck, inventory: Inventory = INVENTORY) -> Iterator[str]:
    drilled = kinds(deck)
    for concept, (_, wanted) in inventory.items():
        if missing := set(wanted) - drilled[ConceptId(concept)]:
            yield f"{concept} lacks cards of kind {', '.join(sorted(missing))}"


def nothing_is_beside_the_source(deck: Deck, inventory: Inventory = INVENTORY) -> Iterator[str]:
    for concept in deck.concepts:
        if concept.id not in inventory:
            yield f"{concept.id} is not in the inventory"
        elif concept.side != SIDES[inventory[concept.id][0]]:
            yield f"{concept.id} is on the side {concept.side}, against the inventory"


def every_concept_begins_easily(deck: Deck, inventory: Inventory = INVENTORY) -> Iterator[str]:
    """New cards are met in the order of the file, so the first of a concept invites."""
    met: set[ConceptId] = set()
    for card in deck.cards:
        concept = card.facts.concept
        if concept in met or card.facts.quiz_only:
            continue
        met.add(concept)
        if kind(card) not in EASY and set(inventory.get(concept, ("", ""))[1]) & EASY:
            yield f"{concept} begins with {card.facts.key.card}, of kind {kind(card)}"


CONTENT: tuple[Rule, ...] = (every_kind_is_drilled, nothing_is_beside_the_source, every_concept_begins_easily)


def kinds(deck: Deck) -> defaultdict[ConceptId, set[str]]:
    """Which kinds of card drill each concept."""
    found: defaultdict[ConceptId, set[str]] = defaultdict(set)
    for card in deck.cards:
        for concept in card.facts.concepts:
            found[concept].add(kind(card))
    return found


def kind(card: Card) -> str:
    """The kind of a card: a classify, b recall, c cloze, d scenario, e choice, f claim."""
    if is_scenario(card):
        return "d"
    match card:
        case Classify():
            return "a"
        case Recall():
            return "b"
        case Cloze():
            return "c"
        case Choice():
            return "e"
        case Claim():
            return "f"
        case other:
            assert_never(other)
