"""Evaluate: what an attempt came to, and what to do about it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from offbook.clock import Clock
from offbook.errors import OffbookError
from offbook.examiner import Examiner
from offbook.learning.schedule import Scheduler
from offbook.performance.blueprint import Scope
from offbook.performance.plan import Plan
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


class EvaluateScreen(HouseScreen[Plan]):
    """Shows an attempt that has ended, and keeps that it was looked at.

    Ends with the plan of another quiz, if the candidate wants one.
    """

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]

    def __init__(self, examiner: Examiner, clock: Clock, record: Record, scheduler: Scheduler) -> None:
        super().__init__()
        self._examiner = examiner
        self._clock = clock
        self._record = record
        self._scheduler = scheduler

    def compose(self) -> ComposeResult:
        """The name of the quiz, its evaluation, the keys."""
        yield Static(plain(self._record.began.quiz or "Quiz", "bold $text-primary"), id="masthead")
        with VerticalScroll(id="evaluation", can_focus=True):
            yield Static(id="page")
        yield KeyLine(self._hints())

    def on_mount(self) -> None:
        """Show it, and keep that it was seen."""
        try:
            self._examiner.see(self._record, self._clock())
        except OffbookError as error:
            self.complain(error, "That you have seen this was not recorded")
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
        mistakes = (
            Hint("m", "mistakes", "mistakes"),
            Hint("r", "rehearse what I missed", "rehearse"),
            Hint("t", "retake it", "retake"),
        )
        return (
            Hint("v", "questions", "review"),
            *(mistakes if missed else ()),
            Hint("esc", "back", "dismiss"),
            Hint("?", "keys", "help"),
        )

    def action_review(self) -> None:
        """Go through every question."""
        self.app.push_screen(ReviewScreen(self._record, range(len(self._record.began.paper))))

    def action_mistakes(self) -> None:
        """Go through the mistakes."""
        if missed := self._record.missed():
            self.app.push_screen(ReviewScreen(self._record, missed))
        else:
            self.tell("Nothing was missed.")

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
            name=f"{began.quiz or 'Quiz'}: what I missed",
            scope=Scope(decks=began.scope, cards=cards),
            questions=len(cards),
            total=None if began.total is None else max(1, began.total * len(cards) // len(began.paper)),
            each=began.each,
            target=began.target,
            feedback=began.feedback,
            confidence=began.confidence,
        )
        self.dismiss(replace(plan, extra=1.0))

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Evaluation", (("↑ ↓", "scroll"),), COMMANDS))
