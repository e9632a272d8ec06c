"""What was worked out, kept until what it rests on is another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

SHELVES = 24
"""Results that are kept at once."""

T = TypeVar("T")


class Shelf:
    """Keeps what was worked out, under a name, for as long as what it rests on stays equal."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, object]] = {}

    def take(self, name: str, basis: object, make: Callable[[], T]) -> T:
        """What ``make`` gives, or gave for an equal basis the last time this name was asked for."""
        kept = self._kept.pop(name, None)
        if kept is None or kept[0] != basis:
            kept = basis, make()
        # What was asked for last stands last, and goes last.
        self._kept[name] = kept
        if len(self._kept) > SHELVES:
            del self._kept[next(iter(self._kept))]
        return cast("T", kept[1])

    def drop(self, name: str) -> None:
        """Keep nothing under a name any more."""
        self._kept.pop(name, None)
