"""What a simulated learner knows: how it fades, grows and carries over."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import NOON, facts
from offbook.clock import DAY
from offbook.demo.kinds import Kind, Traits, traits
from offbook.demo.mind import Mind
from offbook.learning import memory
from offbook.learning.memory import DEFAULT_WEIGHTS, Rating

CARD, SIBLING, STRANGER = facts("card", "one"), facts("sibling", "one"), facts("stranger", "two")
TRAITS = Traits(DEFAULT_WEIGHTS, prior=0.2, use=0.5, gain=0.4, ceiling=0.9)


def mind(own: Traits = TRAITS) -> Mind:
    return Mind(own, 4, Random(1))


def test_what_was_never_met_is_known_as_far_as_one_brings_it_along() -> None:
    assert mind().grasp(CARD, NOON) == 0.2
    assert mind().times(CARD.key) == 0


def test_a_card_fades_by_the_learners_own_memory() -> None:
    own = mind()
    own.learn(CARD, Rating.GOOD, NOON)
    assert own.grasp(CARD, NOON) == 1.0
    for days in (1, 10, 100):
        assert own.grasp(CARD, NOON.plus(days * DAY)) == pytest.approx(memory.recall(days, 2.3065))


def test_a_card_grows_by_the_learners_own_memory() -> None:
    own = mind()
    own.learn(CARD, Rating.GOOD, NOON)
    own.learn(CARD, Rating.GOOD, NOON.plus(5 * DAY))
    stability, _ = memory.after(*memory.first(Rating.GOOD), 5, Rating.GOOD)
    assert own.grasp(CARD, NOON.plus(25 * DAY)) == pytest.approx(memory.recall(20, stability))
    assert own.times(CARD.key) == 2


def test_a_concept_carries_over_to_its_other_cards_in_part() -> None:
    own = mind()
    own.learn(CARD, Rating.GOOD, NOON)
    assert own.grasp(SIBLING, NOON) == pytest.approx(0.5)
    assert own.grasp(STRANGER, NOON) == 0.2
    later = NOON.plus(30 * DAY)
    assert own.grasp(SIBLING, later) == pytest.approx(0.5 * own.grasp(CARD, later))


def test_using_a_concept_makes_it_carry_further_up_to_a_limit() -> None:
    own = mind()
    own.learn(CARD, Rating.GOOD, NOON)
    carried = []
    for _ in range(30):
        carried.append(own.grasp(SIBLING, NOON))
        own.practise(CARD)
    assert carried == sorted(carried)
    assert carried[1] == pytest.approx(0.66)
    assert 0.89 < carried[-1] < 0.9
    assert own.grasp(STRANGER, NOON) == 0.2


def test_practice_leaves_what_is_remembered_alone() -> None:
    own = mind()
    own.learn(CARD, Rating.GOOD, NOON)
    later = NOON.plus(9 * DAY)
    before = own.grasp(CARD, later)
    own.practise(CARD)
    assert own.grasp(CARD, later) == before


def test_what_comes_to_mind_comes_as_often_as_it_is_known() -> None:
    own = mind()
    own.learn(CARD, Rating.GOOD, NOON)
    later = NOON.plus(60 * DAY)
    share = sum(own.knows(CARD, later) for _ in range(4_000)) / 4_000
    assert share == pytest.approx(own.grasp(CARD, later), abs=0.03)


@given(
    st.sampled_from(Kind),
    st.integers(0, 2**32),
    st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 90 * DAY)), max_size=8),
)
def test_a_chance_stays_one(kind: Kind, seed: int, history: list[tuple[Rating, int]]) -> None:
    own, now = mind(traits(kind, Random(seed))), NOON
    for rating, pause in history:
        own.learn(CARD, rating, now)
        own.practise(CARD)
        now = now.plus(pause)
        assert 0.0 <= own.grasp(CARD, now) <= 1.0
        assert 0.0 <= own.grasp(SIBLING, now) <= own.traits.ceiling


@given(st.integers(0, 2**32))
def test_what_is_crammed_fades_sooner(seed: int) -> None:
    spaced, crammed = mind(traits(Kind.SPACED, Random(seed))), mind(traits(Kind.CRAMMER, Random(seed)))
    for own in (spaced, crammed):
        own.learn(CARD, Rating.GOOD, NOON)
    for days in (3, 20, 60):
        assert crammed.grasp(CARD, NOON.plus(days * DAY)) < spaced.grasp(CARD, NOON.plus(days * DAY))
    minutes_later = NOON.plus(DAY // 48)
    assert crammed.grasp(CARD, minutes_later) > 0.97
