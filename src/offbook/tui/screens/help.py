"""Help: every key of the screen it was called from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from offbook.tui.faces import hanging
from offbook.tui.text import plain

EVERYWHERE = (
    ("ctrl+p", "every command, by name"),
    ("ctrl+q", "quit Offbook; everything is kept"),
)


_WIDTH = 50
"""Cells of a line of the page, in the smallest terminal that has room for it."""


class HelpScreen(ModalScreen[None]):
    """A page of keys over the screen beneath. Any of its keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,f1,q,space", "dismiss", "close"),
    ]

    def __init__(
        self, title: str, now: Iterable[tuple[str, str]], commands: Sequence[Binding], note: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self._now = tuple(now)
        self._commands = tuple(commands)
        self._note = note

    def compose(self) -> ComposeResult:
        """The keys in three groups."""
        with VerticalScroll(id="help"):
            yield Static(Content.styled(f"Keys: {self._title}", "bold"), classes="heading")
            yield from self._group("Now", self._now)
            yield from self._group("Here", [(label(one), one.description) for one in self._commands])
            yield from self._group("Everywhere", EVERYWHERE)
            if self._note:
                yield Static(plain(self._note), classes="note")

    def _group(self, title: str, keys: Iterable[tuple[str, str]]) -> ComposeResult:
        rows = [
            hanging(Content.styled(f"{key:>9}  ", "bold $text-accent"), plain(what), _WIDTH)
            for key, what in keys
        ]
        if rows:
            yield Static(Content("\n").join([Content.styled(title, "$quiet"), *rows]), classes="group")


def label(binding: Binding) -> str:
    """A binding's keys as they are printed on the keyboard."""
    names = {"escape": "esc", "question_mark": "?", "pagedown": "pgdn", "pageup": "pgup"}
    return binding.key_display or " ".join(names.get(key, key) for key in binding.key.split(","))
