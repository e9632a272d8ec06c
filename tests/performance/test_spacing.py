"""What belongs together is set apart, as far as that can be done."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from offbook.performance.spacing import FAR, apart, narrowest

few = st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("xyz")), max_size=6)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=40))
def test_nothing_is_lost_and_nothing_comes_twice(kin: list[tuple[int, int]]) -> None:
    assert sorted(apart(kin)) == list(range(len(kin)))


@given(few)
@settings(max_examples=60)
def test_the_weightiest_relation_is_spread_as_far_as_any_order_can(kin: list[tuple[str, str]]) -> None:
    order = narrowest([kin[place] for place in apart(kin)])
    assert order[:1] == max(narrowest(one) for one in permutations(kin))[:1]


@given(st.lists(st.sampled_from("ABCDE").map(lambda name: (name,)), max_size=7))
@settings(max_examples=60)
def test_one_relation_alone_is_spread_as_far_as_any_order_can(kin: list[tuple[str]]) -> None:
    order = narrowest([kin[place] for place in apart(kin)])
    assert order == max(map(narrowest, permutations(kin)))


def test_what_has_no_kin_stays_in_its_order() -> None:
    assert apart([(place,) for place in range(30)]) == list(range(30))


def test_kin_at_the_end_come_forward_rather_than_stand_together() -> None:
    kin = [(name,) for name in ["b", "c", "d", "e", "f", "a", "a", "a"]]
    assert narrowest([kin[place] for place in apart(kin)]) == (3,)


def test_a_group_that_fills_half_the_paper_stands_in_every_other_place() -> None:
    kin = [(name,) for name in [*"aaaaa", *"bcde"]]
    assert [kin[place][0] for place in apart(kin)][::2] == ["a"] * 5


def test_distances_count_up_to_what_is_far() -> None:
    assert narrowest([]) == ()
    assert narrowest([("a",)]) == (FAR,)
    assert narrowest([("a",), ("a",)]) == (1,)
    assert narrowest([("a",), *[(place,) for place in range(9)], ("a",)]) == (FAR,)
    assert narrowest([("a", 1), ("b", 1), ("a", 2)]) == (2, 1)
