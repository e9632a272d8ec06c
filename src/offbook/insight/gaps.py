"""Gaps: concepts that a quiz found missing, and the way they close.

A miss opens a gap, be it wrong or too late; so does a right answer that was hardly believed. A
question that was never looked at says nothing. Study relearns a gap, but only performance closes
it: a right answer, on another card of the concept where there is one, with the concept unseen for
a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from offbook.clock import Moment
from offbook.deck.cards import CardKey, ConceptKey, Deck
from offbook.performance.accuracy import concept_of
from offbook.performance.observation import Observation

DOUBT = 1
"""The level of confidence at which a right answer opens a gap."""


class State(StrEnum):
    """How far a gap has come."""

    OPEN = "open"
    RELEARNED = "relearned"
    """Recalled in study since; not yet shown in a quiz."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Gap:
    """One concept's gap."""

    concept: ConceptKey
    since: int
    """When it opened, milliseconds since 1970; a further miss leaves this as it is."""
    missed: tuple[CardKey, ...]
    """The cards on which it showed, in order."""
    last: int
    """When it last showed, milliseconds since 1970."""
    state: State = State.OPEN
    closed_at: Moment | None = None
    """When it closed, in the local time of the answer that closed it; None while it has not."""

    @property
    def closed(self) -> int | None:
        """When it closed, milliseconds since 1970; None while it has not."""
        return self.closed_at.ms if self.closed_at else None


@dataclass(slots=True)
class _Showing:
    """A gap while its history is gone through."""

    concept: ConceptKey
    since: int
    missed: list[CardKey]
    """The cards on which it showed, in order."""
    last: int
    closed_at: Moment | None = None


def items_of(decks: Iterable[Deck]) -> dict[ConceptKey, frozenset[CardKey]]:
    """The cards that a quiz could ask about each concept, in the order of the decks."""
    items: defaultdict[ConceptKey, list[CardKey]] = defaultdict(list)
    for deck in decks:
        for card in deck.cards:
            items[deck.id, card.facts.concept].append(card.facts.key)
    return {name: frozenset(keys) for name, keys in items.items()}


def gaps(
    seen: Iterable[Observation],
    items: Mapping[ConceptKey, frozenset[CardKey]],
    recalled: Mapping[CardKey, int],
) -> dict[ConceptKey, Gap]:
    """The latest gap of every concept that ever had one.

    ``seen`` are the answers of attempts, ``items`` the cards a quiz could ask about each concept,
    ``recalled`` when each card was last recalled in study, milliseconds since 1970.
    """
    return {gap.concept: gap for gap in history(seen, items, recalled)}


def history(
    seen: Iterable[Observation],
    items: Mapping[ConceptKey, frozenset[CardKey]],
    recalled: Mapping[CardKey, int],
) -> tuple[Gap, ...]:
    """Every gap that ever was, in the order they opened; of one concept all but the last are closed.

    What is given is as for ``gaps``.
    """
    return relearned(shown(seen, items), items, lambda key: recalled.get(key, 0))


def shown(seen: Iterable[Observation], items: Mapping[ConceptKey, frozenset[CardKey]]) -> tuple[Gap, ...]:
    """The history of gaps as quizzes alone tell it: what is not closed is open."""
    open_: dict[ConceptKey, _Showing] = {}
    found: list[_Showing] = []
    for one in sorted(filter(_was_met, seen), key=lambda one: one.answered_at.ms):
        concept = concept_of(one)
        gap = open_.get(concept)
        if _shows(one):
            at = one.answered_at.ms
            if gap is None:
                found.append(gap := _Showing(concept, at, [], at))
                open_[concept] = gap
            if one.key not in gap.missed:
                gap.missed.append(one.key)
            gap.last = at
        elif gap and _closes(gap, one, items.get(concept, frozenset())):
            gap.closed_at = one.answered_at
            del open_[concept]
    return tuple(_gap(gap) for gap in found)


def relearned(
    history: Iterable[Gap], items: Mapping[ConceptKey, frozenset[CardKey]], recalled: Callable[[CardKey], int]
) -> tuple[Gap, ...]:
    """A history of gaps, with what study has made of those that no quiz has closed.

    ``recalled`` gives when a card was last recalled in study, milliseconds since 1970; 0 for never.
    """
    return tuple(
        Gap(gap.concept, gap.since, gap.missed, gap.last, State.RELEARNED)
        if gap.state is State.OPEN and _again(gap, items, recalled)
        else gap
        for gap in history
    )


def _was_met(one: Observation) -> bool:
    return one.was_met


def _shows(one: Observation) -> bool:
    """Whether an answer shows a gap: by a miss, or by doubt in what was right."""
    return not one.is_right or (one.confidence is not None and one.confidence <= DOUBT)


def _closes(gap: _Showing, one: Observation, items: frozenset[CardKey]) -> bool:
    return one.is_cold and (one.key not in gap.missed or items.issubset(gap.missed))


def _gap(gap: _Showing) -> Gap:
    state = State.OPEN if gap.closed_at is None else State.CLOSED
    return Gap(gap.concept, gap.since, tuple(gap.missed), gap.last, state, gap.closed_at)


def _again(
    gap: Gap, items: Mapping[ConceptKey, frozenset[CardKey]], recalled: Callable[[CardKey], int]
) -> bool:
    """Whether a card of a gap was recalled after it last showed."""
    return any(recalled(key) > gap.last for key in (*items.get(gap.concept, ()), *gap.missed))
