"""From the parser's tokens to blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markdown_it.token import Token
from textual.content import Content

from offbook.tui.lines import filled
from offbook.tui.markdown.blocks import Block, Code, Item, Listing, Quote, Rule, Side, Table, Words
from offbook.tui.markdown.inline import styled


class Reader:
    """Reads tokens once, from the first to the last."""

    def __init__(self, tokens: Iterable[Token], fills: Mapping[str, Content]) -> None:
        self._tokens: Iterator[Token] = iter(tokens)
        self._fills = fills

    def blocks(self, until: str = "") -> tuple[Block, ...]:
        """The blocks up to a token of the type ``until``, or up to the end."""
        found: list[Block] = []
        for token in self._tokens:
            if token.type == until:
                break
            if block := self._block(token):
                found.append(block)
        return tuple(found)

    def _block(self, token: Token) -> Block | None:
        match token.type:
            case "paragraph_open" | "heading_open":
                text = self._inline(next(self._tokens))
                return Words(text.stylize("bold") if token.type == "heading_open" else text, token.hidden)
            case "fence" | "code_block":
                return self._code(token)
            case "hr":
                return Rule()
            case "table_open":
                return self._table()
            case "blockquote_open":
                return Quote(self.blocks("blockquote_close"))
            case "bullet_list_open" | "ordered_list_open":
                return self._listing(token)
            case _:
                return None

    def _inline(self, token: Token) -> Content:
        return filled(styled(token.children or ()), self._fills)

    def _code(self, token: Token) -> Code:
        text, language = token.content.rstrip("\n"), token.info.strip().partition(" ")[0]
        if not language:
            return Code(filled(Content(text), self._fills))
        # Most code names no language, and the lexers take their time to import.
        from offbook.tui.markdown.colours import coloured

        return Code(filled(coloured(text, language), self._fills))

    def _listing(self, opening: Token) -> Listing:
        kind = opening.type.removesuffix("_open")
        items: list[Item] = []
        for token in self._tokens:
            if token.type == f"{kind}_close":
                break
            mark = f"{token.info}." if kind == "ordered_list" else "•"
            items.append(Item(mark, self.blocks("list_item_close")))
        return Listing(tuple(items))

    def _table(self) -> Table:
        sides: list[Side] = []
        rows: list[list[Content]] = []
        for token in self._tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                rows[-1].append(self._inline(next(self._tokens)))
            if token.type == "th_open":
                sides.append(_side(token))
        head, *others = map(tuple, rows)
        return Table(tuple(sides), head, tuple(others))


def _side(token: Token) -> Side:
    return Side(str(token.attrGet("style") or "text-align:left").removeprefix("text-align:"))
