"""The illusion: what is answered right away is not yet learned.

Answers are parted by their lag, the time since the concept was last shown with its answer. How
much better those of the same day are than the cold ones is what a sitting feigns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from offbook.clock import DAY
from offbook.evidence import UNCLEAR, Evidence, Figure, Hidden, standing
from offbook.insight.wording import points, tally
from offbook.performance.accuracy import accuracy
from offbook.performance.observation import COLD, Observation
from offbook.statistics import Difference, Share, difference

LONG = 7 * DAY
"""Milliseconds of lag from which an answer tells of lasting."""
LARGE = 0.1
"""An illusion, 0 to 1, from which it is worth doing something about."""

_RIGHT_AWAY, _DELAYED = "answers right away", "answers a day later or more"


class Lag(StrEnum):
    """How long since the concept was last shown with its answer."""

    SAME_SITTING = "right away"
    """Less than a day."""
    COLD = "a day to a week later"
    LONG = "a week later or more"


def lag_of(one: Observation) -> Lag | None:
    """How cold an answer was; None if the concept was never shown with its answer."""
    if one.lag is None:
        return None
    if one.lag < COLD:
        return Lag.SAME_SITTING
    return Lag.COLD if one.lag < LONG else Lag.LONG


@dataclass(frozen=True, slots=True)
class Illusion:
    """Accuracy by lag, a time-out scoring 0; None where there is no answer."""

    right_away: Share | None
    cold: Share | None
    """A day to a week later."""
    long: Share | None
    """A week later or more."""
    delayed: Share | None
    """``cold`` and ``long`` together."""
    timeouts: int
    """Answers among them whose time ran out."""
    never_shown: int
    """Answers left out, because nothing could have been retained."""

    @property
    def evidence(self) -> Evidence:
        """Whether the difference can be shown; what is lacking is named by its lag."""
        away, later = (found.n if found else 0 for found in (self.right_away, self.delayed))
        found = standing(Figure.TREND, away, later)
        if isinstance(found, Hidden):
            return Hidden(found.missing, _RIGHT_AWAY if away <= later else _DELAYED)
        return found

    @property
    def size(self) -> Difference | Hidden:
        """By how much the answers given right away are better than those a day later or more."""
        evidence = self.evidence
        if isinstance(evidence, Hidden):
            return evidence
        now, later = self.right_away, self.delayed
        return difference(now, later) if now and later else Hidden(1, _DELAYED)

    @property
    def is_large(self) -> bool:
        """Whether there is one beyond doubt, and of ten points or more."""
        size = self.size
        return not isinstance(size, Hidden) and size.interval.low > 0.0 and size.value >= LARGE


def illusion(first: Iterable[Observation]) -> Illusion:
    """The illusion in first answers, as ``sift`` finds them."""
    parts: dict[Lag | None, list[Observation]] = {lag: [] for lag in (*Lag, None)}
    for one in first:
        parts[lag_of(one)].append(one)
    cold, long = parts[Lag.COLD], parts[Lag.LONG]
    return Illusion(
        right_away=accuracy(parts[Lag.SAME_SITTING]),
        cold=accuracy(cold),
        long=accuracy(long),
        delayed=accuracy([*cold, *long]),
        timeouts=sum(one.timed_out for lag in Lag for one in parts[lag]),
        never_shown=len(parts[None]),
    )


def words(found: Illusion) -> str | None:
    """The illusion in a sentence, counts first; None while it is hidden."""
    size = found.size
    if isinstance(size, Hidden) or not (found.right_away and found.delayed):
        return None
    counts = f"{tally(found.right_away)} right away, {tally(found.delayed)} a day later or more"
    if 0.0 in size.interval:
        return f"{counts}: {UNCLEAR}."
    if size.value > 0.0:
        return f"{counts}: right away you answer {points(size.value)} better than a day later."
    return f"{counts}: a day later you answer {points(size.value)} better than right away."
