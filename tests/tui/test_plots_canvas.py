"""The sheet that plots are drawn on: one cell a sign, the last on top, nothing beyond the edge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotted import rows, width
from rich.cells import cell_len

from offbook.tui.plots.canvas import Canvas, fitted, padded

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def test_what_is_drawn_later_lies_on_top_and_keeps_its_style() -> None:
    canvas = Canvas(4, 1)
    canvas.ink([(0, 0), (1, 0), (2, 3)], "red")
    canvas.put(1, 0, "x", "blue")
    plot = canvas.content()
    assert plot.plain == "⠉x"
    assert [(span.start, span.end, span.style) for span in plot.spans] == [(0, 1, "red"), (1, 2, "blue")]


@pytest.mark.parametrize(
    ("dot", "sign"),
    [
        ((0, 0), "⠁"), ((0, 1), "⠂"), ((0, 2), "⠄"), ((0, 3), "⡀"),
        ((1, 0), "⠈"), ((1, 1), "⠐"), ((1, 2), "⠠"), ((1, 3), "⢀"),
    ],
)  # fmt: skip
def test_every_dot_has_its_place_in_a_cell(dot: tuple[int, int], sign: str) -> None:
    canvas = Canvas(1, 1)
    canvas.ink([dot], "")
    assert canvas.content().plain == sign


def test_dots_of_one_layer_join_and_those_of_two_do_not() -> None:
    canvas = Canvas(2, 1)
    canvas.ink([(0, 0), (0, 3)], "")
    canvas.ink([(2, 0)], "")
    canvas.ink([(3, 3)], "")
    assert canvas.content().plain == "⡁⢀"


def test_a_sign_can_stand_for_dots() -> None:
    canvas = Canvas(3, 2)
    canvas.ink([(0, 0), (1, 1), (5, 7)], "", "*")
    assert rows(canvas.content()) == ["*", "  *"]


def test_wide_letters_take_two_cells_and_marks_none() -> None:
    canvas = Canvas(6, 1)
    canvas.write(0, 0, "日e\u0301本x")
    assert canvas.content().plain == "日e\u0301本x"
    assert cell_len(canvas.content().plain) == 6


def test_foreign_text_is_made_inert_and_is_no_markup() -> None:
    canvas = Canvas(20, 1)
    canvas.write(0, 0, "[b]a\x1b[31m\nb")
    assert canvas.content().plain == "[b]a␛[31m b"


def test_only_blank_cells_within_the_edge_are_free() -> None:
    canvas = Canvas(5, 1)
    canvas.put(2, 0, "x")
    assert canvas.free(0, 0, 2)
    assert canvas.free(3, 0, 2)
    assert not canvas.free(1, 0, 2)
    assert not canvas.free(4, 0, 2)
    assert not canvas.free(-1, 0)
    assert not canvas.free(0, 1)


@given(st.integers(-8, 12), st.integers(-2, 4), texts)
def test_nothing_is_drawn_beyond_the_edge(x: int, y: int, text: str) -> None:
    canvas = Canvas(9, 3)
    canvas.write(x, y, text, "red")
    canvas.ink([(2 * x, 4 * y)], "")
    assert len(rows(canvas.content())) == 3
    assert width(canvas.content()) <= 9


@given(texts, st.integers(0, 20))
def test_a_text_is_fitted_into_its_cells(text: str, cells: int) -> None:
    assert cell_len(fitted(text, cells)) <= cells
    assert cell_len(padded(fitted(text, cells), cells)) == cells


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("learning", 8, "learning"),
        ("learning", 5, "lear…"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("ab", 0, ""),
    ],
)
def test_what_is_cut_off_is_marked(text: str, cells: int, shown: str) -> None:
    assert fitted(text, cells) == shown


def test_a_text_can_stand_right() -> None:
    assert padded("7", 3, right=True) == "  7"
    assert padded("7", 3) == "7  "
