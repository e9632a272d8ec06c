"""What a person does at the terminal, for tests: look, press, click, wait until something is to be seen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Self

from haste import in_haste, paint
from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets._toast import Toast

from fakes import World
from offbook.deck.catalog import Entry
from offbook.opening import HOME, Rehearse
from offbook.settings import Settings
from offbook.tui.app import OffbookApp
from offbook.tui.screens.rehearse import RehearseScreen

PATIENCE = 10.0
"""Seconds until a wait fails; no test that passes comes near."""

_CHARACTERS = {"space": " ", "asterisk": "*", "question_mark": "?", "exclamation_mark": "!"}

_FRAMES = str.maketrans(dict.fromkeys("▌│╭╮╰╯", " "))
"""What stands beside words without being said."""


def screen_text(app: App[None]) -> str:
    """What stands on the screen, line by line, without colours and trailing blanks."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips).rstrip() + "\n"


async def wait_for(pilot: Pilot[None], condition: Callable[[], bool], what: str = "") -> None:
    """Give the app its time until the condition holds; fail with the screen as it then is."""
    deadline = monotonic() + PATIENCE
    while not condition():
        if pilot.app._exception:
            raise pilot.app._exception
        if monotonic() > deadline:
            raise AssertionError(f"waited in vain{f' for {what}' if what else ''}\n{screen_text(pilot.app)}")
        await asyncio.sleep(0.003)


@dataclass
class House:
    """A running app and the person before it."""

    pilot: Pilot[None]
    app: OffbookApp
    world: World
    saved: list[Settings] = field(default_factory=list)

    @classmethod
    def of(cls, house: House) -> Self:
        """The same, for somebody who knows what to look for in it."""
        return cls(house.pilot, house.app, house.world, house.saved)

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    @property
    def rehearsal(self) -> RehearseScreen:
        found = self.screen
        assert isinstance(found, RehearseScreen), self.text
        return found

    @property
    def shown(self) -> str:
        """The id of the card on the screen; empty where there is none."""
        key = self.rehearsal._state.key
        return key.card if key else ""

    def sees(self, *words: str) -> bool:
        """Whether all these words stand on the screen, however the lines are broken."""
        flat = " ".join(self.text.translate(_FRAMES).split())
        return all(word in flat for word in words)

    def shows(self, *words: str) -> None:
        """Fail with the screen unless all these words stand on it."""
        assert self.sees(*words), f"{words!r} are not all there\n{self.text}"

    def hides(self, *words: str) -> None:
        """Fail with the screen if any of these words stands on it."""
        assert not any(self.sees(word) for word in words), f"one of {words!r} is there\n{self.text}"

    async def until(self, *words: str) -> None:
        await wait_for(self.pilot, lambda: self.sees(*words), repr(words))

    async def comes_to(self, screen: type[Screen[Any]]) -> None:
        """Wait until a screen of this kind is in front."""
        await wait_for(self.pilot, lambda: isinstance(self.screen, screen), screen.__name__)
        await self.settle()

    async def hears(self, *words: str) -> None:
        """Wait until the person is told all these words in one message."""
        await wait_for(self.pilot, lambda: self._was_told(words), f"word of {words!r}")
        await wait_for(self.pilot, lambda: bool(self.screen.query(Toast)), "the message")

    def _was_told(self, words: Sequence[str]) -> bool:
        told = [f"{note.title} {note.message}" for note in self.app._notifications]
        return any(all(word in one for word in words) for one in told)

    async def until_gone(self, *words: str) -> None:
        await wait_for(self.pilot, lambda: not any(self.sees(word) for word in words), f"no {words!r}")

    async def settle(self) -> None:
        """Wait until the app has done what it was told, and until a card on the screen takes keys."""
        # Twice through every queue, for a key becomes a message.
        await self.pilot._wait_for_screen()
        await self.pilot.pause()
        await wait_for(self.pilot, self._at_rest, "the paint")
        paint(self.screen)

    async def press(self, *keys: str) -> None:
        """Press keys as a person does, each once what the one before it did can be seen."""
        await self.settle()
        for key in keys:
            self.burst([key])
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text into what takes it, faster than it can be seen."""
        await self.settle()
        self.burst(text)
        await self.settle()

    def burst(self, keys: Sequence[str]) -> None:
        """Keys that come all at once, before the app has handled the first."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            character = key if len(key) == 1 else _CHARACTERS.get(key)
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            driver.send_message(events.Key(name, character))

    async def click(self, words: str) -> None:
        """Click on the first of these words, where they stand."""
        for y, line in enumerate(self.text.splitlines()):
            if words in line:
                await self.pilot.click(offset=(cell_len(line[: line.index(words)]), y))
                await self.settle()
                return
        raise AssertionError(f"{words!r} is not there to be clicked\n{self.text}")

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await wait_for(self.pilot, lambda: self.screen._compositor.size == (width, height), "the new size")
        await self.settle()

    def _at_rest(self) -> bool:
        """Whether everything is painted, and whatever waited for the paint was run."""
        screen = self.screen
        laid_out = screen._compositor.size == self.app.size and not screen._layout_required
        painted = not screen._dirty_widgets and not screen._callbacks
        return laid_out and painted and (not isinstance(screen, RehearseScreen) or screen._painted)


@asynccontextmanager
async def opened(
    world: World,
    size: tuple[int, int] = (80, 24),
    scope: Sequence[Entry] = (),
    save: Callable[[Settings], None] | None = None,
) -> AsyncIterator[House]:
    """Offbook on Home, or in a rehearsal of ``scope``."""
    saved: list[Settings] = []
    opening = Rehearse(tuple(scope)) if scope else HOME
    app = OffbookApp(world.trainer, world.clock, save or saved.append, world.root / "mishap.txt", opening)
    with in_haste():
        async with app.run_test(size=size, notifications=True) as pilot:
            house = House(pilot, app, world, saved)
            await house.settle()
            yield house


@asynccontextmanager
async def rehearsing(world: World, size: tuple[int, int] = (80, 24)) -> AsyncIterator[House]:
    """Offbook in a rehearsal of every deck."""
    async with opened(world, size, world.trainer.library.entries()) as house:
        await wait_for(house.pilot, lambda: isinstance(house.screen, RehearseScreen), "a rehearsal")
        await house.settle()
        yield house
