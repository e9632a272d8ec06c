"""Small words that the figures of both ledgers share."""

from __future__ import annotations

from offbook.evidence import decimals
from offbook.statistics import Share

UNCLEAR = "can't tell yet"
"""Said wherever an interval leaves both ways open."""


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 concept``, ``2 concepts``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def points(value: float) -> str:
    """The size of a difference of shares in percentage points, whichever its sign: ``24 points``."""
    size = round(abs(value) * 100)
    return "less than a point" if size == 0 else count(size, "point")


def tally(found: Share) -> str:
    """Right out of all: ``17 of 24``; parts of an answer with one decimal."""
    return f"{found.score:,.1f}".removesuffix(".0") + f" of {found.n:,}"


def percent(value: float, n: int) -> str:
    """A share of ``n`` answers in percent, with the decimals that so many deserve."""
    return f"{value * 100:.{decimals(n)}f}%"
