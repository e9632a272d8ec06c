"""A look at the file of a journal that leaves it, and the log beside it, as they are."""

from __future__ import annotations

import sqlite3
from pathlib import Path

MAGIC = b"SQLite format 3\0"
"""What every file of SQLite begins with."""


def read_only(path: Path) -> sqlite3.Connection:
    """A connection for looking at a journal and copying it; nothing in it is believed. The file is there.

    Whoever may write moves the log into the file when the last one leaves, and throws away what is damaged
    of it: beside a log that was left, this is a connection that may not write. Without one, it is one that
    may: another would leave an empty log behind.
    """
    db = sqlite3.connect(where(path), uri=True, isolation_level=None)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA query_only = ON")
    return db


def where(path: Path) -> str:
    """The file as SQLite is told of it, to be opened as ``read_only`` does."""
    return f"{path.absolute().as_uri()}?mode={'ro' if has_log(path) else 'rw'}"


def has_log(path: Path) -> bool:
    """Whether a log with anything in it lies beside a journal: it is open, or was not closed."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except FileNotFoundError:
        return False
