"""The two bells: as far apart as told, on an axis that never changes, the criterion where it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotted import braille, places, rows, style_at, width

from offbook.statistics import Discrimination, discrimination
from offbook.tui.plots.bells import bells
from offbook.tui.plots.signs import ASCII, FINE, Signs

LEANING = discrimination(82, 100, 46, 100)
EVEN = discrimination(17, 20, 4, 20)
counts = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
found_ = counts.map(lambda n: discrimination(min(n[0], n[1]), n[1], min(n[2], n[3]), n[3]))


def test_the_sides_are_named_over_their_bells_and_beneath_the_criterion() -> None:
    lines = rows(bells(EVEN, "learning", "performance", size=(72, 12)))
    assert len(lines) == 12
    assert lines[0].split() == ["learning", "performance"]
    assert lines[11].split() == ["said", "learning", "◂", "│", "▸", "said", "performance"]
    assert set(lines[10]) == {"─", "│"}, "the floor is whole but for the criterion"


@given(found_, st.integers(30, 120), st.integers(8, 14), st.sampled_from([FINE, ASCII]))
def test_bells_keep_to_their_size(found: Discrimination, across: int, high: int, signs: Signs) -> None:
    plot = bells(found, "learning", "a very long name of the other side", size=(across, high), signs=signs)
    assert width(plot) <= across
    assert len(rows(plot)) == high
    assert plot.plain.isascii() == (signs is ASCII)


@given(found_, found_, st.integers(40, 120))
def test_the_criterion_stands_farther_right_where_less_is_taken_for_the_signal(
    one: Discrimination, other: Discrimination, across: int
) -> None:
    low, high = sorted((one, other), key=lambda found: found.c)
    assert _criterion(low, across) <= _criterion(high, across)


def test_no_lean_stands_in_the_middle() -> None:
    assert _criterion(discrimination(15, 20, 5, 20), 73) == 36


def test_bells_that_are_told_apart_better_stand_farther_apart() -> None:
    apart = [_tops(discrimination(hits, 40, 40 - hits, 40)) for hits in (26, 30, 34, 38, 40)]
    distances = [right - left for left, right in apart]
    assert distances == sorted(set(distances))
    # 2 d' of the 9.2 standard deviations that the axis has.
    d = discrimination(38, 40, 2, 40).d
    assert distances[3] == pytest.approx(d / 9.2 * 120, abs=3)


def test_the_bells_are_told_apart_by_their_hatching_too() -> None:
    plot = bells(EVEN, "noise", "signal", size=(72, 12))
    lines = rows(plot)
    fills = {
        style: {lines[row][column] for column, row in braille(plot) if style_at(plot, column, row) == style}
        for style in ("$primary 60%", "$accent 60%", "$quiet 60%")
    }
    assert {"⠑", "⢄"} <= fills["$primary 60%"]
    assert {"⠔", "⢁"} <= fills["$accent 60%"]
    assert {"⢕", "⢔", "⢑"} & fills["$quiet 60%"]
    plain = bells(EVEN, "noise", "signal", size=(72, 12), signs=ASCII).plain
    assert all(sign in plain for sign in "/.x*")


def _criterion(found: Discrimination, across: int) -> int:
    columns = {column for column, row in places(bells(found, "n", "s", size=(across, 12)), "│")}
    assert len(columns) == 1
    return columns.pop()


def _tops(found: Discrimination) -> tuple[float, float]:
    """The middle of the highest cells of either bell."""
    plot = bells(found, "n", "s", size=(120, 14), signs=ASCII)
    return _middle(plot.plain.split("\n"), "*"), _middle(plot.plain.split("\n"), "x")


def _middle(lines: list[str], sign: str) -> float:
    top = next(line for line in lines[1:] if sign in line)
    columns = [at for at, letter in enumerate(top) if letter == sign]
    return (columns[0] + columns[-1]) / 2
