"""Counts that the journal gives at once, from its derived tables alone.

Nothing here knows an event: a list of decks shall not wait for all that a journal can hold.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from offbook.clock import Moment, day_begins
from offbook.deck.names import CardId, ConceptId, DeckId


class Glance(NamedTuple):
    """As much of where a card stands as a count of many cards takes."""

    card: str
    stepping: bool
    due: int
    """When it comes back: ms for a stepping card, a study day for a settled one; 0 for a new one."""
    stability: float
    """Days; 0 for a new card."""
    last_ms: int
    """When it was last reviewed, 0 if never."""
    last_day: int
    """The study day of that, 0 if never."""
    suspended: bool
    buried: int
    """The study day from which it may come again."""
    flagged: bool
    pulled: bool

    def is_away(self, day: int) -> bool:
        """Whether it takes no part in study on this day: suspended or buried."""
        return self.suspended or self.buried > day

    def asks(self, now: Moment, day: int) -> bool:
        """Whether its time has come, be it away or not; a new card's never comes."""
        return bool(self.stability) and self.due <= (now.ms if self.stepping else day)

    def back(self, rollover: int, offset: int) -> Moment:
        """When its time comes, in wall time ``offset`` minutes ahead of UTC; for cards that are not new."""
        return Moment(self.due, offset) if self.stepping else day_begins(self.due, rollover, offset)


class StudyDay(NamedTuple):
    """What was studied of a deck on one study day."""

    day: int
    reviews: int
    introduced: int
    """Cards whose first review ever was on this day."""
    studied: int
    """Milliseconds that the reviews took."""


def glances(db: sqlite3.Connection, deck: DeckId) -> list[Glance]:
    """Where the cards of a deck stand, at a glance: several times faster than ``standings``."""
    return [Glance._make(row) for row in db.execute(_GLANCES, (deck,))]


def ready_counts(db: sqlite3.Connection, now: Moment, day: int) -> dict[DeckId, int]:
    """How many cards of each deck ask to be rehearsed."""
    return {DeckId(deck): count for deck, count in db.execute(_READY_COUNTS, {"ms": now.ms, "day": day})}


def ready(db: sqlite3.Connection, deck: DeckId, now: Moment, day: int) -> frozenset[CardId]:
    """Which cards of a deck ask to be rehearsed."""
    found = db.execute(_READY, {"deck": deck, "ms": now.ms, "day": day})
    return frozenset(CardId(name) for (name,) in found)


def taken(db: sqlite3.Connection, deck: DeckId, day: int) -> frozenset[CardId]:
    """Which cards of a deck are not there to be met as new ones."""
    return frozenset(CardId(name) for (name,) in db.execute(_TAKEN, {"deck": deck, "day": day}))


def introduced(db: sqlite3.Connection, deck: DeckId, day: int) -> int:
    """How many cards of a deck had their first review ever on a study day."""
    row = db.execute(_INTRODUCED, (deck, day)).fetchone()
    return row[0] if row else 0


def study_days(db: sqlite3.Connection, decks: Collection[DeckId]) -> list[StudyDay]:
    """What was studied of some decks together, by study day."""
    return [StudyDay._make(row) for row in db.execute(_STUDY_DAYS, (json.dumps(list(decks)),))]


def decks(db: sqlite3.Connection) -> tuple[DeckId, ...]:
    """Every deck there is a card of."""
    found = db.execute("SELECT name FROM decks WHERE id IN (SELECT deck FROM cards) ORDER BY id")
    return tuple(DeckId(name) for (name,) in found)


def last_shown(db: sqlite3.Connection, deck: DeckId) -> dict[ConceptId, int]:
    """When each concept of a deck was last shown with its answer, in ms."""
    return {ConceptId(concept): ms for concept, ms in db.execute(_SHOWN, (deck,))}


def exposures(db: sqlite3.Connection, deck: DeckId, before: int | None) -> dict[CardId, int]:
    """In how many attempts each card of a deck was asked, up to a moment in ms."""
    found = db.execute(_EXPOSURES, {"deck": deck, "before": before})
    return {CardId(name): count for name, count in found}


_GLANCES = (
    "SELECT c.name, state = 1, coalesce(due, 0), coalesce(stability, 0.0), coalesce(last_ms, 0),"
    " coalesce(last_day, 0), suspended, buried, flagged, pulled FROM decks d JOIN cards c ON c.deck = d.id"
    " JOIN standing s ON s.card = c.id WHERE d.name = ?"
)
# One search of an index for each state: an OR over them would walk through every card.
_READY_COUNTS = (
    "SELECT d.name,"
    " (SELECT count(*) FROM standing WHERE deck = d.id AND suspended = 0"
    "  AND state = 2 AND due <= :day AND buried <= :day)"
    " + (SELECT count(*) FROM standing WHERE deck = d.id AND suspended = 0"
    "  AND state = 1 AND due <= :ms AND buried <= :day)"
    " + (SELECT count(*) FROM standing WHERE deck = d.id AND suspended = 0"
    "  AND pulled = 1 AND buried <= :day"
    "  AND NOT (state = 2 AND due <= :day) AND NOT (state = 1 AND due <= :ms))"
    " FROM decks d"
)
_READY = (
    "SELECT c.name FROM decks d JOIN standing s ON s.deck = d.id JOIN cards c ON c.id = s.card"
    " WHERE d.name = :deck AND s.suspended = 0 AND s.buried <= :day"
    " AND (s.pulled = 1 OR (s.state = 2 AND s.due <= :day) OR (s.state = 1 AND s.due <= :ms))"
)
_TAKEN = (
    "SELECT c.name FROM decks d JOIN cards c ON c.deck = d.id JOIN standing s ON s.card = c.id"
    " WHERE d.name = :deck AND (s.state > 0 OR s.suspended = 1 OR s.pulled = 1 OR s.buried > :day)"
)
_INTRODUCED = "SELECT introduced FROM tally JOIN decks ON decks.id = deck WHERE name = ? AND day = ?"
_STUDY_DAYS = (
    "SELECT day, sum(reviews), sum(introduced), sum(studied) FROM tally"
    " WHERE deck IN (SELECT id FROM decks WHERE name IN (SELECT value FROM json_each(?)))"
    " GROUP BY day ORDER BY day"
)
_SHOWN = "SELECT concept, ms FROM shown JOIN decks ON decks.id = deck WHERE name = ?"
_EXPOSURES = (
    "WITH own (card, keeper) AS (SELECT id, id FROM cards WHERE id NOT IN (SELECT card FROM heirs)"
    " UNION ALL SELECT card, heir FROM heirs)"
    " SELECT c.name, count(DISTINCT a.attempt) FROM decks d JOIN cards c ON c.deck = d.id"
    " JOIN own o ON o.keeper = c.id JOIN answers a ON a.card = o.card JOIN events e ON e.seq = a.seq"
    " WHERE d.name = :deck AND (:before IS NULL OR e.ms < :before) GROUP BY c.id"
)
