"""The screen of reworded cards: nothing is carried over in silence, and whatever was can be given back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import House, opened, rehearsing, wait_for
from rich.cells import cell_len
from textual.widgets import OptionList

from fakes import FULL_DISK, BrittleJournal, World, write_decks
from offbook.clock import DAY
from offbook.tui.screens.confirm import ConfirmScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.strays import StraysScreen

FRANCE, FRANCE_NOW = "Which city is the capital of France?", "What is the capital city of France?"
PERU, PERU_NOW = "Which city is the capital of Peru?", "Which city is the capital of Peru today?"
SPIDER, ANT = "How many legs has a spider?", "How many legs has an ant?"
HOSTILE = "[b]x[/b] a [/b] c [@click=app.quit]q[/] \x1b]52;c;cm0=\x07 \u202e"


def deck(title: str, **cards: str) -> str:
    """A deck of cards by their answers."""
    text = "".join(
        f"[[cards]]\nfront = {json.dumps(front)}\nback = {json.dumps(back)}\n"
        for back, front in cards.items()
    )
    return f"title = {json.dumps(title)}\n{text}"


def edit(world: World, **decks: str) -> None:
    for path in world.path().parent.iterdir():
        path.unlink()
    write_decks(world.root, decks)
    world.trainer.library.look_again()


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[World]:
    """Two cards of one deck were reworded, two of another moved, all of them after they were studied."""
    legs = deck("Legs", eight=SPIDER, six=ANT)
    world = World(tmp_path, {"sample": deck("Capitals", Paris=FRANCE, Lima=PERU), "legs": legs})
    world.study()
    world.clock.advance(3 * DAY)
    edit(world, sample=deck("Capitals", Paris=FRANCE_NOW, Lima=PERU_NOW), zoo=legs)
    yield world
    world.journal.close()


def row_of(house: House, words: str) -> str:
    return next(line for line in house.text.splitlines() if words in line)


def line_seen(house: House, title: str) -> str:
    """What Home says a deck has to offer."""
    return row_of(house, title).split(title)[1].strip().split(" · ")[-1].strip()


async def test_home_tells_of_them_and_w_leads_there_and_back(learner: World) -> None:
    async with opened(learner) as house:
        await house.until("4 cards were reworded or moved; their history waits: w", "w reworded 4")
        await house.press("w")
        house.shows("4 cards look like ones that you studied.", FRANCE_NOW, SPIDER)
        await house.press("escape")
        house.shows("w reworded 4")


async def test_the_highlighted_one_is_shown_word_by_word_and_enter_carries_it_over(learner: World) -> None:
    async with opened(learner) as house:
        await house.press("w", "down", "down", "down")
        house.shows("−Which city− is the capital of France?", "+What+ is the capital +city+ of France?")
        house.shows("answer Paris", "deck Capitals", "1 review, last on 29 Jul 2021")
        await house.press("enter")
        house.shows(
            "Carried over: 1 review. Further down, u gives back. 3 cards are left",
            "Carried over lately",
            "carried over today",
        )
        await house.press("escape")
        await house.until("3 cards were reworded or moved")
        assert line_seen(house, "Capitals") == "1 new"


async def test_what_was_carried_over_is_given_back(learner: World) -> None:
    async with opened(learner) as house:
        await house.press("w", "enter", "end")
        house.shows("u give back")
        before = learner.journal.position
        await house.press("enter")
        house.shows("This was carried over already")
        assert learner.journal.position == before
        await house.press("u")
        house.shows("Given back: the history waits for its card again. 4 cards are left to decide.")
        house.hides("Carried over lately")
        assert learner.trainer.author.carried() == ()


async def test_what_is_not_the_same_stays_away_and_nothing_is_written(learner: World) -> None:
    before = learner.journal.position
    async with opened(learner) as house:
        await house.press("w", "n", "n", "n")
        house.shows("Kept apart. Nothing was written; the next start of Offbook asks again. 1 card is left")
        await house.press("n", "n", "enter", "a", "u")
        house.shows("Nothing is left to decide.")
        await house.press("escape")
        await house.until_gone("reworded or moved")
    assert learner.journal.position == before


async def test_those_that_only_moved_go_together_once_that_is_confirmed(learner: World) -> None:
    async with opened(learner) as house:
        await house.press("w")
        house.shows("a all that moved", "legs → Legs")
        await house.press("a")
        assert isinstance(house.screen, ConfirmScreen)
        house.shows("Carry over the histories of 2 cards that only moved?")
        await house.press("enter")
        assert isinstance(house.screen, StraysScreen)
        assert learner.trainer.author.carried() == ()
        await house.press("a", "y")
        house.shows("Carried over: the histories of 2 cards.", "2 cards are left")
        house.hides("a all that moved")
        assert {one.now.deck for one in learner.trainer.author.carried()} == {"zoo"}
        await house.press("a")
        house.shows("No card of this deck only moved")


async def test_a_burst_of_keys_decides_on_one_card_alone(learner: World) -> None:
    async with opened(learner) as house:
        await house.press("w")
        house.burst(["enter", "enter", "enter", "n"])
        await house.settle()
        assert len(learner.trainer.author.carried()) == 1
        house.shows("3 cards are left")


async def test_a_click_looks_and_a_click_on_the_keys_decides(learner: World) -> None:
    async with opened(learner) as house:
        await house.press("w")
        await house.click(PERU_NOW)
        house.shows("of −Peru?−", "of +Peru today?+")
        assert learner.trainer.author.carried() == ()
        await house.click("enter the same card")
        assert [one.asks for one in learner.trainer.author.carried()] == [PERU_NOW]
        await house.click("n not the same")
        house.shows("2 cards are left")
        await house.press("end")
        await house.click("u give back")
        assert learner.trainer.author.carried() == ()


async def test_a_disk_that_takes_nothing_is_told_of(learner: World) -> None:
    async with opened(learner) as house:
        await house.press("w", "enter", "end")
        learner.journal.full = True
        await house.press("u")
        await house.hears("This was not recorded", FULL_DISK)
        await house.press("home", "enter")
        await house.hears("This was not recorded", FULL_DISK)
        house.shows("Carried over lately", "carried over today", "moved")
        learner.journal.full = False
        assert len(learner.trainer.author.strays()) == 3


async def test_an_edit_meanwhile_is_taken_in(learner: World) -> None:
    async with opened(learner) as house:
        await house.press("w")
        write_decks(learner.root, {"sample": deck("Capitals", Paris=FRANCE, Lima=PERU)})
        screen = house.screen
        assert isinstance(screen, StraysScreen)
        screen._look_around()
        await house.until("2 cards look like")
        house.hides(FRANCE_NOW)


async def test_a_journal_on_the_disk_is_looked_through_off_the_screen(tmp_path: Path) -> None:
    journal = BrittleJournal.open(tmp_path / "journal.db")
    world = World(tmp_path, {"sample": deck("Capitals", Paris=FRANCE)}, journal=journal)
    world.study()
    edit(world, sample=deck("Capitals", Paris=FRANCE_NOW))
    async with opened(world) as house:
        await house.until("1 card was reworded or moved; its history waits: w")
        await house.press("w")
        await house.until("1 card looks like")
        await house.press("enter")
        await house.until("Carried over lately")
        await house.press("q")
        await house.until_gone("reworded or moved")
        await house.app.workers.wait_for_complete()
    journal.close()


async def test_the_only_one_that_is_left_stays_highlighted(learner: World) -> None:
    async with opened(learner) as house:
        await house.press("w", "end", "n", "n", "n")
        assert house.screen.query_one(OptionList).highlighted == 0
        house.shows("1 card is left", "enter the same card")


async def test_hostile_texts_are_text(learner: World) -> None:
    edit(learner, sample=deck(HOSTILE, Paris=f"{FRANCE} {HOSTILE}", Lima=PERU))
    async with opened(learner, (120, 40)) as house:
        await house.press("w")
        house.shows("[b]x[/b]", "[@click=app.quit]q[/]")
        await house.click("[@click=")
        assert not {"\x1b", "\x07", "\u202e"} & set(house.text)
        await house.press("enter")
        house.shows("Carried over")
        assert isinstance(house.screen, StraysScreen)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_all_that_is_needed_is_seen_in_every_size(learner: World, size: tuple[int, int]) -> None:
    async with opened(learner, size) as house:
        await house.press("w", "enter", "down", "down")
        house.shows("was", "is", "answer", "deck", "history", "Carried over lately", "enter the same card")
        house.shows("n not the same", "esc back", "? keys")
        assert max(map(cell_len, house.text.splitlines())) <= size[0]


async def test_it_bears_odd_sizes_and_tells_its_keys(learner: World) -> None:
    async with opened(learner) as house:
        await house.press("w")
        for size in ((20, 5), (1, 1), (80, 24)):
            await house.resize(*size)
            await house.press("down", "up", "pagedown", "pageup")
        await house.press("question_mark")
        assert isinstance(house.screen, HelpScreen)
        house.shows("it is the same card: carry its history", "give back what was carried over")


async def test_a_rehearsal_says_where_the_history_of_a_reworded_card_waits(learner: World) -> None:
    edit(learner, sample=deck("Capitals", Paris=FRANCE))
    learner.clock.advance(60 * DAY)
    async with rehearsing(learner) as house:
        house.shows(FRANCE)
        write_decks(learner.root, {"sample": deck("Capitals", Paris=FRANCE_NOW)})
        await house.rehearsal._look_for_edits()
        await house.settle()
        assert isinstance(house.screen, ConfirmScreen)
        await house.press("n")
        await house.hears("counts as a new card. Its history waits under w on Home")
        await house.press("q")
        await house.until("w reworded 1")


async def test_a_rehearsal_says_nothing_of_a_history_where_there_is_none(tmp_path: Path) -> None:
    world = World(tmp_path, {"sample": deck("Capitals", Paris=FRANCE)})
    async with rehearsing(world) as house:
        write_decks(world.root, {"sample": deck("Capitals", Paris=FRANCE_NOW)})
        await house.rehearsal._look_for_edits()
        await wait_for(house.pilot, lambda: house._was_told(["counts as a new card."]), "a word")
        assert not house._was_told(["history"])
    world.journal.close()
