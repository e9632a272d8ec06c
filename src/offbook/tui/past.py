"""What became of a card, in a few lines: its reviews and its answers, each for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from offbook.clock import SECOND, Moment
from offbook.learning.events import Reviewed
from offbook.performance.observation import Observation
from offbook.tui import words

LATEST = 4
"""Reviews, and answers, that are told one by one."""


def past(reviews: Sequence[tuple[Reviewed, Moment]], answers: Sequence[Observation]) -> Content:
    """Both ledgers of one card, the latest first; reviews and answers come in the order of time."""
    return Content("\n").join([*_rehearsed(reviews), Content(""), *_performed(answers)])


def _rehearsed(reviews: Sequence[tuple[Reviewed, Moment]]) -> Iterator[Content]:
    if not reviews:
        yield Content.styled("Not rehearsed yet.", "$quiet")
        return
    since = f"{reviews[0][1].local():%d %b %Y}"
    yield Content(f"Rehearsed {_times(len(reviews))} since {since}.")
    for review, at in reviews[: -LATEST - 1 : -1]:
        took = f"   {review.took / SECOND:.1f} s" if review.took else ""
        yield _line(at, f"{review.rating.name.lower()}{took}")


def _performed(answers: Sequence[Observation]) -> Iterator[Content]:
    if not answers:
        yield Content.styled("Not asked in a quiz yet.", "$quiet")
        return
    right = sum(one.is_right for one in answers)
    yield Content(f"Asked in quizzes {_times(len(answers))}, {right} right.")
    for one in answers[: -LATEST - 1 : -1]:
        cold = "   cold" if one.is_cold else ""
        yield _line(one.at, f"{_verdict(one)}{cold}")


def _verdict(one: Observation) -> str:
    if one.timed_out:
        return "time ran out"
    if one.is_right:
        return "right"
    return f"{words.percent(one.score)} right" if one.score > 0 else "wrong"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


def _line(at: Moment, text: str) -> Content:
    return Content.assemble((f"  {at.local():%d %b %Y  %H:%M}   ", "$quiet"), text)
