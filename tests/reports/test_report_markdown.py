"""A report as Markdown: text stays text, and pictures are their words or their tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from report_samples import BARE, DRAWINGS, KNOWN, panel, report

from offbook.deck.clean import defuse, one_line
from offbook.panels.panel import Panel, Tab
from offbook.reports.escape import escape
from offbook.reports.markdown import markdown
from offbook.reports.report import SIMULATED

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
signs = st.text(st.sampled_from("\\`*_[]()<>|~$@#+-=.!&;:/ 12aw\n\t"), max_size=30)


def inline(text: str) -> list[Token]:
    return [one for one in READER.parse(text) if one.type == "inline"]


def plain(token: Token) -> str:
    """The text of a line, in which nothing but text may stand."""
    assert {one.type for one in token.children or ()} <= {"text", "text_special"}
    return "".join(one.content for one in token.children or ())


@given(st.one_of(signs, st.text(max_size=30)))
@example("1. one")
@example("--- a")
@example("1 ##")
@example("a\\|b")
@example("&amp; &#x41;")
@example("https://example.org")
def test_text_is_read_as_it_was_written(text: str) -> None:
    wanted = defuse(one_line(text))
    if not wanted:
        assert escape(text) == ""
        return
    for within in ("{}", "- {}", "# {}", "| {} | x |\n| --- | --- |\n"):
        [found, *_] = inline(within.format(escape(text)) + "\n")
        assert plain(found) == wanted
    [kind, *_] = READER.parse(escape(text))
    assert kind.type == "paragraph_open"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("17 of 24  ~71%  (51-85)", "17 of 24 \\~71% (51-85)"),
        ("112.9 of 218", "112.9 of 218"),
        ("-16 points (-17 to -14)", "-16 points (-17 to -14)"),
        ("3. item", "3\\. item"),
        ("R & D", "R & D"),
        ("www.example.org", "www\\.example.org"),
        ("http://example.org", "http\\://example.org"),
    ],
)
def test_only_what_would_mean_something_is_escaped(text: str, told: str) -> None:
    assert escape(text) == told


def test_a_panel_says_all_it_has_to_say() -> None:
    told = markdown(report((Tab("learning", "Learning", "All is well.", (panel(), BARE, KNOWN)),)))
    assert told.startswith("# Learning and performance, 23-29 Nov 2026\n")
    for text in (
        f"> **{SIMULATED}**",
        "- Decks: Learning and performance; Capitals",
        "## Learning\n\nAll is well.",
        "### Accuracy\n\n**17 of 24 \\~71% (51-85)**",
        "- last week: 9 of 12 \\~75% (47-91)",
        "What accuracy shows, in words.",
        "- Left out: 2 repeats: practice",
        "**48 of 62 77% (70-84)** (model)",
        "**1 of 8, 7 more**",
    ):
        assert text in told
    assert SIMULATED not in markdown(report((), simulated=False))


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("illusion", "| after a day to a week | \\~71% | 51-85 | 17 of 24 |"),
        ("coverage", "| classify | 20 | 34 | 62 |"),
        ("taken-for", "| performance | 3 | \\[8\\] | 1 | 1 |"),
    ],
)
def test_what_is_a_table_becomes_one(name: str, row: str) -> None:
    told = markdown(report((Tab("learning", "Learning", "", (panel(name, DRAWINGS[name]),)),)))
    assert row in told
    tables = [one for one in READER.parse(told) if one.type == "table_open"]
    assert len(tables) == 1


@pytest.mark.parametrize(
    "name", ["accuracy-course", "forecast", "calendar", "telling-apart", "map", "target"]
)
def test_every_other_picture_is_its_words(name: str) -> None:
    told = markdown(report((Tab("learning", "Learning", "", (panel(name, DRAWINGS[name]),)),)))
    assert f"What {name} shows, in words." in told
    assert "| ---" not in told


def test_a_panel_without_words_leaves_no_rule_behind() -> None:
    told = markdown(report((Tab("learning", "Learning", "", (Panel("a", "A", " "),)),)))
    assert [one.type for one in READER.parse(told)].count("hr") == 1


def test_hostile_names_stay_within_their_line() -> None:
    word = "a\n\n# b | <script> [x](y) \x1b[31m"
    told = markdown(replace(report(()), decks=(word,)))
    assert "\x1b" not in told
    assert "\n# b" not in told
    assert not [one for one in READER.parse(told) if one.type == "html_block"]
