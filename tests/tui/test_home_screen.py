"""Home: the decks, what asks to be rehearsed, and the ways on from there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import House, opened
from textual.screen import Screen

from fakes import CLAIM, CLASSIFY, FULL_DISK, World, deck_text, write_decks
from offbook.clock import DAY
from offbook.deck.answers import Held
from offbook.learning.memory import Rating
from offbook.learning.sitting import Rate, Respond
from offbook.tui.screens.aside import AsideScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.plan import PlanScreen
from offbook.tui.screens.problems import ProblemsScreen
from offbook.tui.screens.rehearse import RehearseScreen
from offbook.tui.screens.settings import SettingsScreen


@pytest.fixture
def two(tmp_path: Path) -> Iterator[World]:
    """A person with two decks, one of them with an error in it."""
    bad = deck_text(CLASSIFY, '[[cards]]\nask = "Which?"\nwrnog = ["a"]\n', title="Second")
    world = World(tmp_path, {"first": deck_text(CLAIM, title="First"), "second": bad})
    yield world
    world.journal.close()


def answer_the_claim(world: World) -> None:
    entry = next(entry for entry in world.trainer.library.entries() if entry.id == "first")
    state = world.trainer.rehearse([entry], world.clock())
    state = world.trainer.act(state, Respond(Held(holds=True)), world.clock())
    world.trainer.act(state, Rate(Rating.EASY), world.clock())


def line_of(house: House, words: str) -> str:
    return next(line for line in house.text.splitlines() if words in line)


async def test_it_shows_what_is_ready_and_what_is_new(two: World) -> None:
    answer_the_claim(two)
    two.clock.advance(60 * DAY)
    async with opened(two) as house:
        assert isinstance(house.screen, HomeScreen)
        assert line_of(house, "First").split() == ["First", "1", "ready"]
        assert line_of(house, "Second").split() == ["Second", "1", "new"]
        house.shows("1 card asks to be rehearsed.", "recall now", "in 30 days", "1 card, 1 met so far.")


async def test_enter_rehearses_the_highlighted_deck_and_its_figures_are_taken_anew(two: World) -> None:
    async with opened(two) as house:
        await house.press("enter")
        house.shows("Water is wet.")
        await house.press("t", "4")
        await house.until("That was the rehearsal.")
        await house.press("enter")
        assert isinstance(house.screen, HomeScreen)
        assert "next" in line_of(house, "First")
        house.shows("Nothing fades just now. 1 new card can be met today.", "1 card, 1 met so far.")


async def test_a_rehearses_every_deck_as_one(two: World) -> None:
    async with opened(two) as house:
        await house.press("a")
        house.shows("0 done · 2 to come")


async def test_another_deck_is_chosen_with_the_arrows(two: World) -> None:
    async with opened(two) as house:
        house.shows("1 card, 0 met so far.")
        house.hides("! problems")
        await house.press("down")
        house.shows("⚠ 2 errors in this deck; the cards with errors are left out.", "! problems")
        await house.press("enter")
        house.shows("The heart beats here.")


async def test_a_click_on_a_deck_rehearses_it(two: World) -> None:
    async with opened(two) as house:
        await house.click("Second")
        house.shows("The heart beats here.")


WAYS: dict[str, type[Screen[Any]]] = {
    "s": SettingsScreen,
    "x": AsideScreen,
    "p": PlanScreen,
    "exclamation_mark": ProblemsScreen,
    "question_mark": HelpScreen,
    "f1": HelpScreen,
    "enter": RehearseScreen,
    "a": RehearseScreen,
}


async def test_every_key_leads_on_and_escape_back(two: World) -> None:
    async with opened(two) as house:
        for key, screen in WAYS.items():
            await house.press(key)
            await house.comes_to(screen)
            await house.press("escape")
            await house.comes_to(HomeScreen)


async def test_the_key_line_can_be_clicked(two: World) -> None:
    async with opened(two, (120, 40)) as house:
        for words, screen in (
            ("enter rehearse", RehearseScreen),
            ("a all", RehearseScreen),
            ("p perform", PlanScreen),
            ("s settings", SettingsScreen),
            ("? keys", HelpScreen),
        ):
            await house.click(words)
            await house.comes_to(screen)
            await house.press("escape")


@pytest.mark.parametrize("way", ["key", "click", "ctrl+q"])
async def test_it_can_be_quit(two: World, way: str) -> None:
    async with opened(two) as house:
        if way == "click":
            for y, line in enumerate(house.text.splitlines()):
                if "q quit" in line:
                    await house.pilot.click(offset=(line.index("q quit"), y))
        else:
            await house.pilot.press("q" if way == "key" else way)
        assert not house.app._running or house.app._exit
    assert house.app.return_code == 0


async def test_a_deck_written_meanwhile_shows_on_the_next_look(two: World) -> None:
    async with opened(two) as house:
        write_decks(two.root, {"third": deck_text(CLAIM, title="Third")})
        home = house.screen
        assert isinstance(home, HomeScreen)
        await house.press("question_mark")
        assert home is not house.screen
        entries = two.trainer.library.entries()
        home.reload()  # as it does every now and then: not behind another screen, whose keys would wait
        assert two.trainer.library.entries() is entries
        await house.press("escape")
        home.reload()
        await house.until("Third")
        two.path("first").unlink()
        home.reload()
        await house.until_gone("First")
        assert home._highlighted() is not None


async def test_the_place_in_the_list_is_kept_over_a_rehearsal(two: World) -> None:
    async with opened(two) as house:
        await house.press("down", "enter", "escape")
        home = house.screen
        assert isinstance(home, HomeScreen)
        chosen = home._highlighted()
        assert chosen
        assert chosen.entry.id == "second"


async def test_no_deck_at_all_is_said_with_what_to_do(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    world = World(tmp_path, {})
    request.addfinalizer(world.journal.close)
    async with opened(world) as house:
        house.shows("No deck was found. `offbook new mine.toml` starts one")
        await house.press("enter", "a", "exclamation_mark", "x", "down", "up")
        assert isinstance(house.screen, HomeScreen)


async def test_a_rehearsal_that_cannot_begin_is_said(two: World) -> None:
    two.journal.full = True
    async with opened(two) as house:
        await house.press("enter")
        assert isinstance(house.screen, HomeScreen)
        await house.hears("The rehearsal cannot begin", FULL_DISK)


async def test_a_deck_that_went_bad_meanwhile_is_said(two: World) -> None:
    async with opened(two) as house:
        two.path("first").write_text("title = \n", encoding="utf-8")
        await house.press("enter")
        await house.hears("The rehearsal cannot begin", "there is no card in this deck")


async def test_a_complaint_about_a_file_with_markup_in_its_name_is_text(two: World) -> None:
    write_decks(two.root, {"[b]x[@click=app.quit]": deck_text(CLAIM, title="A first")})
    two.trainer.library.look_again()
    async with opened(two) as house:
        two.path("[b]x[@click=app.quit]").write_text("title = \n", encoding="utf-8")
        await house.press("enter")
        await house.hears("The rehearsal cannot begin")
        await house.until("[b]x[@click=")


async def test_a_title_with_markup_is_text(two: World) -> None:
    titles = ("[b]bold[/b]", "a [/b] c", "[@click=app.quit]x[/]", "list[int]")
    write_decks(two.root, {f"deck{at}": deck_text(CLAIM, title=title) for at, title in enumerate(titles)})
    two.trainer.library.look_again()
    async with opened(two, (80, 40)) as house:
        house.shows(*titles)
        for title in titles:
            await house.click(title)
            house.shows("Water is wet.", title)
            await house.press("q")
