"""Figures as they are told: counts before percentages, intervals always, and what is missing.

Early figures carry a ``~``. Nothing is told by colour alone, and the axis is 0 to 100, always.
"""

from __future__ import annotations

from textual.content import Content

from offbook.evidence import Early, Figure, Hidden, standing
from offbook.insight.wording import percent, span, tally
from offbook.statistics import Share
from offbook.tui.plots.interval import Marks, blank, interval


def share(found: Share) -> Content:
    """``16 of 20  80%  (58-92)``; below ten answers the counts, and how many are missing."""
    counts = tally(found)
    evidence = standing(Figure.ACCURACY, found.n)
    if isinstance(evidence, Hidden):
        return Content.assemble(counts, (f", {evidence.missing} more for a percentage", "$quiet"))
    mark = "~" if isinstance(evidence, Early) else ""
    told = f"  {mark}{percent(found.value)}"
    return Content.assemble((counts, "bold"), (told, "bold"), (f"  ({span(found.interval)})", "$quiet"))


def axis(found: Share, target: float | None, width: int) -> Content:
    """The share with its interval between 0 and 100, in no more than ``width`` cells and six.

    With too few answers for a percentage, the bare axis. The target is marked on either.
    """
    cells, marks = width + len("0  100"), Marks(target=target)
    evidence = standing(Figure.ACCURACY, found.n)
    if isinstance(evidence, Hidden):
        return blank(cells, marks)
    return interval(found.value, found.interval, cells, marks, early=isinstance(evidence, Early))
