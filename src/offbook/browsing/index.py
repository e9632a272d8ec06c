"""Every card at hand, found as its query is typed.

An index grows part by part, and finds what there is of it. A key press narrows what the one before it found,
and goes on from there as the index grows. An index belongs to one thread; its parts may come from others.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from offbook.browsing.part import BIT, GLANCE, Part, packed, states_of, unpacked
from offbook.browsing.query import CLOSED, Filter, Kind, Query, Word
from offbook.browsing.section import NAMED, Names, Section
from offbook.clock import Moment
from offbook.deck.cards import Card, CardId, CardKey, Deck, DeckId
from offbook.deck.identity import is_fingerprint
from offbook.journal.census import Glance

if TYPE_CHECKING:
    from offbook.insight.trouble import Reason

Sieve = Callable[[Sequence[int]], Sequence[int]]
"""Lets some places through."""

_SLICE = 8_192
_KEPT = 32
"""Queries whose finds are kept."""


@dataclass(frozen=True, slots=True)
class Found:
    """A card with everything that a list shows of it."""

    card: Card
    deck: str
    """What its deck is called."""
    concept: str
    """What its concept is called; empty for a card that stands by itself."""
    glance: Glance | None
    """None if nothing has happened to it."""
    report: str | None
    """What was said against it; None if nothing was."""
    reasons: tuple[Reason, ...]
    """Why it may be a bad card."""
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the answers of quizzes say of cards, by their places."""

    gaps: frozenset[int] = frozenset()
    troubles: Mapping[int, tuple[Reason, ...]] = field(default_factory=dict)
    """The worst card first."""


@dataclass(frozen=True, slots=True)
class _Finds:
    """What a query found of the cards up to a place."""

    places: Sequence[int]
    """Rising."""
    until: int


