"""Local time of a simulated year: what wall clocks show, and when they are changed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.demo.zone import Zone, zone_at

days = st.dates(date(2000, 1, 1), date(2090, 12, 31)).map(date.toordinal)
minutes = st.integers(4 * 60, 24 * 60 - 1)
"""Past the hours in which clocks are changed."""


@given(days, minutes, st.sampled_from((-480, 0, 60, 330)))
def test_the_wall_clock_shows_what_was_asked_for(day: int, minute: int, winter: int) -> None:
    shown = Zone(winter).moment(day, minute).local()
    assert shown == datetime.fromordinal(day) + timedelta(minutes=minute)


@given(days, minutes, st.sampled_from((-480, 0, 60, 330)))
def test_a_zone_is_known_by_any_moment_in_it(day: int, minute: int, winter: int) -> None:
    assert zone_at(Zone(winter).moment(day, minute)) == Zone(winter)


@pytest.mark.parametrize(
    ("ahead", "back"),
    [
        (date(2024, 3, 31), date(2024, 10, 27)),
        (date(2025, 3, 30), date(2025, 10, 26)),
        (date(2026, 3, 29), date(2026, 10, 25)),
        (date(2027, 3, 28), date(2027, 10, 31)),
    ],
)
def test_clocks_are_changed_on_the_last_sundays_of_march_and_october(ahead: date, back: date) -> None:
    changes = [
        date.fromordinal(day)
        for day in range(date(ahead.year, 1, 1).toordinal(), date(ahead.year, 12, 31).toordinal())
        if Zone(60).moment(day, 8 * 60).offset != Zone(60).moment(day - 1, 8 * 60).offset
    ]
    assert changes == [ahead, back]
    assert [Zone(60).moment(day.toordinal(), 8 * 60).offset for day in changes] == [120, 60]
