"""The text of a deck to be written in: lines kept as they are, told apart by colour, keys in their order.

Textual's text area takes every sign that Unicode calls a line's end for one, reads a language only
with a parser in C beside it, and leaves its commands to bindings that run behind letters typed after
them. Each of the three is mended here, for the version that Offbook is pinned to.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.document._document import Document, EditResult, Location
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.events import Key, Paste
from textual.geometry import Size
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Selection, TextAreaTheme

from offbook.deck.blanks import Blanks
from offbook.deck.problems import Level
from offbook.deck.source import LARGEST
from offbook.tui.colouring import LONGEST, OUTSIDE, Kind, pieces
from offbook.tui.inert import one_for_one

WRAPPED = 300_000
"""Characters up to which long lines are broken; beyond, breaking takes longer than a key may."""
UNDONE = 1_000
"""Steps that can be taken back."""

_THEME = "deck"
_OURS = ("ctrl+d",)
"""Keys of the text area that stand for something else here."""


def _bindings() -> list[BindingType]:
    """The text area's own, less the keys that stand for something else here."""
    kept: list[BindingType] = []
    for one in TextArea.BINDINGS:
        if isinstance(one, Binding):
            keys = [key for key in one.key.split(",") if key not in _OURS]
            kept.append(Binding(",".join(keys), one.action, one.description, show=False))
    for end in ("home", "end"):
        kept.append(Binding(f"ctrl+{end}", f"go_to_{end}", show=False))
        kept.append(Binding(f"ctrl+shift+{end}", f"go_to_{end}(True)", show=False))
    return kept


