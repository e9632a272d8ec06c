"""Cards that are suspended or flagged, and the way back for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from offbook.clock import Clock
from offbook.deck.cards import prompt
from offbook.deck.catalog import Entry
from offbook.deck.plain import in_a_line, told_apart
from offbook.errors import OffbookError
from offbook.learning.queue import Candidate
from offbook.learning.standing import Standing
from offbook.opening import Edit
from offbook.trainer import Trainer
from offbook.tui import editing, words
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.text import plain
from offbook.tui.widgets.keyline import Hint, KeyLine

COMMANDS = (
    Binding("enter", "take_back", "take the card back; a flag comes off"),
    Binding("e", "edit", words.EDIT_ELSEWHERE),
    Binding("E", "author", words.EDIT_HERE),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
_MARGIN = 18
"""Cells of why a card is in the list."""
_HINTS = (
    Hint("enter", "take back", "take_back"),
    Hint("e", "your editor", "edit"),
    Hint("E", "edit", "author"),
    Hint("esc", "back", "dismiss"),
    Hint("?", "keys", "help"),
)


class AsideScreen(HouseScreen[None]):
    """A list of one deck's cards that take no part in study, or that wait for a second look."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]

    def __init__(self, trainer: Trainer, clock: Clock, entry: Entry) -> None:
        super().__init__()
        self._trainer = trainer
        self._clock = clock
        self._entry = entry
        self._cards: tuple[Candidate, ...] = ()

    def compose(self) -> ComposeResult:
        """The deck, its cards, the keys."""
        yield Static(plain(self._entry.title, "bold $text-primary"), id="masthead")
        yield Static(id="greeting")
        yield OptionList(id="cards")
        yield KeyLine()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Enter and a click take the card back."""
        message.stop()
        self.action_take_back()

    def action_take_back(self) -> None:
        """Take the highlighted card back."""
        if chosen := self._highlighted():
            try:
                self._trainer.take_back(chosen, self._clock())
            except OffbookError as error:
                self.complain(error, "This was not recorded")
            self._draw()

    def action_edit(self) -> None:
        """Edit the highlighted card."""
        if chosen := self._highlighted():
            try:
                if told := editing.edit(self.app, self._trainer.library, chosen.card):
                    self.tell(told, seconds=8)
            except OffbookError as error:
                self.complain(error, "The card was not edited")
            self._trainer.library.look_again()
            self._draw()

    def action_author(self) -> None:
        """Edit the deck in Offbook, at the highlighted card; what was changed shows on the way back."""
        if chosen := self._highlighted():
            self.go(Edit(self._entry, chosen.key))

    def on_screen_resume(self) -> None:
        """Show the cards as they are now."""
        self._trainer.library.look_again()
        self._draw()

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("Suspended and flagged", (("↑ ↓", "choose a card"),), COMMANDS))

    def _highlighted(self) -> Candidate | None:
        place = self.query_one("#cards", OptionList).highlighted
        return self._cards[place] if place is not None and place < len(self._cards) else None

    def _draw(self) -> None:
        cards = self.query_one("#cards", OptionList)
        place = cards.highlighted or 0
        try:
            self._cards = self._trainer.aside(self._entry)
        except OffbookError as error:
            self.complain(error, "The cards cannot be shown")
            self._cards = ()
        cards.set_options(Option(row) for row in _rows(self._cards, self.column - 2))
        if self._cards:
            cards.highlighted = min(place, len(self._cards) - 1)
        told = (
            "Suspended or flagged. Enter takes a card back."
            if self._cards
            else "No card is suspended or flagged. While you rehearse, x suspends a card and * flags it; "
            "here it is taken back."
        )
        self.query_one("#greeting", Static).update(told)
        self.query_one(KeyLine).show(_HINTS if self._cards else _HINTS[-2:])


def _rows(cards: Sequence[Candidate], width: int) -> Iterator[Content]:
    room = max(12, width - _MARGIN)
    texts = told_apart([in_a_line(prompt(one.card)) for one in cards], room)
    for one, text in zip(cards, texts, strict=True):
        mark = Content.styled(_why(one.standing).ljust(_MARGIN), "$quiet")
        yield mark + plain(text).truncate(room, ellipsis=True)


def _why(standing: Standing) -> str:
    """Why the card is in the list, in a word or two."""
    if standing.leech:
        return "often forgotten"
    return "⚑ flagged" if not standing.suspended else "suspended ⚑" if standing.flagged else "suspended"
