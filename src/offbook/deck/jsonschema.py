"""The JSON Schema of a deck, for editors: completion, help beside each key, and mistakes at once."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from offbook.deck.schema import ASKS, FORMS, ConceptTable, DeckTable, QuizTable, SideTable, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def json_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a deck, made of the models that validate it."""
    models: tuple[type[Table], ...] = (*FORMS.values(), SideTable, ConceptTable, QuizTable, DeckTable)
    _, made = models_json_schema([(model, "validation") for model in models])
    tables: Schema = _lean(made["$defs"])
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

    A plain choice of one form in five would have editors list what every form misses. The keys are
    named once more outside the conditions, because editors complete and allow only what is outside.
    """
    keys: Schema = {}
    for model in FORMS.values():
        for key, value in tables[model.__name__]["properties"].items():
            keys.setdefault(key, {"description": value["description"]})
    return {
        "type": "object",
        "description": "A card has one of front, cloze, ask, claim and statement; that says its form.",
        "properties": keys,
        "additionalProperties": True,
        "anyOf": [{"required": [key]} for key in ASKS.values()],
        "allOf": [{"if": {"required": [key]}, "then": _table(FORMS[form])} for form, key in ASKS.items()],
    }


def _table(model: type[Table]) -> Schema:
    return {"$ref": f"#/$defs/{model.__name__}"}


def _lean(table: Schema) -> Schema:
    """Without what says nothing about TOML: null, which it has not, and titles that repeat keys."""
    lean: Schema = {
        key: _lean_value(one)
        for key, one in table.items()
        if not (key == "title" and isinstance(one, str)) and not (key == "default" and one is None)
    }
    if "anyOf" in lean:
        choices = [one for one in lean.pop("anyOf") if one != {"type": "null"}]
        lean = {**choices[0], **lean} if len(choices) == 1 else {**lean, "anyOf": choices}
    return lean


def _lean_value(value: object) -> object:
    match value:
        case dict():
            return _lean(value)
        case list():
            return [_lean_value(one) for one in value]
        case _:
            return value
