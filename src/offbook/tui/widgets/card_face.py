"""The card at the cursor of a deck's text, as learners see it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from offbook.deck.survey import Survey
from offbook.tui import authoring


class CardFace(VerticalScroll):
    """Shows the card at a line asked and answered."""

    def __init__(self) -> None:
        super().__init__(id="preview")
        self._made_of: tuple[object, ...] = ()
        """What is shown was made of."""

    def compose(self) -> ComposeResult:
        """The card."""
        yield Static(id="card")

    def show(self, known: Survey, line: int, *, brief: bool) -> None:
        """Show the card at a line, from 0, if it is another one or looks otherwise."""
        card = self.query_one("#card", Static)
        width = max(20, card.content_size.width)
        made_of = (known.text, known.block_at(line), width, brief)
        if made_of != self._made_of:
            self._made_of = made_of
            card.update(authoring.preview(known, line, width, brief=brief))
            self.scroll_home(animate=False)
