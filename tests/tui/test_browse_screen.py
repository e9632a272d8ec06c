"""Browse: finding cards as one types, and deciding about them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from harness import House, opened, rehearsing, wait_for
from looking import CLAIMS, live, looking, perform
from quizzing import performing
from rich.cells import cell_len
from textual.widgets._toast import Toast

from fakes import CHOICE, CLAIM, CLASSIFY, CLOZE, FULL_DISK, HOLDS, RECALL, World, deck_text, write_decks
from makers import key
from offbook.analyst import Analyst
from offbook.browsing.part import Part
from offbook.browsing.survey import Survey
from offbook.clock import DAY
from offbook.errors import JournalError
from offbook.journal.journal import Journal
from offbook.learning.events import Reset
from offbook.opening import Browse
from offbook.performance.blueprint import Scope
from offbook.performance.plan import Plan
from offbook.tui import browsed
from offbook.tui.browse_keys import COMMANDS
from offbook.tui.keeping import Held
from offbook.tui.screens.browse import BrowseScreen
from offbook.tui.screens.card import CardScreen
from offbook.tui.screens.glass import GlassScreen
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.pick import PickScreen
from offbook.tui.screens.report import ReportScreen
from offbook.tui.screens.review import ReviewScreen
from offbook.tui.widgets.longlist import LongList

SMALL = (RECALL, CLAIM, CHOICE)


@asynccontextmanager
async def browsing(world: World, query: str = "", size: tuple[int, int] = (80, 24)) -> AsyncIterator[House]:
    """Offbook at its cards, once they are there."""
    async with opened(world, size) as house:
        home = house.screen
        assert isinstance(home, HomeScreen)
        home.go(Browse(query))
        await wait_for(house.pilot, lambda: isinstance(house.screen, BrowseScreen), "the cards")
        await house.until("card")
        await at_rest(house)
        yield house


async def at_rest(house: House) -> None:
    """Wait until what was asked for is found."""
    screen = browse(house)
    await wait_for(house.pilot, lambda: screen._index is not None, "the index")
    await wait_for(house.pilot, lambda: not any(not one.is_finished for one in screen.workers), "the search")
    await house.settle()


def browse(house: House) -> BrowseScreen:
    found = house.screen
    assert isinstance(found, BrowseScreen), house.text
    return found


def listed(house: House) -> list[str]:
    """The cards that are found, from the top."""
    screen = browse(house)
    assert screen._index
    return [screen._index.key(place).card for place in screen._found]


async def quiet(house: House) -> None:
    """Wait until what was done is seen, and take away what was said about it."""
    await at_rest(house)
    house.app.clear_notifications()
    await wait_for(house.pilot, lambda: not house.screen.query(Toast), "silence")
    await house.settle()


async def find(house: House, text: str) -> list[str]:
    house.burst(text)
    await house.settle()
    await at_rest(house)
    return listed(house)


# ---- Finding ------------------------------------------------------------------------------------


async def test_home_leads_to_every_card_of_every_deck(world: World) -> None:
    write_decks(world.root, {"other": deck_text(RECALL, title="Other", more="")})
    async with opened(world) as house:
        await house.press("b")
        await house.until("9 cards")
        house.shows("Browse", "What is the capital of France?", "recall", "new")
        await house.press("escape", "escape")
        assert isinstance(house.screen, HomeScreen)


async def test_every_letter_narrows_what_is_found_and_backspace_widens_it(world: World) -> None:
    async with browsing(world) as house:
        assert await find(house, "capital") == ["choice", "recall"]
        house.shows("2 of 8 cards")
        assert await find(house, " peru") == ["choice"]
        house.shows("Answer: Lima", "Sample")
        assert await find(house, "x") == []
        house.shows("0 of 8 cards", "Nothing is found.")
        await house.press("backspace")
        await at_rest(house)
        assert listed(house) == ["choice"]
        await house.press("down", "ctrl+u")
        await at_rest(house)
        assert len(listed(house)) == 8


async def test_a_card_is_found_by_its_id(world: World) -> None:
    async with browsing(world) as house:
        assert await find(house, "gaps") == ["gaps"]


async def test_cards_are_there_and_found_before_all_are(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("offbook.browsing.section.FIRST", 30)
    monkeypatch.setattr("offbook.browsing.section.RUN", 30)
    world.deal(
        *(f'[[cards]]\nid = "c{i}"\nfront = "Card number {i}?"\nback = "{i}"\n' for i in range(300)), more=""
    )
    steps: list[tuple[int, bool]] = []
    heading = browsed.heading

    def watched(found: int, every: int, ticked: int, *, asked: bool) -> str:
        steps.append((every, asked))
        return heading(found, every, ticked, asked=asked)

    monkeypatch.setattr(browsed, "heading", watched)
    async with browsing(world) as house:
        house.shows("300 cards", "Card number 0?")
        assert [every for every in dict.fromkeys(every for every, _ in steps) if 0 < every < 300] != []
        await house.press("down", "end")
        house.shows("Card number 299?")


async def test_what_is_decided_while_decks_are_looked_at_again_is_not_lost(world: World) -> None:
    world.deal(*SMALL)
    async with browsing(world) as house:
        await house.press("down", "ctrl+a", "f1")
        world.deal(*SMALL, CLASSIFY)
        screen = house.app.screen_stack[-2]
        assert isinstance(screen, BrowseScreen)
        survey = screen._surveyor.survey

        def slow(*facts: object) -> object:
            # Between the look at the journal and the last card, somebody flags one.
            made = survey(*facts)  # type: ignore[arg-type]
            parts = made.parts

            def each(analyst: Analyst) -> Iterator[Part]:
                found = [*parts(analyst)]
                screen._keeper.flag([Held(key("claim"), None)])
                screen.take_in([key("claim")])
                yield from found

            monkey.setattr(made, "parts", each)
            return made

        with pytest.MonkeyPatch.context() as monkey:
            monkey.setattr(screen._surveyor, "survey", slow)
            await house.press("escape")
            await at_rest(house)
        house.shows("3 ticked", "4 cards")
        await house.press("slash")
        assert await find(house, "is:flagged") == ["claim"]


async def test_leaving_ends_the_look_at_the_cards(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    given = 0
    parts = Survey.parts

    def counted(survey: Survey, analyst: Analyst) -> Iterator[Part]:
        nonlocal given
        for part in parts(survey, analyst):
            given += 1
            yield part

    monkeypatch.setattr("offbook.browsing.section.FIRST", 1)
    monkeypatch.setattr("offbook.browsing.section.RUN", 1)
    monkeypatch.setattr(Survey, "parts", counted)
    world.deal(
        *(f'[[cards]]\nid = "c{i}"\nfront = "Card number {i}?"\nback = "{i}"\n' for i in range(300)), more=""
    )
    async with opened(world) as house:
        home = house.screen
        assert isinstance(home, HomeScreen)
        home.go(Browse(""))
        await wait_for(house.pilot, lambda: given > 2, "the first cards")
        house.app.pop_screen()
        await house.settle()
        assert given < 300
        assert isinstance(house.screen, HomeScreen)


async def test_a_burst_of_keys_ends_where_slow_typing_does(world: World) -> None:
    async with browsing(world) as house:
        house.burst("form:cl")
        await house.settle()
        await at_rest(house)
        assert listed(house) == ["side", "claim", "cloze", "gaps"]


async def test_a_filter_that_is_none_is_explained(world: World) -> None:
    async with browsing(world) as house:
        assert await find(house, "frm:claim") == []
        house.shows("frm: is no filter", "form")
        await house.press("ctrl+u")
        assert await find(house, "is:dead") == []
        house.shows("is: takes due, new, learning")


async def test_enter_opens_the_card_and_coming_back_finds_it_as_it_is_now(world: World) -> None:
    world.deal(*SMALL)
    async with browsing(world) as house:
        await find(house, "lima")
        await house.press("enter")
        assert isinstance(house.screen, CardScreen)
        house.shows("✔ 1 Lima", "Not rehearsed yet.")
        await house.press("x")
        await house.hears("Suspended.")
        await house.press("escape")
        await quiet(house)
        house.shows("suspended")
        assert listed(house) == ["choice"]


async def test_the_arrows_go_from_the_line_to_the_cards_and_back(world: World) -> None:
    async with browsing(world) as house:
        house.shows("↓ to the cards")
        await house.press("down")
        house.shows("/ find", "x suspend")
        await house.press("down", "down")
        assert browse(house).query_one(LongList).lit == 2
        await house.press("up", "up", "up", "l", "i", "m", "a")
        await at_rest(house)
        assert listed(house) == ["choice"]
        await house.press("escape", "slash", "x")
        await at_rest(house)
        assert listed(house) == []


async def test_the_mouse_highlights_and_opens(world: World) -> None:
    world.deal(*SMALL)
    async with browsing(world) as house:
        await house.click("Water is wet.")
        house.shows("claim", "Answer: true")
        await house.click("Water is wet.")
        assert isinstance(house.screen, CardScreen)


async def test_a_long_list_shows_only_what_is_in_view(world: World) -> None:
    cards = [f'[[cards]]\nid = "c{i}"\nfront = "Card number {i}?"\nback = "{i}"\n' for i in range(300)]
    world.deal(*cards, more="")
    async with browsing(world) as house:
        await house.press("down", "end")
        house.shows("Card number 299?", "300 cards")
        house.hides("Card number 0?")
        await house.press("pageup", "pagedown", "home", "pageup")
        house.shows("Card number 0?")
        await house.press("end", "slash", "7")
        await at_rest(house)
        house.shows("Card number 7?")


# ---- Filters by key -----------------------------------------------------------------------------


async def test_filters_are_chosen_from_a_list(world: World) -> None:
    async with browsing(world) as house:
        await house.press("down", "f")
        assert isinstance(house.screen, PickScreen)
        house.shows("is:new", "form:cloze")
        await house.press(*"form:cl", "ctrl+a", "enter")
        await at_rest(house)
        house.shows("form:cloze,claim,classify")
        assert listed(house) == ["side", "claim", "cloze", "gaps"]
        await house.press("f")
        house.shows("3 ticked")
        await house.press("ctrl+a", "ctrl+a", "enter")
        await at_rest(house)
        assert len(listed(house)) == 8


async def test_states_and_decks_come_one_after_the_other(world: World) -> None:
    write_decks(world.root, {"other": deck_text(RECALL, title="Other", more="")})
    world.trainer.library.look_again()
    async with browsing(world) as house:
        await house.press("down", "s")
        await at_rest(house)
        house.shows("is:due")
        await house.press("s", "d")
        await at_rest(house)
        house.shows("is:new deck:other", "1 of 9 cards")
        await house.press("d", "d")
        await at_rest(house)
        house.hides("deck:")
        assert len(listed(house)) == 9


async def test_an_opening_with_a_query_begins_in_the_list(world: World) -> None:
    async with browsing(world, "form:recall") as house:
        house.shows("form:recall", "/ find")
        assert listed(house) == ["recall", "typed"]


# ---- Deciding -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("press", "told", "shown"),
    [
        ("x", "Suspended.", "suspended"),
        ("z", "Buried till tomorrow.", "buried"),
        ("asterisk", "Flagged.", "⚑ What"),
    ],
)
async def test_a_key_decides_the_same_key_takes_it_back_and_so_does_undo(
    world: World, press: str, told: str, shown: str
) -> None:
    world.deal(*SMALL)
    async with browsing(world) as house:

        def row() -> str:
            return next(line for line in house.text.splitlines() if "What is the capital" in line)

        await house.press("down", press)
        await house.hears(told, "u takes it back")
        await quiet(house)
        assert shown in row()
        await house.press(press)
        await quiet(house)
        assert shown not in row()
        await house.press("u")
        await house.hears("Taken back.")
        await quiet(house)
        assert shown in row()
        await house.press("u", "u")
        await house.hears("There is nothing to take back.")
        await quiet(house)
        assert shown not in row()


async def test_several_cards_are_ticked_and_decided_about_at_once(world: World) -> None:
    async with browsing(world) as house:
        await house.press("down", "space", "space")
        house.shows("2 ticked", "✔ ")
        await house.press("x")
        await house.hears("2 cards suspended.")
        assert [world.journal.standing(key(card)).suspended for card in ("side", "claim", "choice")] == [
            True,
            True,
            False,
        ]
        await house.press("u")
        await house.hears("Taken back for 2 cards.")
        assert not world.journal.standing(key("side")).suspended
        await house.press("ctrl+a")
        house.shows("8 ticked")
        await house.press("ctrl+a")
        house.hides("ticked")


async def test_a_reset_asks_before_several_cards_and_is_taken_back(world: World) -> None:
    world.deal(*CLAIMS)
    world.study(HOLDS)
    async with browsing(world) as house:
        assert await find(house, "is:known") != []
        await house.press("down", "r")
        await house.hears("Reset.")
        await at_rest(house)
        assert len(listed(house)) == 11
        await house.press("ctrl+a", "r")
        house.shows("Reset 11 cards?")
        await house.press("n", "r", "y")
        await house.hears("11 cards reset.")
        await at_rest(house)
        assert listed(house) == []
        assert isinstance(world.journal.care.history(key("c3"))[-1].event, Reset)
        await house.press("u", "u")
        await at_rest(house)
        assert len(listed(house)) == 12


async def test_what_cannot_be_decided_is_said(world: World) -> None:
    world.deal(RECALL, CLAIM.replace("[[cards]]", "[[cards]]\nquiz_only = true"))
    async with browsing(world) as house:
        await house.press("down", "r")
        await house.hears("There is nothing to reset.")
        await house.press("down", "x")
        await house.hears("kept for quizzes")
        world.journal.full = True
        await house.press("asterisk")
        await house.hears("This was not recorded", FULL_DISK)
        assert world.journal.glances(key("claim").deck) == []


async def test_a_report_is_written_and_listed_and_taken_back(world: World) -> None:
    world.deal(*SMALL)
    async with browsing(world) as house:
        await find(house, "lima")
        await house.press("down", "exclamation_mark")
        assert isinstance(house.screen, ReportScreen)
        await house.type("It [moved] to q?")
        await house.press("enter")
        await house.hears("Reported on this machine only; is:reported lists it.")
        await house.press("ctrl+u")
        await house.press("slash")
        assert await find(house, "is:reported") == ["choice"]
        house.shows("“It [moved] to q?”")
        await house.press("down", "exclamation_mark")
        house.shows("It [moved] to q?", "ctrl+r take it back")
        await house.press("ctrl+r")
        await house.hears("No longer reported.")
        await at_rest(house)
        assert listed(house) == []
        await house.press("u")
        await at_rest(house)
        assert listed(house) == ["choice"]


async def test_a_card_is_edited_and_found_by_its_new_words(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.deal(*SMALL)

    def edit(*_: object) -> str:
        world.rewrite("Water is wet.", "Water is dry.")
        return "This is now a copy of your own."

    monkeypatch.setattr("offbook.tui.editing.edit", edit)
    async with browsing(world) as house:
        await find(house, "water")
        await house.press("down", "e")
        await house.hears("a copy of your own")
        await house.until("Water is dry.")
        assert await find(house, "") == ["claim"]


# ---- What is wrong with cards -------------------------------------------------------------------


async def test_troubles_and_gaps_are_found_with_what_to_do(world: World) -> None:
    world.deal(*CLAIMS)
    world.study(HOLDS)
    for _ in range(3):
        world.clock.advance(3 * DAY)
        perform(world, *[True] * 10, False, False)
    async with browsing(world, "is:trouble", (80, 44)) as house:
        await house.until("2 of 12 cards")
        assert listed(house) == ["c10", "c11"]
        house.shows("⚠", "0 of 3 cold answers were right")
        await house.press("slash", "ctrl+u")
        assert await find(house, "is:gap") == ["c10", "c11"]
        await house.press("enter")
        await house.until("Known, not shown.", "Its forgetting curve", "Asked in quizzes 3 times, 0 right.")


# ---- From elsewhere -----------------------------------------------------------------------------


async def test_insight_and_its_rows_lead_to_the_cards(world: World) -> None:
    live(world)
    async with looking(world, "performance") as gallery:
        await gallery.press("enter")
        assert isinstance(gallery.screen, GlassScreen)
        await gallery.until("Rows, 1")
        await gallery.press("b")
        await gallery.hears("Highlight the row of a card")
        await gallery.press("escape", "b")
        await gallery.until("12 cards")


async def test_a_card_is_reported_from_a_rehearsal(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("exclamation_mark")
        assert isinstance(house.screen, ReportScreen)
        await house.type("t? q!")
        await house.press("enter")
        await house.hears("Reported")
        assert world.trainer.curator.report(key("claim")) == "t? q!"
        await house.press("exclamation_mark", "escape", "t")
        assert [review.correct for review in world.reviews()] == [True]
        await house.press("exclamation_mark", "ctrl+r")
        await house.hears("No longer reported.")
        assert world.trainer.curator.report(key("claim")) is None
        world.journal.full = True
        await house.press("exclamation_mark", "enter")
        await house.hears("This was not recorded")


async def test_a_card_is_reported_from_the_review_of_a_quiz(world: World) -> None:
    world.deal(CLAIM)
    async with performing(world, Plan("Sample", Scope(), 1)) as quiz:
        await quiz.answer(well=False)
        await quiz.press("ctrl+s")
        await quiz.evaluated()
        await quiz.press("v")
        assert isinstance(quiz.screen, ReviewScreen)
        await quiz.press("exclamation_mark", "n", "o", "enter")
        await quiz.hears("Reported")
        assert world.trainer.curator.report(key("claim")) == "no"


# ---- Bad input ----------------------------------------------------------------------------------


async def test_text_of_decks_is_text(world: World) -> None:
    hostile = '[[cards]]\nid = "h"\nfront = "[@click=app.quit]a[/] \\u001b]52;c;x"\nback = "[b]b"\n'
    world.deal(hostile, more="")
    async with browsing(world) as house:
        house.shows("[@click=app.quit]a[/]", "Answer: [b]b")
        assert "\x1b" not in house.text
        await house.type("[@click")
        await at_rest(house)
        assert listed(house) == ["h"]


async def test_no_decks_and_decks_that_cannot_be_read(tmp_path: Path) -> None:
    world = World(tmp_path, decks={})
    async with browsing(world) as house:
        house.shows("0 cards", "There is no card yet.")
        await house.press("down", "enter", "x", "space", "e", "exclamation_mark", "f", "escape", "d", "s")
        write_decks(world.root, {"bad": "title = "})
        await house.press("escape", "b")
        await house.hears("1 deck cannot be read")


async def test_a_journal_that_cannot_be_read_is_told_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise JournalError("The journal is damaged.")

    async with opened(world) as house:
        monkeypatch.setattr(Journal, "care", property(fail))
        await house.press("b")
        await house.until("The journal is damaged.")


async def test_a_deck_that_changes_behind_the_screen_is_taken_in(world: World) -> None:
    world.deal(*SMALL)
    async with browsing(world) as house:
        await house.press("down", "ctrl+a", "f1")
        world.deal(CLAIM, CLASSIFY, CLOZE)
        await house.press("escape")
        await at_rest(house)
        assert listed(house) == ["claim", "side", "cloze"]
        house.shows("1 ticked")


@pytest.mark.parametrize("size", [(60, 20), (120, 40), (1, 1)])
async def test_it_keeps_to_every_size(world: World, size: tuple[int, int]) -> None:
    async with browsing(world) as house:
        await house.resize(*size)
        for keys in (
            ["down", "end", "space"],
            ["f1", "escape"],
            ["exclamation_mark", "escape"],
            ["slash", "z"],
        ):
            await house.press(*keys)
            assert max((cell_len(line) for line in house.text.splitlines()), default=0) <= size[0]


async def test_its_keys_are_listed(world: World) -> None:
    async with browsing(world, size=(80, 50)) as house:
        await house.press("down", "question_mark")
        house.shows(*(binding.description for binding in COMMANDS))
