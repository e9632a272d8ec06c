"""Windows as they are asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.cli.periods import NAMED, PeriodError, Week, read, window
from offbook.clock import Moment
from offbook.performance.windows import Calendar, Span, week_of_year, window_of

NOW = Moment(round(datetime(2026, 11, 25, 9, tzinfo=UTC).timestamp()) * 1000)
"""A Wednesday."""


def days(text: str, calendar: Calendar | None = None) -> tuple[str, str]:
    found = window(read(text), NOW, calendar or Calendar())
    return date.fromordinal(found.first).isoformat(), date.fromordinal(found.until - 1).isoformat()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", "2026-11-25", "2026-11-25"),
        ("yesterday", "2026-11-24", "2026-11-24"),
        ("this-week", "2026-11-23", "2026-11-29"),
        ("last-week", "2026-11-16", "2026-11-22"),
        ("this-month", "2026-11-01", "2026-11-30"),
        ("last-month", "2026-10-01", "2026-10-31"),
        ("this-year", "2026-01-01", "2026-12-31"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2026-W43", "2026-10-19", "2026-10-25"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
    ],
)
def test_a_window_is_found(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


def test_a_day_begins_with_its_rollover_and_a_week_with_its_day() -> None:
    late = Moment(round(datetime(2026, 11, 25, 3, tzinfo=UTC).timestamp()) * 1000)
    assert window(read("today"), late, Calendar(4)).first == date(2026, 11, 24).toordinal()
    assert days("this-week", Calendar(first_weekday=6)) == ("2026-11-22", "2026-11-28")
    assert days("2026-W43", Calendar(first_weekday=6)) == ("2026-10-25", "2026-10-31")


@pytest.mark.parametrize(
    "text",
    ["", "week", "2026-13", "2026-02-29", "2026-00", "2026-W00", "2026-W54", "26", "2026-1", "1969", "0000",
     "2026-10-20T00", "٢٠٢٦", " 2026", "2026-w43", "last_month"],
)  # fmt: skip
def test_what_is_no_window_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read(text)


@pytest.mark.parametrize("text", ["2027", "2026-12", "2026-11-26", "2026-W49", "9999-12-31"])
def test_what_has_not_begun_is_said(text: str) -> None:
    with pytest.raises(PeriodError, match="has not begun"):
        days(text)


def test_a_week_that_a_year_does_not_have_is_said() -> None:
    with pytest.raises(PeriodError, match=r"2025 has no week 53; its last one is 52\."):
        days("2025-W53")


@given(st.integers(date(1971, 1, 1).toordinal(), date(2026, 11, 20).toordinal()), st.integers(0, 6))
def test_every_week_is_found_by_its_number(day: int, first_weekday: int) -> None:
    week = window_of(Span.WEEK, day, first_weekday)
    assert window(Week(*week_of_year(week)), NOW, Calendar(first_weekday=first_weekday)) == week


@given(st.dates(date(1970, 1, 1), date(2026, 11, 25)))
def test_a_day_is_found_by_itself(day: date) -> None:
    assert days(day.isoformat()) == (day.isoformat(), day.isoformat())


def test_every_name_is_read() -> None:
    assert all(window(read(name), NOW, Calendar()) for name in NAMED)
