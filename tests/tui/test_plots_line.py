"""Series over time: exact pictures of small ones, and axes that nothing moves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plotted import braille, drawn, places, rows, style_at, width

from offbook.panels.scale import PERCENT, Scale, Tick, days
from offbook.panels.series import Around, Level, Mark, Point, Rule, Series, Upright
from offbook.statistics import Interval
from offbook.tui.plots.line import chart
from offbook.tui.plots.signs import ASCII, FINE, Signs

WEEKS = Scale(0.0, 4.0, (Tick(0, "1"), Tick(4, "5")))
RISING = Series.joined("seen", [Point(0, 0.5), Point(4, 1.0)])
FEW = Series.parted(
    "cold", [Point(0, 0.5, Interval(0.25, 0.75), early=True), Point(4, 1.0, Interval(0.6, 1.0))]
)
AIM, LUCK = Level(Rule.TARGET, 0.75, "aim"), Level(Rule.CHANCE, 0.25, "luck")

shares = st.floats(0.0, 1.0)


@st.composite
def serieses(draw: st.DrawFn) -> list[Series]:
    made = []
    for number in range(draw(st.integers(0, 3))):
        values = draw(st.lists(st.tuples(shares, shares, shares), max_size=8))
        triples = [sorted(each) for each in values]
        points = [Point(x, mid, Interval(low, high)) for x, (low, mid, high) in enumerate(triples)]
        name = draw(st.sampled_from(["", "a", f"series {number}", "a very long name of a series"]))
        made.append(Series(name, (tuple(points),), pointed=draw(st.booleans())))
    return made


def test_a_line_against_its_target() -> None:
    plot = chart([RISING], WEEKS, around=Around((AIM,)), size=(30, 6))
    assert rows(plot) == drawn("""
        ¦100% ┤             ⢀⣀⡠⠤ ━ seen
        ¦ 75% ┤⠤⠄⠤⠄⠤⢀⣀⡠⠤⠔⠒⠊⠉⠁⠤⠄⠤ ╌ aim
        ¦ 50% ┤⠤⠔⠒⠊⠉⠁
        ¦ 25% ┤
        ¦  0% └┴───────────────┴
        ¦      1               5
        """)


def test_the_same_without_any_sign_beyond_ascii() -> None:
    plot = chart([RISING], WEEKS, around=Around((AIM, LUCK)), size=(30, 6), signs=ASCII)
    assert rows(plot) == drawn("""
        ¦100% +             **** * seen
        ¦ 75% +=====*********=== = aim
        ¦ 50% +******
        ¦ 25% +................. . luck
        ¦  0% ++---------------+
        ¦      1               5
        """)


def test_few_values_are_points_with_intervals_and_early_ones_are_hollow() -> None:
    assert rows(chart([FEW], WEEKS, size=(30, 6))) == drawn("""
        ¦100% ┤                ● ● cold
        ¦ 75% ┤┬               │
        ¦ 50% ┤○               ┴
        ¦ 25% ┤┴
        ¦  0% └┴───────────────┴
        ¦      1               5
        """)


def test_a_point_and_the_target_it_meets_share_a_row() -> None:
    series = Series.parted("", [Point(2, 0.8)])
    plot = chart([series], WEEKS, around=Around((Level(Rule.TARGET, 0.8, "t"),)), size=(60, 14))
    [(_, row)] = places(plot, "●")
    assert {row for _, row in places(plot, "╌")} == {row}


def test_a_value_that_jumps_is_drawn_in_pieces_over_the_reviews() -> None:
    falling = [(Point(0, 1.0), Point(2, 0.5)), (Point(2, 1.0), Point(4, 0.75))]
    around = Around(uprights=(Upright(4, "now"),), marks=(Mark(0, passed=True), Mark(2, passed=False)))
    plot = chart([Series("", tuple(falling))], WEEKS, around=around, size=(23, 7))
    lines = rows(plot)
    assert lines[0].strip() == "now"
    assert (lines[5][6], lines[5][14]) == ("✔", "✖")
    jump = [row for column, row in sorted(braille(plot)) if column == 14]
    assert jump == [1, 2, 3], "from where it fell to, up to where it begins anew"
    assert style_at(plot, 14, 2) == "$faint"
    assert style_at(plot, 14, 1) == style_at(plot, 10, 2) == "$primary"
    assert {row for column, row in places(plot, "┊") if column == 22} == {1, 3, 4, 5}


def test_a_band_lies_beneath_its_line() -> None:
    series = Series.joined("", [Point(x, 0.5, Interval(0.2, 0.8)) for x in (0, 4)])
    plot = chart([series], WEEKS, size=(30, 14))
    found = {str(span.style) for span in plot.spans}
    assert {"$primary", "$primary 45%"} <= found
    line = next(row for row in rows(plot) if row.startswith(" 50%"))
    assert set(line[6:]) == {"⠤"}, "the veil leaves the cells of the line alone"
    assert {row for _, row in braille(plot)} == set(range(2, 11)), "from 80 to 20 percent"


def test_a_single_value_is_not_overlooked() -> None:
    assert len(places(chart([Series.joined("", [Point(2, 0.5)])], WEEKS, size=(30, 6)), "●")) == 1


def test_stability_stands_on_an_axis_of_days() -> None:
    series = Series.joined("median", [Point(0, 1.0), Point(4, 365.0)])
    lines = rows(chart([series], WEEKS, days(365), size=(40, 12)))
    assert lines[0].startswith(" 1 y ┤")
    assert lines[10].startswith(" 1 d └")
    assert lines[0].endswith("━ median")


@given(serieses(), st.integers(40, 120), st.integers(5, 24), st.sampled_from([FINE, ASCII]))
@settings(max_examples=60)
def test_a_plot_keeps_to_its_size(made: list[Series], across: int, high: int, signs: Signs) -> None:
    around = Around((AIM, LUCK), (Upright(2, "today"),), (Mark(1, passed=True),))
    plot = chart(made, WEEKS, around=around, size=(across, high), signs=signs)
    assert width(plot) <= across
    assert len(rows(plot)) <= max(high, 7)
    assert plot.plain.isascii() == (signs is ASCII)
    assert all(style.count("$") <= 1 for style in {str(span.style) for span in plot.spans})


@given(serieses(), shares, st.integers(5, 20))
@settings(max_examples=60)
def test_a_value_stands_in_its_row_whatever_else_is_there(
    made: list[Series], value: float, high: int
) -> None:
    own = Series.parted("", [Point(2, value)])
    # A line of one value is a point as well.
    others = [one for one in made if not one.pointed and len(one.points) != 1][:2]
    around = Around((AIM, LUCK), marks=(Mark(0, passed=True),))
    [(_, row)] = places(chart([own, *others], WEEKS, around=around, size=(60, high)), "●")
    assert row == _row(value, high)


@given(st.lists(shares, min_size=2, max_size=2), st.integers(5, 20))
def test_a_larger_value_never_stands_lower(pair: list[float], high: int) -> None:
    low, up = (_row(value, high) for value in sorted(pair))
    assert up <= low


@pytest.mark.parametrize("high", [6, 10, 14, 18, 19, 20])
def test_every_label_of_a_share_stands_at_its_value(high: int) -> None:
    lines = rows(chart([], WEEKS, size=(40, high)))
    for tick in PERCENT.ticks:
        assert lines[_row(tick.at, high)].startswith(f"{tick.label:>4} ")


def test_names_make_room_for_each_other() -> None:
    levels = tuple(Level(Rule.TARGET, 0.8, f"goal {number}") for number in range(4))
    lines = rows(chart([RISING], WEEKS, around=Around(levels), size=(40, 14)))
    assert [sum(f"goal {number}" in line for line in lines) for number in range(4)] == [1, 1, 1, 1]


def test_names_of_decks_do_nothing_on_the_screen() -> None:
    plot = chart([Series.joined("[b]\x1b[2J\nx", [Point(0, 0.5)])], WEEKS, size=(60, 6))
    assert "\x1b" not in plot.plain
    assert "[b]␛[2J x" in plot.plain


def test_four_series_are_too_many() -> None:
    with pytest.raises(ValueError, match="4 series cannot be told apart"):
        chart([RISING] * 4, WEEKS)


def _row(value: float, high: int) -> int:
    [(_, row)] = places(chart([Series.parted("", [Point(2, value)])], WEEKS, size=(60, high)), "●")
    return row
