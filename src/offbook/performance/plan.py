"""What a candidate sets out to do: which cards, how many, how long, against which target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from offbook.clock import MINUTE, SECOND
from offbook.deck.cards import Blueprint, DeckId
from offbook.performance.blueprint import Scope

EXTRAS = (1.0, 1.25, 1.5, 2.0, 0.0)
"""Factors of the time; 0 takes every limit off."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A quiz before it begins."""

    name: str = ""
    """The blueprint's name; empty for a quiz put together by hand."""
    scope: Scope = field(default_factory=Scope)
    questions: int = 10
    total: int | None = None
    """Milliseconds for the whole, before extra time; None for no limit."""
    each: int | None = None
    """Milliseconds for one question, before extra time; None for no limit."""
    extra: float = 1.0
    """One of ``EXTRAS``."""
    target: float | None = 0.8
    """Share of right answers aimed at, 0 to 1; None for none."""
    feedback: str = "end"
    """``end`` or ``each``."""
    confidence: bool = False
    shuffle: bool = True
    only_gaps: bool = False
    """Whether only concepts with an open gap are asked."""

    @property
    def whole_time(self) -> int | None:
        """Milliseconds for the whole with extra time; None for no limit."""
        return _stretched(self.total, self.extra)

    @property
    def time_each(self) -> int | None:
        """Milliseconds for one question with extra time; None for no limit."""
        return _stretched(self.each, self.extra)


def plan_of(blueprint: Blueprint, deck: DeckId) -> Plan:
    """The plan that a deck's blueprint stands for."""
    return Plan(
        name=blueprint.name,
        scope=Scope(decks=(deck,), topics=blueprint.topics, sides=blueprint.sides, forms=blueprint.forms),
        questions=blueprint.questions,
        total=None if blueprint.minutes is None else round(blueprint.minutes * MINUTE),
        each=None
        if blueprint.seconds_per_question is None
        else round(blueprint.seconds_per_question * SECOND),
        target=blueprint.target,
        feedback=blueprint.feedback,
        confidence=blueprint.confidence,
        shuffle=blueprint.shuffle,
    )


def usual_plans(decks: Sequence[DeckId]) -> tuple[Plan, ...]:
    """The plans that serve where a deck brings none."""
    scope = Scope(decks=tuple(decks))
    return (
        Plan("Ten questions", scope, 10, total=5 * MINUTE),
        Plan("Twenty questions", scope, 20, total=10 * MINUTE),
        Plan("Quick fire", scope, 12, each=20 * SECOND),
    )


def _stretched(time: int | None, extra: float) -> int | None:
    return round(time * extra) if time is not None and extra else None
