"""Opening and making the journal's file.

Write-ahead logging with ``synchronous=FULL``: what an append has returned survives a power cut, at about
half the time that a truncated rollback journal takes (``benchmarks/journal_mode.py``), and figures
are read meanwhile. SQLite up to 3.51.2 can lose a commit when the checkpoints of two connections meet, so
there is none but the one of the last connection, which holds the file alone as it closes.
"""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from offbook.errors import JournalError
from offbook.journal import disk
from offbook.journal.migrations import MIGRATIONS, VERSION, migrate, run_script, version_of

APPLICATION = 0x4F66426B
"""Marks a SQLite file as a journal of Offbook."""
PATIENCE = 5.0
"""Seconds to wait for another Offbook that is writing."""
OLDEST_SQLITE = (3, 37)


def in_memory() -> sqlite3.Connection:
    """An empty journal that lives in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    _furnish(db)
    return db


def is_there(path: Path) -> bool:
    """Whether there is a journal at ``path``; JournalError if there is something else."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(found.st_mode):
        raise JournalError(f"{path} is not a file, so it cannot be the journal. Move it away and try again.")
    if not found.st_size:
        raise JournalError(
            f"{path} is empty, and a journal never is. “offbook doctor --repair” makes a new one of the"
            " copies in the folder “backups” beside it; without any, you start anew."
        )
    return True


def create(path: Path) -> None:
    """Make an empty journal at ``path``, whole or not at all; keep the one that is there."""
    disk.make_folder(path.parent)
    with disk.draft(path) as made:
        with closing(sqlite3.connect(made, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            _furnish(db)
        disk.sync(made)
        disk.claim(made, path)


def connect(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """Open the journal at ``path`` for reading, brought up to date; it must be there.

    Raises JournalError if it is not a journal, or one of a later version.
    """
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=patience, isolation_level=None
    )
    try:
        check(db, path)
        _set(db)
        migrate(db, path, MIGRATIONS)
    except BaseException:
        db.close()
        raise
    return db


def prepare_to_write(db: sqlite3.Connection) -> None:
    """Choose how commits reach the disk; a copy put in the journal's place has no log yet."""
    mode = db.execute("PRAGMA journal_mode").fetchone()[0]
    if mode not in {"wal", "memory"}:
        mode = db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    # Where a disk allows no log, a rollback journal is safe in a power cut with EXTRA alone.
    db.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")


def check(db: sqlite3.Connection, path: Path) -> None:
    """Raise JournalError if a file is not a journal, or one of a later version."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise JournalError(
            f"This Python brings SQLite {sqlite3.sqlite_version}, and the journal needs 3.37 or later."
            " Use a newer Python."
        )
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise JournalError(f"{path} is not a journal of Offbook. Move it away to start a new one.")
    if (version := version_of(db)) > VERSION:
        raise JournalError(
            f"{path} was written by a newer Offbook (journal version {version}; this one knows {VERSION})."
            " Update Offbook; nothing was changed."
        )


def _set(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA wal_autocheckpoint = 0")


def _furnish(db: sqlite3.Connection) -> None:
    """Give an empty file its tables."""
    # Slow to import, and needed for a journal that is new alone.
    from importlib import resources

    _set(db)
    schema = resources.files(__package__).joinpath("schema.sql").read_text("utf-8")
    db.execute("BEGIN IMMEDIATE")
    run_script(db, schema)
    db.execute(f"PRAGMA application_id = {APPLICATION:d}")
    db.execute(f"PRAGMA user_version = {VERSION:d}")
    db.execute("COMMIT")
