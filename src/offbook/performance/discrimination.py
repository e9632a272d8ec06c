"""Telling sides apart: what was taken for what, and how well each side is recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from offbook.deck.cards import SideId
from offbook.performance.observation import Observation
from offbook.statistics import Discrimination, Share, discrimination

PAIRS = 3
"""Mix-ups that are listed, at most."""
MIXED_UP = 2
"""Times that two things were mixed up before it is listed."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts of answers to classify questions: a row for each right side, a column for each side said."""

    sides: tuple[SideId, ...]
    counts: tuple[tuple[int, ...], ...]
    """Square, in the order of ``sides``: ``counts[truth][said]``."""
    silent: tuple[int, ...]
    """For each right side, how often time ran out or nothing was said."""

    @property
    def answered(self) -> int:
        """Answers in which a side was said."""
        return sum(map(sum, self.counts))

    @property
    def n(self) -> int:
        """All questions, the unanswered ones with them."""
        return self.answered + sum(self.silent)

    @property
    def accuracy(self) -> Share | None:
        """The share told right; what was not answered counts as not right. None of no questions."""
        return _share(sum(row[i] for i, row in enumerate(self.counts)), self.n)

    def recall(self, side: SideId) -> Share | None:
        """How much of what belongs to a side was told to belong there; None if nothing was asked."""
        i = self.sides.index(side)
        return _share(self.counts[i][i], sum(self.counts[i]) + self.silent[i])

    def precision(self, side: SideId) -> Share | None:
        """How much of what was told to belong to a side does; None if the side was never said."""
        i = self.sides.index(side)
        return _share(self.counts[i][i], sum(row[i] for row in self.counts))

    @property
    def macro_recall(self) -> float | None:
        """The mean of the sides' recalls, 0 to 1; None unless every side was asked."""
        recalls = [found.value for side in self.sides if (found := self.recall(side))]
        return fsum(recalls) / len(recalls) if recalls and len(recalls) == len(self.sides) else None

    def lean(self, side: SideId) -> float | None:
        """How much more often a side was said than it was right, -1 to 1, over what was answered.

        Below 0 it was said too rarely. None if nothing was answered.
        """
        i = self.sides.index(side)
        said = sum(row[i] for row in self.counts)
        return (said - sum(self.counts[i])) / self.answered if self.answered else None

    def aspect(self, side: SideId, both: SideId | None = None) -> Discrimination:
        """How well it is told whether something involves ``side``; ``both`` involves every side.

        With no ``both`` among questions and answers of two sides, this is the d′ of the
        two-choice drill. What was not answered is left out.
        """
        yes = [i for i, one in enumerate(self.sides) if one in (side, both)]
        no = [i for i in range(len(self.sides)) if i not in yes]
        said_yes = [sum(row[i] for i in yes) for row in self.counts]
        return discrimination(
            hits=sum(said_yes[i] for i in yes),
            signals=sum(sum(self.counts[i]) for i in yes),
            false_alarms=sum(said_yes[i] for i in no),
            noises=sum(sum(self.counts[i]) for i in no),
        )


def confusion(seen: Iterable[Observation], sides: Sequence[SideId]) -> Confusion:
    """The matrix over the classify questions of decks with these sides.

    Questions whose right side is none of them are left out; an answer that is none of them
    counts as unsaid.
    """
    cells: Counter[tuple[str, str | None]] = Counter()
    for one in seen:
        if one.form == "classify" and one.told and one.told.truth in sides:
            said = None if one.timed_out or one.told.chosen not in sides else one.told.chosen
            cells[one.told.truth, said] += 1
    counts = tuple(tuple(cells[truth, said] for said in sides) for truth in sides)
    return Confusion(tuple(sides), counts, tuple(cells[truth, None] for truth in sides))


def leans_to(figure: Discrimination, signal: SideId, noise: SideId) -> SideId | None:
    """The side that is said too readily; None where the lean may be chance."""
    if 0.0 in figure.c_interval:
        return None
    return noise if figure.c > 0.0 else signal


@dataclass(frozen=True, slots=True)
class MixUp:
    """One thing taken for another, and how often."""

    truth: str
    chosen: str
    count: int


def mix_ups(seen: Iterable[Observation]) -> tuple[MixUp, ...]:
    """The most frequent mix-ups in choice questions, at most three, each seen twice or more."""
    cells: Counter[tuple[str, str]] = Counter()
    for one in seen:
        told = one.told
        if one.form == "choice" and told and told.chosen is not None and not one.timed_out:
            cells[told.truth, told.chosen] += told.truth != told.chosen
    frequent = [MixUp(*pair, count) for pair, count in cells.items() if count >= MIXED_UP]
    return tuple(sorted(frequent, key=lambda one: (-one.count, one.truth, one.chosen))[:PAIRS])


def _share(score: int, n: int) -> Share | None:
    return Share(score, n) if n else None
