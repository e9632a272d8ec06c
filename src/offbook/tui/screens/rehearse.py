"""Rehearse: one card at a time, the attempt first and then the feedback."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Resize
from textual.widgets import Static

from offbook.clock import Clock
from offbook.deck.answers import Picked, Typed
from offbook.deck.cards import Choice, Cloze, Recall
from offbook.deck.catalog import Entry
from offbook.deck.rewording import Rewording
from offbook.errors import OffbookError
from offbook.learning.memory import Rating
from offbook.learning.rehearsal import NotNowError, preview, reworded
from offbook.learning.sitting import (
    REVEAL,
    Action,
    Asking,
    Done,
    Judged,
    Mark,
    Overrule,
    Proceed,
    PutOff,
    Rate,
    Rehearsal,
    Respond,
    Resting,
    Revealed,
    SetAside,
    Turn,
    Undo,
    Wake,
)
from offbook.learning.sitting import (
    Hint as AskHint,
)
from offbook.opening import Edit, Rehearse
from offbook.steady import Steady
from offbook.trainer import Trainer
from offbook.tui import closing, editing, faces, prompts, scenes, words
from offbook.tui.screens.confirm import ConfirmScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.widgets.answer_form import AnswerForm, Field
from offbook.tui.widgets.keyline import Hint, KeyLine
from offbook.tui.widgets.stage import Stage

COMMANDS = (
    Binding("u", "undo", "undo the last step"),
    Binding("h", "hint", "show the hint"),
    Binding("i", "right", "I was right: overrule the verdict"),
    Binding("x", "suspend", "suspend the card"),
    Binding("z", "bury", "bury the card till tomorrow"),
    Binding("asterisk", "flag", "flag the card for a second look", key_display="*"),
    Binding("exclamation_mark", "report", "report: the card is wrong", key_display="!"),
    Binding("e", "edit", words.EDIT_ELSEWHERE),
    Binding("E", "author", words.EDIT_HERE),
    Binding("n", "more", "at the end: ten more new cards"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("q,escape", "leave", "leave; everything is kept"),
)
MORE = 10
"""New cards that can be asked for when the day's are met."""
_FORWARD = ("enter", "space")
_RATINGS = {str(rating.value): rating for rating in Rating}


