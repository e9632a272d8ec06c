"""The plain values of a file into a deck: everything in it that is sound, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from offbook.deck import forms
from offbook.deck.cards import Blueprint, Card, CardId, Concept, ConceptId, Deck, DeckId, Side, SideId
from offbook.deck.clean import defuse, quoted
from offbook.deck.findings import Finding, Trail, kind, listing
from offbook.deck.problems import Level
from offbook.deck.schema import ASKS, FORMAT, ConceptTable, DeckTable, QuizTable, SideTable, Table
from offbook.deck.wording import explain

SECTIONS = ("sides", "concepts", "quizzes", "cards")
"""The keys of a deck that hold tables."""
MOST_SIDES = 20

_T = TypeVar("_T", bound=Table)


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
    return _Builder(data, partial=partial).build(stem)


class _Builder:
    """Reads section by section, and goes on where one is wrong."""

    def __init__(self, data: Mapping[str, Any], *, partial: bool) -> None:
        self._data = data
        self._partial = partial
        self._findings: list[Finding] = []

    def build(self, stem: str) -> Built:
        head = self._head(stem)
        deck = DeckId(head.id or stem)
        sides = self._sides()
        concepts, declared = self._concepts([side.id for side in sides])
        cards, own = self._cards(forms.Scope(deck, tuple(side.id for side in sides), declared))
        every = _every_concept(concepts, cards, own)
        built = Deck(
            deck,
            head.title.strip(),
            head.summary.strip(),
            head.source.strip(),
            head.language.strip(),
            sides,
            every,
            self._quizzes([side.id for side in sides], every),
            cards,
        )
        return Built(built, tuple(self._findings))

    def _head(self, stem: str) -> DeckTable:
        top = {key: value for key, value in self._data.items() if key not in SECTIONS}
        head = self._sound_part(DeckTable, top, (), "a deck", {"title": stem})
        return head or DeckTable(title=stem)

    def _sides(self) -> tuple[Side, ...]:
        tables = self._data.get("sides", {})
        if not isinstance(tables, dict):
            self._complain(("sides",), f"sides are tables, as in [sides.left], not {kind(tables)}")
            return ()
        if len(tables) > MOST_SIDES:
            self._complain(("sides",), f"a deck has {MOST_SIDES} sides at most; this one has {len(tables)}")
        sides: list[Side] = []
        keys: dict[str, Side] = {}
        for name, table in list(tables.items())[:MOST_SIDES]:
            at = ("sides", name)
            if not name.strip() or defuse(name) != name:
                self._complain(at, f"a side cannot be called {quoted(name)}; use letters", on_key=True)
                continue
            model = self._sound_part(SideTable, table, at, "a side", {}) or SideTable()
            side = Side(SideId(name), (model.name or name).strip(), _side_key(model, name))
            if other := keys.get(side.key):
                both = f"{quoted(other.id)} and {quoted(name)}"
                message = f"the sides {both} answer to the same key {quoted(side.key)}"
                self._complain(
                    (*at, "key") if model.key else at, message, advice="give one of them another key"
                )
            keys[side.key] = side
            sides.append(side)
        return tuple(sides)

    def _concepts(self, sides: Sequence[str]) -> tuple[dict[str, Concept], frozenset[str] | None]:
        """The sound concepts, and the ids of all; None for the ids where the deck declares none."""
        tables = self._list("concepts")
        declared = [
            table["id"] for table in tables if isinstance(table, dict) and isinstance(table.get("id"), str)
        ]
        concepts: dict[str, Concept] = {}
        first: dict[str, int] = {}
        for place, table in enumerate(tables):
            at = ("concepts", place)
            model = self._sound_part(ConceptTable, table, at, "a concept", {})
            if model is None:
                continue
            if model.id in first:
                message = f"concept {quoted(model.id)} is already declared"
                self._complain((*at, "id"), message, other=("concepts", first[model.id]))
                continue
            first[model.id] = place
            concepts[model.id] = self._concept(model, at, sides, declared)
        return concepts, frozenset(declared) if tables else None

    def _concept(
        self, model: ConceptTable, at: Trail, sides: Sequence[str], declared: Sequence[str]
    ) -> Concept:
        side, contrast = model.side, model.contrast
        if side and side not in sides:
            self._findings.append(forms.undeclared_side((*at, "side"), side, sides))
            side = None
        if contrast == model.id:
            self._complain((*at, "contrast"), f"concept {quoted(model.id)} cannot stand opposite itself")
            contrast = None
        elif contrast and contrast not in declared:
            self._findings.append(forms.undeclared_concept((*at, "contrast"), contrast, declared))
            contrast = None
        return Concept(
            ConceptId(model.id),
            (model.name or model.id).strip(),
            model.summary.strip(),
            model.topic.strip(),
            SideId(side) if side else None,
            ConceptId(contrast) if contrast else None,
        )

    def _cards(self, scope: forms.Scope) -> tuple[tuple[Card, ...], dict[ConceptId, Concept]]:
        """The sound cards, and the concepts that some are by themselves."""
        tables = self._list("cards")
        if not tables and "cards" not in self._data and not self._partial:
            self._complain((), "this deck has no cards yet; add one under [[cards]]", level=Level.WARNING)
        cards: list[Card] = []
        own: dict[ConceptId, Concept] = {}
        taken: dict[CardId, int] = {}
        for index, table in enumerate(tables):
            if self._partial and table == {}:
                continue
            made = forms.make(table, index, scope)
            self._findings += made.findings
            if twin := _twin(made, table, index, taken):
                self._findings.append(twin)
                continue
            taken.update((card.facts.key.card, index) for card in made.cards)
            cards += made.cards
            if made.own:
                own.setdefault(made.own.id, made.own)
        return tuple(cards), own

    def _quizzes(self, sides: Sequence[str], concepts: Iterable[Concept]) -> tuple[Blueprint, ...]:
        topics = tuple(dict.fromkeys(concept.topic for concept in concepts if concept.topic))
        quizzes: dict[str, Blueprint] = {}
        for place, table in enumerate(self._list("quizzes")):
            at = ("quizzes", place)
            model = self._fit(QuizTable, table, at, "a quiz")
            if model is None:
                continue
            if model.name in quizzes:
                self._complain(
                    (*at, "name"), f"there is a quiz {quoted(model.name)} already; rename one of the two"
                )
                continue
            strange = [
                *(
                    forms.undeclared_side((*at, "sides", i), side, sides)
                    for i, side in enumerate(model.sides)
                    if side not in sides
                ),
                *(
                    _no_topic((*at, "topics", i), topic, topics)
                    for i, topic in enumerate(model.topics)
                    if topic not in topics
                ),
            ]
            self._findings += strange
            if not strange:
                quizzes[model.name] = _blueprint(model)
        return tuple(quizzes.values())

    def _list(self, section: str) -> list[Any]:
        tables = self._data.get(section, [])
        if isinstance(tables, list):
            return tables
        advice = f"write [[{section}]], with two brackets" if isinstance(tables, dict) else ""
        message = f"{section} is a list of tables, not {kind(tables)}"
        self._complain((section,), message, on_key=True, advice=advice)
        return []

    def _fit(self, model: type[_T], table: object, at: Trail, what: str) -> _T | None:
        """The table as its model; None, with findings, if it does not fit."""
        if not isinstance(table, dict):
            self._complain(at, f"{what} is a table, not {kind(table)}")
            return None
        try:
            return model.model_validate(table)
        except ValidationError as error:
            also = SECTIONS if model is DeckTable else ()
            self._findings += explain(error, at, model, what, also)
            return None

    def _sound_part(
        self, model: type[_T], table: object, at: Trail, what: str, fallback: Mapping[str, object]
    ) -> _T | None:
        """The table as its model, without what does not fit; None if what is left is not enough."""
        fitting = self._fit(model, table, at, what)
        if fitting is not None or not isinstance(table, dict):
            return fitting
        try:
            model.model_validate(table)
        except ValidationError as error:
            wrong = {one["loc"][0] for one in error.errors(include_url=False) if one["loc"]}
            rest = {key: value for key, value in table.items() if key not in wrong}
            try:
                return model.model_validate({**fallback, **rest})
            except ValidationError:
                return None
        return None

    def _complain(
        self,
        at: Trail,
        message: str,
        *,
        advice: str = "",
        on_key: bool = False,
        other: Trail | None = None,
        level: Level = Level.ERROR,
    ) -> None:
        self._findings.append(Finding(at, message, level, on_key, other, advice=advice))


def _side_key(model: SideTable, name: str) -> str:
    """The key that answers with a side: as written, else the first letter that can be typed anywhere."""
    if model.key:
        return model.key.lower()[:1]
    letters = [letter for text in (model.name or "", name) for letter in text if letter.isalnum()]
    return next(
        (one for one in letters[:1] + letters if one.isascii()), letters[0] if letters else name[0]
    ).lower()[:1]


def _twin(
    made: forms.Made, table: Mapping[str, Any], index: int, taken: Mapping[CardId, int]
) -> Finding | None:
    """What is wrong if another card has the identity of one of these."""
    for card in made.cards:
        first = taken.get(card.facts.key.card)
        if first is None:
            continue
        if "id" in table:
            message = f"id {quoted(table['id'])} is already taken by the card"
            return Finding(("cards", index, "id"), message, other=("cards", first))
        asks = next(key for key in ASKS.values() if key in table)
        message, advice = "this card asks the same as the card", "give one of them an id"
        return Finding(("cards", index, asks), message, other=("cards", first), advice=advice)
    return None


def _no_topic(at: Trail, topic: str, topics: Sequence[str]) -> Finding:
    known = f"this deck has {listing(topics)}" if topics else "no concept of this deck has a topic"
    return Finding(at, f"no concept has the topic {quoted(topic)}; {known}", word=topic, known=topics)


def _blueprint(model: QuizTable) -> Blueprint:
    return Blueprint(
        model.name.strip(),
        model.questions,
        model.minutes,
        model.seconds_per_question,
        model.target,
        tuple(model.topics),
        tuple(SideId(side) for side in model.sides),
        tuple(model.forms),
        model.shuffle,
        model.feedback,
        model.confidence,
    )


def _every_concept(
    declared: Mapping[str, Concept], cards: Iterable[Card], own: Mapping[ConceptId, Concept]
) -> tuple[Concept, ...]:
    """The declared concepts, then those that only cards name, in their order."""
    concepts: dict[ConceptId, Concept] = {ConceptId(name): concept for name, concept in declared.items()}
    for card in cards:
        for name in card.facts.concepts:
            concepts.setdefault(name, own.get(name) or Concept(name, name))
    return tuple(concepts.values())
