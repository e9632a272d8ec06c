"""What was asked, kept in words: a question can be looked at for ever, whatever becomes of its deck."""

from __future__ import annotations

import json
from dataclasses import dataclass

from offbook.deck.cards import Card, Choice, Concept, DeckId, Option, Side, arranged
from offbook.deck.codec import decode_card, decode_right, encode_card

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with everything that showing it takes, before and after the answer."""

    card: Card
    """The card in the form in which it is asked."""
    sides: tuple[Side, ...]
    """The sides that its deck declares."""
    own: Concept | None
    """The concept it belongs to."""
    opposite: Concept | None
    """What stands opposite."""

    def options(self, order: int) -> tuple[Option, ...]:
        """The options of a choice in the order that the seed gives; empty for the other forms."""
        return arranged(self.card, order) if isinstance(self.card, Choice) else ()


def to_json(asked: Asked) -> str:
    """The question as the journal keeps it."""
    plain = {
        "version": _VERSION,
        "deck": asked.card.facts.key.deck,
        "card": encode_card(asked.card),
        "sides": [[side.id, side.name, side.key] for side in asked.sides],
        "concepts": [_plain(asked.own), _plain(asked.opposite)],
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Asked:
    """The question that was kept. Raises ValueError if the text holds none of a version known here."""
    try:
        plain = json.loads(text)
        if plain["version"] != _VERSION:
            raise ValueError(f"questions of version {plain['version']} are not known")
        own, opposite = (Concept(*one) if one else None for one in plain["concepts"])
        return Asked(
            decode_card(DeckId(plain["deck"]), plain["card"]),
            tuple(Side(*side) for side in plain["sides"]),
            own,
            opposite,
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError("this is no question") from error


def right_of(text: str) -> str | None:
    """The right side of the question that was kept, or its only right option.

    None for other forms, for several right options, and for what holds no question known here.
    """
    try:
        plain = json.loads(text)
        return decode_right(plain["card"]) if plain["version"] == _VERSION else None
    except (ValueError, KeyError, TypeError):
        return None


def _plain(concept: Concept | None) -> list[str | None] | None:
    if concept is None:
        return None
    return [concept.id, concept.name, concept.summary, concept.topic, concept.side, concept.contrast]
