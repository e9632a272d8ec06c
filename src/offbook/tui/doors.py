"""The ways between screens: what stands behind each opening.

A screen asks for an opening and knows no other screen by name. Each is imported on the way to it:
the list of decks shall wait for none of them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, assert_never

from offbook.clock import Clock
from offbook.errors import OffbookError
from offbook.opening import (
    Attempts,
    Browse,
    Edit,
    Evaluate,
    Home,
    Insight,
    Opening,
    Perform,
    Rehearse,
    Resume,
    Run,
    Strays,
)
from offbook.settings import Keep
from offbook.trainer import Trainer
from offbook.tui.screens.house import HouseScreen

if TYPE_CHECKING:
    from offbook.browsing.survey import Surveyor
    from offbook.performance.attempt import Attempt
    from offbook.performance.record import Record
    from offbook.tui.backroom import Backroom


def refusal(opening: Opening) -> str:
    """What is said where an opening cannot be gone to; the reason follows."""
    match opening:
        case Rehearse():
            return "The rehearsal cannot begin"
        case Edit():
            return "The deck cannot be edited here"
        case Run() | Resume():
            return "The attempt cannot be taken up again"
        case _:
            return "This cannot be opened"


class Doors:
    """Makes the screen of an opening."""

    def __init__(self, trainer: Trainer, clock: Clock, keep: Keep, *, simulated: bool = False) -> None:
        """``simulated`` says that nobody lived what the journal holds."""
        self._trainer = trainer
        self._clock = clock
        self._keep = keep
        self._simulated = simulated
        self._backroom: Backroom | None = None
        self._surveyor: Surveyor | None = None

    def close(self) -> None:
        """End what goes on behind the screens."""
        if self._backroom is not None:
            self._backroom.close()
            self._backroom = None

    def screen(self, opening: Opening) -> HouseScreen[None] | None:
        """The screen of an opening, None for Home, which stands behind all others.

        Raises OffbookError, with the reason, where it cannot be gone to.
        """
        match opening:
            case Home():
                return None
            case Rehearse():
                return self._rehearsal(opening)
            case Perform():
                return self._plan(opening)
            case Run() | Resume() | Evaluate() | Attempts():
                return self._quiz(opening)
            case Insight():
                return self._insight(opening)
            case Edit():
                return self._author(opening)
            case Strays():
                return self._strays()
            case Browse(query):
                return self._browse(query)
            case other:
                assert_never(other)

    def _rehearsal(self, opening: Rehearse) -> HouseScreen[None]:
        from offbook.tui.screens.rehearse import RehearseScreen

        state = self._trainer.rehearse(opening.scope, self._clock(), opening.more)
        return RehearseScreen(self._trainer, self._clock, state, opening.scope)

    def _plan(self, opening: Perform) -> HouseScreen[None]:
        from offbook.tui.screens.plan import PlanScreen

        return PlanScreen(self._trainer.examiner, self._clock, self._trainer.scheduler, opening)

    def _insight(self, opening: Insight) -> HouseScreen[None]:
        from offbook.tui.screens.insight import InsightScreen

        facts = (self._trainer, self._clock, self._room(), self._keep, opening)
        return InsightScreen(*facts, simulated=self._simulated)

    def _browse(self, query: str) -> HouseScreen[None]:
        from offbook.browsing.survey import Surveyor
        from offbook.tui.screens.browse import BrowseScreen

        if self._surveyor is None:
            self._surveyor = Surveyor()
        return BrowseScreen(self._trainer, self._clock, self._room(), self._surveyor, query)

    def _room(self) -> Backroom:
        """The one back room, made when it is first asked for."""
        from offbook.tui.backroom import Backroom

        if self._backroom is None:
            self._backroom = Backroom(self._trainer.journal)
        return self._backroom

    def _author(self, opening: Edit) -> HouseScreen[None]:
        from offbook.deck.draft import opened
        from offbook.deck.unsaved import Unsaved
        from offbook.manuscript import Manuscript
        from offbook.tui.screens.author import AuthorScreen
        from offbook.tui.signals import is_alive

        library = self._trainer.library
        unsaved = Unsaved(library.unsaved, os.getpid(), is_alive)
        return AuthorScreen(Manuscript(library, unsaved, opened(opening.entry.path)), opening.card)

    def _strays(self) -> HouseScreen[None]:
        from offbook.tui.screens.strays import StraysScreen

        return StraysScreen(self._trainer, self._clock)

    def _quiz(self, opening: Run | Resume | Evaluate | Attempts) -> HouseScreen[None]:
        from offbook.tui.screens.attempts import AttemptsScreen
        from offbook.tui.screens.run import RunScreen

        examiner = self._trainer.examiner
        match opening:
            case Run(attempt):
                return RunScreen(examiner, self._clock, attempt)
            case Resume(record):
                attempt = self._taken_up(record)
                kept = examiner.record(record.began.attempt) or record
                return RunScreen(examiner, self._clock, attempt) if kept.is_open else self._evaluation(kept)
            case Evaluate(record):
                return self._evaluation(record)
            case Attempts():
                return AttemptsScreen(examiner)
            case other:
                assert_never(other)

    def _taken_up(self, record: Record) -> Attempt:
        try:
            return self._trainer.examiner.resume(record, self._clock())
        except ValueError as error:
            raise OffbookError(
                "Its questions were kept by a later Offbook; this one cannot ask them."
            ) from error

    def _evaluation(self, record: Record) -> HouseScreen[None]:
        from offbook.tui.screens.evaluate import EvaluateScreen

        return EvaluateScreen(self._trainer.examiner, self._clock, record)
