"""Sure and wrong: whether errors that were believed in are put right the better for it.

Errors made with confidence tend to be corrected more often than others once the answer was shown.
Here that is tried on oneself: what became of either at the next delayed meeting of the concept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from offbook.evidence import UNCLEAR, Figure, Hidden, shown
from offbook.insight.calibration import LEVELS
from offbook.insight.wording import points, tally
from offbook.performance.accuracy import concept_of
from offbook.performance.observation import COLD, Observation, grouped
from offbook.statistics import Difference, Share, difference, share

SURE = LEVELS[-1]
"""The level of confidence that makes an error a sure one."""


@dataclass(frozen=True, slots=True)
class Errors:
    """Errors of one kind, and what became of them."""

    count: int
    """All of them."""
    next: Share | None
    """Right answers at the next delayed meeting, of the errors that had one; None if none had."""

    @property
    def met(self) -> int:
        """Errors whose concept was met again, a day later or more and a day cold."""
        return self.next.n if self.next else 0


@dataclass(frozen=True, slots=True)
class Sureness:
    """Errors by how sure the learner was of them."""

    sure: Errors
    unsure: Errors

    @property
    def hypercorrection(self) -> Difference | Hidden:
        """By how much sure errors are put right more often than unsure ones."""
        sure, unsure = self.sure, self.unsure
        found = difference(sure.next, unsure.next) if sure.next and unsure.next else None
        return shown(Figure.SURE_AND_WRONG, found, sure.met, unsure.met)


def sureness(first: Iterable[Observation], every: Iterable[Observation]) -> Sureness:
    """The errors among the first answers, and what ``every`` answer, practice too, says came of them.

    Answers whose time ran out are neither errors that were believed in nor meetings.
    """
    meetings = {
        concept: sorted((one.at.ms, one.score) for one in group)
        for concept, group in grouped(filter(_is_delayed, every), concept_of).items()
    }
    fates: dict[bool, list[float | None]] = {True: [], False: []}
    for one in first:
        if not (one.timed_out or one.is_right or one.confidence is None):
            later = meetings.get(concept_of(one), [])
            place = bisect_left(later, (one.at.ms + COLD, -1.0))
            fates[one.confidence >= SURE].append(later[place][1] if place < len(later) else None)
    sure, unsure = (_errors(fates[kind]) for kind in (True, False))
    return Sureness(sure, unsure)


def words(found: Sureness) -> str | None:
    """What became of sure errors in a sentence, counts first; None while it is hidden."""
    more, sure, unsure = found.hypercorrection, found.sure.next, found.unsure.next
    if isinstance(more, Hidden) or sure is None or unsure is None:
        return None
    counts = f"Put right at the next meeting: {tally(sure)} sure errors, {tally(unsure)} unsure ones"
    if 0.0 in more.interval:
        return f"{counts}: {UNCLEAR}."
    better = "better" if more.value > 0.0 else "worse"
    return f"{counts}: you put sure errors right {points(more.value)} {better}."


def _errors(fates: list[float | None]) -> Errors:
    return Errors(len(fates), share(float(score >= 1.0) for score in fates if score is not None))


def _is_delayed(one: Observation) -> bool:
    return not one.timed_out and one.lag is not None and one.lag >= COLD
