"""What is told in passing: it covers nothing that is read, and keys that do nothing are told of once."""

from __future__ import annotations

import pytest
from harness import House, opened, rehearsing, wait_for
from textual.widgets import OptionList

from fakes import CHOICE, CLAIM, RECALL, SEVERAL, TYPED, World, deck_text, write_decks
from offbook.clock import DAY
from offbook.tui.screens.confirm import ConfirmScreen
from offbook.tui.screens.rehearse import RehearseScreen

SIZES = [(60, 20), (80, 24), (160, 50)]
NAMES = ("Bees and wasps", "Capitals", "Rivers", "Stars and planets")
ABOUT = 'summary = "{} of a sentence that is so long that it does not find room on a line of a terminal."\n'
SOURCE = 'source = "A book of many volumes that stands on the uppermost shelf, where hardly anybody looks."\n'


# --- where it stands


@pytest.mark.parametrize("size", SIZES)
async def test_question_ratings_and_keys_can_be_read_beside_it(world: World, size: tuple[int, int]) -> None:
    world.deal(CHOICE)
    async with rehearsing(world, size) as house:
        await house.press("1", "h")
        await house.until("That key does nothing here.")
        house.shows("Sample", "Which city is the capital of Peru?", "Quito")
        house.shows("1 again", "4 easy", "enter go on", "? keys")


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_complaint_leaves_the_heading_and_the_question(
    world: World, size: tuple[int, int]
) -> None:
    world.deal(CLAIM)
    async with rehearsing(world, size) as house:
        house.rehearsal.complain(ValueError("Much is wrong here. " * 9), "This was not recorded")
        await house.until("This was not recorded", "Much is wrong here.")
        house.shows("Sample", "Water is wet.", "t True", "t f answer")


@pytest.mark.parametrize("size", SIZES)
async def test_home_has_one_scrollbar_at_most_and_whole_badges(world: World, size: tuple[int, int]) -> None:
    cards = [f'[[cards]]\nclaim = "{at}"\nholds = true\n' for at in range(30)]
    texts = {name: deck_text(*cards, title=name, more=ABOUT.format(name) + SOURCE) for name in NAMES}
    world.path().unlink()
    write_decks(world.root, texts)
    world.trainer.library.look_again()
    async with opened(world, size) as house:
        for name in NAMES:
            [row] = [line for line in house.text.splitlines() if name in line and "20 new" in line]
            assert row.lstrip().startswith(name)
        assert not house.screen.show_vertical_scrollbar
        assert not house.screen.query_one(OptionList).show_vertical_scrollbar
        house.shows("30 cards, 0 met so far.", "enter rehearse", "? keys")
        await house.press("c")
        await house.until("No quiz was cut off.")
        house.shows(*NAMES, "30 cards, 0 met so far.", "No quiz was cut off.", "? keys")


async def test_more_decks_than_there_is_room_for_scroll_beside_what_one_is_about(world: World) -> None:
    world.path().unlink()
    write_decks(world.root, {f"d{at:02}": deck_text(CLAIM, title=f"Deck {at:02}") for at in range(30)})
    world.trainer.library.look_again()
    async with opened(world, (60, 20)) as house:
        assert not house.screen.show_vertical_scrollbar
        assert house.screen.query_one(OptionList).show_vertical_scrollbar
        await house.press("end")
        house.shows("Deck 29", "1 card, 0 met so far.", "? keys")


# --- keys that do nothing


@pytest.mark.parametrize(
    ("card", "key", "told"),
    [
        (CLAIM, "space", "t f: answer, ?: all keys"),
        (CLAIM, "n", "t f: answer, ?: all keys"),
        (CHOICE, "9", "1-3: choose, ?: all keys"),
        (SEVERAL, "enter", "1-4: tick, enter: hand in, ?: all keys"),
        (RECALL, "i", "space: show the answer, h: hint, ?: all keys"),
    ],
)
async def test_which_keys_do_something_is_said(world: World, card: str, key: str, told: str) -> None:
    world.deal(card)
    async with rehearsing(world) as house:
        await house.press(key)
        await house.hears(f"That key does nothing here. {told}")
        assert world.reviews() == ()


