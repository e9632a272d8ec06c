"""Questions that the journal answers from its derived tables, without a look at history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from offbook.clock import Moment
from offbook.deck.cards import CardId, DeckId
from offbook.journal import rows
from offbook.journal.derived import LIVE_OF_CARD
from offbook.journal.events import Recorded
from offbook.journal.names import Names
from offbook.journal.standings import from_row
from offbook.learning.events import Began, Reviewed, Worded
from offbook.learning.standing import Standing
from offbook.performance.events import QuizEvent
from offbook.performance.targets import Closing


def standings(db: sqlite3.Connection, deck: DeckId) -> dict[CardId, Standing]:
    """Where the cards of a deck stand, those without any event left out."""
    return {row[-1]: from_row(row) for row in db.execute(_STANDINGS, (deck,))}


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
    live = rows.read(db, names, LIVE_OF_CARD, {"card": card})
    return tuple(recorded for recorded in live if isinstance(recorded.event, Reviewed))


def latest_reviews(
    db: sqlite3.Connection, names: Names, deck: DeckId, days: range, most: int
) -> list[tuple[Reviewed, Moment]]:
    """The latest reviews of a deck that count on some study days, the last one first."""
    if not days:
        return []
    bounds = {"deck": deck, "first": days[0], "last": days[-1], "most": most}
    found = rows.read(db, names, _LATEST_REVIEWS, bounds)
    return [(kept.event, kept.at) for kept in found if isinstance(kept.event, Reviewed)][::-1]


def quiz_events(db: sqlite3.Connection, names: Names, after: int) -> tuple[tuple[Recorded, QuizEvent], ...]:
    """The events of quizzes behind a sequence number, in order, each with its envelope."""
    found = rows.read(db, names, _QUIZ_EVENTS, {"after": after})
    return tuple((one, one.event) for one in found if isinstance(one.event, QuizEvent))


def closings(db: sqlite3.Connection, names: Names) -> tuple[Closing, ...]:
    """The windows of targets that were closed, in order."""
    found = rows.read(db, names, "SELECT * FROM events WHERE seq IN (SELECT seq FROM closings)")
    return tuple(one.event for one in found if isinstance(one.event, Closing))


def wordings(db: sqlite3.Connection, names: Names, deck: DeckId) -> dict[CardId, Worded]:
    """The latest wording of each card of a deck that was kept."""
    found = rows.read(db, names, _WORDINGS, {"deck": deck})
    return {one.event.key.card: one.event for one in found if isinstance(one.event, Worded)}


def carryings(db: sqlite3.Connection, names: Names) -> tuple[Recorded, ...]:
    """The carryings-over that count, in order."""
    return tuple(rows.read(db, names, _CARRYINGS))


_WORDINGS = (
    "SELECT * FROM events WHERE seq IN (SELECT w.seq FROM wordings w JOIN cards c ON c.id = w.card"
    " JOIN decks d ON d.id = c.deck WHERE d.name = :deck)"
)
_CARRYINGS = (
    "SELECT * FROM events WHERE seq IN (SELECT seq FROM carryings) AND seq NOT IN (SELECT seq FROM voided)"
)
_STANDINGS = (
    "SELECT state, stability, difficulty, last_ms, last_offset, last_day, step, due, lapsed, reviews, lapses,"
    " suspended, leech, buried, flagged, pulled, c.name FROM decks d JOIN cards c ON c.deck = d.id"
    " JOIN standing s ON s.card = c.id WHERE d.name = ?"
)
_SITTINGS = (
    "SELECT * FROM events WHERE seq IN (SELECT seq FROM sittings WHERE day = ? AND scope = ?)"
    " AND seq NOT IN (SELECT seq FROM voided)"
)
# The reviews of a rehearsal came after its beginning: an index of their own would cost every append a page.
_REVIEWS_OF_SITTING = (
    "SELECT * FROM events WHERE seq IN (SELECT e.seq FROM events e CROSS JOIN reviews r ON r.seq = e.seq"
    " WHERE e.id > coalesce((SELECT min(b.id) FROM sittings s CROSS JOIN events b ON b.seq = s.seq"
    " WHERE s.sitting = :sitting), x'') AND r.sitting = :sitting)"
    " AND seq NOT IN (SELECT seq FROM voided)"
)
_LATEST_REVIEWS = (
    "SELECT * FROM (SELECT e.* FROM reviews r LEFT JOIN heirs h ON h.card = r.card"
    " JOIN cards c ON c.id = coalesce(h.heir, r.card) JOIN decks d ON d.id = c.deck"
    " JOIN events e ON e.seq = r.seq WHERE d.name = :deck AND r.day BETWEEN :first AND :last"
    " AND e.seq NOT IN (SELECT seq FROM voided) ORDER BY e.id DESC LIMIT :most)"
)
_QUIZ_EVENTS = (
    "SELECT * FROM events WHERE seq IN ("
    "SELECT seq FROM attempts WHERE seq > :after"
    " UNION ALL SELECT seq FROM answers WHERE seq > :after"
    " UNION ALL SELECT seq FROM question_flags WHERE seq > :after"
    " UNION ALL SELECT seq FROM endings WHERE seq > :after"
    " UNION ALL SELECT seq FROM viewings WHERE seq > :after"
    " UNION ALL SELECT seq FROM remarks WHERE seq > :after)"
)
