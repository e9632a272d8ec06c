"""What decks, concepts and cards are called where figures speak of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from offbook.deck.cards import Card, CardId, CardKey, Concept, ConceptId, ConceptKey, Deck, DeckId, prompt
from offbook.deck.clean import defuse, one_line
from offbook.deck.plain import in_a_line, is_prompt, told_apart

LONGEST = 80
"""Characters of a prompt that a row shows."""
_MOST_ALIKE = 50
"""Cards that are told apart from each other; where more begin alike, each is cut at its end."""


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
    def _concepts(self) -> Mapping[ConceptKey, Concept]:
        return {(deck.id, one.id): one for deck in self.decks for one in deck.concepts}

    @cached_property
    def _cards(self) -> Mapping[CardKey, Card]:
        return {card.facts.key: card for deck in self.decks for card in deck.cards}

    @cached_property
    def _firsts(self) -> Mapping[ConceptKey, CardKey]:
        cards = [card for deck in self.decks for card in deck.cards]
        return {(card.facts.key.deck, card.facts.concept): card.facts.key for card in reversed(cards)}

    @cached_property
    def _alike(self) -> Mapping[tuple[DeckId, str], Sequence[Card]]:
        """The cards of a deck whose prompts begin alike."""
        groups: defaultdict[tuple[DeckId, str], list[Card]] = defaultdict(list)
        for key, card in self._cards.items():
            groups[key.deck, _beginning(card)].append(card)
        return groups

    def deck(self, deck: DeckId) -> str:
        """The title of a deck."""
        return self._titles.get(deck) or defuse(deck)

    def concept(self, deck: DeckId, concept: ConceptId) -> str:
        """The name of a concept."""
        found = self._concepts.get((deck, concept))
        if found is None:
            return defuse(concept)
        # A concept that nobody declared goes by the id of its only card, and by what that asks.
        card = self._cards.get(CardKey(deck, CardId(concept)))
        if card and is_prompt(found.name, prompt(card)):
            return self.prompt(card.facts.key)
        return one_line(found.name)

    def opens(self, deck: DeckId, concept: ConceptId) -> CardKey | None:
        """The first card of a concept, which stands for it; None if it has none any more."""
        return self._firsts.get((deck, concept))

    def prompt(self, key: CardKey) -> str:
        """What a card asks, on one line and not too long for it."""
        card = self._cards.get(key)
        if card is None:
            return f"{defuse(key.card)}, no longer in the deck"
        alike = self._alike[key.deck, _beginning(card)]
        if len(alike) == 1 or len(alike) > _MOST_ALIKE:
            return short(prompt(card))
        return told_apart([in_a_line(prompt(one)) for one in (card, *alike)], LONGEST)[0]

    def card(self, key: CardKey) -> CardKey | None:
        """The card to open; None if it is gone."""
        return key if key in self._cards else None


def short(text: str) -> str:
    """A Markdown text on one line, and cut where it is too long for a row."""
    return told_apart([in_a_line(text)], LONGEST)[0]


def _beginning(card: Card) -> str:
    return prompt(card)[: LONGEST // 2]
