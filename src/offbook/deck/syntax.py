"""TOML text into plain values, bounded; where TOML is broken, the place and what to do, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import tomli

from offbook.deck.clean import quoted
from offbook.deck.findings import Slip, Trail
from offbook.deck.places import STRING, scan

MOST_PARTS = 16
"""Parts of one dotted key; memory grows with their square."""


def values(text: str) -> dict[str, Any] | Slip:
    """The values of a TOML text, line feeds only; or the first place where it is broken. Never raises."""
    slip = _too_much(text)
    if slip is not None:
        return slip
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        return _in_words(text, error)
    except (RecursionError, MemoryError):
        return _slip(text, _deepest(text), "lists and tables nest too deep here to be read; keep them flat")
    except ValueError:
        return _slip(text, _long_number(text), "this number has too many digits to be read")


# -- what is refused before it is parsed ------------------------------------------------------

_PART = r"(?:[A-Za-z0-9_-]++|\"(?:[^\"\\\n]++|\\.)*+\"|'[^'\n]*+')[ \t]*+"
_LONG_CHAIN = re.compile(rf"(?<![\w-])(?:{_PART}\.[ \t]*+){{{MOST_PARTS},}}+(?:{_PART})?+")
"""A chain is taken as a whole, key or not, so that no part of it is looked at twice."""


def _too_much(text: str) -> Slip | None:
    """A key that would take memory without limit."""
    for number, line in enumerate(text.split("\n"), 1):
        chains = _LONG_CHAIN.finditer(line) if line.count(".") >= MOST_PARTS else ()
        key = next((chain for chain in chains if line[chain.end() : chain.end() + 1] in {"=", "]"}), None)
        if key:
            return Slip(
                number, key.start() + 1, f"this key has more than {MOST_PARTS} parts; a deck needs three"
            )
    return None


_BRACKET = re.compile(rf"{STRING}|#[^\n]*+|([\[\]{{}}])", re.DOTALL)


def _deepest(text: str) -> int:
    """The offset of the bracket that opens deepest; those in texts and comments do not count."""
    depth, most, place = 0, 0, 0
    for found in _BRACKET.finditer(text):
        if found[1]:
            depth = depth + 1 if found[1] in "[{" else max(0, depth - 1)
        if depth > most:
            most, place = depth, found.start()
    return place


_LONG_NUMBER = re.compile(r"(?<!\w)[+-]?[0-9_]{4300,}")


def _long_number(text: str) -> int:
    found = _LONG_NUMBER.search(text)
    return found.start() if found else 0


# -- what TOML says, for people ---------------------------------------------------------------


def _here(_text: str, offset: int) -> int:
    return offset


def _escape(_text: str, offset: int) -> int:
    """A backslash, where the place behind what it escapes is told."""
    return max(0, offset - 2)


_OPENING = re.compile(rf"{STRING}|#[^\n]*+|(\"\"\"|'''|[\"'])", re.DOTALL)


def _opening(text: str, offset: int) -> int:
    """Where the text begins that is open at the offset."""
    return next((found.start() for found in _OPENING.finditer(text[:offset]) if found[1]), offset)


_SAID: tuple[tuple[str, str, Callable[[str, int], int]], ...] = (
    (
        "Illegal character '\\n'",
        'this text has no closing quote on its line; for several lines use """',
        _opening,
    ),
    ("Illegal character", "a control character cannot stand here; take it out", _here),
    ("Unterminated string", "this text is never closed; end it with the quotes it began with", _opening),
    ('Expected "\'"', "this text has no closing quote on its line; for several lines use '''", _opening),
    ("Expected '=' after a key", 'a key is followed by = and a value, as in front = "…"', _here),
    ("Expected newline or end", 'the value ended before this; a quote within text is written \\"', _here),
    ("Unescaped '\\'", "a backslash in \"…\" is written \\\\; text in '…' takes it as it is", _escape),
    ("Expected ']]'", "a header such as [[cards]] ends with ]]", _here),
    ("Expected ']'", "a header such as [sides.left] ends with ]", _here),
    ("Unclosed array", "this list is not closed; it ends with ]", _here),
    ("Unclosed inline table", "this table is not closed; it ends with }", _here),
    ("Invalid statement", "a line is a header such as [[cards]], or a key with = and a value", _here),
)
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot redefine", "Cannot mutate", "Duplicate inline")


def _in_words(text: str, error: tomli.TOMLDecodeError) -> Slip:
    if error.msg.startswith(_TWICE):
        return _twice(text, error.pos)
    if error.msg.startswith("Invalid value"):
        return _slip(text, error.pos, _no_value(text[error.pos : error.pos + 20]))
    for said, words, place in _SAID:
        if error.msg.startswith(said):
            return _slip(text, place(text, error.pos), words)
    return Slip(error.lineno, error.colno, f"this is not TOML: {error.msg[:1].lower()}{error.msg[1:]}")


def _twice(text: str, offset: int) -> Slip:
    """Something is said for the second time in the statement at the offset."""
    seen: set[Trail] = set()
    name, place = "this", offset
    for trail, spot in scan(text):
        if spot.key > offset:
            break
        if trail in seen and isinstance(trail[-1], str):
            name, place = trail[-1], spot.key
        seen.add(trail)
    line = text[text.rfind("\n", 0, place) + 1 : place].strip()
    if line == "[" and name in {"cards", "concepts", "quizzes"}:
        return _slip(text, place, f"{name} is a list; write [[{name}]], with two brackets")
    return _slip(text, place, f"{quoted(name)} is there already; keep one of the two")


def _no_value(start: str) -> str:
    if start.startswith(tuple("“”„‘’«‹")):
        return 'TOML knows straight quotes only; write " in place of this one'
    word = (start.split() or [""])[0].rstrip(",]}").casefold()
    if word in {"true", "false", "yes", "no", "on", "off"}:
        return "write true or false, in small letters and without quotes"
    if not word or word[0] in ",]}#":
        return "a value is missing here"
    return 'this is not a value; text stands in quotes, as in "…"'


def _slip(text: str, offset: int, message: str) -> Slip:
    return Slip(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset), message)
