"""From cards to questions: no question of a quiz is left to the learner's own judgement.

What study lets the learner only think is typed here, or becomes a choice whose wrong options are
the right answers of sibling concepts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Concept, ConceptId, Option, Recall

TYPED = 32
"""Letters up to which an answer is typed rather than chosen."""
_WRONG = 3
_ALIKE = 2.5
"""How many times as long as the right option a wrong one may be, or the other way round."""


def as_question(card: Card, deck: Sequence[Card], concepts: Sequence[Concept]) -> Card:
    """The card as a quiz asks it; ``deck`` and ``concepts`` are what siblings are found among."""
    match card:
        case Cloze():
            return replace(card, typed=True)
        case Recall(typed=True):
            return card
        case Recall(back=back, parts=parts):
            answers = parts or (back,)
            if all(len(answer) <= TYPED for answer in answers):
                return replace(card, typed=True)
            return _as_choice(card, deck, concepts) or replace(card, typed=True)
        case Choice() | Claim() | Classify():
            return card
        case other:
            assert_never(other)


def guess(card: Card, sides: int) -> float:
    """The chance, 0 to 1, of being right without knowing, for a deck with so many ``sides``."""
    match card:
        case Recall() | Cloze():
            return 0.0
        case Claim():
            return 0.5
        case Classify():
            return 1.0 / sides
        case Choice(right=right, wrong=wrong):
            number = len(right) + len(wrong)
            return 1.0 / (2**number - 1) if card.several else 1.0 / number
        case other:
            assert_never(other)


def _as_choice(card: Recall, deck: Sequence[Card], concepts: Sequence[Concept]) -> Choice | None:
    """The card with the answers of its nearest siblings as wrong options; None if fewer than two are near."""
    by_id = {concept.id: concept for concept in concepts}
    own = by_id.get(card.facts.concept)
    siblings = [
        other
        for other in deck
        if isinstance(other, Recall)
        and other.facts.concept != card.facts.concept
        and other.back != card.back
        and 1 / _ALIKE <= len(other.back) / len(card.back) <= _ALIKE
    ]
    siblings.sort(key=lambda other: _distance(own, by_id.get(other.facts.concept)))
    wrong = tuple(Option(text) for text in _first(other.back for other in siblings))
    if len(wrong) < 2:
        return None
    return Choice(card.facts, card.front, (Option(card.back),), wrong)


def _distance(own: Concept | None, other: Concept | None) -> int:
    """How far a concept stands from another: what is opposite first, then the same topic."""
    if own is None or other is None:
        return 3
    if _names(own.contrast, other.id) or _names(other.contrast, own.id):
        return 0
    return 1 if own.topic and own.topic == other.topic else 2


def _names(contrast: ConceptId | None, concept: ConceptId) -> bool:
    return contrast == concept


def _first(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))[:_WRONG]
