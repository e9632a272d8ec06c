"""Small words that the figures of both ledgers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from offbook.statistics import Interval, Share


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 concept``, ``2 concepts``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def points(value: float) -> str:
    """The size of a difference of shares in percentage points, whichever its sign: ``24 points``."""
    size = round(abs(value) * 100)
    return "less than a point" if size == 0 else count(size, "point")


def amount(value: float) -> str:
    """A number with one decimal, which is left out where it is 0: ``1,200``, ``16.5``."""
    return f"{value:,.1f}".removesuffix(".0")


def tally(found: Share) -> str:
    """Right out of all: ``17 of 24``; parts of an answer with one decimal."""
    return f"{amount(found.score)} of {found.n:,}"


def percent(value: float, places: int = 0) -> str:
    """A share, 0 to 1, in percent with so many decimals; only a full one reads 100%."""
    return f"{_held(value, places)}%"


def ends(found: Interval, places: int = 0) -> tuple[str, str]:
    """The two ends of an interval of shares, in percent without the sign."""
    # Only the upper end is a bound that may be rounded up to the whole.
    return _held(found.low, places), f"{found.high * 100:.{places}f}"


def span(found: Interval, places: int = 0) -> str:
    """An interval of shares in percent: ``51-85``."""
    return "-".join(ends(found, places))


def _held(value: float, places: int) -> str:
    """In percent; what is short of the whole does not round up to it."""
    most = 100.0 - 10.0**-places
    return f"{value * 100 if value >= 1.0 else min(value * 100, most):.{places}f}"
