"""Older journals are brought up to date whole or not at all, and a copy is taken first."""

from __future__ import annotations

import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from offbook.errors import JournalError
from offbook.journal import files, migrations
from offbook.journal.backup import backup
from offbook.journal.migrations import Migration, migrate, run_script, version_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    """A journal of version 0, before all journals."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA foreign_keys = ON")
        run_script(
            db,
            "CREATE TABLE cards (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;\n"
            "CREATE TABLE reviews (card INTEGER NOT NULL REFERENCES cards) STRICT;\n"
            "INSERT INTO cards VALUES (1, 'france'); INSERT INTO reviews VALUES (1), (1);\n",
        )
        yield db


def add_rating(db: sqlite3.Connection) -> None:
    run_script(
        db,
        """
        CREATE TABLE rated (card INTEGER NOT NULL REFERENCES cards, rating INTEGER NOT NULL) STRICT;
        INSERT INTO rated SELECT card, 3 FROM reviews;
        DROP TABLE reviews;
        ALTER TABLE rated RENAME TO reviews;
        CREATE TRIGGER kept BEFORE DELETE ON reviews BEGIN
          SELECT RAISE(ABORT, 'a; semicolon');
        END;
        """,
    )


def add_flag(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE cards ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0")


def fail(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE cards ADD COLUMN half INTEGER")
    db.execute("INSERT INTO nowhere VALUES (1)")


def orphan(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM cards")


def content(db: sqlite3.Connection) -> list[str]:
    return [*db.iterdump(), f"version {version_of(db)}"]


STEPS = (Migration(1, add_rating), Migration(2, add_flag))


def test_the_steps_that_are_lacking_are_taken_in_order(db: sqlite3.Connection, path: Path) -> None:
    migrate(db, path, STEPS[:1])
    assert version_of(db) == 1
    assert db.execute("SELECT * FROM reviews").fetchall() == [(1, 3), (1, 3)]

    migrate(db, path, STEPS)
    assert version_of(db) == 2
    assert db.execute("SELECT * FROM cards").fetchall() == [(1, "france", 0)]
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_journal_that_is_up_to_date_is_left_alone(db: sqlite3.Connection, path: Path) -> None:
    migrate(db, path, STEPS)
    before = content(db)

    assert migrate(db, path, STEPS) is None
    assert content(db) == before
    assert len(list((path.parent / "backups").iterdir())) == 1


def test_a_copy_of_what_was_is_taken_first(db: sqlite3.Connection, path: Path) -> None:
    before = content(db)
    copy = migrate(db, path, STEPS)

    assert copy == path.parent / "backups" / "journal-version-0.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    with closing(sqlite3.connect(copy)) as old:
        assert content(old) == before


def test_an_earlier_copy_is_never_written_over(db: sqlite3.Connection, path: Path) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    (folder / "journal-version-0.db").write_text("kept")

    assert migrate(db, path, STEPS) == folder / "journal-version-0-2.db"
    assert (folder / "journal-version-0.db").read_text() == "kept"


@pytest.mark.parametrize(
    ("step", "reason"),
    [(fail, "no such table: nowhere"), (orphan, "a row of reviews refers to a row of cards")],
)
def test_a_step_that_fails_leaves_the_journal_as_it_was(
    db: sqlite3.Connection, path: Path, step: object, reason: str
) -> None:
    assert callable(step)
    before = content(db)
    with pytest.raises(JournalError, match=rf"could not be brought up to date: {reason}.*It is as it was"):
        migrate(db, path, (*STEPS, Migration(3, step)))

    assert content(db) == before
    assert not db.in_transaction
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    migrate(db, path, STEPS)
    assert version_of(db) == 2


def test_another_offbook_that_was_faster_leaves_nothing_to_do(
    db: sqlite3.Connection, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def slow(connection: sqlite3.Connection) -> int:
        asked.append(version_of(connection))
        if len(asked) == 1:
            with closing(sqlite3.connect(path, isolation_level=None)) as other:
                migrate(other, path, STEPS)
            return 0
        return version_of(connection)

    monkeypatch.setattr(migrations, "version_of", slow)
    assert migrate(db, path, STEPS) is None
    assert version_of(db) == 2


def test_opening_brings_a_journal_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.create(path)
    later = migrations.VERSION + 1
    monkeypatch.setattr(files, "MIGRATIONS", (Migration(later, add_flag),))
    monkeypatch.setattr(files, "VERSION", later)
    with closing(files.connect(path)) as db:
        assert version_of(db) == later
    assert (path.parent / "backups" / f"journal-version-{migrations.VERSION}.db").exists()


def shape(db: sqlite3.Connection) -> dict[str, str]:
    """Every table, index and trigger with its words, whatever their spacing, quotes and comments."""
    found = db.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {name: " ".join(re.sub("--.*", "", sql).replace('"', "").split()) for name, sql in found}


def test_the_first_journal_becomes_as_a_new_one_and_keeps_everything(path: Path) -> None:
    first = Path(__file__).with_name("schema-1.sql").read_text("utf-8")
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        run_script(old, first)
        old.execute(f"PRAGMA application_id = {files.APPLICATION:d}")
        old.execute("PRAGMA user_version = 1")
        old.execute("INSERT INTO devices VALUES (1, zeroblob(16))")
        for seq in (1, 2):
            name = seq.to_bytes(16, "big")
            old.execute(
                "INSERT INTO events VALUES (?, ?, ?, 1, ?, ?, 60, 'attempt seen')",
                (seq, name, name, seq, seq),
            )
            old.execute("INSERT INTO viewings VALUES (?, zeroblob(16))", (seq,))
        old.execute("UPDATE watermark SET seq = 2, hlc = 2")
        before = old.execute("SELECT * FROM events").fetchall()

    with closing(files.connect(path)) as db, closing(files.in_memory()) as new:
        assert version_of(db) == migrations.VERSION
        assert shape(db) == shape(new)
        assert db.execute("SELECT * FROM events").fetchall() == before
        assert db.execute("SELECT count(*) FROM viewings").fetchone() == (2,)
        with pytest.raises(sqlite3.IntegrityError, match="only grows"):
            db.execute("DELETE FROM events")


def test_the_last_step_makes_the_version_that_a_new_journal_has() -> None:
    assert [step.to for step in migrations.MIGRATIONS] == list(range(2, migrations.VERSION + 1))


def test_a_backup_is_one_whole_file_for_its_owner(db: sqlite3.Connection, path: Path, tmp_path: Path) -> None:
    db.execute("INSERT INTO reviews VALUES (1)")  # in the log, not in the file yet
    sources: list[sqlite3.Connection | Path] = [db, path]
    for number, source in enumerate(sources):
        target = tmp_path / "copies" / f"{number}.db"
        backup(source, target)
        backup(source, target)

        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        with closing(sqlite3.connect(f"{target.as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            assert content(copy) == content(db)
        assert target.read_bytes()[18:20] == b"\1\1"  # the header of a database that has no log
    assert sorted(one.name for one in (tmp_path / "copies").iterdir()) == ["0.db", "1.db"]


def test_a_damaged_journal_takes_no_backup_s_place(tmp_path: Path) -> None:
    good, bad, target = tmp_path / "good.db", tmp_path / "bad.db", tmp_path / "copy.db"
    files.create(good)
    backup(good, target)
    before = target.read_bytes()
    content = bytearray(good.read_bytes())
    content[8192:] = b"\x5a" * (len(content) - 8192)
    bad.write_bytes(content)

    with pytest.raises(JournalError, match="damaged"):
        backup(bad, target)
    assert target.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bad.db", "copy.db", "good.db"]


def test_a_backup_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="cannot be opened"):
        backup(tmp_path / "nowhere.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []
