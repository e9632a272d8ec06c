"""Lines: what belongs together stays on one of them, and nothing is lost."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content, Span

from offbook.tui.lines import CODE, UNBROKEN, filled, wrapped


def lines(text: str, width: int) -> list[str]:
    return [line.plain for line in wrapped(Content(text), width)]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("one two three", 9, ["one two", "three"]),
        ("it takes ⌊log₂ n⌋ rounds", 14, ["it takes", "⌊log₂ n⌋", "rounds"]),
        ("it takes n + 1 rounds", 11, ["it takes", "n + 1", "rounds"]),
        ("it takes n · (n + 1) / 2", 16, ["it takes", "n · (n + 1) / 2"]),
        ("grows like O(n log n)", 16, ["grows like", "O(n log n)"]),
        ("grows like n log n", 13, ["grows like", "n log n"]),
        ("no\u00a0break here", 9, ["no break", "here"]),
        ("a word (see there) again", 12, ["a word (see", "there) again"]),
        ("now - then", 6, ["now -", "then"]),
        ("a + b + c + d + e + f + g", 12, ["a + b + c +", "d + e + f +", "g"]),
        ("a\nb", 10, ["a", "b"]),
    ],
)
def test_short_formulas_are_not_broken(text: str, width: int, shown: list[str]) -> None:
    assert lines(text, width) == shown


def test_short_code_is_not_broken_and_long_code_is() -> None:
    text = Content("call f(a, b) now", [Span(5, 12, CODE)])
    assert [line.plain for line in wrapped(text, 10)] == ["call", "f(a, b)", "now"]
    assert [(line.plain, line.spans) for line in wrapped(text, 10)][1] == ("f(a, b)", [Span(0, 7, CODE)])
    long = Content("a" + " bc" * 10, [Span(0, 31, CODE)])
    assert len(wrapped(long, 16)) == 2


def test_a_width_unknown_breaks_nothing() -> None:
    assert lines("word " * 4_000 + "\nb", UNBROKEN) == ["word " * 4_000, "b"]


def test_fills_stand_for_their_characters() -> None:
    assert filled(Content("a\ue001c"), {"\ue001": Content("b"), "\ue002": Content("d")}).plain == "abc"


@given(st.text(st.sampled_from("ab日(⌊)⌋+=\ue000\u00a0 \n"), max_size=80), st.integers(2, 30))
def test_no_letter_is_lost_and_every_line_fits(text: str, width: int) -> None:
    shown = lines(text, width)
    assert max(map(cell_len, shown)) <= width
    assert "".join("".join(shown).split()) == "".join(text.split())


@pytest.mark.parametrize("unit", ["a", "(", "a(b) ", "a + ", "log ", "\u00a0", "日", "f(", "⌊"])
def test_no_text_takes_long(unit: str) -> None:
    began = process_time()
    wrapped(Content(unit * (64_000 // len(unit))), 52)
    assert process_time() - began < 2.0
