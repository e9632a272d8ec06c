"""Drawing a paper: which cards a quiz asks, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from random import Random

from offbook.deck.cards import Card, CardKey, Classify, ConceptId, DeckId, SideId, form

MOST = 2_000
"""Cards, taken by chance, among which a paper is balanced; a pool may be far larger."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cards a quiz may ask; an empty field sets no bound."""

    decks: tuple[DeckId, ...] = ()
    topics: tuple[str, ...] = ()
    concepts: tuple[ConceptId, ...] = ()
    sides: tuple[SideId, ...] = ()
    forms: tuple[str, ...] = ()
    cards: tuple[CardKey, ...] = ()
    """Exactly these, for a paper made of what was missed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that might be asked."""

    card: Card
    topic: str = ""
    side: SideId | None = None
    """The side of its concept, or the side that answers it."""
    seen: bool = False
    """Whether its answer was shown before, in study or after a quiz."""

    @property
    def concept(self) -> tuple[DeckId, ConceptId]:
        """The concept the card belongs to, across decks."""
        return self.card.facts.key.deck, self.card.facts.concept

    @property
    def pair(self) -> tuple[DeckId, str] | None:
        """The minimal pair it belongs to, across decks."""
        facts = self.card.facts
        return (facts.key.deck, facts.pair) if facts.pair else None


def within(candidates: Sequence[Candidate], scope: Scope) -> list[Candidate]:
    """The candidates that a scope lets in."""
    return [one for one in candidates if _lets_in(scope, one)]


def draw(
    candidates: Sequence[Candidate], questions: int, seed: int, *, shuffle: bool = True
) -> list[Candidate]:
    """Choose at most ``questions`` cards and set them in order; the same seed gives the same paper.

    Concepts, sides and forms are drawn as evenly as the pool allows, transfer items that were
    never seen before those that were. Members of a pair, and cards of one concept, stand apart
    as far as they can. Without ``shuffle`` the order is that of the pool.
    """
    chance = Random(seed)
    pool = list(candidates)
    if len(pool) > MOST:
        pool = chance.sample(pool, MOST)
    lot = {one.card.facts.key: chance.random() for one in pool}
    chosen = _balanced(pool, questions, lot)
    if not shuffle:
        place = {one.card.facts.key: number for number, one in enumerate(candidates)}
        return sorted(chosen, key=lambda one: place[one.card.facts.key])
    chosen.sort(key=lambda one: lot[one.card.facts.key])
    return _apart(chosen)


def _lets_in(scope: Scope, one: Candidate) -> bool:
    facts = one.card.facts
    side = one.card.side if isinstance(one.card, Classify) else one.side
    return (
        (not scope.decks or facts.key.deck in scope.decks)
        and (not scope.topics or one.topic in scope.topics)
        and (not scope.concepts or not {*scope.concepts}.isdisjoint(facts.concepts))
        and (not scope.sides or side in scope.sides)
        and (not scope.forms or form(one.card) in scope.forms)
        and (not scope.cards or facts.key in scope.cards)
    )


def _balanced(pool: Sequence[Candidate], questions: int, lot: dict[CardKey, float]) -> list[Candidate]:
    """Take one card after the other from what is drawn least so far, by lot among equals."""
    rest = sorted(pool, key=lambda one: lot[one.card.facts.key])
    drawn: dict[str, Counter[Hashable]] = {name: Counter() for name in _STRATA}
    share = {name: Counter(of(one) for one in pool) for name, of in _STRATA.items()}
    chosen: list[Candidate] = []
    while rest and len(chosen) < questions:
        place = min(range(len(rest)), key=lambda number: _claim(rest[number], drawn, share))
        one = rest.pop(place)
        chosen.append(one)
        for name, of in _STRATA.items():
            drawn[name][of(one)] += 1
    return chosen


_STRATA: dict[str, Callable[[Candidate], Hashable]] = {
    "concept": lambda one: one.concept,
    "side": lambda one: (one.card.facts.key.deck, one.side),
    "form": lambda one: form(one.card),
}


def _claim(
    one: Candidate, drawn: dict[str, Counter[Hashable]], share: dict[str, Counter[Hashable]]
) -> tuple[int, bool, float]:
    """How little a card has a claim to be next: the lowest comes."""
    often = sum(
        drawn[name][_STRATA[name](one)] / share[name][_STRATA[name](one)] for name in ("side", "form")
    )
    return drawn["concept"][one.concept], one.card.facts.quiz_only and one.seen, often


def _apart(chosen: list[Candidate]) -> list[Candidate]:
    """The cards in their order, but with others put between those of one pair or concept."""
    rest, done = list(chosen), list[Candidate]()
    while rest:
        place = max(range(len(rest)), key=lambda number: (_gap(rest[number], done), -number))
        done.append(rest.pop(place))
    return done


def _gap(one: Candidate, done: Sequence[Candidate]) -> int:
    """How many questions ago something like this card stood; enough is enough."""
    for ago, other in enumerate(reversed(done[-_FAR:]), 1):
        if one.concept == other.concept or (one.pair and one.pair == other.pair):
            return ago
    return _FAR + 1


_FAR = 5
"""Questions between the members of a pair that count as far apart."""
