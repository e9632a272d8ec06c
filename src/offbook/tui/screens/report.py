"""Report: say that a card is wrong, in one's own words, for whoever mends the deck on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen
from textual.widgets import Static

from offbook.clock import Clock
from offbook.curator import LONGEST, Curator
from offbook.deck.cards import CardKey
from offbook.errors import OffbookError
from offbook.tui.press import press, pressed
from offbook.tui.screens.house import HouseScreen
from offbook.tui.widgets.answer_form import Field

LISTED = "b on Home, then is:reported, lists it"
"""Where what was reported is found again."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is wrong."""

    text: str


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Nothing is wrong after all."""


Report = Said | Unsaid


class ReportScreen(ModalScreen[Report | None]):
    """Asks what is wrong with a card; None where the person thought better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "unsay", show=False, priority=True),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, earlier: str | None = None) -> None:
        """``earlier`` is what was said before, if anything."""
        super().__init__()
        self._earlier = earlier

    def compose(self) -> ComposeResult:
        """The question, a line to write on, the keys."""
        with Vertical(id="confirm"):
            yield Static(Content.styled("What is wrong with this card?", "bold"), classes="heading")
            yield Field(self._earlier or "", max_length=LONGEST, id="words")
            told = f"Nothing is sent. It is kept on this machine for whoever mends the deck; {LISTED}."
            yield Static(Content.styled(told, "$quiet"), classes="group")
            keys = [_key("enter", "report", "say")]
            keys += [_key("ctrl+r", "take it back", "unsay")] if self._earlier is not None else []
            yield Static(Content("   ").join([*keys, _key("esc", "leave it", "leave")]))

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(Field).focus()

    @on(Field.Entered)
    def _entered(self, message: Field.Entered) -> None:
        message.stop()
        self.action_say()

    @on(Field.Left)
    def _left(self, message: Field.Left) -> None:
        message.stop()
        self.action_leave()

    def action_say(self) -> None:
        """Report the card, with or without words."""
        self.dismiss(Said(self.query_one(Field).value))

    def action_unsay(self) -> None:
        """Take back what was said before."""
        if self._earlier is not None:
            self.dismiss(Unsaid())

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    async def on_click(self, event: Click) -> None:
        """Do what was clicked."""
        if action := pressed(event):
            event.stop()
            await self.run_action(action)


def report(screen: HouseScreen[None], curator: Curator, clock: Clock, key: CardKey) -> None:
    """Ask on a screen what is wrong with a card, and keep it."""

    def keep(said: Report | None) -> None:
        if said is None:
            return
        try:
            if isinstance(said, Said):
                curator.say_wrong(key, said.text, clock())
            else:
                curator.unsay([key], clock())
        except OffbookError as error:
            screen.complain(error, "This was not recorded")
            return
        kept = f"Reported on this machine only; {LISTED}."
        screen.tell(kept if isinstance(said, Said) else "No longer reported.")

    try:
        earlier = curator.report(key)
    except OffbookError as error:
        screen.complain(error, "What was said before cannot be read")
        return
    screen.app.push_screen(ReportScreen(earlier), keep)


def _key(key: str, words: str, action: str) -> Content:
    return Content.assemble((key, "bold $text-accent"), (f" {words}", "$quiet")).stylize(press(action))
