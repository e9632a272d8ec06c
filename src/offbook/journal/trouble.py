"""What can go wrong with the journal's file, said to the person."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType

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
    ("SQLITE_NOTADB",): (
        "{where} is no journal: its file holds something else. If it was one, “offbook doctor --repair” makes"
        " a new one of what is left of it and of its copies; if it was not, move it away to start a new one."
    ),
    ("SQLITE_CORRUPT",): (
        "{where} is damaged. Keep it as it is: “offbook doctor --repair” makes a new one of all that it, and"
        " the copies in the folder “backups” beside it, still hold, and throws nothing away."
    ),
    ("SQLITE_IOERR",): (
        "The disk reports an error with {where}. Nothing was written; check the disk before you go on."
    ),
}


class Telling:
    """A block in which what SQLite and the file system raise becomes a JournalError about ``where``."""

    # A class, not a generator: every append passes through here, and a generator costs it microseconds.
    __slots__ = ("_where",)

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error):
            raise JournalError(_say(self._where, error)) from error
        if isinstance(error, OSError):
            raise JournalError(
                f"{self._where} cannot be reached: {error.strerror or error}."
                " Check the folder and its permissions, and try again."
            ) from error


def is_damage(error: BaseException | None) -> bool:
    """Whether it is what a file holds that fails, rather than the disk or another program."""
    name = getattr(error, "sqlite_errorname", None) or ""
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def is_open(journal: Path) -> JournalError:
    """What keeps a journal from being replaced while another Offbook has it open."""
    return JournalError(
        f"The journal at {journal} is open in another Offbook. Nothing was changed;"
        " leave that one and try again."
    )


def _say(where: str, error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    for starts, sentence in _SENTENCES.items():
        if name.startswith(starts):
            return sentence.format(where=where)
    return f"{where} cannot be used: {error}. Nothing was written."
