"""Text broken into lines: what belongs together, such as a short formula, stays on one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from rich.cells import cell_len
from textual.content import Content

UNBROKEN = 10_000
"""Cells of a line where whoever shows the text breaks it."""
CODE = "$text-accent on $code"
"""The style of code within a line."""
NO_FILLS: Mapping[str, Content] = MappingProxyType({})

_HELD = 24
"""Cells that are kept together at most."""
_SIGNS = frozenset("+−·×÷=≠≈≡<>≤≥∈∉⊂⊆∪∩∧∨→↦⇒*/%^") | {"//", "==", "!=", "<=", ">=", ":=", "mod"}
_OPEN, _CLOSE = "(⌊⌈", ")⌋⌉"
_WORD = re.compile(r"\S+")
_NAMED = re.compile(r"(?:(?<!\S)\S{1,3} )?\b(?:log|ln|lg|sin|cos|tan)[₀-₉]* \S+")
_FIXED = "\u00a0\u202f"
"""Spaces that are not to be broken at."""

_Stretch = tuple[int, int]


def wrapped(text: Content, width: int) -> list[Content]:
    """The lines of a text, none wider than ``width`` cells.

    Code and formulas of up to 24 cells are not broken at their spaces.
    """
    if width >= UNBROKEN:
        return text.split("\n", allow_blank=True)
    width = max(width, 2)
    held = _held(text, min(_HELD, width))
    if not held:
        return text.wrap(width)
    # What breaks lines would break them at any space, no-break spaces as well: for a while, none is there.
    glue = next(char for char in map(chr, range(0xE000, 0xF900)) if char not in text.plain)
    plain = list(text.plain)
    for place in held:
        plain[place] = glue
    lines = Content("".join(plain), list(text.spans)).wrap(width)
    return [Content(line.plain.replace(glue, " "), list(line.spans)) for line in lines]


def filled(text: Content, fills: Mapping[str, Content]) -> Content:
    """The text with a piece in place of each character that stands for one."""
    for mark, piece in fills.items():
        place = text.plain.find(mark)
        if place >= 0:
            text = text[:place] + piece + text[place + 1 :]
    return text


def _held(text: Content, limit: int) -> set[int]:
    """Places of the spaces at which no line ends."""
    plain = text.plain
    wholes = [(span.start, span.end) for span in text.spans if span.style == CODE]
    wholes += [*_bracketed(plain), *(found.span() for found in _NAMED.finditer(plain))]
    stretches = [*wholes, *_merged([*wholes, *_joined_by_signs(plain)])]
    held = {place for place, char in enumerate(plain) if char in _FIXED}
    for start, end in stretches:
        if end - start <= limit and cell_len(plain[start:end]) <= limit:
            held.update(place for place in range(start, end) if plain[place] == " ")
    return held


def _joined_by_signs(text: str) -> Iterator[_Stretch]:
    """Words with a sign of calculation between them."""
    words = list(_WORD.finditer(text))
    for (left, sign), (_, right) in pairwise(pairwise(words)):
        if sign.group() in _SIGNS and right.start() - left.end() == len(sign.group()) + 2:
            yield left.start(), right.end()


def _bracketed(text: str) -> Iterator[_Stretch]:
    """What stands in brackets that round, or that belong to a function's name."""
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in _OPEN:
            opened.append(place)
        elif char in _CLOSE and opened:
            start = opened.pop()
            named = text[start] != "(" or text[start - 1 : start].isalnum()
            if named and _OPEN.index(text[start]) == _CLOSE.index(char):
                yield start, place + 1


def _merged(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Stretches joined where they overlap."""
    whole: _Stretch | None = None
    for start, end in sorted(stretches):
        if whole and start < whole[1]:
            whole = (whole[0], max(whole[1], end))
            continue
        if whole:
            yield whole
        whole = (start, end)
    if whole:
        yield whole
