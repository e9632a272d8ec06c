"""Whether a journal's file is sound, without a change to it."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path

from offbook.errors import JournalError
from offbook.journal import files, replay
from offbook.journal import salvage_verdicts as verdicts
from offbook.journal.backup import folder
from offbook.journal.looking import read_only
from offbook.journal.migrations import VERSION, version_of
from offbook.journal.names import Names
from offbook.journal.salvage_pages import Pages
from offbook.journal.trouble import Telling, is_damage

MOST = 5
"""Problems of a file that are told one by one."""

MEMORY = {
    "standing": "SELECT * FROM standing ORDER BY card",
    "heirs": "SELECT * FROM heirs ORDER BY card",
    "voided": "SELECT * FROM voided ORDER BY seq",
}
"""What says where each card stands, and of which events that is made."""
SUMS = {
    "tally": "SELECT * FROM tally ORDER BY deck, day",
    "retrievals": "SELECT * FROM retrievals ORDER BY deck, day, age",
    # A change that came to nothing may stay.
    "stabilities": "SELECT * FROM stabilities WHERE change != 0 ORDER BY deck, day, bucket",
    "shown": "SELECT * FROM shown ORDER BY deck, concept",
    "watermark": "SELECT * FROM watermark",
}
"""The daily sums, and whatever else is kept for speed."""


class Checkup:
    """Looks at one journal. Every method raises JournalError, with a sentence, if it cannot be read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def version(self) -> int:
        """The version of a journal. Raises JournalError for what is none, or is of a later version."""
        files.is_there(self._path)
        with self._reading() as db:
            files.check(db, self._path)
            return version_of(db)

    def damage(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file, at most ``MOST`` things."""
        try:
            with self._reading() as db:
                found = [str(row[0]) for row in db.execute(f"PRAGMA integrity_check({MOST})")]
        except JournalError as error:
            if is_damage(error.__cause__):
                return (str(error.__cause__),)
            raise
        return () if found == ["ok"] else tuple(found[:MOST])

    def lost_in_log(self) -> int:
        """Pages of the log that are whole and that SQLite does not read, because one before them is not."""
        with Telling(f"The journal at {self._path}"), closing(Pages(self._path)) as pages:
            return pages.cut_off

    def is_damaged(self) -> bool:
        """Whether a repair makes sense: the file is no journal any more, or some of it cannot be read.

        Not so for what is no file, or a journal of a later version. Raises JournalError if the disk fails.
        """
        with Telling(f"The journal at {self._path}"):
            found = self._path.stat()
        if not stat.S_ISREG(found.st_mode) or not found.st_size:
            return stat.S_ISREG(found.st_mode)
        try:
            with self._reading() as db:
                if db.execute("PRAGMA application_id").fetchone()[0] != files.APPLICATION:
                    return True
                if version_of(db) > VERSION:
                    return False
        except JournalError as error:
            if is_damage(error.__cause__):
                return True
            raise
        found_wrong = self.damage() or self.lost_in_log() or self.broken_references() or self.unreadable()
        return bool(found_wrong)

    def unreadable(self) -> int:
        """Events that cannot be read whole."""
        with self._reading() as db:
            there: int = db.execute("SELECT count(*) FROM events").fetchone()[0]
            return there - sum(len(found) for found in verdicts.every(db, Names(db)))

    def broken_references(self) -> int:
        """Rows that refer to a row that is not there."""
        with self._reading() as db:
            return sum(1 for _ in db.execute("PRAGMA foreign_key_check"))

    def differences(self) -> dict[str, int]:
        """How many rows differ, by table, from what the events make of them; tables without any left out.

        Of a journal of this version. It is worked out in a copy of it, in a file of SQLite's own.
        """
        with self._reading() as db, closing(sqlite3.connect("", isolation_level=None)) as copy:
            db.backup(copy, pages=-1)
            copy.execute("PRAGMA synchronous = OFF")
            copy.execute("BEGIN")
            replay.rebuild(copy, Names(copy))
            found = {table: _differing(db, copy, sql) for table, sql in (MEMORY | SUMS).items()}
        return {table: number for table, number in found.items() if number}

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with Telling(f"The journal at {self._path}"), closing(read_only(self._path)) as db:
            yield db


def copies(journal: Path) -> list[Path]:
    """The copies of a journal in the folder beside it, the last one first."""
    found = [path for path in folder(journal).glob("*.db") if path.is_file()]
    return sorted(found, key=lambda path: (path.stat().st_mtime, path.name), reverse=True)


def is_sound_copy(path: Path) -> bool:
    """Whether a file is a journal, of this version or an earlier one, without damage."""
    try:
        return Checkup(path).version() <= VERSION and not Checkup(path).damage()
    except JournalError:
        return False


def _differing(one: sqlite3.Connection, other: sqlite3.Connection, sql: str) -> int:
    pairs = zip_longest(one.execute(sql), other.execute(sql))
    return sum(1 for row, made in pairs if row != made)
