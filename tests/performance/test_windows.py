from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import moments
from offbook.clock import DAY, HOUR, Moment, day_begins
from offbook.performance.windows import (
    Calendar,
    Span,
    Window,
    gone,
    is_closed,
    latest,
    opens,
    week_of_year,
    window_at,
    window_of,
)

WINTER, SUMMER = 60, 120
"""Minutes that Berlin is ahead of UTC."""
MONDAY, SATURDAY, SUNDAY = 0, 5, 6
FOUR = Calendar()

days = st.integers(date(1900, 1, 1).toordinal(), date(2200, 1, 1).toordinal())
spans = st.sampled_from(Span)
weekdays = st.integers(0, 6)
calendars = st.builds(Calendar, st.integers(0, 12), weekdays)


def lived(wall: str, offset: int = SUMMER) -> Moment:
    """The moment at which a wall clock ``offset`` minutes ahead of UTC shows ``wall``."""
    midnight = datetime.fromisoformat(wall)
    day = midnight.toordinal()
    return day_begins(day, 0, offset).plus(
        round((midnight - datetime.fromordinal(day)).total_seconds() * 1000)
    )


def bounds(window: Window) -> tuple[str, str]:
    return date.fromordinal(window.first).isoformat(), date.fromordinal(window.until).isoformat()


@pytest.mark.parametrize(
    ("span", "on", "weekday", "first", "until"),
    [
        (Span.DAY, "2026-06-10", MONDAY, "2026-06-10", "2026-06-11"),
        (Span.WEEK, "2026-06-10", MONDAY, "2026-06-08", "2026-06-15"),
        (Span.WEEK, "2026-06-10", SUNDAY, "2026-06-07", "2026-06-14"),
        (Span.WEEK, "2026-06-10", SATURDAY, "2026-06-06", "2026-06-13"),
        (Span.WEEK, "2026-06-08", MONDAY, "2026-06-08", "2026-06-15"),
        (Span.WEEK, "2026-06-14", MONDAY, "2026-06-08", "2026-06-15"),
        # Weeks run across New Year undivided …
        (Span.WEEK, "2025-12-31", MONDAY, "2025-12-29", "2026-01-05"),
        (Span.WEEK, "2026-01-01", MONDAY, "2025-12-29", "2026-01-05"),
        (Span.WEEK, "2026-01-01", SUNDAY, "2025-12-28", "2026-01-04"),
        # … months and years do not.
        (Span.MONTH, "2025-12-31", MONDAY, "2025-12-01", "2026-01-01"),
        (Span.MONTH, "2026-01-01", MONDAY, "2026-01-01", "2026-02-01"),
        (Span.MONTH, "2024-02-29", MONDAY, "2024-02-01", "2024-03-01"),
        (Span.MONTH, "2026-11-30", SUNDAY, "2026-11-01", "2026-12-01"),
        (Span.YEAR, "2024-12-31", MONDAY, "2024-01-01", "2025-01-01"),
        (Span.YEAR, "2025-01-01", SUNDAY, "2025-01-01", "2026-01-01"),
    ],
)
def test_window_of(span: Span, on: str, weekday: int, first: str, until: str) -> None:
    window = window_of(span, date.fromisoformat(on).toordinal(), weekday)
    assert bounds(window) == (first, until)


@given(spans, days, weekdays)
def test_windows_tile_time_without_gap_or_overlap(span: Span, day: int, weekday: int) -> None:
    window = window_of(span, day, weekday)
    assert window.holds(day)
    assert window_of(span, window.first, weekday) == window == window_of(span, window.until - 1, weekday)
    assert window.following == window_of(span, window.until, weekday)
    assert window.preceding == window_of(span, window.first - 1, weekday)
    assert window.following.first == window.until
    assert window.preceding.until == window.first
    assert window.following.preceding == window == window.preceding.following


@given(spans, days, weekdays)
def test_a_window_is_as_long_as_its_span(span: Span, day: int, weekday: int) -> None:
    window = window_of(span, day, weekday)
    length = window.until - window.first
    assert (
        length in {Span.DAY: {1}, Span.WEEK: {7}, Span.MONTH: {28, 29, 30, 31}, Span.YEAR: {365, 366}}[span]
    )
    assert span is not Span.WEEK or date.fromordinal(window.first).weekday() == weekday


@given(spans, moments, calendars)
def test_a_moment_lies_between_the_wall_times_at_which_its_window_opens_and_the_next_one_does(
    span: Span, moment: Moment, calendar: Calendar
) -> None:
    window = window_at(span, moment, calendar)
    assert opens(window, calendar) <= moment.local() < opens(window.following, calendar)


@pytest.mark.parametrize(
    ("wall", "offset", "first"),
    [
        ("2026-03-29 03:30", SUMMER, "2026-03-28"),
        ("2026-03-29 04:00", SUMMER, "2026-03-29"),
        ("2026-03-30 03:59", SUMMER, "2026-03-29"),
        ("2026-10-25 02:30", SUMMER, "2026-10-24"),
        ("2026-10-25 02:30", WINTER, "2026-10-24"),
        ("2026-10-25 04:00", WINTER, "2026-10-25"),
        ("2026-10-26 03:59", WINTER, "2026-10-25"),
    ],
)
def test_a_change_of_clocks_moves_no_window(wall: str, offset: int, first: str) -> None:
    assert bounds(window_at(Span.DAY, lived(wall, offset), FOUR))[0] == first


def test_the_year_begins_at_the_rollover_too() -> None:
    assert bounds(window_at(Span.YEAR, lived("2026-01-01 03:59", WINTER), FOUR))[0] == "2025-01-01"
    assert bounds(window_at(Span.YEAR, lived("2026-01-01 04:00", WINTER), FOUR))[0] == "2026-01-01"


