"""What the screens of Offbook have in common."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding
from textual.events import Click
from textual.message import Message
from textual.screen import Screen

from offbook.opening import Opening
from offbook.tui.press import pressed
from offbook.tui.text import clean

T = TypeVar("T")


class HouseScreen(Screen[T]):
    """A screen that can tell the person something; whatever it tells is text, never markup."""

    class Wanted(Message):
        """The person shall be sent elsewhere."""

        def __init__(self, opening: Opening, *, instead: bool) -> None:
            super().__init__()
            self.opening = opening
            self.instead = instead
            """Whether the screen gives its place up; else it stands behind and is come back to."""

    KEYS: ClassVar[tuple[Binding, ...]] = ()
    """Its commands, as the help screen and the palette list them."""

    @property
    def column(self) -> int:
        """Cells of the column that text keeps to, between the margins of ``app.tcss``."""
        width = self.app.size.width
        margin = 2 if width < 72 else 4 if width < 110 else 14 if width < 150 else 30
        return max(20, width - 2 * margin)

    async def on_click(self, event: Click) -> None:
        """Run what was clicked, if it can be clicked."""
        if action := pressed(event):
            event.stop()
            await self.run_action(action)

    async def run_command(self, key: str) -> bool:
        """Run the command that this screen has bound to a key; whether there is one."""
        command = self.active_bindings.get(key)
        if command is None or command.node is not self:
            return False
        await self.run_action(command.binding.action)
        return True

    def go(self, opening: Opening, *, instead: bool = False) -> None:
        """Ask the app to send the person elsewhere, in this screen's place or in front of it."""
        self.post_message(self.Wanted(opening, instead=instead))

    def tell(self, text: str, *, seconds: float = 4.0) -> None:
        """Say something in passing, in place of what was said before."""
        self.app.clear_notifications()
        self.notify(clean(text), timeout=seconds, markup=False)

    def complain(self, error: Exception, title: str) -> None:
        """Say what went wrong, long enough to be read."""
        self.app.clear_notifications()
        self.notify(clean(str(error)), title=title, severity="error", timeout=20, markup=False)
