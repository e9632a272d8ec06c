"""Two texts held side by side, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click, Key
from textual.screen import ModalScreen
from textual.widgets import Static

from offbook.deck.draft import Draft
from offbook.tui.authoring import differences
from offbook.tui.press import press, pressed
from offbook.tui.text import plain


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done, by a key."""

    key: str
    words: str
    name: str
    """What the screen gives when it is chosen."""


class DifferScreen(ModalScreen[str]):
    """Shows how two texts differ and asks what shall be. Gives the name of a way; Escape takes the last."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "take_last", "the last way")]

    def __init__(self, title: str, told: str, lines: Sequence[Content], ways: Sequence[Way]) -> None:
        super().__init__()
        self._title = title
        self._told = told
        self._lines = tuple(lines)
        self._ways = tuple(ways)

    def compose(self) -> ComposeResult:
        """What it is about, the lines that differ, and the ways."""
        with Vertical(id="differ"):
            yield Static(plain(self._title, "bold"), classes="heading")
            yield Static(plain(self._told), classes="group")
            with VerticalScroll(id="differing"):
                yield Static(Content("\n").join(self._lines))
            yield Static(Content("\n").join(_shown(way) for way in self._ways), id="ways")

    def on_mount(self) -> None:
        """Let the lines be scrolled."""
        self.query_one("#differing").focus()

    def on_resize(self) -> None:
        """Give the lines the room that the rest leaves: what can be done is always seen whole."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        frame, lines = self.query_one("#differ"), self.query_one("#differing")
        rest = (one for one in frame.children if one is not lines)
        taken = frame.gutter.height + sum(one.outer_size.height + one.styles.margin.height for one in rest)
        lines.styles.max_height = max(1, self.size.height - taken)

    def on_key(self, event: Key) -> None:
        """Take a key that stands for a way."""
        for way in self._ways:
            if event.key == way.key:
                event.stop()
                self.action_take(way.name)

    def action_take(self, name: str) -> None:
        """Go a way."""
        if self.is_current:
            self.dismiss(name)

    def action_take_last(self) -> None:
        """Go the last way, the one that changes nothing."""
        self.action_take(self._ways[-1].name)

    async def on_click(self, event: Click) -> None:
        """Go the way that was clicked."""
        if action := pressed(event):
            event.stop()
            await self.run_action(action)


def _shown(way: Way) -> Content:
    name = "esc" if way.key == "escape" else way.key
    text = Content.assemble((f"{name:>4}", "bold $text-accent"), (f"  {way.words}", "$quiet"))
    return text.stylize(press(f"take({way.name!r})"))


def conflict(mine: Draft, theirs: Draft) -> DifferScreen:
    """The file was changed by another program: gives ``mine``, ``theirs`` or ``edit``."""
    ways = (
        Way("m", "keep mine in a new file beside it, and take theirs", "mine"),
        Way("t", "take theirs; ctrl+z brings mine back, to be saved in its place", "theirs"),
        Way("escape", "go on editing", "edit"),
    )
    title = f"{theirs.path.name} was changed by another program"
    told = "- is what its file says now, + is what you wrote. Nothing was overwritten."
    return DifferScreen(title, told, differences(theirs.text, mine.text), ways)


def leaving(mine: Draft) -> DifferScreen:
    """There is something to save: gives ``save``, ``drop`` or ``edit``."""
    ways = (
        Way("s", "save it, and leave", "save"),
        Way("d", "throw it away, and leave", "drop"),
        Way("escape", "go on editing", "edit"),
    )
    told = "+ is what you wrote, - is what its file says."
    return DifferScreen(f"{mine.path.name} is not saved", told, differences(mine.saved, mine.text), ways)


def offer(draft: Draft, left: str) -> DifferScreen:
    """A text was left behind: gives ``take``, ``drop`` or ``later``."""
    ways = (
        Way("u", "take it up; ctrl+z gives the file as it is", "take"),
        Way("d", "throw it away", "drop"),
        Way("escape", "leave it for another time", "later"),
    )
    told = "+ is text that was written and never saved, - is what the file says."
    title = f"{draft.path.name}: unsaved text was found"
    return DifferScreen(title, told, differences(draft.saved, left), ways)
