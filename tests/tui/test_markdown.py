"""Markdown as styled text: its signs turn into style, its words are kept to the letter, its lines fit."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from offbook.tui.lines import CODE
from offbook.tui.markdown import render

BLOCK = "$foreground on $code"


def styled(content: Content) -> list[tuple[str, str]]:
    """Each styled stretch with its style."""
    return [(content.plain[span.start : span.end], str(span.style)) for span in content.spans]


@pytest.mark.parametrize(
    ("text", "shown", "styles"),
    [
        ("*a* b", "a b", [("a", "italic")]),
        ("**a *b***", "a b", [("b", "italic"), ("a b", "bold")]),
        ("~~a~~", "a", [("a", "strike")]),
        ("`a [/b] c`", "a [/b] c", [("a [/b] c", CODE)]),
        ("``a ` b``", "a ` b", [("a ` b", CODE)]),
        ("# Head\nbody", "Head\n\nbody", [("Head", "bold")]),
        ("> said\n> so", "said so", [("said so", "italic")]),
        ("```\nx = [1]\n```", " x = [1] ", [(" x = [1] ", BLOCK)]),
        ("    x = 1", " x = 1 ", [(" x = 1 ", BLOCK)]),
        ("![a picture](p.png)", "a picture", [("a picture", "italic")]),
        ("![](p.png)", "p.png", [("p.png", "italic")]),
        ("[here](http://a.b)", "here (http://a.b)", [("here", "underline"), (" (http://a.b)", "dim")]),
        ("<http://a.b>", "http://a.b", [("http://a.b", "underline")]),
        ("<me@a.b>", "me@a.b", [("me@a.b", "underline")]),
    ],
)
def test_inline_signs_turn_into_styles(text: str, shown: str, styles: list[tuple[str, str]]) -> None:
    content = render(text)
    assert content.plain == shown
    assert styled(content) == styles


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo", "one two"),
        ("one  \ntwo", "one\ntwo"),
        ("one\\\ntwo", "one\ntwo"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("- a\n- b", "• a\n• b"),
        ("2. a\n3. b", "2. a\n3. b"),
        ("0. a", "0. a"),
        ("- a\n  - b\n- c", "• a\n  • b\n• c"),
        ("so:\n- a\n\nand", "so:\n\n• a\n\nand"),
        ("- a\n\n- b", "• a\n\n• b"),
        ("- a\n\n  b", "• a\n\n  b"),
        ("9. a\n10. b", " 9. a\n10. b"),
        ("1. a\n   ```\n   x\n   ```\n2. b", "1. a\n    x\n2. b"),
        ("- a\n\n  ```\n  x\n\n  y\n  ```\n\n- b", "• a\n\n   x\n\n   y\n\n• b"),
        ("-\n- b", "•\n• b"),
        ("a\n\n---\n\nb", "a\n\n───\n\nb"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("a_b_c and 2*3*4", "a_b_c and 234"),
    ],
)
def test_blocks_stand_apart_as_on_paper(text: str, shown: str) -> None:
    assert [line.rstrip() for line in render(text).plain.split("\n")] == shown.split("\n")


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("one two three", 8, "one two\nthree"),
        ("- one two three", 9, "• one two\n  three"),
        ("1. a\n   - one two three", 14, "1. a\n   • one two\n     three"),
        ("> one two three", 12, "one two\nthree"),
    ],
)
def test_lines_are_set_in_beneath_their_first_word(text: str, width: int, shown: str) -> None:
    assert render(text, width).plain == shown


def test_pieces_stand_where_their_characters_do() -> None:
    fills = {"\ue001": Content.styled("▁▁▁", "bold"), "\ue002": Content("b\nc")}
    content = render("*a \ue001* and `\ue002`", fills=fills)
    assert content.plain == "a ▁▁▁ and b\nc"
    assert ("▁▁▁", "bold") in styled(content)
    assert render("```\nx = \ue001\n```", fills=fills).plain == " x = ▁▁▁ "


@pytest.mark.parametrize(
    "text",
    [
        "[a]: b",
        "<b>bold</b>",
        "<!-- aside -->",
        "<script>x</script>",
        "[x](javascript:alert)",
        "[x](file:///etc)",
        "a | b",
        "list[int]",
        "[@click=app.quit]go[/]",
        "```",
        ">" * 30 + " deep",
        "- " * 40 + "deep",
    ],
)
def test_what_is_no_markdown_of_a_card_stays_as_it_is_written(text: str) -> None:
    assert render(text).plain == text


_signs = st.text(st.sampled_from(list("*_`~[]()<>!#&;:|\\\"'+=-. \n\t123")), max_size=6)
# The word right after a fence names the language of the code: it is a sign, and disappears.
_signs = _signs.filter(lambda signs: "```" not in signs and "~~~" not in signs)
_words = st.from_regex(r"[a-z]{2,6}", fullmatch=True)
_blocks = st.sampled_from(
    [
        *("", "> ", "- ", "1. ", "# ", "    ", "\n\n", "\n```\n", "\n~~~\n", "[x]: ", "&amp;", "http://"),
        *("| ", " | ", "\n|-|-|\n| "),
    ]
)


def _together(parts: Iterable[tuple[str, ...]]) -> str:
    return "".join("".join(part) for part in parts)


@given(st.lists(st.tuples(_blocks, _signs, _words, _signs), max_size=8))
def test_it_never_fails_and_keeps_every_word(parts: list[tuple[str, str, str, str]]) -> None:
    shown = render(_together(parts)).plain
    place = 0
    for _, _, word, _ in parts:
        assert word in shown[place:]
        place = shown.index(word, place) + len(word)


@given(
    st.text(max_size=80) | st.lists(st.tuples(_blocks, _signs, _words), max_size=4).map(_together),
    st.integers(30, 60),
)
def test_spans_lie_within_the_text_and_lines_within_the_width(text: str, width: int) -> None:
    content = render(text, width)
    assert all(0 <= span.start <= span.end <= len(content.plain) for span in content.spans)
    assert max(map(cell_len, content.plain.split("\n"))) <= width
