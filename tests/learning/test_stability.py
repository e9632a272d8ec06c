from __future__ import annotations

from collections import Counter
from math import ceil
from random import Random
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import DAY_ONE, NOON, key, progresses, ratings, reviewed, settled, stepping
from offbook.clock import DAY
from offbook.learning.memory import MAX_STABILITY, MIN_STABILITY, Rating
from offbook.learning.schedule import Progress, memory_of
from offbook.learning.stability import PER_DOUBLING, WITHIN, bucket, centre, changes, histogram, spreads
from offbook.learning.standing import rate

CARD = key("card")
ROUNDING = 1 + 1e-12

stabilities = st.floats(MIN_STABILITY, MAX_STABILITY)
decks = st.lists(
    st.lists(st.tuples(st.integers(0, 40), ratings), max_size=6).map(
        lambda days: sorted(days, key=lambda d: d[0])
    ),
    max_size=8,
)
"""Of each card, when it was reviewed (days after the first study day, in order) and how."""


def of(stability: float) -> Progress:
    return settled(DAY_ONE + 9, stability=stability)


@given(stabilities)
def test_a_stability_is_near_the_centre_of_its_bucket(stability: float) -> None:
    found = centre(bucket(stability))
    assert found / stability <= WITHIN * ROUNDING
    assert stability / found <= WITHIN * ROUNDING


@given(stabilities, stabilities)
def test_buckets_keep_the_order(one: float, other: float) -> None:
    assert bucket(min(one, other)) <= bucket(max(one, other))


def test_buckets_divide_a_doubling_evenly() -> None:
    assert [centre(bucket(days)) for days in (0.25, 1.0, 2.0, 64.0)] == [0.25, 1.0, 2.0, 64.0]
    assert len({bucket(1.0 + i / 10_000) for i in range(10_000)}) == PER_DOUBLING + 1
    assert all(
        bucket(centre(number)) == number for number in range(bucket(MIN_STABILITY), bucket(MAX_STABILITY))
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (Progress(), of(1.0), ((7, 0, 1),)),
        (of(1.0), Progress(), ((7, 0, -1),)),
        (of(1.0), of(2.0), ((7, 0, -1), (7, PER_DOUBLING, 1))),
        (stepping(NOON.ms), of(8.0), ((7, 0, -1), (7, 3 * PER_DOUBLING, 1))),
        (of(16.0), of(16.1), ()),
        (Progress(), Progress(), ()),
    ],
    ids=["learned", "made new", "grown", "settled", "hardly grown", "nothing"],
)
def test_changes(before: Progress, after: Progress, expected: tuple[tuple[int, int, int], ...]) -> None:
    assert changes(before, after, 7) == expected


@given(progresses, progresses)
def test_what_goes_there_and_back_changes_nothing(one: Progress, other: Progress) -> None:
    sums: Counter[int] = Counter()
    for _, number, change in (*changes(one, other, 7), *changes(other, one, 7)):
        sums[number] += change
    assert not any(sums.values())


def studied(
    cards: list[list[tuple[int, Rating]]],
) -> tuple[list[tuple[int, int, int]], dict[int, list[float]]]:
    """The changes that histories make, and the stabilities at the end of every day, counted directly."""
    rows: list[tuple[int, int, int]] = []
    ends: dict[int, list[float]] = {}
    for history in cards:
        progress = Progress()
        for late in range(41):
            for rating in (rating for day, rating in history if day == late):
                event = reviewed(CARD, rating, DAY_ONE + late)
                after = rate(progress, event, NOON.plus(late * DAY))
                rows += changes(progress, after, DAY_ONE + late)
                progress = after
            if kept := memory_of(progress):
                ends.setdefault(DAY_ONE + late, []).append(kept.stability)
    return rows, ends


@given(decks)
def test_the_picture_of_any_day_equals_a_direct_count(cards: list[list[tuple[int, Rating]]]) -> None:
    rows, ends = studied(cards)
    for day in range(DAY_ONE - 1, DAY_ONE + 41):
        assert histogram(rows, day) == Counter(map(bucket, ends.get(day, [])))


@given(decks, st.randoms(use_true_random=False))
def test_medians_are_within_a_bucket_of_the_exact_ones(
    cards: list[list[tuple[int, Rating]]], chance: Random
) -> None:
    rows, ends = studied(cards)
    chance.shuffle(rows)
    days = range(DAY_ONE - 1, DAY_ONE + 41)
    found = spreads(rows, days)
    assert [one.day for one in found] == sorted(ends)
    for one in found:
        exact = sorted(ends[one.day])
        assert one.n == len(exact)
        assert one.lower <= one.median <= one.upper
        for told, truth in (
            (one.lower, exact[ceil(one.n / 4) - 1]),
            (one.median, median_low(exact)),
            (one.upper, exact[ceil(one.n * 3 / 4) - 1]),
        ):
            assert told == centre(bucket(truth))
            assert max(told / truth, truth / told) <= WITHIN * ROUNDING


def test_a_spread_stands_between_the_changes_and_after_them() -> None:
    rows = [(DAY_ONE, bucket(days), 1) for days in (1.0, 2.0, 4.0, 8.0)]
    rows += [(DAY_ONE + 2, bucket(1.0), -1), (DAY_ONE + 2, bucket(16.0), 1)]
    first, second, last = spreads(rows, (DAY_ONE + 100, DAY_ONE, DAY_ONE + 1))
    assert (first.n, first.lower, first.median, first.upper) == (4, 1.0, 2.0, 4.0)
    assert (second.day, second.median) == (DAY_ONE + 1, 2.0)
    assert (last.n, last.lower, last.median, last.upper) == (4, 2.0, 4.0, 8.0)


def test_no_changes_make_no_picture() -> None:
    assert histogram([], DAY_ONE) == {}
    assert spreads([], range(DAY_ONE, DAY_ONE + 9)) == ()
    assert spreads([(DAY_ONE, 3, 1)], []) == ()


def test_a_card_that_left_before_it_came_is_no_card() -> None:
    rows = [(DAY_ONE, 8, -1), (DAY_ONE, 16, 1), (DAY_ONE + 5, 8, 1)]
    assert histogram(rows, DAY_ONE) == {16: 1}
    assert [(one.n, one.median) for one in spreads(rows, (DAY_ONE, DAY_ONE + 5))] == [(1, 4.0), (1, 4.0)]
