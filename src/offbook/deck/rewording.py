"""Recognising a card that was reworded: histories without a card beside cards without a history.

A card that nothing but its wording names looks like another one once it is reworded. What is found
here is a proposal; whether it is the same card is for a person to say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

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
MOST_COMPARED = 500_000
"""Pairs that are compared at all."""

Pair = tuple[CardKey, CardKey]
"""A card as it was and a card as it is."""


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

    @property
    def pair(self) -> Pair:
        """The two cards, as they are named."""
        return self.was.key, self.now.key

    @property
    def is_move(self) -> bool:
        """Whether it is the same card in another place: by its name, or by all that it asks and answers."""
        same_words = normal(self.was.prompt) == normal(self.now.prompt)
        return self.was.key.card == self.now.key.card or (same_words and self.same_answer)


def wording(card: Card) -> Wording:
    """What a card asks and what is right."""
    return Wording(card.facts.key, form(card), one_line(prompt(card)), one_line("; ".join(expected(card))))


def rewordings(
    lost: Sequence[Wording], fresh: Iterable[Card], apart: Collection[Pair] = ()
) -> tuple[Rewording, ...]:
    """The likeliest card for each history that lost its own, each card once at most, likeliest first.

    A card that only moved to another deck is the same wording under another key, and comes first.
    Of ``apart`` a person has said that they are not one. Such a history is proposed for another card
    only if answer and wording both speak for it, so that no list of unlikely ones follows.
    """
    parted = {was for was, _ in apart}
    olds, news = ([_Read(one) for one in texts] for texts in (lost, map(wording, fresh)))
    comparable = islice(_comparable(olds, news), MOST_COMPARED)
    pairs = [_pair(was, now) for was, now in comparable if (was.own.key, now.own.key) not in apart]
    likely = sorted((pair for pair in pairs if pair and _is_likely(pair, parted)), key=_rank)
    taken: set[CardKey] = set()
    found: list[Rewording] = []
    for pair in likely:
        if pair.was.key not in taken and pair.now.key not in taken:
            taken |= {pair.was.key, pair.now.key}
            found.append(pair)
    return tuple(found)


class _Read:
    """A wording with what is compared of it, which is worked out once."""

    def __init__(self, own: Wording) -> None:
        self.own = own
        self.answer = normal(own.answer)
        # Word by word: what is forgiven between words would make one of two.
        self.words = [normal(word) for word in own.prompt.split()[:MOST_WORDS]]
        self.counts = Counter(self.words)


def _comparable(lost: Sequence[_Read], cards: Sequence[_Read]) -> Iterator[tuple[_Read, _Read]]:
    """The pairs that are worth a comparison: of one form, and where there are very many, of one answer."""
    few = len(lost) * len(cards) <= MOST_PAIRS
    groups: defaultdict[tuple[str, str], list[_Read]] = defaultdict(list)
    for card in cards:
        groups[card.own.form, "" if few else card.answer].append(card)
    for was in lost:
        for now in groups.get((was.own.form, "" if few else was.answer), ()):
            yield was, now


def _pair(was: _Read, now: _Read) -> Rewording | None:
    """Two wordings beside each other; None where too few words are the same, in whatever order."""
    same_answer = was.answer == now.answer
    length = len(was.words) + len(now.words)
    shared = sum(min(was.counts[word], now.counts[word]) for word in was.counts.keys() & now.counts.keys())
    if 2 * shared < (ALIKE_IF_ANSWERED_ALIKE if same_answer else ALIKE) * length:
        return None
    return Rewording(was.own, now.own, _likeness(was.words, now.words), same_answer)


def _likeness(words: list[str], others: list[str]) -> float:
    """How much of the words of two prompts is the same and in the same order, 0 to 1."""
    if words == others:
        return 1.0
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


def _is_likely(pair: Rewording, parted: Collection[CardKey]) -> bool:
    if pair.was.key in parted:
        return pair.same_answer and pair.likeness >= ALIKE
    return pair.likeness >= (ALIKE_IF_ANSWERED_ALIKE if pair.same_answer else ALIKE)


def _rank(pair: Rewording) -> tuple[bool, float, str, str]:
    return not pair.same_answer, -pair.likeness, str(pair.was.key), str(pair.now.key)
