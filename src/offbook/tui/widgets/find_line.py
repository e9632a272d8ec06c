"""The line in which is typed what to find in a deck's text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.document._document import Location
from textual.widgets import Input, Static

from offbook.tui.widgets.answer_form import Field
from offbook.tui.widgets.deck_text import DeckText


class FindLine(Horizontal):
    """Selects what is typed here in the text above, whatever its case."""

    DEFAULT_CSS = """
    FindLine { height: 1; display: none; padding: 0 1; background: $panel; }
    FindLine.-open { display: block; }
    FindLine #sought, FindLine #sought:focus { width: 1fr; height: 1; border: none; padding: 0 1; margin: 0; }
    FindLine Static { color: $quiet; }
    """

    def __init__(self, text: DeckText) -> None:
        super().__init__()
        self._text = text
        self._from = 0
        """The offset in the text from which on the first place is looked for."""

    def compose(self) -> ComposeResult:
        """What is sought, and how often it is there."""
        yield Static("Find")
        yield Field(id="sought")
        yield Static(id="places")

    def on_mount(self) -> None:
        """Leave the field all the room that words beside it do not need; elsewhere they share it."""
        for words in self.query(Static):
            words.styles.width, words.styles.min_width = "auto", 0

    @property
    def is_open(self) -> bool:
        """Whether it is to be seen."""
        return self.has_class("-open")

    def close(self) -> None:
        """Go back to the text."""
        self.remove_class("-open")
        self._text.focus()

    def step(self, way: int) -> None:
        """Go to the next place (1), or the one before (-1), round and round; ask what to find (0)."""
        if not way or not self.query_one(Field).value:
            self._open()
        else:
            places, here = self._places(), self._here
            self._show(places, bisect_right(places, here) if way > 0 else bisect_left(places, here) - 1)

    def _open(self) -> None:
        """Let be typed what to find, from the cursor on; what was sought last can be typed over."""
        self._from = self._here
        self.add_class("-open")
        field = self.query_one(Field)
        field.action_select_all()
        self.screen.set_focus(field)

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        places = self._places()
        self._show(places, bisect_left(places, self._from))

    @on(Field.Entered)
    def _entered(self, message: Field.Entered) -> None:
        message.stop()
        self.step(1)
        self.query_one(Field).take()

    @on(Field.Left)
    def _left(self, message: Field.Left) -> None:
        message.stop()
        self.close()

    @property
    def _here(self) -> int:
        return self._offset(min(self._text.selection))

    def _offset(self, place: Location) -> int:
        row, column = place
        return sum(len(line) + 1 for line in self._text.document.lines[:row]) + column

    def _places(self) -> list[int]:
        sought = self.query_one(Field).value
        if not sought:
            return []
        return [one.start() for one in re.finditer(re.escape(sought), self._text.text, re.IGNORECASE)]

    def _show(self, places: list[int], at: int) -> None:
        """Select a place, counted round and round, and say which it is."""
        sought, told = self.query_one(Field).value, ""
        if places:
            text, begin = self._text.text, places[at % len(places)]
            row, column = text.count("\n", 0, begin), begin - (text.rfind("\n", 0, begin) + 1)
            self._text.select((row, column), (row, column + len(sought)))
            told = f"{at % len(places) + 1} of {len(places)}"
        self.query_one("#places", Static).update(told or ("not found" if sought else ""))
