"""Questions that the journal answers from its derived tables, without a look at history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from offbook.clock import Moment
from offbook.deck.cards import CardId, ConceptId, DeckId
from offbook.journal import rows
from offbook.journal.derived import LIVE_OF_CARD
from offbook.journal.events import Recorded
from offbook.journal.names import Names
from offbook.journal.standings import from_row
from offbook.learning.events import Began, Reviewed
from offbook.learning.standing import Standing
from offbook.performance.events import QuizEvent


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


def glances(db: sqlite3.Connection, deck: DeckId) -> list[Glance]:
    """Where the cards of a deck stand, at a glance: several times faster than ``standings``."""
    return [Glance._make(row) for row in db.execute(_GLANCES, (deck,))]


def standings(db: sqlite3.Connection, deck: DeckId) -> dict[CardId, Standing]:
    """Where the cards of a deck stand, those without any event left out."""
    return {row[-1]: from_row(row) for row in db.execute(_STANDINGS, (deck,))}


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


def last_shown(db: sqlite3.Connection, deck: DeckId) -> dict[ConceptId, int]:
    """When each concept of a deck was last shown with its answer, in ms."""
    return {ConceptId(concept): ms for concept, ms in db.execute(_SHOWN, (deck,))}


def last_sitting(db: sqlite3.Connection, names: Names, scope: Sequence[DeckId], day: int) -> Began | None:
    """The last rehearsal of these decks that was begun on a study day."""
    found: Began | None = None
    for recorded in rows.read(db, names, _SITTINGS, (day, json.dumps(tuple(scope)))):
        if isinstance(recorded.event, Began):
            found = recorded.event
    return found


def reviews_of(db: sqlite3.Connection, names: Names, sitting: bytes) -> tuple[Reviewed, ...]:
    """The reviews of a rehearsal that count, in order."""
    live = rows.read(db, names, _REVIEWS_OF_SITTING, {"sitting": sitting})
    return tuple(recorded.event for recorded in live if isinstance(recorded.event, Reviewed))


def reviews(db: sqlite3.Connection, names: Names, card: int) -> tuple[Recorded, ...]:
    """The reviews of a card that count, in order."""
    live = rows.read(db, names, LIVE_OF_CARD, (card, card))
    return tuple(recorded for recorded in live if isinstance(recorded.event, Reviewed))


def quiz_events(db: sqlite3.Connection, names: Names, after: int) -> tuple[tuple[Recorded, QuizEvent], ...]:
    """The events of quizzes behind a sequence number, in order, each with its envelope."""
    found = rows.read(db, names, _QUIZ_EVENTS, {"after": after})
    return tuple((one, one.event) for one in found if isinstance(one.event, QuizEvent))


def exposures(db: sqlite3.Connection, deck: DeckId, before: int | None) -> dict[CardId, int]:
    """In how many attempts each card of a deck was asked, up to a moment in ms."""
    found = db.execute(_EXPOSURES, {"deck": deck, "before": before})
    return {CardId(name): count for name, count in found}


_STANDINGS = (
    "SELECT state, stability, difficulty, last_ms, last_offset, last_day, step, due, lapsed, reviews, lapses,"
    " suspended, leech, buried, flagged, pulled, c.name FROM decks d JOIN cards c ON c.deck = d.id"
    " JOIN standing s ON s.card = c.id WHERE d.name = ?"
)
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
_SHOWN = "SELECT concept, ms FROM shown JOIN decks ON decks.id = deck WHERE name = ?"
_SITTINGS = (
    "SELECT * FROM events WHERE seq IN (SELECT seq FROM sittings WHERE day = ? AND scope = ?)"
    " AND seq NOT IN (SELECT seq FROM voided)"
)
# The reviews of a rehearsal stand behind its beginning: an index of their own would cost every append a page.
_REVIEWS_OF_SITTING = (
    "SELECT * FROM events WHERE seq IN (SELECT seq FROM reviews WHERE sitting = :sitting"
    " AND seq > coalesce((SELECT min(seq) FROM sittings WHERE sitting = :sitting), 0))"
    " AND seq NOT IN (SELECT seq FROM voided)"
)
_QUIZ_EVENTS = (
    "SELECT * FROM events WHERE seq IN ("
    "SELECT seq FROM attempts WHERE seq > :after"
    " UNION ALL SELECT seq FROM answers WHERE seq > :after"
    " UNION ALL SELECT seq FROM endings WHERE seq > :after"
    " UNION ALL SELECT seq FROM viewings WHERE seq > :after"
    " UNION ALL SELECT seq FROM remarks WHERE seq > :after)"
)
_EXPOSURES = (
    "SELECT c.name, count(DISTINCT a.attempt) FROM decks d JOIN cards c ON c.deck = d.id"
    " JOIN answers a ON a.card = c.id JOIN events e ON e.seq = a.seq"
    " WHERE d.name = :deck AND (:before IS NULL OR e.ms < :before) GROUP BY c.id"
)
