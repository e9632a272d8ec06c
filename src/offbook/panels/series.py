"""What a plot over time shows: series of points, and what they are seen against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Self

from offbook.statistics import Interval


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series."""

    x: float
    y: float
    interval: Interval | None = None
    """In the unit of ``y``."""
    early: bool = False
    """Whether it rests on little."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values that belong together, from left to right."""

    name: str
    """As it is written at its end; empty for none."""
    pieces: tuple[tuple[Point, ...], ...]
    """Each is drawn without a break; between two of them the value jumps."""
    pointed: bool = False
    """Whether it is drawn as points with intervals, which suits few, and not as a line with a band."""

    @classmethod
    def joined(cls, name: str, points: Iterable[Point]) -> Self:
        """A line without a break."""
        return cls(name, (tuple(points),))

    @classmethod
    def parted(cls, name: str, points: Iterable[Point]) -> Self:
        """Points with their intervals, each for itself."""
        return cls(name, (tuple(points),), pointed=True)

    @property
    def points(self) -> tuple[Point, ...]:
        """All its points."""
        return tuple(point for piece in self.pieces for point in piece)


class Rule(Enum):
    """Why a series is seen against a level."""

    TARGET = "target"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the plot."""

    rule: Rule
    at: float
    """In the unit of the axis on the left."""
    name: str
    """As it is written at its end, ``target 80%``."""


@dataclass(frozen=True, slots=True)
class Upright:
    """A line from top to bottom, such as today."""

    at: float
    name: str
    """As it is written above it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A review, on the floor of the plot."""

    at: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What stands about the series of a plot."""

    levels: tuple[Level, ...] = ()
    uprights: tuple[Upright, ...] = ()
    marks: tuple[Mark, ...] = ()


NOTHING = Around()
