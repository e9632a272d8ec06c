"""The derived tables, kept up to date in the transaction of each event.

Everything here can be made again from the events alone (see ``replay``), and must then be the same.
What was shown is shown: an undo changes what counts, not what the learner has seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import assert_never

from offbook.clock import Moment
from offbook.deck.cards import ConceptId, DeckId
from offbook.journal import heirs, live, rows
from offbook.journal.events import Recorded
from offbook.journal.names import Names
from offbook.journal.standings import NOTHING, Kept, advance, from_row, to_row
from offbook.journal.sums import Sums
from offbook.learning.events import (
    Began,
    Buried,
    CardEvent,
    Carried,
    Flagged,
    Pulled,
    Reported,
    Reset,
    Resumed,
    Reviewed,
    Suspended,
    Undone,
    Worded,
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

_Other = (
    Began
    | Worded
    | Reported
    | AttemptBegan
    | Answered
    | QuestionFlagged
    | AttemptEnded
    | AttemptSeen
    | Remarked
    | Closing
)
"""Events that change where no card stands."""


class Derived:
    """Brings one new event after another into the derived tables; inside a transaction."""

    def __init__(self, db: sqlite3.Connection, names: Names) -> None:
        self._db = db
        self._names = names

    def take(self, recorded: Recorded) -> None:
        """Bring in an event that is written already and stands last in the order of events."""
        match recorded.event:
            case Reviewed() as event:
                self._show(event.key.deck, event.concept, recorded.at)
                if event.replaces is None:
                    self._advance(event, recorded.at)
                else:
                    self._relink(recorded.seq, event.replaces, self._names.card(event.key))
            case Suspended() | Resumed() | Buried() | Flagged() | Pulled() | Reset() as event:
                self._advance(event, recorded.at)
            case Carried(key, heir):
                self._show_again(self._names.card(key), self._names.card(heir))
                self._rearrange(recorded.seq, [])
            case Undone(action):
                self._relink(recorded.seq, action)
            case event:
                self._take_shown(event, recorded.at)

    def _take_shown(self, event: _Other, at: Moment) -> None:
        """Bring in what an event that touches no card showed."""
        match event:
            case Answered(key=key, concept=concept, feedback_at=shown):
                if shown is not None:
                    self._show(key.deck, concept, shown)
            case AttemptSeen(attempt):
                self._db.execute(_SHOW_PAPER, (at.ms, attempt))
            case Began() | Worded() | Reported() | AttemptBegan() | QuestionFlagged():
                pass
            case AttemptEnded() | Remarked() | Closing():
                pass
            case other:
                assert_never(other)

    def mark(self, seq: int, hlc: int) -> None:
        """Say that all events up to this one are taken."""
        self._db.execute("UPDATE watermark SET seq = ?, hlc = ?", (seq, hlc))

    def _advance(self, event: CardEvent, at: Moment) -> None:
        """Take a card one event further."""
        card = heirs.of(self._db, self._names.card(event.key))
        before = read(self._db, card)
        after = advance(before, event, at)
        deck = self._names.key(card).deck
        self._keep(card, deck, after)
        sums = Sums()
        sums.take(deck, before, event, at, after)
        sums.write(self._db, self._names)

    def _relink(self, seq: int, action: bytes, *cards: int) -> None:
        """Work out anew what counts around an action, and fold the cards it touches again."""
        marks = live.marks_around(self._db, action)
        void = live.voided(marks)
        turned = [mark for mark in marks if self._is_void(mark) != (mark.seq in void)]
        self._rearrange(seq, turned, *cards)

    def _rearrange(self, seq: int, turned: Sequence[live.Mark], *cards: int) -> None:
        """Make events count or not, and fold the cards again that they touch or carry over.

        ``seq`` is the event that brought this about: what counted until now stands before it.
        """
        was, becomes = heirs.kept(self._db), heirs.counting(self._db, {mark.seq for mark in turned})
        moved = {card for card in was.keys() | becomes.keys() if was.get(card) != becomes.get(card)}
        touched = moved.union(cards, *(self._cards_of(mark) for mark in turned))
        out, into = ({among.get(card, card) for card in touched} for among in (was, becomes))
        # What is carried to a card joins what it had.
        out |= into
        sums = Sums()
        for card in sorted(out):
            sums.fold(self._names.key(card).deck, self._counting(card, before=seq), sign=-1)
        for mark in turned:
            sql = _COUNT_AGAIN if self._is_void(mark) else _COUNT_NO_MORE
            self._db.execute(sql, (mark.seq,))
        if moved:
            heirs.keep(self._db, becomes)
        for card in sorted(out):
            deck = self._names.key(card).deck
            self._keep(card, deck, sums.fold(deck, self._counting(card)))
        sums.write(self._db, self._names)

    def _is_void(self, mark: live.Mark) -> bool:
        return self._db.execute("SELECT 1 FROM voided WHERE seq = ?", (mark.seq,)).fetchone() is not None

    def _cards_of(self, mark: live.Mark) -> list[int]:
        """The cards an event is about."""
        return [row[0] for row in self._db.execute(_CARDS_OF_EVENT, (mark.seq, mark.seq))]

    def _counting(self, card: int, before: int | None = None) -> Iterator[tuple[CardEvent, Moment]]:
        """The events that count of a card and of all that was carried to it, in order.

        Those before a place of the file, if one is given; none of a card that was carried away.
        """
        if heirs.of(self._db, card) != card:
            return
        for recorded in rows.read(self._db, self._names, LIVE_OF_CARD, {"card": card}):
            if isinstance(recorded.event, CardEvent) and (before is None or recorded.seq < before):
                yield recorded.event, recorded.at

    def _keep(self, card: int, deck: DeckId, kept: Kept | None) -> None:
        """Keep where a card stands, or nothing of it."""
        if kept is None:
            self._db.execute("DELETE FROM standing WHERE card = ?", (card,))
        else:
            row = (card, self._names.deck(deck), *to_row(kept.standing), kept.introduced)
            self._db.execute(KEEP, row)

    def _show_again(self, card: int, heir: int) -> None:
        """What was shown of a card was shown of its heir, in whatever deck it is."""
        decks = [self._names.deck(self._names.key(one).deck) for one in (card, heir)]
        if decks[0] != decks[1]:
            self._db.execute(_SHOW_HEIR, {"old": decks[0], "new": decks[1], "card": card})

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
    "WITH own (card) AS (SELECT :card UNION ALL SELECT card FROM heirs WHERE heir = :card)"
    " SELECT * FROM events WHERE seq IN (SELECT seq FROM reviews WHERE card IN own"
    " UNION ALL SELECT seq FROM decisions WHERE card IN own) AND seq NOT IN (SELECT seq FROM voided)"
)
"""Chooses the events that count of a card and of all that was carried to it."""

_READ = (
    "SELECT state, stability, difficulty, last_ms, last_offset, last_day, step, due, lapsed, reviews, lapses,"
    " suspended, leech, buried, flagged, pulled, introduced FROM standing WHERE card = ?"
)
_COUNT_AGAIN, _COUNT_NO_MORE = "DELETE FROM voided WHERE seq = ?", "INSERT INTO voided VALUES (?)"
_CARDS_OF_EVENT = "SELECT card FROM reviews WHERE seq = ? UNION ALL SELECT card FROM decisions WHERE seq = ?"
_SHOW = "INSERT INTO shown VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET ms = max(ms, excluded.ms)"
_SHOW_PAPER = (
    "INSERT INTO shown SELECT c.deck, j.value, ? FROM attempts a JOIN questions q ON q.seq = a.seq"
    " JOIN cards c ON c.id = q.card, json_each(q.concepts) j WHERE a.attempt = ?"
    " ON CONFLICT DO UPDATE SET ms = max(ms, excluded.ms)"
)
_SHOW_HEIR = (
    "INSERT INTO shown SELECT :new, concept, ms FROM shown WHERE deck = :old"
    " AND concept IN (SELECT concept FROM reviews WHERE card = :card)"
    " ON CONFLICT DO UPDATE SET ms = max(ms, excluded.ms)"
)
