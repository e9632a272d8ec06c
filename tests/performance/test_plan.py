"""What a candidate sets out to do."""

from __future__ import annotations

import pytest

from makers import DECK
from offbook.clock import MINUTE, SECOND
from offbook.deck.cards import Blueprint, DeckId, SideId
from offbook.performance.blueprint import Scope
from offbook.performance.plan import EXTRAS, Plan, plan_of, usual_plans


@pytest.mark.parametrize(
    ("extra", "total", "each"),
    [(1.0, 60_000, 10_000), (1.25, 75_000, 12_500), (1.5, 90_000, 15_000), (2.0, 120_000, 20_000)],
)
def test_extra_time_stretches_every_limit(extra: float, total: int, each: int) -> None:
    plan = Plan(total=60_000, each=10_000, extra=extra)
    assert (plan.whole_time, plan.time_each) == (total, each)


@pytest.mark.parametrize("extra", EXTRAS)
def test_no_limit_stays_none(extra: float) -> None:
    assert (Plan(extra=extra).whole_time, Plan(extra=extra).time_each) == (None, None)


def test_extra_time_without_end_takes_every_limit_off() -> None:
    plan = Plan(total=60_000, each=10_000, extra=0.0)
    assert (plan.whole_time, plan.time_each) == (None, None)


def test_a_blueprint_is_a_plan_as_it_stands() -> None:
    blueprint = Blueprint(
        "Sprint",
        questions=7,
        minutes=1.5,
        seconds_per_question=12.5,
        target=0.75,
        topics=("sky",),
        sides=(SideId("left"),),
        forms=("claim",),
        shuffle=False,
        feedback="each",
        confidence=True,
    )
    scope = Scope(decks=(DECK,), topics=("sky",), sides=(SideId("left"),), forms=("claim",))
    assert plan_of(blueprint, DECK) == Plan(
        "Sprint", scope, 7, 90_000, 12_500, target=0.75, feedback="each", confidence=True, shuffle=False
    )


def test_a_blueprint_without_limits_or_target_has_none() -> None:
    plan = plan_of(Blueprint("Calm", questions=5), DECK)
    assert (plan.total, plan.each, plan.target, plan.feedback, plan.shuffle) == (
        None,
        None,
        None,
        "end",
        True,
    )


def test_the_usual_plans_serve_any_decks_and_each_has_a_limit_and_a_target() -> None:
    plans = usual_plans((DECK, DeckId("other")))
    assert len({plan.name for plan in plans}) == len(plans)
    for plan in plans:
        assert plan.scope == Scope(decks=(DECK, DeckId("other")))
        assert plan.total or plan.each
        assert plan.target
    assert any(plan.each and plan.each >= 5 * SECOND for plan in plans)
    assert any(plan.total and plan.total >= 5 * MINUTE for plan in plans)
