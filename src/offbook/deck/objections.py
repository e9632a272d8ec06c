"""How a second reader's objections are made: as warnings, at the key of a card that earns them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from offbook.deck.cards import Card
from offbook.deck.findings import Finding, Trail
from offbook.deck.problems import Code, Level


def objection(
    card: Card, key: str, code: Code, message: str, *, advice: str = "", other: Card | None = None
) -> Finding:
    """A warning at a key of a card; the line of ``other`` is named behind the message."""
    place: Trail | None = ("cards", other.facts.index) if other else None
    at = ("cards", card.facts.index, key)
    return Finding(at, message, Level.WARNING, on_key=True, other=place, advice=advice, code=code)


def tables(cards: Iterable[Card]) -> Iterator[Card]:
    """One card for each table of the file: those made from one text ask the same text."""
    seen: set[int] = set()
    for card in cards:
        if card.facts.index not in seen:
            seen.add(card.facts.index)
            yield card
