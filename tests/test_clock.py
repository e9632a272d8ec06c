from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import moments
from offbook.clock import DAY, HOUR, MINUTE, Moment, day_begins, system_clock

WINTER, SUMMER = 60, 120
"""Minutes that Berlin is ahead of UTC."""


def lived(text: str, offset: int) -> Moment:
    """The moment at which a wall clock ``offset`` minutes ahead of UTC shows ``text``."""
    wall = datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(minutes=offset)))
    return Moment(round(wall.timestamp() * 1000), offset)


@pytest.mark.parametrize(
    ("wall", "offset", "rollover", "day"),
    [
        ("2026-06-10 03:59:59.999", SUMMER, 4, date(2026, 6, 9)),
        ("2026-06-10 04:00", SUMMER, 4, date(2026, 6, 10)),
        ("2026-06-10 23:59", SUMMER, 4, date(2026, 6, 10)),
        ("2026-06-11 00:30", SUMMER, 4, date(2026, 6, 10)),
        ("2026-06-10 00:00", SUMMER, 0, date(2026, 6, 10)),
        ("2026-01-01 01:00", WINTER, 4, date(2025, 12, 31)),
        ("2024-03-01 03:00", WINTER, 4, date(2024, 2, 29)),
        # The clocks go forward from 02:00 to 03:00 …
        ("2026-03-29 01:59", WINTER, 4, date(2026, 3, 28)),
        ("2026-03-29 03:30", SUMMER, 4, date(2026, 3, 28)),
        ("2026-03-29 04:00", SUMMER, 4, date(2026, 3, 29)),
        # … and back from 03:00 to 02:00, so that half past two comes twice.
        ("2026-10-25 02:30", SUMMER, 4, date(2026, 10, 24)),
        ("2026-10-25 02:30", WINTER, 4, date(2026, 10, 24)),
        ("2026-10-25 03:59", WINTER, 4, date(2026, 10, 24)),
        ("2026-10-25 04:00", WINTER, 4, date(2026, 10, 25)),
        ("2026-06-10 04:00", 345, 4, date(2026, 6, 10)),
        ("2026-06-10 03:59", -720, 4, date(2026, 6, 9)),
        ("1969-12-31 23:59", 0, 0, date(1969, 12, 31)),
    ],
)
def test_a_study_day_begins_at_the_rollover_by_the_wall(
    wall: str, offset: int, rollover: int, day: date
) -> None:
    assert lived(wall, offset).day(rollover) == day.toordinal()


def test_taking_hours_off_the_instant_would_miss_the_day_of_a_clock_change() -> None:
    # At 04:30 on the day the clocks went forward, four hours earlier it was 23:30 of the day before.
    spring = lived("2026-03-29 04:30", SUMMER)
    assert spring.plus(-4 * HOUR).ms == lived("2026-03-28 23:30", WINTER).ms
    assert spring.day(4) == date(2026, 3, 29).toordinal()


def test_a_day_keeps_the_offset_it_was_lived_in() -> None:
    boarded = lived("2026-06-10 20:00", -7 * 60)
    landed = Moment(boarded.ms + 14 * HOUR, 12 * 60)
    assert boarded.day(4) == date(2026, 6, 10).toordinal()
    assert landed.day(4) == date(2026, 6, 12).toordinal()
    assert boarded.plus(14 * HOUR).day(4) == date(2026, 6, 11).toordinal()


def test_a_zone_that_crosses_the_date_line_skips_a_day() -> None:
    before, after = lived("2011-12-29 12:00", -10 * 60), lived("2011-12-31 12:00", 14 * 60)
    assert after.ms - before.ms == DAY
    assert after.day(4) - before.day(4) == 2


@given(moments, st.integers(0, 12))
def test_the_day_is_that_of_the_wall_less_the_rollover(moment: Moment, rollover: int) -> None:
    assert moment.day(rollover) == (moment.local() - timedelta(hours=rollover)).toordinal()


@given(moments, st.integers(0, 12))
def test_a_day_begins_in_itself(moment: Moment, rollover: int) -> None:
    day = moment.day(rollover)
    begin = day_begins(day, rollover, moment.offset)
    assert begin.day(rollover) == day
    assert begin.plus(-1).day(rollover) == day - 1
    assert 0 <= moment.ms - begin.ms < DAY


@given(moments)
def test_local_is_the_instant_shown_by_the_wall(moment: Moment) -> None:
    instant = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=moment.ms)
    assert moment.local() == instant.replace(tzinfo=None) + timedelta(minutes=moment.offset)


def test_the_real_clock_tells_the_real_time() -> None:
    before = datetime.now(UTC).timestamp() * 1000
    moment = system_clock()
    assert before - 1 <= moment.ms <= datetime.now(UTC).timestamp() * 1000 + 1
    there = datetime.fromtimestamp(moment.ms / 1000, UTC).astimezone()
    assert timedelta(milliseconds=moment.offset * MINUTE) == there.utcoffset()
