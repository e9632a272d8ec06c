"""A rest: only cards whose steps are not due are left. And more new cards, once the day's are met."""

from __future__ import annotations

from harness import rehearsing

from fakes import CLAIM, World
from offbook.clock import MINUTE
from offbook.learning.memory import Rating
from offbook.settings import Settings

CLAIMS = [f'[[cards]]\nid = "c{i}"\nclaim = "Claim number {i}."\nholds = true\n' for i in range(5)]


async def test_a_card_in_its_steps_is_waited_for(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("t", "enter")
        house.shows("A short rest.", "1 card comes back later; the first in 10 min.", "enter take them now")
        await house.rehearsal._look_around()
        house.shows("A short rest.")
        world.clock.advance(10 * MINUTE)
        await house.until("Water is wet.")  # a look around once a second notices
        await house.press("t", "4")
        house.shows("That was the rehearsal.")


async def test_it_can_be_taken_early_and_undone(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("t", "2")
        house.shows("A short rest.", "in 6 min")
        await house.click("enter take them")
        house.shows("Water is wet.", "t True")
        await house.press("t", "4")
        assert [review.rating for review in world.reviews()] == [Rating.HARD, Rating.EASY]
        await house.press("u")
        assert [review.rating for review in world.reviews()] == [Rating.HARD]


async def test_a_rest_can_be_left_and_what_comes_back_asks_later(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("t", "enter", "q")
        world.clock.advance(10 * MINUTE)
        await house.press("enter")
        house.shows("Water is wet.")


async def test_more_new_cards_can_be_met_at_the_end(world: World) -> None:
    world.deal(*CLAIMS)
    world.trainer.settings = Settings(new_per_day=2)
    async with rehearsing(world) as house:
        for _ in range(2):
            await house.press("t", "4")
        house.shows("That was the rehearsal.", "n ten more new cards")
        await house.press("n")
        house.shows("Claim number", "3 to come")
        for _ in range(3):
            await house.press("t", "4")
        assert world.trainer.outlook(world.trainer.library.entries()[0], world.clock()).seen == 5
