"""TOML told apart by colour, line by line: what each piece of a line is, and whether a text goes on.

Cheap enough to be done while a key is handled, and as forgiving as a text that is being written needs.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a piece of TOML is; plain texts in quotes are left as they are."""

    HEADER = "header"
    KEY = "key"
    TEXT = "text"
    GAP = "gap"
    VALUE = "value"
    COMMENT = "comment"


class Piece(NamedTuple):
    """A piece of a line."""

    begin: int
    """The column of its first character, from 0."""
    end: int
    kind: Kind


OUTSIDE = ""
"""The state between texts; within one of several lines, the state is the quotes that end it."""

_HEADER = re.compile(r"[ \t]*\[\[?[^\[\]=\n]*\]?\]?[ \t]*(?=#|$)")
_PIECE = re.compile(
    r"""(?P<comment>\#.*)
      | (?P<long>\"{3}|'{3})
      | (?P<key>(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*+"|'[^']*+')
                (?:[ \t]*\.[ \t]*(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*+"|'[^']*+'))*+(?=[ \t]*=))
      | (?P<text>"(?:[^"\\]|\\.)*+"?|'[^']*+'?)
      | (?P<value>[A-Za-z0-9_+.:-]+)""",
    re.VERBOSE,
)
_GAP = re.compile(r"\{\{.*?\}\}")
_END = {'"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*+"{3,5}'), "'''": re.compile(r"(?:[^']|'(?!''))*+'{3,5}")}
LONGEST = 20_000
"""Characters of a line that are told apart; what follows stays plain."""


def pieces(line: str, state: str) -> tuple[list[Piece], str]:
    """The pieces of a line in order, those within others behind them, and the state of the next line."""
    line = line[:LONGEST]
    found: list[Piece] = []
    at = 0
    if state:
        at = _through(line, 0, 0, state, found)
        if at < 0:
            return found, state
    elif header := _HEADER.match(line):
        if header[0].strip():
            found.append(Piece(0, header.end(), Kind.HEADER))
        at = header.end()
    while at < len(line) and (piece := _PIECE.search(line, at)):
        begin, at = piece.span()
        kind = str(piece.lastgroup)
        if kind == "long":
            at = _through(line, begin, at, piece[0], found)
            if at < 0:
                return found, piece[0]
        else:
            found.append(Piece(begin, at, Kind(kind)))
            if kind == "text":
                found += _gaps(line, begin, at)
    return found, OUTSIDE


def _through(line: str, begin: int, at: int, quotes: str, found: list[Piece]) -> int:
    """Take the rest of a long text that goes on at a column; the column behind it, -1 if it goes on."""
    closing = _END[quotes].match(line, at)
    end = closing.end() if closing else len(line)
    found.append(Piece(begin, end, Kind.TEXT))
    found += _gaps(line, begin, end)
    return end if closing else -1


def _gaps(line: str, begin: int, end: int) -> list[Piece]:
    return [Piece(*gap.span(), Kind.GAP) for gap in _GAP.finditer(line, begin, end)]
