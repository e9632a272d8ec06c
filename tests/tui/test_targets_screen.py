"""The screen of targets: set with the arrow keys, in force and on the disk at once, shown on Home."""

from __future__ import annotations

from functools import partial
from typing import Any

from harness import House, opened, wait_for
from textual.screen import Screen

from fakes import World
from offbook import settings
from offbook.clock import DAY
from offbook.performance.plan import Plan
from offbook.settings import MOST_TARGETS, Settings, Target
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.pick import PickScreen
from offbook.tui.screens.settings import KNOBS as SETTINGS
from offbook.tui.screens.settings import TARGETS, SettingsScreen
from offbook.tui.screens.targets import COMMANDS, TargetsScreen
from offbook.tui.targeting import KNOBS
from quizzes import Exam

HOSTILE = 'title = "The [b]worst[/b] \\u001b[2J deck"\n'


def row(house: House, name: str) -> str:
    return next(line for line in house.text.splitlines() if line.strip().startswith(name))


def is_at(house: House, screen: type[Screen[Any]]) -> bool:
    return isinstance(house.screen, screen)


def targets(world: World) -> tuple[Target, ...]:
    return world.trainer.settings.targets


def reload(house: House) -> None:
    """Home looks again, as it does now and then."""
    home = house.screen
    assert isinstance(home, HomeScreen)
    home.reload()


async def to_targets(house: House) -> None:
    await house.press("s", *["down"] * SETTINGS.index(TARGETS), "enter")
    assert is_at(house, TargetsScreen), house.text


async def test_settings_lead_there_and_back(world: World) -> None:
    async with opened(world) as house:
        await house.press("s")
        house.shows("Targets", "‹ 1 target ›", "The week begins on", "‹ Monday ›")
        await house.press("t")
        assert is_at(house, TargetsScreen), house.text
        house.shows("▸ delayed accuracy, at least 80%, each week", *(knob.name for knob in KNOBS))
        await house.press("a", "escape")
        assert is_at(house, SettingsScreen), house.text
        house.shows("‹ 2 targets ›")
        await house.press("home", "right")
        assert len(world.trainer.settings.targets) == 2
        assert world.trainer.settings.retention == 0.92


async def test_a_change_is_in_force_and_kept_and_the_next_start_knows_it(world: World) -> None:
    path = world.root / "config" / "settings.toml"
    async with opened(world, save=partial(settings.save, path)) as house:
        await to_targets(house)
        await house.press("down", "down", "right", "down", "right", "down", "right")
        wanted = (Target(value=0.85, window="month", decks=("sample",)),)
        assert targets(world) == wanted
        assert settings.load(path) == Settings(targets=wanted)
        house.shows("delayed accuracy, at least 85%, each month, of Sample")
        await house.press("escape", "escape", "s", "t")
        assert "at least 85%" in row(house, "Reached at")


async def test_targets_are_added_removed_and_told_apart(world: World) -> None:
    async with opened(world) as house:
        await to_targets(house)
        await house.press("a")
        house.shows("▸ on-time rate, at least 95%, each week", "2 of 2")
        await house.press("home", "left")
        house.shows("▸ delayed accuracy", "1 of 2")
        await house.press("x", "x")
        assert targets(world) == ()
        house.shows("No target is set", "a add")
        await house.press("x", "o", "right", "enter")
        assert targets(world) == ()
        await house.press("a")
        assert targets(world) == (Target(),)
        house.shows("▸ delayed accuracy", "1 of 1")


async def test_two_that_are_the_same_are_said(world: World) -> None:
    world.trainer.settings = Settings(targets=(Target(), Target(paired="")))
    async with opened(world) as house:
        await to_targets(house)
        house.shows("⚠ Two targets are the same")


