"""Figures as they are told: counts first, what is missing said, no finer than they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.statistics import Share
from offbook.tui import figures


@pytest.mark.parametrize(
    ("score", "n", "told"),
    [
        (4, 5, "4 of 5, 5 more for a percentage"),
        (9, 9, "9 of 9, 1 more for a percentage"),
        (8, 10, "8 of 10  ~80%  (49-94)"),
        (16, 20, "16 of 20  ~80%  (58-92)"),
        (24, 30, "24 of 30  80%  (63-90)"),
        (80, 100, "80 of 100  80%  (71-87)"),
        (0.5, 5, "0.5 of 5, 5 more for a percentage"),
        (199, 200, "199 of 200  99%  (97-100)"),
    ],
)
def test_counts_come_before_percentages_and_early_ones_are_marked(score: float, n: int, told: str) -> None:
    assert figures.share(Share(score, n)).plain == told


@pytest.mark.parametrize(
    ("found", "target", "drawn"),
    [
        (Share(24, 30), None, "  0                     63 ├──────●──┤ 90  100"),
        (Share(22, 30), 0.8, "  0                   56 ├─────●──┼─┤ 86   100"),
        (Share(8, 10), None, "  0               ~49 ├╌╌╌╌╌╌╌╌╌╌╌○╌╌╌╌┤ 94"),
        (Share(4, 5), 0.8, "  0                               │        100"),
    ],
    ids=["solid", "against a target", "early", "too few for a percentage"],
)
def test_a_share_is_drawn_no_finer_than_it_is(found: Share, target: float | None, drawn: str) -> None:
    assert figures.axis(found, target, 40).plain == drawn


@given(n=st.integers(1, 60), right=st.integers(0, 60), target=st.floats(0, 1), width=st.integers(12, 60))
def test_the_axis_keeps_to_its_width_and_shows_no_share_of_too_few(
    *, n: int, right: int, target: float, width: int
) -> None:
    line = figures.axis(Share(min(right, n), n), target, width).plain
    assert len(line) <= width + 6
    assert ("●" in line, "○" in line) == (n >= 30, 10 <= n < 30)


@pytest.mark.parametrize("width", [-5, 0, 9])
def test_an_axis_has_ten_cells_at_least(width: int) -> None:
    assert len(figures.axis(Share(1, 2), 0.8, width).plain) == 18
