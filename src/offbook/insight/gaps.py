"""Gaps: concepts that a quiz found missing, and the way they close.

A miss opens a gap, be it wrong or too late; so does a right answer that was hardly believed. A
question that was never looked at says nothing. Study relearns a gap, but only performance closes
it: a right answer, on another card of the concept where there is one, with the concept unseen for
a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from offbook.clock import DAY, Moment
from offbook.deck.cards import CardKey, ConceptId, DeckId
from offbook.performance.observation import Observation

Name = tuple[DeckId, ConceptId]

COLD = DAY
"""Milliseconds since a concept was last shown, from which a right answer says something."""
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

    concept: Name
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


@dataclass(frozen=True, slots=True)
class _Shot:
    """An answer of a quiz, as far as gaps go."""

    at: Moment
    concept: Name
    key: CardKey
    right: bool
    doubted: bool
    cold: bool


def gaps(
    seen: Iterable[Observation],
    items: Mapping[Name, frozenset[CardKey]],
    recalled: Mapping[CardKey, int],
) -> dict[Name, Gap]:
    """The latest gap of every concept that ever had one.

    ``seen`` are the answers of attempts, ``items`` the cards a quiz could ask about each concept,
    ``recalled`` when each card was last recalled in study, milliseconds since 1970.
    """
    return {gap.concept: gap for gap in history(seen, items, recalled)}


def history(
    seen: Iterable[Observation],
    items: Mapping[Name, frozenset[CardKey]],
    recalled: Mapping[CardKey, int],
) -> tuple[Gap, ...]:
    """Every gap that ever was, in the order they opened; of one concept all but the last are closed.

    What is given is as for ``gaps``.
    """
    latest: dict[Name, int] = {}
    found: list[Gap] = []
    for shot in sorted(_shots(seen), key=lambda shot: shot.at.ms):
        place = latest.get(shot.concept)
        gap = None if place is None or found[place].state is State.CLOSED else found[place]
        if not shot.right or shot.doubted:
            if gap is None:
                latest[shot.concept] = len(found)
                found.append(_opened(shot))
            else:
                found[latest[shot.concept]] = _missed(gap, shot)
        elif gap and _closes(gap, shot, items.get(shot.concept, frozenset())):
            found[latest[shot.concept]] = replace(gap, state=State.CLOSED, closed_at=shot.at)
    return tuple(_relearned(gap, items.get(gap.concept, frozenset()), recalled) for gap in found)


def _shots(seen: Iterable[Observation]) -> Iterable[_Shot]:
    for one in seen:
        if one.was_met:
            yield _Shot(
                at=one.given or one.at.plus(one.took or 0),
                concept=(one.key.deck, one.concepts[0]),
                key=one.key,
                right=one.is_right,
                doubted=one.confidence is not None and one.confidence <= DOUBT,
                cold=one.is_cold,
            )


def _opened(shot: _Shot) -> Gap:
    return Gap(shot.concept, shot.at.ms, (shot.key,), shot.at.ms)


def _missed(gap: Gap, shot: _Shot) -> Gap:
    """A gap that showed once more."""
    missed = tuple(dict.fromkeys((*gap.missed, shot.key)))
    return replace(gap, missed=missed, last=shot.at.ms)


def _closes(gap: Gap, shot: _Shot, items: frozenset[CardKey]) -> bool:
    others = items - {*gap.missed}
    return shot.cold and (shot.key not in gap.missed or not others)


def _relearned(gap: Gap, items: frozenset[CardKey], recalled: Mapping[CardKey, int]) -> Gap:
    if gap.state is State.CLOSED:
        return gap
    again = any(recalled.get(key, 0) > gap.last for key in items | {*gap.missed})
    return replace(gap, state=State.RELEARNED) if again else gap
