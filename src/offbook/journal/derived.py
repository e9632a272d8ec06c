"""The derived tables, kept up to date in the transaction of each event.

Everything here can be made again from the events alone (see ``replay``), and must then be the same.
What was shown is shown: an undo changes what counts, not what the learner has seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import assert_never

from offbook.clock import Moment
from offbook.deck.cards import ConceptId, DeckId
from offbook.journal import live, rows
from offbook.journal.events import Recorded
from offbook.journal.names import Names
from offbook.journal.standings import NOTHING, Kept, advance, from_row, to_row
from offbook.journal.sums import Sums
from offbook.learning.events import (
    Began,
    Buried,
    CardEvent,
    Flagged,
    Pulled,
    Reset,
    Resumed,
    Reviewed,
    Suspended,
    Undone,
)
from offbook.performance.events import (
    Answered,
    AttemptBegan,
    AttemptEnded,
    AttemptSeen,
    QuestionFlagged,
    Remarked,
)
from offbook.performance.targets import Closing


class Derived:
    """Brings one new event after another into the derived tables; inside a transaction."""

    def __init__(self, db: sqlite3.Connection, names: Names) -> None:
        self._db = db
        self._names = names

    def take(self, recorded: Recorded) -> None:
        """Bring in an event that is written already and stands last in the order of events."""
        match recorded.event:
            case Reviewed() as event:
                deck = self._names.deck(event.key.deck)
                self._count(deck, event.day, reviews=1, studied=event.took)
                self._show(event.key.deck, event.concept, recorded.at)
                if event.replaces is None:
                    self._advance(event, recorded.at)
                else:
                    self._relink(recorded.seq, event.replaces, self._names.card(event.key))
            case Suspended() | Resumed() | Buried() | Flagged() | Pulled() | Reset() as event:
                self._advance(event, recorded.at)
            case Undone(action):
                self._relink(recorded.seq, action)
            case Answered(key=key, concept=concept, feedback_at=shown):
                if shown is not None:
                    self._show(key.deck, concept, shown)
            case AttemptSeen(attempt):
                self._db.execute(_SHOW_PAPER, (recorded.at.ms, attempt))
            case Began() | AttemptBegan() | QuestionFlagged() | AttemptEnded() | Remarked() | Closing():
                pass
            case other:
                assert_never(other)

    def mark(self, seq: int, hlc: int) -> None:
        """Say that all events up to this one are taken."""
        self._db.execute("UPDATE watermark SET seq = ?, hlc = ?", (seq, hlc))

    def _advance(self, event: CardEvent, at: Moment) -> None:
        """Take a card one event further."""
        card, deck = self._names.card(event.key), self._names.deck(event.key.deck)
        before = read(self._db, card)
        after = advance(before, event, at)
        if before.introduced is None and after.introduced is not None:
            self._count(deck, after.introduced, introduced=1)
        self._db.execute(KEEP, (card, deck, *to_row(after.standing), after.introduced))
        sums = Sums()
        sums.take(before, event, at, after)
        sums.write(self._db, self._names)

    def _relink(self, seq: int, action: bytes, *cards: int) -> None:
        """Work out anew what counts around an action, and fold the cards it touches again.

        ``seq`` is the event that brought this about: what counted until now stands before it.
        """
        marks = live.marks_around(self._db, action)
        void = live.voided(marks)
        turned = [mark for mark in marks if self._is_void(mark) != (mark.seq in void)]
        changed = sorted({*cards, *(card for mark in turned for card in self._cards_of(mark))})
        sums = Sums()
        for card in changed:
            sums.fold(self._counting(card, before=seq), sign=-1)
        for mark in turned:
            self._turn(mark, void=mark.seq in void)
        for card in changed:
            self._refold(card, sums)
        sums.write(self._db, self._names)

    def _is_void(self, mark: live.Mark) -> bool:
        return self._db.execute("SELECT 1 FROM voided WHERE seq = ?", (mark.seq,)).fetchone() is not None

    def _cards_of(self, mark: live.Mark) -> list[int]:
        """The cards an event is about."""
        return [row[0] for row in self._db.execute(_CARDS_OF_EVENT, (mark.seq, mark.seq))]

    def _counting(self, card: int, before: int | None = None) -> Iterator[tuple[CardEvent, Moment]]:
        """The events of a card that count, in order; those before a place of the file, if one is given."""
        for recorded in rows.read(self._db, self._names, LIVE_OF_CARD, (card, card)):
            if isinstance(recorded.event, CardEvent) and (before is None or recorded.seq < before):
                yield recorded.event, recorded.at

    def _turn(self, mark: live.Mark, *, void: bool) -> None:
        """Make an event count or not."""
        sql = "INSERT INTO voided VALUES (?)" if void else "DELETE FROM voided WHERE seq = ?"
        self._db.execute(sql, (mark.seq,))
        if mark.kind == "reviewed":
            card, day, took = self._db.execute(_REVIEW, (mark.seq,)).fetchone()
            deck, sign = self._names.deck(self._names.key(card).deck), -1 if void else 1
            self._count(deck, day, reviews=sign, studied=sign * took)

    def _refold(self, card: int, sums: Sums) -> None:
        """Fold a card again from its events that count, which adds to the sums."""
        deck = self._names.deck(self._names.key(card).deck)
        before, after = read(self._db, card), sums.fold(self._counting(card))
        if before.introduced is not None:
            self._count(deck, before.introduced, introduced=-1)
        if after is None:
            self._db.execute("DELETE FROM standing WHERE card = ?", (card,))
            return
        if after.introduced is not None:
            self._count(deck, after.introduced, introduced=1)
        self._db.execute(KEEP, (card, deck, *to_row(after.standing), after.introduced))

    def _count(self, deck: int, day: int, *, reviews: int = 0, introduced: int = 0, studied: int = 0) -> None:
        self._db.execute(_COUNT, (deck, day, reviews, introduced, studied))
        if reviews < 0 or introduced < 0:
            self._db.execute(_DROP_EMPTY, (deck, day))

    def _show(self, deck: DeckId, concept: ConceptId, at: Moment) -> None:
        self._db.execute(_SHOW, (self._names.deck(deck), concept, at.ms))


def read(db: sqlite3.Connection, card: int) -> Kept:
    """What is kept of a card, by its number."""
    row = db.execute(_READ, (card,)).fetchone()
    return NOTHING if row is None else Kept(from_row(row), row[-1])


KEEP = (
    "INSERT INTO standing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET state = excluded.state,"
    " stability = excluded.stability, difficulty = excluded.difficulty,"
    " last_ms = excluded.last_ms, last_offset = excluded.last_offset, last_day = excluded.last_day,"
    " step = excluded.step, due = excluded.due, lapsed = excluded.lapsed, reviews = excluded.reviews,"
    " lapses = excluded.lapses, suspended = excluded.suspended, leech = excluded.leech,"
    " buried = excluded.buried, flagged = excluded.flagged, pulled = excluded.pulled,"
    " introduced = excluded.introduced"
)
"""Keeps a card: its number, its deck's, the columns of its standing, the day it was introduced."""

