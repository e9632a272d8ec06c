"""What study has made of a card: the fold of its events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from offbook.clock import Moment
from offbook.learning import schedule
from offbook.learning.events import Buried, CardEvent, Flagged, Pulled, Reset, Resumed, Reviewed, Suspended
from offbook.learning.schedule import Progress, Scheduler

LEECH = 8
"""Lapses after which a card is set aside."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a card stands: its progress, and what was decided about it."""

    progress: Progress = Progress()
    suspended: bool = False
    leech: bool = False
    """Whether it was Offbook that set it aside."""
    buried: int = 0
    """The study day from which it may come again; 0 if it was never put off."""
    flagged: bool = False
    pulled: bool = False
    """Whether it was called into the next rehearsal, until it is reviewed."""

    @property
    def is_new(self) -> bool:
        """Whether the card was never answered, or was made new again."""
        return isinstance(self.progress.schedule, schedule.New)

    @property
    def last_day(self) -> int:
        """The study day of its last review; 0 if there was none."""
        kept = schedule.memory_of(self.progress)
        return kept.day if kept else 0

    @property
    def recalled_at(self) -> Moment | None:
        """When the card was last reviewed, if it was known then; None if it was not, or never reviewed."""
        match self.progress.schedule:
            case schedule.Settled(memory=kept):
                return kept.last
            case schedule.Stepping(memory=kept, step=step) if step > 0:
                return kept.last
            case _:
                return None

    def is_away(self, day: int) -> bool:
        """Whether the card takes no part in study on this day."""
        return self.suspended or self.buried > day


def fold(standing: Standing, event: CardEvent, at: Moment) -> Standing:
    """The standing of a card after one of its events."""
    match event:
        case Reviewed():
            return replace(standing, progress=rate(standing.progress, event, at), pulled=False)
        case Suspended(leech=leech):
            return replace(standing, suspended=True, leech=leech)
        case Resumed():
            return replace(standing, suspended=False, leech=False)
        case Buried(until=until):
            return replace(standing, buried=until)
        case Flagged(on=on):
            return replace(standing, flagged=on)
        case Pulled():
            return replace(standing, pulled=True)
        case Reset():
            return replace(standing, progress=Progress(), pulled=False)
        case other:
            assert_never(other)


def rate(progress: Progress, event: Reviewed, at: Moment) -> Progress:
    """The progress of a card after a review."""
    return schedule.review(progress, event.key, event.rating, at, event.day, event.scheduler)


def is_new_leech(before: Progress, after: Progress) -> bool:
    """Whether this very review made the card a leech.

    A leech that was taken back is set aside again after every half as many lapses more.
    """
    if after.lapses == before.lapses or after.lapses < LEECH:
        return False
    return (after.lapses - LEECH) % (LEECH // 2) == 0


def recall_now(standing: Standing, now: Moment, scheduler: Scheduler, ahead: float = 0.0) -> float | None:
    """Recall expected ``ahead`` days from now, 0 to 1; None for a new card."""
    return schedule.recall_now(standing.progress, now, scheduler, ahead)