async def test_it_is_said_once_for_each_turn(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("n")
        await house.hears("t f: answer")
        house.app.clear_notifications()
        await house.press("n", "d", "space", "down", "f5")
        assert not house.app._notifications
        await house.press("t", "n")
        await house.hears("That key does nothing here. enter: go on, ?: all keys")
        await house.press("4", "x")
        await house.hears("enter: home, n: ten more new cards")
        assert not house._was_told(["Suspended"]), "nothing was"


async def test_a_field_takes_letters_and_enter_leads_back_to_it(world: World) -> None:
    world.deal(TYPED)
    async with rehearsing(world) as house:
        await house.type("xyz")
        await house.press("escape", "enter")
        assert not house.app._notifications


async def test_a_deck_that_is_needed_and_is_not_there_is_said(world: World) -> None:
    world.path().unlink()
    world.trainer.library.look_again()
    async with opened(world) as house:
        for key in ("a", "x", "p", "e", "exclamation_mark"):
            await house.press(key)
            await house.hears("There is no deck yet that this could be done with.")
            house.app.clear_notifications()


async def test_a_deck_without_a_card_aside_says_how_one_gets_there(world: World) -> None:
    async with opened(world) as house:
        await house.press("x")
        house.shows("No card is suspended or flagged.", "x suspends a card and * flags it")
        house.hides("enter take back", "E edit")


# --- decks that are edited meanwhile


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_deck_broken_by_a_save_is_told_of_once_and_once_when_it_is_well(
    world: World, size: tuple[int, int]
) -> None:
    world.deal(CLAIM, RECALL)
    sound = world.path().read_text(encoding="utf-8")
    async with rehearsing(world, size) as house:
        world.path().write_text(sound.replace("holds = true", "holds = "), encoding="utf-8")
        await house.rehearsal._look_for_edits()
        await house.hears("sample.toml:12 has an error; study goes on with its cards as they were.")
        house.shows("0 done · 2 to come")
        house.app.clear_notifications()
        world.path().write_text(sound.replace("holds = true", "holds = tru"), encoding="utf-8")
        await house.rehearsal._look_for_edits()
        assert not house.app._notifications
        while house.shown:
            await house.press(*(["t", "4"] if house.shown == "claim" else ["space", "4"]))
        house.shows("That was the rehearsal.", "2 cards, 2 answers")
        assert len(world.reviews()) == 2
        world.path().write_text(f"{sound}\n", encoding="utf-8")
        await house.rehearsal._look_for_edits()
        await house.hears("Sample can be read again.")


def capital(question: str) -> str:
    return deck_text(f'[[cards]]\nfront = "{question}"\nback = "Paris"\n')


async def reworded(house: House) -> None:
    write_decks(house.world.root, {"sample": capital("What is the capital city of France?")})
    await house.rehearsal._look_for_edits()
    await wait_for(house.pilot, lambda: isinstance(house.screen, ConfirmScreen), "the question")
    await house.settle()


@pytest.fixture
def known(world: World) -> World:
    """A person who knows the one card of a deck, which nothing but its wording names."""
    write_decks(world.root, {"sample": capital("Which city is the capital of France?")})
    world.trainer.library.look_again()
    world.study()
    world.clock.advance(60 * DAY)
    return world


async def test_the_history_of_a_card_reworded_in_a_rehearsal_goes_on_with_it(known: World) -> None:
    [entry] = known.trainer.library.entries()
    before = known.journal.standings(entry.id)[entry.cards[0]].progress
    async with rehearsing(known) as house:
        await reworded(house)
        house.shows("Is this still the same card?", "y the same", "n a new card")
        await house.press("y")
        await house.hears("Its history goes on")
        house.shows("What is the capital city of France?")
        [now] = known.trainer.library.entries()
        assert now.cards != entry.cards
        assert known.journal.standings(now.id)[now.cards[0]].progress == before
        await house.press("space", "3")
        assert known.journal.standings(now.id)[now.cards[0]].progress.reviews == before.reviews + 1
        await house.press("u")
        assert known.journal.standings(now.id)[now.cards[0]].progress == before
        await house.press("q")
        house.hides("reworded")


async def test_a_new_card_begins_anew_and_is_not_asked_about_again(known: World) -> None:
    async with rehearsing(known) as house:
        await reworded(house)
        await house.press("n")
        await house.hears("counts as a new card. Its history waits under w on Home")
        screen = house.screen
        assert isinstance(screen, RehearseScreen)
        await screen._look_for_edits()
        assert house.screen is screen
        await house.press("q")
        await house.until("w reworded 1")


async def test_another_card_in_its_place_is_not_asked_about(known: World) -> None:
    async with rehearsing(known) as house:
        write_decks(known.root, {"sample": deck_text(CLAIM)})
        await house.until("Water is wet.")
        await wait_for(house.pilot, lambda: house._was_told(["this counts as a new card."]), "a word")
        assert isinstance(house.screen, RehearseScreen)
