"""The JSON Schema of a deck, for editors: completion, help beside each key, and mistakes at once."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from offbook.deck.schema import ASKS, FORMS, SIGNS, ConceptTable, DeckTable, QuizTable, SideTable, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def json_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a deck, made of the models that validate it."""
    models: tuple[type[Table], ...] = (*FORMS.values(), SideTable, ConceptTable, QuizTable, DeckTable)
    _, made = models_json_schema([(model, "validation") for model in models])
    tables: Schema = {model.__name__: _lean(made["$defs"][model.__name__], made["$defs"]) for model in models}
    tables |= {model.__name__: _one_at_a_time(tables[model.__name__]) for model in FORMS.values()}
    top: Schema = tables.pop(DeckTable.__name__)
    return {
        "$schema": DIALECT,
        "title": "Offbook deck",
        **top,
        "description": "A deck of cards for Offbook, format 1.",
        "properties": {**top["properties"], **_sections(tables)},
        "$defs": tables,
    }


def _sections(tables: Schema) -> Schema:
    return {
        "sides": {
            "type": "object",
            "description": "What classify cards choose between.",
            "additionalProperties": _table(SideTable),
        },
        "concepts": {
            "type": "array",
            "description": "Names and grouping of what is to be known, and what stands opposite.",
            "items": _table(ConceptTable),
        },
        "quizzes": {
            "type": "array",
            "description": "Quizzes that ship with the deck.",
            "items": _table(QuizTable),
        },
        "cards": {"type": "array", "description": "The cards.", "items": _card(tables)},
    }


def _card(tables: Schema) -> Schema:
    """A card: what it asks chooses its form, and only that form is checked.

    A plain choice of one form in five would have editors list what every form misses, and offer the
    keys of all. So one part says what is wrong, by ``if`` and ``else``; the other says nothing is
    wrong ever, and is what editors complete from: of its branches, those that fit.
    """
    return {
        "type": "object",
        "description": f"A card has one of {', '.join(ASKS.values())}; that says its form.",
        "additionalProperties": True,
        "anyOf": [*(_offer(tables, form) for form in FORMS), _offer_of_all(tables)],
        "allOf": [_rule(tables)],
    }


def _rule(tables: Schema) -> Schema:
    """What a card has to be: the form that it asks in, else the one that its other keys are of."""
    rule: Schema = {"required": [ASKS["recall"]]}
    for key, form in reversed(SIGNS.items()):
        rule = {"if": {"required": [key]}, "then": _table(FORMS[form]), "else": rule}
    asks = list(ASKS.items())
    for place, (form, key) in reversed(list(enumerate(asks))):
        others = [other for _, other in asks[place + 1 :]]
        then = _unless_asked_again(tables, others, _table(FORMS[form])) if others else _table(FORMS[form])
        rule = {"if": {"required": [key]}, "then": then, "else": rule}
    return rule


def _unless_asked_again(tables: Schema, others: list[str], form: Schema) -> Schema:
    """A form, but for a card that also asks in another way: there, only that is wrong."""
    rest = {key: True for key in _keys(tables) if key not in others}
    again = {"anyOf": [{"required": [key]} for key in others]}
    return {"if": again, "then": {"properties": rest, "additionalProperties": False}, "else": form}


def _offer(tables: Schema, form: str) -> Schema:
    """The keys of a form, for a card that asks in it."""
    keys = {key: {"description": one["description"]} for key, one in _of(tables, form).items()}
    return {"type": "object", "required": [ASKS[form]], "properties": keys, "additionalProperties": True}


def _offer_of_all(tables: Schema) -> Schema:
    """The keys of every form, for a card that does not ask yet."""
    asks = [{"required": [key]} for key in ASKS.values()]
    keys = _keys(tables)
    return {"type": "object", "properties": keys, "additionalProperties": True, "not": {"anyOf": asks}}


def _keys(tables: Schema) -> Schema:
    """The keys of every form, with what each is for."""
    every = {key: one["description"] for form in FORMS for key, one in _of(tables, form).items()}
    return {key: {"description": description} for key, description in every.items()}


def _of(tables: Schema, form: str) -> Schema:
    properties: Schema = tables[FORMS[form].__name__]["properties"]
    return properties


def _table(model: type[Table]) -> Schema:
    return {"$ref": f"#/$defs/{model.__name__}"}


def _one_at_a_time(table: Schema) -> Schema:
    """A closed table that misses its keys only once it has no unknown one: that may be the one it misses.

    Not for tables that editors complete from: Taplo does not look past an ``allOf``.
    """
    known = {"propertyNames": {"enum": list(table["properties"])}}
    rest = {key: one for key, one in table.items() if key != "required"}
    return {**rest, "allOf": [{"if": known, "then": {"required": table["required"]}}]}


def _lean(table: Schema, tables: Schema) -> Schema:
    """Without what says nothing about TOML: null, which it has not, and titles that repeat keys."""
    lean: Schema = {
        key: _lean_value(one, tables)
        for key, one in table.items()
        if not (key == "title" and isinstance(one, str)) and not (key == "default" and one is None)
    }
    if "anyOf" in lean:
        choices = [one for one in lean.pop("anyOf") if one != {"type": "null"}]
        lean = {**_merged(choices), **lean}
    return lean


def _lean_value(value: object, tables: Schema) -> object:
    match value:
        case {"$ref": str(link)}:
            return _lean(tables[link.rpartition("/")[2]], tables)
        case dict():
            return _lean(value, tables)
        case list():
            return [_lean_value(one, tables) for one in value]
        case _:
            return value


def _merged(choices: list[Schema]) -> Schema:
    """One schema for what may be of several types: what each asks of its type can stand side by side.

    A choice of schemas would have editors say only that none of them fits, and not where.
    """
    merged: Schema = {}
    types: list[str] = []
    for choice in choices:
        own = {key: one for key, one in choice.items() if key not in {"type", "description"}}
        of = choice["type"]
        types += [one for one in (of if isinstance(of, list) else [of]) if one not in types]
        if "items" in merged and "items" in own:
            own["items"] = _merged([merged["items"], own["items"]])
        merged |= own
    return {"type": types[0] if len(types) == 1 else types, **merged}
