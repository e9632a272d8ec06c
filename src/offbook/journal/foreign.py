"""Another journal's file, read without a trace and without trust: it may come from anyone.

It is opened for reading alone; nothing in it is run, since it may hold the tables of a journal and nothing
else, each with the columns of a journal. Whatever it says is still to be checked, value by value.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from offbook.deck.clean import defuse, quoted
from offbook.errors import JournalError
from offbook.journal import files, rows
from offbook.journal.events import Recorded
from offbook.journal.migrations import VERSION, version_of
from offbook.journal.names import Names
from offbook.journal.trouble import Telling

_LONGEST = 64 * 2**20
"""Bytes of a value."""


def read(path: Path) -> Iterator[Recorded]:
    """Every event of the journal in a file, in order. Raises JournalError if it is none, or not whole."""
    shown = defuse(str(path))
    with Telling(shown), closing(_open(path)) as db:
        _require_journal(db, shown)
        wanted = db.execute("SELECT count(*) FROM events NOT INDEXED").fetchone()[0]
        found = 0
        try:
            for one in rows.read(db, Names(db)):
                found += 1
                yield one
        except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError) as error:
            raise JournalError(
                f"{shown} {_DAMAGED}: an event behind the first {found:,} makes no sense. {_DO}"
            ) from error
        if found != wanted:
            raise JournalError(f"{shown} {_DAMAGED}: {found:,} of its {wanted:,} events were found. {_DO}")


def device(path: Path) -> bytes | None:
    """The name of the journal in a file, of which ``read`` has said that it is one."""
    with Telling(defuse(str(path))), closing(_open(path)) as db:
        return Names(db).maker()


def _open(path: Path) -> sqlite3.Connection:
    where = path.absolute().as_uri()
    # Without a log beside it nobody has it open, and nothing need be made beside it to read it.
    how = "mode=ro" if _has_log(path) else "mode=ro&immutable=1"
    db = sqlite3.connect(f"{where}?{how}", uri=True, isolation_level=None)
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA query_only = ON")
    db.execute("PRAGMA cell_size_check = ON")
    return db


def _has_log(path: Path) -> bool:
    try:
        return os.stat(f"{path}-wal").st_size > 0  # noqa: PTH116 - a name that is no part of a path
    except OSError:
        return False


def _require_journal(db: sqlite3.Connection, shown: str) -> None:
    """Refuse whatever is no journal of this version, to the column."""
    if db.execute("PRAGMA application_id").fetchone()[0] != files.APPLICATION:
        raise JournalError(f"{shown} is not a journal of Offbook. Name the file of one.")
    if (version := version_of(db)) != VERSION:
        do = "Update Offbook." if version > VERSION else "Open it once with this Offbook, then try again."
        raise JournalError(f"{shown} is a journal of version {version}; this Offbook reads {VERSION}. {do}")
    with closing(files.in_memory()) as own:
        wanted, found = _things(own), _things(db)
        if odd := found - wanted:
            kind, name = min(odd)
            raise JournalError(
                f"{shown} holds what no journal holds, the {defuse(kind)} {quoted(name)}."
                " It is not brought in; find out where it comes from."
            )
        for kind, name in sorted(wanted):
            if kind == "table" and _columns(own, name) != _columns(db, name):
                raise JournalError(f"{shown} {_DAMAGED}: its table {name} is not that of a journal. {_DO}")


def _things(db: sqlite3.Connection) -> set[tuple[str, str]]:
    """What a file holds, by kind and name."""
    found = {(str(kind), str(name)) for kind, name in db.execute(_THINGS)}
    return found | {(str(kind), str(name)) for kind, name in db.execute(_TABLES)}


def _columns(db: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return db.execute(
        "SELECT name, type, pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid", (table,)
    ).fetchall()


_THINGS = "SELECT type, name FROM sqlite_schema WHERE type != 'table'"
# Of a table that something else keeps, a virtual one, the schema says no more than that it is a table.
_TABLES = "SELECT type, name FROM pragma_table_list WHERE schema = 'main' AND name != 'sqlite_schema'"
_DAMAGED = "is damaged, or was changed by hand"
_DO = "“offbook doctor” saves what can be saved of a journal."
