"""What decks, concepts and cards are called where figures speak of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from offbook.deck.cards import Card, CardKey, Concept, ConceptId, Deck, DeckId, prompt
from offbook.deck.clean import defuse, one_line

LONGEST = 80
"""Characters of a prompt that a row shows."""


@dataclass(frozen=True)
class Names:
    """What decks, concepts and cards are called; what is gone goes by its id.

    Looked up when the first of a kind is asked for: most figures name few things, or none.
    """

    decks: tuple[Deck, ...]

    @classmethod
    def of(cls, decks: Sequence[Deck]) -> Self:
        """The names in some decks."""
        return cls(tuple(decks))

    @cached_property
    def _titles(self) -> Mapping[DeckId, str]:
        return {deck.id: one_line(deck.title) for deck in self.decks}

    @cached_property
    def _concepts(self) -> Mapping[tuple[DeckId, ConceptId], Concept]:
        return {(deck.id, one.id): one for deck in self.decks for one in deck.concepts}

    @cached_property
    def _cards(self) -> Mapping[CardKey, Card]:
        return {card.facts.key: card for deck in self.decks for card in deck.cards}

    def deck(self, deck: DeckId) -> str:
        """The title of a deck."""
        return self._titles.get(deck) or defuse(deck)

    def concept(self, deck: DeckId, concept: ConceptId) -> str:
        """The name of a concept."""
        found = self._concepts.get((deck, concept))
        return one_line(found.name) if found else defuse(concept)

    def prompt(self, key: CardKey) -> str:
        """What a card asks, on one line and not too long for it."""
        card = self._cards.get(key)
        return short(prompt(card)) if card else f"{defuse(key.card)}, no longer in the deck"

    def card(self, key: CardKey) -> CardKey | None:
        """The card to open; None if it is gone."""
        return key if key in self._cards else None


def short(text: str) -> str:
    """A text on one line, and cut where it is too long for a row."""
    line = one_line(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
