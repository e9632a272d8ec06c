"""Foreign text made inert: whatever would act on the terminal, reorder a line or hide becomes a mark.

Two layers, each enough alone: texts are cleaned as they come in, and every line once more on its
way to the terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

LONGEST = 64_000
"""Characters of one text that are shown."""
MARKS = 8
"""Combining marks that one letter may carry."""

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
_BIDI = {code: f"‹U+{code:04X}›" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_SEEN: dict[int, str] = {
    **_PICTURES,
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **_BIDI,
    0x2028: "\n",
    0x2029: "\n",
    0x00AD: "",
    0x200B: "",
    0x2060: "",
    0xFEFF: "",
}
"""What stands for characters that would act on the terminal, reorder the line, or hide."""


_ALONE = {code: sign if len(sign) == 1 and sign != "\n" else "\ufffd" for code, sign in _SEEN.items()}


def clean(text: str) -> str:
    """The text with everything that could act made visible, at most ``LONGEST`` characters long."""
    if len(text) > LONGEST:
        text = text[:LONGEST] + " …"
    if text.isascii() and text.isprintable():
        return text
    return "".join(_sparing(text.replace("\r\n", "\n").expandtabs(4).translate(_SEEN)))


def one_for_one(text: str) -> str:
    """A line with one character shown for each that could act or hide, so that its columns stay."""
    return text if text.isprintable() else text.translate(_ALONE)


class Guard(LineFilter):
    """The last look at a line before the terminal: nothing in it may act, whoever put it there."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments with control characters made visible."""
        if all(segment.control or segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_inert(segment.text), segment.style)
            for segment in segments
        ]


def _inert(text: str) -> str:
    return text if text.isprintable() else text.translate(_SEEN).replace("\n", " ").replace("\t", " ")


def _sparing(text: str) -> Iterator[str]:
    """The characters of a text without floods of combining marks."""
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char).startswith("M") else 0
        if run <= MARKS:
            yield char
