"""Markdown as styled text: its signs turn into style, its words are kept to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from offbook.tui.markdown import render

CODE = "$text-accent on $boost"


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
        ("```python\nx = [1]\n```", "x = [1]", [("x = [1]", CODE)]),
        ("    x = 1", "x = 1", [("x = 1", CODE)]),
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
        ("a\n\n---\n\nb", "a\n\n───\n\nb"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("a_b_c and 2*3*4", "a_b_c and 234"),
    ],
)
def test_blocks_stand_apart_as_on_paper(text: str, shown: str) -> None:
    assert render(text).plain == shown


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
    ["", "> ", "- ", "1. ", "# ", "    ", "\n\n", "\n```\n", "\n~~~\n", "[x]: ", "&amp;", "http://"]
)


@given(st.lists(st.tuples(_blocks, _signs, _words, _signs), max_size=8))
def test_it_never_fails_and_keeps_every_word(parts: list[tuple[str, str, str, str]]) -> None:
    shown = render("".join("".join(part) for part in parts)).plain
    place = 0
    for _, _, word, _ in parts:
        assert word in shown[place:]
        place = shown.index(word, place) + len(word)


@given(st.text(max_size=80))
def test_spans_lie_within_the_text(text: str) -> None:
    content = render(text)
    assert all(0 <= span.start <= span.end <= len(content.plain) for span in content.spans)
