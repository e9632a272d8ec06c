"""Lines of JSON from a file that anyone may have written: regular, bounded, one object to a line.

A line is read by a stricter rule than JSON's own: no name twice in an object, no number that is not finite,
none with more digits than any value has.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from offbook.deck.clean import defuse, quoted
from offbook.exchange.forms import MisfitError
from offbook.exchange.problems import ExchangeError

LONGEST_LINE = 64 * 2**20
"""Bytes of a line: the paper of a quiz with hundreds of long questions is some millions."""
MOST_PARTS = 1_000_000
"""Lists and objects in a line, which take many times the room of their signs."""
LARGEST = 32 * 2**30
"""Bytes of a file."""
LONGEST_NUMBER = 40
"""Signs of a number."""

_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_ASCII = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":"))


@contextmanager
def regular(path: Path) -> Iterator[BinaryIO]:
    """A regular file, open for reading; a pipe or a device makes nobody wait. Raises ExchangeError."""
    shown = defuse(str(path))
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
        file = os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb")
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "no file can have this name").lower()
        raise ExchangeError(f"{shown} cannot be read: {reason}. Look at its name and permissions.") from error
    with file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise ExchangeError(f"{shown} is not a regular file. Name the file that holds the journal.")
        if found.st_size > LARGEST:
            raise ExchangeError(f"{shown} is larger than any journal ({LARGEST // 2**30} GB is the most).")
        yield file


def write(value: object) -> str:
    """A value as one line, with its end. Raises ValueError for a number that is not finite."""
    text = _JSON.encode(value)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            # Half of a character, which UTF-8 does not know, can be told in signs that it does.
            text = _ASCII.encode(value)
    return f"{text}\n"


def read(line: bytes) -> object:
    """The value of a line. Raises MisfitError, saying what is wrong, if it holds none that is allowed."""
    if line.count(b"{") + line.count(b"[") > MOST_PARTS:
        raise MisfitError(f"has more than {MOST_PARTS:,} parts; no event has")
    try:
        return _decode(line.rstrip(b"\r\n").decode("utf-8"))
    except MisfitError:
        raise
    except UnicodeDecodeError as error:
        raise MisfitError(f"is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from error
    except RecursionError as error:
        raise MisfitError("is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise MisfitError(f"is not JSON: {error.msg} at column {error.colno}") from error


def _decode(text: str) -> object:
    return json.loads(
        text,
        object_pairs_hook=_object,
        parse_int=_whole,
        parse_float=_real,
        parse_constant=_constant,
    )


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise MisfitError(f"has {quoted(twice)} twice in one object; keep one of them")
    return found


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise MisfitError(f"has a number of {len(text)} digits; no value has so many")
    return int(text)


def _real(text: str) -> float:
    if len(text) > LONGEST_NUMBER:
        raise MisfitError(f"has a number of {len(text)} digits; no value has so many")
    if (found := float(text)) in (float("inf"), float("-inf")):
        raise MisfitError(f"has the number {text}, which is too large")
    return found


def _constant(text: str) -> float:
    raise MisfitError(f"has the number {text}, which is none")
