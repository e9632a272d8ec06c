"""The schema for editors says what the reader says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import tomli

from offbook.deck.jsonschema import DIALECT, json_schema
from offbook.deck.read import parse
from offbook.deck.schema import ASKS, FORMS
from offbook.deck.starter import starter

SCHEMA = json_schema()
CARD: dict[str, Any] = SCHEMA["properties"]["cards"]["items"]


def everything(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from everything(inner)


def test_it_is_a_schema_that_leads_nowhere_else() -> None:
    assert SCHEMA["$schema"] == DIALECT
    assert SCHEMA["additionalProperties"] is False
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    tables = [one for one in everything(SCHEMA) if isinstance(one, dict)]
    links = {table["$ref"] for table in tables if isinstance(table.get("$ref"), str)}
    assert links == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def test_what_toml_does_not_have_is_not_in_it() -> None:
    assert None not in list(everything(SCHEMA))
    assert {"type": "null"} not in list(everything(SCHEMA))


def test_what_a_card_asks_chooses_the_one_form_that_is_checked() -> None:
    chosen = {rule["if"]["required"][0]: rule["then"]["$ref"] for rule in CARD["allOf"]}
    assert chosen == {ASKS[form]: f"#/$defs/{model.__name__}" for form, model in FORMS.items()}
    assert [rule["required"] for rule in CARD["anyOf"]] == [[key] for key in ASKS.values()]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_closed_and_every_key_explains_itself(form: str) -> None:
    table = SCHEMA["$defs"][FORMS[form].__name__]
    assert table["additionalProperties"] is False
    assert set(table["properties"]) == set(FORMS[form].model_fields)
    assert set(table["properties"]) <= set(CARD["properties"])
    assert all(key["description"] for key in table["properties"].values())
    assert ASKS[form] in table["required"]


def test_all_that_is_required_is_missed_by_the_reader_too() -> None:
    text = starter("mine.toml", "mine")
    assert set(tomli.loads(text)) <= set(SCHEMA["properties"])
    for form, model in FORMS.items():
        for key in SCHEMA["$defs"][model.__name__]["required"]:
            if key == ASKS[form]:
                continue
            (problem,) = parse(f"title = 'x'\n[[cards]]\n{ASKS[form]} = '{{{{x}}}}'\n", "x", "x").problems[:1]
            assert problem.message.startswith(f"a {form} card needs")
