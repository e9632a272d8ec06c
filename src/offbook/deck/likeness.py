"""Cards of one deck that ask nearly the same: one of the two is not needed, or its wording is at fault.

Few false alarms matter more than finding every twin. What is alike on purpose is left alone:
minimal pairs, texts that differ in a name or a number, formulas and code.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Gap, Recall, form
from offbook.deck.findings import Finding
from offbook.deck.identity import composed
from offbook.deck.objections import objection, tables
from offbook.deck.problems import Code
from offbook.deck.schema import ASKS

MOST_COMPARED = 20
"""Cards that one card is held against; it bounds the time where very many share their words."""
MOST_WORDS = 100
"""Words of a text that are compared."""

_ROUNDING = 1e-9
_PUNCTUATION = ".,;:!?…\"“”„‘’«»¿¡()'`*_-–—"
_ENDS = '.,;:!?…"“”„«»¿¡'
_SIGNS = re.compile(r"[`$\\^=<>{}\[\]|~+/]")
"""What formulas and code are written with: there, each sign counts."""
_ENDINGS = ("'s", "’s", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s")
_ROOT = 4
"""Letters that have to be left of a word without its ending."""
_ASKING = """
a an the is are was were be been being it its of to in on at by for from with as and or that this these
those there what which who whom whose when where why how does do did have has had one name give
"""
_STOP = frozenset(_ASKING.split())
"""English words that say how is asked rather than what."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text, as far as they tell what it is about."""

    roots: frozenset[str]
    """Without case, endings and the words of asking."""
    names: frozenset[str]
    """Those of them that are written with a capital within the text, or with a figure."""


def wording(text: str) -> Wording:
    """The words of a text, bounded."""
    found = [_word(written) for written in composed(text).split()[:MOST_WORDS]]
    roots = frozenset(root for root, _, _ in found if root)
    # A capital at the beginning of a text is no sign of a name.
    named = {root for root, capital, _ in found[1:] if capital} | {
        root for root, _, figure in found if figure
    }
    return Wording(roots, frozenset(named) & roots)


