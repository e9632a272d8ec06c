"""The keys of the author screen: its commands, and what the text itself does."""

from __future__ import annotations

from textual.binding import Binding

from offbook.tui.widgets.keyline import Hint

COMMANDS = (
    Binding("ctrl+s", "save", "save; a file that another program changed is not overwritten"),
    Binding("ctrl+n", "add", "a new card behind this one"),
    Binding("ctrl+d", "duplicate", "this card a second time"),
    Binding("ctrl+r", "remove", "remove this card; undo brings it back"),
    Binding("ctrl+t", "move", "give this card to another concept"),
    Binding("ctrl+j,f8", "next", "go to the next problem"),
    Binding("ctrl+o", "preview", "show the card, or only the text"),
    Binding("f1", "help", "every key of this screen"),
    Binding("escape", "leave", "back to the text, or leave; asks if anything is unsaved"),
)
HINTS = (
    Hint("ctrl+s", "save", "save"),
    Hint("ctrl+n", "new card", "add"),
    Hint("ctrl+d", "duplicate", "duplicate"),
    Hint("ctrl+r", "remove", "remove"),
    Hint("ctrl+t", "concept", "move"),
    Hint("ctrl+j", "next problem", "next"),
    Hint("ctrl+o", "preview", "preview"),
    Hint("esc", "leave", "leave"),
    Hint("f1", "keys", "help"),
)
IN_TEXT = (
    ("tab", "to the card, the problems, and back"),
    ("ctrl+z", "undo, and ctrl+y redo"),
    ("shift+←→", "select; ctrl+c copies, ctrl+x cuts, ctrl+v pastes"),
    ("f7", "select all"),
    ("ctrl+u", "delete to the start of the line, and ctrl+k to its end"),
)
