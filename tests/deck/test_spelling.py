from __future__ import annotations

import unicodedata
from functools import cache
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.deck.spelling import LONGEST, distance, is_slip, normal

short = st.text("abcé1 ", max_size=7)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("PARIS", "paris", id="case"),
        pytest.param("Straße", "STRASSE", id="sharp s"),
        pytest.param("İstanbul", "istanbul", id="dotted capital i"),
        pytest.param("Diyarbakır", "diyarbakir", id="dotless i"),
        pytest.param("ΟΔΟΣ", "οδός", id="final sigma and tonos"),
        pytest.param("crème brûlée", "creme brulee", id="accents"),
        pytest.param("e\u0301te\u0301", "été", id="composed and apart"),
        pytest.param("Łódź", "lodz", id="stroke"),
        pytest.param("Ærø", "aero", id="ligature"),
        pytest.param("Việt Nam", "viet nam", id="two accents on one letter"),
        pytest.param("שָׁלוֹם", "שלום", id="Hebrew points"),
        pytest.param("كِتَاب", "كتاب", id="Arabic points"),
        pytest.param("\u200fשלום\u200f", "שלום", id="marks of direction"),
        pytest.param("  a\t b\n\u00a0 c ", "a b c", id="white space"),
        pytest.param("co\u00adop\u200berate\ufeff", "cooperate", id="unseen characters"),
        pytest.param("❤\ufe0f", "❤", id="variation selector"),
        pytest.param("it’s “so” – or not", 'it\'s "so" - or not', id="quotes and dashes"),
        pytest.param("−5", "-5", id="minus"),
        pytest.param("wait…", "wait", id="dots at the end"),
        pytest.param("A sentence. ", "a sentence", id="full stop"),
        pytest.param("a sentence .", "a sentence", id="full stop set apart"),
        pytest.param("`heapq`", "heapq", id="code"),
        pytest.param("```python\nx = 1\n```", "x = 1", id="lines of code"),
        pytest.param("don`t and won`t", "don't and won't", id="backticks for apostrophes"),
        pytest.param("`mid + 1`", "mid+1", id="spaces beside signs"),
        pytest.param("f( a,b )", "f(a, b)", id="spaces in brackets"),
        pytest.param("80 %", "80%", id="space before per cent"),
    ],
)
def test_forgiven(left: str, right: str) -> None:
    assert normal(left) == normal(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("2⁵", "25", id="power"),
        pytest.param("H₂O", "H2O", id="index"),
        pytest.param("½", "1/2", id="fraction"),
        pytest.param("a ≠ b", "a = b", id="struck sign"),
        pytest.param("か", "が", id="voiced kana"),
        pytest.param("น", "นุ", id="Thai vowel below"),
        pytest.param("5!", "5", id="factorial"),
        pytest.param("ab", "a b", id="a word apart"),
        pytest.param("`not in`", "notin", id="a word of code apart"),
        pytest.param("n + 1", "n - 1", id="another sign"),
        pytest.param(".", "..a", id="only stops"),
    ],
)
def test_not_forgiven(left: str, right: str) -> None:
    assert normal(left) != normal(right)


@pytest.mark.parametrize("text", [".", "...", ". .", "!"])
def test_signs_alone_are_something(text: str) -> None:
    assert normal(text)


@given(st.text(max_size=60))
def test_normal_is_a_fixed_point_and_blind_to_case_and_composition(text: str) -> None:
    plain = normal(text)
    assert normal(plain) == plain
    assert normal(unicodedata.normalize("NFD", text)) == plain
    assert normal(f" \t{text}\u2003") == plain


@given(short, short, st.integers(0, 8))
def test_distance_is_optimal_string_alignment(left: str, right: str, limit: int) -> None:
    assert distance(left, right, limit) == min(alignment(left, right), limit + 1)


@cache
def alignment(left: str, right: str) -> int:
    """The same by its definition, without a table."""
    if not left or not right:
        return len(left) + len(right)
    cost = min(
        alignment(left[1:], right) + 1,
        alignment(left, right[1:]) + 1,
        alignment(left[1:], right[1:]) + (left[0] != right[0]),
    )
    if left[:2] == right[1::-1] and len(left) > 1 < len(right):
        cost = min(cost, alignment(left[2:], right[2:]) + 1)
    return cost


@pytest.mark.parametrize(
    ("given_text", "wanted", "slip"),
    [
        ("exectuing", "executing", True),
        ("executin", "executing", True),
        ("exxecuting", "executing", True),
        ("exacuting", "executing", True),
        ("exacutimg", "executing", False),
        ("performence metrcs", "performance metrics", True),
        ("cat", "cats", False),
        ("bats", "cats", False),
        ("horze", "horse", True),
        ("", "horse", False),
        ("horse", "", False),
        ("a b e g", "a b e h", False),
        ("in the year 1947", "in the year 1948", False),
        ("in the year 194", "in the year 1948", False),
        ("in teh year 1948", "in the year 1948", True),
        ("314 metres", "3.14 metres", False),
        ("5 degrees", "-5 degrees", False),
        ("12 34 metres", "1234 metres", False),
        ("covid 19 pandemic", "covid-19 pandemic", True),
        ("half a cup ¼", "half a cup ½", False),
        ("energy = mass - c", "energy = mass + c", False),
        ("world war i", "world war ii", False),
        ("louis xvi of france", "louis xiv of france", False),
        ("civil rights", "civli rights", True),
        ("y" * 200, "y" * 199 + "z", True),
        ("y" * 201, "y" * 200 + "z", False),
    ],
)
def test_slips(given_text: str, wanted: str, *, slip: bool) -> None:
    assert is_slip(normal(given_text), normal(wanted)) is slip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" + "\u0301\u0323\u0316\u0327" * 250_000, id="a million marks"),
        pytest.param("é" * 1_000_000, id="a million letters"),
        pytest.param("ﷺ" * 100_000, id="long foldings"),
    ],
)
def test_long_texts_are_bounded(text: str) -> None:
    began = perf_counter()
    assert len(normal(text)) <= 4 * LONGEST
    assert perf_counter() - began < 1.0
