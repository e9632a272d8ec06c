"""What a candidate sets out to do: which cards, how many, how long, against which target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from offbook.clock import MINUTE, SECOND
from offbook.deck.cards import Blueprint, DeckId
from offbook.performance.blueprint import Scope

CHANGED = ", changed"
"""What the name of a quiz ends with, before its lengths, once it is another than its blueprint."""
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


def called(plan: Plan, origin: Plan) -> Plan:
    """The plan under the name it goes by, being made from ``origin``.

    It keeps the name of its origin only as long as it asks the same on the same terms; extra time is
    the candidate's own. Else it is another quiz, and its name tells every length that is not its
    origin's: attempts at one origin under one name are of one length. What has no name stays so.
    """
    if not origin.name or _terms(plan) == _terms(origin):
        return replace(plan, name=origin.name)
    questions = "1 question" if plan.questions == 1 else f"{plan.questions} questions"
    told = (
        (plan.questions, origin.questions, questions),
        (plan.total, origin.total, _limit(plan.total)),
        (plan.each, origin.each, f"{_limit(plan.each)} each"),
    )
    lengths = ", ".join(words for own, before, words in told if own != before)
    return replace(plan, name=f"{origin.name}{CHANGED}{': ' if lengths else ''}{lengths}")


def _terms(plan: Plan) -> tuple[object, ...]:
    """What makes a quiz the one it is; in which order a scope names things does not."""
    scope = plan.scope
    bounds = (scope.decks, scope.topics, scope.concepts, scope.sides, scope.forms, scope.cards)
    return replace(plan, name="", extra=1.0, scope=Scope()), *map(frozenset, bounds)


def _limit(time: int | None) -> str:
    """A limit in words that no other limit has."""
    if time is None:
        return "no limit"
    return f"{time // MINUTE} min" if time % MINUTE == 0 else f"{time / SECOND:.12g} s"


def _stretched(time: int | None, extra: float) -> int | None:
    return round(time * extra) if time is not None and extra else None
