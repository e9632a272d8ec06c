"""Counts and points in words."""

from __future__ import annotations

import pytest

from offbook.evidence import Figure, Hidden
from offbook.insight.showing import shown
from offbook.insight.wording import count, percent, points, tally
from offbook.statistics import Share


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.24, "24 points"),
        (-0.24, "24 points"),
        (0.01, "1 point"),
        (0.004, "less than a point"),
        (-1.2, "120 points"),
    ],
)
def test_points(value: float, told: str) -> None:
    assert points(value) == told


def test_counts() -> None:
    assert [count(n, "quiz", "quizzes") for n in (0, 1, 2)] == ["0 quizzes", "1 quiz", "2 quizzes"]
    assert count(1_234, "gap") == "1,234 gaps"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Share(17, 24), "17 of 24"),
        (Share(16.5, 24), "16.5 of 24"),
        (Share(0.1 * 3 + 0.7, 24), "1 of 24"),
        (Share(1_200, 1_234), "1,200 of 1,234"),
    ],
)
def test_tally(found: Share, told: str) -> None:
    assert tally(found) == told


def test_percent_has_decimals_only_from_a_thousand() -> None:
    assert (percent(0.7131, 999), percent(0.7131, 1_000)) == ("71%", "71.3%")


def test_what_counts_do_not_carry_is_hidden_and_so_is_what_does_not_exist() -> None:
    assert shown(Figure.BIAS, 0.1, 20) == 0.1
    assert shown(Figure.BIAS, 0.1, 19) == Hidden(1, "answers")
    assert shown(Figure.BIAS, None, 20) == Hidden(1, "answers")
    with pytest.raises(ValueError, match="zip"):
        shown(Figure.BIAS, 0.1, 20, 20)
