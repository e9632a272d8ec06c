"""Run: a quiz against the clock. No hints, no undo, no pause."""

from __future__ import annotations

from dataclasses import replace
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
from offbook.opening import Evaluate
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
    Phase,
    Select,
    Shown,
    Submit,
    Tick,
    Visit,
    is_blank,
)
from offbook.tui import clockface, paper
from offbook.tui.screens.confirm import ConfirmScreen
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
_WALK = {"pageup": -1, "pagedown": 1}
"""Keys that the stage would take to scroll, where the cursor stands in one of its fields."""


class RunScreen(HouseScreen[None]):
    """Shows an attempt and turns keys into its actions; the clock only repaints, the deadline decides.

    As in a rehearsal, keys are taken in one place and in order, and one that was pressed before
    its question was painted is dropped.
    """

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, examiner: Examiner, clock: Clock, attempt: Attempt) -> None:
        super().__init__()
        self._examiner = examiner
        self._clock = clock
        self._state = attempt
        record = examiner.record(attempt.began.attempt)
        self._watch = Stopwatch(clock, record.at if record else clock(), attempt.since.elapsed)
        self._painted = False
        self._on_screen: tuple[int, Phase] | None = None
        """The question and the phase that were shown last."""
        self._in_trouble = False
        """Whether the last step could not be recorded."""

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
        if self._painted and not await self._take(event):
            await self.run_command(event.key)

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
            case _ if event.key in _WALK:
                await self.action_go(_WALK[event.key])
            case _:
                return False
        return True

    async def _hand_in(self) -> None:
        """Give the ticked options; go into the fields of a typed question; else go to the next."""
        selected = self._state.selected
        if isinstance(selected, Picked) and selected.texts:
            await self._act(Give(selected))
        elif paper.is_typed(self._state):
            self.query_one(Stage).resume_typing()
        else:
            await self._act(Onward())

    async def _act(self, action: Action) -> None:
        """Take a step. What was answered is on disk before the screen shows it."""
        if isinstance(self._state.phase, Over):
            return
        before = self._state
        try:
            self._state = self._examiner.act(before, action, self._watch.read())
        except OffbookError as error:
            if not (self._in_trouble and isinstance(action, Tick)):
                self.complain(error, "This was not recorded")
            self._in_trouble = True
            return
        self._in_trouble = False
        if isinstance(self._state.phase, Over):
            self._finish()
        elif self._state != before and not self._was_typing(before):
            await self._show()

    def _was_typing(self, before: Attempt) -> bool:
        """Whether nothing changed but what is typed, which the fields show by themselves."""
        return paper.is_typed(self._state) and self._state == replace(before, selected=self._state.selected)

    async def _select_typed(self) -> None:
        """Select what stands in the fields now."""
        texts = self.query_one(Stage).typed
        if texts and self._painted and isinstance(self._state.phase, Answering):
            await self._act(Select(Typed(texts)))

    async def _tick(self) -> None:
        """Let time pass; repaint what is left of it."""
        if isinstance(self._state.phase, Over):
            return
        await self._act(Tick())
        if not isinstance(self._state.phase, Over):
            self._show_clock()

    async def _show(self) -> None:
        shown, self._on_screen = self._on_screen, (self._state.place, self._state.phase)
        if shown != self._on_screen:
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
        began, elapsed = self._state.began, self._watch.read().elapsed
        left = self._state.left(elapsed)
        by_total = began.total is not None and left == max(0, began.total - elapsed)
        whole = began.total if by_total else began.each
        large = left is not None and self.size.height >= 22
        digits = self.query_one("#digits", Digits)
        digits.set_class(not large, "-empty")
        if large and left is not None:
            digits.update(clockface.figures(left))
        bar = clockface.bar(left, whole, min(self.column, 92), told=not large)
        rests = left is None and began.each is not None
        self.query_one("#clock", Static).update(clockface.RESTING if rests else bar)

    def _finish(self) -> None:
        if self not in self.app.screen_stack:
            return
        # Help, a question or the palette may lie above: time does not wait for them.
        while self.app.screen is not self:
            self.app.pop_screen()
        record = self._examiner.record(self._state.began.attempt)
        if record:
            self.go(Evaluate(record), instead=True)
        else:
            self.dismiss(None)

    @on(AnswerForm.Edited)
    async def _typing(self) -> None:
        await self._select_typed()

    @on(AnswerForm.HandedIn)
    async def _typed(self, message: AnswerForm.HandedIn) -> None:
        if not self._painted:
            # Time ran out on the question it was meant for, and another one has taken its place.
            return
        place, given = self._state.place, Typed(message.texts)
        await self._act(Onward() if is_blank(given) else Give(given))
        if self._state.place == place and isinstance(self._state.phase, Answering):
            self.query_one(Stage).resume_typing()

    @on(AnswerForm.Dismissed)
    def _stopped_typing(self) -> None:
        self._show_frame()

    async def action_choose(self, key: str) -> None:
        """Answer with an option, or tick it where several are asked for."""
        chosen = paper.choice_of(self._state, key)
        if chosen is None or not self._painted or not isinstance(self._state.phase, Answering):
            return
        card = self._state.asked[self._state.place].card
        if isinstance(card, Choice) and card.several:
            await self._act(Select(Picked(paper.ticked(self._state) ^ {chosen.label})))
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
        # Of the last letter typed, word may still be on its way.
        await self._select_typed()
        await self._act(Visit(self._state.place + by))

    async def action_flag(self) -> None:
        """Flag the question, or take the flag off."""
        await self._act(Flag())

    async def action_submit(self) -> None:
        """Hand in the paper; ask once while questions are open."""
        await self._select_typed()
        still = set(self._state.open) - ({self._state.place} if self._state.pending else set())
        if not still:
            await self._act(Submit())
            return
        are_open = "question is open. It counts" if len(still) == 1 else "questions are open. They count"
        self._ask(
            ConfirmScreen(
                "Hand in the paper?",
                f"{len(still)} of {len(self._state.asked)} {are_open} as out of time.",
                "hand in",
                "go on with the quiz",
            ),
            Submit(),
        )

    async def action_leave(self) -> None:
        """Leave the quiz; ask once."""
        await self._select_typed()
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
        if isinstance(self._state.phase, Over):
            return

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - as Textual calls it
            if yes and not isinstance(self._state.phase, Over):
                self.run_worker(self._act(action))

        self.app.push_screen(question, answered)

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Quiz", paper.keys_in_full(self._state), COMMANDS))
