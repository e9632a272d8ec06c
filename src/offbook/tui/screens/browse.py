"""Browse: any card of any deck, found as its words are typed, and what can be done with it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from offbook.analyst import View
from offbook.browsing.index import Index
from offbook.browsing.query import LONGEST, STATES, Kind, parse
from offbook.browsing.survey import Survey, Surveyor, judge
from offbook.clock import Clock
from offbook.deck.cards import Card, CardKey
from offbook.deck.catalog import Entry
from offbook.errors import OffbookError
from offbook.trainer import Trainer
from offbook.tui import browsed, faces, filtering
from offbook.tui.backroom import Backroom
from offbook.tui.keeping import Held
from offbook.tui.screens.card import CardScreen
from offbook.tui.screens.caring import DECIDING, HINTS, CaringScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.pick import PickScreen
from offbook.tui.text import plain
from offbook.tui.widgets.answer_form import Field
from offbook.tui.widgets.keyline import Hint, KeyLine
from offbook.tui.widgets.longlist import LongList, Row
from offbook.tui.words import count

COMMANDS = (
    Binding("slash", "find", "type what to find", key_display="/"),
    Binding("enter", "open", "the card, with its history"),
    Binding("f", "filters", "filters: what a card has to be"),
    Binding("s", "state", "only cards of one state; again for the next"),
    Binding("d", "deck", "only one deck; again for the next"),
    Binding("space", "tick", "tick the card, to act on several at once"),
    Binding("ctrl+a", "tick_all", "tick all that are found, or take their ticks off"),
    *DECIDING,
    Binding("ctrl+u", "widen", "show all cards again"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
_TYPING = (Hint("enter", "open", "open"), Hint("↓", "to the cards", "cards"), Hint("f1", "keys", "help"))
_HINTS = (
    Hint("enter", "open", "open"),
    Hint("/", "find", "find"),
    Hint("f", "filters", "filters"),
    *HINTS,
    Hint("space", "tick", "tick"),
    Hint("esc", "back", "dismiss"),
    Hint("?", "keys", "help"),
)
_MOVES = (
    ("a b c", "in the line on top: find what holds these letters"),
    ("is: form:", "and deck: topic: concept: side: tag: filter; a minus turns one around"),
    ("↑ ↓", "from the line to the cards and back, and through them"),
)
_TITLE = "Filters: of one kind any may hold, of several each has to"
_MARKS = 2
"""Cells that a row begins before the text's column."""


