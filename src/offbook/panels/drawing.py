"""What a plot shows, as values: a closed union that every shell draws in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from offbook.insight.integration import Place, Quadrant
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


WEEK = 7
WEEKS = 53
"""Weeks that a year touches, at most: as many does a calendar show."""
LEVELS = (1, 10, 25, 50)
"""The least that a calendar counts as each level above none."""


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

    @property
    def told(self) -> str:
        """The counts beside it: ``30 of 60``."""
        return f"{self.reached:,} of {self.whole:,}"


@dataclass(frozen=True, slots=True)
class Gauges:
    """Gauges beneath one another."""

    rows: tuple[Gauge, ...]
    reached: str
    """What the full part stands for."""
    begun: str
    """What the other part stands for."""


REACH = 4.6
"""Standard deviations from the middle between two bells to either end of their axis, always."""


@dataclass(frozen=True, slots=True)
class Bells:
    """How far two sides lie apart, and where the line between them is drawn."""

    found: Discrimination
    noise: str
    signal: str


SAID, LATE = "said:", "late"
"""Heads of a matrix: before what was said, and over what was not answered in time."""
SHADES = (0.0, 0.15, 0.4, 0.7)
"""Shares of a row above which a cell is a shade darker."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """What was taken for what."""

    table: Confusion
    names: tuple[str, ...]


CORNERS = (
    (Quadrant.STAGNANT, Quadrant.INTEGRATED),
    (Quadrant.NOT_STARTED, Quadrant.THEORETICAL),
)
"""As they lie on the map: performance upwards, learning to the right."""


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
