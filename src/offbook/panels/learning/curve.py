"""The forgetting curve of a card, or of the cards of a concept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import pairwise

from offbook.insight.wording import count, percent
from offbook.learning.curve import AHEAD, Curve, Piece
from offbook.learning.retrieval import Tally
from offbook.panels import telling
from offbook.panels.drawing import Chart
from offbook.panels.learning import modelled
from offbook.panels.learning.elapsed import elapsed
from offbook.panels.panel import Glass, Panel, Source, no_sources
from offbook.panels.series import Around, Mark, Point, Series, Upright

STRONG = 0.9
"""Recall, 0 to 1, that stability is measured by."""
_WARM = 1.0
"""Days after a review in which recall proves nothing, so that none is told."""
_AHEAD = (30.0, AHEAD)

_FORMULA = (
    "Recall R = (1 + f·t/S)^-w20, t days after a review that left stability S; of several cards the mean. "
    "It jumps at each review. From now on: if study stopped."
)


def curve_panel(
    title: str,
    found: Curve | None,
    seen: Tally,
    sources: Callable[[], Iterable[Source]] = no_sources,
) -> Panel:
    """The curve of what ``title`` names, from its reviews; ``seen`` is what the model is held against."""
    ahead = found.ahead if found else ()
    return Panel(
        id="curve",
        title=title,
        value=_value(found),
        told=_told(ahead),
        lines=_lines(found, seen) if found else (),
        drawing=_chart(found) if found else None,
        drawn=_drawn(found) if found else "",
        model=bool(ahead) and seen.is_model_only,
        data={
            "recall_now": _now(found) if found else None,
            "ahead": [{"days": days, "recall": _at(ahead, days)} for days in _AHEAD],
            "reviews": [{"days": mark.days, "passed": mark.passed} for mark in found.marks] if found else [],
            **modelled.data(seen),
        },
        glass=Glass(
            formula=_FORMULA,
            window=f"since the first review, and {AHEAD:.0f} days ahead",
            n=len(found.marks) if found else 0,
            of="reviews",
            left_out=("recall within a day of a review, which proves nothing",),
            sources=sources,
        ),
    )


def _value(found: Curve | None) -> str:
    if found is None:
        return "not studied yet"
    if not found.ahead:
        return "reset"
    now, last = _now(found), found.ahead[-1][1]
    first = f"{_percent(now)} now" if now is not None else f"{_percent(_at(found.ahead, _WARM))} tomorrow"
    return f"{first}, {_percent(last)} in {AHEAD:.0f} days if you stopped today"


def _told(ahead: Piece) -> str:
    """When recall falls below nine in ten, if it stands above."""
    if not ahead:
        return "Its curve begins with the next review."
    if ahead[0][1] < STRONG:
        return "Recall stands below nine in ten: a good time to rehearse."
    days = _falls(ahead)
    if days is None:
        return f"Recall stays above nine in ten for more than {AHEAD:.0f} days."
    return f"Recall falls below nine in ten {'within a day' if days < _WARM else f'in {telling.days(days)}'}."


def _falls(ahead: Piece) -> float | None:
    """Days until recall, which stands above, has fallen to nine in ten; None if it stays above."""
    for (left, above), (right, below) in pairwise(ahead):
        if below < STRONG:
            return left + (right - left) * (above - STRONG) / (above - below) - ahead[0][0]
    return None


def _lines(found: Curve, seen: Tally) -> tuple[tuple[str, str], ...]:
    passed = sum(mark.passed for mark in found.marks)
    return (
        ("reviews", f"{len(found.marks):,}, {passed:,} of them recalled"),
        ("first review", f"{telling.days(found.now)} ago"),
        modelled.line(seen),
    )


def _chart(found: Curve) -> Chart:
    pieces = tuple(_points(piece) for piece in found.past)
    series = [Series("recall", pieces)] if pieces else []
    if found.ahead:
        series.append(Series.joined("if you stopped", _points(found.ahead)))
    return Chart(
        tuple(series),
        elapsed(found.now + AHEAD),
        around=Around(
            uprights=(Upright(found.now, "now"),),
            marks=tuple(Mark(mark.days, mark.passed) for mark in found.marks),
        ),
    )


def _points(piece: Piece) -> tuple[Point, ...]:
    return tuple(Point(days, recall) for days, recall in piece)


def _now(found: Curve) -> float | None:
    """Recall at this moment, 0 to 1; None within a day of the last review, or while all is new again."""
    last = max((mark.days for mark in found.marks), default=found.now)
    return found.ahead[0][1] if found.ahead and found.now - last >= _WARM else None


def _at(ahead: Piece, days: float) -> float | None:
    """Recall so many days from now, 0 to 1; None if nothing is known."""
    if not ahead:
        return None
    at = ahead[0][0] + days
    place = min(bisect_left(ahead, at, key=lambda point: point[0]), len(ahead) - 1)
    (left, above), (right, below) = ahead[max(0, place - 1)], ahead[place]
    share = (at - left) / (right - left) if right > left else 1.0
    return above + (below - above) * min(max(share, 0.0), 1.0)


def _percent(recall: float | None) -> str:
    return telling.NOTHING if recall is None else percent(recall)


def _drawn(found: Curve) -> str:
    passed = sum(mark.passed for mark in found.marks)
    told = f"{count(len(found.marks), 'review')}, {passed:,} recalled, in {telling.days(found.now)}"
    if not found.ahead:
        return f"{told}; reset since."
    later = ", ".join(f"{_percent(_at(found.ahead, days))} in {days:.0f} days" for days in _AHEAD)
    return f"{told}; if you stopped today: {later}."
