"""What a candidate sets out to do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from makers import DECK
from offbook.clock import MINUTE, SECOND
from offbook.deck.cards import FORMS, Blueprint, ConceptId, DeckId, SideId
from offbook.performance.blueprint import Scope
from offbook.performance.plan import CHANGED, EXTRAS, Plan, called, plan_of, usual_plans

SPRINT = Plan("Sprint", Scope(decks=(DECK,), topics=("sky", "sea")), 20, total=5 * MINUTE)


def times() -> st.SearchStrategy[int | None]:
    """Limits in milliseconds: whole minutes and seconds, and any that a command line can make."""
    return st.none() | st.sampled_from((MINUTE, 5 * MINUTE, 30 * SECOND)) | st.integers(1, 600 * MINUTE)


def some(*names: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), unique=True).map(tuple)


def plans(*names: str) -> st.SearchStrategy[Plan]:
    """Plans of every kind, called by one of these names."""
    scopes = st.builds(
        Scope,
        decks=st.just((DECK,)),
        topics=some("sky", "sea"),
        concepts=some("rain", "salt").map(lambda found: tuple(map(ConceptId, found))),
        sides=some("left", "right").map(lambda found: tuple(map(SideId, found))),
        forms=some(*FORMS[:2]),
    )
    return st.builds(
        Plan,
        name=st.sampled_from(names),
        scope=scopes,
        questions=st.integers(1, 3) | st.integers(1, 500),
        total=times(),
        each=times(),
        extra=st.sampled_from(EXTRAS),
        target=st.none() | st.sampled_from((0.5, 0.8)),
        feedback=st.sampled_from(("end", "each")),
        confidence=st.booleans(),
        shuffle=st.booleans(),
        only_gaps=st.booleans(),
    )


def lengths(plan: Plan) -> tuple[object, ...]:
    return plan.questions, plan.total, plan.each


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


@given(plan=plans("Sprint", "Other", ""), origin=plans("Sprint"), extra=st.sampled_from(EXTRAS))
def test_only_what_it_asks_and_on_which_terms_gives_a_quiz_another_name(
    plan: Plan, origin: Plan, extra: float
) -> None:
    found = called(plan, origin)
    assert replace(found, name=plan.name) == plan  # the name is all that was changed
    assert called(found, origin) == found
    assert found.name == called(replace(plan, extra=extra), origin).name
    assert called(replace(origin, extra=extra), origin).name == origin.name


@given(origin=plans("Sprint"), data=st.data())
def test_whatever_is_turned_the_quiz_is_another_until_it_is_turned_back(
    origin: Plan, data: st.DataObject
) -> None:
    other = data.draw(plans("Sprint"))
    field = data.draw(
        st.sampled_from(("questions", "total", "each", "target", "feedback", "confidence", "only_gaps"))
    )
    assume(getattr(origin, field) != getattr(other, field))
    turned = replace(origin, **{field: getattr(other, field)})
    changed = called(turned, origin)
    assert changed.name.startswith(f"Sprint{CHANGED}")
    assert called(replace(changed, **{field: getattr(origin, field)}), origin) == origin


@given(origin=plans("Sprint"), one=plans("x"), two=plans("y"), shared=st.sets(st.integers(0, 2)))
def test_quizzes_of_one_name_are_of_one_length(origin: Plan, one: Plan, two: Plan, shared: set[int]) -> None:
    """Some lengths are shared, so that names that differ in little are met."""
    fields = ("questions", "total", "each")
    two = replace(two, **{fields[place]: getattr(one, fields[place]) for place in shared})
    for left, right in ((one, two), (one, origin)):
        same = called(left, origin).name == called(right, origin).name
        if same:
            assert lengths(left) == lengths(right)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "Sprint"),
        ({"extra": 2.0}, "Sprint"),
        ({"scope": Scope(decks=(DECK,), topics=("sea", "sky"))}, "Sprint"),
        ({"scope": Scope(decks=(DECK,), topics=("sea",))}, "Sprint, changed"),
        ({"scope": replace(SPRINT.scope, concepts=(ConceptId("rain"),))}, "Sprint, changed"),
        ({"scope": replace(SPRINT.scope, sides=(SideId("left"),))}, "Sprint, changed"),
        ({"scope": replace(SPRINT.scope, forms=("claim",))}, "Sprint, changed"),
        ({"target": None}, "Sprint, changed"),
        ({"feedback": "each"}, "Sprint, changed"),
        ({"shuffle": False}, "Sprint, changed"),
        ({"only_gaps": True}, "Sprint, changed"),
        ({"questions": 1}, "Sprint, changed: 1 question"),
        ({"questions": 25, "confidence": True}, "Sprint, changed: 25 questions"),
        ({"total": 10 * MINUTE}, "Sprint, changed: 10 min"),
        ({"total": 90_000}, "Sprint, changed: 90 s"),
        ({"total": 35_999_999}, "Sprint, changed: 35999.999 s"),
        ({"total": None}, "Sprint, changed: no limit"),
        ({"each": 7_500}, "Sprint, changed: 7.5 s each"),
        (
            {"questions": 40, "total": None, "each": 20_000},
            "Sprint, changed: 40 questions, no limit, 20 s each",
        ),
    ],
)
def test_a_changed_quiz_tells_its_lengths(changes: dict[str, object], name: str) -> None:
    assert called(replace(SPRINT, **changes), SPRINT).name == name  # type: ignore[arg-type] # fields of a plan


def test_what_was_put_together_by_hand_has_no_name_to_change() -> None:
    assert called(Plan(questions=7), Plan()).name == ""
