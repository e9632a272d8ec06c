"""Text within a line: emphasis, code, links."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.token import Token
from textual.content import Content, Span

from offbook.tui.inert import clean
from offbook.tui.lines import CODE

_STYLES = {"em": "italic", "strong": "bold", "s": "strike", "link": "underline"}


def styled(tokens: Iterable[Token]) -> Content:
    """The text of inline tokens, with a span for each sign; hard breaks are newlines."""
    writer = _Writer()
    for token in tokens:
        writer.write(token)
    return writer.content()


class _Writer:
    """Collects the text of tokens and the spans that style it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._end = 0
        self._spans: list[Span] = []
        self._open: list[tuple[str, int, int]] = []
        """Each open sign: its style, and where it began, in characters and in pieces."""
        self._links: list[str] = []

    def content(self) -> Content:
        return Content("".join(self._pieces), self._spans)

    def write(self, token: Token) -> None:
        kind, _, side = token.type.rpartition("_")
        if token.type == "text":
            # Entities have been resolved by now, and may stand for any character.
            self._put(clean(token.content))
        elif token.type == "code_inline":
            self._put(token.content, CODE)
        elif token.type in {"softbreak", "hardbreak"}:
            self._put(" " if token.type == "softbreak" else "\n")
        elif token.type == "image":
            self._put(token.content or str(token.attrGet("src") or ""), "italic")
        elif side == "open":
            self._open.append((_STYLES[kind], self._end, len(self._pieces)))
            if kind == "link":
                self._links.append(str(token.attrGet("href") or ""))
        elif side == "close":
            label = self._close()
            if kind == "link":
                self._address(self._links.pop(), label)

    def _address(self, address: str, label: str) -> None:
        if address not in {label, f"mailto:{label}"}:
            self._put(f" ({address})", "dim")

    def _close(self) -> str:
        style, start, piece = self._open.pop()
        self._spans.append(Span(start, self._end, style))
        return "".join(self._pieces[piece:]) if style == _STYLES["link"] else ""

    def _put(self, text: str, style: str = "") -> None:
        start, self._end = self._end, self._end + len(text)
        self._pieces.append(text)
        if style and text:
            self._spans.append(Span(start, self._end, style))
