"""A card by itself: its question, its answer and why, and what became of it in both ledgers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from offbook.analyst import View
from offbook.clock import Clock
from offbook.deck.cards import Card, CardKey, Choice
from offbook.errors import OffbookError
from offbook.learning.sitting import REVEAL
from offbook.trainer import Trainer
from offbook.tui import browsed, carding, faces, feedback
from offbook.tui.backroom import Backroom
from offbook.tui.drawn import signs_for
from offbook.tui.keeping import Held
from offbook.tui.screens.caring import DECIDING, HINTS, CaringScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.text import plain
from offbook.tui.widgets.keyline import Hint, KeyLine
from offbook.tui.widgets.panelview import Room

COMMANDS = (
    *DECIDING,
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
_HINTS = (*HINTS, Hint("esc", "back", "dismiss"), Hint("?", "keys", "help"))
_WIDEST = 92
_HIGH = 32
"""Rows from which the curve has all its rows."""
_REVEALED = faces.Outcome(REVEAL.answer, None)


class CardScreen(CaringScreen):
    """Shows a card with its answer, to be read, edited and looked after; nothing here is a review."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]

    def __init__(self, trainer: Trainer, clock: Clock, backroom: Backroom, key: CardKey) -> None:
        super().__init__(trainer, clock)
        self._backroom = backroom
        self._key = key
        self._stance = carding.Stance(None, None)
        self._life: carding.Life | None = None
        self._trouble = ""
        """Why its history cannot be told."""

    def compose(self) -> ComposeResult:
        """The deck, the card, its history, the keys."""
        title = self._trainer.library.title(self._key.deck)
        yield Static(plain(title, "bold $text-primary"), id="masthead")
        with VerticalScroll(id="glass"):
            yield Static(id="facts")
            yield Static(id="told")
        yield KeyLine(_HINTS)

    def on_mount(self) -> None:
        """Show the card, and have its history looked up."""
        self._look()

    def on_screen_resume(self) -> None:
        """Show the card as it is now: its deck may have been edited in front of it."""
        self.take_edit()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._draw()

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Card", (("↑ ↓", "scroll"),), COMMANDS))

    @property
    def _card(self) -> Card | None:
        return self._trainer.library.cards([self._key.deck]).get(self._key)

    def held(self) -> Sequence[Held]:
        """The card."""
        card = self._card
        return (Held(self._key, self._stance.glance, bool(card and card.facts.quiz_only)),)

    def at_hand(self) -> tuple[Card, str | None] | None:
        """The card as its deck has it, and what was said against it."""
        card = self._card
        return (card, self._stance.report) if card else None

    def take_in(self, _: Sequence[CardKey]) -> None:
        """Show where the card stands now."""
        self._look()

    def take_edit(self) -> None:
        """Show the card as it was left."""
        self._trainer.library.look_again()
        self._draw()

    def _look(self) -> None:
        """Take in where the card stands, and have the rest worked out."""
        curator = self._trainer.curator
        try:
            self._stance = carding.Stance(curator.glance(self._key), curator.report(self._key))
        except OffbookError as error:
            self._trouble = str(error)
        self._draw()
        self._work()

    @work(exclusive=True)
    async def _work(self) -> None:
        trainer, key = self._trainer, self._key
        deck = trainer.library.deck(key.deck)
        view = View((deck,) if deck else (), self._clock(), trainer.calendar, trainer.scheduler)
        try:
            self._life = await self._backroom.ask(lambda analyst: carding.life(analyst, key, view))
        except OffbookError as error:
            self._trouble = str(error)
        self._draw()

    def _draw(self) -> None:
        card, width = self._card, min(self.column - 2, _WIDEST)
        facts, told = self.query_one("#facts", Static), self.query_one("#told", Static)
        facts.update(self._face(card, width) if card else Content("The card is no longer in its deck."))
        if self._trouble:
            told.update(plain(f"⚠ {self._trouble}", "$text-warning"))
        elif card:
            times = browsed.Times(self._clock(), self._trainer.settings.rollover, self._trainer.scheduler)
            room = Room(width, low=self.size.height < _HIGH, signs=signs_for(self.app.console.encoding))
            told.update(carding.told(card, self._stance, self._life, times, room))

    def _face(self, card: Card, width: int) -> Content:
        library = self._trainer.library
        options = (*card.right, *card.wrong) if isinstance(card, Choice) else ()
        keys = faces.choices(card, library.sides(card), options)
        parts = (
            faces.question(card, shown=True, width=width),
            faces.options(keys, width, card, frozenset(), _REVEALED) if keys else Content(""),
            feedback.answer(card, _REVEALED, width),
            feedback.reason(card, width),
            feedback.contrast(library.concept(card), library.contrast(card), width),
        )
        return Content("\n\n").join(part for part in parts if part)
