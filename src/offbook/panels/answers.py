"""Answers of quizzes as the rows behind a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from offbook.clock import SECOND
from offbook.insight.wording import percent
from offbook.panels import telling
from offbook.panels.naming import Names
from offbook.panels.panel import Source
from offbook.performance.observation import Observation


def sources(answers: Iterable[Observation], names: Names) -> Callable[[], Iterable[Source]]:
    """Answers as rows, latest first; each opens its attempt."""
    every = tuple(answers)
    return lambda: [
        Source(row(one, names, *_circumstances(one)), one.attempt)
        for one in sorted(every, key=lambda one: (one.at.ms, one.attempt, one.place), reverse=True)
    ]


def row(one: Observation, names: Names, *beside: str) -> str:
    """One answer on one line: when, how it went with what is said beside that, what was asked."""
    at = one.at.local()
    told = ", ".join(filter(None, (_verdict(one), *beside)))
    return f"{telling.on(at.toordinal())} {at:%H:%M}  {told}  {names.prompt(one.key)}"


def _circumstances(one: Observation) -> tuple[str, str]:
    """How long it took, and whether it was cold; empty for what there is nothing to say of."""
    took = f"{one.took / SECOND:.1f} s" if one.took is not None else ""
    return took, "" if one.is_cold else "shown less than a day before"


def _verdict(one: Observation) -> str:
    """How an answer went, in a word or two."""
    if one.timed_out:
        return "out of time"
    if one.is_right:
        return "right"
    return f"{percent(one.score)} right" if one.score else "wrong"
