"""One deck laid out for finding its cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from offbook.browsing.query import Kind, folded
from offbook.deck.cards import (
    Card,
    CardId,
    Choice,
    Claim,
    Classify,
    Cloze,
    Concept,
    ConceptId,
    Deck,
    Gap,
    Recall,
    form,
)


@dataclass(frozen=True, slots=True)
class Section:
    """The cards of a deck by their places, from 0, in the order of the deck."""

    deck: Deck
    texts: Sequence[str]
    """What each card is searched by, folded."""
    named: Mapping[Kind, Mapping[str, Sequence[int]]]
    """The places of the cards under each name of each kind; names are folded, places rise."""
    places: Mapping[CardId, int]
    concepts: Mapping[ConceptId, Concept]

    def concept(self, card: Card) -> str:
        """What the concept of a card is called."""
        found = self.concepts.get(card.facts.concept)
        return found.name if found else card.facts.concept


def section(deck: Deck) -> Section:
    """Lay a deck out. It is done once for each deck, and takes a second for some 50,000 cards."""
    concepts = {concept.id: concept for concept in deck.concepts}
    own = {concept.id: _of_concept(concept) for concept in deck.concepts}
    sides = {side.id: _alike(Kind.SIDE, side.id, side.name) for side in deck.sides}
    named: defaultdict[Kind, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    texts: list[str] = []
    for place, card in enumerate(deck.cards):
        facts = card.facts
        first = concepts.get(facts.concept)
        side = card.side if isinstance(card, Classify) else first.side if first else None
        names = {(Kind.FORM, form(card))}
        for concept in facts.concepts:
            names.update(own.get(concept) or _alike(Kind.CONCEPT, concept))
        names.update(sides.get(side, ()) if side else (), *(_alike(Kind.TAG, tag) for tag in facts.tags))
        for kind, name in names:
            named[kind][name].append(place)
        called = [concepts[concept].name for concept in facts.concepts if concept in concepts]
        texts.append(folded(" \n ".join([*_said(card), *called, *facts.tags])))
    every = range(len(deck.cards))
    for kind, name in _alike(Kind.DECK, deck.id, deck.title):
        named[kind][name] += every
    places = {card.facts.key.card: place for place, card in enumerate(deck.cards)}
    return Section(deck, texts, {kind: dict(found) for kind, found in named.items()}, places, concepts)


def _of_concept(concept: Concept) -> frozenset[tuple[Kind, str]]:
    """The names under which the cards of a concept are found."""
    names = _alike(Kind.CONCEPT, concept.id, concept.name)
    return names | _alike(Kind.TOPIC, concept.topic) if concept.topic else names


@lru_cache(maxsize=1 << 12)
def _alike(kind: Kind, *names: str) -> frozenset[tuple[Kind, str]]:
    """The names of one thing, folded."""
    return frozenset((kind, folded(name)) for name in names)


def _said(card: Card) -> Iterator[str]:
    """What a card asks and answers. Which side or verdict is right is no text to be found by."""
    match card:
        case Recall(front=front, back=back, parts=parts):
            yield from (front, back, *parts)
        case Cloze(segments=segments):
            yield "".join(part.answer if isinstance(part, Gap) else part for part in segments)
        case Choice(ask=ask, right=right):
            yield from (ask, *(option.text for option in right))
        case Claim(claim=text) | Classify(statement=text):
            yield text
        case other:
            assert_never(other)
