"""What a card's history belongs to: the ``id`` its author wrote, else a fingerprint of what it asks.

A fingerprint knows nothing of answers, options or reasons, so that mending them costs no history.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

from offbook.deck.cards import CardId, Gap

_HOLE = "\x00"
"""Stands for a gap's answer; cleaned text holds none."""
_PREFIX = "fp-"
_BYTES = 10
_SHORT = 200
_MOST_MARKS = 30
"""Combining marks in a row that are told apart; composing takes time with the square of their number."""


def identity(written: str, form: str, prompt: str) -> CardId:
    """The identity of the cards of one table."""
    return CardId(written or fingerprint(form, prompt))


def of_gap(base: CardId, ordinal: int) -> CardId:
    """The identity of a gap's own card, where a text has several; ordinals count from 1."""
    return CardId(f"{base}.{ordinal}")


def is_fingerprint(card: CardId) -> bool:
    """Whether nothing but its wording names a card."""
    return card.startswith(_PREFIX)


def base_of_gap(card: CardId) -> CardId:
    """The identity that the gaps of one text have in common, from that of one of them."""
    return CardId(card.rpartition(".")[0])


def fingerprint(form: str, prompt: str) -> str:
    """A short name for a prompt, the same whatever its white space and composition."""
    text = f"{form}\n{' '.join(composed(prompt).split())}"
    return _PREFIX + blake2b(text.encode(), digest_size=_BYTES).hexdigest()


def cloze_prompt(segments: Iterable[str | Gap]) -> str:
    """What a cloze text asks: its words around holes, whatever fills them."""
    return "".join(segment if isinstance(segment, str) else _HOLE for segment in segments)


def composed(text: str) -> str:
    """The text in composed form (NFC), in time that grows with its length only."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text if len(text) <= _SHORT else _few_marks(text))


def _few_marks(text: str) -> str:
    kept: list[str] = []
    run = 0
    for sign in text:
        run = run + 1 if unicodedata.combining(sign) else 0
        if run <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
