"""What is wrong with a table, said in the words of the file rather than of a validator."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from offbook.deck.clean import quoted
from offbook.deck.findings import Finding, Trail, kind, listing, nearest
from offbook.deck.schema import FORMS, OptionTable, Table

_EXAMPLES = {
    "title": 'title = "Capitals"',
    "front": 'front = "…"',
    "back": 'back = "…"',
    "ask": 'ask = "…"',
    "right": 'right = "…"',
    "wrong": 'wrong = ["…", "…"]',
    "holds": "holds = true, or false",
    "side": 'side = "…"',
    "text": 'text = "…"',
}
_ONE_LINE = "must be one line, without spaces at its ends"
_PATTERNS = {"key": "must be a single sign", "deck": "must be one word, without spaces and slashes"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A table that was held against its model."""

    at: Trail
    table: Mapping[str, Any]
    model: type[Table]
    what: str
    """What it is called, with its article: "a choice card"."""
    also: tuple[str, ...] = ()
    """Keys that it may have beside the model's."""

    @property
    def known(self) -> tuple[str, ...]:
        """Every key that it may have."""
        return (*self.model.model_fields, *self.also)


def explain(error: ValidationError, subject: Subject) -> Iterator[Finding]:
    """The findings of a table that does not fit its model."""
    errors = error.errors(include_url=False)
    strange = [one["loc"] for one in errors if one["type"] == "extra_forbidden"]
    for one in errors:
        trail = (*subject.at, *one["loc"])
        option = len(one["loc"]) > 2
        if one["type"] == "missing":
            # A key that was only misspelt is told once, where it stands.
            beside = [str(loc[-1]) for loc in strange if loc[:-1] == one["loc"][:-1]]
            if not any(nearest(word, [str(trail[-1])]) for word in beside):
                yield _missing(trail, "an option" if option else subject.what)
        elif one["type"] == "extra_forbidden":
            yield _unknown_on_option(trail) if option else unknown(trail, subject)
        else:
            yield _unfit((*subject.at, *_written(one["loc"], subject.table)), one, subject.what)


def _written(trail: Trail, table: object) -> Trail:
    """The part of a trail that the file holds; a single text may stand for a list or a table."""
    value: Any = table
    for depth, step in enumerate(trail):
        holds = step in value if isinstance(value, dict) else isinstance(value, list)
        if not holds:
            return trail[:depth]
        value = value[step]
    return trail


def _missing(trail: Trail, holder: str) -> Finding:
    key = str(trail[-1])
    advice = f"write {_EXAMPLES[key]}" if key in _EXAMPLES else ""
    return Finding(trail[:-1], f"{holder} needs {quoted(key)}", advice=advice)


def unknown(trail: Trail, subject: Subject) -> Finding:
    """A key that the table cannot have; it has no ``word`` if the key belongs on a card of another form."""
    key = str(trail[-1])
    advice = ""
    if subject.what.endswith(" card"):
        others = [form for form, model in FORMS.items() if key in model.model_fields]
        advice = f"it belongs on a {' or '.join(others)} card" if others else ""
    message = f"unknown key {quoted(key)} on {subject.what}"
    word = "" if advice else key
    return Finding(trail, message, on_key=True, word=word, known=subject.known, advice=advice)


def _unknown_on_option(trail: Trail) -> Finding:
    key = str(trail[-1])
    known = tuple(OptionTable.model_fields)
    return Finding(trail, f"unknown key {quoted(key)} on an option", on_key=True, word=key, known=known)


def _unfit(trail: Trail, error: ErrorDetails, what: str) -> Finding:
    value = error["input"]
    context: Mapping[str, Any] = error.get("ctx") or {}
    label = _label(trail)
    match error["type"]:
        case "string_pattern_mismatch":
            return Finding(trail, f"{label} {_pattern(trail, str(value), what)}")
        case "literal_error":
            return _literal(trail, value, label, str(context["expected"]))
        case "less_than_equal" if trail[-1] == "target":
            return Finding(trail, f"{label} is a share, from 0 to 1{_share(value)}")
        case other:
            says: _Saying = _TYPES.get(other, _other)
            return Finding(trail, f"{label} {says(value, context)}")


def _pattern(trail: Trail, value: str, what: str) -> str:
    if not value.strip():
        return "is empty"
    key = next((part for part in reversed(trail) if isinstance(part, str)), "")
    return _PATTERNS["deck"] if what == "a deck" else _PATTERNS.get(key, _ONE_LINE)


def _literal(trail: Trail, value: object, label: str, expected: str) -> Finding:
    known = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    wanted = f"one of {listing(known)}" if len(known) > 1 else known[0]
    if not isinstance(value, str) or len(known) == 1:
        return Finding(trail, f"{label} must be {wanted}, not {kind(value)}")
    return Finding(trail, f"{label} cannot be {quoted(value)}; it is {wanted}", word=value, known=known)


def _share(value: object) -> str:
    if isinstance(value, int | float) and 1 < value <= 100:
        return f"; {value:g} % is written {value / 100:g}"
    return ""


_Saying = Callable[[Any, Mapping[str, Any]], str]
"""Says what is wrong with a value, told what the validator knows of its limits."""


def _must_be(wanted: str) -> _Saying:
    return lambda value, _context: f"must be {wanted}, not {kind(value)}"


def _other(_value: object, _context: Mapping[str, Any]) -> str:
    return "has a value that does not fit here"


_TYPES: dict[str, _Saying] = {
    "string_type": _must_be('text in quotes, as in "…"'),
    "bool_type": _must_be("true or false, without quotes"),
    "int_type": _must_be("a whole number"),
    "int_from_float": _must_be("a whole number"),
    "float_type": _must_be("a number"),
    "list_type": _must_be('a list, as in ["…", "…"]'),
    "model_type": _must_be('text, or a table as in { text = "…", why = "…" }'),
    "string_too_long": lambda value, context: (
        f"is longer than {context['max_length']:,} characters: {len(value):,}"
    ),
    "too_long": lambda _value, context: f"has more than {context['max_length']} items",
    "too_short": lambda _value, _context: "is empty; it needs one item at least",
    "greater_than": lambda _value, context: f"must be more than {context['gt']:g}",
    "greater_than_equal": lambda _value, context: f"must be {context['ge']:g} or more",
    "less_than_equal": lambda _value, context: f"must be {context['le']:g} or less",
    "finite_number": lambda _value, _context: "must be a number that ends",
}


def _label(trail: Trail) -> str:
    """The value that is meant: its key, and its place where it stands in a list."""
    key = next((part for part in reversed(trail) if isinstance(part, str)), "")
    last = trail[-1]
    if isinstance(last, int):
        return f"item {last + 1} of {quoted(key)}"
    return quoted(key)
