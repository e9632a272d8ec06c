"""Copies of a journal that are whole, even while it is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from offbook.errors import JournalError
from offbook.journal import disk
from offbook.journal.looking import read_only
from offbook.journal.trouble import Telling

PORTION = 1_024
"""Pages copied between two questions whether to go on: some milliseconds."""
_STEPS = 100_000
"""Steps of SQLite between two such questions while a copy is checked."""

Source = sqlite3.Connection | Path
"""A journal to be copied: its file, or a connection to it."""
GoOn = Callable[[], bool]
"""Asked now and then while a copy is made, on the thread that makes it; false breaks it off."""


def folder(journal: Path) -> Path:
    """Where the copies of a journal lie, beside it."""
    return journal.parent / "backups"


class DamagedError(JournalError):
    """A journal is not sound, so no copy of it was made."""


class BrokenOffError(JournalError):
    """A copy was broken off, because whoever wanted it had no more time."""


def always() -> bool:
    """Go on to the end."""
    return True


def backup(source: Source, target: Path) -> None:
    """Copy a journal to ``target``, in place of what was there; the copy is one file, 0600, checked.

    Raises JournalError, and leaves ``target`` as it was, if the journal is damaged or cannot be copied.
    """
    with Telling(str(source) if isinstance(source, Path) else str(target)):
        disk.make_folder(target.parent)
        with disk.draft(target) as made:
            fill(source, made)
            made.replace(target)
        disk.sync_folder(target.parent)


def fill(source: Source, made: Path, go_on: GoOn = always) -> None:
    """Copy a journal into an empty file, which is checked and on the disk when this returns.

    It is a journal of one file: without a log beside it, it opens in a read-only folder. Raises
    DamagedError, BrokenOffError once ``go_on`` says so, and what SQLite and the file system raise.
    """
    if isinstance(source, sqlite3.Connection):
        _fill(source, made, go_on)
    else:
        with closing(read_only(source)) as db:
            _fill(db, made, go_on)
    disk.sync(made)


def _fill(db: sqlite3.Connection, made: Path, go_on: GoOn) -> None:
    def look(*_: int) -> None:
        if not go_on():
            raise BrokenOffError("The copy of the journal was broken off; nothing was changed.")

    with closing(sqlite3.connect(made, isolation_level=None)) as copy:
        # Nothing needs to be taken back in a file that is thrown away if it does not come to its end.
        copy.execute("PRAGMA journal_mode = MEMORY")
        copy.execute("PRAGMA synchronous = OFF")
        with _one_look(db):
            db.backup(copy, pages=PORTION, progress=look)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.set_progress_handler(lambda: not go_on(), _STEPS)
        _check(copy, look)


@contextmanager
def _one_look(db: sqlite3.Connection) -> Iterator[None]:
    """The journal as it is now, for all portions: else every write to it would start the copy again."""
    db.execute("SAVEPOINT look")
    try:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield
    finally:
        # On some errors SQLite has ended it already.
        if db.in_transaction:
            db.execute("RELEASE look")


def _check(copy: sqlite3.Connection, look: Callable[[], None]) -> None:
    try:
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError:
        look()
        raise
    if found != "ok":
        raise DamagedError(
            f"The journal is damaged ({found.splitlines()[-1]}), so no copy of it was made."
            " Earlier copies are kept. `offbook doctor` tells more; `offbook restore` puts the last copy"
            " in its place."
        )
