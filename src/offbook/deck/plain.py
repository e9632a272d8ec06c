"""Markdown where it cannot be drawn: on one line, among other lines, in an answer that is typed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from offbook.deck.clean import clean, one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

PARSED = 8_000
"""Characters up to which a text is read as Markdown; beyond it, one made to be slow takes seconds."""

_SIGNS = frozenset("*_`[]<>#\\!|&~")
_TICKS = re.compile(r"`+")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})[^`\n]*\n(.*)\n {0,3}\1\s*", re.DOTALL)
_LEAST = 12
"""Characters that are shown of where a line parts from others."""


def has_markdown(text: str) -> bool:
    """Whether anything in a text could be Markdown; False is sure."""
    if not _SIGNS.isdisjoint(text):
        return True
    starts = (line.lstrip()[:3] for line in text.splitlines())
    return "\n" in text.strip() or any(
        start[:2] in {"- ", "+ "} or start[1:3] in {". ", ") "} for start in starts
    )


def in_a_line(text: str) -> str:
    """The words of a Markdown text on one line, without its signs; addresses of links are left out."""
    if len(text) > PARSED or not has_markdown(text):
        return one_line(text)
    # Most texts hold no Markdown, and the parser takes its time to import.
    from offbook.deck.markdown import parse

    # Entities are resolved by now, and may stand for any character.
    words = one_line(clean(" ".join(_words(parse(text) or ()))))
    return words.removesuffix(" |") or one_line(text)


def is_prompt(name: str, prompt: str) -> bool:
    """Whether the name of a concept is but the beginning of what its card asks, as nobody named it."""
    return one_line(prompt).startswith(name.removesuffix("…"))


def told_apart(lines: Sequence[str], width: int) -> tuple[str, ...]:
    """Lines of at most ``width`` characters, cut at the end, or within where only the rest differs."""
    ordered = sorted(set(lines))
    shared = dict.fromkeys(ordered, 0)
    for one, next_one in pairwise(ordered):
        alike = _alike(one, next_one)
        shared[one], shared[next_one] = max(shared[one], alike), alike
    return tuple(_cut(line, width, shared[line]) for line in lines)


def without_ticks(text: str) -> str:
    """An answer without the signs that mark code in it: the backticks, or the fence around the whole."""
    if whole := _FENCE.fullmatch(text):
        return whole[2]
    runs = [found.span() for found in _TICKS.finditer(text)]
    ahead: defaultdict[int, list[int]] = defaultdict(list)
    for number in reversed(range(len(runs))):
        ahead[runs[number][1] - runs[number][0]].append(number)
    bare, written, number = "", 0, 0
    while number < len(runs):
        start, end = runs[number]
        same = ahead[end - start]
        while same and same[-1] <= number:
            same.pop()
        # A backtick within a word is an apostrophe.
        if same and not text[start - 1 : start].isalnum():
            number = same[-1]
            bare += text[written:start] + _code(text[end : runs[number][0]])
            written = runs[number][1]
        number += 1
    return bare + text[written:]


def _code(text: str) -> str:
    """What stands between backticks: a space on either side only keeps further backticks apart."""
    return text[1:-1] if text[:1] == text[-1:] == " " and text.strip() else text


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(_inline(token.children or ()))
        elif token.type in {"fence", "code_block"}:
            yield token.content
        elif token.type == "list_item_open":
            yield f"{token.info}{token.markup}" if token.info else "•"
        elif token.type in {"th_close", "td_close"}:
            yield "|"


def _inline(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type in {"text", "code_inline", "image"}:
            yield token.content or str(token.attrGet("src") or "")


def _alike(one: str, other: str) -> int:
    """Characters with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def _cut(line: str, width: int, shared: int) -> str:
    if len(line) <= width:
        return line
    least = min(_LEAST, width // 3)
    if shared + least < width:
        return line[: width - 1].rstrip() + "…"
    # The rest begins with the word that differs, as far as it is not too long itself.
    rest = line[max(line.rfind(" ", 0, shared + 1) + 1, shared - least) :]
    begin = line[: max(width - len(rest) - 3, width // 2)].rstrip()
    told = f"{begin} … {rest}"
    return told if len(told) <= width else told[: width - 1].rstrip() + "…"
