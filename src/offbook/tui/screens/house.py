"""What the screens of Offbook have in common."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import Screen

from offbook.tui.text import clean

T = TypeVar("T")


class HouseScreen(Screen[T]):
    """A screen that can tell the person something; whatever it tells is text, never markup."""

    def tell(self, text: str, *, seconds: float = 4.0) -> None:
        """Say something in passing."""
        self.notify(clean(text), timeout=seconds, markup=False)

    def complain(self, error: Exception, title: str) -> None:
        """Say what went wrong, long enough to be read."""
        self.notify(clean(str(error)), title=title, severity="error", timeout=20, markup=False)
