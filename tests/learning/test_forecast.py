from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import DAY_ONE
from offbook.learning.forecast import COMING, Forecast, forecast

cards = st.lists(
    st.tuples(
        st.integers(DAY_ONE - 400, DAY_ONE + 60),
        st.one_of(st.just(0), st.integers(DAY_ONE - 2, DAY_ONE + 5)),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("due", "put_off", "ahead"),
    [
        (0, None, 0),
        (-300, None, 0),
        (1, None, 1),
        (29, None, 29),
        (30, None, None),
        (-5, 1, 1),
        (4, 1, 4),
        (-5, -1, 0),
    ],
    ids=[
        "today",
        "long since",
        "tomorrow",
        "the last day",
        "beyond",
        "put off",
        "put off in vain",
        "back again",
    ],
)
def test_a_card_comes_back_once(due: int, put_off: int | None, ahead: int | None) -> None:
    found = forecast([(DAY_ONE + due, 0 if put_off is None else DAY_ONE + put_off)], DAY_ONE)
    assert found.counts == tuple(int(day == ahead) for day in range(COMING))
    assert found.later == int(ahead is None)


def test_no_cards_make_empty_days() -> None:
    assert forecast([], DAY_ONE) == Forecast(DAY_ONE, (0,) * 30, 0)
    assert forecast([(DAY_ONE, 0)], DAY_ONE, days=0) == Forecast(DAY_ONE, (), 1)


@given(cards, st.integers(0, 60))
def test_no_card_is_lost(held: list[tuple[int, int]], days: int) -> None:
    found = forecast(held, DAY_ONE, days)
    assert len(found.counts) == days
    assert found.coming + found.later == len(held)


@given(cards)
def test_what_waits_by_a_day_is_what_would_be_ready_then(held: list[tuple[int, int]]) -> None:
    counts = forecast(held, DAY_ONE).counts
    for ahead in range(COMING):
        day = DAY_ONE + ahead
        assert sum(counts[: ahead + 1]) == sum(due <= day and put_off <= day for due, put_off in held)
