"""What the highlighted deck is about, as far as there is room for it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from offbook.trainer import Outlook
from offbook.tui import decklist


class DeckDetail(Static):
    """Tells of one deck in whatever room the list of decks leaves."""

    DEFAULT_CSS = """
    DeckDetail { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._outlook: Outlook | None = None

    def show(self, outlook: Outlook | None) -> None:
        """Tell of another deck; of none for None."""
        self._outlook = outlook
        self.refresh()

    def render(self) -> Content:
        """What fits, in whole lines."""
        return decklist.detail(self._outlook, self.content_size) if self._outlook else Content("")
