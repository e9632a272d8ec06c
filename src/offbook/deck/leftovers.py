"""Texts that a template or the starter deck came with, and that nobody has written over yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import assert_never

from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Deck, Recall
from offbook.deck.clean import quoted
from offbook.deck.clozes import Segments, segments
from offbook.deck.findings import Finding
from offbook.deck.objections import objection, tables
from offbook.deck.problems import Code, Level
from offbook.deck.starter import SUMMARY, examples
from offbook.deck.templates import FORMS, blanks

_ASKED = re.compile(r'^(?:front|cloze|ask|claim|statement) = "(.*)"$', re.MULTILINE)


def leftovers(deck: Deck) -> Iterator[Finding]:
    """The texts of a deck that are still the starter's or a template's.

    A card is told of once, at the first of them; the starter's own cards together, for they are complete.
    """
    if deck.summary == SUMMARY:
        message = "the summary is still the starter's; say what this deck teaches"
        yield Finding(("summary",), message, Level.WARNING, code=Code.TEMPLATE_TEXT)
    blank = {_plain(text) for form in FORMS for text in blanks(form) if " " in text}
    shown = {_plain(text) for text in _ASKED.findall(examples())}
    kept: list[tuple[str, Card]] = []
    for card in tables(deck.cards):
        texts = _texts(card)
        asked, text = next(iter(texts.items()))
        if text in shown:
            kept.append((asked, card))
        elif left := next((key for key, text in texts.items() if text in blank), None):
            message = f"the text {quoted(texts[left])} is still the template's; write your own"
            key = left.partition(" ")[0]
            yield objection(card, key, Code.TEMPLATE_TEXT, message)
    if kept:
        one = "this card is still the starter's example; write your own in its place"
        some = f"{len(kept)} entries from here on are still the starter's examples; write your own instead"
        key, first = kept[0]
        yield objection(first, key, Code.TEMPLATE_TEXT, one if len(kept) == 1 else some)


def _texts(card: Card) -> Mapping[str, str]:
    """What an author writes on a card, the question first, each by its key and, in a list, its place."""
    match card:
        case Recall(front=front, back=back):
            own = {"front": front, "back": back}
        case Cloze(segments=parts):
            own = {"cloze": _around_gaps(parts)}
        case Choice(ask=ask, right=right, wrong=wrong):
            own = {"ask": ask}
            for key, options in (("right", right), ("wrong", wrong)):
                for place, option in enumerate(options):
                    own |= {f"{key} {place}": option.text, f"{key} {place} why": option.why}
        case Claim(claim=claim):
            own = {"claim": claim}
        case Classify(statement=statement):
            own = {"statement": statement}
        case other:
            assert_never(other)
    return {**own, "why": card.facts.why}


def _plain(text: str) -> str:
    """A text as ``_texts`` has it."""
    return _around_gaps(segments(text))


def _around_gaps(parts: Segments) -> str:
    """A cloze by its words, whatever fills its gaps."""
    return "".join(part if isinstance(part, str) else "…" for part in parts)
