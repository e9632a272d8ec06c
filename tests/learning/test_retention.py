from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import DAY_ONE
from offbook.evidence import Early, Evidence, Hidden, Solid
from offbook.learning.retention import Period, TrueRetention, retention, true_retention, weekly
from offbook.learning.retrieval import MICRO, NOTHING, Age, Daily, Tally
from offbook.statistics import Share

TODAY = DAY_ONE + 1_000


def sums(passed: int, failed: int = 0, expected: float = 0.9, growth: float = 1.0) -> Tally:
    n = passed + failed
    return Tally(n, passed, round(n * expected * MICRO), 0, passed, round(passed * growth * MICRO))


def young(day: int, passed: int, failed: int = 0) -> Daily:
    return Daily(day, Age.YOUNG, sums(passed, failed))


dailies = st.lists(
    st.builds(
        Daily,
        st.integers(TODAY - 400, TODAY + 3),
        st.sampled_from(Age),
        st.builds(sums, st.integers(0, 9), st.integers(0, 9), st.floats(0.0, 1.0)),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.TODAY, TODAY, TODAY),
        (Period.YESTERDAY, TODAY - 1, TODAY - 1),
        (Period.WEEK, TODAY - 6, TODAY),
        (Period.MONTH, TODAY - 29, TODAY),
        (Period.YEAR, TODAY - 364, TODAY),
        (Period.ALL, 1, TODAY),
    ],
)
def test_a_period_holds_its_first_and_its_last_day(period: Period, first: int, last: int) -> None:
    days = [young(first - 1, 100), young(first, 1), young(last + 1, 100)]
    days += [young(last, 2)] if last > first else []
    overall = true_retention(days, period, TODAY).overall
    assert overall
    assert overall.share.n == (3 if last > first else 1)


def test_young_and_mature_are_told_apart_and_together() -> None:
    days = [
        Daily(TODAY, Age.YOUNG, sums(6, 2, expected=0.8)),
        Daily(TODAY - 1, Age.MATURE, sums(9, 1, expected=0.95)),
        Daily(TODAY, Age.MATURE, sums(2, 0, expected=0.95)),
        Daily(TODAY, Age.STEPPING, sums(1, 50, expected=0.5)),
    ]
    found = true_retention(days, Period.WEEK, TODAY)
    told = [(one.share, one.expected) for one in (found.young, found.mature, found.overall) if one]
    assert told == [(Share(6, 8), 0.8), (Share(11, 12), 0.95), (Share(17, 20), 0.89)]


@pytest.mark.parametrize("period", Period)
def test_nothing_came_back(period: Period) -> None:
    nothing = TrueRetention(None, None, None)
    assert true_retention([], period, TODAY) == nothing
    assert true_retention([Daily(TODAY, Age.YOUNG, NOTHING)], period, TODAY) == nothing
    assert true_retention([Daily(TODAY, Age.STEPPING, sums(3))], period, TODAY) == nothing


@given(dailies, st.sampled_from(Period))
def test_an_interval_holds_its_point_and_no_day_is_counted_twice(days: list[Daily], period: Period) -> None:
    found = true_retention(days, period, TODAY)
    within = [one.tally.n for one in days if one.day in period.days(TODAY) and one.age is not Age.STEPPING]
    assert (found.overall.share.n if found.overall else 0) == sum(within)
    for one in (found.young, found.mature, found.overall):
        if one:
            assert one.share.value in one.share.interval
            assert 0.0 <= one.expected <= 1.0


@pytest.mark.parametrize(
    ("n", "evidence"),
    [(9, Hidden(1, "reviews")), (10, Early()), (49, Early()), (50, Solid())],
)
def test_too_little_is_not_shown(n: int, evidence: Evidence) -> None:
    found = retention(sums(n))
    assert found
    assert found.evidence == evidence


def test_weeks_count_from_the_beginning() -> None:
    days = [
        young(DAY_ONE + 6, 1, 1),
        young(DAY_ONE + 7, 3, 1),
        Daily(DAY_ONE + 13, Age.MATURE, sums(4, growth=2.0)),
        Daily(DAY_ONE + 30, Age.STEPPING, sums(1, 1, growth=0.25)),
        young(DAY_ONE - 1, 50),
        young(TODAY + 1, 50),
    ]
    first, second, fifth = weekly(reversed(days), DAY_ONE, TODAY)
    assert (first.week, second.week, fifth.week) == (0, 1, 4)
    assert first.retention
    assert first.retention.share == Share(1, 2)
    assert first.factor == pytest.approx(exp(1.0))
    assert second.retention
    assert second.retention.share == Share(7, 8)
    assert second.factor == pytest.approx(exp((3 * 1.0 + 4 * 2.0) / 7))
    assert fifth.retention is None
    assert fifth.factor == pytest.approx(exp(0.25))


def test_no_weeks() -> None:
    assert weekly([], DAY_ONE, TODAY) == ()
    assert weekly([Daily(DAY_ONE, Age.STEPPING, sums(0, 3))], DAY_ONE, TODAY) == ()


@given(dailies)
def test_the_weeks_hold_what_the_year_holds(days: list[Daily]) -> None:
    weeks = weekly(days, TODAY - 364, TODAY)
    overall = true_retention(days, Period.YEAR, TODAY).overall
    assert sum(one.retention.share.n for one in weeks if one.retention) == (overall.share.n if overall else 0)
    assert [one.week for one in weeks] == sorted({one.week for one in weeks})