async def test_no_more_than_can_be_kept(world: World) -> None:
    world.trainer.settings = Settings(targets=(Target(),) * MOST_TARGETS)
    async with opened(world, (80, 40)) as house:
        await to_targets(house)
        await house.press("a")
        await house.hears("are the most")
        assert len(targets(world)) == MOST_TARGETS
        await house.press("left")
        for height in (40, 24, 20):
            await house.resize(80, height)
            house.shows("▸", "12 of 12", "Shown beside it", "? keys")


async def test_several_decks_are_picked(world: World) -> None:
    async with opened(world) as house:
        await to_targets(house)
        await house.press("o")
        assert is_at(house, PickScreen), house.text
        await house.press("space", "enter")
        assert targets(world) == (Target(decks=("sample",)),)
        await house.press("o", "escape")
        assert targets(world) == (Target(decks=("sample",)),)


async def test_a_title_is_shown_as_it_is_written(world: World) -> None:
    text = world.path().read_text(encoding="utf-8")
    world.path().write_text(text.replace('title = "Sample"\n', HOSTILE), encoding="utf-8")
    world.trainer.library.look_again()
    world.trainer.settings = Settings(targets=(Target(decks=("sample",)),))
    async with opened(world, (120, 40)) as house:
        await to_targets(house)
        house.shows("The [b]worst[/b]")
        assert "\x1b" not in house.text


async def test_each_line_is_explained_and_turned_by_mouse(world: World) -> None:
    async with opened(world) as house:
        await to_targets(house)
        for knob in KNOBS:
            house.shows(" ".join(knob.explained.split()[:5]))
            await house.press("down")
        await house.click("Reached at")
        assert world.trainer.settings.targets[0].value == 0.85
        await house.click("‹ at least 85%")
        assert world.trainer.settings.targets[0].value == 0.8


async def test_what_cannot_be_kept_is_said_and_holds_meanwhile(world: World) -> None:
    (world.root / "config").write_text("in the way")
    path = world.root / "config" / "settings.toml"
    async with opened(world, save=partial(settings.save, path)) as house:
        await to_targets(house)
        await house.press("a")
        await house.hears("The targets were not kept", "They hold until Offbook ends")
        assert len(world.trainer.settings.targets) == 2


async def test_help_lists_its_keys(world: World) -> None:
    async with opened(world, (80, 40)) as house:
        await to_targets(house)
        await house.press("question_mark")
        assert is_at(house, HelpScreen), house.text
        house.shows(*(binding.description for binding in COMMANDS))


async def test_it_fits_every_size(world: World) -> None:
    async with opened(world) as house:
        await to_targets(house)
        for size in ((120, 40), (1, 1)):
            await house.resize(*size)
        await house.resize(60, 20)
        house.shows("delayed accuracy, at least 80%", "Shown beside it", "? keys")


async def test_home_tells_the_target_once_there_was_a_quiz(world: World) -> None:
    async with opened(world) as house:
        house.hides("Delayed accuracy")
    Exam(world, Plan(questions=8)).finish(*[True] * 7, False)
    async with opened(world) as house:
        assert is_at(house, HomeScreen), house.text
        await house.until(
            "Delayed accuracy this week: 7 of 8, 2 more for a percentage, target 80%: too early"
        )
        world.clock.advance(7 * DAY)
        reload(house)
        await house.until("Delayed accuracy this week: nothing yet, target 80%: too early")
        assert len(world.journal.closings()) == 1
        await to_targets(house)
        await house.press("x", "escape", "escape")
        await house.until_gone("Delayed accuracy")


async def test_home_goes_on_where_nothing_can_be_closed(world: World) -> None:
    Exam(world, Plan(questions=8)).finish(*[True] * 8)
    world.clock.advance(7 * DAY)
    world.journal.full = True
    async with opened(world) as house:
        await house.until("Delayed accuracy this week")
        assert not house.app._notifications
        world.journal.full = False
        reload(house)
        await wait_for(house.pilot, lambda: len(world.journal.closings()) == 1, "the closing")
