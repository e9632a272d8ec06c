"""A list of things that can be set: left and right change the highlighted one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.content import Content
from textual.events import Click
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from offbook.tui.press import press
from offbook.tui.text import plain

V = TypeVar("V")
Choice = TypeVar("Choice", float, int, str, tuple[int, ...])


@dataclass(frozen=True, slots=True)
class Knob(Generic[V]):
    """One thing that can be set in a value of type ``V``."""

    name: str
    explained: str
    """What it means, in a sentence."""
    shown: Callable[[V], str]
    turned: Callable[[V, int], V]
    """The value with this turned by so many places."""


class Knobs(OptionList, Generic[V]):
    """Shows a value by its knobs; the screen keeps the value and turns them, by an action ``turn``."""

    DEFAULT_CSS = """
    Knobs { height: auto; }
    """

    def __init__(self, knobs: Sequence[Knob[V]]) -> None:
        super().__init__()
        self._knobs = tuple(knobs)

    def show(self, value: V) -> None:
        """Show a value; the highlight stays where it is."""
        place = self.place
        self.set_options(Option(_row(knob, value)) for knob in self._knobs)
        self.highlighted = min(place, len(self._knobs) - 1)

    async def _on_click(self, event: Click) -> None:
        """Highlight what was clicked. Its words are pressed on the screen, which turns it."""
        event.prevent_default()
        place = event.style.meta.get("option")
        if isinstance(place, int):
            self.highlighted = place

    @property
    def place(self) -> int:
        """Which knob is highlighted, from 0."""
        return self.highlighted or 0


def move(choices: Sequence[Choice], present: Choice, by: int) -> Choice:
    """The choice ``by`` places on; a value of its own counts as the nearest below it."""
    if present in choices:
        return choices[min(max(choices.index(present) + by, 0), len(choices) - 1)]
    below = [choice for choice in choices if choice < present]
    return move(choices, below[-1], max(by, 0)) if below else choices[0]


def cycle(choices: Sequence[V], present: V, by: int) -> V:
    """The choice ``by`` places on, beginning again behind the last."""
    place = choices.index(present) if present in choices else 0
    return choices[(place + by) % len(choices)]


def _row(knob: Knob[V], value: V) -> Content:
    less = Content.styled("‹ ", "$faint").stylize(press("turn(-1)"))
    more = Content.assemble(plain(knob.shown(value), "bold"), (" ›", "$faint")).stylize(press("turn(1)"))
    return Content(f"{knob.name:<22}").stylize(press("turn(1)")) + less + more
