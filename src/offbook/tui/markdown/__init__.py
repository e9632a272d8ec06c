"""Markdown as styled text: what a card needs, in one piece of ``Content``."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from offbook.deck.markdown import parse
from offbook.tui.lines import NO_FILLS, UNBROKEN, filled, wrapped
from offbook.tui.markdown.page import lines
from offbook.tui.markdown.reader import Reader

__all__ = ["render"]


def render(text: str, width: int = UNBROKEN, fills: Mapping[str, Content] = NO_FILLS) -> Content:
    """The text as Markdown, in lines of at most ``width`` cells; ``fills`` stand where their characters do.

    ``text`` has been cleaned already. Its words are kept to the letter; only signs of Markdown
    disappear. A link shows its address behind it where they differ. What is nothing but signs, or
    nested too deep, stays as it is written.
    """
    tokens = parse(text)
    shown = Content("\n").join(lines(Reader(tokens, fills).blocks(), width)) if tokens else Content("")
    if shown.plain.strip():
        return shown
    return Content("\n").join(wrapped(filled(Content(text), fills), width))
