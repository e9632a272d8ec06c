"""How much was right: as a share with its interval, by concept, side and form, and what is weakest."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from typing import Generic, TypeVar

from offbook.deck.cards import ConceptKey
from offbook.evidence import Figure, Hidden, standing
from offbook.performance.observation import Observation, grouped
from offbook.statistics import Share, difference, guess_corrected, share, shrunk

K = TypeVar("K", bound=Hashable)


def accuracy(seen: Iterable[Observation]) -> Share | None:
    """The share of the score that could be had; a time-out scores 0. None of no answers."""
    return share(one.score for one in seen)


def accuracies(seen: Iterable[Observation], by: Callable[[Observation], K | None]) -> dict[K, Share]:
    """Accuracy of each group; no group is empty, and each answer is in one at most."""
    groups = grouped(seen, by)
    return {of: found for of, group in groups.items() if (found := accuracy(group))}


def concept_of(one: Observation) -> ConceptKey:
    """The concept the question belongs to."""
    return one.key.deck, one.concepts[0]


def form_of(one: Observation) -> str:
    """The form it was asked in."""
    return one.form


def corrected(seen: Sequence[Observation]) -> float | None:
    """Accuracy less what guessing gives, 0 to 1, always to be labelled so.

    None of no answers, and where guessing is always right.
    """
    found = accuracy(seen)
    if found is None:
        return None
    return guess_corrected(found.value, fsum(one.guess for one in seen) / found.n)


def on_time(seen: Iterable[Observation]) -> Share | None:
    """The share answered before time ran out, of the answers that had a limit; None if none had."""
    return share(float(not one.timed_out) for one in seen if one.limited)


def transfer(seen: Iterable[Observation]) -> Share | None:
    """Accuracy on what study never showed; None if none was asked."""
    return accuracy(one for one in seen if one.transfer)


@dataclass(frozen=True, slots=True)
class Ranked(Generic[K]):
    """A group in the list of the weakest."""

    of: K
    share: Share
    shrunk: float
    """What it is ranked by, 0 to 1."""


def weakest(shares: Mapping[K, Share]) -> tuple[Ranked[K], ...]:
    """Groups of three answers or more, weakest first, each drawn towards the overall accuracy.

    Of equals the one with more answers comes first.
    """
    total = sum(one.n for one in shares.values())
    if not total:
        return ()
    overall = fsum(one.score for one in shares.values()) / total
    ranked = [
        Ranked(of, one, shrunk(one.score, one.n, overall))
        for of, one in shares.items()
        if not isinstance(standing(Figure.RANKING, one.n), Hidden)
    ]
    return tuple(sorted(ranked, key=lambda one: (one.shrunk, -one.share.n, str(one.of))))


class Trend(StrEnum):
    """Which way accuracy went from one window to the next, beyond doubt."""

    UP = "up"
    DOWN = "down"


def trend(before: Share | None, now: Share | None) -> Trend | None:
    """The arrow to draw; None below ten answers a window, and where the change may be chance."""
    if before is None or now is None or isinstance(standing(Figure.TREND, now.n, before.n), Hidden):
        return None
    change = difference(now, before)
    if 0.0 in change.interval:
        return None
    return Trend.UP if change.value > 0.0 else Trend.DOWN
