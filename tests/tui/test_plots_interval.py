"""The one interval glyph, on the axis that is the same for every share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotted import style_at, width

from offbook.statistics import Interval, Share
from offbook.tui.plots.interval import AFTER, BEFORE, LEAST, Marks, axis, blank, interval
from offbook.tui.plots.signs import ASCII

SOME = Interval(0.51, 0.85)
shares = st.builds(lambda n, right: Share(min(right, n), n), st.integers(1, 80), st.integers(0, 80))
levels = st.none() | st.floats(0.0, 1.0)
marks = st.builds(Marks, levels, levels)
widths = st.integers(BEFORE + LEAST + AFTER, 80)


@pytest.mark.parametrize(
    ("value", "around", "against", "drawn"),
    [
        (0.7, SOME, Marks(), "  0              51 ├─────●───┤ 85   100"),
        (0.7, SOME, Marks(target=0.8), "  0              51 ├─────●──┼┤ 85   100"),
        (0.7, SOME, Marks(chance=0.25), "  0         ┊    51 ├─────●───┤ 85   100"),
        (0.7, SOME, Marks(chance=0.6), "  0              51 ├──┊──●───┤ 85   100"),
        (0.7, SOME, Marks(0.46, 0.9), "  0            51 │ ├─────●───┤ ┊ 85 100"),
        (1.0, Interval(0.9, 1.0), Marks(target=0.8), "  0                       90 │  ├──● 100"),
        (1.0, Interval(1.0, 1.0), Marks(), "  0                            100 ● 100"),
        (0.0, Interval(0.0, 0.24), Marks(), "  0 ●──────┤ 24                      100"),
    ],
)
def test_an_interval_is_drawn_with_its_ends_in_percent(
    value: float, around: Interval, against: Marks, drawn: str
) -> None:
    assert interval(value, around, 40, against).plain == drawn


def test_an_early_one_is_dim_dashed_and_hollow_and_carries_its_mark() -> None:
    plot = interval(0.7, SOME, 40, Marks(0.8, 0.25), early=True)
    assert plot.plain == "  0         ┊   ~51 ├╌╌╌╌╌○╌╌┼┤ 85   100"
    assert style_at(plot, plot.plain.index("○"), 0) == "$quiet"
    solid = interval(0.7, SOME, 40)
    assert style_at(solid, solid.plain.index("●"), 0) == "$primary"


@pytest.mark.parametrize(
    ("early", "drawn"),
    [
        (False, "  0         :    51 [-----o--+] 85   100"),
        (True, "  0         :   ~51 [-----~--+] 85   100"),
    ],
)
def test_an_interval_can_do_without_signs_beyond_ascii(*, early: bool, drawn: str) -> None:
    assert interval(0.7, SOME, 40, Marks(0.8, 0.25), early=early, signs=ASCII).plain == drawn


@given(found=shares, against=marks, cells=widths, early=st.booleans())
def test_everything_stands_where_it_is(*, found: Share, against: Marks, cells: int, early: bool) -> None:
    plot = interval(found.value, found.interval, cells, against, early=early)
    line = plot.plain
    assert width(plot) <= cells
    tolerance = 0.5 / (cells - BEFORE - AFTER - 1) + 1e-9
    assert _share(line, line.index("○" if early else "●"), cells) == pytest.approx(found.value, abs=tolerance)
    if "├" in line:
        assert _share(line, line.index("├"), cells) == pytest.approx(found.interval.low, abs=tolerance)
    if "┤" in line:
        assert _share(line, line.index("┤"), cells) == pytest.approx(found.interval.high, abs=tolerance)
    numbers = [int(word.strip("~")) for word in line.split() if word.strip("~").isdigit()]
    ends = [round(found.interval.low * 100), round(found.interval.high * 100)]
    assert any(numbers[at : at + 2] == ends for at in range(len(numbers))), "both ends are told"


@given(shares, shares, marks, widths)
def test_the_axis_is_the_same_for_every_share(one: Share, other: Share, against: Marks, cells: int) -> None:
    lines = [interval(each.value, each.interval, cells, against).plain for each in (one, other)]
    for sign, level in (("│┼", against.target), ("┊", against.chance)):
        found = {at for line in lines for at, letter in enumerate(line) if letter in sign}
        assert len(found) <= 1
        assert level is not None or not found


def test_ends_may_be_left_to_one_axis_for_all() -> None:
    assert interval(0.7, SOME, 40, ends=False).plain == "                 51 ├─────●───┤ 85"
    assert axis(40).plain == "   0%      25%     50%    75%    100%"
    assert axis(18).plain == "   0%  50% 100%"


def test_too_little_leaves_the_axis_bare() -> None:
    assert blank(40, Marks(target=0.8)).plain == "  0                          │       100"


@pytest.mark.parametrize("cells", [-5, 0, 17])
def test_an_axis_has_ten_cells_at_least(cells: int) -> None:
    assert len(blank(cells).plain) == 18


def _share(line: str, column: int, cells: int) -> float:
    """The share that a column of the axis stands for."""
    assert line[column] != " "
    return (column - BEFORE) / (cells - BEFORE - AFTER - 1)