class Index:
    """The cards of some decks by their places, from 0, part after part."""

    def __init__(self, parts: Iterable[Part] = ()) -> None:
        self._sections: list[Section] = []
        self._begins = [0]
        """Where each section begins, and where the next one will."""
        self._runs: defaultdict[DeckId, list[tuple[int, Section]]] = defaultdict(list)
        """The sections of each deck, each with where it begins."""
        self._texts: list[str] = []
        self._columns: dict[Kind, list[Names]] = {kind: [] for kind in NAMED}
        self._counts: dict[Kind, Counter[Names]] = {kind: Counter() for kind in NAMED}
        self._glances = bytearray()
        self._reports: dict[int, str] = {}
        self._states = array("H")
        self._verdicts = Verdicts()
        self._meant: dict[Filter, frozenset[Names]] = {}
        self._finds: dict[Query, _Finds] = {}
        for one in parts:
            self.add(one)

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def decks(self) -> tuple[Deck, ...]:
        """The decks whose cards are here, at least some of them."""
        return tuple(runs[0][1].deck for runs in self._runs.values())

    def add(self, part: Part) -> None:
        """Grow by some cards; a search that is under way has to be begun anew."""
        begin, section = len(self), part.section
        self._sections.append(section)
        self._runs[section.deck.id].append((begin, section))
        self._texts += section.texts
        self._begins.append(len(self))
        for kind in NAMED:
            self._columns[kind] += section.columns[kind]
            self._counts[kind].update(section.counts[kind])
        self._glances += part.glances
        self._reports |= {begin + place: text for place, text in part.reports.items()}
        self._states += part.states
        # What one deck calls exactly so is no mere part of a name in another: a filter may mean less by now.
        self._meant.clear()
        self._finds = {query: found for query, found in self._finds.items() if _is_closed(query)}

    def place(self, key: CardKey) -> int | None:
        """The place of a card; None if it is not here."""
        for begin, one in self._runs.get(key.deck, ()):
            if (place := one.places.get(key.card)) is not None:
                return begin + place
        return None

    def key(self, place: int) -> CardKey:
        """The card at a place."""
        return self._at(place)[1].facts.key

    def found(self, place: int) -> Found:
        """What there is to show of the card at a place."""
        one, card = self._at(place)
        return Found(
            card=card,
            deck=one.deck.title,
            concept=one.concept(card),
            glance=unpacked(card.facts.key.card, self._glances, place),
            report=self._reports.get(place),
            reasons=self._verdicts.troubles.get(place, ()),
            is_gap=place in self._verdicts.gaps,
        )

    def find(self, query: Query) -> Sequence[int]:
        """The places of the cards that a query finds, in the order of the decks; bad cards worst first."""
        *_, found = self.search(query)
        return found

    def search(self, query: Query) -> Iterator[Sequence[int]]:
        """Find as ``find`` does, a slice at a time: what was found so far, at last all of it.

        A slice takes a millisecond or two. Whoever asks for something else need not go on.
        """
        if query == Query():
            yield range(len(self))
            return
        kept = self._finds.get(query, _Finds((), 0))
        found, base = [*kept.places], range(kept.until, len(self))
        sieves = self._sieves(query, Query())
        if not kept.until and (nearest := self._nearest(query)):
            sieves, base_found = self._sieves(query, nearest), self._finds[nearest]
            yield from self._sift(found, base_found.places, sieves)
        else:
            yield from self._sift(found, base, sieves)
        self._keep(query, _Finds(found, len(self)))
        yield self._ranked(found) if query.asks_for("trouble") else found

    def counts(self, kind: Kind) -> dict[str, int]:
        """How many cards each name of a kind has, by folded name."""
        if kind is Kind.IS:
            many = Counter(self._states)
            return {state: sum(n for bits, n in many.items() if bits & bit) for state, bit in BIT.items()}
        counts: Counter[str] = Counter()
        for names, count in self._counts[kind].items():
            for name in names:
                counts[name] += count
        return dict(counts)

    def learn(self, verdicts: Verdicts) -> None:
        """Take in what the answers of quizzes say."""
        for state, old, new in (
            ("gap", self._verdicts.gaps, verdicts.gaps),
            ("trouble", self._verdicts.troubles, verdicts.troubles),
        ):
            for place in old:
                self._states[place] &= ~BIT[state]
            for place in new:
                self._states[place] |= BIT[state]
        self._verdicts = verdicts
        self._finds.clear()

    def update(self, place: int, glance: Glance | None, report: str | None, now: Moment, day: int) -> None:
        """Take in where a card stands now, on the study day ``day``, and what is said against it."""
        begin = place * GLANCE.size
        self._glances[begin : begin + GLANCE.size] = packed(glance)
        if report is None:
            self._reports.pop(place, None)
        else:
            self._reports[place] = report
        told = self._states[place] & (BIT["gap"] | BIT["trouble"])
        card = self._at(place)[1]
        self._states[place] = told | states_of(card, glance, now, day, reported=report is not None)
        self._finds.clear()

    def _at(self, place: int) -> tuple[Section, Card]:
        number = bisect_right(self._begins, place) - 1
        one = self._sections[number]
        return one, one.cards[place - self._begins[number]]

    def _nearest(self, query: Query) -> Query | None:
        """The query whose finds are the fewest of which some are this one's, and all of these."""
        wider = (one for one, found in self._finds.items() if found.until == len(self) and query.narrows(one))
        return min(wider, key=lambda one: len(self._finds[one].places), default=None)

    def _sift(
        self, found: list[int], base: Sequence[int], sieves: Sequence[Sieve]
    ) -> Iterator[Sequence[int]]:
        """Add what passes the sieves, a slice at a time; tell of it between two slices."""
        for begin in range(0, len(base), _SLICE):
            some = base[begin : begin + _SLICE]
            for sieve in sieves:
                some = sieve(some)
            found += some
            if begin + _SLICE < len(base):
                yield found

    def _sieves(self, query: Query, beyond: Query) -> list[Sieve]:
        """What a query asks for that another one does not; what is cheap to look at, or rare, first."""
        filters = sorted(query.filters, key=lambda one: one.kind is not Kind.IS)
        words = sorted(query.words, key=lambda word: -len(word.text))
        return [
            *(self._filter(one) for one in filters if one not in beyond.filters),
            *(self._word(one) for one in words if one not in beyond.words),
        ]

    def _filter(self, one: Filter) -> Sieve:
        if one.kind is Kind.IS:
            states, mask = self._states, _mask(one)
            return lambda some: [place for place in some if bool(states[place] & mask) is not one.without]
        column, meant = self._columns[one.kind], self._called(one)
        return lambda some: [place for place in some if (column[place] in meant) is not one.without]

    def _word(self, word: Word) -> Sieve:
        text, texts = word.text, self._texts
        if is_fingerprint(CardId(text)):
            # A card that has no other name goes by it, though nobody would look for a part of it.
            return lambda some: [
                place
                for place in some
                if (text in texts[place] or self.key(place).card.startswith(text)) is not word.without
            ]
        if word.without:
            return lambda some: [place for place in some if text not in texts[place]]
        return lambda some: [place for place in some if text in texts[place]]

    def _called(self, one: Filter) -> frozenset[Names]:
        """The values of a kind's column that a filter means."""
        if one not in self._meant:
            every, is_closed = self._counts[one.kind], one.kind in CLOSED
            exact = {value for value in one.values if any(value in names for names in every)}
            parts = [value for value in one.values if value not in exact]

            def means(names: Names) -> bool:
                return not exact.isdisjoint(names) or any(
                    name.startswith(value) if is_closed else value in name
                    for value in parts
                    for name in names
                )

            self._meant[one] = frozenset(filter(means, every))
        return self._meant[one]

    def _ranked(self, found: Iterable[int]) -> Sequence[int]:
        """The worst card first."""
        rank = {place: i for i, place in enumerate(self._verdicts.troubles)}
        return sorted(found, key=lambda place: rank.get(place, len(rank)))

    def _keep(self, query: Query, found: _Finds) -> None:
        self._finds.pop(query, None)
        self._finds[query] = found
        if len(self._finds) > _KEPT:
            del self._finds[next(iter(self._finds))]


def _mask(one: Filter) -> int:
    """The states that a filter's values name, or are the beginning of."""
    names = {
        state
        for value in one.values
        for state in ([value] if value in BIT else [name for name in BIT if name.startswith(value)])
    }
    return sum(BIT[name] for name in names)


def _is_closed(query: Query) -> bool:
    """Whether it means the same whatever decks there are."""
    return all(one.kind in CLOSED for one in query.filters)
