"""How closely a typed text must be spelt: what is forgiven, what is a slip, what is neither."""

from __future__ import annotations

import re
import unicodedata

from offbook.deck.plain import without_ticks

LONGEST = 4_000
"""Characters of a text that are looked at."""
NEAR_LONGEST = 200
"""Characters up to which slips are counted; a longer text is right or it is not."""
LETTERS_PER_SLIP = 5
"""One slip is forgiven in so many letters of the right text."""

PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′´`", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "..."}
)
"""Typographic quotes, dashes and dots as they are typed."""

_STROKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"})
_NUMBER = re.compile(r"(?:(?<!\w)-)?\d+(?:[.,:/]\d+)*")
_WORD = re.compile(r"\w+")
_BESIDE_SIGN = re.compile(r" ?([-+*/=<>≤≥≠≈·×÷^%&|()\[\]{},]) ?")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def normal(text: str) -> str:
    """A text without what is forgiven: case, accents, typographic quotes and dashes, white space.

    Composed, never compatibility-folded: 2⁵ stays different from 25. The backticks that mark code
    go, and spaces beside signs: n+1 is n + 1. A full stop at the end goes too, unless the text is
    nothing else.
    """
    written = without_ticks(unicodedata.normalize("NFC", text[:LONGEST]))
    composed = written.translate(PLAIN).casefold().translate(_STROKED)
    bare = "".join(c for c in unicodedata.normalize("NFD", composed) if not _is_forgiven(c))
    plain = _BESIDE_SIGN.sub(r"\1", " ".join(unicodedata.normalize("NFC", bare).split()))
    return plain.rstrip(". ") or plain


def is_slip(given: str, wanted: str) -> bool:
    """Whether, of two ``normal`` texts, few enough letters differ, and nothing but letters."""
    allowed = sum(map(str.isalpha, wanted)) // LETTERS_PER_SLIP
    if not given or not allowed or max(len(given), len(wanted)) > NEAR_LONGEST:
        return False
    return distance(given, wanted, allowed) <= allowed and _figures(given) == _figures(wanted)


def distance(left: str, right: str, limit: int) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between two texts.

    Optimal string alignment; anything above ``limit`` comes back as ``limit + 1``.
    """
    beyond = limit + 1
    if abs(len(left) - len(right)) > limit:
        return beyond
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        # Only cells within the limit of the diagonal can lie on a way that is short enough.
        earlier, before, row = before, row, [i, *[beyond] * len(right)]
        for j in range(max(1, i - limit), min(len(right), i + limit) + 1):
            b = right[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = cost
        if min(row) > limit:
            return beyond
    return min(row[-1], beyond)


def _is_forgiven(character: str) -> bool:
    """Whether a character is an accent, a Hebrew or Arabic point, or not to be seen at all.

    Other marks make another letter (か and が) or another sign (= and ≠), and stay.
    """
    mark = unicodedata.combining(character)
    unseen = unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"
    return mark >= 200 or 10 <= mark <= 36 or unseen


def _figures(text: str) -> list[str]:
    """What is never a slip of the finger: 1947 is not nearly 1948, nor 3.14 314, nor + -, nor XIV XVI."""
    signs = [c for c in text if (c.isnumeric() and not c.isdecimal()) or unicodedata.category(c)[0] == "S"]
    roman = filter(_ROMAN.fullmatch, _WORD.findall(text))
    return [*_NUMBER.findall(text), *signs, *roman]
