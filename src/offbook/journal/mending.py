"""A new journal in the place of a damaged one: of what that still holds, and of what its copies hold.

Nothing is deleted. The damaged file is set aside with what lies beside it, under names that say so; and
until the new one takes its name, it keeps its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from offbook.errors import JournalError
from offbook.journal import beside, disk, files, rows
from offbook.journal.checkup import Checkup
from offbook.journal.events import Recorded
from offbook.journal.journal import Journal
from offbook.journal.looking import read_only
from offbook.journal.names import Names
from offbook.journal.salvage import Account, Salvage
from offbook.journal.trouble import Telling, is_open

_SHARED, _SHARED_BYTES = 0x4000_0002, 510
"""Bytes of a file that whoever has it open holds a lock on: see ``os.h`` of SQLite."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a damaged journal."""

    events: int
    """Events of the new journal."""
    salvaged: Account
    """What the damaged file gave."""
    from_copies: int
    """Events that it did not give, and copies did."""
    copies: tuple[Path, ...]
    """The copies that were read."""
    aside: Path
    """Where the damaged file is now, with what lay beside it."""


def mend(path: Path, copies: Sequence[Path], taken: datetime) -> Mended:
    """Put a new journal in the place of the damaged one at ``path``, which is set aside.

    ``copies`` are sound ones, the newest first; what they hold is believed before what the file holds.
    ``taken``, local time, goes into the name of what is set aside. Without a single event there is no new
    journal. Raises JournalError if another program has it open or the disk refuses; then it is as it was.
    """
    path = Path(os.path.realpath(path))
    with Telling(f"The journal at {path}"), TemporaryDirectory(prefix=".mending-", dir=path.parent) as made:
        _require_alone(path)
        aside = _set_aside(path, taken)
        new = Path(made) / path.name
        with Salvage(aside, copies) as found:
            from_copies, events = _fill(new, found, copies)
            mended = Mended(events, found.account, from_copies, tuple(copies), aside)
        _require_alone(path)
        _replace(path, new if events else None)
        return mended


def _fill(new: Path, found: Salvage, copies: Sequence[Path]) -> tuple[int, int]:
    """Make a journal of copies and of what was salvaged: how many they alone gave, and how many there are."""
    makers = [one for one in (found.maker, *map(_maker_of, copies)) if one]
    files.create(new)
    with closing(files.connect(new)) as db, db:
        # Whoever made the journal goes on to write in it.
        db.executemany("INSERT INTO devices (name) VALUES (?)", [(one,) for one in makers[:1]])
    with Journal.open(new) as journal:
        for copy in copies:
            journal.merge(_unknown(new, _events_of(copy)))
        journal.merge(_unknown(new, found.events()))
        events = journal.position
    if damage := Checkup(new).damage():
        raise JournalError(f"The new journal would be damaged as well ({damage[0]}). Check the disk.")
    return events - found.account.read, events


def _unknown(new: Path, events: Iterator[Recorded]) -> Iterator[Recorded]:
    """The events that a journal does not have yet."""
    with closing(read_only(new)) as db:
        for one in events:
            if db.execute("SELECT 1 FROM events WHERE id = ?", (one.id,)).fetchone() is None:
                yield one


def _events_of(copy: Path) -> Iterator[Recorded]:
    with closing(read_only(copy)) as db:
        yield from rows.read(db, Names(db))


def _maker_of(copy: Path) -> bytes | None:
    with closing(read_only(copy)) as db:
        return Names(db).maker()


def _require_alone(path: Path) -> None:
    """Raise JournalError if another program has the file open, as far as the system can tell."""
    if sys.platform == "win32":
        # There a file that is open cannot be replaced.
        return
    import fcntl

    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_BYTES, _SHARED)
        except OSError as error:
            raise is_open(path) from error


def _set_aside(path: Path, taken: datetime) -> Path:
    """Give the damaged file, and what lies beside it, second names; the first of them."""
    for found in sorted(path.parent.glob(f"{path.stem}-damaged-*{path.suffix}")):
        # A repair that was cut off had got so far, and its log may have no other name any more.
        if found.samefile(path):
            return found
    return beside.set_aside(path, taken)


def _replace(path: Path, new: Path | None) -> None:
    """Put a new journal in the place of one that has a second name, or nothing."""
    beside.drop(path)
    if new is None:
        path.unlink()
    else:
        disk.sync(new)
        new.replace(path)
    disk.sync_folder(path.parent)
