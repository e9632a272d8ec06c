"""The screens that list: cards suspended, problems of a deck, keys."""

from __future__ import annotations

from harness import opened, rehearsing

from fakes import CLAIM, CLASSIFY, FULL_DISK, World, deck_text, write_decks
from offbook.learning.sitting import Mark, SetAside
from offbook.tui.screens.aside import COMMANDS as ASIDE_COMMANDS
from offbook.tui.screens.aside import AsideScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.home import COMMANDS as HOME_COMMANDS
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.problems import ProblemsScreen


def put_away(world: World) -> None:
    """One card suspended, the other one flagged."""
    state = world.begin(CLAIM, CLASSIFY)
    state = world.trainer.act(state, SetAside(), world.clock())
    world.trainer.act(state, Mark(), world.clock())


async def test_cards_that_were_put_away_are_taken_back(world: World) -> None:
    put_away(world)
    async with opened(world) as house:
        house.shows("x suspended, flagged 2")
        await house.press("x")
        assert isinstance(house.screen, AsideScreen)
        house.shows("Water is wet.", "The heart beats here.", "suspended", "⚑ flagged")
        await house.press("down", "enter")
        await house.press("enter")
        house.shows("No card is suspended or flagged.")
        await house.press("enter", "e", "down", "escape")
        house.hides("x suspended")


async def test_questions_stand_on_a_line_without_their_markdown(world: World) -> None:
    card = '[[cards]]\nid = "code"\nfront = "What is `n`?\\n\\n```python\\nn = *a\\n```"\nback = "b"\n'
    world.trainer.act(world.begin(card), SetAside(), world.clock())
    async with opened(world) as house:
        await house.press("x")
        house.shows("What is n? n = *a")
        house.hides("`")


async def test_a_card_that_cannot_be_taken_back_stays(world: World) -> None:
    put_away(world)
    async with opened(world) as house:
        await house.press("x")
        world.journal.full = True
        await house.press("enter")
        await house.hears("This was not recorded", FULL_DISK)
        house.shows("suspended", "⚑ flagged")


async def test_help_of_suspended_cards_lists_its_keys(world: World) -> None:
    async with opened(world, (80, 40)) as house:
        await house.press("x", "question_mark")
        house.shows(*(binding.description for binding in ASIDE_COMMANDS))


async def test_help_of_home_lists_its_keys(world: World) -> None:
    async with opened(world, (80, 50)) as house:
        await house.press("f1")
        house.shows(*(binding.description for binding in HOME_COMMANDS))


async def test_help_closes_with_any_of_its_keys(world: World) -> None:
    async with opened(world) as house:
        for key in ("escape", "enter", "question_mark", "f1", "q", "space"):
            await house.press("question_mark")
            assert isinstance(house.screen, HelpScreen)
            await house.press(key)
            assert isinstance(house.screen, HomeScreen)


async def test_problems_are_listed_with_their_places_and_their_text_is_text(world: World) -> None:
    bad = '[[cards]]\nclaim = "[b]x[/b]"\nholds = "[/]"\n"[@click=app.quit]" = 1\n'
    write_decks(world.root, {"sample": deck_text(CLAIM, bad)})
    world.trainer.library.look_again()
    (entry,) = world.trainer.library.entries()
    problems = world.trainer.library.problems(entry)
    async with opened(world, (160, 50)) as house:
        await house.press("exclamation_mark")
        assert isinstance(house.screen, ProblemsScreen)
        squeezed = "".join(house.text.split())
        for problem in problems:
            assert "".join(problem.message.split())[:40] in squeezed.replace("│", "")
            assert f":{problem.line}:{problem.column}" in squeezed.replace("│", "")
        house.shows("[@click=app.quit]")
        await house.press("escape")
        assert isinstance(house.screen, HomeScreen)


async def test_a_sound_deck_has_nothing_to_list(world: World) -> None:
    sound = '[[cards]]\nfront = "What is one and one?"\nback = "two"\nid = "sum"\nwhy = "So it is counted."\n'
    write_decks(world.root, {"sample": f'title = "Sums"\n{sound}'})
    world.trainer.library.look_again()
    async with opened(world) as house:
        await house.press("exclamation_mark")
        house.shows("Nothing is wrong with this deck.")


async def test_a_deck_of_which_nothing_can_be_read_leads_to_its_problems(world: World) -> None:
    write_decks(world.root, {"sample": "title = \n"})
    world.trainer.library.look_again()
    async with opened(world) as house:
        house.shows("cannot be read: Enter says why")
        await house.press("enter")
        assert isinstance(house.screen, ProblemsScreen)
        house.shows(":1:9")


async def test_many_problems_can_be_scrolled(world: World) -> None:
    cards = "".join(f'[[cards]]\nask{i} = "x"\n' for i in range(40))
    write_decks(world.root, {"sample": deck_text(CLAIM, cards)})
    world.trainer.library.look_again()
    async with opened(world, (60, 20)) as house:
        await house.press("exclamation_mark")
        before = house.text
        await house.press("pagedown", "pagedown")
        assert house.text != before


async def test_help_over_a_card_shows_what_the_card_asks_for(world: World) -> None:
    world.deal(CLASSIFY)
    async with rehearsing(world, (80, 40)) as house:
        await house.press("question_mark")
        house.shows("Left", "Right", "show the hint")
