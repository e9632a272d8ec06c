"""Figures and times in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import DAY_ONE, NOON
from offbook.clock import DAY, HOUR, MINUTE, SECOND
from offbook.tui import words

ROLLOVER = 4


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 cards"), (1, "1 card"), (2, "2 cards"), (1_234, "1,234 cards")]
)
def test_count(number: int, told: str) -> None:
    assert words.count(number, "card") == told


def test_count_of_an_irregular_noun() -> None:
    assert words.count(2, "reply", "replies") == "2 replies"
    assert words.count(1, "reply", "replies") == "1 reply"


@pytest.mark.parametrize(
    ("ms", "long", "short"),
    [
        (0, "< 1 min", "<1m"),
        (59 * SECOND, "< 1 min", "<1m"),
        (MINUTE, "1 min", "1m"),
        (10 * MINUTE, "10 min", "10m"),
        (59 * MINUTE, "59 min", "59m"),
        (HOUR - 1, "1 h", "1h"),
        (HOUR, "1 h", "1h"),
        (DAY - 1, "1 d", "1d"),
        (DAY, "1 d", "1d"),
        (30 * DAY, "30 d", "30d"),
        (31 * DAY, "1.0 mo", "1.0mo"),
        (100 * DAY, "3.3 mo", "3.3mo"),
        (365 * DAY, "1.0 y", "1.0y"),
        (366 * DAY, "1.0 y", "1.0y"),
        (36_500 * DAY, "99.9 y", "99.9y"),
    ],
)
def test_interval(ms: int, long: str, short: str) -> None:
    assert words.interval(ms) == long
    assert words.interval(ms, short=True) == short


_UNITS = {"min": MINUTE, "h": HOUR, "d": DAY, "mo": 30.44 * DAY, "y": 365.25 * DAY}


@given(st.integers(MINUTE, 40_000 * DAY))
def test_an_interval_is_told_as_long_as_it_is(ms: int) -> None:
    number, unit = words.interval(ms).split(" ")
    told = float(number) * _UNITS[unit]
    assert abs(told - ms) <= max(0.5 * _UNITS[unit] if "." not in number else 0.06 * _UNITS[unit], 1)


@given(st.integers(MINUTE, 40_000 * DAY))
def test_an_interval_uses_no_unit_past_its_number(ms: int) -> None:
    number, unit = words.interval(ms).split(" ")
    most = {"min": 59, "h": 23, "d": 30, "mo": 11.9, "y": 200}
    assert 1 <= float(number) <= most[unit]


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "less than a minute"),
        (59, "less than a minute"),
        (60, "1 minute"),
        (89, "1 minute"),
        (100, "2 minutes"),
        (3_600, "60 minutes"),
    ],
)
def test_duration(seconds: int, told: str) -> None:
    assert words.duration(seconds) == told


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (-DAY, "now"),
        (0, "now"),
        (SECOND - 1, "now"),
        (SECOND, "in 1 min"),
        (10 * MINUTE, "in 10 min"),
        (3 * HOUR, "in 3 h"),
        (12 * HOUR, "in 12 h"),  # midnight, and the study day goes on till four
        (16 * HOUR, "tomorrow"),
        (DAY, "tomorrow"),
        (2 * DAY, "on Saturday"),
        (6 * DAY, "on Wednesday"),
        (7 * DAY, "in 7 d"),
        (60 * DAY, "in 2.0 mo"),
    ],
)
def test_when(ahead: int, told: str) -> None:
    assert NOON.day(ROLLOVER) == DAY_ONE
    assert words.when(NOON.plus(ahead), NOON, ROLLOVER) == told


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.0, "0%"),
        (0.004, "0%"),
        (0.5, "50%"),
        (0.987, "99%"),
        (0.996, "99%"),
        (0.9999, "99%"),
        (1.0, "100%"),
    ],
)
def test_only_a_full_share_reads_a_hundred(share: float, told: str) -> None:
    assert words.percent(share) == told
