"""The year of study days: every day in its place, its level by sign and not by shade alone."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from plotted import drawn, rows, style_at, width

from offbook.panels.drawing import WEEKS
from offbook.tui.plots.calendar import calendar, key
from offbook.tui.plots.signs import ASCII, FINE, Signs

TODAY = date(2024, 4, 24).toordinal()
"""A Wednesday."""
SOME = {TODAY: 50, TODAY - 1: 25, TODAY - 2: 10, TODAY - 3: 1, TODAY - 9: 1}
days = st.integers(date(1971, 1, 1).toordinal(), date(2100, 1, 1).toordinal())


def test_a_column_is_a_week_and_a_row_a_day_of_the_week() -> None:
    assert rows(calendar(SOME, TODAY, width=12)) == drawn("""
        ¦        Apr
        ¦Mon ······░▒
        ¦    ·······▓
        ¦Wed ·······█
        ¦    ·······
        ¦Fri ·······
        ¦    ·······
        ¦Sun ······░
        """)


def test_a_week_may_begin_on_sunday() -> None:
    lines = rows(calendar(SOME, TODAY, 6, width=12))
    assert [line[:4] for line in lines[1::2]] == ["Sun ", "Tue ", "Thu ", "Sat "]
    assert [line[11:12] for line in lines[1:6]] == ["░", "▒", "▓", "█", ""]


def test_a_level_has_a_sign_and_a_shade_of_its_own() -> None:
    plot = calendar(SOME, TODAY, width=12)
    signs = ["·", "░", "▒", "▓", "█"]
    found = {sign: style_at(plot, line.index(sign, 4), row) for row, line in enumerate(rows(plot)[1:], 1)
             for sign in signs if sign in line}  # fmt: skip
    assert set(found) == set(signs)
    assert len(set(found.values())) == len(signs)
    assert not any("error" in style or "accent" in style for style in found.values())


@given(days, st.integers(0, 6), st.integers(5, 140), st.sampled_from([FINE, ASCII]))
def test_every_day_up_to_today_is_there_and_none_after_it(
    today: int, first: int, across: int, signs: Signs
) -> None:
    plot = calendar({today: 99}, today, first, width=across, signs=signs)
    assert width(plot) <= across
    assert len(rows(plot)) == 8
    cells = 2 if across >= 4 + 2 * WEEKS else 1
    weeks = min(WEEKS, (across - 4) // cells)
    held = sum(
        bool(line[4 + cells * week : 5 + cells * week].strip())
        for line in rows(plot)[1:]
        for week in range(weeks)
    )
    assert held == (weeks - 1) * 7 + (date.fromordinal(today).weekday() - first) % 7 + 1
    assert plot.plain.isascii() == (signs is ASCII)


def test_a_year_fits_eighty_columns_with_all_its_months() -> None:
    lines = rows(calendar({}, TODAY, width=72))
    assert max(map(len, lines)) == 4 + WEEKS
    assert " ".join(lines[0].split()) == "May Jun Jul Aug Sep Oct Nov Dec Jan Feb Mar Apr"


def test_with_room_a_day_is_two_cells_wide() -> None:
    wide = rows(calendar(SOME, TODAY, width=112))
    assert wide[3].endswith("██")
    assert max(map(len, wide)) <= 4 + 2 * WEEKS


def test_the_key_names_every_level() -> None:
    assert key("review").plain == "· none   ░ 1-9   ▒ 10-24   ▓ 25-49   █ 50+ reviews"
    assert key("hour", levels=(1, 2, 3, 4), signs=ASCII).plain == ". none   - 1   + 2   x 3   # 4+ hours"
