"""The rows found in a damaged journal, kept in an empty one: its own rules refuse what cannot be.

Rows of the journal never change. So where two stand in one place and differ, one of them is damaged, and
neither is believed.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache

from offbook.journal import files
from offbook.journal.salvage_cells import Row, Value

MOST_DEVICES = 1_000
"""Devices, by their numbers, among which an ambiguous row is looked for."""
SMALL = 2**31
"""Numbers of cards are below it; clocks, and times since 1970, are not."""
_NAMED = ("undone", "viewings")
"""Tables whose rows look like those of ``devices``."""
_EVENTS = (
    *("events", "sittings", "reviews", "decisions", "wordings", "carryings", "reports", "attempts"),
    *("questions", "answers", "question_flags", "endings", "remarks", "closings"),
)
_DICTIONARIES = ("decks", "cards", "schedulers")
_LETTERS = {"INTEGER": "i", "TEXT": "t", "REAL": "ri", "BLOB": "b"}
# What indexes say of dictionaries and papers, and rows that only their context tells apart.
_MORE = """
CREATE TABLE told_decks (name, id, PRIMARY KEY (id, name)) WITHOUT ROWID;
CREATE TABLE told_cards (deck, name, id, PRIMARY KEY (id, deck, name)) WITHOUT ROWID;
CREATE TABLE told_schedulers (
  algorithm, version, retention, longest, fuzz, steps, relearning, weights, id,
  PRIMARY KEY (id, algorithm, version, retention, longest, fuzz, steps, relearning, weights)
) WITHOUT ROWID;
CREATE TABLE told_questions (seq, place, id, PRIMARY KEY (id, seq, place)) WITHOUT ROWID;
CREATE INDEX told_by_seq ON told_questions (seq, place);
CREATE TABLE marks (id, name, PRIMARY KEY (id, name)) WITHOUT ROWID;
CREATE TABLE last_questions (id, page, PRIMARY KEY (id, page)) WITHOUT ROWID;
CREATE TABLE roots (name, page);
CREATE TABLE disputed (kind, id, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE believed (seq INTEGER PRIMARY KEY);
CREATE INDEX events_by_id ON events (id);
CREATE INDEX questions_of_attempt ON questions (seq);
CREATE INDEX answers_by_attempt ON answers (attempt);
"""
_TOLD = {"ti": "told_decks", "iti": "told_cards", "iii": "told_questions"}
_TOLD_SCHEDULER = re.compile("tt[ri]iittti")


class Finds:
    """Rows as they are found, in a file of SQLite's own that is gone once it is closed."""

    def __init__(self) -> None:
        self.db = sqlite3.connect("", isolation_level=None)
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("PRAGMA journal_mode = OFF")
        tables, self._patterns = _tables()
        for sql in tables:
            self.db.execute(sql)
        for sql in _MORE.split(";")[:-1]:
            self.db.execute(sql)
        self._shapes: dict[str, tuple[str, ...]] = {}

    def wants(self, is_table: bool, shape: str) -> bool:  # noqa: FBT001 - called for every row
        """Whether rows of this shape can be of use."""
        if is_table:
            return shape in {"nb", "tttit"} or bool(self._of_shape(shape))
        return shape in _TOLD or _TOLD_SCHEDULER.fullmatch(shape) is not None

    def lacks(self, shape: str, rowid: int) -> bool:
        """Whether a row of a table is not there yet, as far as its shape and place say."""
        tables = self._of_shape(shape)
        return not all(self._row(table, rowid) for table in tables)

    def take_table(self, rows: Sequence[Row], page: int, *, judged: bool) -> None:
        """Keep the rows of one page of a table; those that differ from others are disputed if ``judged``."""
        by_table: dict[str, list[tuple[Value, ...]]] = {}
        for row in rows:
            values = (row.rowid, *row.values[1:]) if row.shape[0] == "n" else row.values
            if row.shape == "nb" and 0 < row.rowid <= MOST_DEVICES:
                self.db.execute("INSERT OR IGNORE INTO marks VALUES (?, ?)", values)
            elif row.shape == "nb":
                for table in _NAMED:
                    by_table.setdefault(table, []).append(values)
            elif row.shape == "tttit":
                self.db.execute("INSERT INTO roots VALUES (?, ?)", (row.values[1], row.values[3]))
            else:
                self._sort(row, values, page, by_table)
        for table, found in by_table.items():
            self._add(table, found, judged=judged)

    def take_index(self, rows: Iterable[Row]) -> None:
        """Keep what the rows of one page of an index tell of dictionaries and papers."""
        for row in rows:
            table = _TOLD.get(row.shape, "told_schedulers")
            if isinstance(number := row.values[-1], int) and 0 < number < SMALL:
                marks = ", ".join("?" * len(row.values))
                self.db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row.values)  # noqa: S608

    def settle(self) -> None:
        """Drop what is disputed, and fill the dictionaries from their indexes."""
        db = self.db
        for table in (*_EVENTS, *_NAMED, *_DICTIONARIES):
            place = "rowid" if table == "questions" else _place(table)
            db.execute(
                f"DELETE FROM {table} WHERE {place} IN (SELECT id FROM disputed WHERE kind = ?)",  # noqa: S608
                (table,),
            )
        db.execute(_FILL_DECKS)
        db.execute(_FILL_CARDS)
        db.execute(_FILL_SCHEDULERS)

    def settle_marks(self) -> None:
        """Take as rows of events those of ambiguous tables that are no device's."""
        for table in _NAMED:
            self.db.execute(
                f"INSERT OR IGNORE INTO {table} SELECT id, name FROM marks"  # noqa: S608
                " WHERE (id, name) NOT IN (SELECT id, name FROM devices) GROUP BY id HAVING count(*) = 1"
            )

    def drop_attempts(self, seqs: Iterable[int]) -> None:
        """Believe nothing of these attempts."""
        self.db.executemany("DELETE FROM attempts WHERE seq = ?", ((seq,) for seq in seqs))

    def _sort(
        self, row: Row, values: tuple[Value, ...], page: int, into: dict[str, list[tuple[Value, ...]]]
    ) -> None:
        """Find the tables of a row that its shape leaves open."""
        if row.shape == "nii" and row.rowid == 1 and isinstance(clock := values[2], int) and clock >= SMALL:
            self.db.execute("INSERT OR IGNORE INTO watermark VALUES (?, ?, ?)", values)
            return
        for table in self._of_shape(row.shape):
            if table == "questions":
                values = (row.rowid, *values)
                if row.is_last:
                    self.db.execute("INSERT OR IGNORE INTO last_questions VALUES (?, ?)", (row.rowid, page))
            into.setdefault(table, []).append(values)

    def _add(self, table: str, rows: list[tuple[Value, ...]], *, judged: bool) -> None:
        if not rows:
            return
        marks = ", ".join("?" * len(rows[0]))
        columns = _QUESTION_COLUMNS if table == "questions" else ""
        sql = f"INSERT OR IGNORE INTO {table} {columns} VALUES ({marks})"  # noqa: S608 - tables of our own
        if self.db.executemany(sql, rows).rowcount == len(rows) or not judged:
            return
        for row in rows:
            place = row[0]
            there = self._row(table, place)
            if there is not None and there != row:
                self.db.execute("INSERT OR IGNORE INTO disputed VALUES (?, ?)", (table, place))

    def _row(self, table: str, place: Value) -> tuple[Value, ...] | None:
        columns = "rowid, *" if table == "questions" else "*"
        found: tuple[Value, ...] | None = self.db.execute(
            f"SELECT {columns} FROM {table} WHERE rowid = ?",  # noqa: S608 - tables of our own
            (place,),
        ).fetchone()
        return found

    def _of_shape(self, shape: str) -> tuple[str, ...]:
        known = self._shapes.get(shape)
        if known is None:
            known = tuple(table for table, pattern in self._patterns.items() if pattern.fullmatch(shape))
            if len(self._shapes) < 10_000:
                self._shapes[shape] = known
        return known


