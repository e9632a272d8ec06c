"""What the cards of a deck refer to: sides and concepts; and the quizzes that draw on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from offbook.deck.cards import Blueprint, Concept, ConceptId, Side, SideId
from offbook.deck.clean import defuse, one_line, quoted
from offbook.deck.findings import Finding, Trail, kind, listing, nearest
from offbook.deck.fitting import STAND_IN
from offbook.deck.schema import ConceptTable, QuizTable, SideTable
from offbook.deck.tables import Tables

MOST_SIDES = 20


@dataclass(frozen=True, slots=True)
class Names:
    """The sides that the rest of a deck can name."""

    usable: tuple[str, ...] = ()
    lost: frozenset[str] | None = frozenset()
    """Declared, and told to be wrong: naming one is no second mistake. None where any could be."""

    @staticmethod
    def of(data: Mapping[str, Any], made: Sequence[Side]) -> Names:
        """The names of the sides that were made, and of those that could not be."""
        usable, declared = tuple(side.id for side in made), data.get("sides", {})
        return Names(usable, frozenset(declared).difference(usable) if isinstance(declared, dict) else None)


def sides(tables: Tables) -> tuple[Side, ...]:
    """The sides of a deck; one that is wrong in part is kept, so that its cards are."""
    found = tables.data.get("sides", {})
    if not isinstance(found, dict):
        tables.complain(("sides",), f"sides are tables, as in [sides.left], not {kind(found)}")
        return ()
    if len(found) > MOST_SIDES:
        tables.complain(("sides",), f"a deck has {MOST_SIDES} sides at most; this one has {len(found)}")
    made: list[Side] = []
    keys: dict[str, Side] = {}
    for name, table in list(found.items())[:MOST_SIDES]:
        at = ("sides", name)
        if not name.strip() or defuse(name) != name:
            tables.complain(at, f"a side cannot be called {quoted(name)}; use letters", on_key=True)
            continue
        fits = tables.fit(SideTable, table, at, "a side")
        model = fits.value or SideTable()
        side = Side(SideId(name), one_line(model.name or name), _key(model, name))
        made.append(side)
        if fits.stand_ins:
            continue
        if other := keys.get(side.key):
            both = f"{quoted(other.id)} and {quoted(name)}"
            message = f"the sides {both} answer to the same key {quoted(side.key)}"
            advice = "give one of them another key"
            if model.key:
                tables.complain((*at, "key"), message, advice=advice)
            else:
                tables.complain(at, message, advice=advice, on_key=True)
        keys[side.key] = side
    return tuple(made)


def _key(model: SideTable, name: str) -> str:
    """The key that answers with a side: as written, else the first letter that can be typed anywhere."""
    if model.key:
        return model.key.lower()[:1]
    firsts = [next((sign for sign in text if sign.isalnum()), "") for text in (model.name or "", name)]
    letter = next((first for first in firsts if first and first.isascii()), "")
    return (letter or firsts[0] or firsts[1] or name[0]).lower()[:1]


def concepts(tables: Tables, known: Names) -> tuple[dict[str, Concept], frozenset[str] | None]:
    """The sound concepts, and the ids of all; None for the ids where the deck declares none.

    ``known`` are the sides. A reference that leads nowhere is left out of its concept.
    """
    listed = tables.listed("concepts")
    fits = [
        tables.fit(ConceptTable, table, ("concepts", place), "a concept", fallback={"id": STAND_IN})
        for place, table in enumerate(listed)
    ]
    first: dict[str, int] = {}
    for place, found in enumerate(fits):
        if found.value and found.has("id"):
            first.setdefault(found.value.id, place)
    made: dict[str, Concept] = {}
    for place, found in enumerate(fits):
        if found.value is None:
            continue
        name, wrong = found.value.id, list[Finding]()
        if first.get(name, place) != place:
            message = f"concept {quoted(name)} is already declared"
            wrong.append(Finding(("concepts", place, "id"), message, other=("concepts", first[name], "id")))
        concept = _concept(found.value, place, known, tuple(first), wrong)
        tables.findings += found.beside(wrong, 2)
        if first.get(name) == place:
            made[name] = concept
    return made, frozenset(first) if listed else None


def _concept(
    model: ConceptTable, place: int, known: Names, declared: Sequence[str], wrong: list[Finding]
) -> Concept:
    """The concept of a table; what it says ``wrong`` is added to that."""
    at: Trail = ("concepts", place)
    side, contrast = model.side, model.contrast
    if side and side not in known.usable:
        wrong += undeclared_side((*at, "side"), side, known)
        side = None
    if contrast == model.id:
        message = f"concept {quoted(contrast)} cannot stand opposite itself"
        wrong.append(Finding((*at, "contrast"), message))
        contrast = None
    elif contrast and contrast not in declared:
        wrong.append(undeclared_concept((*at, "contrast"), contrast, declared))
        contrast = None
    return Concept(
        ConceptId(model.id),
        one_line(model.name or model.id),
        model.summary.strip(),
        one_line(model.topic),
        SideId(side) if side else None,
        ConceptId(contrast) if contrast else None,
    )


def quizzes(tables: Tables, known: Names) -> tuple[Blueprint, ...]:
    """The sound quizzes of a deck. ``known`` are its sides."""
    topics = _topics(tables.listed("concepts"))
    made: dict[str, Blueprint] = {}
    seen: set[str] = set()
    for place, table in enumerate(tables.listed("quizzes")):
        at = ("quizzes", place)
        found = tables.fit(QuizTable, table, at, "a quiz", fallback={"name": STAND_IN})
        if found.value is None:
            continue
        model, name = found.value, one_line(found.value.name)
        wrong = [
            one
            for i, side in enumerate(model.sides)
            for one in undeclared_side((*at, "sides", i), side, known)
        ]
        if topics is not None:
            strange = ((i, topic) for i, topic in enumerate(model.topics) if one_line(topic) not in topics)
            wrong += [_no_topic((*at, "topics", i), topic, topics) for i, topic in strange]
        if name in seen:
            wrong.append(
                Finding((*at, "name"), f"there is a quiz {quoted(name)} already; rename one of the two")
            )
        if found.has("name"):
            seen.add(name)
        tables.findings += found.beside(wrong, 2)
        if not (found.findings or wrong) and all(side in known.usable for side in model.sides):
            made[name] = _blueprint(model)
    return tuple(made.values())


def _topics(listed: Sequence[Any]) -> tuple[str, ...] | None:
    """The topics of concepts, whatever else is wrong with them; None where one cannot be read."""
    said = [table.get("topic", "") for table in listed if isinstance(table, dict)]
    if not all(isinstance(topic, str) for topic in said):
        return None
    return tuple(dict.fromkeys(one_line(topic) for topic in said if topic.strip()))


def _blueprint(model: QuizTable) -> Blueprint:
    return Blueprint(
        one_line(model.name),
        model.questions,
        model.minutes,
        model.seconds_per_question,
        model.target,
        tuple(one_line(topic) for topic in model.topics),
        tuple(SideId(side) for side in model.sides),
        tuple(model.forms),
        model.shuffle,
        model.feedback,
        model.confidence,
    )


def _no_topic(at: Trail, topic: str, topics: Sequence[str]) -> Finding:
    known = f"this deck has {listing(topics)}" if topics else "no concept of this deck has a topic"
    return Finding(at, f"no concept has the topic {quoted(topic)}; {known}", word=topic, known=topics)


def undeclared_side(at: Trail, side: str, known: Names) -> Iterator[Finding]:
    """What is wrong where a side is named that the deck does not declare."""
    if side in known.usable or known.lost is None or side in known.lost:
        return
    message = f"side {quoted(side)} is not declared"
    if not known.usable:
        plain = side.isascii() and side.replace("-", "").replace("_", "").isalnum()
        yield Finding(at, message, advice=f"add a table [sides.{side if plain else quoted(side)}]")
    else:
        message += f"; this deck has {listing(known.usable)}"
        yield Finding(at, message, word=side, known=known.usable)


def undeclared_concept(at: Trail, concept: str, known: Sequence[str]) -> Finding:
    """A concept that the deck does not know, although it declares its concepts."""
    advice = "" if nearest(concept, known) else "add it under [[concepts]]"
    return Finding(at, f"concept {quoted(concept)} is not declared", word=concept, known=known, advice=advice)
