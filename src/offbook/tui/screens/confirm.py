"""One question with two answers."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen
from textual.widgets import Static

from offbook.tui.press import press, pressed


class ConfirmScreen(ModalScreen[bool]):
    """Asks before something that cannot be taken back. Only ``y`` means yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes"),
        Binding("n,escape,enter,q", "answer(False)", "no"),
    ]

    def __init__(self, question: str, explained: str, yes: str, no: str) -> None:
        super().__init__()
        self._texts = (question, explained, yes, no)

    def compose(self) -> ComposeResult:
        """The question, what follows from it, and the two keys."""
        question, explained, yes, no = self._texts
        with Vertical(id="confirm"):
            yield Static(Content.styled(question, "bold"), classes="heading")
            yield Static(explained, classes="group")
            keys = Content("   ").join((_key("y", yes, "answer(True)"), _key("n", no, "answer(False)")))
            yield Static(keys)

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - an action's argument has no name
        """Give the answer."""
        self.dismiss(answer)

    async def on_click(self, event: Click) -> None:
        """Give the answer that was clicked."""
        if action := pressed(event):
            event.stop()
            await self.run_action(action)


def _key(key: str, words: str, action: str) -> Content:
    return Content.assemble((key, "bold $text-accent"), (f" {words}", "$quiet")).stylize(press(action))
