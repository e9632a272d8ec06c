"""Figures, times, and what goes by the same words on several screens."""

from __future__ import annotations

from offbook.clock import DAY, HOUR, MINUTE, SECOND, Moment
from offbook.insight.wording import count, percent

__all__ = ["EDIT_ELSEWHERE", "EDIT_HERE", "count", "duration", "interval", "percent", "when"]

EDIT_ELSEWHERE = "edit the card in your own editor"
EDIT_HERE = "edit the deck here, in Offbook, with its cards beside it"

_MONTH = 30.44
_YEAR = 365.25


def interval(ms: int, *, short: bool = False) -> str:
    """How long until a card comes back, in the largest unit that says it well."""
    told = _interval(ms)
    return told.replace(" min", "m").replace(" ", "") if short else told


def _interval(ms: int) -> str:
    if ms < MINUTE:
        return "< 1 min"
    # What is rounded decides the unit: nobody says "60 min".
    if (minutes := round(ms / MINUTE)) < 60:
        return f"{minutes} min"
    if (hours := round(ms / HOUR)) < 24:
        return f"{hours} h"
    if (days := round(ms / DAY)) < 31:
        return f"{days} d"
    if (months := round(ms / DAY / _MONTH, 1)) < 12:
        return f"{months} mo"
    return f"{ms / DAY / _YEAR:.1f} y"


def duration(seconds: int) -> str:
    """Time spent, rounded as a person would say it."""
    if seconds < 60:
        return "less than a minute"
    return count(round(seconds / 60), "minute")


def when(moment: Moment, now: Moment, rollover: int) -> str:
    """When something is due: minutes on the same study day, else the day by name."""
    days = moment.day(rollover) - now.day(rollover)
    if days <= 0:
        wait = max(0, moment.ms - now.ms)
        return "now" if wait < SECOND else f"in {interval(max(wait, MINUTE))}"
    if days == 1:
        return "tomorrow"
    return f"on {moment.local():%A}" if days < 7 else f"in {interval(days * DAY)}"
