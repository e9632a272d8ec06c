"""The glass box: what is behind a figure, down to the rows it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from offbook.browsing.query import Kind, term
from offbook.clock import Clock
from offbook.deck.cards import CardKey
from offbook.errors import OffbookError
from offbook.opening import Browse, Evaluate
from offbook.panels.panel import Panel, Source
from offbook.trainer import Trainer
from offbook.tui.backroom import Backroom
from offbook.tui.faces import hanging
from offbook.tui.screens.card import CardScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.text import plain
from offbook.tui.widgets.keyline import Hint, KeyLine

MOST = 300
"""Rows that are listed."""
_MARGIN = 10
"""Cells of the headings in the margin."""
_WIDEST = 92

COMMANDS = (
    Binding("enter", "open", "open the row: its card, or its attempt"),
    Binding("b", "browse", "browse the cards of the row's concept"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
_MOVES = (("↑ ↓", "scroll, and go from row to row"), ("pgup pgdn", "scroll by a page"))


class Rows(OptionList, can_focus=False):
    """A list that is as long as its rows; the page around it scrolls, and the screen has the keys."""


class GlassScreen(HouseScreen[None]):
    """Shows a figure's formula, window, count, what was left out, and its rows once they are worked out."""

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [
        *COMMANDS,
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "end_of(-1)", show=False),
        Binding("end", "end_of(1)", show=False),
    ]
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, trainer: Trainer, clock: Clock, backroom: Backroom, panel: Panel) -> None:
        super().__init__()
        self._trainer = trainer
        self._clock = clock
        self._backroom = backroom
        self._panel = panel
        self._sources: tuple[Source, ...] = ()

    def compose(self) -> ComposeResult:
        """The figure, what is behind it, its rows."""
        yield Static(plain(self._panel.title, "bold $text-primary"), id="masthead")
        with VerticalScroll(id="glass", can_focus=False):
            yield Static(id="facts")
            yield Static(Content.styled("Rows: looking…", "$quiet"), id="told")
            yield Rows(id="rows")
        yield KeyLine(_hints(opens=False))

    def on_mount(self) -> None:
        """Have the rows worked out."""
        self._draw()
        self._work()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._draw()

    @work
    async def _work(self) -> None:
        sources = self._panel.glass.sources
        try:
            found = await self._backroom.ask(lambda _: tuple(islice(sources(), MOST + 1)))
        except OffbookError as error:
            self.query_one("#told", Static).update(plain(f"⚠ {error}", "$text-warning"))
            return
        self._sources = found[:MOST]
        more = len(found) > MOST
        told = f"Rows, the latest {MOST}" if more else f"Rows, {len(found)}" if found else "Rows: none"
        self.query_one("#told", Static).update(Content.styled(told, "$quiet"))
        self.query_one(KeyLine).show(_hints(opens=any(source.opens for source in found)))
        self._draw()

    def _draw(self) -> None:
        width = min(self.column - 2, _WIDEST)
        self.query_one("#facts", Static).update(facts(self._panel, width))
        rows = self.query_one(Rows)
        place = rows.highlighted
        rows.set_options(Option(_row(source, self.column - 2)) for source in self._sources)
        rows.highlighted = place

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one("#glass", VerticalScroll)

    def action_move(self, by: int) -> None:
        """Scroll to the rows, then go through them."""
        rows, page = self.query_one(Rows), self._page
        first = rows.virtual_region.y
        in_view = first < page.scroll_y + page.scrollable_content_region.height
        if not self._sources or (rows.highlighted is None and not (by > 0 and in_view)):
            page.scroll_relative(y=by, animate=False, immediate=True)
        elif rows.highlighted is None or rows.highlighted + by >= 0:
            self._light(0 if rows.highlighted is None else rows.highlighted + by)
        else:
            rows.highlighted = None
            page.scroll_relative(y=by, animate=False, immediate=True)

    def action_page(self, by: int) -> None:
        """Scroll by a page; a row that is highlighted goes with it."""
        rows, page = self.query_one(Rows), self._page
        height = max(1, page.scrollable_content_region.height - 2)
        if rows.highlighted is None:
            page.scroll_relative(y=by * height, animate=False, immediate=True)
        else:
            self._light(max(0, rows.highlighted + by * height))

    def action_end_of(self, by: int) -> None:
        """Go to the beginning of the page, or to the last row."""
        if by > 0 and self._sources:
            self._light(len(self._sources) - 1)
        else:
            self.query_one(Rows).highlighted = None
            self._page.scroll_to(y=self._page.max_scroll_y if by > 0 else 0, animate=False, immediate=True)

    @on(OptionList.OptionSelected)
    def _clicked(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the card or the attempt that the highlighted row leads to."""
        place = self.query_one(Rows).highlighted
        opens = self._sources[place].opens if place is not None else None
        if isinstance(opens, CardKey):
            self._open_card(opens)
        elif opens is not None:
            self._open_attempt(opens)
        elif place is not None:
            self.tell("This row leads to nothing that is still there.")

    def action_browse(self) -> None:
        """Find the cards of the concept that the highlighted row is about."""
        place = self.query_one(Rows).highlighted
        key = self._sources[place].opens if place is not None else None
        library = self._trainer.library
        card = library.cards([key.deck]).get(key) if isinstance(key, CardKey) else None
        if card is None:
            self.tell("Highlight the row of a card; then this finds the cards of its concept.")
            return
        concept = library.concept(card)
        name = concept.name if concept else card.facts.concept
        self.go(Browse(f"{term(Kind.DECK, card.facts.key.deck)} {term(Kind.CONCEPT, name)}"))

    def action_help(self) -> None:
        """Every key of this screen."""
        self.app.push_screen(HelpScreen("What is behind it", _MOVES, COMMANDS))

    def _open_card(self, key: CardKey) -> None:
        if key in self._trainer.library.cards([key.deck]):
            self.app.push_screen(CardScreen(self._trainer, self._clock, self._backroom, key))
        else:
            self.tell("The card is no longer in its deck.")

    def _open_attempt(self, name: bytes) -> None:
        try:
            record = self._trainer.examiner.record(name)
        except OffbookError as error:
            self.complain(error, "The attempt cannot be opened")
            return
        if record is not None:
            self.go(Evaluate(record))

    def _light(self, place: int) -> None:
        """Highlight a row, or the last one, and bring it into view."""
        rows, page = self.query_one(Rows), self._page
        rows.highlighted = min(place, len(self._sources) - 1)
        at = rows.virtual_region.y + (rows.highlighted or 0)
        page.scroll_to_region(Region(0, at, 1, 1), animate=False, immediate=True)


def facts(panel: Panel, width: int) -> Content:
    """A figure and everything that is behind it but its rows."""
    glass = panel.glass
    entries = [
        ("", panel.value, "bold"),
        ("", panel.told, ""),
        ("formula", glass.formula, ""),
        ("window", glass.window, ""),
        ("n", f"{glass.n:,} {glass.of}" if glass.of else "", ""),
        *((("left out" if not place else ""), text, "") for place, text in enumerate(glass.left_out)),
    ]
    lines = list(_entries(entries, width))
    details = [_detail(name, text, width) for name, text in (*panel.lines, *glass.details)]
    if details:
        lines += [Content(""), *details]
    if panel.drawn:
        lines += [Content(""), hanging(_head("in words"), plain(panel.drawn), width)]
    return Content("\n").join(lines)


def _entries(entries: list[tuple[str, str, str]], width: int) -> Iterator[Content]:
    for head, text, style in entries:
        if text:
            yield hanging(_head(head), plain(text, style), width)


def _detail(name: str, text: str, width: int) -> Content:
    """A further number with its name, which may be longer than the margin."""
    return hanging(Content(" " * _MARGIN), plain(name, "$quiet") + "  " + plain(text), width)


def _head(name: str) -> Content:
    return Content.styled(f"{name:<{_MARGIN}}", "$quiet")


def _row(source: Source, width: int) -> Content:
    mark = Content.styled("› " if source.opens is not None else "  ", "$text-accent")
    text = plain(" ".join(source.text.splitlines()))
    return mark + text.truncate(max(12, width - 2), ellipsis=True)


def _hints(*, opens: bool) -> tuple[Hint, ...]:
    return (
        Hint("↑↓", "rows", ""),
        *((Hint("enter", "open the row", "open"),) if opens else ()),
        Hint("esc", "back", "dismiss"),
        Hint("?", "keys", "help"),
    )
