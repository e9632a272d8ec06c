"""The file of another journal is read without a trace, and only if it is a journal and nothing else."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from journal_samples import action, everything, key, review, stamp
from offbook.errors import JournalError
from offbook.journal import foreign
from offbook.journal.journal import Journal
from offbook.journal.looking import MAGIC
from offbook.learning.events import Suspended, Undone


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """The file of a journal of four events."""
    path = tmp_path / "theirs" / "journal.db"
    with Journal.open(path, device=b"t" * 16) as journal:
        journal.append([review(), Suspended(key("peru"))], stamp(1))
        journal.append([Undone(action(1))], stamp(2))
        journal.append([review(key("peru"))], stamp(3))
    return path


def tampered(path: Path, *sql: str) -> None:
    """Do to a file what its triggers would not allow."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA writable_schema = ON")
        for trigger in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {trigger[0]}")
        for one in sql:
            db.execute(one)


def test_another_journal_is_read_as_it_is_and_left_as_it_was(theirs: Path) -> None:
    before = theirs.read_bytes()
    with Journal.open(theirs) as journal:
        wanted, whole = list(journal.events()), everything(journal)
    assert list(foreign.read(theirs)) == wanted
    assert foreign.device(theirs) == b"t" * 16
    assert theirs.read_bytes() == before
    assert [one.name for one in theirs.parent.iterdir()] == ["journal.db"], "nothing is made beside it"
    with Journal.in_memory() as mine:
        assert mine.merge(foreign.read(theirs)) == 4
        assert everything(mine) == whole


def test_what_stands_in_the_log_alone_is_read_too(theirs: Path) -> None:
    with Journal.open(theirs) as journal:
        journal.append([review(key("chad"))], stamp(4))
        assert journal._store.log_size() > 0
        assert len(list(foreign.read(theirs))) == 5


def test_a_journal_in_a_folder_that_may_not_be_written_is_read(theirs: Path) -> None:
    theirs.parent.chmod(0o500)
    theirs.chmod(0o400)
    try:
        assert len(list(foreign.read(theirs))) == 4
    finally:
        theirs.parent.chmod(0o700)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("CREATE VIEW more AS SELECT 1", 'what no journal holds, the view "more"'),
        ("CREATE TABLE more (a)", 'what no journal holds, the table "more"'),
        ("CREATE VIRTUAL TABLE more USING fts5 (a)", "what no journal holds, the"),
        (
            "CREATE TRIGGER more AFTER INSERT ON events BEGIN SELECT 1; END",
            'what no journal holds, the trigger "more"',
        ),
        ("CREATE INDEX more ON events (hex(id))", 'what no journal holds, the index "more"'),
        ("ALTER TABLE reviews ADD COLUMN more TEXT", "its table reviews is not that of a journal"),
        ("ALTER TABLE events ADD COLUMN more TEXT GENERATED ALWAYS AS (hex(id))", "its table events is not"),
        ("DROP TABLE closings", "its table closings is not"),
        ("PRAGMA user_version = 4", "is a journal of version 4; this Offbook reads 5. Open it once"),
        ("PRAGMA user_version = 6", "is a journal of version 6; this Offbook reads 5. Update"),
        ("PRAGMA application_id = 7", "is not a journal of Offbook"),
        ("UPDATE reviews SET rating = 9", "makes no sense"),
        ("DELETE FROM reviews", "makes no sense"),
        ("DELETE FROM cards", "makes no sense"),
        ("UPDATE events SET kind = 'levitated'", "makes no sense"),
        ("UPDATE reviews SET response = CAST(x'ff' AS TEXT)", "cannot be used: Could not decode"),
    ],
)
def test_what_is_no_whole_journal_is_refused(theirs: Path, sql: str, told: str) -> None:
    tampered(theirs, "PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON", sql)
    with Journal.in_memory() as mine:
        with pytest.raises(JournalError) as refused:
            mine.merge(foreign.read(theirs))
        assert told in str(refused.value)
        assert list(mine.events()) == []


def test_a_view_in_the_place_of_a_table_is_refused(theirs: Path) -> None:
    tampered(
        theirs,
        "ALTER TABLE events RENAME TO kept",
        "CREATE VIEW events AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT * FROM n",
    )
    with pytest.raises(JournalError, match="what no journal holds"):
        next(foreign.read(theirs))


def test_an_index_that_hides_events_is_seen_through(theirs: Path) -> None:
    with closing(sqlite3.connect(theirs, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA writable_schema = ON")
        size = db.execute("PRAGMA page_size").fetchone()[0]
        (root,) = db.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name LIKE '%autoindex_events%'"
        ).fetchone()
    data = bytearray(theirs.read_bytes())
    cells = (root - 1) * size + 3
    data[cells : cells + 2] = (1).to_bytes(2)
    theirs.write_bytes(data)
    with pytest.raises(JournalError, match="1 of its 4 events were found"):
        list(foreign.read(theirs))


@pytest.mark.parametrize("content", [b"", b"no database at all", MAGIC + b"\0" * 5_000])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x\x1b[31m.db"
    path.write_bytes(content)
    with pytest.raises(JournalError) as refused:
        next(foreign.read(path))
    assert "\x1b" not in str(refused.value)
    assert os.listdir(tmp_path) == [path.name]  # noqa: PTH208
