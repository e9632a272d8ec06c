"""What a person does who looks at the figures, for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from harness import House, opened, wait_for

from fakes import HOLDS, World
from offbook.clock import DAY
from offbook.deck.cards import DeckId
from offbook.opening import Insight
from offbook.performance.blueprint import Scope
from offbook.performance.plan import Plan
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.insight import InsightScreen
from offbook.tui.widgets.panelview import Panels
from quizzes import Exam

CLAIMS = [
    f'[[cards]]\nid = "c{number}"\nclaim = "Claim number {number}."\nholds = true\nwhy = "So it is."\n'
    for number in range(12)
]


def perform(world: World, *rightly: bool, deck: str = "sample") -> None:
    """Sit a quiz of a deck, with these answers."""
    scope = Scope(decks=(DeckId(deck),))
    Exam(world, Plan("Sample quiz", scope, len(rightly), shuffle=False)).finish(*rightly)


def live(world: World) -> None:
    """A dozen claims studied, and asked cold a few days later; two of them missed."""
    world.deal(*CLAIMS)
    world.study(HOLDS)
    world.clock.advance(3 * DAY)
    perform(world, *[True] * 10, False, False)
    world.clock.advance(DAY // 24)


class Gallery(House):
    """A running app that shows the figures."""

    @property
    def insight(self) -> InsightScreen:
        found = self.screen
        assert isinstance(found, InsightScreen), self.text
        return found

    @property
    def panels(self) -> Panels:
        return self.insight.query_one(Panels)

    @property
    def chosen(self) -> str:
        """The id of the panel that has the focus; empty for none."""
        return self.panels.chosen.panel.id if self.panels.chosen else ""

    @property
    def ids(self) -> list[str]:
        """The panels that stand on the screen, from the top."""
        return [view.panel.id for view in self.panels.views]

    async def settle(self) -> None:
        """Wait until the app is at rest, and until what is looked at is seen."""
        await super().settle()
        await wait_for(self.pilot, self._has_looked, "the figures")

    def _has_looked(self) -> bool:
        screen = self.screen
        if not isinstance(screen, InsightScreen) or not screen.query(Panels):
            return True
        if screen._trouble:
            return True
        return not screen._looking and self.panels.chosen is not None


@asynccontextmanager
async def looking(
    world: World, tab: str = "learning", size: tuple[int, int] = (80, 24), opening: Insight | None = None
) -> AsyncIterator[Gallery]:
    """Offbook at the figures."""
    async with opened(world, size) as house:
        gallery = Gallery.of(house)
        home = house.screen
        assert isinstance(home, HomeScreen)
        home.go(opening or Insight(tab=tab))
        await wait_for(house.pilot, lambda: isinstance(gallery.screen, InsightScreen), "the figures")
        await gallery.settle()
        yield gallery
