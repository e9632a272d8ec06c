"""The text of a cloze card: words, and gaps written ``{{answer}}`` or ``{{answer::hint}}``."""

from __future__ import annotations

import re
from bisect import bisect_left

from offbook.deck.cards import Gap

Segments = tuple[str | Gap, ...]

_SIGN = re.compile(r"\\`|`++|\{\{|\}\}")
_INSIDE = re.compile(r"\\`|`++|[{}]")


class ClozeError(ValueError):
    """The gaps of a text make no sense; the message says why."""


def segments(text: str) -> Segments:
    """Take a text apart into words and gaps; braces in Markdown code are words.

    Raises ClozeError for a gap that is empty, not closed, or inside another.
    """
    code = _Code(text)
    parts: list[str | Gap] = []
    words = at = 0
    while found := _SIGN.search(text, at):
        sign = found[0]
        at = found.end()
        if sign == "}}":
            raise ClozeError("a }} here closes no gap; a gap is written {{answer}}")
        if sign[0] == "`":
            at = code.end_of(found.start(), at)
        elif sign == "{{":
            close = _close(text, at, code)
            parts += [text[words : found.start()], _gap(text[at:close])]
            words = at = close + 2
    parts.append(text[words:])
    return tuple(part for part in parts if part != "")


def _close(text: str, start: int, code: _Code) -> int:
    """The offset of the ``}}`` that ends the gap; braces within it, as in formulas, come in pairs."""
    depth = 0
    at = start
    first: int | None = None
    while found := _INSIDE.search(text, at):
        at = found.end()
        double = text.startswith(found[0] * 2, found.start())
        if found[0] == "{":
            if double and not depth:
                raise ClozeError("a gap opens inside a gap; close the first one with }} before")
            depth += 1
        elif found[0] == "}":
            if double and first is None:
                first = found.start()
            if double and not depth:
                return found.start()
            depth = max(0, depth - 1)
        elif found[0][0] == "`":
            at = code.end_of(found.start(), at)
    if first is None:
        raise ClozeError("a gap opens with {{ and never closes; end it with }}")
    return first


def _gap(inside: str) -> Gap:
    answer, colons, hint = inside.rpartition("::")
    if not colons:
        answer, hint = inside, ""
    if not answer.strip():
        raise ClozeError("a gap has nothing in it; write its answer between {{ and }}")
    return Gap(answer.strip(), hint.strip())


class _Code:
    """The code spans of a Markdown text: from a run of backticks to the next run of the same length."""

    def __init__(self, text: str) -> None:
        self._runs: dict[int, list[int]] = {}
        for found in re.finditer("`+", text):
            self._runs.setdefault(len(found[0]), []).append(found.start())

    def end_of(self, start: int, after: int) -> int:
        """Where the span that opens at ``start`` ends; ``after`` if no run closes it."""
        length = after - start
        runs = self._runs.get(length, [])
        place = bisect_left(runs, after)
        return runs[place] + length if place < len(runs) else after
