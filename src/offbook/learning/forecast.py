"""How many cards come back on each of the coming days, if nothing else is learned until then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

COMING = 30
"""Study days that are looked ahead, today included."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Cards by the day on which they come back."""

    today: int
    """The study day it begins with."""
    counts: tuple[int, ...]
    """For today and each day after it; whatever has waited longer is ready today."""
    later: int
    """Cards that come back beyond those days."""

    @property
    def coming(self) -> int:
        """Cards that come back on one of those days."""
        return sum(self.counts)


def forecast(cards: Iterable[tuple[int, int]], today: int, days: int = COMING) -> Forecast:
    """Spread settled cards over the coming ``days``, each once.

    A card is the study day on which it is ready and the one until which it was put off (0 for not
    at all): the later of the two counts. Suspended cards do not come back and are not to be given.
    """
    return spread(Counter(max(due, put_off) for due, put_off in cards), today, days)


def spread(returns: Mapping[int, int], today: int, days: int = COMING) -> Forecast:
    """The forecast, from how many cards come back on each study day."""
    found: Counter[int] = Counter()
    for day, cards in returns.items():
        found[max(day, today)] += cards
    counts = tuple(found[today + ahead] for ahead in range(days))
    return Forecast(today, counts, found.total() - sum(counts))
