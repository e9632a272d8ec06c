"""A table held against its model, so that no mistake in it hides another.

A key that is misspelt is read as the one that was meant. What does not fit is told, and something that
fits stands in for it, so that the rest can be looked at; what is then found about a stand-in is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from offbook.deck.findings import Finding, Trail, nearest
from offbook.deck.schema import Table
from offbook.deck.wording import Subject, explain, unknown

STAND_IN = "\ue000"
"""What stands in for a text: a sign for private use, fit wherever a deck has text."""

T = TypeVar("T", bound=Table)


@dataclass(frozen=True, slots=True)
class Fit(Generic[T]):
    """What became of a table."""

    value: T | None
    """With stand-ins for what does not fit; None if that cannot be helped."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with it; empty if it fits as it is."""
    table: Mapping[str, Any] = field(default_factory=dict)
    """The table with its misspelt keys as they were meant."""
    spelt: Mapping[str, str] = field(default_factory=dict)
    """How the file spells a key that was meant."""
    stand_ins: frozenset[Trail] = frozenset()
    """The ways within the table to what does not stand there, or does not fit."""

    def has(self, key: str) -> bool:
        """Whether all that stands under a key fits."""
        return key in self.table and not any(trail[0] == key for trail in self.stand_ins)

    def beside(self, found: Iterable[Finding], depth: int) -> Iterator[Finding]:
        """Findings at the keys of the file, without those about stand-ins; the table is ``depth`` deep."""
        for one in found:
            ways = (one.at[depth : depth + len(trail)] for trail in self.stand_ins)
            if not self.stand_ins.intersection(ways):
                yield respelt(one, depth, self.spelt)


def fit(
    model: type[T],
    table: Mapping[str, Any],
    at: Trail,
    what: str,
    also: tuple[str, ...] = (),
    fallback: Mapping[str, object] | None = None,
) -> Fit[T]:
    """Hold a table against its model.

    ``what`` names the table, as in "a quiz"; ``also`` are keys that it may have beside the model's,
    ``fallback`` what stands in for a key that it must have.
    """
    try:
        return Fit(model.model_validate(table), table=table)
    except ValidationError:
        subject = Subject(at, table, model, what, also)
    spelt = _misspelt(subject)
    written = set(spelt.values())
    meant = {key: value for key, value in table.items() if key not in written}
    meant |= {key: table[word] for key, word in spelt.items()}
    findings = [unknown((*at, word), subject) for word in spelt.values()]
    try:
        return Fit(model.model_validate(meant), tuple(findings), meant, spelt)
    except ValidationError as error:
        told = explain(error, replace(subject, table=meant))
        findings += [respelt(one, len(at), spelt) for one in told]
        value, stand_ins = _mended(model, meant, error, fallback or {})
        return Fit(value, tuple(findings), meant, spelt, stand_ins)


def respelt(found: Finding, depth: int, spelt: Mapping[str, str]) -> Finding:
    """A finding at the key that stands in the file; the key that was meant stands ``depth`` deep."""
    if not spelt:
        return found
    other = None if found.other is None else _respelt(found.other, depth, spelt)
    return replace(found, at=_respelt(found.at, depth, spelt), other=other)


def _respelt(trail: Trail, depth: int, spelt: Mapping[str, str]) -> Trail:
    return (
        *trail[:depth],
        *(spelt.get(str(key), key) for key in trail[depth : depth + 1]),
        *trail[depth + 1 :],
    )


def _misspelt(subject: Subject) -> dict[str, str]:
    """The keys that the model has and the table only seems to have, each with how it is spelt there."""
    spelt: dict[str, str] = {}
    for key in subject.table:
        if key in subject.known:
            continue
        word = unknown((*subject.at, key), subject).word
        near = nearest(word, subject.known) if word else None
        if near in subject.model.model_fields and near not in subject.table:
            spelt.setdefault(near, key)
    return spelt


def _mended(
    model: type[T], table: Mapping[str, Any], error: ValidationError, fallback: Mapping[str, object]
) -> tuple[T | None, frozenset[Trail]]:
    rest = dict(table)
    stand_ins = {_put_right(rest, one) for one in error.errors(include_url=False) if one["loc"]}
    # Nothing is missing where a key is too much.
    stand_ins = {trail for trail in stand_ins if trail[0] in model.model_fields}
    needed = {key: value for key, value in fallback.items() if key in model.model_fields and key not in rest}
    try:
        return model.model_validate({**rest, **needed}), frozenset(stand_ins)
    except ValidationError:
        return None, frozenset(stand_ins)


def _put_right(rest: dict[str, Any], error: ErrorDetails) -> Trail:
    """Put something that fits where an error is, or take it out; the way to it, from the table."""
    key, *path = error["loc"]
    value = rest.get(str(key))
    # Only of lists of texts, and of options, can one item be put right by itself.
    if not (path and isinstance(value, list) and isinstance(path[0], int)) or key == "accept":
        rest.pop(str(key), None)
        return (key,)
    place, items = path[0], list(value)
    text = items[place].get("text") if isinstance(items[place], dict) else None
    sound = isinstance(text, str) and bool(text.strip())
    items[place] = {"text": text} if sound else f"{STAND_IN}{place}"
    rest[str(key)] = items
    return (key, place, *path[1:]) if sound else (key, place)
