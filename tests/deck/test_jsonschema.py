"""The schema for editors says what the reader says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from schema_rules import Trail, complaints

from offbook.deck.jsonschema import DIALECT, json_schema
from offbook.deck.read import parse
from offbook.deck.schema import ASKS, FORMS, SIGNS
from offbook.deck.starter import starter

SCHEMA = json_schema()
CARD: dict[str, Any] = SCHEMA["properties"]["cards"]["items"]
DECKS = Path(__file__).parents[2] / "decks"


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
    (rule,) = CARD["allOf"]
    chosen: list[tuple[str, str]] = []
    while "if" in rule:
        (key,) = rule["if"]["required"]
        then = rule["then"].get("else", rule["then"])
        chosen.append((key, then["$ref"].rpartition("/")[2]))
        rule = rule["else"]
    wanted = [*((key, form) for form, key in ASKS.items()), *SIGNS.items()]
    assert chosen == [(key, FORMS[form].__name__) for key, form in wanted]
    assert rule == {"required": ["front"]}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_closed_and_every_key_explains_itself(form: str) -> None:
    table = SCHEMA["$defs"][FORMS[form].__name__]
    assert table["additionalProperties"] is False
    assert set(table["properties"]) == set(FORMS[form].model_fields)
    assert all(key["description"] for key in table["properties"].values())


def test_editors_are_offered_the_keys_of_the_form_that_a_card_asks_in() -> None:
    *offers, last = CARD["anyOf"]
    for (form, ask), offer in zip(ASKS.items(), offers, strict=True):
        assert offer["required"] == [ask]
        assert set(offer["properties"]) == set(FORMS[form].model_fields)
        assert offer["additionalProperties"] is True
    assert set(last["properties"]) == {key for model in FORMS.values() for key in model.model_fields}


def test_nothing_has_to_be_of_one_type_or_another_by_choice() -> None:
    """Editors tell of a choice only that nothing fits, and not what is wrong where."""
    choices = [one["anyOf"] for one in everything(SCHEMA) if isinstance(one, dict) and "anyOf" in one]
    assert [one for one in choices if any("type" in each and "properties" not in each for each in one)] == []


def test_all_that_is_required_is_missed_by_the_reader_too() -> None:
    text = starter("mine.toml", "mine")
    assert set(tomli.loads(text)) <= set(SCHEMA["properties"])
    for form, model in FORMS.items():
        (rule,) = SCHEMA["$defs"][model.__name__]["allOf"]
        for key in rule["then"]["required"]:
            if key == ASKS[form]:
                continue
            (problem,) = parse(f"title = 'x'\n[[cards]]\n{ASKS[form]} = '{{{{x}}}}'\n", "x", "x").problems[:1]
            assert problem.message.startswith(f"a {form} card needs")


# ---- What a validator says ----------------------------------------------------------------------

HEAD = 'title = "x"\n[sides.a]\n[sides.b]\n'


def said(text: str) -> list[tuple[Trail, str]]:
    return list(complaints(SCHEMA, tomli.loads(text), SCHEMA))


@pytest.mark.parametrize("path", [*sorted(DECKS.glob("*.toml")), None], ids=str)
def test_sound_decks_have_nothing_against_them(path: Path | None) -> None:
    text = path.read_text(encoding="utf-8") if path else starter("mine.toml", "mine")
    assert said(text) == []


@pytest.mark.parametrize(
    ("card", "at", "rule"),
    [
        ('ask = "q"\nright = "r"\nwrnog = ["a", "b"]', ("wrnog",), "additionalProperties"),
        ('front = "q"', (), "required back"),
        ('claim = "q"\nholds = "true"', ("holds",), "type"),
        ('front = "q"\nback = "r"\nside = "a"', ("side",), "additionalProperties"),
        ('back = "r"\nwhy = "w"', (), "required front"),
        ('right = "r"\nwrong = ["a"]', (), "required ask"),
        ('why = "w"', (), "required front"),
        ('frnot = "q"\nback = "r"', ("frnot",), "additionalProperties"),
        ('front = "q"\nback = "r"\nclaim = "c"\nholds = true', ("claim",), "additionalProperties"),
        ('ask = "q"\nright = "r"\nwrong = [{ why = "x" }, "b"]', ("wrong", 0), "required text"),
        (
            'ask = "q"\nright = "r"\nwrong = [{ text = "t", reason = "x" }]',
            ("wrong", 0, "reason"),
            "additionalProperties",
        ),
        ('ask = "q"\nright = 5\nwrong = ["a", "b"]', ("right",), "type"),
        ('ask = "q"\nright = "r"\nwrong = ["a", 5]', ("wrong", 1), "type"),
        ('ask = "q"\nright = "r"\nwrong = []', ("wrong",), "length"),
        ('front = " "\nback = "a"', ("front",), "pattern"),
        ('front = "q"\nback = "a"\naccept = [["a"], 5]', ("accept", 1), "type"),
        ('front = "q"\nback = "a"\naccept = [["a", 5]]', ("accept", 0, 1), "type"),
        ('front = "q"\nback = "a"\nconcept = 5', ("concept",), "type"),
    ],
)
def test_a_mistake_gets_one_complaint_at_its_place(card: str, at: Trail, rule: str) -> None:
    assert said(f"{HEAD}[[cards]]\n{card}\n") == [(("cards", 0, *at), rule)]


def test_the_other_tables_are_checked_too() -> None:
    text = 'title = "x"\n[sides.a]\nkey = "cc"\n[[quizzes]]\nname = "q"\nforms = ["claims"]\ntarget = 80\n'
    assert said(text) == [
        (("sides", "a", "key"), "pattern"),
        (("quizzes", 0, "forms", 0), "enum"),
        (("quizzes", 0, "target"), "range"),
    ]
    assert said("[[card]]\n") == [((), "required title"), (("card",), "additionalProperties")]


values = st.recursive(
    st.sampled_from(["", "text", " ", True, False, 5, 0.5]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["text", "why", "more"]), inner, max_size=2)
    ),
    max_leaves=4,
)
fitting = {
    "holds": st.booleans(),
    "typed": st.booleans(),
    "together": st.booleans(),
    "quiz_only": st.booleans(),
}


@st.composite
def card_tables(draw: st.DrawFn) -> dict[str, Any]:
    """A card that is often sound: the keys of a form, sometimes without one, or with one of another."""
    model = FORMS[draw(st.sampled_from(list(FORMS)))]
    keys = [
        key for key, field in model.model_fields.items() if field.is_required() or not draw(st.integers(0, 3))
    ]
    keys += draw(st.lists(st.sampled_from([*ASKS.values(), *SIGNS, "odd"]), max_size=1)) * draw(st.booleans())
    kept = [key for key in keys if draw(st.integers(0, 9))]
    return {
        key: draw(fitting.get(key, st.just("text")) if draw(st.integers(0, 3)) else values) for key in kept
    }


@given(card_tables())
def test_the_schema_and_the_reader_agree_on_every_card(table: dict[str, Any]) -> None:
    """On the shape of it; what a card refers to, and what its gaps hold, only the reader knows."""
    asks = [form for form, key in ASKS.items() if key in table]
    sound = len(asks) == 1
    if sound:
        try:
            FORMS[asks[0]].model_validate(table)
        except ValidationError:
            sound = False
    assert (list(complaints(CARD, table, SCHEMA)) == []) is sound
