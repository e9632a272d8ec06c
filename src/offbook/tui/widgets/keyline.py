"""The line at the foot of a screen that says what can be done here, and does it when clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from offbook.tui.press import press


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does."""

    key: str
    """As it is printed on the keyboard."""
    words: str
    action: str
    """The action of the screen that a click runs; empty for none."""


class KeyLine(Static):
    """Hints in order of their use; those that find no room are left to the help screen."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; padding: 0 2; color: $quiet; }
    """

    def __init__(self, hints: Sequence[Hint] = ()) -> None:
        super().__init__()
        self._hints = tuple(hints)

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        self._hints = tuple(hints)
        self.refresh()

    def render(self) -> Content:
        """As many hints as the width holds; the last one, help, always."""
        return line(self._hints, self.content_size)


def line(hints: Sequence[Hint], size: Size) -> Content:
    """The hints that fit, two cells apart, the last of them kept before all others."""
    if not hints:
        return Content("")
    *rest, last = (_hint(hint) for hint in hints)
    room = size.width - last.cell_length
    shown: list[Content] = []
    for hint in rest:
        room -= hint.cell_length + 2
        if room < 0:
            break
        shown.append(hint)
    return Content("  ").join([*shown, last])


def _hint(hint: Hint) -> Content:
    text = Content.assemble((hint.key, "bold $text-accent"), " ", (hint.words, "$quiet"))
    return text.stylize(press(hint.action)) if hint.action else text
