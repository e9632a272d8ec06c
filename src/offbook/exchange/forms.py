"""Values as JSON and back: strict, and each by what it is declared to be.

What a form writes, it reads as an equal value. What it reads was written so, or a MisfitError is raised that
says where in the value, and what belongs there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, IntEnum
from typing import Any

from offbook.clock import MINUTE, Moment
from offbook.deck.clean import quoted
from offbook.ids import ID_BYTES

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall time, to which the offset is added in words
_MS = timedelta(milliseconds=1)
_SHOWN = 40


class MisfitError(ValueError):
    """A value that is not what belongs in its place."""

    def __init__(self, wanted: str, where: str = "") -> None:
        super().__init__(wanted)
        self.wanted = wanted
        """What belongs there, as the rest of a sentence: ``must be text``."""
        self.where = where
        """The place within the value: names and numbers, from the outside in."""

    def within(self, name: str | int) -> MisfitError:
        """The same, seen from the value around it."""
        inner = f".{self.where}" if self.where and not self.where.startswith("[") else self.where
        return MisfitError(self.wanted, f"[{name}]{inner}" if isinstance(name, int) else f"{name}{inner}")

    def __str__(self) -> str:
        return f"{self.where} {self.wanted}".strip()


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind of value is written as JSON, and read."""

    write: Callable[[Any], Any]
    """Gives what ``json`` can encode."""
    read: Callable[[object], Any]
    """Takes what ``json`` has decoded; raises MisfitError."""


def _same(value: object) -> object:
    return value


def _read_truth(value: object) -> bool:
    if value is True or value is False:
        return value
    raise MisfitError(f"must be true or false, not {_shown(value)}")


def _read_text(value: object) -> str:
    if type(value) is not str:
        raise MisfitError(f"must be text, not {_shown(value)}")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise MisfitError("holds half of a character (a lone surrogate)") from error
    return value


def _read_name(value: object) -> bytes:
    if type(value) is str and len(value) == 2 * ID_BYTES and value.isascii() and value.isalnum():
        try:
            return bytes.fromhex(value)
        except ValueError:
            pass
    raise MisfitError(f"must be {2 * ID_BYTES} hexadecimal digits, not {_shown(value)}")


def _write_finite(value: float) -> float:
    if not math.isfinite(value):
        raise MisfitError("holds a number that is not finite")
    return float(value)


TRUTH = Form(bool, _read_truth)
TEXT = Form(_same, _read_text)
NAME = Form(bytes.hex, _read_name)
"""16 bytes."""


def whole(low: int, high: int) -> Form:
    """A whole number within bounds."""

    def read(value: object) -> int:
        if type(value) is int and low <= value <= high:
            return value
        raise MisfitError(f"must be a whole number from {low} to {high}, not {_shown(value)}")

    return Form(int, read)


def number(low: float, high: float) -> Form:
    """A number within bounds."""

    def read(value: object) -> float:
        if (type(value) is float or type(value) is int) and low <= value <= high:
            return float(value)
        raise MisfitError(f"must be a number from {low:g} to {high:g}, not {_shown(value)}")

    return Form(_write_finite, read)


def word(kind: type[Enum]) -> Form:
    """One of the words of an enumeration; of numbers, their names in small letters."""
    by_number = issubclass(kind, IntEnum)
    words = {one.name.lower() if by_number else str(one.value): one for one in kind}
    names = {one: text for text, one in words.items()}

    def read(value: object) -> Enum:
        if type(value) is str and value in words:
            return words[value]
        raise MisfitError(f"must be one of {', '.join(words)}, not {_shown(value)}")

    return Form(names.__getitem__, read)


def chosen(*words: str) -> Form:
    """One of some words."""

    def read(value: object) -> str:
        if type(value) is str and value in words:
            return value
        raise MisfitError(f"must be one of {', '.join(words)}, not {_shown(value)}")

    return Form(_same, read)


def maybe(form: Form) -> Form:
    """Something, or null for nothing."""
    return Form(
        lambda value: None if value is None else form.write(value),
        lambda value: None if value is None else form.read(value),
    )


def many(form: Form, low: int = 0, high: int | None = None) -> Form:
    """A list of any length within bounds."""

    def read(value: object) -> tuple[Any, ...]:
        if type(value) is not list:
            raise MisfitError(f"must be a list, not {_shown(value)}")
        if len(value) < low or (high is not None and len(value) > high):
            raise MisfitError(f"must be a list of {low} to {high}, not of {len(value)}")
        return tuple(_each(value, (form for _ in value)))

    return Form(lambda value: [form.write(one) for one in value], read)


def row(*forms: Form) -> Form:
    """A list with a form for each of its places."""

    def read(value: object) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(forms):
            raise MisfitError(f"must be a list of {len(forms)}, not {_shown(value)}")
        return tuple(_each(value, forms))

    def write(value: Iterable[object]) -> list[object]:
        return [form.write(one) for form, one in zip(forms, value, strict=True)]

    return Form(write, read)


def _each(values: list[object], forms: Iterable[Form]) -> Iterable[object]:
    for place, (form, value) in enumerate(zip(forms, values, strict=True)):
        try:
            yield form.read(value)
        except MisfitError as error:
            raise error.within(place) from None


def _write_moment(at: Moment) -> str:
    offset = f"{'-' if at.offset < 0 else '+'}{abs(at.offset) // 60:02d}:{abs(at.offset) % 60:02d}"
    try:
        wall = _EPOCH + timedelta(milliseconds=at.ms + at.offset * MINUTE)
    except OverflowError:
        # No clock shows this, but a damaged journal may hold it. It is told, though not read again.
        return f"@{at.ms}{offset}"
    return f"{wall.isoformat(timespec='milliseconds')}{offset}"


def _read_moment(value: object) -> Moment:
    try:
        found = datetime.fromisoformat(value) if type(value) is str else None
        offset = found.utcoffset() if found else None
        if found is not None and offset is not None:
            since, rest = divmod(found - datetime(1970, 1, 1, tzinfo=UTC), _MS)
            minutes, seconds = divmod(offset, timedelta(minutes=1))
            if not rest and not seconds:
                return Moment(since, minutes)
    except (ValueError, OverflowError):
        pass
    raise MisfitError(
        "must be a time with its offset, to the millisecond, such as 2026-10-20T18:30:00.000+02:00,"
        f" not {_shown(value)}"
    )


MOMENT = Form(_write_moment, _read_moment)


def _shown(value: object) -> str:
    """A value as a message shows it: within a line, short."""
    match value:
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case str():
            return quoted(value)
        case int() | float():
            text = repr(value)
            return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        case list():
            return f"a list of {len(value)}"
        case dict():
            return "an object"
        case _:
            return "something else"
