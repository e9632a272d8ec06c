"""The figures as text: each with its value, its sentence, and its plot in words."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from textwrap import wrap

from offbook.cli import output
from offbook.deck.clean import defuse
from offbook.evidence import MODEL_MARK
from offbook.panels.panel import Panel, Tab

NARROWEST, WIDEST = 40, 100
"""Columns of a line, whatever the terminal says of itself."""
_USUAL = 80
_NAMES = 32
"""Columns of the names of further lines, at most; a longer one has a line of its own."""


def write(tabs: tuple[Tab, ...]) -> None:
    """Write the tabs to standard output, as wide as the terminal allows."""
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else _USUAL
    for line in table(tabs, min(max(room, NARROWEST), WIDEST)):
        output.data(line)


def table(tabs: tuple[Tab, ...], width: int) -> Iterator[str]:
    """The lines, none of them longer than ``width`` but where a single word is."""
    for place, tab in enumerate(tabs):
        if place:
            yield ""
        yield defuse(tab.title).upper()
        yield from _text(tab.headline, width, "")
        for panel in tab.panels:
            yield ""
            yield from _panel(panel, width)


def _panel(panel: Panel, width: int) -> Iterator[str]:
    yield from _text(panel.title, width, "")
    yield from _text(f"{panel.value}{f'  {MODEL_MARK}' if panel.model else ''}", width, "  ")
    yield from _text(panel.told, width, "  ")
    names = max((len(name) for name, _ in panel.lines if len(name) <= _NAMES), default=0)
    for name, fact in panel.lines:
        if len(name) > _NAMES:
            yield from _text(name, width, "    ")
        head = f"    {defuse(name) if len(name) <= _NAMES else '':<{names}}  "
        yield from _text(fact, width, head, " " * len(head)) or [head.rstrip()]
    yield from _text(panel.drawn, width, "  ")


def _text(text: str, width: int, head: str, indent: str | None = None) -> list[str]:
    """A text after ``head``, further lines of it after ``indent``, or as the first one is."""
    further = head if indent is None else indent
    return wrap(defuse(text), width, initial_indent=head, subsequent_indent=further, break_on_hyphens=False)
