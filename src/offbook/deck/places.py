"""Where in a TOML file a key or a value stands.

Only used once there is something to point at, on text that was parsed before: it may therefore
be brief about grammar, and it reads all that ``tomli`` reads. What it cannot follow ends it quietly.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import tomli

from offbook.deck.findings import Trail

STRING = (
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]++|\\[^\n])*+"'
    r"|'(?!'')[^'\n]*+'"
)
"""A pattern for any text in quotes; to be compiled with DOTALL."""
_STRING = re.compile(STRING, re.DOTALL)
_BLANK = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
_PART = re.compile(r"[ \t]*+([A-Za-z0-9_-]++|\"(?:[^\"\\\n]++|\\.)*+\"|'[^'\n]*+')[ \t]*+")
_PLAIN = re.compile(r"[^,\]}\n#]++")


class Spot(NamedTuple):
    """Offsets into the text: of a key, and of its value. For a table header, the value is its bracket."""

    key: int
    value: int


class Places:
    """The places of a file, by trail."""

    def __init__(self, text: str) -> None:
        self._spots: dict[Trail, Spot] = {}
        for trail, spot in scan(text):
            self._spots.setdefault(trail, spot)
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def find(self, trail: Trail, *, on_key: bool = False) -> tuple[int, int]:
        """Line and column, both from 1, of a value or of its key; of what holds it if it stands nowhere."""
        while trail and trail not in self._spots:
            trail, on_key = trail[:-1], False
        spot = self._spots.get(trail, Spot(0, 0))
        offset = spot.key if on_key else spot.value
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def has(self, trail: Trail) -> bool:
        """Whether anything stands there."""
        return trail in self._spots


class Outline(NamedTuple):
    """How a file is laid out."""

    headers: list[tuple[int, Trail]]
    """Where each header of a table begins, and what it names; a table of an array with its number."""
    pairs: dict[Trail, tuple[int, int]]
    """From where its key begins to where its value ends, of every key on a line of its own.

    A dotted key is one with all its parts.
    """


def outline(text: str) -> Outline:
    """The layout of a text that is TOML, line feeds only; of one that is not, up to where it is."""
    scanner = _Scanner(text)
    for _ in scanner.statements():
        pass
    return scanner.outline


def scan(text: str) -> Iterator[tuple[Trail, Spot]]:
    """Every key, value, table header and array item with its spot, in the order of the file.

    Expects line feeds only. Ends at the first thing that is not TOML.
    """
    return _Scanner(text).statements()


class _UnreadableError(Exception):
    """The text is not TOML from here on."""


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._lengths: dict[Trail, int] = {}
        """How many tables each array of tables has so far."""
        self.outline = Outline([], {})

    def statements(self) -> Iterator[tuple[Trail, Spot]]:
        prefix: Trail = ()
        try:
            while self._blank() < len(self._text):
                if self._text[self._at] == "[":
                    prefix, spots = self._header()
                    yield from spots
                else:
                    yield from self._pair(prefix)
        except _UnreadableError:
            return

    def _header(self) -> tuple[Trail, list[tuple[Trail, Spot]]]:
        start = self._at
        array = self._text.startswith("[[", start)
        self._at += 2 if array else 1
        keys = self._key()
        self._expect("]]" if array else "]")
        trail: Trail = ()
        spots: list[tuple[Trail, Spot]] = []
        for place, (name, offset) in enumerate(keys):
            trail = (*trail, name)
            spots.append((trail, Spot(offset, start)))
            last = place == len(keys) - 1
            if last and array:
                self._lengths[trail] = self._lengths.get(trail, 0) + 1
            if trail in self._lengths:
                trail = (*trail, self._lengths[trail] - 1)
                spots.append((trail, Spot(start, start)))
        self.outline.headers.append((start, trail))
        return trail, spots

    def _pair(self, prefix: Trail) -> Iterator[tuple[Trail, Spot]]:
        trail, spots = self._left_side(prefix)
        yield from spots
        yield from self._value(trail)
        start = spots[0][1].key
        self.outline.pairs[trail] = (start, start + len(self._text[start : self._at].rstrip()))

    def _left_side(self, prefix: Trail) -> tuple[Trail, list[tuple[Trail, Spot]]]:
        """A key with its ``=``; the spots of its parts, which share one value."""
        keys = self._key()
        self._expect("=")
        value = self._blank()
        spots: list[tuple[Trail, Spot]] = []
        for name, offset in keys:
            prefix = (*prefix, name)
            spots.append((prefix, Spot(offset, value)))
        return prefix, spots

    def _value(self, trail: Trail) -> Iterator[tuple[Trail, Spot]]:
        """What stands inside a value. A loop with a stack: depth is the author's to choose."""
        holders: list[tuple[Trail, int | None]] = []
        while True:
            self._enter_or_pass(trail, holders)
            while holders and self._text[self._blank() : self._at + 1] in tuple(",]}"):
                if self._text[self._at] != ",":
                    holders.pop()
                self._at += 1
            if not holders:
                return
            holder, count = holders[-1]
            if count is None:
                trail, spots = self._left_side(holder)
                yield from spots
            else:
                holders[-1] = (holder, count + 1)
                trail = (*holder, count)
                yield trail, Spot(self._at, self._at)

    def _enter_or_pass(self, trail: Trail, holders: list[tuple[Trail, int | None]]) -> None:
        """Step into an array or inline table, or over any other value."""
        match self._text[self._at : self._at + 1]:
            case "[":
                holders.append((trail, 0))
                self._at += 1
            case "{":
                holders.append((trail, None))
                self._at += 1
            case '"' | "'":
                self._pass(_STRING)
            case _:
                self._pass(_PLAIN)

    def _key(self) -> list[tuple[str, int]]:
        """The parts of a key, each with its offset."""
        parts: list[tuple[str, int]] = []
        while True:
            found = self._pass(_PART)
            parts.append((_name(found[1]), found.start(1)))
            if self._text[self._at : self._at + 1] != ".":
                return parts
            self._at += 1

    def _blank(self) -> int:
        self._pass(_BLANK)
        return self._at

    def _pass(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise _UnreadableError
        self._at = found.end()
        return found

    def _expect(self, sign: str) -> None:
        if not self._text.startswith(sign, self._at):
            raise _UnreadableError
        self._at += len(sign)


def _name(written: str) -> str:
    """A part of a key without its quotes and escapes."""
    if written[0] not in "\"'":
        return written
    try:
        return str(tomli.loads(f"name = {written}")["name"])
    except tomli.TOMLDecodeError:
        raise _UnreadableError from None
