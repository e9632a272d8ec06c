"""Markdown where it cannot be drawn: its words on one line, told apart, and answers without backticks."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.deck.plain import PARSED, has_markdown, in_a_line, told_apart, without_ticks


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("What is\nthe  capital?", "What is the capital?"),
        ("*How* does `a.sort()` **work**?", "How does a.sort() work?"),
        ("What is returned?\n\n```python\nx = 1\nreturn x\n```", "What is returned? x = 1 return x"),
        ("Which?\n\n| n | 100 |\n|---|----:|\n| m | 2 |", "Which? n | 100 | m | 2"),
        ("# Head\n- a\n- b", "Head • a • b"),
        ("2. a\n3. b", "2. a 3. b"),
        ("[here](http://a.b) ![picture](p.png) ![](q.png)", "here picture q.png"),
        ("a \\* b &amp; c_d_e", "a * b & c_d_e"),
        ("&#27;[2J", "\ufffd[2J"),
        ("", ""),
        ("---", "---"),
        ("> " * 30 + "deep", "> " * 30 + "deep"),
        ("list[int] and [@click=app.quit]go[/]", "list[int] and [@click=app.quit]go[/]"),
    ],
)
def test_a_text_in_a_line(text: str, line: str) -> None:
    assert in_a_line(text) == line


@given(st.text(st.sampled_from("ab`*_~[]()#>-|\n\r\x1b&;1. "), max_size=60))
def test_it_is_one_line_of_its_words(text: str) -> None:
    line = in_a_line(text)
    assert len(line.splitlines()) <= 1
    assert line == " ".join(line.split())
    assert bool(line) == bool(text.split())
    assert has_markdown(text) or line == " ".join(text.split())


def test_lines_are_cut_at_the_end_where_they_differ_before() -> None:
    assert told_apart(["alpha beta gamma", "delta"], 11) == ("alpha beta…", "delta")
    assert told_apart([], 10) == ()


def test_lines_are_cut_within_where_only_the_rest_differs() -> None:
    asked = "How does the time of this loop grow with n?"
    lines = [f"{asked} while n > 1: n //= 2", f"{asked} while n > 1: n -= 1", "Another line"]
    assert told_apart(lines, 40) == (
        "How does the time of this loop g … //= 2",
        "How does the time of this loop gr … -= 1",
        "Another line",
    )


@given(
    st.lists(st.text("ab ", max_size=40).map(lambda text: "a" * 12 + text), max_size=6), st.integers(8, 40)
)
def test_every_line_fits(lines: list[str], width: int) -> None:
    told = told_apart(lines, width)
    assert len(told) == len(lines)
    assert all(len(one) <= width for one in told)
    assert all(one == line for one, line in zip(told, lines, strict=True) if len(line) <= width)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("`heapq`", "heapq"),
        ("the module `heapq` and `bisect`", "the module heapq and bisect"),
        ("`` a`b ``", "a`b"),
        ("` a `", "a"),
        ("` `", " "),
        ("```python\nx = 1\n  y\n```", "x = 1\n  y"),
        ("~~~\nx\n~~~\n", "x"),
        ("don`t and won`t", "don`t and won`t"),
        ("a ` alone", "a ` alone"),
        ("`a`` b", "`a`` b"),
        ("no code", "no code"),
        ("", ""),
    ],
)
def test_an_answer_without_the_signs_of_code(text: str, bare: str) -> None:
    assert without_ticks(text) == bare


@given(st.text("a` \n~", max_size=30))
def test_only_ticks_tildes_and_spaces_go(text: str) -> None:
    assert without_ticks(text).count("a") == text.count("a")


@pytest.mark.parametrize("unit", ["`", "`a", "```\n", "*a", "[a](", "|-", "- a\n", "> ", "\n"])
def test_no_text_takes_long(unit: str) -> None:
    text = unit * (64_000 // len(unit))
    began = process_time()
    in_a_line(text[:PARSED])
    without_ticks(text)
    told_apart([text, text + "a", text + "b"], 40)
    assert process_time() - began < 2.0
