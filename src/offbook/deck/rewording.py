"""Recognising a card that was reworded: histories without a card beside cards without a history.

A card that nothing but its wording names looks like another one once it is reworded. What is found
here is a proposal; whether it is the same card is for a person to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from offbook.deck.answers import expected
from offbook.deck.cards import Card, CardKey, form, prompt
from offbook.deck.clean import one_line
from offbook.deck.spelling import normal

ALIKE = 0.6
"""Likeness of two prompts, 0 to 1, from which they may be one."""
ALIKE_IF_ANSWERED_ALIKE = 0.3
"""The same, where the answer is the same too."""
MOST_WORDS = 80
"""Words of a prompt that are compared; what differs beyond them tells no more."""
MOST_PAIRS = 20_000
"""Pairs of cards that are compared by their words; of more, only those with the same answer."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a card asks, or asked when it was studied."""

    key: CardKey
    form: str
    prompt: str
    """On one line."""
    answer: str


@dataclass(frozen=True, slots=True)
class Rewording:
    """A history without a card, and the card it may belong to."""

    was: Wording
    now: Wording
    likeness: float
    """Of the two prompts, 0 to 1."""
    same_answer: bool


def wording(card: Card) -> Wording:
    """What a card asks and what is right."""
    return Wording(card.facts.key, form(card), one_line(prompt(card)), one_line("; ".join(expected(card))))


def rewordings(lost: Sequence[Wording], fresh: Iterable[Card]) -> tuple[Rewording, ...]:
    """The likeliest card for each history that lost its own, each card once at most, likeliest first.

    A card that only moved to another deck is the same wording under another key, and comes first.
    """
    cards = [wording(card) for card in fresh]
    pairs = [_pair(was, now) for was, now in _comparable(lost, cards)]
    likely = sorted((pair for pair in pairs if _is_likely(pair)), key=_rank)
    taken: set[CardKey] = set()
    found: list[Rewording] = []
    for pair in likely:
        if pair.was.key not in taken and pair.now.key not in taken:
            taken |= {pair.was.key, pair.now.key}
            found.append(pair)
    return tuple(found)


def _comparable(lost: Sequence[Wording], cards: Sequence[Wording]) -> Iterable[tuple[Wording, Wording]]:
    """The pairs that are worth a comparison: of one form, and where there are very many, of one answer."""
    few = len(lost) * len(cards) <= MOST_PAIRS
    groups: defaultdict[tuple[str, str], list[Wording]] = defaultdict(list)
    for card in cards:
        groups[card.form, "" if few else normal(card.answer)].append(card)
    for was in lost:
        for now in groups.get((was.form, "" if few else normal(was.answer)), ()):
            yield was, now


def _pair(was: Wording, now: Wording) -> Rewording:
    return Rewording(was, now, _likeness(was.prompt, now.prompt), normal(was.answer) == normal(now.answer))


def _likeness(one: str, other: str) -> float:
    """How much of the words of two prompts is the same and in the same order, 0 to 1."""
    words, others = (normal(text).split()[:MOST_WORDS] for text in (one, other))
    if words == others:
        return 1.0
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


def _is_likely(pair: Rewording) -> bool:
    return pair.likeness >= (ALIKE_IF_ANSWERED_ALIKE if pair.same_answer else ALIKE)


def _rank(pair: Rewording) -> tuple[bool, float, str, str]:
    return not pair.same_answer, -pair.likeness, str(pair.was.key), str(pair.now.key)
