"""What goes wrong with the file is said in a sentence, and leaves no trace."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from journal_samples import DECK, derived, key, review, stamp
from offbook.errors import JournalError
from offbook.journal import migrations
from offbook.journal.journal import Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal.open(path, patience=0.05) as journal:
        journal.append([review()], stamp(1))
        yield journal


def still_works(journal: Journal, before: dict[str, list[tuple[object, ...]]]) -> bool:
    """Whether nothing was changed by what failed, and the next append succeeds."""
    unchanged = derived(journal) == before and len(list(journal.events())) == 1
    (kept,) = journal.append([review(key("chile"))], stamp(9))
    journal.rebuild()
    db = journal._store.reading().db
    whole = db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return (
        unchanged
        and whole
        and kept.seq == 2
        and set(journal.standings(DECK)) == {key().card, key("chile").card}
    )


def test_a_locked_journal(journal: Journal, path: Path) -> None:
    before = derived(journal)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(
            JournalError, match=r"journal\.db is in use .*second Offbook.*close the other one"
        ):
            journal.append([review(key("peru"))], stamp(2))
        assert journal.standing(key("peru")) == journal.standing(key("nowhere"))

    assert still_works(journal, before)


def test_a_full_disk(journal: Journal) -> None:
    before = derived(journal)
    db = journal._store.reading().db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    many = [review(key(f"card {number}")) for number in range(2_000)]
    with pytest.raises(JournalError, match=r"no room left .*make room"):
        journal.append(many, stamp(2))
    db.execute("PRAGMA max_page_count = 1000000")

    assert still_works(journal, before)


def test_a_journal_that_may_only_be_read(journal: Journal) -> None:
    before = derived(journal)
    db = journal._store.reading().db
    db.execute("PRAGMA query_only = ON")
    with pytest.raises(JournalError, match=r"cannot be written.*allow writing"):
        journal.append([review(key("peru"))], stamp(2))
    db.execute("PRAGMA query_only = OFF")

    assert still_works(journal, before)


@contextmanager
def without_privilege() -> Iterator[None]:
    """Root may write everywhere; let it be nobody for a while."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_folder_that_may_only_be_read() -> None:
    with TemporaryDirectory() as name, Journal.open(Path(name) / "journal.db") as journal:
        assert journal.standings(DECK) == {}
        Path(name).chmod(0o555)
        with (
            without_privilege(),
            pytest.raises(JournalError, match="Check the folder and its permissions"),
        ):
            journal.append([review()], stamp(1))
        assert list(Path(name).iterdir()) == []
        Path(name).chmod(0o755)
        journal.append([review()], stamp(1))
        assert len(journal.reviews(key())) == 1


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(JournalError, match="Check the folder"):
        Journal.open(tmp_path / "home" / "journal.db")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"This is a diary, not a journal of Offbook." * 100, "no journal"),
        (b"SQLite format 3\0" + b"\xff" * 4_080, "journal"),
        (b"", "is empty, and a journal never is"),
    ],
)
def test_a_file_that_is_not_a_journal(path: Path, content: bytes, sentence: str) -> None:
    path.write_bytes(content)
    with pytest.raises(JournalError, match=sentence):
        Journal.open(path)
    assert path.read_bytes() == content
    assert [one.name for one in path.parent.iterdir()] == ["journal.db"]


def test_a_database_of_someone_else(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE notes (note TEXT)")
    before = path.read_bytes()
    with pytest.raises(JournalError, match="not a journal of Offbook"):
        Journal.open(path)
    assert path.read_bytes() == before


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    with pytest.raises(JournalError, match="is not a file"):
        Journal.open(path)


def test_a_named_pipe_in_its_place(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(JournalError, match="is not a file"):
        Journal.open(path)


def test_a_journal_of_a_newer_offbook(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append([review()], stamp(1))
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(JournalError, match=r"newer Offbook \(journal version 99; this one knows \d+\)"):
        Journal.open(path)
    assert path.read_bytes() == before


def test_a_newer_offbook_that_comes_meanwhile(journal: Journal, path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    with pytest.raises(JournalError, match=r"by a newer Offbook meanwhile.*start it again"):
        journal.append([review()], stamp(2))
    assert len(list(journal.events())) == 1


def test_a_journal_that_is_moved_away_while_open(journal: Journal, path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))
    with pytest.raises(JournalError, match=r"moved, replaced or deleted.*start it again"):
        journal.append([review()], stamp(2))
    assert not path.exists()
    journal.checkpoint()
    with pytest.raises(JournalError, match="moved, replaced or deleted"):
        journal.append([review()], stamp(2))
    assert not path.exists()


def test_a_journal_that_is_replaced_while_open(journal: Journal, path: Path, tmp_path: Path) -> None:
    journal.backup(tmp_path / "copy.db")
    (tmp_path / "copy.db").replace(path)
    for _ in range(2):
        with pytest.raises(JournalError, match="moved, replaced or deleted"):
            journal.append([review()], stamp(2))
        journal.checkpoint()


def test_a_damaged_journal(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append([review(key(f"card {number}")) for number in range(500)], stamp(1))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)
    with (
        pytest.raises(JournalError, match=r"damaged.*backups"),
        Journal.open(path) as journal,
    ):
        journal.append([review()], stamp(2))
    assert path.read_bytes() == bytes(content)


def test_a_disk_without_a_log_is_served_by_a_rollback_journal(path: Path) -> None:
    from offbook.journal import files

    with Journal.open(path) as journal:
        journal.append([review()], stamp(1))
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")

    class NoLog(sqlite3.Connection):
        """Stands for a disk that keeps no shared memory: there SQLite stays with what it has."""

        def execute(self, sql: str, *rest: object) -> sqlite3.Cursor:
            plain = "PRAGMA journal_mode" if sql.startswith("PRAGMA journal_mode =") else sql
            return super().execute(plain, *rest)  # type: ignore[arg-type]

    with closing(sqlite3.connect(path, factory=NoLog)) as db:
        files.prepare_to_write(db)
        assert db.execute("PRAGMA synchronous").fetchone() == (3,)