LIVE_OF_CARD = (
    "SELECT * FROM events WHERE seq IN (SELECT seq FROM reviews WHERE card = ?"
    " UNION ALL SELECT seq FROM decisions WHERE card = ?) AND seq NOT IN (SELECT seq FROM voided)"
)
"""Chooses the events of a card that count."""

_READ = (
    "SELECT state, stability, difficulty, last_ms, last_offset, last_day, step, due, lapsed, reviews, lapses,"
    " suspended, leech, buried, flagged, pulled, introduced FROM standing WHERE card = ?"
)
_REVIEW = "SELECT card, day, took FROM reviews WHERE seq = ?"
_CARDS_OF_EVENT = "SELECT card FROM reviews WHERE seq = ? UNION ALL SELECT card FROM decisions WHERE seq = ?"
_COUNT = (
    "INSERT INTO tally VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET reviews = reviews + excluded.reviews,"
    " introduced = introduced + excluded.introduced, studied = studied + excluded.studied"
)
_DROP_EMPTY = "DELETE FROM tally WHERE deck = ? AND day = ? AND reviews = 0 AND introduced = 0"
_SHOW = "INSERT INTO shown VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET ms = max(ms, excluded.ms)"
_SHOW_PAPER = (
    "INSERT INTO shown SELECT c.deck, j.value, ? FROM attempts a JOIN questions q ON q.seq = a.seq"
    " JOIN cards c ON c.id = q.card, json_each(q.concepts) j WHERE a.attempt = ?"
    " ON CONFLICT DO UPDATE SET ms = max(ms, excluded.ms)"
)
