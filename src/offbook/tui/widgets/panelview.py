"""A panel on the screen: one figure with its words and its plot, which takes the focus and opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from offbook.evidence import MODEL_MARK, Early, Hidden
from offbook.panels.panel import Panel
from offbook.tui.drawn import LEAST, drawn
from offbook.tui.faces import hanging, titled
from offbook.tui.plots.signs import FINE, Signs
from offbook.tui.press import press
from offbook.tui.text import plain

WIDEST = 92
"""Cells of a panel, at most."""
OPEN = "glass"
"""The action of the screen that a click on a panel's title runs."""
ACT = "a"
"""The key that acts on an advice, by the screen's action ``act``."""


@dataclass(frozen=True, slots=True)
class Room:
    """How panels are shown."""

    width: int
    """Cells."""
    low: bool = False
    """Whether rows are few."""
    plotted: bool = True
    """Whether plots are drawn; else their words stand in their place."""
    signs: Signs = FINE


Shown = tuple[Panel, Room, str]
"""A panel, how it is shown, and what the key of an advice does, if it is one."""


class PanelView(Static, can_focus=True):
    """Shows a panel. The one that has the focus carries a bar on its left."""

    DEFAULT_CSS = """
    PanelView { padding: 0 0 0 1; margin-bottom: 1; border-left: blank; }
    PanelView:focus { background: $panel; border-left: outer $primary; }
    """

    def __init__(self, panel: Panel, room: Room, act: str = "") -> None:
        """``act`` says what the key of an advice does."""
        super().__init__(page(panel, room, act))
        self.panel = panel
        """What is shown."""

    def show(self, panel: Panel, room: Room, act: str = "") -> None:
        """Show another panel, or the same in another room."""
        self.panel = panel
        self.update(page(panel, room, act))


class Panels(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Panels beneath one another, and the keys that go through them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "end_of(-1)", show=False),
        Binding("end", "end_of(1)", show=False),
    ]
    DEFAULT_CSS = """
    Panels { padding: 0 4 0 2; scrollbar-size-vertical: 1; }
    """

    @property
    def views(self) -> tuple[PanelView, ...]:
        """The panels from the top."""
        return tuple(self.query(PanelView))

    @property
    def chosen(self) -> PanelView | None:
        """The panel that has the focus."""
        return next((view for view in self.views if view.has_focus), None)

    def choose(self, view: PanelView, by: int = 0) -> None:
        """Give a panel the focus and bring it into view: that end of it from which one comes."""
        view.focus(scroll_visible=False)
        region, height = view.virtual_region, self.scrollable_content_region.height
        lowest, highest = region.bottom - height, region.y
        if region.height > height:
            to = float(lowest if by < 0 else highest)
        else:
            to = min(max(self.scroll_y, lowest), highest)
        self.scroll_to(y=to, animate=False, immediate=True)

    async def show(self, shown: Sequence[Shown]) -> None:
        """Show panels; if they are those that stand here already, each in its place."""
        if [view.panel.id for view in self.views] == [panel.id for panel, _, _ in shown]:
            for view, one in zip(self.views, shown, strict=True):
                view.show(*one)
            return
        await self.remove_children()
        await self.mount_all(PanelView(*one) for one in shown)
        self.scroll_home(animate=False)

    def begin(self, name: str) -> None:
        """Give the focus to the panel of this name, or to the first, unless one has it."""
        views = {view.panel.id: view for view in self.views}
        if views and self.chosen is None:
            self.choose(views.get(name, self.views[0]))

    def action_move(self, by: int) -> None:
        """Go to the next panel or the one before, first through what of this one is not in view."""
        views, chosen = self.views, self.chosen
        if chosen is None:
            return
        region, height = chosen.virtual_region, self.scrollable_content_region.height
        hidden = region.bottom - (self.scroll_y + height) if by > 0 else self.scroll_y - region.y
        place = views.index(chosen) + by
        if hidden > 0 or not 0 <= place < len(views):
            step = min(max(1, height // 2), hidden) if hidden > 0 else height
            self.scroll_relative(y=by * step, animate=False, immediate=True)
        else:
            self.choose(views[place], by)

    def action_page(self, by: int) -> None:
        """Scroll by a page, and go to the first panel in view."""
        height = max(1, self.scrollable_content_region.height)
        self.scroll_relative(y=by * max(1, height - 2), animate=False, immediate=True)
        top = self.scroll_y
        views = [view for view in self.views if view.virtual_region.bottom > top]
        if views:
            views[0].focus(scroll_visible=False)

    def action_end_of(self, by: int) -> None:
        """Go to the first panel or to the last."""
        if views := self.views:
            self.choose(views[-1 if by > 0 else 0], by)


def page(panel: Panel, room: Room, act: str = "") -> Content:
    """A panel in words, with the key that acts on it and its plot; every line keeps to the room's width."""
    lines = [part for part in _words(panel, room.width) if part]
    if act:
        lines.append(Content.assemble((ACT, "bold $text-accent"), f"  {act}").stylize(press("act")))
    plot = _plot(panel, room)
    return Content("\n").join([*lines, Content(""), plot] if plot else lines)


def _words(panel: Panel, width: int) -> Iterator[Content]:
    early, hidden = isinstance(panel.evidence, Early), isinstance(panel.evidence, Hidden)
    marks = [word for word, holds in (("early", early), (MODEL_MARK, panel.model)) if holds]
    title = titled(panel.title, Content.styled("  ".join(marks), "$quiet"), width)
    yield title.stylize_before("$text-primary").stylize(press(OPEN))
    yield _wrapped(plain(panel.value, "" if early else "$quiet" if hidden else "bold"), width)
    yield _wrapped(plain(panel.told), width)
    names = max((plain(name).cell_length for name, _ in panel.lines), default=0)
    names = min(names, width // 3, width - 10)
    for name, text in panel.lines:
        mark = plain(name, "$quiet").truncate(names, ellipsis=True)
        mark = mark.extend_right(names - mark.cell_length + 2)
        yield hanging(mark, plain(text), width)


def _plot(panel: Panel, room: Room) -> Content:
    """The plot; its words beneath where rows are many, alone where it has no room or is not wished for."""
    told = _wrapped(plain(panel.drawn, "$quiet"), room.width)
    if panel.drawing is None or not room.plotted or room.width < LEAST:
        return told
    plot = drawn(panel.drawing, room.width, low=room.low, signs=room.signs)
    return plot + "\n" + told if told and not room.low else plot


def _wrapped(text: Content, width: int) -> Content:
    return Content("\n").join(text.wrap(width)) if text else text
