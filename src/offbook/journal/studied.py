"""What was studied of whole decks, as figures read it, and what of it has changed since."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection

from offbook.deck.names import CardId, DeckId
from offbook.learning.studied import Studied


def read(db: sqlite3.Connection, decks: Collection[DeckId]) -> dict[DeckId, dict[CardId, Studied]]:
    """What was studied of some decks, read in one go, which takes half the time of one by one."""
    numbers: dict[str, int] = dict(db.execute("SELECT name, id FROM decks").fetchall())
    found: dict[int, dict[CardId, Studied]] = {numbers[deck]: {} for deck in decks if deck in numbers}
    for row in db.execute(_STUDIED, (json.dumps(list(found)),)):
        found[row[0]][row[1]] = row[1:]
    return {deck: found[numbers[deck]] if deck in numbers else {} for deck in decks}


def changed(db: sqlite3.Connection, after: int) -> dict[DeckId, dict[CardId, Studied | None]]:
    """Whatever card something behind a place of the file was about, as it stands now; None for a new one."""
    found: defaultdict[DeckId, dict[CardId, Studied | None]] = defaultdict(dict)
    for deck, *row in db.execute(_CHANGED, {"after": after}):
        card, stability, last, day, recalled = row
        found[deck][card] = None if stability is None else (card, stability, last, day, recalled)
    return dict(found)


# By row, not by an index: names lie beside each other as the cards do, so that half the time is saved.
_STUDIED = (
    "SELECT s.deck, c.name, s.stability, s.last_ms,"
    " CASE WHEN s.state = 2 AND s.suspended = 0 THEN max(s.due, s.buried) END,"
    " CASE WHEN s.state = 2 OR s.step > 0 THEN s.last_ms END"
    " FROM standing s NOT INDEXED CROSS JOIN cards c ON c.id = s.card"
    " WHERE s.state > 0 AND s.deck IN (SELECT value FROM json_each(?))"
)
# An undo and a replacement touch what an earlier action did, which may itself have been either.
_CHANGED = (
    "WITH RECURSIVE tied (action) AS (SELECT target FROM undone WHERE seq > :after"
    " UNION SELECT replaces FROM reviews NOT INDEXED WHERE seq > :after AND replaces IS NOT NULL"
    " UNION SELECT u.target FROM tied t CROSS JOIN events e ON e.action = t.action"
    " CROSS JOIN undone u ON u.seq = e.seq"
    " UNION SELECT r.replaces FROM tied t CROSS JOIN events e ON e.action = t.action"
    " CROSS JOIN reviews r ON r.seq = e.seq WHERE r.replaces IS NOT NULL),"
    " touched (seq) AS (SELECT e.seq FROM tied t CROSS JOIN events e ON e.action = t.action),"
    " moved (card) AS (SELECT card FROM reviews NOT INDEXED WHERE seq > :after"
    " UNION SELECT card FROM decisions NOT INDEXED WHERE seq > :after"
    " UNION SELECT r.card FROM touched t CROSS JOIN reviews r ON r.seq = t.seq"
    " UNION SELECT d.card FROM touched t CROSS JOIN decisions d ON d.seq = t.seq)"
    " SELECT d.name, c.name, s.stability, s.last_ms,"
    " CASE WHEN s.state = 2 AND s.suspended = 0 THEN max(s.due, s.buried) END,"
    " CASE WHEN s.state = 2 OR s.step > 0 THEN s.last_ms END"
    " FROM moved m CROSS JOIN cards c ON c.id = m.card CROSS JOIN decks d ON d.id = c.deck"
    " LEFT JOIN standing s ON s.card = c.id"
)
