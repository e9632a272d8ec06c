"""Answers of quizzes as the rows behind a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from offbook.clock import SECOND
from offbook.panels import telling
from offbook.panels.naming import Names
from offbook.panels.panel import Source
from offbook.performance.observation import Observation


def sources(answers: Iterable[Observation], names: Names) -> Callable[[], Iterable[Source]]:
    """Answers as rows, latest first; each opens its attempt."""
    every = tuple(answers)
    return lambda: [
        Source(row(one, names), one.attempt)
        for one in sorted(every, key=lambda one: (one.at.ms, one.attempt, one.place), reverse=True)
    ]


def row(one: Observation, names: Names) -> str:
    """One answer on one line: when, how it went, how long it took, what was asked."""
    at = one.at.local()
    took = f"{one.took / SECOND:.1f} s" if one.took is not None else ""
    warm = "" if one.is_cold else "shown less than a day before"
    told = ", ".join(filter(None, (verdict(one), took, warm)))
    return f"{telling.on(at.toordinal())} {at:%H:%M}  {told}  {names.prompt(one.key)}"


def verdict(one: Observation) -> str:
    """How an answer went, in a word or two."""
    if one.timed_out:
        return "out of time"
    if one.is_right:
        return "right"
    return f"{one.score * 100:.0f}% right" if one.score else "wrong"
