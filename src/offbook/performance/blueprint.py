"""Drawing a paper: which cards a quiz asks, and in which order."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush, heapreplace
from random import Random

from offbook.deck.cards import Card, CardKey, Classify, ConceptId, ConceptKey, DeckId, SideId, form
from offbook.performance.spacing import apart


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
    def concept(self) -> ConceptKey:
        """The concept the card belongs to, across decks."""
        return self.card.facts.key.deck, self.card.facts.concept

    @property
    def pair(self) -> tuple[DeckId, str] | None:
        """The minimal pair it belongs to, across decks."""
        facts = self.card.facts
        return (facts.key.deck, facts.pair) if facts.pair else None


def within(candidates: Sequence[Candidate], scope: Scope) -> list[Candidate]:
    """The candidates that a scope lets in."""
    # Sets, because a scope may name hundreds of cards and a pool hold ten thousand.
    concepts, cards = frozenset(scope.concepts), frozenset(scope.cards)
    return [
        one
        for one in candidates
        if _lets_in(scope, one)
        and (not concepts or not concepts.isdisjoint(one.card.facts.concepts))
        and (not cards or one.card.facts.key in cards)
    ]


def draw(
    candidates: Iterable[Candidate], questions: int, seed: int, *, shuffle: bool = True
) -> list[Candidate]:
    """Choose at most ``questions`` cards and set them in order; the same seed gives the same paper.

    Concepts, sides and forms are drawn as evenly as the pool allows, transfer items that were
    never seen before those that were; no card comes twice. Members of a pair stand apart as far
    as they can, cards of one concept as far as the pairs leave room for. Without ``shuffle`` the
    order is that of the pool.
    """
    pool = list({one.card.facts.key: one for one in candidates}.values())
    lot = Random(seed).sample(range(len(pool)), len(pool))
    drawn = _balanced([pool[place] for place in lot], questions)
    chosen = [lot[place] for place in sorted(drawn)]
    if not shuffle:
        return [pool[place] for place in sorted(chosen)]
    return [pool[chosen[place]] for place in apart([_kin(pool[place]) for place in chosen])]


def _lets_in(scope: Scope, one: Candidate) -> bool:
    side = one.card.side if isinstance(one.card, Classify) else one.side
    return (
        (not scope.decks or one.card.facts.key.deck in scope.decks)
        and (not scope.topics or one.topic in scope.topics)
        and (not scope.sides or side in scope.sides)
        and (not scope.forms or form(one.card) in scope.forms)
    )


def _balanced(lot: Sequence[Candidate], questions: int) -> list[int]:
    """The places in the lot of the cards to ask: always one of what was drawn least so far.

    First the concept counts, then whether a transfer item is still unseen, then how much of its
    side and of its form was drawn; among equals the lot.
    """
    piles = _piles(lot)
    size, drawn, met = Counter[Hashable](), Counter[Hashable](), Counter[Hashable]()
    for pile in piles:
        size += Counter(dict.fromkeys(pile.strata, pile.height))
    chosen: list[int] = []
    while piles and len(chosen) < questions:
        claims = [
            (count, pile.stale, sum(drawn[of] / size[of] for of in pile.strata), place, pile)
            for pile in piles
            for count, place in [pile.top(met)]
        ]
        *_, place, pile = min(claims, key=lambda claim: claim[:-1])
        pile.take()
        if not pile.height:
            piles.remove(pile)
        chosen.append(place)
        met[lot[place].concept] += 1
        drawn.update(pile.strata)
    return chosen


class _Pile:
    """Cards that differ in nothing but their concept and their place in the lot."""

    def __init__(self, strata: tuple[Hashable, ...], *, stale: bool) -> None:
        self.strata = strata
        """Their side and their form."""
        self.stale = stale
        """Whether they are transfer items that were seen."""
        self.height = 0
        self._queues: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        self._heap: list[tuple[int, int, Hashable]] = []
        """How often a concept was drawn when last looked at, its first card's place, its name."""

    def add(self, concept: Hashable, place: int) -> None:
        """Add a card; those of the first places come first."""
        self.height += 1
        queue = self._queues[concept]
        queue.append(place)
        if len(queue) == 1:
            self._heap.append((0, place, concept))

    def top(self, met: Mapping[Hashable, int]) -> tuple[int, int]:
        """How often the concept of the next card was drawn, and the place of the card."""
        # Counts only grow, so that what is out of date lies on top.
        while self._heap[0][0] < met[self._heap[0][2]]:
            _, place, concept = self._heap[0]
            heapreplace(self._heap, (met[concept], place, concept))
        return self._heap[0][:2]

    def take(self) -> None:
        """Take the next card away."""
        count, _, concept = heappop(self._heap)
        queue = self._queues[concept]
        queue.popleft()
        self.height -= 1
        if queue:
            heappush(self._heap, (count, queue[0], concept))


def _piles(lot: Sequence[Candidate]) -> list[_Pile]:
    piles: dict[Hashable, _Pile] = {}
    for place, one in enumerate(lot):
        facts = one.card.facts
        strata, stale = ((facts.key.deck, one.side), form(one.card)), facts.quiz_only and one.seen
        pile = piles.setdefault((strata, stale), _Pile(strata, stale=stale))
        pile.add(one.concept, place)
    return list(piles.values())


def _kin(one: Candidate) -> tuple[Hashable, Hashable]:
    """What a card shares with others: its pair, or itself for none, and its concept."""
    return one.pair or one.card.facts.key, one.concept
