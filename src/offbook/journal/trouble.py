"""What can go wrong with the journal's file, said to the person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from offbook.errors import JournalError

_SENTENCES = {
    ("SQLITE_BUSY", "SQLITE_LOCKED"): (
        "{where} is in use by another program, most likely a second Offbook. Nothing was written;"
        " close the other one, or wait until it is done, and try again."
    ),
    ("SQLITE_FULL",): (
        "The disk has no room left for {where}. Nothing was written, and what was recorded before is safe;"
        " make room and try again."
    ),
    ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"): (
        "{where} cannot be written. Nothing was changed; allow writing to the file and its folder,"
        " and try again."
    ),
    ("SQLITE_CANTOPEN",): (
        "{where} cannot be opened. Check that it is a file, and that you may read and write it"
        " and its folder."
    ),
    (
        "SQLITE_NOTADB",
    ): "{where} is no journal: its file holds something else. Move it away to start a new one.",
    ("SQLITE_CORRUPT",): (
        "{where} is damaged. Keep it as it is, and put the latest copy from the folder “backups” beside it"
        " in its place."
    ),
    ("SQLITE_IOERR",): (
        "The disk reports an error with {where}. Nothing was written; check the disk before you go on."
    ),
}


@contextmanager
def telling(where: str) -> Iterator[None]:
    """Turn what SQLite and the file system raise into a JournalError about ``where``."""
    try:
        yield
    except sqlite3.Error as error:
        raise JournalError(_say(where, error)) from error
    except OSError as error:
        raise JournalError(
            f"{where} cannot be reached: {error.strerror or error}. Check the folder and its permissions,"
            " and try again."
        ) from error


def _say(where: str, error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    for starts, sentence in _SENTENCES.items():
        if name.startswith(starts):
            return sentence.format(where=where)
    return f"{where} cannot be used: {error}. Nothing was written."
