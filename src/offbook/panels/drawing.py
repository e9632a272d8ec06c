"""What a plot shows, as values: a closed union that every shell draws in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from offbook.insight.integration import Place
from offbook.panels.scale import PERCENT, Scale, Tick
from offbook.panels.series import NOTHING, Around, Series
from offbook.performance.discrimination import Confusion
from offbook.performance.targets import History
from offbook.performance.windows import Span
from offbook.statistics import Discrimination, Interval


@dataclass(frozen=True, slots=True)
class Chart:
    """Series over time on fixed axes, three at most."""

    series: tuple[Series, ...]
    across: Scale
    up: Scale = PERCENT
    around: Around = NOTHING


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its interval, on a line of its own."""

    name: str
    value: float
    """0 to 1."""
    around: Interval
    told: str
    """What stands beside it, counts first."""
    early: bool = False


@dataclass(frozen=True, slots=True)
class Estimates:
    """Shares with their intervals beneath one another, on one axis from 0 to 100."""

    rows: tuple[Estimate, ...]
    target: float | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """A count for each of the coming days."""

    values: tuple[int, ...]
    ticks: tuple[Tick, ...]
    """Labels, each at the number of its bar."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Study days of a year."""

    counts: Mapping[int, int]
    """By study day, as ordinals."""
    today: int
    one: str
    """What is counted, in the singular."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """How much of a whole is reached, and how much more is begun."""

    name: str
    reached: int
    begun: int
    """Those reached among them."""
    whole: int


@dataclass(frozen=True, slots=True)
class Gauges:
    """Gauges beneath one another."""

    rows: tuple[Gauge, ...]
    reached: str
    """What the full part stands for."""
    begun: str
    """What the other part stands for."""


@dataclass(frozen=True, slots=True)
class Bells:
    """How far two sides lie apart, and where the line between them is drawn."""

    found: Discrimination
    noise: str
    signal: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """What was taken for what."""

    table: Confusion
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """The integration map."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """What became of a target, window after window."""

    history: History
    span: Span


Drawing = Chart | Estimates | Bars | Calendar | Gauges | Bells | Matrix | Map | Strip
