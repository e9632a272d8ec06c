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

from offbook.analyst import Analyst, View
from offbook.clock import Clock, Moment
from offbook.deck.cards import Card, CardKey, Choice
from offbook.errors import OffbookError
from offbook.learning.events import Reviewed
from offbook.learning.sitting import REVEAL
from offbook.performance.observation import Observation
from offbook.trainer import Trainer
from offbook.tui import editing, faces, feedback
from offbook.tui.backroom import Backroom
from offbook.tui.past import past
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.text import plain
from offbook.tui.widgets.keyline import Hint, KeyLine

COMMANDS = (
    Binding("e", "edit", "edit the card in your editor"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
_HINTS = (Hint("e", "edit", "edit"), Hint("esc", "back", "dismiss"), Hint("?", "keys", "help"))
_WIDEST = 92
_REVEALED = faces.Outcome(REVEAL.answer, None)

History = tuple[Sequence[tuple[Reviewed, Moment]], Sequence[Observation]]


class CardScreen(HouseScreen[None]):
    """Shows a card with its answer, to be read or edited; nothing here is an answer or a review."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]

    def __init__(self, trainer: Trainer, clock: Clock, backroom: Backroom, key: CardKey) -> None:
        super().__init__()
        self._trainer = trainer
        self._clock = clock
        self._backroom = backroom
        self._key = key

    def compose(self) -> ComposeResult:
        """The deck, the card, its history, the keys."""
        title = self._trainer.library.title(self._key.deck)
        yield Static(plain(title, "bold $text-primary"), id="masthead")
        with VerticalScroll(id="glass"):
            yield Static(id="facts")
            yield Static(Content.styled("looking…", "$quiet"), id="told")
        yield KeyLine(_HINTS)

    def on_mount(self) -> None:
        """Show the card, and have its history looked up."""
        self._work()

    def on_screen_resume(self) -> None:
        """Show the card as it is now."""
        self._draw()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._draw()

    def action_edit(self) -> None:
        """Open the card's deck in the editor, at the card, and show the card as it was left."""
        if card := self._card:
            try:
                if told := editing.edit(self.app, self._trainer.library, card):
                    self.tell(told, seconds=8)
            except OffbookError as error:
                self.complain(error, "The card was not edited")
            self._trainer.library.look_again()
        self._draw()

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Card", (("↑ ↓", "scroll"),), COMMANDS))

    @property
    def _card(self) -> Card | None:
        return self._trainer.library.cards([self._key.deck]).get(self._key)

    @work
    async def _work(self) -> None:
        deck = self._trainer.library.deck(self._key.deck)
        trainer = self._trainer
        view = View((deck,) if deck else (), self._clock(), trainer.calendar, trainer.scheduler)
        key = self._key

        def history(analyst: Analyst) -> History:
            return analyst.history(key), [one for one in analyst.answers(view) if one.key == key]

        try:
            told = past(*await self._backroom.ask(history))
        except OffbookError as error:
            told = plain(f"⚠ {error}", "$text-warning")
        self.query_one("#told", Static).update(told)

    def _draw(self) -> None:
        card, width = self._card, min(self.column - 2, _WIDEST)
        told = self._face(card, width) if card else Content("The card is no longer in its deck.")
        self.query_one("#facts", Static).update(told)

    def _face(self, card: Card, width: int) -> Content:
        library = self._trainer.library
        options = (*card.right, *card.wrong) if isinstance(card, Choice) else ()
        keys = faces.choices(card, library.sides(card), options)
        parts = (
            faces.question(card, shown=True),
            faces.options(keys, width, card, frozenset(), _REVEALED) if keys else Content(""),
            feedback.answer(card, _REVEALED),
            feedback.reason(card),
            feedback.contrast(library.concept(card), library.contrast(card), width),
        )
        return Content("\n\n").join(part for part in parts if part)