def _place(table: str) -> str:
    return "id" if table in _DICTIONARIES else "seq"


@cache
def _tables() -> tuple[tuple[str, ...], dict[str, re.Pattern[str]]]:
    """What makes the tables of a journal, without what guards them; and the shapes of rows of events."""
    db = files.in_memory()
    try:
        made = db.execute("SELECT sql FROM sqlite_schema WHERE type = 'table'").fetchall()
        patterns = {table: _pattern(db, table) for table in (*_EVENTS, *_DICTIONARIES)}
    finally:
        db.close()
    # Without the one rule that would keep out what was found twice, to be judged by what it says.
    return tuple(sql.replace("id BLOB NOT NULL UNIQUE", "id BLOB NOT NULL") for (sql,) in made), patterns


def _pattern(db: sqlite3.Connection, table: str) -> re.Pattern[str]:
    """The shapes that rows of a table can have; what names its rows stands beside them, not in them."""
    letters = ""
    for _, _, kind, not_null, _, is_key in db.execute(f"PRAGMA table_info({table})"):
        null = "" if not_null else "n"
        letters += "n" if is_key else f"[{_LETTERS[kind]}{null}]"
    return re.compile(letters)


_QUESTION_COLUMNS = "(rowid, seq, place, card, concepts, form, option_order, guess, recall, quiz_only, asked)"
_FILL_DECKS = (
    "INSERT OR IGNORE INTO decks SELECT id, name FROM told_decks"
    " WHERE id NOT IN (SELECT id FROM decks) GROUP BY id HAVING count(*) = 1"
)
# Rows of an index of sittings look alike: what they have in place of a deck is a day.
_FILL_CARDS = (
    "INSERT OR IGNORE INTO cards SELECT id, deck, name FROM told_cards WHERE id NOT IN (SELECT id FROM cards)"
    " AND deck IN (SELECT id FROM decks) GROUP BY id HAVING count(*) = 1"
)
_FILL_SCHEDULERS = (
    "INSERT OR IGNORE INTO schedulers SELECT id, algorithm, version, retention, longest, fuzz, steps,"
    " relearning, weights FROM told_schedulers"
    " WHERE id NOT IN (SELECT id FROM schedulers) GROUP BY id HAVING count(*) = 1"
)
