"""How figures are put into words and into data: counts first, a mark where little is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from offbook.clock import DAY, HOUR, MINUTE
from offbook.evidence import EARLY_MARK, Early, Evidence, Figure, Hidden, Solid, decimals, standing
from offbook.insight.wording import count, percent, span, tally
from offbook.panels.drawing import Estimate
from offbook.panels.panel import Data
from offbook.statistics import Interval, Share

NOTHING = "nothing yet"
"""Said where there is no figure to tell."""
WILSON = "Interval by Wilson, 95%."
"""Said of how sure a share is."""

_MONTH, _YEAR = 30.44, 365.25


def marked(text: str, evidence: Evidence) -> str:
    """A figure with the mark of its evidence: ``~71%`` while it is early. Hidden ones are not for telling."""
    match evidence:
        case Early():
            return f"{EARLY_MARK}{text}"
        case Solid() | Hidden():
            return text
        case other:
            assert_never(other)


def share(found: Share | None, figure: Figure = Figure.ACCURACY, nothing: str = NOTHING) -> str:
    """``17 of 24  ~71%  (51-85)``; too few for the figure, ``7 of 9, 1 more for a percentage``."""
    if found is None:
        return nothing
    evidence = standing(figure, found.n)
    if isinstance(evidence, Hidden):
        return f"{tally(found)}, {evidence.missing:,} more for a percentage"
    places = decimals(found.n)
    told = marked(percent(found.value, places), evidence)
    return f"{tally(found)}  {told}  ({span(found.interval, places)})"


def left_out(*parts: tuple[int, str, str]) -> tuple[str, ...]:
    """Lines of what was left out: how many, of what in the singular, and why; none of nothing."""
    return tuple(f"{count(number, one)} {why}" for number, one, why in parts if number)


def lacking(found: Hidden) -> str:
    """What a figure waits for: ``12 more reviews and this is shown``."""
    return f"{found.told} and this is shown"


def points(value: float, n: int = 0) -> str:
    """A difference of shares of ``n``, -1 to 1, in percentage points with its sign: ``+4``, ``0``."""
    size = round(value * 100, decimals(n))
    return f"{size:+.{decimals(n)}f}" if size else "0"


def difference(value: float, interval: Interval, n: int = 0) -> str:
    """A difference of shares of ``n`` with its interval: ``+22 points (-7 to +51)``."""
    size = points(value, n)
    one = "point" if size in {"+1", "-1"} else "points"
    return f"{size} {one} ({points(interval.low, n)} to {points(interval.high, n)})"


def estimate(
    name: str, found: Share | None, figure: Figure = Figure.ACCURACY, told: str = ""
) -> tuple[Estimate, ...]:
    """The share as a row of a drawing, its counts beside it; none where there is too little of it."""
    if found is None:
        return ()
    evidence = standing(figure, found.n)
    if isinstance(evidence, Hidden):
        return ()
    early = isinstance(evidence, Early)
    return (Estimate(name, found.value, found.interval, told or tally(found), early=early),)


def estimated(rows: Sequence[Estimate]) -> str:
    """Rows of shares in words, for whoever does not see them drawn."""
    parts = (
        f"{row.name}: {row.told}, {EARLY_MARK if row.early else ''}{percent(row.value)} ({span(row.around)})"
        for row in rows
    )
    return "; ".join(parts) + "." if rows else ""


def days(value: float) -> str:
    """A length of time in days, in the unit that says it well: ``9.1 days``, ``3.2 months``."""
    if round(value * DAY / HOUR) < 24:
        hours = round(value * DAY / HOUR)
        return count(hours, "hour") if hours else "less than an hour"
    if round(value) < 31:
        return _much(value, "day")
    if round(value / _MONTH, 1) < 12:
        return _much(value / _MONTH, "month")
    return _much(value / _YEAR, "year")


def spent(ms: int) -> str:
    """Time that was spent: ``25 minutes``, ``3.5 hours``."""
    minutes = round(ms / MINUTE)
    if minutes < 1:
        return "less than a minute"
    return count(minutes, "minute") if minutes < 60 else _much(ms / HOUR, "hour")


def on(day: int) -> str:
    """A study day by its date: ``3 Nov 2025``."""
    found = date.fromordinal(day)
    return f"{found.day} {found:%b %Y}"


def iso(day: int) -> str:
    """A study day as data: ``2025-11-03``."""
    return date.fromordinal(day).isoformat()


def as_share(found: Share | None, figure: Figure = Figure.ACCURACY) -> dict[str, Data]:
    """A share as data; ``share`` and ``interval`` are None where there is too little of it."""
    n = found.n if found else 0
    seen = found if found and not isinstance(standing(figure, n), Hidden) else None
    return {
        "score": found.score if found else 0.0,
        "n": n,
        "share": seen.value if seen else None,
        "interval": as_interval(seen.interval if seen else None),
    }


def as_interval(found: Interval | None) -> list[Data] | None:
    """An interval as data: its two ends."""
    return [found.low, found.high] if found else None


def _much(value: float, one: str) -> str:
    """A number with its unit, with one decimal below ten that is left out where it is 0."""
    told = f"{value:.1f}" if round(value, 1) < 10 else f"{value:,.0f}"
    told = told.removesuffix(".0")
    return f"{told} {one if told == '1' else one + 's'}"
