"""What was studied of whole decks, as figures read it, and what of it has moved since."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from offbook.clock import Moment
from offbook.deck.names import CardId, DeckId
from offbook.journal import arrivals
from offbook.journal.sums import DAWN
from offbook.learning.studied import Studied


def read(db: sqlite3.Connection, decks: Collection[DeckId]) -> dict[DeckId, list[Studied]]:
    """What was studied of some decks, read in one go, which takes half the time of one by one."""
    numbers: dict[str, int] = dict(db.execute("SELECT name, id FROM decks").fetchall())
    found: dict[int, list[Studied]] = {numbers[deck]: [] for deck in decks if deck in numbers}
    for row in db.execute(_STUDIED, (json.dumps(list(found)),)):
        found[row[0]].append(row[1:])
    return {deck: found[numbers[deck]] if deck in numbers else [] for deck in decks}


@dataclass(frozen=True, slots=True)
class Moved:
    """What events behind a place of the file have made of what was studied."""

    cards: Mapping[DeckId, Mapping[CardId, Studied | None]]
    """Each card that may stand elsewhere, as it stands now; None for a new one."""
    since: int | None
    """The study day from which on daily sums may be others; None if none is."""


def moved(db: sqlite3.Connection, after: int) -> Moved | None:
    """What has moved by whatever was added behind a place of the file.

    None where a history was carried over, or given back, or where an event that is older than one before
    that place was brought in: then all is to be read again.
    """
    if arrivals.are_older(db, after):
        return None
    touched = db.execute(_TOUCHED, (after,)).fetchall()
    if any(kind == "carried" for _, kind in touched):
        return None
    seqs = [seq for seq, _ in touched]
    cards = [card for (card,) in db.execute(_CARDS, {"after": after, "touched": json.dumps(seqs)})]
    found: defaultdict[DeckId, dict[CardId, Studied | None]] = defaultdict(dict)
    for deck, card, stability, *rest in db.execute(_STUDIED_OF, (json.dumps(cards),)):
        found[deck][card] = None if stability is None else (card, stability, *rest)
    # What comes later in the life of these cards may count for something else; what was before does not.
    # By ids: once journals were united, places of the file no longer say what comes later.
    (first,) = db.execute(_FIRST, (json.dumps([after + 1, *seqs]),)).fetchone()
    later = {"cards": json.dumps(cards), "first": first}
    days = [day for (day,) in db.execute(_DAYS, later)]
    days += [Moment(ms, offset).day(DAWN) for ms, offset in db.execute(_RESETS, later)]
    return Moved(dict(found), min(days, default=None))


# By row, not by an index: names lie beside each other as the cards do, so that half the time is saved.
_STUDIED = (
    "SELECT s.deck, c.name, s.stability, s.last_ms,"
    " CASE WHEN s.state = 2 AND s.suspended = 0 THEN max(s.due, s.buried) END,"
    " CASE WHEN s.state = 2 OR s.step > 0 THEN s.last_ms END"
    " FROM standing s NOT INDEXED CROSS JOIN cards c ON c.id = s.card"
    " WHERE s.state > 0 AND s.deck IN (SELECT value FROM json_each(?))"
)
_STUDIED_OF = (
    "SELECT d.name, c.name, s.stability, s.last_ms,"
    " CASE WHEN s.state = 2 AND s.suspended = 0 THEN max(s.due, s.buried) END,"
    " CASE WHEN s.state = 2 OR s.step > 0 THEN s.last_ms END"
    " FROM json_each(?) j CROSS JOIN cards c ON c.id = j.value CROSS JOIN decks d ON d.id = c.deck"
    " LEFT JOIN standing s ON s.card = c.id"
)
# An undo and a replacement touch what an earlier action did, which may itself have been either.
_TOUCHED = (
    "WITH RECURSIVE tied (action) AS (SELECT target FROM undone WHERE seq > ?1"
    " UNION SELECT replaces FROM reviews NOT INDEXED WHERE seq > ?1 AND replaces IS NOT NULL"
    " UNION SELECT u.target FROM tied t CROSS JOIN events e ON e.action = t.action"
    " CROSS JOIN undone u ON u.seq = e.seq"
    " UNION SELECT r.replaces FROM tied t CROSS JOIN events e ON e.action = t.action"
    " CROSS JOIN reviews r ON r.seq = e.seq WHERE r.replaces IS NOT NULL)"
    " SELECT e.seq, e.kind FROM tied t CROSS JOIN events e ON e.action = t.action"
    " UNION ALL SELECT seq, 'carried' FROM carryings WHERE seq > ?1"
)
_CARDS = (
    "WITH moved (card) AS (SELECT card FROM reviews NOT INDEXED WHERE seq > :after"
    " UNION SELECT card FROM decisions NOT INDEXED WHERE seq > :after"
    " UNION SELECT r.card FROM json_each(:touched) t CROSS JOIN reviews r ON r.seq = t.value"
    " UNION SELECT d.card FROM json_each(:touched) t CROSS JOIN decisions d ON d.seq = t.value)"
    " SELECT DISTINCT coalesce(h.heir, m.card) FROM moved m LEFT JOIN heirs h ON h.card = m.card"
)
_FIRST = "SELECT min(e.id) FROM json_each(?) t CROSS JOIN events e ON e.seq = t.value"
_DAYS = (
    "WITH own (card) AS (SELECT value FROM json_each(:cards)"
    " UNION ALL SELECT h.card FROM json_each(:cards) j CROSS JOIN heirs h ON h.heir = j.value)"
    " SELECT r.day FROM own CROSS JOIN reviews r ON r.card = own.card"
    " CROSS JOIN events e ON e.seq = r.seq WHERE e.id >= :first"
)
_RESETS = (
    "WITH own (card) AS (SELECT value FROM json_each(:cards)"
    " UNION ALL SELECT h.card FROM json_each(:cards) j CROSS JOIN heirs h ON h.heir = j.value)"
    " SELECT e.ms, e.utc_offset FROM own CROSS JOIN decisions d ON d.card = own.card"
    " CROSS JOIN events e ON e.seq = d.seq WHERE e.id >= :first AND e.kind = 'reset'"
)
