"""What a candidate does at the terminal, for tests: plan a quiz, sit it, watch the clock run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from unittest.mock import patch

from harness import House, opened, wait_for
from textual.screen import Screen

from fakes import World
from makers import NOON
from offbook.clock import SECOND
from offbook.deck.answers import Typed
from offbook.deck.cards import Card, Choice, Claim, Classify
from offbook.opening import Perform
from offbook.performance.attempt import Attempt
from offbook.performance.blueprint import Scope
from offbook.performance.plan import Plan
from offbook.performance.record import Record
from offbook.tui import paper
from offbook.tui.screens.evaluate import EvaluateScreen
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.plan import PlanScreen
from offbook.tui.screens.run import RunScreen
from quizzes import right, wrong

IN_ORDER = Plan("Sample quiz", questions=8, total=100 * SECOND, shuffle=False)


class Quiz(House):
    """A running app in which a quiz is sat."""

    @property
    def run(self) -> RunScreen:
        found = self.screen
        assert isinstance(found, RunScreen), self.text
        return found

    @property
    def attempt(self) -> Attempt:
        return self.run._state

    @property
    def card(self) -> Card:
        """The question on the screen."""
        return self.attempt.asked[self.attempt.place].card

    @property
    def records(self) -> tuple[Record, ...]:
        return self.world.trainer.examiner.records()

    @property
    def record(self) -> Record:
        """The last attempt."""
        return self.records[-1]

    def keys(self, *, well: bool = True) -> list[str]:
        """What answers the question on the screen with the keyboard."""
        card, asked = self.card, self.attempt.asked[self.attempt.place]
        answer = right(card) if well else wrong(card)
        offered = paper.keys_of(asked, self.attempt.question.order)
        if isinstance(card, Choice):
            wanted = card.right if well else card.wrong[:1]
            names = {option.text for option in wanted}
            ticks = [key.key for key in offered if key.label in names]
            return [*ticks, "enter"] if card.several else ticks
        if isinstance(card, Claim | Classify):
            return [key.key for key in offered if key.answer == answer]
        assert isinstance(answer, Typed)
        return [key for text in answer.texts for key in [*text.replace(" ", "_"), "enter"]]

    def is_at(self, kind: type[Screen[Any]]) -> bool:
        """Whether a screen of some kind is the one that is shown."""
        return isinstance(self.screen, kind)

    async def answer(self, *, well: bool = True) -> None:
        """Answer the question on the screen."""
        await self.press(*self.keys(well=well))

    async def let_pass(self, ms: int) -> None:
        """Let time pass, and the clock's hand move once."""
        self.world.clock.advance(ms)
        if isinstance(self.screen, RunScreen):
            await self.run._tick()
        await self.settle()

    async def evaluated(self) -> None:
        await wait_for(self.pilot, lambda: isinstance(self.screen, EvaluateScreen), "the evaluation")
        await self.settle()

    async def settle(self) -> None:
        """Wait until the app is at rest, and until a question on the screen takes keys."""
        await super().settle()
        await wait_for(
            self.pilot,
            lambda: not isinstance(self.screen, RunScreen) or self.screen._painted,
            "the question's paint",
        )


@asynccontextmanager
async def at_home(world: World, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Quiz]:
    """Offbook on Home, with a clock that stands still unless the test moves it."""
    with patch("offbook.tui.stopwatch.steady", lambda: world.clock().ms - NOON.ms):
        async with opened(world, size) as house:
            yield Quiz.of(house)


@asynccontextmanager
async def planning(
    world: World, plan: Plan | None = None, size: tuple[int, int] = (80, 24), *, at_once: bool = False
) -> AsyncIterator[Quiz]:
    """Offbook on the plan of a quiz of every deck, or in the quiz itself."""
    async with at_home(world, size) as quiz:
        home, entries = quiz.screen, world.trainer.library.entries()
        assert isinstance(home, HomeScreen)
        wanted = plan or world.trainer.examiner.plans([entry.id for entry in entries])[0]
        home.go(Perform(entries, wanted, seed=1, at_once=at_once))
        kind = RunScreen if at_once else PlanScreen
        await wait_for(quiz.pilot, lambda: isinstance(quiz.screen, kind), kind.__name__)
        await quiz.settle()
        yield quiz


@asynccontextmanager
async def performing(
    world: World, plan: Plan = IN_ORDER, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Quiz]:
    """Offbook in a quiz of every deck, by default in the order of the deck."""
    async with planning(world, plan, size, at_once=True) as quiz:
        yield quiz


def about(world: World, *forms: str) -> Scope:
    """The scope of cards of some forms."""
    return Scope(decks=tuple(entry.id for entry in world.trainer.library.entries()), forms=forms)
