"""Settings on the screen: every change is in force at once and on the disk at once."""

from __future__ import annotations

from functools import partial

from harness import House, opened

from fakes import CLAIM, World
from offbook import settings
from offbook.settings import Settings
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.settings import COMMANDS, KNOBS, SettingsScreen


def row(house: House, name: str) -> str:
    return next(line for line in house.text.splitlines() if name in line)


async def test_it_shows_what_is_in_force(world: World) -> None:
    async with opened(world) as house:
        await house.press("s")
        assert isinstance(house.screen, SettingsScreen)
        house.shows(*(knob.name for knob in KNOBS))
        for knob in KNOBS:
            assert knob.shown(Settings()) in row(house, knob.name)
        house.shows(KNOBS[0].explained[:40])


async def test_a_change_is_in_force_and_kept_and_the_next_start_knows_it(world: World) -> None:
    path = world.root / "config" / "settings.toml"
    async with opened(world, save=partial(settings.save, path)) as house:
        await house.press("s", "right", "down", "left", "left")
        wanted = Settings(retention=0.92, new_per_day=10)
        assert world.trainer.settings == wanted
        assert settings.load(path) == wanted
        assert "92%" in row(house, "Recall aimed at")
        await house.press("escape")
        assert isinstance(house.screen, HomeScreen)
        await house.press("s")
        assert "92%" in row(house, "Recall aimed at")


async def test_the_explanation_follows_the_highlight(world: World) -> None:
    async with opened(world) as house:
        await house.press("s")
        for knob in KNOBS:
            house.shows(" ".join(knob.explained.split()[:5]))
            await house.press("down")


async def test_the_theme_changes_at_once(world: World) -> None:
    async with opened(world) as house:
        await house.press("s", "end", "right")
        assert house.app.theme == "light"
        await house.press("right")
        assert house.app.theme == "high-contrast"
        await house.press("right")
        assert house.app.theme == "dark"
        assert [one.theme for one in house.saved] == ["light", "high-contrast", "dark"]


async def test_enter_and_a_click_turn_a_knob_too(world: World) -> None:
    async with opened(world) as house:
        await house.press("s", "enter")
        assert world.trainer.settings.retention == 0.92
        await house.click("New cards a day")
        assert world.trainer.settings.new_per_day == 25
        await house.click("← less")
        assert world.trainer.settings.new_per_day == 20


async def test_settings_that_cannot_be_kept_are_said_and_hold_meanwhile(world: World) -> None:
    (world.root / "config").write_text("in the way")
    path = world.root / "config" / "settings.toml"
    async with opened(world, save=partial(settings.save, path)) as house:
        await house.press("s", "right")
        await house.hears("The settings were not kept", "They hold until Offbook ends")
        assert world.trainer.settings.retention == 0.92


async def test_new_cards_a_day_take_effect_on_home(world: World) -> None:
    async with opened(world) as house:
        await house.press("s", "down", *["left"] * 3)
        assert world.trainer.settings.new_per_day == 5
        await house.press("q")
        house.shows("5 new")


async def test_a_rehearsal_goes_by_the_settings_of_its_beginning(world: World) -> None:
    world.deal(CLAIM)
    async with opened(world) as house:
        await house.press("s", "down", "down", "left", "escape")
        assert world.trainer.settings.steps == ()
        await house.press("enter", "t")
        house.hides("min")


async def test_help_lists_its_keys(world: World) -> None:
    async with opened(world, (80, 40)) as house:
        await house.press("s", "question_mark")
        assert isinstance(house.screen, HelpScreen)
        house.shows(*(binding.description for binding in COMMANDS))
