"""Every screen in every size: nothing fails, and from 60x20 on what is needed can be seen."""

from __future__ import annotations

import pytest
from harness import House, opened, rehearsing
from rich.cells import cell_len
from textual.geometry import Size
from textual.screen import Screen

from fakes import CHOICE, CLAIM, EASY, HOLDS, RECALL, TYPED, World

SIZES = [(20, 5), (60, 20), (300, 100)]
SMALL = [(20, 5), (60, 20)]
ODD = [(1, 1), (20, 100), (80, 24)]
STEPS = [(5, 3), (60, 20), (80, 24)]
ANSWERS = {
    "side": ["l"],
    "claim": ["f"],
    "choice": ["1"],
    "several": ["1", "2", "enter"],
    "recall": ["space"],
    "cloze": ["space"],
    "typed": ["x", "enter"],
    "gaps": ["x", "enter", "y", "enter"],
}


async def through(house: House, sizes: list[tuple[int, int]]) -> None:
    for width, height in sizes:
        await house.resize(width, height)
        text = house.text
        assert len(text.splitlines()) <= height
        assert max(map(cell_len, text.splitlines())) <= width


async def test_every_form_before_and_after_its_answer(world: World) -> None:
    async with rehearsing(world) as house:
        for _ in ANSWERS:
            keys = ANSWERS[house.shown]
            await through(house, [(20, 5)])
            world.clock.advance(60_000)  # a wrong answer that took its time is not asked again at the end
            await house.press(*keys)
            await through(house, [(60, 20)])
            house.shows("3 good", "? keys")
            await house.press("4")
        await through(house, SMALL)
        house.shows("That was the rehearsal.")


async def test_odd_sizes_while_a_card_is_shown(world: World) -> None:
    world.deal(CHOICE)
    async with rehearsing(world) as house:
        await through(house, [(300, 100), *ODD])
        await house.press("1", "4")
        await through(house, ODD)
        house.shows("That was the rehearsal.")


async def test_the_screens_around_it(world: World) -> None:
    async with opened(world) as house:
        for key in ("", "s", "x", "exclamation_mark", "question_mark"):
            await house.press(*filter(None, [key]))
            await through(house, [*SIZES, (1, 1), (80, 24)] if not key else STEPS)
            await house.press("down", "up", "pagedown", "pageup", *(["escape"] if key else []))


async def test_a_terminal_of_no_width_to_speak_of(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    layouts: list[Size | None] = []
    lay_out = Screen._refresh_layout

    def counted(self: Screen[object], size: Size | None = None, *, scroll: bool = False) -> None:
        layouts.append(size)
        lay_out(self, size, scroll=scroll)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    async with opened(world) as house:
        for size in ((5, 10), (2, 2), (1, 1)):
            await house.resize(*size)
            await house.press("enter", "q", "s", "down", "escape", "x", "escape")
        await house.press("enter")
        await house.resize(5, 3)
        layouts.clear()
        for _ in range(10):
            await house.pilot.pause()
        assert layouts == []  # the layout has come to rest


@pytest.mark.parametrize("size", [(20, 5), (120, 40)])
async def test_everything_can_be_done_in_it(world: World, size: tuple[int, int]) -> None:
    world.deal(CLAIM, RECALL)
    async with opened(world, size) as house:
        await house.press("enter")
        for _ in range(2):
            card = house.rehearsal._state.key
            await house.press(*(["t", "4"] if card and card.card == "claim" else ["space", "4"]))
        assert len(world.reviews()) == 2
        await house.press("u", "space", "4", "question_mark", "escape", "enter", "s", "right", "escape")
        assert len(world.reviews()) == 2


async def test_what_is_typed_outlives_a_resize(world: World) -> None:
    world.deal(TYPED)
    async with rehearsing(world) as house:
        await house.type("Tib")
        await house.resize(60, 20)
        await house.type("er")
        await house.press("enter")
        assert world.reviews()[0].response == "Tiber"


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_question_answer_and_ratings_stand_on_the_screen_together(
    world: World, size: tuple[int, int]
) -> None:
    world.deal(CHOICE)
    async with rehearsing(world, size) as house:
        await house.press("1")
        house.shows(
            "Which city is the capital of Peru?",
            "Lima",
            "Founded in 1535.",
            "1 again",
            "4 easy",
            "enter go on",
        )


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_a_row_of_home_keeps_its_two_lines(world: World, width: int) -> None:
    world.act(world.begin(CLAIM), HOLDS, EASY)
    world.clock.advance(3 * 86_400_000)
    async with opened(world, (width, 24)) as house:
        lines = house.text.splitlines()
        at = next(place for place, line in enumerate(lines) if "Sample" in line)
        assert "recall now" in lines[at + 1]
        assert "in 30 days" in lines[at + 1]
        assert not lines[at + 2].strip()
