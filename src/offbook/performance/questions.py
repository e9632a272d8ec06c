"""From cards to questions: no question of a quiz is left to the learner's own judgement.

What study lets the learner only think is typed here, or becomes a choice whose wrong options are
the right answers of sibling concepts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import assert_never

from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Concept, ConceptId, Option, Recall
from offbook.deck.spelling import normal

TYPED = 32
"""Letters up to which an answer is typed rather than chosen."""
_WRONG = 3
_ALIKE = 2.5
"""How many times as long as the right option a wrong one may be, or the other way round."""


class Siblings:
    """The cards of a deck whose answers can stand as wrong options beside one another's."""

    def __init__(self, cards: Iterable[Card], concepts: Sequence[Concept]) -> None:
        self._concepts = {concept.id: concept for concept in concepts}
        self._recalls = [card for card in cards if isinstance(card, Recall)]
        self._by_concept: defaultdict[ConceptId, list[Recall]] = defaultdict(list)
        self._by_topic: defaultdict[str, list[Recall]] = defaultdict(list)
        self._opposites: defaultdict[ConceptId, list[ConceptId]] = defaultdict(list)
        for concept in concepts:
            if concept.contrast:
                self._opposites[concept.id].append(concept.contrast)
                self._opposites[concept.contrast].append(concept.id)
        for card in self._recalls:
            self._by_concept[card.facts.concept].append(card)
            if own := self._concepts.get(card.facts.concept):
                self._by_topic[own.topic].append(card)

    def of(self, card: Recall) -> Iterator[Recall]:
        """The cards of other concepts: what stands opposite first, then the same topic, then the rest.

        Some come more than once.
        """
        own = self._concepts.get(card.facts.concept)
        opposite = (self._by_concept[name] for name in self._opposites.get(card.facts.concept, ()))
        topic = self._by_topic[own.topic] if own and own.topic else []
        found = chain(chain.from_iterable(opposite), topic, self._recalls)
        return (other for other in found if other.facts.concept != card.facts.concept)


def as_question(card: Card, siblings: Siblings) -> Card:
    """The card as a quiz asks it; ``siblings`` are those of its deck."""
    match card:
        case Cloze():
            return replace(card, typed=True)
        case Recall(typed=True):
            return card
        case Recall(back=back, parts=parts):
            answers = parts or (back,)
            if all(len(answer) <= TYPED for answer in answers):
                return replace(card, typed=True)
            return _as_choice(card, siblings) or replace(card, typed=True)
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


def _as_choice(card: Recall, siblings: Siblings) -> Choice | None:
    """The card with the answers of its nearest siblings as wrong options; None if fewer than two are near."""
    alike = (other for other in siblings.of(card) if 1 / _ALIKE <= len(other.back) / len(card.back) <= _ALIKE)
    wrong = _wrong(card, alike)
    if len(wrong) < 2:
        return None
    return Choice(card.facts, card.front, (Option(card.back),), wrong)


def _wrong(card: Recall, siblings: Iterable[Recall]) -> tuple[Option, ...]:
    """The answers of the first siblings that differ from what is right and from one another."""
    taken = _spellings(card)
    chosen: list[Option] = []
    for other in siblings:
        spellings = _spellings(other)
        if taken.isdisjoint(spellings):
            taken |= spellings
            chosen.append(Option(other.back))
            if len(chosen) == _WRONG:
                break
    return tuple(chosen)


def _spellings(card: Recall) -> set[str]:
    """Every way in which the answer may be put, as texts are compared; a list is the same in any order."""
    whole = [] if len(card.accept) == len(card.parts) > 1 else [one for group in card.accept for one in group]
    parts = "\n".join(sorted(map(normal, card.parts)))
    return {normal(card.back), *map(normal, whole), *([parts] if parts else [])}