class Lines(Document):
    """Lines that end in a line feed and in nothing else; whatever else is in them stays in them."""

    def __init__(self, text: str) -> None:
        super().__init__("")
        self._newline = "\n"
        self._lines = text.split("\n")
        self._text: str | None = text
        self._width: int | None = None
        self._states = [OUTSIDE]
        """Whether each line begins within a text, as far down as that is known."""

    @property
    def text(self) -> str:
        """All of it; joined anew only after an edit."""
        if self._text is None:
            self._text = "\n".join(self._lines)
        return self._text

    def state(self, line: int) -> str:
        """Whether a line begins within a text; see ``colouring``."""
        while len(self._states) <= line:
            above = len(self._states) - 1
            self._states.append(pieces(self._lines[above], self._states[above])[1])
        return self._states[line]

    def get_size(self, tab_width: int) -> Size:
        """Cells and lines; the width errs on the safe side, for exactness costs a look at every cell."""
        if self._width is None:
            longest = max(map(len, self._lines))
            plain = self.text.isascii() and "\t" not in self.text
            self._width = longest if plain else longest * max(2, tab_width)
        return Size(self._width, len(self._lines))

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put a text in place of what stands between two places, each the nearest there is to one asked for.

        Textual speaks of the end of the last line as of the beginning of one more.
        """
        (top, left), (bottom, right) = sorted((self._nearest(start), self._nearest(end)))
        replaced = self.get_text_range((top, left), (bottom, right))
        before, after = self._lines[top][:left], self._lines[bottom][right:]
        new = text.split("\n")
        column = len(new[-1]) + (len(before) if len(new) == 1 else 0)
        new[0] = before + new[0]
        new[-1] += after
        self._lines[top : bottom + 1] = new
        self._text = self._width = None
        del self._states[max(1, top + 1) :]
        return EditResult((top + len(new) - 1, column), replaced)

    def _nearest(self, place: Location) -> Location:
        row, column = place
        return (row, min(column, len(self._lines[row]))) if row < len(self._lines) else self.end


class Wrapped(WrappedDocument):
    """Lines with the places at which they are broken."""

    @property
    def height(self) -> int:
        """Rows of all lines. Asked for with every row that is drawn, and therefore not counted anew."""
        return len(self._offset_to_line_info)


class DeckText(TextArea, inherit_bindings=False):
    """A deck's text with its cursor."""

    DEFAULT_CSS = """
    DeckText { border: none; padding: 0; background: transparent; scrollbar-size: 1 1; }
    DeckText:focus { border: none; }
    DeckText .text-area--cursor-line { background: $panel; }
    DeckText .text-area--cursor-gutter { background: $panel; }
    DeckText .text-area--gutter { color: $faint; }
    DeckText .deck-text--header { color: $text-accent; text-style: bold; }
    DeckText .deck-text--key { color: $text-primary; }
    DeckText .deck-text--gap { color: $text-accent; text-style: underline; }
    DeckText .deck-text--value { color: $text-warning; }
    DeckText .deck-text--comment { color: $quiet; text-style: italic; }
    DeckText .deck-text--error { text-style: underline; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "deck-text--error",
        *(f"deck-text--{kind}" for kind in Kind if kind is not Kind.TEXT),
    }
    BINDINGS: ClassVar[list[BindingType]] = _bindings()

    class TooLarge(Message):
        """What was pasted was not taken: a deck has no room for it."""

    def __init__(self, command: Callable[[str], Awaitable[bool]]) -> None:
        """``command`` runs what a key stands for outside of the text; it says whether that is anything."""
        self._command = command
        self._flawed: Mapping[int, Level] = {}
        self.blanks: Blanks | None = None
        """What was to be filled in of the card that was added last."""
        super().__init__(show_line_numbers=True, max_checkpoints=UNDONE, tab_behavior="focus", soft_wrap=True)

    def on_mount(self) -> None:
        """Take the colours of the app."""
        self._dress()

    def open(self, text: str) -> None:
        """Show a text that has nothing to be taken back yet."""
        self.soft_wrap = len(text) <= WRAPPED and max(map(len, text.split("\n"))) <= LONGEST
        self.load_text(text)

    def become(self, text: str, begin: Location | None = None, end: Location | None = None) -> None:
        """Make the text another one, in one step that can be taken back; what they share stays in place.

        The cursor goes to ``end``, with the text from ``begin`` selected; it stays where it is without.
        """
        if text != self.text:
            self.history.checkpoint()
            self.replace(*_difference(self.document.lines, text.split("\n")), maintain_selection_offset=True)
            self.history.checkpoint()
        if end is not None:
            self.select(begin or end, end)

    def select(self, begin: Location, end: Location) -> None:
        """Select what stands between two places, and bring it in sight."""
        self.history.checkpoint()
        self.selection = Selection(begin, end)
        self.scroll_cursor_visible(center=True)

    def fill_in(self, step: int) -> bool:
        """Select what is next (1), or was before (-1), to be filled in of a new card; whether anything is."""
        blank = self.blanks and self.blanks.following(self.document.lines, self.selection, step)
        if blank:
            self.select(*blank)
        return bool(blank)

    def action_go_to_home(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - as a binding gives it
        """Go to the beginning of the text."""
        self.move_cursor(self.document.start, select=select)

    def action_go_to_end(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - as a binding gives it
        """Go to the end of the text."""
        self.move_cursor(self.document.end, select=select)

    def on_resize(self) -> None:
        """Keep the line of the cursor in sight when there is less room."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def mark(self, flawed: Mapping[int, Level]) -> None:
        """Underline the lines, from 0, on which something is wrong."""
        if flawed != self._flawed:
            self._flawed = flawed
            self._line_cache.clear()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line with its colours; signs that act on a terminal are shown, one for one."""
        written = self.document.get_line(line_index)
        text = Text(one_for_one(written), end="", no_wrap=True)
        state = self.document.state(line_index) if isinstance(self.document, Lines) else OUTSIDE
        for begin, end, kind in pieces(written, state)[0]:
            if kind is not Kind.TEXT:
                text.stylize(self.get_component_rich_style(f"deck-text--{kind}", partial=True), begin, end)
        if self._flawed.get(line_index) is Level.ERROR:
            indent = len(written) - len(written.lstrip())
            text.stylize(self.get_component_rich_style("deck-text--error", partial=True), indent)
        return text

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:  # noqa: ARG002
        """None: looked for in the whole text, one that is missing would be long in coming."""
        return None

    async def _on_key(self, event: Key) -> None:
        """Take every key in its turn: those that move and delete as well as letters, then commands."""
        focused = self.screen.focused
        if focused and focused is not self:
            # Typed behind a key that led elsewhere, before it had done so.
            focused.post_message(Key(event.key, event.character))
            event.prevent_default()
            event.stop()
            return
        actions = [one.action for one in self._bindings.key_to_bindings.get(event.key, ())]
        if actions:
            self._restart_blink()
            await self.run_action(actions[0])
        elif not (event.key == "enter" or event.is_printable):
            if not await self._command(event.key):
                return
        else:
            await super()._on_key(event)
        event.stop()
        event.prevent_default()

    async def _on_paste(self, event: Paste) -> None:
        """Take what is pasted as lines, whatever they end in."""
        event.stop()
        event.prevent_default()
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        if len(text) + len(self.text) > LARGEST:
            self.post_message(self.TooLarge())
            return
        self.history.checkpoint()
        self.replace(text, *self.selection, maintain_selection_offset=False)
        self.scroll_cursor_visible()

    def _recompute_cursor_offset(self) -> None:
        """Draw the cursor within the text, also while a step is taken back and it is still beyond."""
        place = self.clamp_visitable(self.cursor_location)
        self._cursor_offset = self.wrapped_document.location_to_offset(place)

    def _app_theme_changed(self) -> None:
        self._dress()

    def _dress(self) -> None:
        """Let the line of the cursor keep the colours of its words; of its own it has the background."""
        line = self.get_component_rich_style("text-area--cursor-line", partial=True)
        self.register_theme(TextAreaTheme(_THEME, cursor_line_style=Style(bgcolor=line.bgcolor)))
        self.theme = _THEME
        self._set_theme(_THEME)
        self._line_cache.clear()

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002 - Textual's own shape
        """As the text area does, with lines of our own and no language."""
        self.document = Lines(text)
        self.wrapped_document = Wrapped(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()


def _difference(old: list[str], new: list[str]) -> tuple[str, Location, Location]:
    """The lines to put in, and between which two places, so that what is the same stays."""
    least = min(len(old), len(new))
    head = 0
    while head < least and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < least - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = new[head : len(new) - tail]
    if tail:
        return "".join(f"{line}\n" for line in middle), (head, 0), (len(old) - tail, 0)
    last = (len(old) - 1, len(old[-1]))
    if head:
        return "".join(f"\n{line}" for line in middle), (head - 1, len(old[head - 1])), last
    return "\n".join(middle), (0, 0), last
