"""The only door through which foreign text comes onto the screen.

Text of decks, files and errors is shown, never obeyed: it becomes ``Content`` whose spans are
Offbook's own. Markup in brackets stays as it is written, control characters become visible marks.
"""

from __future__ import annotations

from textual.content import Content, Span

from offbook.tui.inert import LONGEST, MARKS, Guard, clean

__all__ = ["LONGEST", "MARKS", "PARSED", "Guard", "clean", "plain", "rich"]

PARSED = 8_000
"""Characters up to which a text is read as Markdown; beyond it, one made to be slow takes seconds."""

_SIGNS = frozenset("*_`[]<>#\\!|&~")


def plain(text: str, style: str = "") -> Content:
    """The text as it is written."""
    shown = clean(text)
    return Content(shown, [Span(0, len(shown), style)] if style and shown else None)


def rich(text: str) -> Content:
    """The text with its Markdown shown: emphasis, code, lists, quotes. Links stand as text."""
    shown = clean(text)
    if len(shown) > PARSED or not _has_markdown(shown):
        return Content(shown.strip())
    # Most cards hold no Markdown, and the parser takes its time to import.
    from offbook.tui.markdown import render

    return render(shown)


def _has_markdown(text: str) -> bool:
    if not _SIGNS.isdisjoint(text):
        return True
    starts = (line.lstrip()[:3] for line in text.splitlines())
    return "\n" in text.strip() or any(
        start[:2] in {"- ", "+ "} or start[1:3] in {". ", ") "} for start in starts
    )
