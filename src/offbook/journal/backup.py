"""Copies of a journal that are whole, even while it is written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from offbook.errors import JournalError
from offbook.journal import disk
from offbook.journal.trouble import Telling


def backup(source: sqlite3.Connection | Path, target: Path) -> None:
    """Copy a journal to ``target``, in place of what was there; the copy is one file, 0600, checked.

    Raises JournalError, and leaves ``target`` as it was, if the journal is damaged or cannot be copied.
    """
    with Telling(str(source) if isinstance(source, Path) else str(target)):
        if isinstance(source, sqlite3.Connection):
            _copy(source, target)
            return
        # Not mode=ro: a connection that may not write leaves its log and index behind.
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as db:
            _copy(db, target)


def _copy(db: sqlite3.Connection, target: Path) -> None:
    disk.make_folder(target.parent)
    with disk.draft(target) as made:
        with closing(sqlite3.connect(made, isolation_level=None)) as copy:
            # All pages at once: in portions, every write to the source would start the copy again.
            db.backup(copy, pages=-1)
            # Without a log beside it, the copy is one file and opens in a read-only folder.
            copy.execute("PRAGMA journal_mode = DELETE")
            found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise JournalError(
                f"The journal is damaged ({found}), so no copy of it was made as {target}."
                " Keep earlier copies; put the latest one in the journal's place."
            )
        disk.sync(made)
        made.replace(target)
    disk.sync_folder(target.parent)
