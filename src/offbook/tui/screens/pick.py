"""Pick: one or several of many things, found by typing a part of their names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key, Paste, Resize
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from offbook.deck.spelling import normal
from offbook.tui.faces import RIGHT
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.text import clean, plain
from offbook.tui.widgets.keyline import Hint, KeyLine

K = TypeVar("K", bound=Hashable)

LONGEST = 60
"""Characters that a filter may have."""
MOST = 500
"""Rows that are shown at once: more take longer than a key may."""

COMMANDS = (
    Binding("enter", "take", "take what is ticked, or the one that is highlighted"),
    Binding("space", "tick", "tick the highlighted one, or take its tick off"),
    Binding("ctrl+a", "tick_all", "tick all that are shown, or take their ticks off"),
    Binding("ctrl+u", "widen", "show all again"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape", "dismiss", "back; everything stays as it was"),
)
_OF_SEVERAL = ("tick", "tick_all")
_ENTER, _ESCAPE, _HELP = (
    Hint("enter", "take", "take"),
    Hint("esc", "back", "dismiss"),
    Hint("?", "keys", "help"),
)
_BOX = 4
"""Cells of the mark before a row."""
_TICK, _ALL = Hint("space", "tick", "tick"), Hint("ctrl+a", "all", "tick_all")


@dataclass(frozen=True, slots=True)
class Item(Generic[K]):
    """Something that can be picked; its texts may be foreign."""

    key: K
    label: str
    note: str = ""
    """Told beside it, and searched too."""
    count: int | None = None
    """How much of it there is; None where that is not told."""


def bare(text: str) -> str:
    """A text as it is searched: without case, accents and spaces."""
    return "".join(normal(text).split())


class PickScreen(HouseScreen[tuple[K, ...]], Generic[K]):
    """A list with a filter on top. Gives the keys that were taken, in the order of the items; None for none.

    Of ``several``, any number can be ticked, and taking none gives an empty tuple: ``unbound`` says
    what that means. Of one kind only, the highlighted one is taken.
    """

    KEYS: ClassVar[tuple[Binding, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*COMMANDS]

    def __init__(
        self,
        title: str,
        items: Sequence[Item[K]],
        chosen: Collection[K] = (),
        *,
        several: bool = False,
        unbound: str = "none ticked",
    ) -> None:
        super().__init__()
        self._title = title
        self._items = tuple(items)
        self._searched = tuple((bare(item.label), bare(item.note)) for item in self._items)
        self._ticked = {item.key for item in self._items if item.key in chosen}
        self._several = several
        self._unbound = unbound
        self._filter = ""
        self._is_sought = False
        """Whether something was typed, and nothing ticked since: what it led to is meant."""
        self._found = self._items
        self._acts: dict[str, Callable[[], None]] = {
            "enter": self.action_take,
            "space": self.action_tick,
            "backspace": lambda: self._narrow(self._filter[:-1]),
            "ctrl+a": self.action_tick_all,
            "ctrl+u": self.action_widen,
            "question_mark": self.action_help,
            "f1": self.action_help,
            "escape": self._leave,
            "up": lambda: self._move(-1),
            "down": lambda: self._move(1),
            "home": lambda: self._move(-MOST),
            "end": lambda: self._move(MOST),
            "pageup": lambda: self._move(-self._page),
            "pagedown": lambda: self._move(self._page),
        }

    def compose(self) -> ComposeResult:
        """What is picked, the filter, the list."""
        yield Static(plain(self._title, "bold $text-primary"), id="masthead")
        yield Static(id="greeting")
        yield OptionList(id="picks")
        yield KeyLine((_ENTER, _TICK, _ESCAPE, _ALL, _HELP) if self._several else (_ENTER, _ESCAPE, _HELP))

    def on_mount(self) -> None:
        """Begin at the first of what is chosen already."""
        self._draw(next((item.key for item in self._items if item.key in self._ticked), None))

    def on_resize(self, _: Resize) -> None:
        """Keep every row to the width there is."""
        self._draw(self._highlighted)

    def on_key(self, event: Key) -> None:
        """Take a key at once and in its turn: letters narrow the list, all others are commands."""
        if event.key in {"tab", "shift+tab", "ctrl+q", "ctrl+c", "ctrl+z", "ctrl+p"}:
            return
        event.stop()
        event.prevent_default()
        if not self.is_current:
            # Pressed behind what closed this screen, and meant for it: the one beneath shall not act on it.
            return
        if act := self._acts.get(event.key):
            act()
        elif event.is_printable and event.character:
            self._narrow(self._filter + event.character)

    def on_paste(self, event: Paste) -> None:
        """Narrow by the first line of what is pasted."""
        event.stop()
        self._narrow(self._filter + "".join(event.text.splitlines()[:1]))

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click ticks, or takes where there is nothing to tick. Enter never comes this way."""
        message.stop()
        if self.is_current and message.option_index < len(self._found):
            self._choose(self._found[message.option_index].key)

    def action_tick(self) -> None:
        """Tick the highlighted one or take its tick off; take it, if it is to be one only."""
        if self._highlighted is not None:
            self._choose(self._highlighted)

    def action_tick_all(self) -> None:
        """Tick all that the filter lets through; if they all are, take their ticks off."""
        if self._several:
            self._is_sought = False
            found = {item.key for item in self._found}
            self._ticked = self._ticked - found if found <= self._ticked else self._ticked | found
            self._draw(self._highlighted)

    def action_take(self) -> None:
        """Give what is ticked and what was just typed for; of one kind only, the highlighted one."""
        if self._several:
            if self._is_sought and self._highlighted is not None:
                self._ticked.add(self._highlighted)
            self.dismiss(tuple(item.key for item in self._items if item.key in self._ticked))
        elif self._highlighted is not None:
            self.dismiss((self._highlighted,))

    def action_widen(self) -> None:
        """Show all again."""
        self._narrow("")

    def action_help(self) -> None:
        """Every key of this screen."""
        commands = [one for one in COMMANDS if self._several or one.action not in _OF_SEVERAL]
        now = (("a b c", "show only what is called so"), ("↑ ↓", "go through the list"))
        self.app.push_screen(HelpScreen(self._title, now, commands))

    @property
    def _highlighted(self) -> K | None:
        place = self.query_one(OptionList).highlighted
        return self._found[place].key if place is not None and place < len(self._found) else None

    @property
    def _page(self) -> int:
        return max(1, self.query_one(OptionList).size.height - 1)

    def _move(self, by: int) -> None:
        """Highlight another row. The list's own paging fails where it has no width yet."""
        listed = self.query_one(OptionList)
        last = len(self._found[:MOST]) - 1
        if last >= 0:
            listed.highlighted = min(max((listed.highlighted or 0) + by, 0), last)

    def _choose(self, key: K) -> None:
        if not self._several:
            self.dismiss((key,))
            return
        self._is_sought = False
        self._ticked ^= {key}
        self._draw(key)

    def _leave(self) -> None:
        self.dismiss(None)

    def _narrow(self, text: str) -> None:
        highlighted = self._highlighted
        self._filter = text[:LONGEST]
        self._is_sought = bool(self._filter)
        wanted = bare(self._filter)
        searched = zip(self._items, self._searched, strict=True)
        self._found = tuple(item for item, texts in searched if any(wanted in one for one in texts))
        self._draw(highlighted)

    def _draw(self, highlighted: K | None) -> None:
        """Show the list as it is now, with this one highlighted, or the first."""
        shown = self._found[:MOST]
        listed = self.query_one(OptionList)
        columns = _columns(shown, max(12, self.column - 2 - _BOX))
        rows = [Option(self._row(item, columns)) for item in shown]
        if not shown:
            told = (
                "Nothing is called so. Backspace takes a letter back." if self._items else "There is nothing."
            )
            rows.append(Option(Content.styled(told, "$quiet"), disabled=True))
        listed.set_options(rows)
        place = next((place for place, item in enumerate(shown) if item.key == highlighted), 0)
        listed.highlighted = place if shown else None
        self.query_one("#greeting", Static).update(self._heading())

    def _heading(self) -> Content:
        """The filter with its cursor, and beside it how much of everything it leaves."""
        typed = plain(self._filter) + Content.styled(" ", "reverse")
        if not self._filter:
            typed += Content.styled(" type to find", "$faint")
        every = f"{len(self._items):,}"
        told = f"{len(self._found):,} of {every}" if self._filter else f"{every} in all"
        if len(self._found) > MOST:
            told += f", the first {MOST} shown"
        if self._several:
            told += f" · {len(self._ticked):,} ticked" if self._ticked else f" · {self._unbound}"
        return Content.assemble(("Find ", "$quiet"), typed, (f"   {told}", "$quiet"))

    def _row(self, item: Item[K], columns: _Columns) -> Content:
        ticked = item.key in self._ticked
        box = ("[x] " if ticked else "[ ] ") if self._several else f"{RIGHT} " if ticked else "  "
        row = Content.styled(box, "bold $text-accent")
        label = plain(_line(item.label)).truncate(columns.label, ellipsis=True)
        row += label.extend_right(columns.label - label.cell_length)
        if columns.count:
            told = "" if item.count is None else f"{item.count:,}"
            row += Content.styled(f"  {told:>{columns.count}}", "$quiet")
        return row + "  " + plain(_line(item.note), "$quiet").truncate(columns.note, ellipsis=True)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Cells of each column of the list."""

    label: int
    count: int
    """0 where nothing is counted."""
    note: int


def _columns(items: Sequence[Item[K]], room: int) -> _Columns:
    """As much for each as its longest text takes; where that is too much, half of it at least for labels."""
    count = max((len(f"{item.count:,}") for item in items if item.count is not None), default=0)
    room -= count + 2 if count else 0
    label = max((cell_len(_line(item.label)) for item in items), default=0)
    note = max((cell_len(_line(item.note)) for item in items), default=0)
    label = max(1, min(label, room if not note else max(room // 2, room - note - 2)))
    return _Columns(label, count, max(1, room - label - 2))


def _line(text: str) -> str:
    return " ".join(clean(text).split())
