"""The cycle: performance opens gaps, study relearns them, performance closes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from offbook.clock import DAY, Moment
from offbook.evidence import Figure, Hidden, shown
from offbook.insight.gaps import Gap, State
from offbook.insight.wording import count
from offbook.performance.windows import Calendar, Window
from offbook.statistics import Median, median


@dataclass(frozen=True, slots=True)
class Cycle:
    """How far every gap that ever opened has come."""

    open: int
    """Missed, and not recalled in study since."""
    relearned: int
    """Recalled in study since, and not yet shown in a quiz."""
    closed: int
    to_close: Median | None
    """Days from the miss to the closing answer, over the closed gaps; None if none is closed."""
    oldest: float | None
    """Days since the oldest gap opened that is still not closed, at least 0; None if none is."""

    @property
    def opened(self) -> int:
        """All gaps."""
        return self.open + self.relearned + self.closed

    @property
    def days_to_close(self) -> Median | Hidden:
        """The median with its interval, once enough gaps are closed."""
        found = shown(Figure.MEDIAN_TIME, self.to_close, self.closed)
        return Hidden(found.missing, "closed gaps") if isinstance(found, Hidden) else found


def cycle(history: Iterable[Gap], now: Moment) -> Cycle:
    """The cycle of gaps as ``gaps.history`` gives them."""
    every = tuple(history)
    states = [gap.state for gap in every]
    unclosed = [gap.since for gap in every if gap.state is not State.CLOSED]
    return Cycle(
        open=states.count(State.OPEN),
        relearned=states.count(State.RELEARNED),
        closed=states.count(State.CLOSED),
        to_close=median((gap.closed - gap.since) / DAY for gap in every if gap.closed is not None),
        oldest=max(0.0, (now.ms - min(unclosed)) / DAY) if unclosed else None,
    )


def closed_in(history: Iterable[Gap], window: Window, calendar: Calendar) -> tuple[Gap, ...]:
    """The gaps that were closed in a window, by the study day of the answer that closed each."""
    return tuple(
        gap for gap in history if gap.closed_at and window.holds(gap.closed_at.day(calendar.rollover))
    )


def words(found: Cycle) -> str:
    """The cycle in a sentence, counts first."""
    if not found.opened:
        return "No gap has opened yet."
    counts = (
        f"{count(found.opened, 'gap')}: {found.open} open, {found.relearned} relearned, {found.closed} closed"
    )
    days = found.days_to_close
    if isinstance(days, Hidden):
        return f"{counts}."
    return f"{counts}; half of those closed took {count(max(1, ceil(days.value)), 'day')} or less."
