"""Decks as Home shows them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Size

from makers import NOON
from offbook.clock import DAY
from offbook.deck.cards import CardId, DeckId
from offbook.deck.catalog import Entry
from offbook.trainer import Outlook
from offbook.tui import decklist

ENTRY = Entry(DeckId("capitals"), "Capitals", "", Path("capitals.toml"), (CardId("a"), CardId("b")))
ROOMY = Size(80, 9)
FRESH = Outlook(
    ENTRY, ready=0, fresh=2, seen=0, aside=0, stepping=0, recall=None, recall_later=None, next_at=None
)
KNOWN = replace(FRESH, ready=1_200, fresh=0, seen=1_300, recall=0.93, recall_later=0.5)
TOUR = replace(FRESH, entry=replace(ENTRY, id=decklist.TOUR))
RESTING = replace(KNOWN, ready=0, next_at=NOON.plus(2 * DAY))


def lines(outlook: Outlook, width: int = 80, *, airy: bool = False) -> list[str]:
    return decklist.row(outlook, width, NOON, 4, airy=airy).plain.split("\n")


def test_a_deck_that_was_not_begun() -> None:
    assert lines(FRESH) == ["Capitals" + " " * 67 + "2 new", "not begun yet"]


def test_a_deck_that_is_known() -> None:
    title, memory = lines(KNOWN)
    assert title == "Capitals" + " " * 61 + "1,200 ready"
    assert re.fullmatch("recall now  93% ━+─ +in 30 days  50% ━+─+ +[a-z ]*model", memory)


def test_a_deck_with_nothing_to_do_says_when_there_will_be_something() -> None:
    assert lines(RESTING)[0].endswith("next on Saturday")


def test_a_deck_with_nothing_scheduled_says_nothing() -> None:
    assert lines(replace(RESTING, next_at=None))[0].strip() == "Capitals"


def test_a_narrow_list_has_short_gauges_and_then_one() -> None:
    assert lines(KNOWN, 52)[1] == "recall now  93% ━━━━━━   in 30 days  50% ━━━───"
    assert lines(KNOWN, 40)[1] == "recall now  93% ━━━━━━"


def test_what_was_met_today_says_nothing_about_memory_yet() -> None:
    today = replace(KNOWN, seen=1, recall=None)
    assert lines(today)[1] == "1 card met; how well they stay shows tomorrow"


def test_an_airy_row_has_a_blank_line_above_and_below() -> None:
    assert lines(KNOWN, airy=True) == ["", *lines(KNOWN), ""]


@pytest.mark.parametrize(
    ("height", "told"),
    [
        (5, ["A summary", "xxx", "2 cards, 0 met so far.", "Source: An atlas.", "⚠ 1 error"]),
        (4, ["A summary", "xxx", "2 cards, 0 met so far.", "⚠ 1 error"]),
        (3, ["2 cards, 0 met so far.", "⚠ 1 error"]),
        (1, ["⚠ 1 error"]),
        (0, [""]),
    ],
)
def test_where_room_is_short_what_matters_least_is_left_out_whole(height: int, told: list[str]) -> None:
    entry = replace(ENTRY, summary=f"A summary {'x' * 70}", source="An atlas.", errors=1)
    shown = decklist.detail(replace(FRESH, entry=entry), Size(74, height)).plain
    assert [line[: len(want)] for line, want in zip(shown.split("\n"), told, strict=True)] == told


titles = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60)


@given(titles, st.integers(36, 120), st.integers(0, 99_999), st.integers(0, 9_999))
def test_no_row_is_wider_than_the_list(title: str, width: int, ready: int, fresh: int) -> None:
    outlook = replace(KNOWN, entry=replace(ENTRY, title=title), ready=ready, fresh=fresh)
    content = decklist.row(outlook, width, NOON, 4, airy=False)
    assert max(line.cell_length for line in content.split("\n", allow_blank=True)) <= width


@pytest.mark.parametrize("title", ["[b]bold[/b]", "a [/b] c", "list[int]"])
def test_a_title_is_text(title: str) -> None:
    assert lines(replace(FRESH, entry=replace(ENTRY, title=title)))[0].startswith(title)


def test_what_a_deck_is_about() -> None:
    entry = replace(ENTRY, summary="The *capitals*.", quiz_only=3, errors=1)
    assert decklist.detail(replace(FRESH, entry=entry), ROOMY).plain.split("\n") == [
        "The capitals.",
        "5 cards, 0 met so far; 3 of them are kept for quizzes.",
        "⚠ 1 error in this deck; the cards with errors are left out. ! lists them",
    ]
    assert decklist.detail(FRESH, ROOMY).plain == "2 cards, 0 met so far."


@pytest.mark.parametrize(
    ("outlooks", "told"),
    [
        ((FRESH,), "Choose a deck and press Enter; every answer is kept as it is given."),
        ((TOUR, FRESH), "New here? The tour teaches the keys in a few minutes. Choose a deck"),
        ((FRESH, KNOWN), "1,200 cards ask to be rehearsed."),
        ((replace(KNOWN, ready=1),), "1 card asks to be rehearsed."),
        ((FRESH, RESTING), "Nothing fades just now. 2 new cards can be met today."),
        ((RESTING,), "Nothing fades just now, and today's new cards are met."),
    ],
)
def test_what_there_is_to_do_in_a_sentence(outlooks: tuple[Outlook, ...], told: str) -> None:
    assert decklist.greeting(outlooks).plain.startswith(told)


@given(st.floats(0, 1), st.integers(1, 30))
def test_a_gauge_is_as_wide_as_it_is_told(share: float, cells: int) -> None:
    told, bar = decklist.gauge(share, cells).plain.split()
    assert len(bar) == cells
    assert abs(bar.count("━") / cells - share) <= 0.5 / cells + 1e-9
    assert abs(int(told.rstrip("%")) - share * 100) <= 1
