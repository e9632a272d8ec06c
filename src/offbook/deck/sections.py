"""What the cards of a deck refer to: sides and concepts; and the quizzes that draw on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from offbook.deck.cards import Blueprint, Concept, ConceptId, Side, SideId
from offbook.deck.clean import defuse, one_line, quoted
from offbook.deck.findings import Finding, Trail, kind, listing, nearest
from offbook.deck.schema import ConceptTable, QuizTable, SideTable
from offbook.deck.tables import Tables, sound_part

MOST_SIDES = 20


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
        model = fits or sound_part(SideTable, table, {}) or SideTable()
        side = Side(SideId(name), one_line(model.name or name), _key(model, name))
        if other := keys.get(side.key):
            both = f"{quoted(other.id)} and {quoted(name)}"
            message = f"the sides {both} answer to the same key {quoted(side.key)}"
            advice = "give one of them another key"
            if model.key:
                tables.complain((*at, "key"), message, advice=advice)
            else:
                tables.complain(at, message, advice=advice, on_key=True)
        keys[side.key] = side
        made.append(side)
    return tuple(made)


def _key(model: SideTable, name: str) -> str:
    """The key that answers with a side: as written, else the first letter that can be typed anywhere."""
    if model.key:
        return model.key.lower()[:1]
    firsts = [next((sign for sign in text if sign.isalnum()), "") for text in (model.name or "", name)]
    letter = next((first for first in firsts if first and first.isascii()), "")
    return (letter or firsts[0] or firsts[1] or name[0]).lower()[:1]


def concepts(tables: Tables, known: Sequence[str]) -> tuple[dict[str, Concept], frozenset[str] | None]:
    """The sound concepts, and the ids of all; None for the ids where the deck declares none.

    ``known`` are the sides. A reference that leads nowhere is left out of its concept.
    """
    listed = tables.listed("concepts")
    ids = [table["id"] for table in listed if isinstance(table, dict) and isinstance(table.get("id"), str)]
    declared = dict.fromkeys(ids)
    made: dict[str, Concept] = {}
    first: dict[str, int] = {}
    for place, table in enumerate(listed):
        at = ("concepts", place)
        model = tables.fit(ConceptTable, table, at, "a concept") or sound_part(ConceptTable, table, {})
        if model is None:
            continue
        if model.id in first:
            message = f"concept {quoted(model.id)} is already declared"
            tables.complain((*at, "id"), message, other=("concepts", first[model.id], "id"))
            continue
        first[model.id] = place
        made[model.id] = _concept(tables, model, at, known, tuple(declared))
    return made, frozenset(declared) if listed else None


def _concept(
    tables: Tables, model: ConceptTable, at: Trail, known: Sequence[str], declared: Sequence[str]
) -> Concept:
    side, contrast = model.side, model.contrast
    if side and side not in known:
        tables.findings.append(undeclared_side((*at, "side"), side, known))
        side = None
    if contrast == model.id:
        tables.complain((*at, "contrast"), f"concept {quoted(model.id)} cannot stand opposite itself")
        contrast = None
    elif contrast and contrast not in declared:
        tables.findings.append(undeclared_concept((*at, "contrast"), contrast, declared))
        contrast = None
    return Concept(
        ConceptId(model.id),
        one_line(model.name or model.id),
        model.summary.strip(),
        one_line(model.topic),
        SideId(side) if side else None,
        ConceptId(contrast) if contrast else None,
    )


def quizzes(tables: Tables, known: Sequence[str], every: Iterable[Concept]) -> tuple[Blueprint, ...]:
    """The sound quizzes of a deck. ``known`` are its sides, ``every`` its concepts."""
    topics = tuple(dict.fromkeys(concept.topic for concept in every if concept.topic))
    made: dict[str, Blueprint] = {}
    for place, table in enumerate(tables.listed("quizzes")):
        at = ("quizzes", place)
        model = tables.fit(QuizTable, table, at, "a quiz")
        if model is None:
            continue
        name = one_line(model.name)
        if name in made:
            message = f"there is a quiz {quoted(name)} already; rename one of the two"
            tables.complain((*at, "name"), message)
            continue
        strange = [
            undeclared_side((*at, "sides", i), side, known)
            for i, side in enumerate(model.sides)
            if side not in known
        ]
        strange += [
            _no_topic((*at, "topics", i), topic, topics)
            for i, topic in enumerate(model.topics)
            if one_line(topic) not in topics
        ]
        tables.findings += strange
        if not strange:
            made[name] = _blueprint(model)
    return tuple(made.values())


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


def undeclared_side(at: Trail, side: str, known: Sequence[str]) -> Finding:
    """A side that the deck does not know."""
    message = f"side {quoted(side)} is not declared"
    if not known:
        plain = side.isascii() and side.replace("-", "").replace("_", "").isalnum()
        return Finding(at, message, advice=f"add a table [sides.{side if plain else quoted(side)}]")
    return Finding(at, f"{message}; this deck has {listing(known)}", word=side, known=known)


def undeclared_concept(at: Trail, concept: str, known: Sequence[str]) -> Finding:
    """A concept that the deck does not know, although it declares its concepts."""
    advice = "" if nearest(concept, known) else "add it under [[concepts]]"
    return Finding(at, f"concept {quoted(concept)} is not declared", word=concept, known=known, advice=advice)
