"""Run: a quiz against the clock. No hints, no undo, no pause."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Resize
from textual.widgets import Digits, Static

from offbook.clock import Clock
from offbook.deck.answers import Picked, Typed
from offbook.deck.cards import Choice
from offbook.errors import OffbookError
from offbook.examiner import Examiner
from offbook.learning.schedule import Scheduler
from offbook.performance.attempt import (
    Abandon,
    Action,
    Answering,
    Attempt,
    Confide,
    Confiding,
    Flag,
    Give,
    Onward,
    Over,
    Select,
    Shown,
    Submit,
    Tick,
    Visit,
)
from offbook.tui import clockface, paper
from offbook.tui.screens.confirm import ConfirmScreen
from offbook.tui.screens.evaluate import EvaluateScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.stopwatch import Stopwatch
from offbook.tui.widgets.answer_form import AnswerForm, Field
from offbook.tui.widgets.keyline import KeyLine
from offbook.tui.widgets.stage import Stage

COMMANDS = (
    Binding("left,pageup", "go(-1)", "the question before"),
    Binding("right,pagedown", "go(1)", "the next question"),
    Binding("asterisk", "flag", "flag the question for another look", key_display="*"),
    Binding("ctrl+s", "submit", "hand in the paper", key_display="ctrl+s"),
    Binding("question_mark,f1", "help", "every key of this screen; the clock goes on", key_display="?"),
    Binding("escape", "leave", "leave the quiz"),
)
_FORWARD = ("enter", "space")


class RunScreen(HouseScreen[None]):
    """Shows an attempt and turns keys into its actions; the clock only repaints, the deadline decides.

    As in a rehearsal, keys are taken in one place and in order, and one that was pressed before
    its question was painted is dropped.
    """

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, examiner: Examiner, clock: Clock, attempt: Attempt, scheduler: Scheduler) -> None:
        super().__init__()
        self._examiner = examiner
        self._clock = clock
        self._scheduler = scheduler
        self._state = attempt
        record = examiner.record(attempt.began.attempt)
        self._watch = Stopwatch(clock, record.at if record else clock())
        self._painted = False

    def compose(self) -> ComposeResult:
        """The clock, the question, the keys."""
        yield Static(id="progress")
        yield Digits("", id="digits")
        yield Static(id="clock")
        yield Stage()
        yield Static(id="ratings")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Show the first question and start the clock's hand."""
        self.set_interval(0.2, self._tick)
        await self._show()

    async def on_key(self, event: Key) -> None:
        """Take a key: as an answer first, then as a command."""
        if event.key in {"tab", "shift+tab", "ctrl+q", "ctrl+c", "ctrl+z", "ctrl+p"}:
            return
        event.stop()
        event.prevent_default()
        if not self._painted or await self._take(event):
            return
        command = self.active_bindings.get(event.key)
        if command and command.node is self:
            await self.run_action(command.binding.action)

    async def _take(self, event: Key) -> bool:
        key = event.character.lower() if event.is_printable and event.character else event.key
        match self._state.phase:
            case Answering() if chosen := paper.choice_of(self._state, key):
                await self.action_choose(chosen.key)
            case Answering() if event.key in _FORWARD:
                await self._hand_in()
            case Confiding() if key in {"1", "2", "3"}:
                await self._act(Confide(int(key)))
            case Shown() if event.key in _FORWARD:
                await self._act(Onward())
            case _:
                return False
        return True

    async def _hand_in(self) -> None:
        """Give the ticked options; go into the fields of a typed question; else go to the next."""
        selected = self._state.selected
        if isinstance(selected, Picked):
            await self._act(Give(selected))
        elif paper.is_typed(self._state):
            self.query_one(Stage).resume_typing()
        else:
            await self._act(Onward())

    async def _act(self, action: Action) -> None:
        """Take a step. What was answered is on disk before the screen shows it."""
        before = self._state
        try:
            self._state = self._examiner.act(before, action, self._watch.read())
        except OffbookError as error:
            self.complain(error, "This was not recorded")
            return
        if isinstance(self._state.phase, Over):
            self._finish()
        elif self._state != before and not isinstance(action, Select):
            await self._show()

    async def _tick(self) -> None:
        """Let time pass; repaint what is left of it."""
        if isinstance(self._state.phase, Over):
            return
        await self._act(Tick())
        if not isinstance(self._state.phase, Over):
            self._show_clock()

    async def _show(self) -> None:
        self._painted = False
        await self.query_one(Stage).show(paper.scene_of(self._state))
        self._show_frame()
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        self._painted = True

    @on(Resize)
    def _show_frame(self) -> None:
        state = self._state
        self.query_one("#progress", Static).update(paper.progress(state, self.column))
        confiding = self.query_one("#ratings", Static)
        confiding.set_class(not isinstance(state.phase, Confiding), "-empty")
        confiding.update(paper.confidences())
        self.query_one(KeyLine).show(paper.hints(state, typing=isinstance(self.focused, Field)))
        self._show_clock()

    def _show_clock(self) -> None:
        began, left = self._state.began, self._state.left(self._watch.read().elapsed)
        whole = began.total if began.each is None else began.each
        large = left is not None and self.size.height >= 22
        digits = self.query_one("#digits", Digits)
        digits.set_class(not large, "-empty")
        if large and left is not None:
            digits.update(clockface.figures(left))
        bar = clockface.bar(left, whole, min(self.column, 92), told=not large)
        self.query_one("#clock", Static).update(bar)

    def _finish(self) -> None:
        record = self._examiner.record(self._state.began.attempt)
        if record:
            self.app.switch_screen(EvaluateScreen(self._examiner, self._clock, record, self._scheduler))
        else:
            self.dismiss(None)

    @on(AnswerForm.Edited)
    async def _typing(self, message: AnswerForm.Edited) -> None:
        typed = Typed(message.texts) if any(text.strip() for text in message.texts) else None
        await self._act(Select(typed))

    @on(AnswerForm.HandedIn)
    async def _typed(self, message: AnswerForm.HandedIn) -> None:
        if any(text.strip() for text in message.texts):
            await self._act(Give(Typed(message.texts)))
        else:
            await self._act(Onward())

    @on(AnswerForm.Dismissed)
    def _stopped_typing(self) -> None:
        self._show_frame()

    async def action_choose(self, key: str) -> None:
        """Answer with an option, or tick it where several are asked for."""
        chosen = paper.choice_of(self._state, key)
        if chosen is None or not isinstance(self._state.phase, Answering):
            return
        card = self._state.asked[self._state.place].card
        if isinstance(card, Choice) and card.several:
            await self._act(Select(Picked(paper.ticked(self._state) ^ {chosen.label})))
            await self._show()
        else:
            await self._act(Give(chosen.answer))

    async def action_confide(self, level: int) -> None:
        """Say how sure the answer is."""
        await self._act(Confide(level))

    async def action_forward(self) -> None:
        """What Enter does here, for the mouse."""
        await self._take(Key("enter", None))

    async def action_go(self, by: int) -> None:
        """Go to another question."""
        await self._act(Visit(self._state.place + by))

    async def action_flag(self) -> None:
        """Flag the question, or take the flag off."""
        await self._act(Flag())

    def action_submit(self) -> None:
        """Hand in the paper; ask once while questions are open."""
        still = len(self._state.open)
        if not still:
            self.run_worker(self._act(Submit()))
            return
        self._ask(
            ConfirmScreen(
                "Hand in the paper?",
                f"{still} of {len(self._state.asked)} questions are open. They count as out of time.",
                "hand in",
                "go on with the quiz",
            ),
            Submit(),
        )

    def action_leave(self) -> None:
        """Leave the quiz; ask once."""
        self._ask(
            ConfirmScreen(
                "Leave the quiz?",
                "What you answered is kept and evaluated; open questions count as out of time. "
                "The clock goes on while you think about it.",
                "leave",
                "go on with the quiz",
            ),
            Abandon(),
        )

    def _ask(self, question: ConfirmScreen, action: Action) -> None:
        def answered(yes: bool | None) -> None:  # noqa: FBT001 - as Textual calls it
            if yes and not isinstance(self._state.phase, Over):
                self.run_worker(self._act(action))

        self.app.push_screen(question, answered)

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Quiz", paper.keys_in_full(self._state), COMMANDS))
