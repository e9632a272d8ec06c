"""Author: a deck's text beside its cards as learners see them, with all that is wrong below."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Key, Resize
from textual.widgets import OptionList, Static

from offbook.deck.cards import CardKey
from offbook.deck.draft import Changed, Conflict, Draft
from offbook.deck.revision import Revision, add, concept_at, concepts, duplicate, move, remove
from offbook.deck.survey import Survey, survey
from offbook.deck.templates import FORMS
from offbook.errors import OffbookError
from offbook.manuscript import Manuscript
from offbook.tui import authoring
from offbook.tui.author_keys import COMMANDS, HINTS, IN_TEXT, WITHOUT_CARD
from offbook.tui.screens import differ
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.screens.pick import Item, PickScreen
from offbook.tui.widgets.card_face import CardFace
from offbook.tui.widgets.deck_text import DeckText
from offbook.tui.widgets.faults import Faults
from offbook.tui.widgets.find_line import FindLine
from offbook.tui.widgets.keyline import KeyLine

BESIDE = 100
"""Columns from which on the card stands beside the text."""
ROOMY = 22
"""Rows from which on the card is shown beneath the text without being asked for."""
PAUSE = 0.15
"""Seconds without a key after which the text is looked over."""
TICK = 0.5
"""Seconds between two looks at the file."""


class AuthorScreen(HouseScreen[None]):
    """Lets a deck be written. What becomes of its file is the manuscript's affair."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [
        *COMMANDS,
        Binding("tab", "tab(1)", show=False),
        Binding("shift+tab", "tab(-1)", show=False),
    ]
    DEFAULT_CSS = "#origin { height: 1; padding: 0 1; background: $panel; color: $text-warning; }"
    AUTO_FOCUS: ClassVar[str | None] = "DeckText"

    def __init__(self, manuscript: Manuscript, card: CardKey | None = None) -> None:
        """``card`` is where the cursor begins, None for the top."""
        super().__init__()
        self._manuscript = manuscript
        self._card = card
        self._known: Survey | None = None
        self._took = 0.0
        """Seconds that the last survey took."""
        self._preview: bool | None = None
        """Whether the card is shown beneath the text; None for as the room is."""
        self._saved: str | None = None
        """A text that was saved before it was looked over; None for none."""
        self._deck_text = DeckText(self._command)

    def compose(self) -> ComposeResult:
        """The deck's name, the text with its card, the problems, the keys."""
        yield Static(id="heading")
        yield Static("Came with Offbook; saving makes a copy of your own.", id="origin")
        with Container(id="desk"):
            yield self._deck_text
            yield CardFace()
        yield Faults()
        yield FindLine(self._deck_text)
        yield KeyLine(HINTS)

    def on_mount(self) -> None:
        """Show the text, offer what was left behind, and look after the file from now on."""
        self._deck_text.open(self._draft.text)
        self._survey(0.0)
        self.set_interval(TICK, self._tick)
        if left := self._manuscript.leftover:
            self.app.push_screen(differ.offer(self._draft, left.text), self._take_up)

    def on_unmount(self) -> None:
        """Lose nothing, however it was left."""
        self._take_down()
        self._manuscript.close()

    @on(Resize)
    def _furnish(self) -> None:
        """Give the card its place."""
        beside = self.app.size.width >= BESIDE
        shown = self._preview if self._preview is not None else beside or self.app.size.height >= ROOMY
        self.set_class(beside, "-beside")
        self.set_class(not shown, "-alone")
        self.query_one(KeyLine).show(HINTS if shown else WITHOUT_CARD)
        self._draw()
        self.call_after_refresh(self._draw_card)

    @property
    def _draft(self) -> Draft:
        return self._manuscript.draft

    @property
    def _is_furnished(self) -> bool:
        """Whether its widgets are there: while it is left, word of a change or a survey may still come in."""
        return len(self.query("#heading, #preview, #card, #faults")) == 4

    def _take_down(self) -> None:
        """Let the manuscript be the text as it stands: word of a change comes behind later keys."""
        self._manuscript.write(self._deck_text.text)

    @property
    def _line(self) -> int:
        return self._deck_text.cursor_location[0]

    async def _command(self, key: str) -> bool:
        """Run what a key stands for on this screen; whether it stands for anything."""
        command = self.active_bindings.get(key)
        if command is None or command.node is not self:
            return False
        await self.run_action(command.binding.action)
        return True

    # -- the text, and what is known of it ----------------------------------------------------

    @on(DeckText.Changed)
    def _written(self, message: DeckText.Changed) -> None:
        message.stop()
        self._take_down()
        self._survey(max(PAUSE, 2 * self._took))
        self._draw()

    @on(DeckText.SelectionChanged)
    def _moved(self, message: DeckText.SelectionChanged) -> None:
        message.stop()
        self._draw()
        self._draw_card()

    @on(DeckText.TooLarge)
    def _too_large(self) -> None:
        self.tell("There is no room for that in a deck; split it in two.")

    @work(exclusive=True)
    async def _survey(self, wait: float) -> None:
        """Look the text over once nothing was typed for a while, off the screen's thread."""
        await asyncio.sleep(wait)
        known = await self._fresh()
        if known.text == self._deck_text.text:
            self._learn(known)

    async def _fresh(self) -> Survey:
        """What is known of the text as it stands."""
        if known := self._current:
            return known
        text, path = self._deck_text.text, self._draft.path
        began = monotonic()
        known = await asyncio.to_thread(survey, text, path.name, path.stem)
        self._took = monotonic() - began
        return known

    @property
    def _current(self) -> Survey | None:
        """What is known of the text as it stands; None if it was not looked over yet."""
        return self._known if self._known and self._known.text == self._deck_text.text else None

    def _learn(self, known: Survey) -> None:
        self._known = known
        if self._saved == known.text and known.slip:
            self._tell_saved("Saved.")
        self._saved = None
        if not self._is_furnished:
            return
        if self._card:
            self._go_to_card(known, self._card)
            self._card = None
        problems = known.reading.problems
        self._deck_text.mark({one.line - 1: one.level for one in problems})
        self.query_one(Faults).take(problems)
        self._draw()
        self._draw_card()

    def _go_to_card(self, known: Survey, key: CardKey) -> None:
        deck = known.reading.deck
        found = next((card for card in deck.cards if card.facts.key == key), None) if deck else None
        if found and (line := known.line_of(found.facts.index)) is not None:
            self._go_to(line, 0)

    def _go_to(self, line: int, column: int) -> None:
        self._deck_text.move_cursor((line, column), center=True)
        self._deck_text.focus()

    # -- what is to be seen -------------------------------------------------------------------

    def _draw(self) -> None:
        """Everything around the text and the card."""
        if not self._is_furnished:
            return
        line, column = self._deck_text.cursor_location
        width = max(20, self.app.size.width - 2)
        head = authoring.head(
            self._draft, self._known, f"{line + 1}:{column + 1}", width, unsaved=self._manuscript.is_unsaved
        )
        self.query_one("#heading", Static).update(head, layout=False)
        self.query_one("#origin").display = self._manuscript.is_shipped

    def _draw_card(self) -> None:
        """The card at the cursor."""
        if self._known is None or not self._is_furnished or self.has_class("-alone"):
            return
        self.query_one(CardFace).show(self._known, self._line, brief=not self.has_class("-beside"))

    # -- the file -----------------------------------------------------------------------------

    def _tick(self) -> None:
        """Take in what another program wrote, and keep what is not saved."""
        if not self.is_current:
            return
        self._take_down()
        try:
            found = self._manuscript.look()
        except OffbookError as error:
            self.complain(error, "Unsaved text is not kept")
            return
        if found is None:
            return
        told = authoring.told_of_file(found, self._draft.path.name, dirty=self._draft.is_dirty)
        if isinstance(found, Changed) and not self._draft.is_dirty:
            self._take(found.theirs)
        if told:
            self.tell(told, seconds=8)
        self._draw()

    def _take(self, theirs: Draft) -> None:
        """Show the file as it is now, in a step that can be undone."""
        self._manuscript.take(theirs)
        self._deck_text.become(theirs.text)

    def _take_up(self, way: str | None) -> None:
        try:
            text = self._manuscript.settle(way or "later")
        except OffbookError as error:
            self.complain(error, "It is still there")
            return
        if text is not None:
            self._deck_text.become(text)

    def action_save(self) -> bool:
        """Save, or show what stands in the way; whether it is saved."""
        self._take_down()
        try:
            outcome = self._manuscript.save()
        except OffbookError as error:
            self.complain(error, "This was not saved")
            return False
        if isinstance(outcome, Conflict):
            theirs = outcome.theirs
            self.app.push_screen(differ.conflict(self._draft, theirs), partial(self._settle, theirs))
            return False
        self._tell_saved(outcome.told)
        self._draw()
        return True

    def _tell_saved(self, told: str) -> None:
        """Say that it is saved, and that it cannot be read: now, or once that is known."""
        known = self._current
        self._saved = None if known else self._deck_text.text
        self.tell(authoring.saved(told, known) if known else told)

    def _settle(self, theirs: Draft, way: str | None) -> None:
        if way not in {"mine", "theirs"}:
            return
        try:
            told = self._manuscript.put_beside() if way == "mine" else ""
        except OffbookError as error:
            self.complain(error, "This was not kept")
            return
        self._take(theirs)
        self.tell(told or "This is theirs. ctrl+z brings yours back.", seconds=8)

    # -- whole cards --------------------------------------------------------------------------

    async def _revise(self, change: Callable[[Survey, int], Revision]) -> None:
        """Change the text in one step, or say why that cannot be."""
        line, known = self._line, await self._fresh()
        try:
            found = await asyncio.to_thread(change, known, line)
        except OffbookError as error:
            self.complain(error, "This cannot be done yet")
            return
        self._deck_text.become(found.text, found.begin, found.end)
        self._deck_text.focus()
        self._deck_text.blanks = found.blanks or self._deck_text.blanks

    def action_add(self) -> None:
        """Put a new card of a form behind this one."""
        items = [Item(form, form, told) for form, told in FORMS.items()]
        self.app.push_screen(PickScreen("A new card", items), self._add)

    async def _add(self, chosen: tuple[str, ...] | None) -> None:
        if chosen:
            known = await self._fresh()
            await self._revise(partial(add, form=chosen[0], concept=concept_at(known, self._line)))

    async def action_duplicate(self) -> None:
        """Put the card there twice."""
        await self._revise(duplicate)

    async def action_remove(self) -> None:
        """Take the card out."""
        await self._revise(remove)

    async def action_move(self) -> None:
        """Choose another concept for the card."""
        known = await self._fresh()
        named = await asyncio.to_thread(concepts, known)
        if not named:
            self.tell('No concept has a name yet. Write concept = "…" on a card, or declare some.')
            return
        items = [Item(str(one.id), one.name, one.topic) for one in named]
        own = [concept_at(known, self._line)]
        self.app.push_screen(PickScreen("The concept it drills", items, own), self._move)

    async def _move(self, chosen: tuple[str, ...] | None) -> None:
        if chosen:
            await self._revise(partial(move, concept=chosen[0]))

    # -- the rest -----------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#faults")
    def _jump(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        problems = self.query_one(Faults).problems
        if message.option_index < len(problems):
            problem = problems[message.option_index]
            self._go_to(problem.line - 1, problem.column - 1)

    def action_next(self) -> None:
        """Go to the next problem behind the cursor, or to the first."""
        line, column = self._deck_text.cursor_location
        if problem := self.query_one(Faults).behind(line + 1, column + 1):
            self._go_to(problem.line - 1, problem.column - 1)
        else:
            self.tell("There are no problems.")

    def action_tab(self, step: int) -> None:
        """Go to what is still to be filled in of a new card, or to another part of the screen."""
        if self.focused is not self._deck_text or not self._deck_text.fill_in(step):
            (self.focus_next if step > 0 else self.focus_previous)()

    def on_key(self, event: Key) -> None:
        """Let what is typed while the card or the problems are looked at come into the text."""
        if event.is_printable:
            event.stop()
            self.set_focus(self._deck_text)
            self._deck_text.post_message(Key(event.key, event.character))

    def action_find(self, way: int = 0) -> None:
        """Ask what to find in the text (0), or go to the next place found (1), or the one before (-1)."""
        self.query_one(FindLine).step(way)

    def action_problems(self) -> None:
        """Go to the list of problems."""
        self.query_one("#faults").focus()

    def action_preview(self) -> None:
        """Show the card, or give its room to the text."""
        self._preview = self.has_class("-alone")
        self._furnish()

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Author", IN_TEXT, COMMANDS))

    def action_leave(self) -> None:
        """Go back to the text, or leave; ask first if anything is unsaved."""
        self._take_down()
        finding = self.query_one(FindLine)
        if finding.is_open or self.focused is not self._deck_text:
            finding.close()
        elif not self._manuscript.is_unsaved:
            self.dismiss(None)
        else:
            self.app.push_screen(differ.leaving(self._draft), self._leave)

    def _leave(self, way: str | None) -> None:
        if way == "drop":
            self._manuscript.discard()
        if way == "drop" or (way == "save" and self.action_save()):
            self.dismiss(None)
