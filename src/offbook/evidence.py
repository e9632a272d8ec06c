"""How much it takes before a figure is shown, and the words that an interval allows.

The one table of minimum counts. A figure below its floor is not shown; what is missing is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from offbook.statistics import Interval

T = TypeVar("T")

_PLURAL = re.compile(r"\b(?:quizzes|[a-z]{2,}[^s\W]s)\b")
"""The first word of a phrase that stands in the plural."""

EARLY_MARK = "~"
"""Stands before every early figure."""
MODEL_MARK = "model"
"""Stands beside every figure that a model predicts and nobody observed."""
UNCLEAR = "can't tell yet"
"""Said wherever an interval leaves both ways open."""
DECIMALS_FROM = 1_000
"""Answers below which a percentage has no decimals."""


class Figure(StrEnum):
    """What can be shown once there is enough of it."""

    COUNT = "count"
    """Right answers out of those given, as two whole numbers."""
    ACCURACY = "accuracy"
    """The same as a percentage."""
    RANKING = "ranking"
    """A concept's place among the weakest."""
    TREND = "trend"
    DISCRIMINATION = "discrimination"
    """d′ and the lean."""
    CONFUSION = "confusion"
    """The matrix of what was taken for what, as counts."""
    ROW_RECALL = "row recall"
    MEDIAN_TIME = "median time"
    NET_RATE = "net correct per minute"
    THIRDS = "thirds"
    """Accuracy of the fastest, middle and slowest third."""
    RETENTION = "true retention"
    BIAS = "bias"
    BRIER = "Brier score"
    CALIBRATION_ERROR = "calibration error"
    """ECE and the decomposition of the Brier score."""
    RESOLUTION = "resolution"
    """AUROC2."""
    SURE_AND_WRONG = "sure and wrong"
    TRANSFER_GAP = "transfer gap"
    QUADRANT = "quadrant"
    """A concept's place on the integration map."""
    FACILITY = "facility"
    ITEM_DISCRIMINATION = "item discrimination"
    """DI, DE and the working of options."""
    RELIABILITY = "reliability"
    """α and KR-20."""
    EXPERIMENT = "experiment"


@dataclass(frozen=True, slots=True)
class Need:
    """One count that a figure rests on."""

    of: str
    """What is counted, in the plural."""
    shown: int
    """Fewer than this, and the figure is hidden."""
    solid: int
    """Fewer than this, and it is early."""


NEEDS: Mapping[Figure, tuple[Need, ...]] = {
    Figure.COUNT: (Need("answers", 5, 5),),
    Figure.ACCURACY: (Need("answers", 10, 30),),
    Figure.RANKING: (Need("answers", 3, 10),),
    Figure.TREND: (Need("answers in this window", 10, 30), Need("answers in the one before", 10, 30)),
    Figure.DISCRIMINATION: (Need("answers on one side", 10, 20), Need("answers on the other side", 10, 20)),
    Figure.CONFUSION: (Need("answers", 15, 15),),
    Figure.ROW_RECALL: (Need("answers", 10, 30),),
    Figure.MEDIAN_TIME: (Need("right answers", 8, 30),),
    Figure.NET_RATE: (Need("answers", 10, 30),),
    Figure.THIRDS: (Need("answers", 30, 60),),
    Figure.RETENTION: (Need("reviews", 10, 50),),
    Figure.BIAS: (Need("answers", 20, 50),),
    Figure.BRIER: (Need("answers", 30, 100),),
    Figure.CALIBRATION_ERROR: (Need("answers", 100, 200),),
    Figure.RESOLUTION: (
        Need("right answers", 10, 10),
        Need("wrong answers", 10, 10),
        Need("answers", 20, 60),
    ),
    Figure.SURE_AND_WRONG: (Need("sure errors", 10, 10), Need("unsure errors", 10, 10)),
    Figure.TRANSFER_GAP: (Need("answers", 20, 50),),
    Figure.QUADRANT: (Need("cold answers", 3, 10),),
    Figure.FACILITY: (Need("learners", 10, 30),),
    Figure.ITEM_DISCRIMINATION: (Need("learners", 30, 100),),
    Figure.RELIABILITY: (Need("learners", 30, 100), Need("items", 10, 10)),
    Figure.EXPERIMENT: (Need("answers in one arm", 20, 60), Need("answers in the other arm", 20, 60)),
}
"""What every figure rests on; the counts are given to ``standing`` in this order."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Too little to show."""

    missing: int
    """How many more it takes, at least 1."""
    of: str
    """Of what, in the plural."""

    @property
    def told(self) -> str:
        """How many more of what: ``12 more reviews``, ``1 more answer on one side``."""
        return more(self.missing, self.of)


def more(missing: int, of: str) -> str:
    """How many more of what, which is named in the plural: ``12 more reviews``, ``1 more quiz``."""
    if missing != 1:
        return f"{missing:,} more {of}"
    return f"1 more {_PLURAL.sub(lambda found: 'quiz' if found[0] == 'quizzes' else found[0][:-1], of, 1)}"


@dataclass(frozen=True, slots=True)
class Early:
    """Enough to show with a mark, too little to lean on."""


@dataclass(frozen=True, slots=True)
class Solid:
    """Enough to lean on."""


Evidence = Hidden | Early | Solid


def standing(figure: Figure, *counts: int) -> Evidence:
    """Whether a figure can be shown on these counts, one for each of its needs.

    Of several counts that are too small, the one that lacks most is named.
    Raises ValueError for a wrong number of counts.
    """
    needs = NEEDS[figure]
    # Asked of every concept there is.
    lacking = [need.shown - count for need, count in zip(needs, counts, strict=True)]
    most = max(lacking)
    if most > 0:
        return Hidden(most, needs[lacking.index(most)].of)
    is_early = [need for need, count in zip(needs, counts, strict=True) if count < need.solid]
    return Early() if is_early else Solid()


def shown(figure: Figure, value: T | None, *counts: int) -> T | Hidden:
    """The value if these counts carry it, one for each need of the figure; else what is missing.

    A value that does not exist is hidden however much there is. Raises ValueError for a wrong
    number of counts.
    """
    evidence = standing(figure, *counts)
    if isinstance(evidence, Hidden):
        return evidence
    return Hidden(1, NEEDS[figure][0].of) if value is None else value


def known(found: T | Hidden) -> T | None:
    """What was found; None where it is hidden."""
    return None if isinstance(found, Hidden) else found


class Against(StrEnum):
    """What an interval allows to be said of a target. Nothing here is ever called significant."""

    ABOVE = "above target"
    BELOW = "below target"
    UNCLEAR = UNCLEAR


def against(interval: Interval | None, target: float) -> Against:
    """Where the whole interval lies; one that holds the target, or none at all, cannot tell."""
    if interval is None or interval.low < target <= interval.high:
        return Against.UNCLEAR
    return Against.ABOVE if interval.low >= target else Against.BELOW


def decimals(n: int) -> int:
    """Decimals that a percentage of ``n`` answers deserves."""
    return 1 if n >= DECIMALS_FROM else 0
