"""Bringing an older journal up to date: numbered steps, all or none, with a copy taken first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from offbook.errors import JournalError
from offbook.journal.backup import backup, folder

VERSION = 5
"""The version that ``schema.sql`` makes; journals of a later one are not opened."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: what makes a journal of the version before into one of version ``to``."""

    to: int
    run: Callable[[sqlite3.Connection], None]
    """Works inside a transaction that it does not end."""


def _script(name: str) -> Callable[[sqlite3.Connection], None]:
    """A step that a script of this folder holds."""

    def run(db: sqlite3.Connection) -> None:
        # Slow to import, and needed for an older journal alone.
        from importlib import resources

        run_script(db, resources.files(__package__).joinpath(name).read_text("utf-8"))

    return run


MIGRATIONS: tuple[Migration, ...] = (
    Migration(2, _script("to_2.sql")),
    Migration(3, _script("to_3.sql")),
    Migration(4, _script("to_4.sql")),
    Migration(5, _script("to_5.sql")),
)
"""Every step, by rising version. Version 1 is the first there was."""


def version_of(db: sqlite3.Connection) -> int:
    """The version a journal says it has."""
    number: int = db.execute("PRAGMA user_version").fetchone()[0]
    return number


def migrate(db: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Path | None:
    """Take the steps that a journal lacks; the path of the copy taken first, None if it lacks none.

    Raises JournalError if a step fails; then the journal is as it was.
    """
    if not _lacking(db, migrations):
        return None
    # Tables are rebuilt under their own names, which foreign keys would forbid; they are checked below.
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        return _take(db, path, migrations)
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def run_script(db: sqlite3.Connection, script: str) -> None:
    """Run the statements of a script inside the transaction at hand, which ``executescript`` would end."""
    statement = ""
    for piece in script.split(";")[:-1]:
        statement += piece + ";"
        # A semicolon in a text, a comment or a trigger ends nothing.
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


def _lacking(db: sqlite3.Connection, migrations: Sequence[Migration]) -> list[Migration]:
    version = version_of(db)
    return [migration for migration in migrations if migration.to > version]


def _take(db: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> Path | None:
    db.execute("BEGIN IMMEDIATE")
    copy: Path | None = None
    try:
        # Asked again under the lock: another Offbook may have been faster.
        if lacking := _lacking(db, migrations):
            copy = _free(folder(path) / f"{path.stem}-version-{version_of(db)}{path.suffix}")
            # By another connection: SQLite copies nothing from one that is writing.
            backup(path, copy)
            _run(db, lacking)
        db.execute("COMMIT")
    except BaseException as error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        if copy is None or not isinstance(error, Exception):
            raise
        raise JournalError(
            f"{path} could not be brought up to date: {error}. It is as it was; a copy lies at {copy}."
            " Use the Offbook that wrote it, and report this."
        ) from error
    return copy


def _run(db: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    for migration in migrations:
        migration.run(db)
        db.execute(f"PRAGMA user_version = {migration.to:d}")
    if broken := db.execute("PRAGMA foreign_key_check").fetchone():
        raise JournalError(f"a row of {broken[0]} refers to a row of {broken[2]} that is not there")


def _free(path: Path) -> Path:
    """The path, or the first of its numbered neighbours that nothing has yet."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
