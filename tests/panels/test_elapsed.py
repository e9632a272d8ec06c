"""The axis of time since the beginning."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.panels.learning.elapsed import elapsed


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (0, ["start", "2 d", "4 d", "6 d"]),
        (30, ["start", "1 wk", "2 wk", "3 wk", "4 wk"]),
        (365, ["start", "3 mo", "6 mo", "9 mo"]),
        (366, ["start", "3 mo", "6 mo", "9 mo", "12 mo"]),
        (3_652, ["start", "2 y", "4 y", "6 y", "8 y"]),
    ],
)
def test_labels(days: int, labels: list[str]) -> None:
    assert [tick.label for tick in elapsed(days).ticks] == labels


@given(st.floats(-10.0, 800_000.0))
def test_any_length_of_time_has_an_axis(days: float) -> None:
    scale = elapsed(days)
    ticks = [tick.at for tick in scale.ticks]
    assert scale.low == ticks[0] == 0.0
    assert scale.high >= max(days, 7.0)
    assert 2 <= len(ticks) <= 6
    assert all(left < right <= scale.high for left, right in pairwise(ticks))
    assert 0.0 <= scale.place(days) <= 1.0
