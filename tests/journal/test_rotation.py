"""Which copies of a journal stay, and what their names tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.journal.rotation import (
    APART,
    DAYS,
    DOUBTED,
    MONTHS,
    OLD,
    WEEKS,
    Dated,
    Kind,
    Name,
    Older,
    file_name,
    latest,
    order,
    read_name,
    stale,
)
from offbook.tui.copying import HEAVY

ROLLOVER = 4
NOON = datetime(2026, 11, 25, 12)  # noqa: DTZ001 - wall time, as names have it
TODAY = NOON.toordinal()

dated = st.builds(
    Dated,
    st.datetimes(datetime(1969, 1, 1), datetime(2039, 1, 1)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
    st.integers(0, 9),
    st.integers(0, 10**9),
    st.sampled_from(Kind),
    st.integers(1, 12),
)
older = st.builds(Older, st.integers(0, 30), st.integers(1, 12))
names = st.one_of(dated, older)
usual = st.builds(
    Dated,
    st.integers(0, 900 * 24).map(lambda hours: NOON - timedelta(hours=hours)),
    st.just(5),
    st.integers(0, 10**6),
)


def copy(days: float, kind: Kind = Kind.USUAL, events: int = 7) -> Dated:
    """A copy made so many days before noon of today."""
    return Dated(NOON - timedelta(days=days), 5, events, kind)


def staying(copies: Iterable[Name], today: int = TODAY) -> set[Name]:
    found = set(copies)
    return found - stale(found, today, ROLLOVER)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (Dated(NOON, 5, 1_819), "journal-2026-11-25-120000-v5-1819.db"),
        (Dated(NOON, 5, 0, Kind.DOUBTED, 2), "journal-2026-11-25-120000-v5-0-events-missing-2.db"),
        (Dated(NOON, 12, 3, Kind.REPLACED), "journal-2026-11-25-120000-v12-3-before-restore.db"),
        (Dated(NOON, 5, 3, Kind.RESTORED, 3), "journal-2026-11-25-120000-v5-3-restored-3.db"),
        (Dated(datetime.min, 0, 0), "journal-0001-01-01-000000-v0-0.db"),  # noqa: DTZ901
        (Older(4), "journal-version-4.db"),
        (Older(0, 2), "journal-version-0-2.db"),
    ],
)
def test_a_name_tells_when_a_copy_was_made_and_what_is_in_it(name: Name, text: str) -> None:
    assert file_name(name) == text
    assert read_name(text) == name


@given(names)
def test_every_name_is_read_as_it_was_written(name: Name) -> None:
    assert read_name(file_name(name)) == name


@pytest.mark.parametrize(
    "text",
    [
        "journal.db",
        "journal.db-wal",
        "journal-2026-11-25-120000-v5-1819.db-wal",
        "journal-2026-11-25-120000-v5-1819.DB",
        "journal-2026-11-25-120000-v5-1819.db.old",
        "my-journal-2026-11-25-120000-v5-1819.db",
        "journal-2026-11-25-120000-v5-1819-1.db",
        "journal-2026-11-25-120000-v5-1819-02.db",
        "journal-2026-11-25-120000-v5-01819.db",
        "journal-2026-11-25-120000-v05-1819.db",
        "journal-2026-11-25-120000-v5--1.db",
        "journal-2026-11-25-120000-v5-1819-mine.db",
        "journal-2026-11-25-120000-v5-1819-.db",
        "journal-2026-02-30-120000-v5-1819.db",
        "journal-2026-11-25-250000-v5-1819.db",
        "journal-0000-11-25-120000-v5-1819.db",
        "journal-2026-11-25-12:00:00-v5-1819.db",
        "journal-２０２６-11-25-120000-v5-1819.db",
        "journal-2026-11-25-120000-v5-1819.db\n",
        f"journal-2026-11-25-120000-v5-{'9' * 5_000}.db",
        "journal-version-4-1.db",
        "journal-version-04.db",
        "journal-version-.db",
    ],
)
def test_a_name_that_no_copy_has_is_left_alone(text: str) -> None:
    assert read_name(text) is None


@given(st.text(max_size=60))
def test_any_other_name_is_none_or_written_the_same_way(text: str) -> None:
    name = read_name(text)
    assert name is None or file_name(name) == text


def test_of_every_day_the_newest_stays_and_of_older_ones_the_newest_of_weeks_and_months() -> None:
    copies = [copy(days + part) for days in range(730) for part in (0.0, 0.1)]
    assert {one.taken.date() for one in stale_free(copies)} == {
        # Seven days, the last of which is a Wednesday; Sundays of three weeks before; ends of months.
        *(date(2026, 11, day) for day in range(19, 26)),
        *(date(2026, 11, day) for day in (22, 15, 8)),
        *(date(2026, month, last) for month, last in _ENDS),
        date(2025, 12, 31),
    }
    assert all(one.taken.hour == 12 for one in stale_free(copies))


_ENDS = ((1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30), (10, 31), (11, 25))


def stale_free(copies: Iterable[Dated]) -> list[Dated]:
    return [one for one in staying(copies) if isinstance(one, Dated)]


@pytest.mark.parametrize(
    ("ages", "stay"),
    [
        ([], []),
        ([0], [0]),
        ([900], [900]),
        # The study day begins at four: what was made at three belongs to the day before.
        ([0.0, 9 / 24, 0.5], [0.0, 9 / 24]),
        # Whoever comes once a year loses nothing that whoever comes daily keeps.
        ([0, 365, 730, 1_095], [0, 365, 730, 1_095]),
        (list(range(0, 700, 100)), list(range(0, 700, 100))),
    ],
)
def test_some_copies(ages: list[float], stay: list[float]) -> None:
    assert staying(map(copy, ages)) == set(map(copy, stay))


def test_a_row_lived_day_by_day_is_the_same_as_if_nothing_had_been_deleted_meanwhile() -> None:
    kept: set[Name] = set()
    copies = [copy(day, events=10_000 - day) for day in range(800, -1, -1)]
    for made in copies:
        kept = staying({*kept, made}, made.day(ROLLOVER))
        assert made in kept
        assert len(kept) <= DAYS + WEEKS + MONTHS
    assert kept == staying(copies)


@given(st.lists(names, max_size=60, unique=True), st.integers(719_163, TODAY + 2_000))
def test_what_stays_is_bounded_and_goes_on_staying(copies: list[Name], today: int) -> None:
    stay = staying(copies, today)
    assert staying(stay, today) == stay
    for kind in Kind:
        own = [one for one in stay if isinstance(one, Dated) and one.kind is kind]
        assert len(own) <= 2 * max(DAYS + WEEKS + MONTHS, APART, DOUBTED)
    assert sum(isinstance(one, Older) for one in stay) <= OLD


@given(st.lists(names, min_size=1, max_size=60, unique=True), st.integers(719_163, TODAY + 2_000))
def test_the_last_of_each_kind_stays(copies: list[Name], today: int) -> None:
    stay = staying(copies, today)
    for kind in Kind:
        found = latest(copies, today, ROLLOVER, kind)
        assert set(found[:1]) <= stay
    assert {*sorted((one for one in copies if isinstance(one, Older)), key=order)[-1:]} <= stay


@given(st.lists(usual, max_size=80, unique=True))
def test_of_each_of_the_last_days_and_months_the_newest_stays(copies: list[Dated]) -> None:
    stay = staying(copies)
    for span, most in ((_day, DAYS), (_month, MONTHS)):
        places = sorted({span(one) for one in copies}, reverse=True)[:most]
        for place in places:
            assert max((one for one in copies if span(one) == place), key=order) in stay


def _day(one: Dated) -> int:
    return one.day(ROLLOVER)


def _month(one: Dated) -> int:
    day = date.fromordinal(one.day(ROLLOVER))
    return 12 * day.year + day.month


@given(st.lists(dated, max_size=40, unique=True), st.lists(names, max_size=40, unique=True))
def test_copies_of_one_kind_push_out_no_other(copies: list[Dated], more: list[Name]) -> None:
    row = {one for one in copies if one.kind is Kind.USUAL}
    others = {one for one in more if isinstance(one, Older) or one.kind is not Kind.USUAL}
    assert staying(row) == staying(row | others) - others


@given(st.lists(usual, max_size=40, unique=True), st.lists(usual, max_size=40, unique=True))
def test_a_clock_that_was_wrong_pushes_out_nothing(right: list[Dated], wrong: list[Dated]) -> None:
    ahead = {Dated(one.taken + timedelta(days=5_000), 5, one.events) for one in wrong}
    stay = staying(right)
    assert staying({*right, *ahead}) >= stay
    # Set back to long before the first copy, it deletes none of them either.
    made = Dated(datetime(1970, 1, 1, 12), 5, 1)  # noqa: DTZ001
    assert staying({*stay, made}, made.day(ROLLOVER)) == {*stay, made}


def test_the_last_copy_is_the_newest_that_no_wrong_clock_has_dated() -> None:
    ahead, today, earlier = copy(-400), copy(0), copy(3)
    assert latest([earlier, ahead, today, Older(4)], TODAY, ROLLOVER, Kind.USUAL) == [today, earlier, ahead]
    assert latest([copy(1, Kind.DOUBTED)], TODAY, ROLLOVER, Kind.USUAL, Kind.RESTORED) == []
    # Eight hours ahead after a flight to the west is no wrong clock.
    flown = copy(-8 / 24)
    assert latest([today, flown], TODAY, ROLLOVER, Kind.USUAL) == [flown, today]


def test_the_page_for_learners_tells_this_rule() -> None:
    page = (Path(__file__).parents[2] / "docs" / "journal.md").read_text("utf-8")
    assert f"**{DAYS} days**, **{WEEKS} weeks** and **{MONTHS} months**" in page
    assert (APART, OLD, HEAVY) == (5, 3, 48 * 2**20)
    assert "Five copies are kept of what the last restores replaced, five of what they put back" in page
    assert "more than 48 MB" in page
    for text in re.findall(r"`(journal-2026[^`]*-v[^`]*\.db)`", page):
        assert read_name(text) == Dated(datetime(2026, 11, 25, 14, 30, 5), 5, 1_819)  # noqa: DTZ001
    assert f"`{Kind.DOUBTED}`" in page


def test_copies_before_an_update_stay_by_their_version() -> None:
    copies = [Older(1), Older(2), Older(2, 2), Older(3), Older(10)]
    assert staying(copies) == {Older(2, 2), Older(3), Older(10)}
