"""Tables: aligned as they are marked, broken where they are too wide, and no cell is lost."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from offbook.deck.markdown import MOST_CELLS
from offbook.tui.markdown import render
from offbook.tui.text import PARSED, rich

STEPS = "| n | 100 | 日本 |\n|:--|:--:|--:|\n| steps | 4,950 | 1 |"


def drawn(text: str, width: int = 60) -> list[str]:
    return render(text, width).plain.split("\n")


def test_columns_are_aligned_as_they_are_marked() -> None:
    assert drawn(STEPS) == [
        "n     │  100  │ 日本",
        "──────┼───────┼─────",
        "steps │ 4,950 │    1",
    ]
    content = render(STEPS)
    bold = [content.plain[span.start : span.end] for span in content.spans if span.style == "bold"]
    assert bold == ["n", "100", "日本"]


def test_cells_are_broken_where_the_table_is_too_wide_and_rows_kept_apart() -> None:
    assert drawn("| a | word |\n|--|--|\n| b | one two three |\n| c | four |", 12) == [
        "a │ word",
        "──┼─────────",
        "b │ one two",
        "  │ three",
        "──┼─────────",
        "c │ four",
    ]


def test_a_table_of_too_many_columns_is_told_row_by_row() -> None:
    table = "| " + " | ".join(f"head{place}" for place in range(4)) + " |\n" + "|--" * 4 + "|\n"
    assert drawn(table + "| alpha | beta | gamma | delta |\n| 1 | 2 | 3 | 4 |", 20) == [
        *("head0: alpha", "head1: beta", "head2: gamma", "head3: delta", ""),
        *("head0: 1", "head1: 2", "head2: 3", "head3: 4"),
    ]


def test_a_table_stands_among_other_blocks() -> None:
    assert drawn("So:\n| a |\n|---|\n| `b` |\n\nand\n\n- in:\n\n  a | b\n  --|--\n  c | d") == [
        *("So:", "", "a", "─", "b", "", "and", ""),
        *("• in:", "", "  a │ b", "  ──┼──", "  c │ d"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a | b\n- | -\nc | d | e", id="a row too long"),
        pytest.param("> | a | b |\n> |--|--|\n> | c | d | e |", id="a row too long in a quote"),
        pytest.param("a | b", id="no rule beneath"),
        pytest.param("a | b\n-", id="a rule too short"),
    ],
)
def test_no_cell_is_lost(text: str) -> None:
    shown = render(text, 60).plain
    assert "┼" not in shown
    assert [word for word in "abcde" if word in text] == [word for word in "abcde" if word in shown]


def test_a_bar_in_a_cell_can_be_escaped() -> None:
    assert drawn("a | b\n--|--\nc \\| d | e")[-1] == "c | d │ e"


@pytest.mark.parametrize(
    "text",
    [
        "|" * 40 + "\n" + "|-" * 39 + "|\n" + "a|\n" * 2_600,
        "a|" * 1_000 + "\n" + "-|" * 1_000 + "\n" + "b\n" * 900,
        "a|b\n-|-\n" + "c|d\n" * (MOST_CELLS - 10),
        "|-" * 3_990,
        "a|b\n-|-\n" + "`x y` " * 1_300 + "|z",
    ],
    ids=["wide", "wider", "tall", "rule", "cell"],
)
def test_no_table_takes_long(text: str) -> None:
    assert len(text) <= PARSED + 5
    began = process_time()
    rich(text[:PARSED], 52)
    assert process_time() - began < 2.0


_cells = st.text(st.sampled_from("ab日 "), max_size=12)


@given(
    rows=st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[_cells] * n), min_size=1, max_size=4)),
    width=st.integers(12, 50),
)
def test_every_table_fits_and_keeps_every_letter(rows: list[tuple[str, ...]], width: int) -> None:
    head, rule = "|" + "h|" * len(rows[0]), "|" + "-|" * len(rows[0])
    lines = drawn("\n".join([head, rule, *("|" + "|".join(row) + "|" for row in rows)]), width)
    assert max(map(cell_len, lines)) <= width
    shown = "".join(lines)
    assert {letter: shown.count(letter) for letter in "ab日"} == {
        letter: sum(cell.count(letter) for row in rows for cell in row) for letter in "ab日"
    }
