"""The plain values of a file into a deck: everything in it that is sound, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from offbook.deck import forms, sections
from offbook.deck.cards import Card, CardId, Concept, ConceptId, Deck, DeckId
from offbook.deck.clean import one_line, quoted
from offbook.deck.findings import Finding
from offbook.deck.problems import Code, Level
from offbook.deck.schema import ASKS, FORMAT, DeckTable
from offbook.deck.tables import SECTIONS, Tables, sound_part


@dataclass(frozen=True, slots=True)
class Built:
    """A deck, and what was found while it was built."""

    deck: Deck | None
    """None for a file that this Offbook cannot know."""
    findings: tuple[Finding, ...]


def build(data: Mapping[str, Any], stem: str, *, partial: bool = False) -> Built:
    """Build a deck from the values of its TOML.

    ``stem`` names a deck that has no ``id``. With ``partial``, cards that hold nothing were cut
    out before, and are passed over.
    """
    version = data.get("format", FORMAT)
    if isinstance(version, int) and version > FORMAT:
        message = f"this deck is written for a newer Offbook: format {version}, where this one reads {FORMAT}"
        return Built(None, (Finding(("format",), message, advice="update Offbook"),))
    tables = Tables(data)
    head = _head(tables, stem)
    sides = sections.sides(tables)
    names = tuple(side.id for side in sides)
    concepts, declared = sections.concepts(tables, names)
    deck = DeckId(head.id or stem)
    cards, own = _cards(tables, forms.Scope(deck, names, declared), partial=partial)
    every = _every_concept(concepts, cards, own)
    built = Deck(
        deck,
        one_line(head.title),
        head.summary.strip(),
        head.source.strip(),
        head.language.strip(),
        sides,
        every,
        sections.quizzes(tables, names, every),
        cards,
    )
    return Built(built, tuple(tables.findings))


def _head(tables: Tables, stem: str) -> DeckTable:
    top = {key: value for key, value in tables.data.items() if key not in SECTIONS}
    head = tables.fit(DeckTable, top, (), "a deck", SECTIONS)
    return head or sound_part(DeckTable, top, {"title": stem}) or DeckTable(title=stem)


def _cards(
    tables: Tables, scope: forms.Scope, *, partial: bool
) -> tuple[tuple[Card, ...], dict[ConceptId, Concept]]:
    """The sound cards, and the concepts that some are by themselves."""
    listed = tables.listed("cards")
    if "cards" not in tables.data:
        message = "this deck has no cards yet; add one under [[cards]]"
        tables.findings.append(Finding((), message, Level.WARNING, code=Code.NO_CARDS))
    cards: list[Card] = []
    own: dict[ConceptId, Concept] = {}
    taken: dict[CardId, int] = {}
    for index, table in enumerate(listed):
        if partial and table == {}:
            continue
        made = forms.make(table, index, scope)
        tables.findings += made.findings
        if twin := _twin(made, table, index, taken):
            tables.findings.append(twin)
            continue
        taken.update((card.facts.key.card, index) for card in made.cards)
        cards += made.cards
        if made.own:
            own.setdefault(made.own.id, made.own)
    return tuple(cards), own


def _twin(
    made: forms.Made, table: Mapping[str, Any], index: int, taken: Mapping[CardId, int]
) -> Finding | None:
    """What is wrong if another card has the identity of one of these."""
    first = next((taken[card.facts.key.card] for card in made.cards if card.facts.key.card in taken), None)
    if first is None:
        return None
    if "id" in table:
        message = f"id {quoted(table['id'])} is already taken by the card"
        return Finding(("cards", index, "id"), message, other=("cards", first))
    asks = next(key for key in ASKS.values() if key in table)
    message, advice = "this card asks the same as the card", "give one of them an id"
    return Finding(("cards", index, asks), message, other=("cards", first), advice=advice)


def _every_concept(
    declared: Mapping[str, Concept], cards: Iterable[Card], own: Mapping[ConceptId, Concept]
) -> tuple[Concept, ...]:
    """The declared concepts, then those that only cards name, in their order."""
    concepts: dict[ConceptId, Concept] = {concept.id: concept for concept in declared.values()}
    for card in cards:
        for name in card.facts.concepts:
            concepts.setdefault(name, own.get(name) or Concept(name, name))
    return tuple(concepts.values())
