"""Every card at hand, found as its query is typed.

A key press narrows what the one before it found; what a filter lets through is worked out once. An index
belongs to one thread at a time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from typing import TypeVar

from offbook.browsing.query import CLOSED, Filter, Kind, Query
from offbook.browsing.section import Section
from offbook.clock import Moment
from offbook.deck.cards import Card, CardKey
from offbook.insight.trouble import Reason
from offbook.journal.census import Glance

T = TypeVar("T")

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
    """What its concept is called."""
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


class Index:
    """The cards of some decks by their places, from 0, deck after deck."""

    def __init__(
        self,
        sections: Sequence[Section],
        glances: Mapping[int, Glance],
        reports: Mapping[int, str],
        now: Moment,
        rollover: int,
    ) -> None:
        """``glances`` and ``reports`` are by place; what is due is told as of ``now``."""
        self._sections = tuple(sections)
        self._begins = [0, *accumulate(len(one.texts) for one in sections)]
        self._texts = [text for one in sections for text in one.texts]
        self._glances = dict(glances)
        self._reports = dict(reports)
        self._verdicts = Verdicts()
        self._now, self._day = now.ms, now.day(rollover)
        self._places: dict[Filter, Sequence[int]] = {}
        self._sets: dict[Filter, frozenset[int]] = {}
        self._found: dict[Query, Sequence[int]] = {}
        self._states = self._sort()

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The decks it was made of."""
        return self._sections

    def place(self, key: CardKey) -> int | None:
        """The place of a card; None if it is not here."""
        for begin, one in zip(self._begins, self._sections, strict=False):
            if one.deck.id == key.deck and key.card in one.places:
                return begin + one.places[key.card]
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
            glance=self._glances.get(place),
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
        if (kept := self._found.get(query)) is not None:
            yield kept
            return
        base, sieves = self._sieves(query)
        found: list[int] = []
        for begin in range(0, len(base), _SLICE):
            some = base[begin : begin + _SLICE]
            for sieve in sieves:
                some = sieve(some)
            found += some
            if begin + _SLICE < len(base):
                yield found
        if query.asks_for("trouble"):
            rank = {place: i for i, place in enumerate(self._verdicts.troubles)}
            found.sort(key=lambda place: rank.get(place, len(rank)))
        self._keep(query, found)
        yield found

    def _sieves(self, query: Query) -> tuple[Sequence[int], list[Sieve]]:
        """Where to look for what a query finds, and what to hold it against."""
        wider = [one for one in self._found if query.narrows(one)]
        nearest = min(wider, key=lambda one: len(self._found[one]), default=Query())
        base = self._found.get(nearest, range(len(self)))
        listed = [one for one in query.filters if not one.without]
        smallest = min(listed, key=lambda one: len(self._called(one)), default=None)
        if smallest and len(self._called(smallest)) < len(base):
            nearest, base = Query(filters=(smallest,)), self._called(smallest)
        sieves: list[Sieve] = [
            partial(_apart if one.without else _among, self._set(one))
            for one in query.filters
            if one not in nearest.filters
        ]
        words = sorted(query.words, key=lambda word: -len(word.text))
        sieves += [
            partial(_lacking if word.without else _holding, word.text, self._texts)
            for word in words
            if word not in nearest.words
        ]
        return base, sieves

    def counts(self, kind: Kind) -> dict[str, int]:
        """How many cards each name of a kind has, by folded name."""
        if kind is Kind.IS:
            return {state: len(places) for state, places in self._states.items()}
        counts: dict[str, int] = {}
        for one in self._sections:
            for name, places in one.named.get(kind, {}).items():
                counts[name] = counts.get(name, 0) + len(places)
        return counts

    def learn(self, verdicts: Verdicts) -> None:
        """Take in what the answers of quizzes say."""
        self._verdicts = verdicts
        self._states["gap"] = set(verdicts.gaps)
        self._states["trouble"] = set(verdicts.troubles)
        self._forget()

    def update(self, place: int, glance: Glance | None, report: str | None, now: Moment) -> None:
        """Take in where a card stands now, and what is said against it."""
        self._now = max(self._now, now.ms)
        _put(self._glances, place, glance)
        _put(self._reports, place, report)
        states = self._states_of(place, self._at(place)[1])
        for name, places in self._states.items():
            if name not in ("gap", "trouble"):
                (places.add if name in states else places.discard)(place)
        self._forget()

    def _at(self, place: int) -> tuple[Section, Card]:
        number = bisect_right(self._begins, place) - 1
        one = self._sections[number]
        return one, one.deck.cards[place - self._begins[number]]

    def _called(self, chosen: Filter) -> Sequence[int]:
        """The places, rising, of the cards that a value of a filter names."""
        if chosen not in self._places:
            if chosen.kind is Kind.IS:
                states = (
                    self._states[name] for value in chosen.values for name in _meant(value, self._states)
                )
                self._places[chosen] = sorted(set[int]().union(*states))
            else:
                self._places[chosen] = self._named(chosen)
        return self._places[chosen]

    def _named(self, chosen: Filter) -> Sequence[int]:
        """The same, of a filter that looks at what decks say."""
        named = [one.named.get(chosen.kind, {}) for one in self._sections]
        is_closed = chosen.kind in CLOSED
        # What is called exactly so in one deck is not a mere part of a name in another.
        exact = {value for value in chosen.values if any(value in names for names in named)}
        places: list[int] = []
        for begin, one, names in zip(self._begins, self._sections, named, strict=False):
            lists = [
                names[name]
                for value in chosen.values
                for name in ([value] if value in exact else _meant(value, names, begins=is_closed))
                if name in names
            ]
            # One list may be all there is, as the cards of one form or of a whole deck mostly are.
            longest = max(lists, key=len, default=())
            alone = len(lists) < 2 or len(longest) == len(one.texts)
            own = longest if alone else sorted(set[int]().union(*lists))
            places += [begin + place for place in own]
        return places

    def _set(self, chosen: Filter) -> frozenset[int]:
        if chosen not in self._sets:
            self._sets[chosen] = frozenset(self._called(chosen))
        return self._sets[chosen]

    def _sort(self) -> dict[str, set[int]]:
        """The places of the cards of each state."""
        states: dict[str, set[int]] = {name: set() for name in CLOSED[Kind.IS]}
        cards = (card for one in self._sections for card in one.deck.cards)
        for place, card in enumerate(cards):
            for name in self._states_of(place, card):
                states[name].add(place)
        return states

    def _states_of(self, place: int, card: Card) -> list[str]:
        """The states of a card but for those that quizzes tell."""
        one = self._glances.get(place)
        states = ["reported"] if place in self._reports else []
        if card.facts.quiz_only:
            return [*states, "quiz-only"]
        if one is None:
            return [*states, "new"]
        states.append("learning" if one.stepping else "known" if one.stability else "new")
        states += ["suspended"] * one.suspended + ["flagged"] * one.flagged
        comes = one.pulled or (one.stability and one.due <= (self._now if one.stepping else self._day))
        if comes and not one.suspended and one.buried <= self._day:
            states.append("due")
        return states

    def _keep(self, query: Query, found: Sequence[int]) -> None:
        self._found[query] = found
        if len(self._found) > _KEPT:
            del self._found[next(iter(self._found))]

    def _forget(self) -> None:
        self._places.clear()
        self._sets.clear()
        self._found.clear()


def _meant(value: str, names: Iterable[str], *, begins: bool = True) -> list[str]:
    """The names that a value is the beginning of, or else a part of; it alone where it is one itself."""
    if value in names:
        return [value]
    return [name for name in names if (name.startswith(value) if begins else value in name)]


def _among(among: Container[int], some: Sequence[int]) -> Sequence[int]:
    return [place for place in some if place in among]


def _apart(among: Container[int], some: Sequence[int]) -> Sequence[int]:
    return [place for place in some if place not in among]


def _holding(text: str, texts: Sequence[str], some: Sequence[int]) -> Sequence[int]:
    return [place for place in some if text in texts[place]]


def _lacking(text: str, texts: Sequence[str], some: Sequence[int]) -> Sequence[int]:
    return [place for place in some if text not in texts[place]]


def _put(kept: dict[int, T], place: int, value: T | None) -> None:
    """Keep a value at a place, or nothing there for None."""
    if value is None:
        kept.pop(place, None)
    else:
        kept[place] = value
