"""Problems before their place is known, and the words they are said in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from offbook.deck.clean import quoted
from offbook.deck.problems import Level

Trail = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and, in arrays, places from 0."""

_LONGEST_WORD = 60
_MOST_KNOWN = 1_000
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the value, or the key, at the end of a trail."""

    at: Trail
    message: str
    level: Level = Level.ERROR
    on_key: bool = False
    """Whether the key is meant, not its value."""
    other: Trail | None = None
    """A second place; its line is named after the message."""
    word: str = ""
    """A word that nothing is known by; the nearest of ``known`` is offered for it."""
    known: Sequence[str] = ()
    advice: str = ""
    """What to do; empty where the message says it."""
    code: str = ""
    """See ``Problem.code``."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong at a place that is known, because TOML itself is broken there."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    message: str


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant; None if none is alike."""
    # Only a file with a mistake in it pays for this import.
    from difflib import get_close_matches

    # Bounded, because both sides come from a file: comparing long words takes time without limit.
    words = [one for one in list(known)[:_MOST_KNOWN] if len(one) <= _LONGEST_WORD]
    if len(word) > _LONGEST_WORD:
        return None
    lower = {one.casefold(): one for one in reversed(words)}
    found = get_close_matches(word.casefold(), lower, n=1, cutoff=_ALIKE)
    return lower[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question that offers the nearest known word; empty if none is alike."""
    near = nearest(word, known)
    return f"did you mean {quoted(near)}?" if near else ""


def listing(words: Sequence[str], most: int = 8) -> str:
    """The words one after the other, cut short where there are many."""
    shown = ", ".join(quoted(word)[1:-1] for word in words[:most])
    return f"{shown} and {len(words) - most} more" if len(words) > most else shown


def kind(value: object) -> str:
    """What a value of a TOML file is, in the words of a person."""
    match value:
        case bool():
            return "true or false"
        case str():
            return "text"
        case int():
            return "a whole number"
        case float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "a table"
        case date() | time():
            return "a date or time"
        case _:
            return "something else"
