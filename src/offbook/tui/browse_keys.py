"""The keys of Browse: its commands, and what its last line says of them."""

from __future__ import annotations

from textual.binding import Binding

from offbook.tui.screens import caring
from offbook.tui.widgets.keyline import Hint

COMMANDS = (
    Binding("slash", "find", "type what to find", key_display="/"),
    Binding("enter", "open", "the card, with its history"),
    Binding("f", "filters", "filters: what a card has to be"),
    Binding("s", "state", "only cards of one state; again for the next"),
    Binding("d", "deck", "only one deck; again for the next"),
    Binding("space", "tick", "tick the card, to act on several at once"),
    Binding("ctrl+a", "tick_all", "tick all that are found, or take their ticks off"),
    *caring.DECIDING,
    Binding("ctrl+u", "widen", "show all cards again"),
    Binding("question_mark,f1", "help", "every key of this screen", key_display="?"),
    Binding("escape,q", "dismiss", "back"),
)
TYPING = (Hint("enter", "open", "open"), Hint("↓", "to the cards", "cards"), Hint("f1", "keys", "help"))
HINTS = (
    Hint("enter", "open", "open"),
    Hint("/", "find", "find"),
    Hint("f", "filters", "filters"),
    *caring.HINTS,
    Hint("space", "tick", "tick"),
    Hint("esc", "back", "dismiss"),
    Hint("?", "keys", "help"),
)
MOVES = (
    ("a b c", "in the line on top: find what holds these letters"),
    ("is: form:", "and deck: topic: concept: side: tag: filter; a minus turns one around"),
    ("↑ ↓", "from the line to the cards and back, and through them"),
)
