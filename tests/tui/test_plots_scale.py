"""Axes that stay where they are: values rise with them, and what lies beyond stands at their ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.panels.scale import PERCENT, Scale, Tick, counts, days

values = st.floats(-1e6, 1e6)
scales = st.sampled_from([PERCENT, days(10), days(1000), counts(3), counts(777), Scale(-2.0, 7.0, ())])


@given(scales, values, values)
def test_a_larger_value_never_stands_lower(scale: Scale, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= scale.place(low) <= scale.place(high) <= 1.0


@given(scales)
def test_the_ends_stand_at_the_ends(scale: Scale) -> None:
    assert (scale.place(scale.low), scale.place(scale.high)) == (0.0, 1.0)
    assert (scale.place(scale.low - 5), scale.place(scale.high + 5)) == (0.0, 1.0)


def test_shares_run_from_0_to_100_in_quarters() -> None:
    assert [(tick.label, PERCENT.place(tick.at)) for tick in PERCENT.ticks] == [
        ("0%", 0.0), ("25%", 0.25), ("50%", 0.5), ("75%", 0.75), ("100%", 1.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("most", "labels"),
    [
        (0, ["0", "5"]),
        (5, ["0", "5"]),
        (6, ["0", "5", "10"]),
        (11, ["0", "10", "20"]),
        (21, ["0", "25", "50"]),
        (51, ["0", "50", "100"]),
        (1_001, ["0", "1,000", "2,000"]),
    ],
)
def test_counts_go_up_to_the_next_round_number(most: int, labels: list[str]) -> None:
    assert [tick.label for tick in counts(most).ticks] == labels


@given(st.integers(0, 10**9))
def test_counts_have_room_and_not_too_much_of_it(most: int) -> None:
    assert most <= counts(most).high <= max(5, 2.5 * most)


def test_days_stand_by_factors() -> None:
    scale = days(30)
    assert [tick.label for tick in scale.ticks] == ["1 d", "1 wk", "1 mo", "3 mo", "1 y"]
    assert scale.place(4) - scale.place(2) == pytest.approx(scale.place(200) - scale.place(100))
    assert days(365).high == 365
    assert days(366).ticks[-1] == Tick(3650, "10 y")


def test_an_axis_of_factors_begins_above_0() -> None:
    with pytest.raises(ValueError, match="cannot begin at 0"):
        Scale(0.0, 1.0, (), doubling=True)


def test_an_axis_without_length_has_everything_in_its_middle() -> None:
    assert Scale(3.0, 3.0, ()).place(3.0) == 0.5
