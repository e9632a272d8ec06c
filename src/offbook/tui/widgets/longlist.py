"""A list of any length, one line a row, of which only what is in view is ever made."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

Row = Callable[[int, int], Content]
"""Gives the row at a place, from 0, on one line of so many cells."""


class LongList(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows rows and highlights one. A hundred thousand cost no more than those in view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"longlist--lit"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "end_of(-1)", show=False),
        Binding("end", "end_of(1)", show=False),
        Binding("enter", "take", show=False),
    ]
    DEFAULT_CSS = """
    LongList { width: 100%; height: 1fr; background: transparent; }
    LongList { scrollbar-size-vertical: 1; overflow-x: hidden; }
    LongList > .longlist--lit { background: $panel; }
    """

    lit: var[int] = var(0, init=False)
    """The row that is highlighted, from 0; 0 too where there is none."""

    class Lit(Message):
        """Another row is highlighted."""

    class Taken(Message):
        """Enter was pressed, or the highlighted row was clicked."""

    class Left(Message):
        """Up was pressed on the first row."""

    def __init__(self, name: str) -> None:
        """``name`` is the id of the widget."""
        super().__init__(id=name)
        self._count = 0
        self._row: Row = _blank

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def show(self, count: int, row: Row, lit: int | None = None) -> None:
        """Show other rows; the highlight keeps its place, or goes to ``lit``."""
        self._count, self._row = count, row
        self._fit()
        self.set_reactive(LongList.lit, min(max(0, self.lit if lit is None else lit), max(0, count - 1)))
        self._bring_into_view()
        self.refresh()

    def grow(self, count: int, row: Row) -> None:
        """Have more rows behind those there are; what is in view stays as it is painted."""
        self._count, self._row = count, row
        self._fit()

    @property
    def end_of_view(self) -> int:
        """The first place below the rows in view."""
        return self.scroll_offset.y + self.scrollable_content_region.height

    def render_line(self, y: int) -> Strip:
        """The line ``y`` lines below the top of the view."""
        place, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        if place >= self._count or width < 1:
            return Strip.blank(max(0, width), self.rich_style)
        lit = ("longlist--lit",) if place == self.lit else ()
        style = self.get_visual_style(*lit) if lit else self.visual_style
        strips = Visual.to_strips(self, self._row(place, width), width, 1, style)
        return strips[0].adjust_cell_length(width, style.rich_style) if strips else Strip.blank(width)

    def watch_lit(self) -> None:
        """Bring the highlight into view and tell of it."""
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Lit())

    def on_resize(self, _: Resize) -> None:
        """Keep the highlight in view."""
        self._bring_into_view()

    def on_click(self, event: Click) -> None:
        """A click highlights a row; one on the highlight takes it."""
        place = self.scroll_offset.y + event.y
        if 0 <= place < self._count:
            event.stop()
            if place == self.lit:
                self.action_take()
            self.lit = place

    def action_move(self, by: int) -> None:
        """Highlight another row."""
        if by < 0 and self.lit == 0:
            self.post_message(self.Left())
        self._go(self.lit + by)

    def action_page(self, by: int) -> None:
        """Highlight the row a page away."""
        self._go(self.lit + by * max(1, self.scrollable_content_region.height - 1))

    def action_end_of(self, by: int) -> None:
        """Highlight the first row, or the last."""
        self._go(self._count - 1 if by > 0 else 0)

    def action_take(self) -> None:
        """Take the highlighted row."""
        if self._count:
            self.post_message(self.Taken())

    def _go(self, place: int) -> None:
        self.lit = min(max(0, place), max(0, self._count - 1))

    def _fit(self) -> None:
        self.virtual_size = Size(0, self._count)

    def _bring_into_view(self) -> None:
        if self.is_mounted:
            self.scroll_to_region(Region(0, self.lit, 0, 1), force=True, animate=False, immediate=True)


def _blank(_place: int, _width: int) -> Content:
    return Content("")
