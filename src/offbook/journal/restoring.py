"""Putting a copy in the journal's place, so that at every moment there is the old one or the new one, whole.

A log that lies beside a journal would be read into whatever file takes the journal's name, so it is
moved into the old file, or set aside with it, before the new one comes.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from offbook.errors import JournalError
from offbook.journal import beside, disk
from offbook.journal.backup import DamagedError, Source, fill
from offbook.journal.files import APPLICATION
from offbook.journal.looking import has_log, read_only
from offbook.journal.trouble import Telling, is_damage, is_open

Keep = Callable[[Source], None]
"""Makes a copy of the journal that is about to be replaced. Raises DamagedError if that is not sound."""


def put_back(copy: Path, journal: Path, keep: Keep, taken: datetime) -> Path | None:
    """Put a copy in the journal's place, once ``keep`` has made one of the journal that is there.

    A journal that cannot be copied is set aside beside it, whole, under a name with the time ``taken``,
    which is given back. Raises JournalError, with the journal as it was, if another program has it
    open, the copy is not sound, or the disk refuses anything.
    """
    # SQLite keeps a log beside the file itself, not beside a link to it.
    journal = Path(os.path.realpath(journal))
    with Telling(f"The journal at {journal}"):
        disk.make_folder(journal.parent)
        with disk.draft(journal) as made:
            fill(copy, made)
            _give_log(made)
            with closing(_Holder(journal)) as holder:
                aside = None if holder.keep(keep) else beside.set_aside(journal, taken)
                holder.settle()
                made.replace(journal)
        disk.sync_folder(journal.parent)
        return aside


class _Holder:
    """Has a journal alone while it is replaced, if there is one that can be had."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._db: sqlite3.Connection | None = None
        # SQLite would throw away the log beside a file that is empty, or damaged.
        if journal.exists() and journal.stat().st_size and not _has_damage(journal):
            self._db = self._held()

    def keep(self, keep: Keep) -> bool:
        """Have a copy made of it; whether there is nothing left that must not be lost."""
        if self._db is None:
            return not any(one.exists() for one in beside.all_of(self._journal))
        try:
            keep(self._db)
        except (DamagedError, sqlite3.DatabaseError) as error:
            if not _is_damage(error):
                raise
            self.close()
            return False
        return True

    def settle(self) -> None:
        """Make the journal one file, so that nothing beside it outlives it."""
        if self._db is not None:
            mode = self._db.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
            if mode != "delete":
                raise JournalError(f"The log of {self._journal} cannot be closed. Nothing was changed.")
        if os.name == "nt":
            # There, a file that is open cannot be replaced.
            self.close()
        beside.drop(self._journal)

    def close(self) -> None:
        """Let go of it."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _held(self) -> sqlite3.Connection | None:
        """A connection beside which there is no other; None to what is no journal or a damaged one."""
        uri = f"{self._journal.as_uri()}?mode=rw"
        db = sqlite3.connect(uri, uri=True, isolation_level=None)
        try:
            # Whoever has a journal open holds a lock as long, even while nothing is read or written.
            db.execute("PRAGMA busy_timeout = 0")
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            db.execute("COMMIT")
            if db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION:
                return db
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                db.close()
                raise _told(self._journal, error) from error
        except BaseException:
            db.close()
            raise
        db.close()
        return None


def _has_damage(journal: Path) -> bool:
    """Whether a journal with a log beside it is damaged, found without touching either."""
    if not has_log(journal):
        return False
    try:
        with closing(read_only(journal)) as db:
            sound: bool = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            return not sound
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise _told(journal, error) from error
        return True


def _told(journal: Path, error: sqlite3.DatabaseError) -> Exception:
    if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return is_open(journal)
    return error


def _is_damage(error: Exception) -> bool:
    """Whether it is the file that fails, by SQLite's word or by that of the check of its copy."""
    return isinstance(error, DamagedError) or is_damage(error)


def _give_log(made: Path) -> None:
    """Say in a file that it has a log, so that whoever opens it is seen to have it open."""
    with closing(sqlite3.connect(made, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    disk.sync(made)
