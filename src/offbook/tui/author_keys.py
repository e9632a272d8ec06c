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
    Binding("ctrl+f", "find", "find in the text as you type"),
    Binding("f3", "find(1)", "go to the next place found"),
    Binding("shift+f3", "find(-1)", "go to the place found before"),
    Binding("ctrl+o", "preview", "show the card, or only the text"),
    Binding("f1", "help", "every key of this screen"),
    Binding("escape", "leave", "back to the text, or leave; asks if anything is unsaved"),
)
_SAVE = Hint("ctrl+s", "save", "save")
_LEAVE = Hint("esc", "leave", "leave")
_CARD = Hint("ctrl+o", "card", "preview")
_HELP = Hint("f1", "keys", "help")
HINTS = (
    _SAVE,
    _LEAVE,
    Hint("ctrl+n", "new card", "add"),
    Hint("ctrl+f", "find", "find"),
    Hint("ctrl+d", "double", "duplicate"),
    Hint("ctrl+r", "remove", "remove"),
    Hint("ctrl+t", "concept", "move"),
    Hint("ctrl+j", "next problem", "next"),
    _CARD,
    _HELP,
)
WITHOUT_CARD = (_SAVE, _LEAVE, _CARD, Hint("ctrl+n", "new", "add"), *HINTS[3:-2], _HELP)
"""The hints while the card is not shown; in few columns, how to see it comes before what is rarer."""
IN_TEXT = (
    ("tab", "to the next text of a new card to fill in; else to the card, the problems, and back"),
    ("ctrl+home", "to the beginning of the text, and ctrl+end to its end"),
    ("ctrl+z", "undo, and ctrl+y redo"),
    ("shift+←→", "select; ctrl+c copies, ctrl+x cuts, ctrl+v pastes"),
    ("f7", "select all"),
    ("ctrl+u", "delete to the start of the line, and ctrl+k to its end"),
)
