"""Browse: any card of any deck, found as its words are typed, and what can be done with it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from offbook.browsing.index import Index
from offbook.browsing.query import LONGEST, STATES, Kind, parse
from offbook.browsing.survey import Survey, Surveyor
from offbook.clock import Clock
from offbook.deck.cards import Card, CardKey
from offbook.deck.catalog import Entry
from offbook.errors import OffbookError
from offbook.trainer import Trainer
from offbook.tui import browsed, faces, filtering
from offbook.tui.backroom import Backroom
from offbook.tui.browse_keys import COMMANDS, HINTS, MOVES, TYPING
from offbook.tui.keeping import Held
from offbook.tui.screens.caring import CaringScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.pick import PickScreen
from offbook.tui.text import plain
from offbook.tui.widgets.answer_form import Field
from offbook.tui.widgets.keyline import KeyLine
from offbook.tui.widgets.longlist import LongList, Row
from offbook.tui.words import count

_LOOKING = "Looking at the cards…"
_TITLE = "Filters: which cards to show"
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
        self._is_whole = False
        """Whether the index holds all cards; the first one is searched before it does."""
        self._meanwhile: set[CardKey] = set()
        """The cards that were decided about since the index that is being made was begun."""
        self._surveyed: tuple[Entry, ...] | None = None
        """The decks as they were when they were looked at; None until they were."""
        self._found: Sequence[int] = ()
        self._asked = ""
        """The query that was last looked for."""
        self._ticked: set[int] = set()
        """The places of the cards that are ticked."""
        self._told = _LOOKING
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
        yield KeyLine(TYPING)

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
        self.query_one(KeyLine).show(TYPING if self._is_typing else HINTS)

    # ---- Looking -----------------------------------------------------------------------------

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """Have the index made, then what quizzes say of its cards."""
        trainer = self._trainer
        try:
            library = trainer.library.again()
            self._surveyed = trainer.library.entries()
            facts = self._clock(), trainer.settings, trainer.scheduler
            survey = self._surveyor.survey(library, *facts)
            self._take_whole(await self._grown(survey), survey.unread)
            async with aclosing(self._backroom.each(survey.verdicts)) as verdicts:
                async for one in verdicts:
                    if one and self._index:
                        self._index.learn(one)
                        self._search()
        except OffbookError as error:
            self._told = str(error)
            self._draw()

    async def _grown(self, survey: Survey) -> Index:
        """The index of all cards. The first one is searched while it grows; a later one replaces it whole."""
        index, is_first, shown = Index(), self._index is None, 0
        self._meanwhile.clear()
        async with aclosing(self._backroom.each(survey.parts)) as parts:
            async for part in parts:
                index.add(part)
                # To paint takes as long as to lay out: what grows is shown each time it has doubled.
                if is_first and len(index) >= 2 * shown:
                    self._index, shown = index, len(index)
                    self._search(grown=True)
        return index

    def _take_whole(self, index: Index, unread: Sequence[str]) -> None:
        """Put an index that holds all cards in the place of the one there is."""
        old, self._index, self._is_whole = self._index, index, True
        if old is not None and old is not index:
            places = (index.place(old.key(place)) for place in self._ticked)
            self._ticked = {place for place in places if place is not None}
        if unread:
            self.tell(f"{count(len(unread), 'deck')} cannot be read; Home says why.")
        self.take_in([*self._meanwhile])
        self._search(grown=old is None or old is index)

    @on(Input.Changed, "#find")
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        if message.value != self._asked:
            self._search(0)

    @work(exclusive=True, group="search")
    async def _search(self, lit: int | None = None, *, grown: bool = False) -> None:
        """Find what is asked for, a slice at a time, so that the next key never waits.

        The highlight keeps its place, or goes to ``lit``. Of a list that has only ``grown`` behind what is in
        view, nothing is painted again.
        """
        if self._index is None or self._is_gone():
            return
        listed = self.query_one(LongList)
        asked, self._asked = self._asked, self.query_one("#find", Field).value
        before = self._found if grown and asked == self._asked else ()
        drawn = len(before) if len(before) >= listed.end_of_view else -1
        self._told = ""
        for found in self._index.search(parse(self._asked)):
            self._found = found
            # What comes below the rows in view is told once all of it is there.
            if drawn < min(listed.size.height, len(found)):
                drawn = len(found)
                self._draw(lit)
            await asyncio.sleep(0)
        if self._is_gone():
            return
        if before and drawn == len(before) <= len(found) and before[-1] == found[len(before) - 1]:
            self._head()
            listed.grow(len(found), self._row())
        elif drawn != len(found) or not found:
            self._told = browsed.nothing(self._asked) if self._is_whole else _LOOKING
            self._draw(lit)

    # ---- Showing -----------------------------------------------------------------------------

    @property
    def _is_typing(self) -> bool:
        return isinstance(self.focused, Field)

    def _is_gone(self) -> bool:
        """Whether it was left: its widgets go before what works for it hears of that."""
        return not self.query(LongList)

    @property
    def column(self) -> int:
        """Cells of its rows: a table is read across, and takes all the width there is."""
        width = self.app.size.width
        return super().column if width < 110 else width - 8

    @property
    def _times(self) -> browsed.Times:
        trainer = self._trainer
        return browsed.Times(self._clock(), trainer.settings.rollover, trainer.scheduler)

    @property
    def _lit(self) -> int | None:
        """The place in the index of the highlighted card."""
        at = self.query_one(LongList).lit
        return self._found[at] if self._index is not None and at < len(self._found) else None

    def _head(self) -> None:
        """Tell how many cards there are."""
        every = 0 if self._index is None else len(self._index)
        told = browsed.heading(len(self._found), every, len(self._ticked), asked=bool(self._asked.strip()))
        tail = Content.styled(told if self._is_whole else f"{told}…" if every else "…", "$quiet")
        masthead = faces.titled("Browse", tail, self.column).stylize("$text-primary", 0, len("Browse"))
        # A layout takes longer than a key may, and is of no use where no height changes.
        self.query_one("#masthead", Static).update(masthead, layout=False)

    def _draw(self, lit: int | None = None) -> None:
        if self._is_gone():
            return
        self._head()
        self.query_one(LongList).show(len(self._found), self._row(), lit)
        self._describe()

    def _row(self) -> Row:
        index, found, times, ticked = self._index, self._found, self._times, self._ticked
        widest = self.column + _MARKS

        def row(at: int, width: int) -> Content:
            if index is None or at >= len(found):
                return Content("")
            one = index.found(found[at])
            return browsed.row(one, times, min(width, widest), ticked=found[at] in ticked)

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
            picks = PickScreen(_TITLE, items, chosen, several=True, unbound="none ticked: all cards")

            def take(picked: tuple[filtering.Chosen, ...] | None) -> None:
                if picked is not None:
                    self._ask(filtering.with_chosen(self._asked, picked, items))

            self.app.push_screen(picks, take)

    def action_open(self) -> None:
        """Show the card with its history."""
        from offbook.tui.screens.card import CardScreen

        if self._index and (place := self._lit) is not None:
            self._open = self._index.key(place)
            self.app.push_screen(CardScreen(self._trainer, self._clock, self._backroom, self._open))

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Browse", MOVES, COMMANDS))

    # ---- Deciding ----------------------------------------------------------------------------

    def held(self) -> Sequence[Held]:
        """The cards that are ticked, or the highlighted one."""
        index, lit = self._index, self._lit
        if index is None:
            return ()
        places = sorted(self._ticked) or ([] if lit is None else [lit])
        found = [index.found(place) for place in places]
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
            self._ticked ^= {place}
            self._draw(self.query_one(LongList).lit + 1)

    def action_tick_all(self) -> None:
        """Tick all that are found; if they all are, take their ticks off."""
        if self._index:
            found = set(self._found)
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
        self._meanwhile.update(keys)
        now = self._clock()
        day = now.day(self._trainer.settings.rollover)
        try:
            said = self._trainer.journal.care.reports()
            for key in keys:
                if (place := index.place(key)) is not None:
                    report = said[key][0].text if key in said else None
                    index.update(place, self._trainer.curator.glance(key), report, now, day)
        except OffbookError as error:
            self.complain(error, "The cards cannot be looked at")
        self._search()
