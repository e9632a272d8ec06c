"""What an author does at the terminal, for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import patch

from harness import House, opened, wait_for

from fakes import World
from offbook.deck.cards import CardKey
from offbook.opening import Edit
from offbook.tui.screens import author
from offbook.tui.screens.author import AuthorScreen
from offbook.tui.screens.home import HomeScreen
from offbook.tui.widgets.deck_text import DeckText


class Study(House):
    """A running app in which a deck is written."""

    @property
    def author(self) -> AuthorScreen:
        found = next(screen for screen in self.app.screen_stack if isinstance(screen, AuthorScreen))
        assert isinstance(found, AuthorScreen)
        return found

    @property
    def written(self) -> DeckText:
        return self.author._deck_text

    @property
    def focused(self) -> str:
        """What the keys go to."""
        found = self.app.focused
        return "text" if found is self.written else (found.id or "") if found else ""

    @property
    def unsaved(self) -> list[str]:
        """The texts that are kept unsaved, without their heads."""
        folder = self.world.trainer.library.unsaved
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*"))]
        return [text.split("\n", 2)[2] for text in texts]

    async def when(self, condition: Callable[[], bool], what: str = "") -> None:
        await wait_for(self.pilot, condition, what)

    async def surveyed(self) -> None:
        """Wait until the text has been looked over as it stands."""
        await self.when(lambda: bool(self.author._known) and self._is_known(), "a survey")
        await self.settle()

    async def look(self, times: int = 2) -> None:
        """Let the author screen look at the file, as it does now and then by itself."""
        for _ in range(times):
            self.author._tick()
        await self.settle()

    async def go_to(self, words: str, behind: int = 0) -> None:
        """Put the cursor on the first of these words."""
        text = self.written.text
        at = text.index(words) + behind
        line = text.count("\n", 0, at)
        self.written.move_cursor((line, at - (text.rfind("\n", 0, at) + 1)))
        await self.surveyed()

    async def home(self) -> None:
        await self.when(lambda: isinstance(self.screen, HomeScreen), "Home")
        await self.settle()

    def _is_known(self) -> bool:
        known = self.author._known
        return known is not None and known.text == self.written.text


@asynccontextmanager
async def writing(
    world: World, size: tuple[int, int] = (80, 24), card: CardKey | None = None, name: str | Path = "sample"
) -> AsyncIterator[Study]:
    """Offbook with a deck to be written, looked over once."""
    with patch.object(author, "PAUSE", 0.0):
        async with opened(world, size) as house:
            yield await _sat_down(house, card, str(name))


async def _sat_down(house: House, card: CardKey | None, name: str) -> Study:
    house.app.post_message(
        HomeScreen.Wanted(Edit(house.world.trainer.library.find(name), card), instead=False)
    )
    await wait_for(
        house.pilot,
        lambda: any(isinstance(one, AuthorScreen) for one in house.app.screen_stack),
        "a deck",
    )
    study = Study.of(house)
    await study.surveyed()
    # What its timer would do shall happen when a test says so.
    for timer in list(study.author._timers):
        if timer._callback == study.author._tick:
            timer.stop()
    return study
