"""Figures below their minimum are hidden: the one rule, for every figure of both ledgers."""

from __future__ import annotations

from typing import TypeVar

from offbook.evidence import NEEDS, Figure, Hidden, standing

T = TypeVar("T")


def shown(figure: Figure, value: T | None, *counts: int) -> T | Hidden:
    """The value if these counts carry it, one for each need of the figure; else what is missing.

    A value that does not exist is hidden however much there is. Raises ValueError for a wrong
    number of counts.
    """
    evidence = standing(figure, *counts)
    if isinstance(evidence, Hidden):
        return evidence
    return Hidden(1, NEEDS[figure][0].of) if value is None else value
