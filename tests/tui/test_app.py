"""The app around the screens: palette, themes, colours, signals, and what happens at its own mistakes."""

from __future__ import annotations

import os
import signal
import threading

import pytest
from harness import opened, rehearsing, wait_for
from textual.command import CommandPalette
from textual.content import Content
from textual.widgets import Static

from fakes import CHOICE, CLAIM, RECALL, World
from offbook.settings import THEMES, Settings
from offbook.tui import signals
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.rehearse import RehearseScreen
from offbook.tui.screens.settings import SettingsScreen


async def test_every_theme_shows_the_same_words(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("f")
        before = house.text
        for theme in THEMES:
            house.app.keep(Settings(theme=theme))
            await house.settle()
            assert house.app.theme == theme
            assert house.text == before


async def test_without_colour_every_state_is_told_by_signs(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    world.deal(CHOICE)
    async with rehearsing(world) as house:
        await house.press("1")
        colours = [
            (segment.style.color.triplet, segment.style.bgcolor.triplet)
            for strip in house.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.color and segment.style.bgcolor
        ]
        assert colours
        assert all(one is None or one.red == one.green == one.blue for colour in colours for one in colour)
        house.shows("✔")
        house.shows("[3 good" if house.sees("✔ Right.") else "[1 again")


async def test_the_last_filter_holds_whatever_a_widget_lets_through(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.screen.mount(Static(Content("\x1b]52;c;cm0= \u202egnp")))
        await house.until("␛]52;c;cm0= ‹U+202E›gnp")


async def test_the_palette_offers_every_command_of_the_screen(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        offered = {command.title.lower() for command in house.app.get_system_commands(house.screen)}
        assert {binding.description.lower() for binding in RehearseScreen.KEYS} <= offered
        assert {"settings", "quit offbook"} <= offered


async def test_a_command_of_the_palette_is_run_on_the_screen(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("ctrl+p")
        assert isinstance(house.screen, CommandPalette)
        await house.pilot.press(*"flag the card")
        await house.until("Flag the card for a second look")
        await house.pilot.press("enter", "enter")
        await wait_for(house.pilot, lambda: isinstance(house.screen, RehearseScreen), "the rehearsal")
        await house.until("⚑ flagged")


async def test_the_palette_leads_to_the_settings(world: World) -> None:
    async with opened(world) as house:
        (settings,) = [one for one in house.app.get_system_commands(house.screen) if one.title == "Settings"][
            :1
        ]
        settings.callback()
        await wait_for(house.pilot, lambda: isinstance(house.screen, SettingsScreen), "the settings")


async def test_the_screen_beneath_is_home_wherever_the_app_opened(world: World) -> None:
    async with rehearsing(world) as house:
        await house.press("q")
        assert isinstance(house.screen, HomeScreen)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there are no such signals here")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
async def test_a_signal_ends_the_app_in_order(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    insisted: list[tuple[threading.Event, int]] = []
    monkeypatch.setattr(signals, "insist", lambda left, code: insisted.append((left, code)))
    number = getattr(signal, name)
    before = signal.getsignal(number)
    async with rehearsing(world) as house:
        os.kill(os.getpid(), number)
        await wait_for(house.pilot, lambda: house.app._exit, "the end")
    assert house.app.return_code == 0
    assert [code for _, code in insisted] == [128 + number]
    assert all(left.is_set() for left, _ in insisted)
    assert signal.getsignal(number) == before


@pytest.mark.parametrize(("left", "ended"), [(True, []), (False, [129])])
def test_only_an_app_that_does_not_leave_is_ended(
    monkeypatch: pytest.MonkeyPatch, *, left: bool, ended: list[int]
) -> None:
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    monkeypatch.setattr(signals, "GRACE", 0.01)
    has_left = threading.Event()
    if left:
        has_left.set()
    signals.insist(has_left, 129)
    assert codes == ended


async def test_a_mistake_of_offbooks_own_is_told_without_any_values(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(self: RehearseScreen) -> None:
        answer = self._trainer.library.title
        raise ZeroDivisionError(f"no {answer.__name__}")

    monkeypatch.setattr(RehearseScreen, "action_flag", fail)
    world.deal(RECALL)
    with pytest.raises(ZeroDivisionError):
        async with rehearsing(world) as house:
            await house.press("asterisk")
    told = capsys.readouterr().err
    assert "Offbook has made a mistake and had to stop." in told
    assert "Paris" not in told
    assert house.app.return_code == 1
    assert "ZeroDivisionError" in (world.root / "mishap.txt").read_text()
    assert "Paris" not in (world.root / "mishap.txt").read_text()
