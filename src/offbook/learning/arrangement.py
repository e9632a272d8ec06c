"""In which order cards stand: one concept apart, one side not in long rows.

A greedy walk that never walks into a corner. Each step takes the first unit that may come next;
a count of what is left tells in time when a concept must come now or be left over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Generic, Protocol, TypeVar

ROW = 2
"""Cards of one side that may always stand in a row."""


class Placed(Protocol):
    """What is asked of a card that is put in order."""

    @property
    def concept(self) -> Hashable:
        """The concept it belongs to."""

    @property
    def side(self) -> Hashable | None:
        """The side that answers it; None where no side does."""


Member = TypeVar("Member", bound=Placed)


def arrange(units: Sequence[tuple[Member, ...]], seed: int) -> list[tuple[Member, ...]]:
    """Keep the order as far as it goes, but set units of one concept apart.

    A unit is one card, or several that are shown one right after the other; which of its ends
    leads is drawn by ``seed``, lest the first of a pair tell its side. Neighbouring units meet in
    one concept no more often than the best order of them, either way round, would have it.

    After two cards of one side in a row a third comes at most as often as a shuffle of what is
    left would bring it, so that two of a side do not tell the next. A fourth comes only where
    concepts, or the cards that are left, admit nothing else.
    """
    chance = Random(seed)
    walk = _Walk([unit if chance.random() < 0.5 else unit[::-1] for unit in units], chance)
    return [walk.take() for _ in units]


@dataclass(frozen=True, slots=True)
class _Way(Generic[Member]):
    """A unit, one way round."""

    members: tuple[Member, ...]
    head: Hashable
    tail: Hashable
    sides: tuple[Hashable | None, ...]


class _Walk(Generic[Member]):
    """The units that are left, and what the walk has to know of those it has taken."""

    def __init__(self, units: Sequence[tuple[Member, ...]], chance: Random) -> None:
        self._left = [_ways(unit) for unit in units]
        self._chance = chance
        self._ends = Counter(end for ways in self._left for end in (ways[0].head, ways[0].tail))
        self._sides = Counter(side for ways in self._left for side in ways[0].sides)
        self._cards = self._sides.total()
        self._concept: Hashable = None
        self._side: Hashable | None = None
        self._row = 0

    def take(self) -> tuple[Member, ...]:
        """The unit that comes next, the better way round."""
        place, way = self._choose()
        del self._left[place]
        for end in (way.head, way.tail):
            self._ends[end] -= 1
        for side in way.sides:
            self._sides[side] -= 1
        self._cards -= len(way.sides)
        self._row = self._rows(way)[-1]
        self._concept, self._side = way.tail, way.sides[-1]
        return way.members

    def _choose(self) -> tuple[int, _Way[Member]]:
        """The first unit that suits concepts and sides, else concepts alone, else the first of all."""
        crowded, heavy, longest = self._crowded(), self._heavy(), self._longest()
        wanted = None if crowded == self._concept else crowded
        spare: tuple[int, _Way[Member]] | None = None
        for place, ways in enumerate(self._left):
            for way in ways:
                if way.head == self._concept or (wanted is not None and way.head != wanted):
                    continue
                if (heavy is None or way.sides[0] == heavy) and max(self._rows(way)) <= longest:
                    return place, way
                spare = spare or (place, way)
        return spare or (0, self._left[0][0])

    def _crowded(self) -> Hashable:
        """The concept that must come now, because later there is not enough to part its units.

        Of n units, those with both ends in one concept need others between them; in an order
        that parts them, no concept owns more than n + 1 of the 2 n ends. At n + 1 it must lead.
        """
        most = max(self._ends.values())
        if most <= len(self._left):
            return None
        return next(concept for concept, ends in self._ends.items() if ends == most)

    def _heavy(self) -> Hashable | None:
        """The side that must come now, because later there is not enough to break its rows."""
        for side, count in self._sides.items():
            if side is not None and count > ROW * (self._cards - count):
                return None if self._side == side and self._row >= ROW else side
        return None

    def _longest(self) -> int:
        """How many of one side may stand in a row for now."""
        if self._row < ROW:
            return ROW
        share = self._sides[self._side] / self._cards
        if share == 1.0:
            return self._row + self._cards  # nothing is left to break the row
        return ROW + (self._row == ROW and self._chance.random() < share)

    def _rows(self, way: _Way[Member]) -> list[int]:
        """The length, at each card of the unit, of the row of one side that it stands in."""
        rows: list[int] = []
        last, row = self._side, self._row
        for side in way.sides:
            row = 0 if side is None else row + 1 if side == last else 1
            last = side
            rows.append(row)
        return rows


def _ways(unit: tuple[Member, ...]) -> tuple[_Way[Member], ...]:
    """A unit and, if it has more than one card, its other way round."""
    turns = (unit, unit[::-1]) if len(unit) > 1 else (unit,)
    return tuple(
        _Way(turn, turn[0].concept, turn[-1].concept, tuple(member.side for member in turn)) for turn in turns
    )
