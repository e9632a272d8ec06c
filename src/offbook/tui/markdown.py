"""Markdown as styled text: what a card needs, in one piece of ``Content``."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual.content import Content, Span

from offbook.tui.inert import clean

_DEEPEST = 20
"""Levels of lists and quotes within each other; the parser drops the words of any deeper one."""
_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
_PARSER.enable("strikethrough")
# A line that defines a reference would be read and not shown.
_PARSER.disable("reference")

_STYLES = {
    "em": "italic",
    "strong": "bold",
    "s": "strike",
    "link": "underline",
    "heading": "bold",
    "blockquote": "italic",
}
_CODE = "$text-accent on $boost"


def render(text: str) -> Content:
    """The text as Markdown. Its words are kept to the letter; only signs of Markdown disappear.

    ``text`` has been cleaned already. A link shows its address behind it where they differ. What is
    nothing but signs, or nested too deep, stays as it is written.
    """
    tokens = _PARSER.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return Content(text)
    writer = _Writer()
    for token in tokens:
        writer.block(token)
    content = writer.content()
    return content if content.plain.strip() else Content(text)


class _Writer:
    """Collects the text of tokens and the spans that style it."""

    def __init__(self) -> None:
        self._text = ""
        self._spans: list[Span] = []
        self._open: list[tuple[str, int]] = []
        self._lists: list[int | None] = []
        self._item = ""
        """The mark of a list item whose first line is not written yet."""
        self._links: list[str] = []
        self._apart = False
        """Whether a blank line comes before whatever is written next."""

    def content(self) -> Content:
        """Everything written, without blank lines around it."""
        return Content(self._text.rstrip("\n"), self._spans)

    def block(self, token: Token) -> None:
        """Write a token of the block level."""
        kind, _, side = token.type.rpartition("_")
        match kind, side:
            case (("bullet_list" | "ordered_list"), "open"):
                self._begin_list(token)
            case (("bullet_list" | "ordered_list"), "close"):
                self._lists.pop()
            case ("list_item", "open"):
                self._begin_item()
            case (("heading" | "blockquote"), "open"):
                self._gap(blank=not self._lists)
                self._open.append((_STYLES[kind], len(self._text)))
            case (("heading" | "blockquote"), "close"):
                self._close()
            case _:
                self._leaf(token)

    def _leaf(self, token: Token) -> None:
        if token.type == "inline":
            self._paragraph(token.children or [], tight=bool(self._lists))
        elif token.type in {"fence", "code_block"}:
            self._gap(blank=True)
            self._styled(token.content.rstrip("\n"), _CODE)
        elif token.type == "hr":
            self._gap(blank=True)
            self._text += "───"

    def _paragraph(self, tokens: Sequence[Token], *, tight: bool) -> None:
        self._gap(blank=not tight)
        self._text += self._item
        self._item = ""
        for token in tokens:
            self._inline(token)

    def _inline(self, token: Token) -> None:
        kind, _, side = token.type.rpartition("_")
        if token.type == "text":
            # Entities have been resolved by now, and may stand for any character.
            self._text += clean(token.content)
        elif token.type == "code_inline":
            self._styled(token.content, _CODE)
        elif token.type in {"softbreak", "hardbreak"}:
            self._text += " " if token.type == "softbreak" else "\n"
        elif token.type == "image":
            self._styled(token.content or str(token.attrGet("src") or ""), "italic")
        elif side == "open":
            self._open.append((_STYLES[kind], len(self._text)))
            if kind == "link":
                self._links.append(str(token.attrGet("href") or ""))
        elif side == "close":
            start = self._close()
            if kind == "link":
                self._address(self._links.pop(), self._text[start:])

    def _address(self, address: str, label: str) -> None:
        if address not in {label, f"mailto:{label}"}:
            self._styled(f" ({address})", "dim")

    def _begin_list(self, token: Token) -> None:
        self._apart = not self._lists
        # The parser names the first number only where it is not 1; it may be 0.
        self._lists.append(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None)

    def _begin_item(self) -> None:
        depth = "  " * (len(self._lists) - 1)
        number = self._lists[-1]
        self._item = f"{depth}• " if number is None else f"{depth}{number}. "
        if number is not None:
            self._lists[-1] = number + 1

    def _close(self) -> int:
        style, start = self._open.pop()
        self._spans.append(Span(start, len(self._text), style))
        return start

    def _styled(self, text: str, style: str) -> None:
        start = len(self._text)
        self._text += text
        self._spans.append(Span(start, len(self._text), style))

    def _gap(self, *, blank: bool) -> None:
        if self._text:
            self._text = self._text.rstrip("\n") + ("\n\n" if blank or self._apart else "\n")
        self._apart = False
