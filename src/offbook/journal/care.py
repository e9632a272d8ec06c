"""What looking after single cards asks of the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager

from offbook.clock import Moment
from offbook.deck.cards import CardId, CardKey, DeckId
from offbook.journal import rows
from offbook.journal.census import Glance
from offbook.journal.derived import LIVE_OF_CARD
from offbook.journal.events import Recorded
from offbook.journal.names import Names
from offbook.learning.events import Reported

Reading = Callable[[], AbstractContextManager[tuple[sqlite3.Connection, Names]]]
"""Gives the journal to read from, and tells the person what goes wrong meanwhile."""


class Care:
    """Reads what became of single cards. Every method raises JournalError if the journal cannot be read."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def glance(self, key: CardKey) -> Glance | None:
        """Where a card stands, at a glance; None if nothing has happened to it."""
        with self._reading() as (db, _):
            row = db.execute(_GLANCE, (key.deck, key.card)).fetchone()
            return None if row is None else Glance._make(row)

    def history(self, key: CardKey) -> tuple[Recorded, ...]:
        """Everything that counts of what happened to a card in study, in order."""
        with self._reading() as (db, names):
            card = names.known_card(key)
            return () if card is None else tuple(rows.read(db, names, LIVE_OF_CARD, {"card": card}))

    def lapses(self, deck: DeckId, least: int) -> dict[CardId, int]:
        """The cards of a deck that lapsed so often at least, and how often."""
        with self._reading() as (db, _):
            return {CardId(card): lapses for card, lapses in db.execute(_LAPSES, (deck, least))}

    def reports(self) -> dict[CardKey, tuple[Reported, Moment]]:
        """The cards that are said to be wrong, by the latest word on each, in the order of those words."""
        found: dict[CardKey, tuple[Reported, Moment]] = {}
        with self._reading() as (db, names):
            heirs = dict(db.execute("SELECT card, heir FROM heirs").fetchall())
            for recorded in rows.read(db, names, _REPORTS):
                if isinstance(recorded.event, Reported):
                    card = names.card(recorded.event.key)
                    key = names.key(heirs.get(card, card))
                    found.pop(key, None)
                    found[key] = recorded.event, recorded.at
        return {key: kept for key, kept in found.items() if kept[0].on}


_GLANCE = (
    "SELECT c.name, state = 1, coalesce(due, 0), coalesce(stability, 0.0), coalesce(last_ms, 0),"
    " coalesce(last_day, 0), suspended, buried, flagged, pulled FROM decks d JOIN cards c ON c.deck = d.id"
    " JOIN standing s ON s.card = c.id WHERE d.name = ? AND c.name = ?"
)
_LAPSES = (
    "SELECT c.name, s.lapses FROM decks d JOIN cards c ON c.deck = d.id JOIN standing s ON s.card = c.id"
    " WHERE d.name = ? AND s.lapses >= ?"
)
_REPORTS = (
    "SELECT * FROM events WHERE seq IN (SELECT seq FROM reports) AND seq NOT IN (SELECT seq FROM voided)"
)
