"""What became of a target, window after window: ``✔✔✖·✔``, and the same in words."""

from __future__ import annotations

from textual.content import Content

from offbook.panels.performance.targets import history_told
from offbook.performance.targets import GLYPHS, History, State
from offbook.performance.windows import Span
from offbook.tui.plots.frame import LABELS
from offbook.tui.plots.signs import FINE, Signs

_STYLES = {
    State.TOO_EARLY: "$faint",
    State.OPEN: "$foreground",
    State.MET: "$primary",
    State.SECURED: "bold $primary",
    State.MISSED: "$accent",
}


def strip(history: History, span: Span, *, width: int = 72, signs: Signs = FINE) -> Content:
    """A sign for each window, oldest first, and how many were met; the oldest go where room is short."""
    said = history_told(history, span)
    shown = history.states[-room:] if (room := width - len(said) - 2) > 0 else ()
    marks = [(GLYPHS[state][0 if signs.dotted else 1], _STYLES[state]) for state in shown]
    return Content.assemble(*marks, "  " if marks else "", (said, LABELS))
