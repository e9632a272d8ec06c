"""The only door through which foreign text comes onto the screen.

Text of decks, files and errors is shown, never obeyed: it becomes ``Content`` whose spans are
Offbook's own. Markup in brackets stays as it is written, control characters become visible marks.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content, Span

from offbook.deck.plain import PARSED, has_markdown
from offbook.tui.inert import LONGEST, MARKS, Guard, clean
from offbook.tui.lines import NO_FILLS, UNBROKEN, filled, wrapped

__all__ = ["LONGEST", "MARKS", "PARSED", "Guard", "clean", "plain", "rich"]


def plain(text: str, style: str = "") -> Content:
    """The text as it is written."""
    shown = clean(text)
    return Content(shown, [Span(0, len(shown), style)] if style and shown else None)


def rich(text: str, width: int = UNBROKEN, fills: Mapping[str, Content] = NO_FILLS) -> Content:
    """The text with its Markdown shown, in lines of at most ``width`` cells. Links stand as text.

    ``fills`` are pieces that stand where the text has their character.
    """
    shown = clean(text)
    if len(shown) > PARSED or not has_markdown(shown):
        return Content("\n").join(wrapped(filled(Content(shown.strip()), fills), width))
    # Most cards hold no Markdown, and the parser takes its time to import.
    from offbook.tui.markdown import render

    return render(shown, width, fills)