def twins(cards: Iterable[Card]) -> Iterator[Finding]:
    """A warning for every card that asks nearly the same as one before it."""
    every = [_asked(card) for card in tables(cards)]
    spread = Counter(root for one in every for root in one.wording.roots)
    same: dict[Hashable, _Asked] = {}
    alike: defaultdict[Hashable, list[_Asked]] = defaultdict(list)
    for one in every:
        exact = same.setdefault((form(one.card), one.words), one)
        near = None if exact is not one or one.is_formula else _near(one, alike, spread)
        if exact is not one and not _is_pair(one.card, exact.card):
            yield _twin(one, exact)
        elif near:
            yield _twin(one, near)
        for root in one.wording.roots:
            alike[form(one.card), one.answer, root].append(one)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a card asks, as it is compared."""

    card: Card
    words: tuple[str, ...]
    """In order, without punctuation; case and every other sign count."""
    wording: Wording
    answer: Hashable
    is_formula: bool


def _asked(card: Card) -> _Asked:
    text, answer = asked(card), _answer(card)
    words = tuple(_bare(word) for word in composed(text).split())
    return _Asked(card, words, wording(text), answer, _SIGNS.search(text) is not None)


def _near(one: _Asked, alike: dict[Hashable, list[_Asked]], spread: Counter[str]) -> _Asked | None:
    """A card before this one with the same answer and close wording."""
    for other in _candidates(one, alike, spread):
        if not (other.is_formula or _is_pair(one.card, other.card)) and _is_close(one, other, spread):
            return other
    return None


def _candidates(one: _Asked, alike: dict[Hashable, list[_Asked]], spread: Counter[str]) -> Iterator[_Asked]:
    """The cards that share one of the rarest words; without any of them, none can be close enough."""
    roots = sorted(one.wording.roots, key=lambda root: (spread[root], root))
    left = whole = _weight(roots, spread)
    wanted, _, _ = _bounds(one.card)
    tried: set[int] = set()
    for root in roots:
        if left + _ROUNDING < wanted * whole:
            return
        for other in alike.get((form(one.card), one.answer, root), ()):
            if other.card.facts.index not in tried:
                tried.add(other.card.facts.index)
                yield other
            if len(tried) >= MOST_COMPARED:
                return
        left -= 1 / spread[root]


def _is_close(one: _Asked, other: _Asked, spread: Counter[str]) -> bool:
    """Whether two texts share most of their words, and most of those that few cards have."""
    a, b = one.wording, other.wording
    weight, share, fewest = _bounds(one.card)
    shared = a.roots & b.roots
    if len(shared) < max(fewest, share * (len(a.roots) + len(b.roots) - len(shared))):
        return False
    if (a.names - shared) and (b.names - shared):
        return False
    every = a.roots | b.roots
    return _weight(shared, spread) >= weight * _weight(every, spread)


def _bounds(card: Card) -> tuple[float, float, int]:
    """From which likeness on two cards are twins: by rare words, by all words, by their number."""
    match card:
        case Recall() | Cloze() | Choice():
            return 0.5, 0.5, 2
        case Claim() | Classify():
            # With two or three answers for all of them, the same answer says little.
            return 0.75, 0.7, 4
        case other:
            assert_never(other)


def _weight(roots: Iterable[str], spread: Counter[str]) -> float:
    """How much words tell: each the more, the fewer cards have it."""
    return sum(1 / spread[root] for root in roots)


def _is_pair(one: Card, other: Card) -> bool:
    return bool(one.facts.pair) and one.facts.pair == other.facts.pair


def _twin(one: _Asked, other: _Asked) -> Finding:
    message, advice = "this asks nearly the same as the card", "keep one of them, or give both the same pair"
    if one.answer != other.answer:
        message = "another answer belongs to the same question in the card"
        advice = "say in both what tells them apart"
    key = ASKS[form(one.card)]
    return objection(one.card, key, Code.TWIN_CARDS, message, advice=advice, other=other.card)


def asked(card: Card) -> str:
    """What a card asks; every gap of a cloze shows as an ellipsis, apart from the words around it."""
    match card:
        case Recall(front=text) | Choice(ask=text) | Claim(claim=text) | Classify(statement=text):
            return text
        case Cloze(segments=segments):
            return "".join(part if isinstance(part, str) else " … " for part in segments)
        case other:
            assert_never(other)


def _answer(card: Card) -> Hashable:
    """What two cards must share for close wording to make them twins."""
    match card:
        case Recall(back=back):
            return _folded(back)
        case Cloze(segments=segments):
            return tuple(_folded(part.answer) for part in segments if isinstance(part, Gap))
        case Choice(right=right):
            return frozenset(_folded(option.text) for option in right)
        case Claim(holds=holds):
            return holds
        case Classify(side=side):
            return side
        case other:
            assert_never(other)


def _folded(text: str) -> tuple[str, ...]:
    return tuple(word.strip(_PUNCTUATION) for word in composed(text).casefold().split())


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    """A word without the punctuation at its ends, where that can be nothing else: 5! stays 5!."""
    return word if any(map(str.isdigit, word)) else word.strip(_ENDS) or word


@lru_cache(maxsize=20_000)
def _word(written: str) -> tuple[str, bool, bool]:
    """The root of a word, empty for a word of asking; whether it has a capital, and a figure."""
    bare = written.strip(_PUNCTUATION)
    root = bare.casefold()
    if not root or root in _STOP:
        return "", False, False
    for ending in _ENDINGS:
        if root.endswith(ending) and len(root) - len(ending) >= _ROOT:
            root = root.removesuffix(ending)
            break
    return root, bare[0].isupper(), any(map(str.isdigit, bare))
