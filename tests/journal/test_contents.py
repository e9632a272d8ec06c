"""What the file of a journal holds, and what it lacks of another."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_samples import START, answer, key, review, stamp
from offbook.clock import Moment, Stamp
from offbook.errors import JournalError
from offbook.journal import contents, files
from offbook.journal.contents import Contents, Part
from offbook.journal.events import Event
from offbook.journal.journal import Journal
from offbook.journal.migrations import VERSION, run_script

FIRST, LATER = bytes(15) + b"\1", bytes(15) + b"\2"


def write(path: Path, *batches: tuple[int, list[Event]], device: bytes = FIRST) -> None:
    """Append batches of events, each by its number."""
    with Journal.open(path, device=device) as journal:
        for number, events in batches:
            journal.append(events, stamp(number))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def test_a_journal_is_counted(path: Path) -> None:
    with Journal.open(path, device=FIRST) as journal:
        (first,) = journal.append([review()], stamp(1))
        journal.append([review(replaces=first.id)], stamp(2))
        journal.append([answer(key(), "one"), answer(key(), "two")], stamp(3))

    assert contents.look(path) == Contents(VERSION, 4, 1, 2, START.plus(180_000))
    assert contents.mark(path).events == 4
    assert contents.is_sound(path)


def test_an_empty_journal_is_one(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.rebuild()
    assert contents.look(path) == Contents(VERSION, 0, 0, 0, None)
    assert contents.mark(path) == (0, None)


def test_a_journal_of_the_first_version_is_counted_and_compared(tmp_path: Path, path: Path) -> None:
    write(path, (1, [review()]))
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old, isolation_level=None)) as db:
        run_script(db, Path(__file__).with_name("schema-1.sql").read_text("utf-8"))
        with closing(sqlite3.connect(path)) as new:
            found = new.execute("PRAGMA application_id").fetchone()[0]
        db.execute(f"PRAGMA application_id = {found:d}")
        db.execute("PRAGMA user_version = 1")
    assert contents.look(old) == Contents(1, 0, 0, 0, None)
    assert contents.lacking(old, path).events == 1
    assert contents.lacking(path, old).events == 0


def test_nothing_is_written_by_looking(path: Path) -> None:
    write(path, (1, [review()]))
    before = path.read_bytes(), path.stat().st_mtime_ns
    contents.look(path)
    contents.mark(path)
    contents.is_sound(path)
    contents.lacking(path, path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [one.name for one in path.parent.iterdir()] == ["journal.db"]


def test_what_is_missing_is_told_by_number_and_days(tmp_path: Path, path: Path) -> None:
    other = tmp_path / "other.db"
    with Journal.open(path, device=FIRST) as journal:
        journal.append([review()], stamp(1))
        journal.backup(other)
        journal.append([review(), review()], Stamp(Moment(START.ms, -600), bytes(15) + b"\7"))
        journal.append([answer(key(), "one")], Stamp(Moment(START.ms, 600), bytes(15) + b"\10"))

    wall = START.ms - 36_000_000, START.ms + 36_000_000
    assert contents.lacking(other, path) == Part(3, 2, 1, Moment(wall[0]), Moment(wall[1]))
    assert contents.lacking(path, other) == Part(0, 0, 0, None, None)


@settings(max_examples=12)
@given(st.lists(st.sampled_from("abc"), max_size=12), st.data())
def test_whatever_two_journals_share_only_the_rest_is_missing(
    tmp_path_factory: pytest.TempPathFactory, who: list[str], data: st.DataObject
) -> None:
    """Each event is in one journal, in the other, or in both; the order they came in is any."""
    folder = tmp_path_factory.mktemp("two")
    files.create(folder / "none.db")
    one, other = folder / "one.db", folder / "other.db"
    for path, names in ((one, "ac"), (other, "bc")):
        own = [number for number, name in enumerate(who, 1) if name in names]
        shutil.copy(folder / "none.db", path)
        _put(path, data.draw(st.permutations(own)))
    for path, against, name in ((one, other, "b"), (other, one, "a")):
        assert contents.lacking(path, against).events == who.count(name)


def _put(path: Path, numbers: list[int]) -> None:
    """Add bare envelopes, which is all that is compared, in the order given."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        db.execute("INSERT OR IGNORE INTO devices VALUES (1, ?)", (FIRST,))
        for seq, number in enumerate(numbers, 1):
            name = number.to_bytes(16)
            db.execute("INSERT INTO events VALUES (?, ?, ?, 1, 0, 0, 0, 'reviewed')", (seq, name, name))
        db.execute("COMMIT")


def test_what_is_no_journal_is_refused(tmp_path: Path, path: Path) -> None:
    with pytest.raises(JournalError, match="There is no journal at"):
        contents.look(path)
    path.write_text("no journal at all, but long enough to be one" * 50)
    with pytest.raises(JournalError, match="is no journal"):
        contents.look(path)
    assert not contents.is_sound(path)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE events (id)")
    with pytest.raises(JournalError, match="is not a journal of Offbook"):
        contents.look(other)
    write(tmp_path / "new.db", (1, [review()]))
    with pytest.raises(JournalError, match="is not a journal of Offbook"):
        contents.lacking(tmp_path / "new.db", other)


def test_a_journal_of_a_later_version_is_refused(path: Path) -> None:
    write(path, (1, [review()]))
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(JournalError, match="was written by a newer Offbook"):
        contents.look(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_hangs_nobody(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(JournalError, match="is not a file"):
        contents.look(path)
