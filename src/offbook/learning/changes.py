"""A large mapping with a few changes: every state of a sitting keeps its own, at the cost of the changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Changed(Mapping[K, V]):
    """A mapping as it was, and what differs from it; neither is ever changed in place."""

    __slots__ = ("_base", "_changes")

    def __init__(self, base: Mapping[K, V], changes: Mapping[K, V]) -> None:
        self._base = base
        self._changes = changes

    def __getitem__(self, key: K) -> V:
        return self._changes[key] if key in self._changes else self._base[key]

    def __iter__(self) -> Iterator[K]:
        yield from self._base
        yield from (key for key in self._changes if key not in self._base)

    def __len__(self) -> int:
        return len(self._base) + sum(key not in self._base for key in self._changes)

    def changed(self, key: K, value: V) -> Changed[K, V]:
        """The same with one more change, on the same base."""
        return Changed(self._base, {**self._changes, key: value})


def with_change(mapping: Mapping[K, V], key: K, value: V) -> Mapping[K, V]:
    """The mapping with another value for a key; takes room for the changes made so far, not for all of it."""
    return mapping.changed(key, value) if isinstance(mapping, Changed) else Changed(mapping, {key: value})
