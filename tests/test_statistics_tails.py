"""The tails of what comes true by luck."""

from __future__ import annotations

from itertools import product
from math import comb, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.statistics import tails


@pytest.mark.parametrize(("n", "came"), [(1, 0), (3, 2), (10, 0), (10, 10), (12, 5)])
def test_equal_chances_are_those_of_the_binomial(n: int, came: int) -> None:
    odds = [comb(n, i) * 0.3**i * 0.7 ** (n - i) for i in range(n + 1)]
    low, high = tails([0.3] * n, came)
    assert low == pytest.approx(sum(odds[: came + 1]))
    assert high == pytest.approx(sum(odds[came:]))


def test_of_nothing_nothing_comes() -> None:
    assert tails([], 0) == (1.0, 1.0)


@given(st.lists(st.floats(0.0, 1.0), max_size=7), st.data())
def test_they_count_every_way_in_which_it_can_come(chances: list[float], data: st.DataObject) -> None:
    came = data.draw(st.integers(0, len(chances)))
    ways = {
        way: prod(p if comes else 1.0 - p for p, comes in zip(chances, way, strict=True))
        for way in product((False, True), repeat=len(chances))
    }
    low, high = tails(chances, came)
    assert low == pytest.approx(sum(odds for way, odds in ways.items() if sum(way) <= came))
    assert high == pytest.approx(sum(odds for way, odds in ways.items() if sum(way) >= came))
