"""What the screens of Offbook have in common."""

from __future__ import annotations

from typing import TypeVar

from textual.events import Click
from textual.screen import Screen

from offbook.tui.press import pressed
from offbook.tui.text import clean

T = TypeVar("T")


class HouseScreen(Screen[T]):
    """A screen that can tell the person something; whatever it tells is text, never markup."""

    async def on_click(self, event: Click) -> None:
        """Run what was clicked, if it can be clicked."""
        if action := pressed(event):
            event.stop()
            await self.run_action(action)

    def tell(self, text: str, *, seconds: float = 4.0) -> None:
        """Say something in passing."""
        self.notify(clean(text), timeout=seconds, markup=False)

    def complain(self, error: Exception, title: str) -> None:
        """Say what went wrong, long enough to be read."""
        self.notify(clean(str(error)), title=title, severity="error", timeout=20, markup=False)