class BrowseScreen(CaringScreen):
    """Lists the cards that a query finds. The index is made in the back room, and again if a deck changes."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS, Binding("down", "cards", show=False)]
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(
        self, trainer: Trainer, clock: Clock, backroom: Backroom, surveyor: Surveyor, query: str = ""
    ) -> None:
        super().__init__(trainer, clock)
        self._backroom = backroom
        self._surveyor = surveyor
        self._query = query
        self._index: Index | None = None
        self._surveyed: tuple[Entry, ...] | None = None
        """The decks as they were when they were looked at; None until they were."""
        self._found: Sequence[int] = ()
        self._asked = ""
        """The query that was last looked for."""
        self._ticked: set[CardKey] = set()
        self._told = "Looking at the cards…"
        """Said in place of a card while there is none."""
        self._detail = Content("")
        self._open: CardKey | None = None
        """The card that was looked at last, which may stand elsewhere now."""

    def compose(self) -> ComposeResult:
        """How many cards there are, what is looked for, what was found, the card, the keys."""
        yield Static(id="masthead")
        yield Field(
            self._query,
            placeholder="type to find, or is:due form:choice …",
            max_length=LONGEST,
            select_on_focus=False,
            id="find",
        )
        yield Static(id="columns")
        yield LongList("found")
        yield Static(id="detail")
        yield KeyLine(_TYPING)

    def on_mount(self) -> None:
        """Type at once, unless it is known already what to look for."""
        self.query_one(LongList if self._query else Field).focus()
        self._look()

    def on_screen_resume(self) -> None:
        """Take in what was done to the card that was open, and what was edited meanwhile."""
        self._trainer.library.look_again()
        if self._surveyed not in (None, self._trainer.library.entries()):
            self._look()
        elif self._open:
            self.take_in((self._open,))
        self._open = None

    def on_resize(self) -> None:
        """Set everything for the new size."""
        self.query_one("#columns", Static).update(browsed.head(self.column + _MARKS))
        self._detail = Content("")
        self._draw()

    def on_descendant_focus(self) -> None:
        """Say which keys count now."""
        self.query_one(KeyLine).show(_TYPING if self._is_typing else _HINTS)

    # ---- Looking -----------------------------------------------------------------------------

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """Have the index made, then what quizzes say of its cards."""
        trainer = self._trainer
        view = View((), self._clock(), trainer.calendar, trainer.scheduler)
        try:
            library = trainer.library.again()
            self._surveyed = trainer.library.entries()
            survey = await self._backroom.ask(lambda one: self._surveyor.survey(one, library, view))
            self._take_index(survey)
            verdicts = await self._backroom.ask(lambda one: judge(one, survey))
        except OffbookError as error:
            self._told = str(error)
            self._draw()
            return
        survey.index.learn(verdicts)
        self._search(self.query_one(LongList).lit)

    def _take_index(self, survey: Survey) -> None:
        self._index = survey.index
        self._ticked = {key for key in self._ticked if survey.index.place(key) is not None}
        if survey.unread:
            self.tell(f"{count(len(survey.unread), 'deck')} cannot be read; Home says why.")
        self._search(self.query_one(LongList).lit)

    @on(Input.Changed, "#find")
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        if message.value != self._asked:
            self._search(0)

    @work(exclusive=True, group="search")
    async def _search(self, lit: int) -> None:
        """Find what is asked for, a slice at a time, so that the next key never waits."""
        if self._index is None:
            return
        self._asked = self.query_one("#find", Field).value
        height = self.query_one(LongList).size.height
        drawn, self._told = -1, ""
        for found in self._index.search(parse(self._asked)):
            self._found = found
            # What comes below the rows in view is told once all of it is there.
            if drawn < min(height, len(found)):
                drawn = len(found)
                self._draw(lit)
            await asyncio.sleep(0)
        if drawn < len(found) or not found:
            self._told = browsed.nothing(self._asked)
            self._draw(lit)

    # ---- Showing -----------------------------------------------------------------------------

    @property
    def _is_typing(self) -> bool:
        return isinstance(self.focused, Field)

    @property
    def _times(self) -> browsed.Times:
        trainer = self._trainer
        return browsed.Times(self._clock(), trainer.settings.rollover, trainer.scheduler)

    @property
    def _lit(self) -> int | None:
        """The place in the index of the highlighted card."""
        at = self.query_one(LongList).lit
        return self._found[at] if self._index is not None and at < len(self._found) else None

    def _draw(self, lit: int | None = None) -> None:
        every = 0 if self._index is None else len(self._index)
        told = browsed.heading(len(self._found), every, len(self._ticked), asked=bool(self._asked.strip()))
        tail = Content.styled("…" if self._index is None else told, "$quiet")
        masthead = faces.titled("Browse", tail, self.column).stylize("$text-primary", 0, len("Browse"))
        # A layout takes longer than a key may, and is of no use where no height changes.
        self.query_one("#masthead", Static).update(masthead, layout=False)
        self.query_one(LongList).show(len(self._found), self._row(), lit)
        self._describe()

    def _row(self) -> Row:
        index, found, times, ticked = self._index, self._found, self._times, self._ticked
        widest = self.column + _MARKS

        def row(at: int, width: int) -> Content:
            if index is None or at >= len(found):
                return Content("")
            one = index.found(found[at])
            return browsed.row(one, times, min(width, widest), ticked=one.card.facts.key in ticked)

        return row

    @on(LongList.Lit)
    def _describe(self) -> None:
        place = self._lit
        if self._index is None or place is None:
            shown = plain(self._told)
        else:
            most = 3 if self.size.height < 22 else 4 if self.size.height < 32 else 7
            shown = browsed.detail(self._index.found(place), self.column, most)
        if shown != self._detail:
            is_other = shown.plain.count("\n") != self._detail.plain.count("\n") or place is None
            self._detail = shown
            self.query_one("#detail", Static).update(shown, layout=is_other)

    # ---- Going about -------------------------------------------------------------------------

    @on(Field.Entered)
    def _entered(self, message: Field.Entered) -> None:
        message.stop()
        self.query_one("#find", Field).take()
        self.action_open()

    @on(LongList.Taken)
    def _taken(self, message: LongList.Taken) -> None:
        message.stop()
        self.action_open()

    @on(Field.Left)
    def action_cards(self) -> None:
        """Go from the line to the cards."""
        self.query_one(LongList).focus()

    @on(LongList.Left)
    def action_find(self) -> None:
        """Type what to find."""
        self.query_one("#find", Field).focus()

    def action_widen(self) -> None:
        """Show all cards again."""
        self._ask("")

    def _ask(self, text: str) -> None:
        """Look for something else."""
        field = self.query_one("#find", Field)
        field.value = text
        field.cursor_position = len(text)

    def action_state(self) -> None:
        """Only the cards of one state, then the next, then all."""
        self._ask(filtering.turned(self._asked, Kind.IS, tuple(STATES)))

    def action_deck(self) -> None:
        """Only one deck, then the next, then all."""
        names = [entry.id for entry in self._trainer.library.entries()]
        self._ask(filtering.turned(self._asked, Kind.DECK, names))

    def action_filters(self) -> None:
        """Choose what a card has to be."""
        if self._index:
            items = filtering.items(self._index)
            chosen = filtering.chosen(self._asked, items)
            picks = PickScreen(_TITLE, items, chosen, several=True, unbound="none: every card")
            self.app.push_screen(picks, self._take_filters)

    def _take_filters(self, chosen: tuple[filtering.Chosen, ...] | None) -> None:
        if chosen is not None:
            self._ask(filtering.with_chosen(self._asked, chosen))

    def action_open(self) -> None:
        """Show the card with its history."""
        if self._index and (place := self._lit) is not None:
            self._open = self._index.key(place)
            self.app.push_screen(CardScreen(self._trainer, self._clock, self._backroom, self._open))

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Browse", _MOVES, COMMANDS))

    # ---- Deciding ----------------------------------------------------------------------------

    def held(self) -> Sequence[Held]:
        """The cards that are ticked, or the highlighted one."""
        index, lit = self._index, self._lit
        if index is None:
            return ()
        ticked = [place for key in self._ticked if (place := index.place(key)) is not None]
        found = [index.found(place) for place in ticked or ([] if lit is None else [lit])]
        return tuple(Held(one.card.facts.key, one.glance, one.card.facts.quiz_only) for one in found)

    def at_hand(self) -> tuple[Card, str | None] | None:
        """The highlighted card, and what was said against it."""
        if self._index is None or (place := self._lit) is None:
            return None
        found = self._index.found(place)
        return found.card, found.report

    def action_tick(self) -> None:
        """Tick the highlighted card or take its tick off, and go on to the next."""
        if self._index and (place := self._lit) is not None:
            self._ticked ^= {self._index.key(place)}
            self._draw(self.query_one(LongList).lit + 1)

    def action_tick_all(self) -> None:
        """Tick all that are found; if they all are, take their ticks off."""
        if self._index:
            found = {self._index.key(place) for place in self._found}
            self._ticked = self._ticked - found if found <= self._ticked else self._ticked | found
            self._draw()

    def take_edit(self) -> None:
        """Look again, if a deck was changed."""
        self.on_screen_resume()

    def take_in(self, keys: Sequence[CardKey]) -> None:
        """Show where cards stand now."""
        index = self._index
        if index is None or not keys:
            return
        try:
            said = self._trainer.journal.care.reports()
            for key in keys:
                if (place := index.place(key)) is not None:
                    report = said[key][0].text if key in said else None
                    index.update(place, self._trainer.curator.glance(key), report, self._clock())
        except OffbookError as error:
            self.complain(error, "The cards cannot be looked at")
        self._search(self.query_one(LongList).lit)