def test_a_week_is_the_one_it_was_lived_in_wherever() -> None:
    # Two people at one instant: Sunday night in California, Monday noon in Auckland.
    west = lived("2026-06-14 17:00", -7 * 60)
    east = Moment(west.ms, 12 * 60)
    assert bounds(window_at(Span.WEEK, west, FOUR))[0] == "2026-06-08"
    assert bounds(window_at(Span.WEEK, east, FOUR))[0] == "2026-06-15"


def test_a_window_opens_at_the_rollover_of_its_first_day() -> None:
    week = window_at(Span.WEEK, lived("2026-06-10 12:00"), Calendar(rollover=5, first_weekday=SUNDAY))
    assert opens(week, Calendar(5, SUNDAY)) == datetime.fromisoformat("2026-06-07 05:00")


@pytest.mark.parametrize(
    ("wall", "offset", "closed"),
    [
        ("2026-06-15 03:59:59.999", SUMMER, False),
        ("2026-06-15 04:00", SUMMER, True),
        ("2026-06-14 12:00", SUMMER, False),
        ("2026-06-01 12:00", SUMMER, False),
        # Back in a zone where it is still Sunday.
        ("2026-06-14 22:00", -7 * 60, False),
    ],
)
def test_a_window_is_closed_once_its_last_day_is_over(wall: str, offset: int, *, closed: bool) -> None:
    week = window_of(Span.WEEK, date(2026, 6, 10).toordinal())
    assert is_closed(week, lived(wall, offset), FOUR) is closed


@pytest.mark.parametrize(
    ("wall", "share"),
    [
        ("2026-06-01 12:00", 0.0),
        ("2026-06-08 04:00", 0.0),
        ("2026-06-09 04:00", 1 / 7),
        ("2026-06-11 16:00", 0.5),
        ("2026-06-15 04:00", 1.0),
        ("2026-07-15 04:00", 1.0),
    ],
)
def test_the_share_of_a_week_that_is_over(wall: str, share: float) -> None:
    week = window_of(Span.WEEK, date(2026, 6, 10).toordinal())
    assert gone(week, lived(wall), FOUR) == pytest.approx(share)


@given(spans, moments, calendars, st.integers(0, 400 * 24))
def test_more_and_more_of_a_window_is_over_until_it_is_closed(
    span: Span, moment: Moment, calendar: Calendar, hours: int
) -> None:
    window, later = window_at(span, moment, calendar), moment.plus(hours * HOUR)
    assert 0.0 <= gone(window, moment, calendar) <= gone(window, later, calendar) <= 1.0
    assert is_closed(window, later, calendar) is (gone(window, later, calendar) == 1.0)


@pytest.mark.parametrize("count", [0, 1, 12])
@pytest.mark.parametrize("span", Span)
def test_the_latest_windows_follow_each_other_up_to_the_one_asked_for(span: Span, count: int) -> None:
    last = window_of(span, date(2026, 2, 3).toordinal(), SUNDAY)
    run = latest(last, count)
    assert len(run) == count
    assert all(before.until == after.first for before, after in pairwise(run))
    assert run[-1:] == ((last,) if count else ())


@pytest.mark.parametrize(
    ("on", "weekday", "expected"),
    [
        ("2025-12-28", MONDAY, (2025, 52)),
        ("2025-12-29", MONDAY, (2026, 1)),
        ("2026-01-01", MONDAY, (2026, 1)),
        ("2026-12-31", MONDAY, (2026, 53)),
        ("2027-01-03", MONDAY, (2026, 53)),
        ("2027-01-04", MONDAY, (2027, 1)),
        # Four of these seven days lie in 2025, with Sunday first as with Monday.
        ("2025-01-01", SUNDAY, (2025, 1)),
        # Only three days of this one lie in 2026, so 2025 has 53 weeks and 2026 has 52.
        ("2026-01-01", SUNDAY, (2025, 53)),
        ("2026-12-31", SUNDAY, (2026, 52)),
        ("2027-01-03", SUNDAY, (2027, 1)),
    ],
)
def test_a_week_belongs_to_the_year_that_holds_most_of_it(
    on: str, weekday: int, expected: tuple[int, int]
) -> None:
    week = window_of(Span.WEEK, date.fromisoformat(on).toordinal(), weekday)
    assert week_of_year(week) == expected


@given(days)
def test_weeks_from_monday_are_numbered_as_iso_has_it(day: int) -> None:
    year, number, _ = date.fromordinal(day).isocalendar()
    assert week_of_year(window_of(Span.WEEK, day)) == (year, number)


@given(days, weekdays)
def test_every_year_numbers_its_weeks_without_a_gap(day: int, weekday: int) -> None:
    week = window_of(Span.WEEK, day, weekday)
    (year, number), (after, following) = week_of_year(week), week_of_year(week.following)
    assert (after, following) == (year, number + 1) or ((after, following) == (year + 1, 1) and number >= 52)
    held = [date.fromordinal(one).year for one in range(week.first, week.until)]
    assert held.count(year) >= 4


def test_days_are_as_long_as_the_wall_clock_has_it() -> None:
    # 23 hours pass on the day the clocks go forward; half of it is over at 16:00 as ever.
    day = window_at(Span.DAY, lived("2026-03-29 12:00"), FOUR)
    assert gone(day, lived("2026-03-29 16:00"), FOUR) == 0.5
    assert lived("2026-03-29 04:00").ms - lived("2026-03-28 04:00", WINTER).ms == DAY - HOUR
    assert opens(day.following, FOUR) - opens(day, FOUR) == timedelta(days=1)
