"""The plain values of a file into a deck: everything in it that is sound, and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from offbook.deck import forms, sections
from offbook.deck.cards import Card, CardId, Concept, ConceptId, Deck, DeckId
from offbook.deck.clean import one_line
from offbook.deck.findings import Finding, nearest
from offbook.deck.fitting import respelt
from offbook.deck.problems import Code, Level
from offbook.deck.schema import FORMAT, DeckTable
from offbook.deck.tables import SECTIONS, Tables


@dataclass(frozen=True, slots=True)
class Built:
    """A deck, and what was found while it was built."""

    deck: Deck | None
    """None for a file that this Offbook cannot know."""
    findings: tuple[Finding, ...]
    meant: tuple[Card, ...] = ()
    """The cards of the deck, and those that would be in it if what is wrong with them were mended."""
    entries: int = 0
    """How many tables of cards the file has, those with mistakes too."""
    declared: int = 0
    """How many concepts the file declares; they are the first of the deck's."""
    doubts: Counter[str] = field(default_factory=Counter)
    """In how many other cards it is not known what stands there; see ``forms.DOUBTS``. And ``sides``
    where it is not known which there are."""

    sections: Mapping[str, str] = field(default_factory=dict)
    """How the file spells a section that was meant; see ``fitting``."""
    keys: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """How it spells keys of a card, by its index."""

    def spelt(self, found: Finding) -> Finding:
        """A finding about a card as it was meant, at the keys that stand in the file."""
        match found.at:
            case ("cards", int(index), *_) if index in self.keys:
                found = respelt(found, 2, self.keys[index])
            case _:
                pass
        return respelt(found, 0, self.sections)


def build(data: Mapping[str, Any], stem: str, *, partial: bool = False) -> Built:
    """Build a deck from the values of its TOML.

    ``stem`` names a deck that has no ``id``. With ``partial``, cards that hold nothing were cut
    out before, and are passed over.
    """
    version = data.get("format", FORMAT)
    if isinstance(version, int) and version > FORMAT:
        message = f"this deck is written for a newer Offbook: format {version}, where this one reads {FORMAT}"
        return Built(None, (Finding(("format",), message, advice="update Offbook"),))
    spelt = _misspelt(data)
    tables = Tables({**data, **{section: data[key] for section, key in spelt.items()}})
    head = _head(tables, data, stem)
    sides = sections.sides(tables)
    names = sections.Names.of(tables.data, sides)
    concepts, declared = sections.concepts(tables, names)
    deck = DeckId(head.id or stem)
    gathered = _gathered(tables, forms.Scope(deck, names, declared), partial=partial)
    # Files are edited by their [[cards]]: those under another name are read, but not used.
    cards = () if "cards" in spelt else tuple(gathered.usable)
    built = Deck(
        deck,
        one_line(head.title),
        head.summary.strip(),
        head.source.strip(),
        head.language.strip(),
        sides,
        _every_concept(concepts, cards, gathered.own),
        sections.quizzes(tables, names),
        cards,
    )
    if names.lost != frozenset():
        gathered.doubts["sides"] += 1
    findings = tuple(respelt(one, 0, spelt) for one in tables.findings)
    meant = tuple(gathered.meant)
    return Built(
        built, findings, meant, gathered.entries, len(concepts), gathered.doubts, spelt, gathered.keys
    )


def _misspelt(data: Mapping[str, Any]) -> dict[str, str]:
    """The sections that the file only seems to have, each with how it is spelt there."""
    known = (*DeckTable.model_fields, *SECTIONS)
    spelt: dict[str, str] = {}
    for key, value in data.items():
        tables = value if isinstance(value, list) else [value]
        if key not in known and all(isinstance(one, dict) for one in tables):
            near = nearest(key, known)
            if near in SECTIONS and near not in data:
                spelt.setdefault(near, key)
    return spelt


def _head(tables: Tables, data: Mapping[str, Any], stem: str) -> DeckTable:
    top = {key: value for key, value in data.items() if key not in SECTIONS}
    fallback = {"title": stem}
    return tables.fit(DeckTable, top, (), "a deck", SECTIONS, fallback).value or DeckTable(title=stem)


@dataclass(slots=True)
class _Gathered:
    """What has been made of the cards so far."""

    entries: int
    usable: list[Card] = field(default_factory=list)
    meant: list[Card] = field(default_factory=list)
    own: dict[ConceptId, Concept] = field(default_factory=dict)
    """The concepts that some cards are by themselves."""
    taken: dict[CardId, int] = field(default_factory=dict)
    keys: dict[int, Mapping[str, str]] = field(default_factory=dict)
    doubts: Counter[str] = field(default_factory=Counter)


def _gathered(tables: Tables, scope: forms.Scope, *, partial: bool) -> _Gathered:
    listed = tables.listed("cards")
    if "cards" not in tables.data:
        message = "this deck has no cards yet; add one under [[cards]]"
        tables.findings.append(Finding((), message, Level.WARNING, code=Code.NO_CARDS))
    gathered = _Gathered(len(listed))
    for index, table in enumerate(listed):
        if partial and table == {}:
            gathered.doubts.update(forms.DOUBTS)
            continue
        made = forms.make(table, index, scope)
        tables.findings += made.findings
        gathered.doubts.update(made.doubts)
        if twin := _twin(made, gathered.taken):
            tables.findings.append(twin)
            continue
        taken = made.named.cards if made.named else ()
        gathered.taken.update(dict.fromkeys(taken, index))
        if made.spelt:
            gathered.keys[index] = made.spelt
        gathered.meant += made.cards
        gathered.usable += made.cards if made.usable else ()
        if made.own:
            gathered.own.setdefault(made.own.id, made.own)
    return gathered


def _twin(made: forms.Made, taken: Mapping[CardId, int]) -> Finding | None:
    """What is wrong if another card is called as one of these."""
    if made.named is None:
        return None
    first = next((taken[card] for card in made.named.cards if card in taken), None)
    return None if first is None else replace(made.named.clash, other=("cards", first))


def _every_concept(
    declared: Mapping[str, Concept], cards: Iterable[Card], own: Mapping[ConceptId, Concept]
) -> tuple[Concept, ...]:
    """The declared concepts, then those that only cards name, in their order."""
    concepts: dict[ConceptId, Concept] = {concept.id: concept for concept in declared.values()}
    for card in cards:
        for name in card.facts.concepts:
            concepts.setdefault(name, own.get(name) or Concept(name, name))
    return tuple(concepts.values())
