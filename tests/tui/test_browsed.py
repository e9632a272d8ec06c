"""Rows and details of Browse, its filters, and what its keys do, as plain functions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import World
from makers import DAY_ONE, NOON, choice, key, recall
from offbook.browsing.index import Found, Index
from offbook.browsing.part import part
from offbook.browsing.query import Kind, parse
from offbook.browsing.section import Layout
from offbook.clock import DAY, HOUR
from offbook.deck.cards import Concept, ConceptId, Deck, DeckId
from offbook.insight.trouble import Lapsed
from offbook.journal.census import Glance
from offbook.learning.schedule import Scheduler
from offbook.tui import browsed, filtering, keeping
from offbook.tui.browsed import Times
from offbook.tui.keeping import Held, Keeper
from offbook.tui.screens.pick import Item

TIMES = Times(NOON, 4, Scheduler())
KNOWN = Glance(
    "recall",
    stepping=False,
    due=DAY_ONE + 12,
    stability=10.0,
    last_ms=NOON.ms - 10 * DAY,
    last_day=DAY_ONE - 10,
    suspended=False,
    buried=0,
    flagged=False,
    pulled=False,
)


def found(glance: Glance | None = KNOWN, report: str | None = None, *, quiz_only: bool = False) -> Found:
    card = recall(quiz_only=quiz_only)
    return Found(card, "Sample", "France", glance, report, (), is_gap=False)


@pytest.mark.parametrize(
    ("glance", "comes", "recall_now"),
    [
        (None, "new", ""),
        (KNOWN, "in 12 d", "90%"),
        (KNOWN._replace(due=DAY_ONE - 3), "now", "90%"),
        (KNOWN._replace(due=DAY_ONE + 1), "tomorrow", "90%"),
        (KNOWN._replace(last_day=DAY_ONE, last_ms=NOON.ms - HOUR), "in 12 d", ""),  # proves nothing yet
        (KNOWN._replace(stepping=True, due=NOON.ms + HOUR), "in 1 h", "90%"),
        (KNOWN._replace(suspended=True, buried=DAY_ONE + 1), "suspended", "90%"),
        (KNOWN._replace(buried=DAY_ONE + 1), "buried", "90%"),
        (KNOWN._replace(buried=DAY_ONE), "in 12 d", "90%"),
        (KNOWN._replace(pulled=True), "called in", "90%"),
        (KNOWN._replace(stability=0.0, due=0), "new", ""),
    ],
)
def test_where_a_card_stands(glance: Glance | None, comes: str, recall_now: str) -> None:
    one = found(glance)
    assert (browsed.comes(one, TIMES), browsed.remembered(one, TIMES)) == (comes, recall_now)


def test_a_card_kept_for_quizzes_never_comes_back() -> None:
    assert browsed.comes(found(None, quiz_only=True), TIMES) == "in quizzes"


@settings(max_examples=60, deadline=None)
@given(width=st.integers(1, 160), asks=st.text(max_size=60), ticked=st.booleans(), bad=st.booleans())
def test_a_row_is_one_line_of_the_width_it_was_given(
    *, width: int, asks: str, ticked: bool, bad: bool
) -> None:
    card = replace(recall(), front=asks or "?")
    one = Found(card, "Sample", asks, KNOWN._replace(flagged=bad), "x" if bad else None, (), is_gap=bad)
    row = browsed.row(one, TIMES, width, ticked=ticked)
    assert "\n" not in row.plain
    # In fewer cells than its ends take, a row is cut by the list.
    assert row.cell_length == width or width < 30
    assert row.plain.startswith("✔ " if ticked else "  ")


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (92, "What is the capital of France? France recall 90% in 12 d"),
        (74, "What is the capital of France? recall 90% in 12 d"),
        (50, "What is the capital of Fran… 90% in 12 d"),
    ],
)
def test_a_row_names_more_where_there_is_room(width: int, words: str) -> None:
    row, head = browsed.row(found(), TIMES, width, ticked=False).plain, browsed.head(width).plain
    assert " ".join(row.split()) == words
    assert head.index("comes back") == row.index("in 12 d")
    assert len(head) == len(row) == width


def test_a_detail_holds_what_is_against_the_card_and_keeps_to_its_lines() -> None:
    one = replace(found(report="[b]no[/]"), reasons=(Lapsed(9),), is_gap=True)
    whole = browsed.detail(one, 60, 9).plain
    assert whole.startswith(
        "Sample › France · recall\n! You reported it. “[b]no[/]”\n⚠ A leech. Forgotten 9 times"
    )
    assert whole.endswith("the gap is open.\nAnswer: Paris")
    assert browsed.detail(one, 60, 2).plain == "\n".join(whole.splitlines()[:2])
    assert browsed.against(found(), 60).plain == ""
    assert (
        browsed.detail(replace(one, concept="What is the capital of France?"), 60, 1).plain
        == "Sample · recall"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no card yet"),
        ("is:x", "is: takes due"),
        ("frm:x", "frm: is no filter"),
        ("zz", "Backspace"),
        ("is:flagged", "No card fits is:flagged now."),
        ("form:cl is:bur", "No card fits form:cl is:bur now."),
        ("form:claim,x", "form: takes recall"),
    ],
)
def test_finding_nothing_is_explained(text: str, words: str) -> None:
    assert words in browsed.nothing(text)


def test_a_question_that_its_row_cuts_is_told_in_full_before_its_answer() -> None:
    asks = "Which of these is *not* a reason to study a little every day rather than much at once?"
    one = replace(found(), card=replace(recall(), front=asks))
    assert browsed.detail(one, 60, 6).plain.splitlines() == [
        "Sample › France · recall",
        "Which of these is not a reason to study a little every day",
        "rather than much at once?",
        "Answer: Paris",
    ]
    assert browsed.detail(one, 60, 3).plain.splitlines()[2] == "Answer: Paris"
    assert browsed.detail(one, 160, 6).plain.splitlines()[1] == "Answer: Paris"


def test_counts_are_told_before_everything() -> None:
    assert browsed.heading(1_234, 100_000, 0, asked=True) == "1,234 of 100,000 cards"
    assert browsed.heading(1, 1, 2, asked=False) == "1 card · 2 ticked"


# ---- Filters ------------------------------------------------------------------------------------

ITEMS = tuple(
    Item((kind, name), "")
    for kind, name in [(Kind.IS, "due"), (Kind.IS, "new"), (Kind.TOPIC, "west, north"), (Kind.FORM, "cloze")]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(ITEMS), unique=True), st.sampled_from(["", "paris", "a -is:new", '"x y" tag:z'])
)
def test_what_is_chosen_from_the_list_is_what_is_asked_for(
    picked: list[Item[filtering.Chosen]], text: str
) -> None:
    asked = filtering.with_chosen(text, [item.key for item in picked], ITEMS)
    assert set(filtering.chosen(asked, ITEMS)) == {item.key for item in picked}
    assert parse(asked).words == parse(text).words


def test_a_filter_that_is_typed_and_stands_in_no_list_stays_when_others_are_chosen() -> None:
    text = 'side:left paris is:du,due -tag:x concept:"a b",c'
    asked = filtering.with_chosen(text, [(Kind.FORM, "cloze")], ITEMS)
    assert parse(asked).words == parse(text).words
    assert asked == 'paris -tag:x concept:"a b",c side:left form:cloze is:du'


def test_names_are_turned_through_and_back_to_none() -> None:
    text = "paris"
    seen = [text := filtering.turned(text, Kind.DECK, ["a", "B"]) for _ in range(3)]
    assert seen == ["paris deck:a", "paris deck:B", "paris"]


def test_filters_say_how_much_they_let_through_and_leave_out_what_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cards = [recall(f"r{i}", concept=f"c{i}") for i in range(4)]
    deck = Deck(DeckId("d"), "Deck", concepts=(Concept(ConceptId("c0"), "One"),), cards=(*cards, choice()))
    index = Index(part(one, {}, {}, NOON, DAY_ONE) for one in Layout(deck))
    listed = {item.label: (item.count, item.note) for item in filtering.items(index)}
    assert listed["form:recall"] == (4, "")
    assert listed["is:new"] == (5, "never studied, or reset")
    assert "is:due" not in listed
    assert listed["deck:d"] == (5, "Deck")
    assert "deck:deck" not in listed
    assert "concept:one" in listed
    monkeypatch.setattr(filtering, "MOST", 0)
    assert filtering.items(index) == ()


# ---- Deciding -----------------------------------------------------------------------------------


def test_too_many_cards_are_not_decided_about_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path)
    monkeypatch.setattr(keeping, "MOST", 2)
    keeper = Keeper(world.trainer, world.clock)
    held = [Held(key(card), None) for card in ("recall", "claim", "side")]
    done = keeper.suspend(held)
    assert (done.told, done.keys) == ("3 cards are more than 2 at once: nothing was done.", ())
    assert world.journal.standings(DeckId("sample")) == {}
    assert keeper.undo().keys == ()


def test_of_several_only_those_that_differ_are_changed(tmp_path: Path) -> None:
    world = World(tmp_path)
    keeper = Keeper(world.trainer, world.clock)
    aside = KNOWN._replace(suspended=True)
    held = [Held(key("recall"), aside), Held(key("claim"), None), Held(key("side"), None, quiz_only=True)]
    assert keeper.suspend(held).keys == (key("claim"),)
    assert keeper.suspend(held[:1]).told == "Resumed. u takes it back."
    assert keeper.bury([Held(key("side"), None, quiz_only=True)]).told.startswith("Cards kept for quizzes")
    assert keeper.flag([]).told == "There is no card here."


def test_an_undo_that_fails_can_be_tried_again(tmp_path: Path) -> None:
    from offbook.errors import JournalError

    world = World(tmp_path)
    keeper = Keeper(world.trainer, world.clock)
    keeper.flag([Held(key("recall"), None)])
    world.journal.full = True
    with pytest.raises(JournalError):
        keeper.undo()
    world.journal.full = False
    assert keeper.undo().keys == (key("recall"),)
