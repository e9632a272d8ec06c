"""The matrix of what was taken for what, and the history of a target, without any need of colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotted import drawn, rows, style_at, width

from offbook.deck.cards import SideId
from offbook.performance.discrimination import Confusion
from offbook.performance.targets import History, State
from offbook.performance.windows import Span
from offbook.tui.plots import matrix, strip
from offbook.tui.plots.signs import ASCII, FINE, Signs

NAMES = ["learning", "performance", "both"]
SIDES = tuple(SideId(name) for name in NAMES)
THIRTY = Confusion(SIDES, ((9, 1, 2), (3, 8, 1), (1, 2, 3)), (0, 1, 0))
WEEKS = (State.MET, State.SECURED, State.MISSED, State.TOO_EARLY, State.MET)


@st.composite
def tables(draw: st.DrawFn) -> Confusion:
    n = draw(st.integers(1, 6))
    row = st.lists(st.integers(0, 30), min_size=n, max_size=n).map(tuple)
    counts = draw(st.lists(row, min_size=n, max_size=n))
    return Confusion(tuple(SideId(f"side {i}") for i in range(n)), tuple(counts), tuple(draw(row)))


def test_a_matrix_of_three_sides() -> None:
    assert rows(matrix.matrix(THIRTY, NAMES, width=38)) == drawn("""
        ¦said:        lear… perf… both  late
        ¦             █████ ░░░░░ ▒▒▒▒▒
        ¦learning     █[9]█ ░ 1 ░ ▒ 2 ▒   ·
        ¦             █████ ░░░░░ ▒▒▒▒▒
        ¦
        ¦             ▒▒▒▒▒ ▓▓▓▓▓ ░░░░░ ░░░░░
        ¦performance  ▒ 3 ▒ ▓[8]▓ ░ 1 ░ ░ 1 ░
        ¦             ▒▒▒▒▒ ▓▓▓▓▓ ░░░░░ ░░░░░
        ¦
        ¦             ▒▒▒▒▒ ▒▒▒▒▒ ▓▓▓▓▓
        ¦both         ▒ 1 ▒ ▒ 2 ▒ ▓[3]▓   ·
        ¦             ▒▒▒▒▒ ▒▒▒▒▒ ▓▓▓▓▓
        """)


def test_many_sides_have_a_row_each() -> None:
    names = ["one", "two", "three", "four"]
    table = Confusion(tuple(SideId(name) for name in names), ((12, 0, 0, 0),) * 4, (0,) * 4)
    lines = rows(matrix.matrix(table, names))
    assert [line.split()[0] for line in lines] == ["said:", *names]
    assert lines[1].split()[1].startswith("█")
    assert "[12]" in lines[1]
    assert "12" in lines[2]
    assert "[12]" not in lines[2]


@given(tables(), st.integers(60, 120), st.sampled_from([FINE, ASCII]))
def test_a_matrix_keeps_to_its_width(table: Confusion, across: int, signs: Signs) -> None:
    plot = matrix.matrix(table, [f"side {i}" for i in range(len(table.sides))], width=across, signs=signs)
    assert width(plot) <= across
    assert signs is FINE or plot.plain.isascii()


@given(tables())
def test_every_count_is_there_and_the_diagonal_is_told_without_colour(table: Confusion) -> None:
    names = [f"side {letter}" for letter, _ in zip("abcdef", table.sides, strict=False)]
    lines = rows(matrix.matrix(table, names, width=100))
    late = any(table.silent)
    for name, counts, silent, place in zip(names, table.counts, table.silent, range(9), strict=False):
        line = next(row for row in lines[1:] if row.startswith(name))
        shown = line.removeprefix(name).translate(str.maketrans("░▒▓█", "    ")).replace("·", "0").split()
        expected = [f"[{count}]" if at == place else str(count) for at, count in enumerate(counts)]
        assert shown == expected + [str(silent)] * late


@pytest.mark.parametrize(("count", "shade"), [(0, ""), (1, "░"), (3, "░"), (4, "▒"), (9, "▓"), (15, "█")])
def test_a_cell_is_the_darker_the_more_of_its_row_it_holds(count: int, shade: str) -> None:
    table = Confusion(SIDES[:2], ((20 - count, count), (0, 0)), (0, 0))
    upper = rows(matrix.matrix(table, ["a", "b"], width=40))[1]
    assert set(upper[13:].strip()) == set(shade)


def test_right_and_wrong_have_colours_of_their_own() -> None:
    plot = matrix.matrix(THIRTY, NAMES)
    line = rows(plot)[2]
    assert style_at(plot, line.index("9"), 2) == "bold $primary"
    assert style_at(plot, line.index("1"), 2) == "bold $accent"


def test_no_sides_are_no_matrix() -> None:
    assert matrix.matrix(Confusion((), (), ()), []).plain == ""


def test_the_key_says_how_to_read_a_matrix() -> None:
    assert matrix.key().plain == "[n] told right   n taken for another"


@pytest.mark.parametrize(
    ("states", "cells", "signs", "says"),
    [
        (WEEKS, 72, FINE, "✔✔✖·✔  met 3 of 4 weeks, 1 too early to say"),
        (WEEKS, 72, ASCII, "++x.+  met 3 of 4 weeks, 1 too early to say"),
        (WEEKS, 40, FINE, "·✔  met 3 of 4 weeks, 1 too early to say"),
        (WEEKS, 10, FINE, "met 3 of 4 weeks, 1 too early to say"),
        ((State.MET,), 72, FINE, "✔  met 1 of 1 week"),
        ((State.TOO_EARLY,), 72, FINE, "·  no week could be judged yet"),
        ((), 72, FINE, "no week is over yet"),
    ],
)
def test_a_history_is_a_strip_and_its_words(
    states: tuple[State, ...], cells: int, signs: Signs, says: str
) -> None:
    assert strip.strip(History(states), Span.WEEK, width=cells, signs=signs).plain == says