class RehearseScreen(HouseScreen[None]):
    """Shows a rehearsal and turns keys into its actions; holds no rule of its own.

    Keys are taken in one place and in the order in which they come: as an answer, as a rating,
    as a command. One that was pressed before the card was painted is not meant for it.
    """

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, trainer: Trainer, clock: Clock, state: Rehearsal, scope: tuple[Entry, ...]) -> None:
        """``scope`` are the decks that are rehearsed, for a rehearsal that follows this one."""
        super().__init__()
        self._trainer = trainer
        self._clock = clock
        self._state = state
        self._scope = scope
        self._decks = Steady(trainer.library, {key.deck for key in state.cards})
        self._ticked: frozenset[str] = frozenset()
        self._painted = False
        self._told_keys: Turn | None = None
        """The turn at which it was said which keys do something."""

    def compose(self) -> ComposeResult:
        """A line of progress, the stage, the ratings, the keys."""
        yield Static(id="progress")
        yield Stage()
        yield Static(id="ratings")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Show the first card; look now and then whether a file was changed or a rest is over."""
        self.set_interval(1.0, self._look_around)
        await self._show()

    async def on_screen_resume(self) -> None:
        """Take in what was edited on another screen."""
        if self._painted:
            await self._look_for_edits()

    async def on_key(self, event: Key) -> None:
        """Take a key, unless it is one of the app's own."""
        if event.key in {"tab", "shift+tab"} or event.key.startswith("ctrl+"):
            return
        event.stop()
        event.prevent_default()
        if not self._painted or await self._take(event) or await self.run_command(event.key):
            return
        if event.is_printable:
            self._tell_keys()

    async def _take(self, event: Key) -> bool:
        """Take a key as an answer, a rating or a step forward; whether it was one."""
        key = event.character.lower() if event.is_printable and event.character else event.key
        forward = event.key in _FORWARD
        match self._state.turn:
            case Asking() if chosen := next((one for one in self._keys() if one.key == key), None):
                await self.action_choose(chosen.key)
            case Asking() if forward:
                await self._hand_in()
            case Revealed() | Judged() if key in _RATINGS:
                await self._act(Rate(_RATINGS[key]))
            case Revealed() if forward:
                await self._act(Rate(Rating.GOOD))
            case Judged() | Resting() if forward:
                await self._act(Proceed())
            case Done() if forward:
                self.action_leave()
            case _:
                return self._scroll(event.key)
        return True

    def _scroll(self, key: str) -> bool:
        stage = self.query_one(Stage)
        moves = {
            "down": stage.scroll_down,
            "up": stage.scroll_up,
            "pagedown": stage.scroll_page_down,
            "pageup": stage.scroll_page_up,
        }
        if key in moves:
            moves[key](animate=False)
        return key in moves

    async def _hand_in(self) -> None:
        card = scenes.card_of(self._state)
        if isinstance(card, Choice) and card.several and self._ticked:
            await self._act(Respond(Picked(self._ticked)))
        elif isinstance(card, Recall | Cloze) and not card.typed:
            await self._act(REVEAL)
        elif faces.fields(card) if card else ():
            self.query_one(Stage).resume_typing()
        else:
            self._tell_keys()

    async def _act(self, action: Action) -> bool:
        """Take a step; whether it was taken. The screen moves on only once the journal has it."""
        try:
            after = self._trainer.act(self._state, action, self._clock())
        except NotNowError:
            self._tell_keys()
            return False
        except OffbookError as error:
            self.complain(error, "This was not recorded")
            return False
        if after.leech and after.leech != self._state.leech:
            self.tell("Forgotten so often that it is suspended. u takes it back.", seconds=8)
        if after.key != self._state.key or isinstance(after.turn, Asking):
            self._ticked = frozenset()
        self._state = after
        await self._show()
        return True

    def _tell_keys(self) -> None:
        """Say which keys do something here, once for each turn."""
        if self._state.turn is not self._told_keys:
            self._told_keys = self._state.turn
            self.tell(prompts.instead(self._hints()))

    async def _show(self) -> None:
        """Paint the state; keys count again once it is painted."""
        self._painted = False
        stage = self.query_one(Stage)
        if scene := scenes.scene_of(self._state, self._decks, self._ticked):
            await stage.show(scene)
        elif isinstance(self._state.turn, Resting):
            stage.show_text(closing.pause(self._state.turn, self._state, self._clock()))
        else:
            stage.show_text(closing.page(self._state, self._trainer, self._clock(), self.column))
        self._show_frame()
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        self._painted = True

    def _show_frame(self) -> None:
        """Everything around the stage."""
        state, now = self._state, self._clock()
        previews = preview(state, now)
        proposed = state.turn.review.rating if isinstance(state.turn, Judged) else Rating.GOOD
        bar = self.query_one("#ratings", Static)
        bar.update(faces.ratings(previews, proposed, self.column) if previews else "")
        title = self._decks.title(state.key.deck) if state.key else "Rehearsal"
        self.query_one("#progress", Static).update(faces.progress(title, state, self.column))
        self.query_one(KeyLine).show(self._hints())

    @on(Resize)
    def _reframe(self) -> None:
        self._show_frame()

    def _hints(self) -> tuple[Hint, ...]:
        typing = isinstance(self.focused, Field)
        return prompts.for_turn(self._state, self._keys(), typing=typing)

    def _keys(self) -> tuple[faces.Key, ...]:
        return scenes.keys_of(self._state, self._decks)

    async def _look_around(self) -> None:
        if isinstance(self._state.turn, Resting):
            await self._act(Wake())
        await self._look_for_edits()

    async def _look_for_edits(self) -> None:
        """Take in what another program wrote into the decks, and say what it did to this rehearsal."""
        if not self.is_current or (change := self._decks.look_again()) is None:
            return
        before = self._state
        self._state = after = self._trainer.refresh(before, self._clock(), self._decks)
        if found := reworded(before, after):
            self._ask_if_same(found)
        elif told := scenes.told_of_edit(before, after, self._decks, change):
            self.tell(told, seconds=8)
        if after != before:
            await self._show()

    def _ask_if_same(self, found: Rewording) -> None:
        """Ask whether the history of a card that was reworded goes on; before it is answered anew."""

        async def answered(yes: bool | None) -> None:  # noqa: FBT001 - a screen's result has no name
            if not yes:
                self.tell(f"{scenes.COUNTS_AS_NEW} {scenes.WAITS}", seconds=8)
                return
            try:
                self._state = self._trainer.carry(self._state, found, self._clock())
            except OffbookError as error:
                self.complain(error, "This was not recorded")
                return
            self.tell("Its history goes on; w on Home can give it back.")
            await self._show()

        self.app.push_screen(
            ConfirmScreen(
                "Is this still the same card?",
                "Its question was reworded, and it has no id that would tell. If it is the same, "
                "its history goes on; else it is a new card.",
                "the same",
                "a new card",
            ),
            answered,
        )

    @on(AnswerForm.HandedIn)
    async def _typed(self, message: AnswerForm.HandedIn) -> None:
        if self._painted and isinstance(self._state.turn, Asking):
            await self._act(Respond(Typed(message.texts)))
        # What was not taken stays in the fields, to be handed in again.
        self.query_one(Stage).resume_typing()

    @on(AnswerForm.Dismissed)
    def _stopped_typing(self) -> None:
        self._show_frame()

    async def action_choose(self, key: str) -> None:
        """Answer with an option, or tick it where several are asked for."""
        chosen = next((one for one in self._keys() if one.key == key), None)
        card = scenes.card_of(self._state)
        if chosen is None or not isinstance(self._state.turn, Asking):
            return
        if isinstance(card, Choice) and card.several:
            self._ticked ^= {chosen.label}
            await self._show()
        else:
            await self._act(Respond(chosen.answer))

    async def action_rate(self, value: int) -> None:
        """Say how it went."""
        await self._act(Rate(Rating(value)))

    async def action_forward(self) -> None:
        """What Enter does here, for the mouse."""
        await self._take(Key("enter", None))

    async def action_undo(self) -> None:
        """Take the last step back."""
        if self._state.past is None:
            resumed = "Answers from before you left stand." if self._state.log else ""
            self.tell(f"There is nothing to undo. {resumed}".strip())
        else:
            await self._act(Undo())
        # So that undo can be pressed again: a field would take the key for a letter.
        self.set_focus(None)
        self._show_frame()

    async def action_hint(self) -> None:
        """Show the hint."""
        card = scenes.card_of(self._state)
        if isinstance(self._state.turn, Asking) and card and not card.facts.hint:
            self.tell("This card has no hint.")
        else:
            await self._act(AskHint())

    async def action_right(self) -> None:
        """Overrule the verdict."""
        await self._act(Overrule())

    async def action_suspend(self) -> None:
        """Suspend the card."""
        if await self._act(SetAside()):
            self.tell("Suspended. u takes it back; later, x on Home does.")

    async def action_bury(self) -> None:
        """Bury the card till tomorrow."""
        if await self._act(PutOff()):
            self.tell("Buried till tomorrow. u takes it back.")

    async def action_flag(self) -> None:
        """Flag the card, or take the flag off."""
        await self._act(Mark())

    def action_report(self) -> None:
        """Say that the card is wrong."""
        from offbook.tui.screens.report import report

        if key := self._state.key:
            report(self, self._trainer.curator, self._clock, key)
        else:
            self._tell_keys()

    async def action_edit(self) -> None:
        """Open the card's deck in the editor, at the card, and show the card as it was left."""
        card = scenes.card_of(self._state)
        if card is None:
            self._tell_keys()
            return
        try:
            if told := editing.edit(self.app, self._trainer.library, card):
                self.tell(told, seconds=8)
        except OffbookError as error:
            self.complain(error, "The card was not edited")
        await self._look_for_edits()

    def action_author(self) -> None:
        """Open the card's deck beside its cards, at the card; what is saved there shows here."""
        card = scenes.card_of(self._state)
        if card is None:
            self._tell_keys()
        elif entry := self._trainer.library.entry(card.facts.key.deck):
            self.go(Edit(entry, card.facts.key))
        else:
            self.tell("The deck is gone; it cannot be edited.")

    def action_help(self) -> None:
        """Every key of this screen."""
        keys = self._keys() if isinstance(self._state.turn, Asking) else ()
        self.app.push_screen(HelpScreen("Rehearse", prompts.in_full(self._hints(), keys), COMMANDS))

    def action_more(self) -> None:
        """Meet more new cards than the day would bring."""
        if isinstance(self._state.turn, Done):
            self.go(Rehearse(self._scope, MORE), instead=True)
        else:
            self._tell_keys()

    def action_leave(self) -> None:
        """Back to where the learner came from; every answer is kept already."""
        self.dismiss(None)
