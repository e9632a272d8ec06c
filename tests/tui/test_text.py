"""Foreign text is shown and never obeyed: nothing that acts passes the door, every word does."""

from __future__ import annotations

import unicodedata
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import ControlType, Segment
from textual.color import Color
from textual.content import Content

from offbook.tui.text import LONGEST, MARKS, PARSED, Guard, clean, plain, rich

BLACK = Color(0, 0, 0)
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def acts(char: str) -> bool:
    """Whether a terminal would obey the character, break the line at it, or turn the line around."""
    return char != "\n" and (unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in _TURNS)


def acting(text: str) -> list[str]:
    return [char for char in text if acts(char)]


MARKUP = (
    "[b]bold[/b]",
    "list[int]",
    "a [/b] c",
    "[@click=app.quit]go[/]",
    "[/]",
    "[$primary on red]x",
    "\\[x]",
)
WORDS = ("naïve café", "日本語", "עברית", "\U0001f469\u200d\U0001f467", "क\u094dष\u093f", "a\nb", "")


@pytest.mark.parametrize("text", [*MARKUP, *WORDS])
def test_what_acts_on_nothing_stays_as_it_is_written(text: str) -> None:
    assert clean(text) == text
    assert plain(text).plain == text


@pytest.mark.parametrize("text", MARKUP)
def test_brackets_carry_no_style_and_no_action(text: str) -> None:
    assert plain(text).spans == []
    assert [span for span in rich(text).spans if "click" in str(span.style)] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]52;c;cm0gLXJm\x07", "␛]52;c;cm0gLXJm␇"),
        ("\x1b]8;;http://evil\x1b\\here", "␛]8;;http://evil␛\\here"),
        ("\x9b31m", "\ufffd31m"),
        ("\x85next", "\ufffdnext"),
        ("\x7f", "␡"),
        ("\x00", "␀"),
        ("one\rtwo", "one␍two"),
        ("one\r\ntwo", "one\ntwo"),
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
        ("a\u202egnp.exe", "a‹U+202E›gnp.exe"),
        ("\u2066a\u2069", "‹U+2066›a‹U+2069›"),
        ("pass\u200bword\ufeff", "password"),
        ("soft\u00adhyphen", "softhyphen"),
        ("half \ud800 a pair", "half \ufffd a pair"),
        ("a\tb", "a   b"),
    ],
)
def test_what_would_act_stands_there_to_be_seen(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\ufe0f", "\u0e31"])
def test_a_flood_of_combining_marks_is_dammed(mark: str) -> None:
    assert clean("a" + mark * 5_000 + "b") == "a" + mark * MARKS + "b"


def test_a_text_is_cut_where_it_is_too_long() -> None:
    assert len(clean("a" * 100_000)) == LONGEST + 2
    assert clean("a" * 100_000).endswith("a …")


def test_a_style_spans_the_text_and_an_empty_text_has_none() -> None:
    assert plain("two", "bold").spans[0].end == 3
    assert plain("", "bold").spans == []


nasty = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            list("\x00\x07\x1b\x7f\x80\x9b\x9d\r\n\t[]*_`<>&#;!()-+1.\u202e\u2028\u200b\ufeff\u0301\ud800")
        ),
    ),
    max_size=60,
)


@given(nasty)
def test_nothing_that_acts_is_left_in_any_text(text: str) -> None:
    assert acting(clean(text)) == []
    assert acting(plain(text).plain) == []
    assert acting(rich(text).plain) == []


@given(nasty)
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.lists(st.tuples(st.from_regex(r"[a-z]{3,8}", fullmatch=True), nasty), max_size=6))
def test_every_word_is_kept_in_its_order(parts: list[tuple[str, str]]) -> None:
    shown = clean("".join(f" {word} {noise}" for word, noise in parts))
    place = 0
    for word, _ in parts:
        place = shown.index(f" {word} ", place) + len(word) + 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x &#x202e; y", "x ‹U+202E› y"),
        ("x&#x200b;y", "xy"),
        ("x &#x2028; y", "x \n y"),
        ("x &#x1b;[2J y", "x \ufffd[2J y"),
    ],
)
def test_an_entity_smuggles_nothing_in(text: str, shown: str) -> None:
    assert rich(text).plain == shown


@pytest.mark.parametrize(
    ("text", "shown", "style"),
    [
        ("some *words*", "some words", "italic"),
        ("some **words**", "some words", "bold"),
        ("`list[int]`", "list[int]", "$text-accent on $code"),
        ("~~gone~~", "gone", "strike"),
    ],
)
def test_markdown_is_shown_as_style(text: str, shown: str, style: str) -> None:
    content = rich(text)
    assert content.plain == shown
    assert [span.style for span in content.spans] == [style]


def test_text_without_markdown_is_not_parsed() -> None:
    assert rich("  just words.  ") == Content("just words.")


@pytest.mark.parametrize("length", [PARSED, LONGEST])
@pytest.mark.parametrize(
    "piece", ["[", "![a](", "> ", "*a", "**a ", "a\n", "`", "- ", "&amp;", "[a](http://b) "]
)
def test_a_text_made_to_be_slow_is_not(piece: str, length: int) -> None:
    text = (piece * length)[:length]
    began = process_time()
    assert rich(text).plain.strip()
    assert process_time() - began < 1.0  # the parser led astray takes several seconds


@given(nasty)
def test_the_guard_lets_nothing_act(text: str) -> None:
    line = Guard().apply([Segment("before "), Segment(text)], BLACK)
    assert "".join(segment.text for segment in line).startswith("before ")
    assert [char for segment in line for char in segment.text if acts(char) or char == "\n"] == []


def test_the_guard_keeps_styles_and_what_the_house_itself_sends() -> None:
    control = Segment("\x1b[H", None, [(ControlType.HOME,)])
    styled = Segment("a\x1b", style=None)
    assert Guard().apply([control, styled], BLACK) == [control, Segment("a␛")]


@settings(max_examples=30)
@given(st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20), max_size=4))
def test_the_guard_leaves_a_harmless_line_alone(texts: list[str]) -> None:
    line = [Segment(text) for text in texts]
    assert Guard().apply(line, BLACK) is line
