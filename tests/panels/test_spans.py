from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offbook.panels.performance.spans import as_window, dates, label, named, short, stated
from offbook.performance.windows import Span, window_of

SATURDAY = 5
days = st.integers(date(1990, 1, 1).toordinal(), date(2100, 1, 1).toordinal())
spans = st.sampled_from(Span)
weekdays = st.integers(0, 6)


def day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


@pytest.mark.parametrize(
    ("span", "of", "today", "told"),
    [
        (Span.DAY, "2026-11-25", "2026-11-25", "today, Wed 25 Nov; open"),
        (Span.DAY, "2026-11-24", "2026-11-25", "yesterday, Tue 24 Nov; closed: its value stays"),
        (Span.DAY, "2026-11-02", "2026-11-25", "Mon 2 Nov; closed: its value stays"),
        (Span.DAY, "2025-11-25", "2026-11-25", "Tue 25 Nov 2025; closed: its value stays"),
        (Span.WEEK, "2026-11-25", "2026-11-25", "this week, 23-29 Nov; open"),
        (Span.WEEK, "2026-11-25", "2026-11-29", "this week, 23-29 Nov; open"),
        (Span.WEEK, "2026-11-25", "2026-11-30", "last week, 23-29 Nov; closed: its value stays"),
        (Span.WEEK, "2026-11-25", "2026-12-07", "the week 23-29 Nov; closed: its value stays"),
        (Span.WEEK, "2026-12-01", "2026-12-01", "this week, 30 Nov - 6 Dec; open"),
        (Span.WEEK, "2027-01-01", "2027-01-01", "this week, 28 Dec 2026 - 3 Jan 2027; open"),
        (Span.WEEK, "2027-01-01", "2026-12-31", "this week, 28 Dec 2026 - 3 Jan 2027; open"),
        (Span.WEEK, "2026-12-09", "2026-11-25", "the week 7-13 Dec; not begun"),
        (Span.MONTH, "2026-11-25", "2026-11-25", "this month, November; open"),
        (Span.MONTH, "2026-11-25", "2026-12-31", "last month, November; closed: its value stays"),
        (Span.MONTH, "2026-12-25", "2027-01-01", "last month, December 2026; closed: its value stays"),
        (Span.MONTH, "2026-02-25", "2026-11-25", "February; closed: its value stays"),
        (Span.YEAR, "2026-11-25", "2026-11-25", "this year, 2026; open"),
        (Span.YEAR, "2025-11-25", "2026-11-25", "last year, 2025; closed: its value stays"),
        (Span.YEAR, "2019-11-25", "2026-11-25", "2019; closed: its value stays"),
    ],
)
def test_a_window_in_words(span: Span, of: str, today: str, told: str) -> None:
    assert stated(window_of(span, day(of)), day(today)) == told


@pytest.mark.parametrize(
    ("span", "today", "told"),
    [
        (Span.WEEK, "2026-11-25", "this week"),
        (Span.WEEK, "2026-12-02", "last week"),
        (Span.WEEK, "2026-12-09", "the week 23-29 Nov"),
        (Span.DAY, "2027-03-01", "Wed 25 Nov 2026"),
    ],
)
def test_a_window_in_a_title(span: Span, today: str, told: str) -> None:
    assert short(window_of(span, day("2026-11-25")), day(today)) == told


def test_weeks_begin_where_they_are_set_to() -> None:
    window = window_of(Span.WEEK, day("2026-11-25"), SATURDAY)
    assert named(window, day("2026-11-27")) == "this week, 21-27 Nov"
    assert named(window, day("2026-11-28")) == "last week, 21-27 Nov"


@pytest.mark.parametrize(
    ("span", "told"),
    [(Span.DAY, "25 Nov"), (Span.WEEK, "23 Nov"), (Span.MONTH, "Nov 26"), (Span.YEAR, "2026")],
)
def test_a_window_on_an_axis(span: Span, told: str) -> None:
    assert label(window_of(span, day("2026-11-25"))) == told


def test_a_window_as_data() -> None:
    month = window_of(Span.MONTH, day("2024-02-10"))
    assert as_window(month, day("2024-02-29")) == {
        "span": "month", "first": "2024-02-01", "last": "2024-02-29", "closed": False,
    }  # fmt: skip
    assert as_window(month, day("2024-03-01"))["closed"] is True


@given(spans, days, days, weekdays)
@settings(max_examples=150)
def test_no_two_windows_are_told_alike(span: Span, of: int, today: int, weekday: int) -> None:
    window = window_of(span, of, weekday)
    others = (window.preceding, window.following)
    assert all(dates(window, today) != dates(other, today) for other in others)
    assert all(named(window, today) != named(other, today) for other in others)
    # Only the window that holds the day is called this one.
    assert named(window, today).startswith(("this ", "today")) is window.holds(today)
