"""How a journal lies on the disk: made, shared, grown and mended."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from journal_samples import (
    DECK,
    START,
    TODAY,
    action,
    answer,
    attempt,
    derived,
    integrity,
    key,
    question,
    review,
    stamp,
)
from offbook.errors import JournalError
from offbook.journal import store as module
from offbook.journal.journal import Journal
from offbook.journal.store import Connection, Store
from offbook.learning.events import Began, Reported, Suspended, Undone
from offbook.learning.standing import Standing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "of" / "journal.db"


def test_a_journal_that_is_not_there_reads_as_empty_and_is_not_made(path: Path, tmp_path: Path) -> None:
    with Journal.open(path) as journal:
        assert journal.standings(DECK) == {}
        assert journal.standing(key()) == Standing()
        assert journal.ready_counts(START, TODAY) == {}
        assert journal.ready(DECK, START, TODAY) == frozenset()
        assert journal.introduced(DECK, TODAY) == 0
        assert journal.last_sitting((DECK,), TODAY) is None
        assert journal.reviews(key()) == ()
        assert list(journal.events()) == []
        assert journal.replay() == {}
        assert journal.device is None
        assert journal.append([], stamp(1)) == ()

    assert list(tmp_path.iterdir()) == []


def test_the_first_append_makes_it_for_its_owner_alone(path: Path, tmp_path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append([review()], stamp(1))
        beside = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}

    assert beside == {"journal.db": 0o600, "journal.db-wal": 0o600, "journal.db-shm": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700


def test_leaving_moves_the_log_into_the_file(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append([review()], stamp(1))

    assert [one.name for one in path.parent.iterdir()] == ["journal.db"]
    assert integrity(path) == "ok"
    with Journal.open(path) as again:
        assert [one.event for one in again.events()] == [review()]


def test_a_reader_that_came_first_sees_what_another_one_makes(path: Path) -> None:
    with Journal.open(path) as early, Journal.open(path) as other:
        assert early.standings(DECK) == {}
        other.append([review()], stamp(1))

        assert set(early.standings(DECK)) == {key().card}
        early.append([review(key("peru"))], stamp(2))
        assert set(other.standings(DECK)) == {key().card, key("peru").card}


def test_a_transaction_holds_the_journal_from_its_first_look(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.open(path) as journal, Journal.open(path, patience=0.0) as other:
        journal.append([review()], stamp(1))
        check = Store.check

        def meanwhile(store: Store, connection: Connection) -> None:
            monkeypatch.undo()
            with pytest.raises(JournalError, match="is in use"):
                other.append([review(key("peru"))], stamp(2))
            check(store, connection)

        monkeypatch.setattr(Store, "check", meanwhile)
        journal.append([review(key("chile"))], stamp(3))

        assert other.standings(DECK).keys() == {key().card, key("chile").card}


def test_commits_wait_for_the_disk(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append([review()], stamp(1))
        db = journal._store.reading().db

        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)
        assert db.execute("PRAGMA wal_autocheckpoint").fetchone() == (0,)
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert db.execute("PRAGMA trusted_schema").fetchone() == (0,)


def test_the_log_is_moved_when_idle_but_not_under_another_reader(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append([review()], stamp(1))
        with Journal.open(path) as other:
            journal.checkpoint()
            assert other._store.log_size() > 0
        journal.append([review()], stamp(2))
        journal.checkpoint()

        assert journal._store.log_size() == 0
        assert len(journal.reviews(key())) == 2


def test_a_log_that_has_grown_is_moved_by_an_append(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOG_LIMIT", 100_000)
    monkeypatch.setattr(module, "LOOK_EVERY", 1)
    with Journal.open(path) as journal:
        sizes = []
        for number in range(12):
            journal.append([review()], stamp(number))
            sizes.append(journal._store.log_size())

        assert 0 in sizes
        assert max(sizes) <= 100_000
        assert len(journal.reviews(key())) == 12
        reading = journal.events()
        next(reading)
        for number in range(12, 24):
            journal.append([review()], stamp(number))
        assert journal._store.log_size() > 100_000  # a reader under way keeps its connection
        assert len(list(reading)) >= 11


def test_a_closed_journal_says_so(path: Path) -> None:
    journal = Journal.open(path)
    journal.append([review()], stamp(1))
    journal.close()
    journal.close()

    with pytest.raises(JournalError, match="was closed"):
        journal.standing(key())
    with pytest.raises(JournalError, match="was closed"):
        journal.append([review()], stamp(2))


def test_events_and_dictionaries_cannot_be_changed_or_deleted() -> None:
    with Journal.in_memory() as journal:
        journal.append([Began(b"s" * 16, (), 1, ()), review(), Suspended(key()), Undone(action(9))], stamp(1))
        journal.append([Reported(key(), "a typo", on=True)], stamp(3))
        journal.append([attempt(question(key(), "a")), answer(key(), "a")], stamp(2))
        db = journal._store.reading().db
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        counts = {"heirs", "standing", "tally", "retrievals", "stabilities", "shown"}
        kept = tables - counts - {"voided", "watermark"}

        assert len(kept) == 20
        # A trigger speaks for each row, so these, which are empty, are silent.
        for table in kept - {
            "question_flags",
            "endings",
            "viewings",
            "remarks",
            "closings",
            "wordings",
            "carryings",
        }:
            for sql in ("DELETE FROM #", "UPDATE # SET rowid = rowid"):
                with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                    db.execute(sql.replace("#", table))
        for table in kept:
            assert db.execute(
                "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,)
            ).fetchone() == (2,)


# ---- Making it again ----------------------------------------------------------------------------


def test_derived_tables_that_fell_behind_are_made_again_on_opening(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append([review(), review(key("peru"))], stamp(1))
        whole = derived(journal)
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM standing")
        db.execute("UPDATE watermark SET seq = 1")
    db.close()

    with Journal.open(path) as journal:
        assert derived(journal) == whole


def test_rebuilding_mends_what_was_tampered_with(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append([review(), Suspended(key("peru"))], stamp(1))
        journal.append([review(replaces=action(1))], stamp(2))
        whole = derived(journal)
        db = journal._store.reading().db
        for table in ("standing", "tally", "retrievals", "stabilities", "shown", "voided"):
            db.execute("DELETE FROM #".replace("#", table))
        assert derived(journal) != whole

        journal.rebuild()
        assert derived(journal) == whole
