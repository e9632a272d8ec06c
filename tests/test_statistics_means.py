"""Means, luck, and how often one group exceeds another."""

from __future__ import annotations

from math import comb, fsum, prod, sqrt
from random import Random
from statistics import NormalDist, fmean, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offbook.statistics import Superiority, luck, mean, superiority

values = st.floats(-100.0, 100.0)
ranks = st.lists(st.integers(1, 5).map(float), min_size=1, max_size=30)


@pytest.mark.parametrize("few", [[], [0.3]])
def test_no_spread_no_mean(few: list[float]) -> None:
    assert mean(few) is None


@given(st.lists(values, min_size=2, max_size=40))
def test_a_mean_and_its_error_are_those_of_the_standard_library(every: list[float]) -> None:
    found = mean(every)
    assert found is not None
    assert found.n == len(every)
    assert found.value == pytest.approx(fmean(every), abs=1e-9)
    assert found.error == pytest.approx(stdev(every) / sqrt(len(every)), abs=1e-9)
    assert found.value in found.interval


@given(st.lists(st.floats(0.0, 1.0), max_size=8))
def test_luck_is_the_spread_of_every_outcome_by_its_chance(chances: list[float]) -> None:
    n = len(chances)
    outcomes = [[(i >> k) & 1 for k in range(n)] for i in range(2**n)]
    weights = [
        prod(p if came else 1 - p for p, came in zip(chances, outcome, strict=True)) for outcome in outcomes
    ]
    shares = [sum(outcome) / n if n else 0.0 for outcome in outcomes]
    centre = fsum(w * s for w, s in zip(weights, shares, strict=True))
    variance = fsum(w * (s - centre) ** 2 for w, s in zip(weights, shares, strict=True))
    assert luck(chances) == pytest.approx(sqrt(variance), abs=1e-6)


@pytest.mark.parametrize(
    ("ones", "others", "value"),
    [
        ([2.0], [1.0], 1.0),
        ([1.0], [2.0], 0.0),
        ([1.0], [1.0], 0.5),
        ([3, 2, 1], [2, 2], 0.5),
        ([3, 3, 2], [1, 2, 3], 13 / 18),
    ],
)
def test_ties_count_half(ones: list[float], others: list[float], value: float) -> None:
    found = superiority(ones, others)
    assert found is not None
    assert (found.ones, found.others) == (len(ones), len(others))
    assert found.value == pytest.approx(value)


def test_none_exceeds_nobody() -> None:
    assert superiority([], [1.0]) is None
    assert superiority([1.0], []) is None


@given(ranks, ranks)
def test_it_counts_pairs_and_its_interval_holds_it(ones: list[float], others: list[float]) -> None:
    found, back = superiority(ones, others), superiority(others, ones)
    assert found is not None
    assert back is not None
    pairs = fmean((one > other) + (one == other) / 2 for one in ones for other in others)
    assert found.value == pytest.approx(pairs)
    assert found.value in found.interval
    assert 0.0 <= found.interval.low <= found.interval.high <= 1.0
    assert back.value == pytest.approx(1 - found.value)
    assert back.interval.low == pytest.approx(1 - found.interval.high)


@given(st.floats(0.0, 1.0), st.integers(1, 200), st.integers(1, 200))
def test_the_interval_never_vanishes_and_narrows_with_more(value: float, ones: int, others: int) -> None:
    few, many = Superiority(value, ones, others).interval, Superiority(value, 4 * ones, 4 * others).interval
    assert few.high - few.low > many.high - many.low > 0.0


@pytest.mark.parametrize(("d", "n", "m"), [(1.0, 32, 8), (2.0, 15, 15), (0.3, 60, 20)])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(d: float, n: int, m: int) -> None:
    chance, truth = Random(7), NormalDist().cdf(d / sqrt(2))
    hits = 0
    for _ in range(300):
        found = superiority([chance.gauss(d) for _ in range(n)], [chance.gauss() for _ in range(m)])
        hits += found is not None and truth in found.interval
    assert 0.91 < hits / 300 < 0.99


@settings(max_examples=20)
@given(st.integers(1, 25), st.floats(0.0, 1.0))
def test_luck_of_equal_chances_is_binomial(n: int, p: float) -> None:
    weights = [comb(n, x) * p**x * (1 - p) ** (n - x) for x in range(n + 1)]
    variance = fsum(weight * (x / n - p) ** 2 for x, weight in enumerate(weights))
    assert luck([p] * n) == pytest.approx(sqrt(variance), abs=1e-6)
