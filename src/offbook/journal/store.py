"""The connection to the journal's file through its life: not there yet, open, moved, closed."""

from __future__ import annotations

import os
import sqlite3
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from offbook.errors import JournalError
from offbook.journal import files
from offbook.journal.migrations import VERSION, version_of
from offbook.journal.names import Names

if TYPE_CHECKING:
    from offbook.journal.derived import Derived


LOG_LIMIT = 16 * 2**20
"""Bytes of the write-ahead log from which an append moves it into the file."""
LOOK_EVERY = 32
"""Appends between two looks at the size of the log."""


class Connection:
    """An open database and what is known of it; as a context, a transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.names = Names(db)

    @cached_property
    def derived(self) -> Derived:
        """The derived tables of this database."""
        from offbook.journal.derived import Derived

        return Derived(self.db, self.names)

    def __enter__(self) -> None:
        """Begin a transaction that writes, waiting for another one to end."""
        self.db.execute("BEGIN IMMEDIATE")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Bring the transaction to the disk, or leave everything as it was."""
        if error is None:
            try:
                self.db.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        else:
            self._roll_back()

    def _roll_back(self) -> None:
        # On some errors, a full disk for one, SQLite has rolled back already.
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")
        self.names.forget()


class Store:
    """Opens, makes and closes the journal's file when it is time to."""

    def __init__(self, path: Path | None, patience: float) -> None:
        """Keep the journal at ``path``, or in memory for None."""
        self.where = "The journal" if path is None else f"The journal at {path}"
        """The journal as sentences name it."""
        self._path = path
        self._patience = patience
        self._open: Connection | None = None
        self._stand_in: Connection | None = None
        self._file: tuple[int, int] | None = None
        self._prepared = False
        self._closed = False
        self._appends = 0

    @property
    def path(self) -> Path | None:
        """Where the journal is kept; None in memory."""
        return self._path

    def reading(self) -> Connection:
        """The journal to read from; an empty one stands in for a file that is not there yet."""
        if self._open is not None:
            return self._open
        if self._closed:
            raise JournalError(f"{self.where} was closed.")
        if self._path is None:
            self._open = Connection(files.in_memory())
            return self._open
        if files.is_there(self._path):
            self._open = self._connect(self._path)
            self._drop_stand_in()
            return self._open
        if self._file is not None:
            raise JournalError(self._moved())
        if self._stand_in is None:
            self._stand_in = Connection(files.in_memory())
        return self._stand_in

    def writing(self) -> Connection:
        """The journal to write to, made if it is not there yet."""
        untouched = self._file is None and not self._closed
        if self._path is not None and untouched and not files.is_there(self._path):
            files.create(self._path)
        connection = self.reading()
        if not self._prepared:
            files.prepare_to_write(connection.db)
            self._prepared = True
        return connection

    def check(self, connection: Connection) -> None:
        """Raise JournalError if the file is no longer the one that was opened; inside a transaction."""
        if self._path is None:
            return
        if self._identity(self._path) != self._file:
            raise JournalError(self._moved())
        if version_of(connection.db) != VERSION:
            raise JournalError(
                f"{self.where} was brought up to date by a newer Offbook meanwhile."
                " Nothing was written; leave Offbook and start it again."
            )

    def log_size(self) -> int:
        """Bytes of the write-ahead log beside the file."""
        try:
            return 0 if self._path is None else os.stat(f"{self._path}-wal").st_size  # noqa: PTH116
        except FileNotFoundError:
            return 0

    def tidy(self) -> None:
        """After an append: keep the write-ahead log from growing without end."""
        self._appends += 1
        if self._appends % LOOK_EVERY == 0 and self.log_size() > LOG_LIMIT:
            self.release()

    def release(self) -> None:
        """Close the file until it is used again; the last to do so moves the log into it."""
        if self._path is not None and self._open is not None:
            self._open.db.close()
            self._open, self._prepared = None, False

    def close(self) -> None:
        """Close for good."""
        self._closed = True
        self._drop_stand_in()
        if self._open is not None:
            self._open.db.close()
            self._open = None

    def _drop_stand_in(self) -> None:
        if self._stand_in is not None:
            self._stand_in.db.close()
            self._stand_in = None

    def _connect(self, path: Path) -> Connection:
        found = self._identity(path)
        if self._file not in (None, found):
            raise JournalError(self._moved())
        connection = Connection(files.connect(path, self._patience))
        try:
            if connection.db.execute(_BEHIND).fetchone()[0]:
                from offbook.journal.replay import rebuild

                with connection:
                    rebuild(connection.db, connection.names)
        except BaseException:
            connection.db.close()
            raise
        self._file = found
        return connection

    def _identity(self, path: Path) -> tuple[int, int] | None:
        """What tells a file from another one that took its name; None if there is none."""
        try:
            found = os.stat(path)  # noqa: PTH116 - on the way of every append
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def _moved(self) -> str:
        return (
            f"{self.where} was moved, replaced or deleted while Offbook had it open."
            " Nothing more was written; leave Offbook and start it again."
        )


_BEHIND = "SELECT coalesce((SELECT max(seq) FROM events), 0) != (SELECT seq FROM watermark)"
