"""Evaluate: what an attempt came to, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from offbook.clock import Clock
from offbook.errors import OffbookError
from offbook.examiner import Examiner
from offbook.opening import Perform
from offbook.performance.blueprint import Scope
from offbook.performance.plan import CHANGED, Plan
from offbook.performance.record import Record
from offbook.tui import evaluation, words
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.screens.review import ReviewScreen
from offbook.tui.text import plain
from offbook.tui.widgets.keyline import Hint, KeyLine

COMMANDS = (
    Binding("v,enter", "review", "every question again, with its right answer"),
    Binding("m", "mistakes", "only my mistakes"),
    Binding("r", "rehearse", "call what I missed into the next rehearsal"),
    Binding("t", "retake", "a new quiz of what I missed"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)

_MISSED = ": what I missed"


def _origin(quiz: str) -> str:
    """The name of the quiz that retakes began with, however often it was changed or retaken."""
    return quiz.split(_MISSED, maxsplit=1)[0].split(CHANGED, maxsplit=1)[0] or "Quiz"


class EvaluateScreen(HouseScreen[None]):
    """Shows an attempt that has ended, and keeps that it was looked at."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]

    def __init__(self, examiner: Examiner, clock: Clock, record: Record) -> None:
        super().__init__()
        self._examiner = examiner
        self._clock = clock
        self._record = record

    def compose(self) -> ComposeResult:
        """The name of the quiz, its evaluation, the keys."""
        yield Static(plain(self._record.began.quiz or "Quiz", "bold $text-primary"), id="masthead")
        with VerticalScroll(id="evaluation", can_focus=True):
            yield Static(id="page")
        yield KeyLine(self._hints())

    def on_mount(self) -> None:
        """Keep that it was seen."""
        try:
            self._examiner.see(self._record, self._clock())
        except OffbookError as error:
            self.complain(error, "That you have seen this was not recorded")

    def on_screen_resume(self) -> None:
        """Show the attempt as it is now: an answer may have been marked again."""
        self._record = self._examiner.record(self._record.began.attempt) or self._record
        self._draw()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._draw()

    def _draw(self) -> None:
        width = min(self.column - 2, 92)
        repeated = self._examiner.repeated(self._record)
        self.query_one("#page", Static).update(evaluation.page(self._record, width, repeated))

    def _hints(self) -> tuple[Hint, ...]:
        missed = bool(self._record.missed())
        again = Hint("r", "rehearse what I missed", "rehearse")
        mistakes = (Hint("m", "mistakes", "mistakes"), Hint("t", "retake it", "retake"))
        return (
            *((again,) if missed else ()),
            Hint("v", "questions", "review"),
            *(mistakes if missed else ()),
            Hint("esc", "back", "dismiss"),
            Hint("?", "keys", "help"),
        )

    def action_review(self) -> None:
        """Go through every question."""
        self._go_through(range(len(self._record.began.paper)))

    def action_mistakes(self) -> None:
        """Go through the mistakes."""
        if missed := self._record.missed():
            self._go_through(missed)
        else:
            self.tell("Nothing was missed.")

    def _go_through(self, places: Sequence[int]) -> None:
        try:
            screen = ReviewScreen(self._examiner, self._clock, self._record, places)
        except ValueError:
            self.tell("These questions were kept by a later Offbook; this one cannot show them.")
            return
        try:
            self._examiner.review(self._record, self._clock())
        except OffbookError as error:
            self.complain(error, "That you have seen this was not recorded")
        self.app.push_screen(screen)

    def action_rehearse(self) -> None:
        """Call the cards of what was missed into the next rehearsal; no memory moves."""
        try:
            called = self._examiner.pull(self._record, self._clock())
        except OffbookError as error:
            self.complain(error, "This was not recorded")
            return
        if called:
            self.tell(f"{words.count(called, 'card')} will come first in your next rehearsal.", seconds=6)
        else:
            self.tell("There is nothing to rehearse of what was missed.")

    def action_retake(self) -> None:
        """Plan a quiz of exactly what was missed."""
        began, missed = self._record.began, self._record.missed()
        if not missed:
            self.tell("Nothing was missed.")
            return
        cards = tuple(began.paper[place].key for place in missed)
        plan = Plan(
            name=_origin(began.quiz) + _MISSED,
            scope=Scope(decks=began.scope, cards=cards),
            questions=len(cards),
            total=None if began.total is None else max(1, began.total * len(cards) // len(began.paper)),
            each=began.each,
            target=began.target,
            feedback=began.feedback,
            confidence=began.confidence,
        )
        scope = tuple(entry for entry in self._examiner.library.entries() if entry.id in began.scope)
        self.go(Perform(scope, plan), instead=True)

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Evaluation", (("↑ ↓", "scroll"),), COMMANDS))
