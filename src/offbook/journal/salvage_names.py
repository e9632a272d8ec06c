"""What the numbers of a damaged journal stand for, where the tables that say it are lost.

The name of a device can be put to the test: the names of its events are derived from it. Those of decks
and cards stand in an index once more, and in every copy of the same journal under the same numbers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from pathlib import Path

from offbook.ids import derive
from offbook.journal.looking import read_only
from offbook.journal.salvage_finds import Finds

Pairs = Mapping[int, Collection[bytes]]
"""Names of 16 bytes that some index says of a number."""

_TRIED = 200
"""Events of a device on which a name is tried."""
_STRANGE = 100
"""Of so many events that stand in one place, one may differ between a journal and its copy: by damage."""


def adopt(finds: Finds, copy: Path) -> frozenset[bytes]:
    """Take over what numbers stand for from a sound copy, if it is one of the same journal.

    Returns the names of the devices it knows. Raises sqlite3.Error if it cannot be read.
    """
    with closing(read_only(copy)) as db:
        devices = frozenset(name for (name,) in db.execute("SELECT name FROM devices"))
        if _is_kin(finds, db):
            for table, columns in _DICTIONARIES.items():
                marks = ", ".join("?" * (columns.count(",") + 1))
                rows = db.execute(f"SELECT {columns} FROM {table}")  # noqa: S608 - the names stand below
                finds.db.executemany(
                    f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608
                    rows,
                )
        return devices


def missing_devices(finds: Finds, more: Iterable[bytes], told: Pairs) -> list[int]:
    """Find the names of the devices among what their numbers may stand for; those that have none then.

    ``more`` are names that any of them may have, ``told`` those that an index says of single ones.
    """
    db = finds.db
    lost: list[int] = []
    for (number,) in db.execute("SELECT DISTINCT device FROM events").fetchall():
        if db.execute("SELECT 1 FROM devices WHERE id = ?", (number,)).fetchone():
            continue
        marks = [name for (name,) in db.execute("SELECT name FROM marks WHERE id = ?", (number,))]
        # A journal that was given no name is named by its first action.
        first = [name for (name,) in db.execute("SELECT action FROM events ORDER BY seq LIMIT 1")]
        name = _proven(db, number, [*marks, *told.get(number, ()), *more, *first])
        if name is None:
            lost.append(number)
        else:
            db.execute("INSERT OR IGNORE INTO devices VALUES (?, ?)", (number, name))
    return lost


def settle_for(finds: Finds, numbers: Iterable[int]) -> None:
    """Believe of some devices what their table says, where nothing else can be said of them."""
    for number in numbers:
        marks = finds.db.execute("SELECT name FROM marks WHERE id = ?", (number,)).fetchall()
        if len(marks) == 1:
            finds.db.execute("INSERT OR IGNORE INTO devices VALUES (?, ?)", (number, *marks[0]))


def _proven(db: sqlite3.Connection, number: int, names: Iterable[bytes]) -> bytes | None:
    """The name from which the most events of a device derive theirs; None if none does."""
    tried = db.execute(_OF_DEVICE, (number, _TRIED)).fetchall()
    proofs = {
        name: sum(derive(clock, name, action) == own for own, clock, action in tried if clock >= 0)
        for name in dict.fromkeys(names)
    }
    best = max(proofs, key=lambda name: proofs[name], default=b"")
    return best if proofs.get(best) else None


def _is_kin(finds: Finds, copy: sqlite3.Connection) -> bool:
    """Whether what a copy has in some place is mostly what the damaged journal has there."""
    same = other = 0
    for seq, name in copy.execute("SELECT seq, id FROM events"):
        found = finds.db.execute("SELECT id FROM events WHERE seq = ?", (seq,)).fetchone()
        if found is not None:
            same, other = (same + 1, other) if found[0] == name else (same, other + 1)
    return same > _STRANGE * other


_DICTIONARIES = {
    "decks": "id, name",
    "cards": "id, deck, name",
    "schedulers": "id, algorithm, version, retention, longest, fuzz, steps, relearning, weights",
}
_OF_DEVICE = "SELECT id, hlc, action FROM events WHERE device = ? LIMIT ?"
