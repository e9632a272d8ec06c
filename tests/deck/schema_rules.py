"""The rules of JSON Schema (draft 2020-12) that the schema of a deck makes use of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
Trail = tuple[str | int, ...]
Rule = Schema | bool

KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "array": list,
    "object": dict,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}
KNOWN = {
    *("$ref", "type", "enum", "const", "pattern", "maxLength", "minItems", "maxItems", "items"),
    *("minimum", "maximum", "exclusiveMinimum", "properties", "required", "additionalProperties"),
    *("propertyNames", "anyOf", "allOf", "not", "if", "then", "else"),
    *("$schema", "$defs", "title", "description", "default"),
}


def complaints(schema: Rule, value: object, root: Schema, at: Trail = ()) -> Iterator[tuple[Trail, str]]:
    """Where a value breaks a schema, and which rule; only the last rule of a chain of conditions."""
    if schema is False:
        yield at, "false"
    if isinstance(schema, bool):
        return
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        yield from complaints(root["$defs"][schema["$ref"].rpartition("/")[2]], value, root, at)
    kinds = schema.get("type", [])
    if kinds and not any(_is(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield at, "type"
        return
    yield from _of_value(schema, value, at)
    if isinstance(value, list):
        yield from _of_list(schema, value, root, at)
    if isinstance(value, dict):
        yield from _of_table(schema, value, root, at)
    yield from _combined(schema, value, root, at)


def _is(value: object, kind: str) -> bool:
    return isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _of_value(schema: Schema, value: object, at: Trail) -> Iterator[tuple[Trail, str]]:
    if "enum" in schema and value not in schema["enum"]:
        yield at, "enum"
    if "const" in schema and value != schema["const"]:
        yield at, "const"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield at, "pattern"
        if len(value) > schema.get("maxLength", len(value)):
            yield at, "maxLength"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        low, high = schema.get("minimum", value), schema.get("maximum", value)
        if not (low <= value <= high and value > schema.get("exclusiveMinimum", value - 1)):
            yield at, "range"


def _of_list(schema: Schema, value: list[Any], root: Schema, at: Trail) -> Iterator[tuple[Trail, str]]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield at, "length"
    for place, item in enumerate(value):
        yield from complaints(schema.get("items", True), item, root, (*at, place))


def _of_table(schema: Schema, value: dict[str, Any], root: Schema, at: Trail) -> Iterator[tuple[Trail, str]]:
    for key in schema.get("required", ()):
        if key not in value:
            yield at, f"required {key}"
    for key, one in value.items():
        rule = schema.get("properties", {}).get(key, schema.get("additionalProperties", True))
        if rule is False:
            yield (*at, key), "additionalProperties"
        else:
            yield from complaints(rule, one, root, (*at, key))
        yield from complaints(schema.get("propertyNames", True), key, root, at)


def _combined(schema: Schema, value: object, root: Schema, at: Trail) -> Iterator[tuple[Trail, str]]:
    def fits(one: Schema) -> bool:
        return not list(complaints(one, value, root, at))

    for one in schema.get("allOf", ()):
        yield from complaints(one, value, root, at)
    if "anyOf" in schema and not any(map(fits, schema["anyOf"])):
        yield at, "anyOf"
    if "not" in schema and fits(schema["not"]):
        yield at, "not"
    if "if" in schema:
        yield from complaints(schema.get("then" if fits(schema["if"]) else "else", True), value, root, at)
