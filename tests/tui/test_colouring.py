"""TOML told apart line by line, whole or half written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offbook.tui.colouring import LONGEST, OUTSIDE, Kind, pieces

LONG = '"""'


def told(line: str, state: str = OUTSIDE) -> list[tuple[str, str]]:
    return [(str(kind), line[begin:end]) for begin, end, kind in pieces(line, state)[0]]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("[[cards]]  # one", [("header", "[[cards]]  "), ("comment", "# one")]),
        ("  [sides.left]", [("header", "  [sides.left]")]),
        ("[[car", [("header", "[[car")]),
        ('front = "a" # b', [("key", "front"), ("text", '"a"'), ("comment", "# b")]),
        ('front = "a # b"', [("key", "front"), ("text", '"a # b"')]),
        ("front = 'C:\\'", [("key", "front"), ("text", "'C:\\'")]),
        ('front = "a \\" b" ', [("key", "front"), ("text", '"a \\" b"')]),
        ('front = "not yet', [("key", "front"), ("text", '"not yet')]),
        ("holds = true", [("key", "holds"), ("value", "true")]),
        ("when = 2026-01-02T03:04:05", [("key", "when"), ("value", "2026-01-02T03:04:05")]),
        ('a."b c".d = 1.5', [("key", 'a."b c".d'), ("value", "1.5")]),
        ('{ text = "a", why = "b" },', [("key", "text"), ("text", '"a"'), ("key", "why"), ("text", '"b"')]),
        ('    ["a"],', [("text", '"a"')]),
        (
            'cloze = "The {{fox::x}} runs"',
            [("key", "cloze"), ("text", '"The {{fox::x}} runs"'), ("gap", "{{fox::x}}")],
        ),
        ("", []),
        ("   ", []),
    ],
)
def test_the_pieces_of_a_line(line: str, found: list[tuple[str, str]]) -> None:
    assert told(line) == found
    assert pieces(line, OUTSIDE)[1] == OUTSIDE


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_long_text_goes_on_until_it_ends(quotes: str) -> None:
    lines = [f"why = {quotes}a", "[[cards]] # {{gap}}", "", f"end{quotes} # c", "[[cards]]"]
    state, found = OUTSIDE, []
    for line in lines:
        kinds, state = pieces(line, state)
        found.append([str(kind) for _, _, kind in kinds])
    assert found == [["key", "text"], ["text", "gap"], ["text"], ["text", "comment"], ["header"]]
    assert state == OUTSIDE


@pytest.mark.parametrize("end", ['"""', '""""', '"""""', '\\""""'])
def test_quotes_at_its_end_belong_to_it(end: str) -> None:
    assert pieces(f"why = {LONG}a{end}", OUTSIDE)[1] == OUTSIDE
    assert pieces("a" + end, LONG)[1] == OUTSIDE


def test_what_another_would_end_does_not_end_it() -> None:
    assert pieces("a ''' b \\\"\"\" c", LONG)[1] == LONG


@given(st.text("ab=[]{}\"'#\\., \t1:" + "é\u3042", max_size=60), st.sampled_from([OUTSIDE, '"""', "'''"]))
@settings(max_examples=150)
def test_whatever_a_line_is_its_pieces_lie_within_it_in_order(line: str, state: str) -> None:
    found, after = pieces(line, state)
    assert after in {OUTSIDE, '"""', "'''"}
    for begin, end, _ in found:
        assert 0 <= begin <= end <= len(line)
    whole = [(begin, end) for begin, end, kind in found if kind is not Kind.GAP]
    assert whole == sorted(whole)
    assert all(end <= begin for (_, end), (begin, _) in pairwise(whole))


@pytest.mark.parametrize("line", ['"' * 100_000, "\\" * 100_000, "a." * 50_000, "[" * 100_000, "{{" * 50_000])
def test_a_line_that_is_made_to_be_slow_is_not(line: str) -> None:
    found, _ = pieces(line, OUTSIDE)
    assert all(end <= LONGEST for _, end, _ in found)
