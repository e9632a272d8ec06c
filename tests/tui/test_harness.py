"""The harness itself: its short waits are Textual's, and a wait in vain shows the screen."""

from __future__ import annotations

import inspect
from importlib.metadata import version

import harness
import pytest
from harness import opened, wait_for
from haste import WAITS
from textual import _wait
from textual import screen as textual_screen

from fakes import World


def test_the_waits_that_are_shortened_are_those_that_textual_has() -> None:
    """When this fails, Textual has changed: look at ``textual._wait`` before its version is moved."""
    assert version("textual") == "8.2.8"
    assert _wait.SLEEP_GRANULARITY == 1 / 50
    assert _wait.SLEEP_IDLE == _wait.SLEEP_GRANULARITY / 20
    assert {"SLEEP_GRANULARITY", "SLEEP_IDLE"} <= set(_wait.wait_for_idle.__code__.co_names)
    assert textual_screen.UPDATE_PERIOD == 1 / 60
    assert "UPDATE_PERIOD" in inspect.getsource(textual_screen.Screen)


async def test_they_are_shortened_while_an_app_runs_and_no_longer(world: World) -> None:
    before = [getattr(module, name) for module, name in WAITS]
    async with opened(world):
        assert [getattr(module, name) for module, name in WAITS] == list(WAITS.values())
    assert [getattr(module, name) for module, name in WAITS] == before


async def test_a_wait_in_vain_shows_the_screen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harness, "PATIENCE", 0.02)
    async with opened(world) as house:
        with pytest.raises(AssertionError) as caught:
            await wait_for(house.pilot, lambda: False, "what never comes")
    told = str(caught.value)
    assert told.startswith("waited in vain for what never comes\n")
    assert "Choose a deck and press Enter" in told
    assert "? keys" in told


async def test_a_click_on_what_is_not_there_shows_the_screen(world: World) -> None:
    async with opened(world) as house:
        with pytest.raises(AssertionError, match="'Perform' is not there to be clicked"):
            await house.click("Perform")
