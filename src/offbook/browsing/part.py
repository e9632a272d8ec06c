"""Some cards with where they stand: what an index grows by.

Where a card stands takes a few bytes in a row of them, and what it can be found as a few bits: a hundred
thousand cards make no objects that Python would have to look through for garbage.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from struct import Struct

from offbook.browsing.query import STATES
from offbook.browsing.section import Section
from offbook.clock import Moment
from offbook.deck.cards import Card, CardId
from offbook.journal.census import Glance

BIT: Mapping[str, int] = {state: 1 << place for place, state in enumerate(STATES)}
"""What stands for each state."""
GLANCE = Struct("<??qdqq?q??")
"""Whether anything happened to a card, then what a ``Glance`` says of it but its name."""
_NEW = bytes(GLANCE.size)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of cards and what is known of them, by their places in it."""

    section: Section
    glances: bytes
    """One ``GLANCE`` a card."""
    reports: Mapping[int, str]
    """What was said against cards."""
    states: array[int]
    """The ``BIT`` of each state that a card has, but for those that quizzes tell."""


def part(
    section: Section,
    glances: Mapping[CardId, Glance],
    reports: Mapping[CardId, str],
    now: Moment,
    day: int,
) -> Part:
    """A part of an index; what is due is told as of ``now``, on the study day ``day``."""
    known = [glances.get(card) for card in section.places]
    said = {section.places[card]: text for card, text in reports.items() if card in section.places}
    cards = enumerate(zip(section.cards, known, strict=True))
    states = array(
        "H", [states_of(card, one, now, day, reported=place in said) for place, (card, one) in cards]
    )
    return Part(section, b"".join(map(packed, known)), said, states)


def packed(glance: Glance | None) -> bytes:
    """A glance as it is kept."""
    return _NEW if glance is None else GLANCE.pack(True, *glance[1:])


def unpacked(card: CardId, kept: bytes | bytearray, place: int) -> Glance | None:
    """The glance at a place of a row of them."""
    is_known, *facts = GLANCE.unpack_from(kept, place * GLANCE.size)
    return Glance(card, *facts) if is_known else None


def states_of(card: Card, glance: Glance | None, now: Moment, day: int, *, reported: bool) -> int:
    """The bits of a card's states but for those that quizzes tell."""
    bits = BIT["reported"] if reported else 0
    if card.facts.quiz_only:
        return bits | BIT["quiz-only"]
    if glance is None:
        return bits | BIT["new"]
    bits |= BIT["learning" if glance.stepping else "known" if glance.stability else "new"]
    for state, holds in (
        ("suspended", glance.suspended),
        ("buried", glance.buried > day),
        ("flagged", glance.flagged),
        ("due", (glance.pulled or glance.asks(now, day)) and not glance.is_away(day)),
    ):
        if holds:
            bits |= BIT[state]
    return bits
