"""Picking: find by typing, tick, take, or leave everything as it was."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from harness import House, opened, wait_for
from hypothesis import given
from hypothesis import strategies as st
from test_hostile_screen import HOSTILE, acting

from fakes import World
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.pick import LONGEST, MOST, Item, PickScreen, bare

FRUIT = (
    Item(1, "Apple", "orchard"),
    Item(2, "Pineapple", "far away"),
    Item(3, "Crème brûlée", "no fruit"),
    Item(4, "Pear [b]ripe[/b]", "orchard"),
)


class Table(House):
    """A running app in which something is picked."""

    taken: tuple[int, ...] | None = None
    asked = 0
    """How often the picker gave an answer."""

    @property
    def pick(self) -> PickScreen[int]:
        found = self.screen
        assert isinstance(found, PickScreen), self.text
        return found

    def take(self, keys: tuple[int, ...] | None) -> None:
        self.taken = keys
        self.asked += 1


@asynccontextmanager
async def picking(
    world: World,
    chosen: Sequence[int] = (),
    items: Sequence[Item[int]] = FRUIT,
    size: tuple[int, int] = (80, 24),
    *,
    several: bool = True,
) -> AsyncIterator[Table]:
    """A picker in front of Home."""
    async with opened(world, size) as house:
        table = Table.of(house)
        screen = PickScreen("Fruit", items, chosen, several=several, unbound="any fruit")
        await house.app.push_screen(screen, table.take)
        await table.settle()
        yield table


async def left(table: Table) -> None:
    await wait_for(table.pilot, lambda: isinstance(table.screen, HomeScreen) and table.asked > 0, "Home")
    await table.settle()
    assert table.asked == 1


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_part_of_a_name_finds_it_however_it_is_written(before: str, rest: str) -> None:
    # What is forgiven at the end of a text, such as a full stop, is not asked for here.
    name = f"{before}x{rest}x"
    assert bare("x") in bare(name.upper())
    assert bare(name) == bare(f" {name} ".replace("x", "x "))


async def test_what_was_typed_for_is_taken_with_what_is_ticked(world: World) -> None:
    async with picking(world, [4]) as table:
        await table.press(*"creme", "enter")
        await left(table)
        assert table.taken == (3, 4)


async def test_who_ticks_what_was_typed_for_takes_that_and_no_more(world: World) -> None:
    async with picking(world) as table:
        await table.press(*"apple", "down", "space", "up", "enter")
        await left(table)
        assert table.taken == (2,)


async def test_columns_begin_at_the_same_cell_on_every_row(world: World) -> None:
    items = [
        Item(1, "form:claim", "short", 7),
        Item(2, "deck:learning", "", 1_234),
        Item(3, "x", "y" * 200, 50),
    ]
    async with picking(world, items=items) as table:
        rows = [line for line in table.text.splitlines() if "[ ]" in line]
        assert (
            len({line.index(word) for line, word in zip(rows, ("short", None, "yyy"), strict=True) if word})
            == 1
        )
        ends = [
            line.index(told) + len(told) for line, told in zip(rows, ("   7", "1,234", "50"), strict=True)
        ]
        assert len(set(ends)) == 1


NARROWED = {
    "apple": [1, 2],
    "APPLE": [1, 2],
    "creme": [3],
    "brulee": [3],
    "cremebrulee": [3],
    "orchard": [1, 4],
    "[b]": [4],
    "appleorchard": [],
    "kiwi": [],
}


async def test_typing_narrows_the_list_by_name_and_note(world: World) -> None:
    async with picking(world) as table:
        for typed, found in NARROWED.items():
            await table.until("4 in all", "any fruit")
            await table.type(typed)
            assert [item.key for item in table.pick._found] == found, typed
            await table.until(f"{len(found)} of 4", "any fruit")
            assert table.sees("Nothing is called so.") is not bool(found)
            table.burst(["backspace"] * len(typed))
            await table.settle()
            assert [item.key for item in table.pick._found] == [1, 2, 3, 4]


async def test_several_are_ticked_and_taken_in_the_order_of_the_list(world: World) -> None:
    async with picking(world) as table:
        await table.until("[ ] Apple orchard", "any fruit", "enter take", "space tick", "esc back")
        await table.press("end", "space", "home", "space")
        await table.until("[x] Apple", "[ ] Pineapple", "[x] Pear [b]ripe[/b]", "2 ticked")
        await table.press("enter")
        await left(table)
        assert table.taken == (1, 4)


async def test_what_the_filter_hides_stays_ticked(world: World) -> None:
    async with picking(world, chosen=[3]) as table:
        await table.type("pine")
        await table.press("space", "enter")
        assert table.taken == (2, 3)


async def test_a_tick_comes_off_again_and_none_is_an_answer(world: World) -> None:
    async with picking(world, chosen=[2]) as table:
        await table.until("[x] Pineapple", "1 ticked")
        await table.press("space", "enter")
        assert table.taken == ()


async def test_all_that_the_filter_lets_through_are_ticked_at_once(world: World) -> None:
    async with picking(world, chosen=[3]) as table:
        await table.type("apple")
        await table.press("ctrl+a", "ctrl+u")
        await table.until("3 ticked", "4 in all")
        await table.type("orchard")
        await table.press("ctrl+a", "ctrl+a", "enter")
        assert table.taken == (2, 3)


@pytest.mark.parametrize("several", [True, False])
async def test_leaving_gives_nothing(world: World, *, several: bool) -> None:
    async with picking(world, chosen=[2], several=several) as table:
        await table.press("down", *(["space"] if several else []), "escape")
        await left(table)
        assert table.taken is None


async def test_one_of_a_kind_is_taken_as_it_is_highlighted(world: World) -> None:
    async with picking(world, chosen=[2], several=False) as table:
        await table.until("✔ Pineapple", "4 in all")
        table.hides("ticked", "space", "any fruit")
        await table.press("down", "enter")
        await left(table)
        assert table.taken == (3,)


async def test_one_of_a_kind_is_taken_by_space_too_and_never_without_one(world: World) -> None:
    async with picking(world, several=False) as table:
        await table.type("kiwi")
        await table.press("enter", "space", "ctrl+a")
        assert table.asked == 0
        await table.press("ctrl+u", "down", "space")
        await left(table)
        assert table.taken == (2,)


async def test_a_click_ticks_and_a_click_takes(world: World) -> None:
    async with picking(world) as table:
        await table.click("Pineapple")
        await table.until("[x] Pineapple")
        await table.click("Apple")
        await table.click("Pineapple")
        await table.until("[ ] Pineapple", "[x] Apple")
        await table.click("enter take")
        await left(table)
        assert table.taken == (1,)


async def test_a_click_takes_one_of_a_kind(world: World) -> None:
    async with picking(world, several=False) as table:
        await table.click("Pineapple")
        await left(table)
        assert table.taken == (2,)


async def test_the_mouse_leaves_too(world: World) -> None:
    async with picking(world) as table:
        await table.click("esc back")
        await left(table)
        assert table.taken is None


async def test_keys_of_one_burst_keep_their_order_and_take_once(world: World) -> None:
    async with picking(world) as table:
        table.burst([*"pinx", "backspace", "e", "space", "ctrl+u", "down", "down", "space", "enter", "enter"])
        await left(table)
        assert table.taken == (2, 4)


async def test_the_highlight_stays_on_what_it_was_on(world: World) -> None:
    async with picking(world) as table:
        await table.press("end", *"r", "space", "ctrl+u", "space", "enter")
        assert table.taken == ()


async def test_a_paste_narrows_by_its_first_line(world: World) -> None:
    async with picking(world) as table:
        driver = table.app._driver
        assert driver is not None
        from textual.events import Paste

        driver.send_message(Paste("Pine apple\nPear"))
        await table.until("1 of 4")
        driver.send_message(Paste("x" * 10_000))
        await table.until("0 of 4")
        assert len(table.pick._filter) == LONGEST


async def test_its_keys_are_told(world: World) -> None:
    async with picking(world) as table:
        await table.press("question_mark")
        await table.until("Keys: Fruit", "space tick the highlighted one", "show only what is called so")
        assert isinstance(table.screen, HelpScreen)
        await table.press("escape", "space", "enter")
        assert table.taken == (1,)


async def test_of_one_kind_no_ticks_are_told(world: World) -> None:
    async with picking(world, several=False) as table:
        await table.press("f1")
        await table.until("Keys: Fruit", "take what is ticked, or the one that is highlighted")
        table.hides("tick the highlighted one", "tick all")


async def test_an_empty_list_says_so(world: World) -> None:
    async with picking(world, items=()) as table:
        await table.until("There is nothing.", "0 in all")
        await table.press("space", "ctrl+a", "down", "x", "enter")
        assert table.taken == ()


async def test_of_very_many_the_first_are_shown_and_all_are_found(world: World) -> None:
    many = [Item(number, f"Number {number:05}") for number in range(10_000)]
    async with picking(world, items=many) as table:
        await table.press("ctrl+a", "end")
        await table.until("10,000 in all, the first 500 shown · 10,000 ticked")
        assert table.pick._highlighted == MOST - 1
        await table.press("ctrl+a", *"09999", "space", "enter")
        assert table.taken == (9_999,)


@pytest.mark.parametrize("text", HOSTILE, ids=["acting", "unwieldy"])
async def test_hostile_text_is_shown_and_breaks_nothing(world: World, text: str) -> None:
    items = [Item(1, text, text), Item(2, "two\nlines", "\x1b[31m")]
    async with picking(world, items=items) as table:
        assert not acting(table)
        await table.type("[/]")
        await table.press("ctrl+u", "space")
        await table.resize(60, 20)
        assert not acting(table)
        lines = [line for line in table.text.splitlines() if "[x]" in line or "[ ]" in line]
        assert len(lines) == 2
        await table.press("enter")
        assert table.taken == (1,)


async def test_in_small_and_large_windows(world: World) -> None:
    async with picking(world) as table:
        for width, height in ((20, 5), (120, 40), (1, 1)):
            await table.resize(width, height)
            assert len(table.text.splitlines()) <= height
            await table.press("pagedown", "pageup", "x", "backspace")
        await table.resize(60, 20)
        await table.until("[ ] Apple orchard", "enter take", "space tick", "esc back", "ctrl+a all", "? keys")
