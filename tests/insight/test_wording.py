"""Counts and points in words."""

from __future__ import annotations

import pytest

from offbook.evidence import decimals
from offbook.insight.wording import amount, count, ends, percent, points, span, tally
from offbook.statistics import Interval, Share


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


@pytest.mark.parametrize(
    ("value", "told"),
    [(4.0, "4"), (0.0, "0"), (4.5, "4.5"), (1 / 3, "0.3"), (3 - 1e-12, "3"), (1_200.0, "1,200")],
)
def test_an_amount_has_a_decimal_only_where_it_says_something(value: float, told: str) -> None:
    assert amount(value) == told


def test_percent_has_decimals_only_from_a_thousand() -> None:
    assert [percent(0.7131, decimals(n)) for n in (999, 1_000)] == ["71%", "71.3%"]


@pytest.mark.parametrize(
    ("value", "places", "told"),
    [
        (0.0, 0, "0%"),
        (0.9949, 0, "99%"),
        (0.9965, 0, "99%"),
        (0.9965, 1, "99.7%"),
        (0.99999, 1, "99.9%"),
        (1.0, 0, "100%"),
        (1.0, 1, "100.0%"),
        (1.25, 0, "125%"),
    ],
)
def test_only_what_reaches_the_whole_reads_a_hundred(value: float, places: int, told: str) -> None:
    assert percent(value, places) == told


@pytest.mark.parametrize(
    ("found", "places", "told"),
    [
        (Interval(0.5804, 0.9193), 0, "58-92"),
        (Interval(0.5804, 0.9193), 1, "58.0-91.9"),
        (Interval(0.9965, 0.9999), 0, "99-100"),
        (Interval(1.0, 1.0), 0, "100-100"),
    ],
)
def test_an_interval_is_told_in_percent(found: Interval, places: int, told: str) -> None:
    assert span(found, places) == told == "-".join(ends(found, places))
