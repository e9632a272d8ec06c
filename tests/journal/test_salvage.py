"""What is read out of the pages of a journal without SQLite, and what is believed of it."""

from __future__ import annotations

import shutil
import sqlite3
import struct
from collections import Counter
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damaging import PAGE, Sound, sound
from journal_samples import events as any_events
from journal_samples import key, review, stamp
from offbook.errors import JournalError
from offbook.journal.events import Event, Recorded
from offbook.journal.journal import Journal
from offbook.journal.salvage import Account, Salvage
from offbook.journal.salvage_cells import Reader, Wish, in_order
from offbook.journal.salvage_finds import Finds
from offbook.journal.salvage_pages import LEAF, Pages
from offbook.learning.events import Reviewed, Suspended, Undone
from offbook.performance.events import AttemptBegan


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    return sound(tmp_path_factory.mktemp("whole") / "journal.db", 4)


def salvaged(path: Path, *copies: Path) -> list[Recorded]:
    with Salvage(path, copies) as found:
        return list(found.events())


def wipe(path: Path, *numbers: int) -> None:
    with path.open("r+b") as file:
        for number in numbers:
            file.seek((number - 1) * PAGE)
            file.write(bytes(PAGE))


def roots(path: Path, *names: str) -> list[int]:
    """The first pages of some tables and indexes."""
    with closing(sqlite3.connect(path)) as db:
        found = dict(db.execute("SELECT name, rootpage FROM sqlite_schema").fetchall())
    return [found[name] for name in names]


def can_be(event: Event) -> bool:
    """Whether Offbook would write it: a paper is never empty, and no text holds what a key cannot type."""
    return not (isinstance(event, AttemptBegan) and not event.paper) and "\\x00" not in repr(event)


# ---- A sound file -------------------------------------------------------------------------------


@settings(max_examples=20)
@given(batches=st.lists(st.lists(any_events.filter(can_be), max_size=4), max_size=4), logged=st.booleans())
def test_every_event_of_a_sound_journal_is_read(batches: list[list[Event]], logged: bool) -> None:  # noqa: FBT001
    with TemporaryDirectory() as folder, Journal.open(Path(folder) / "journal.db") as journal:
        path = Path(folder) / "journal.db"
        for number, events in enumerate(batches, 1):
            journal.append(events, stamp(number))
        expected = list(journal.events())
        if not expected:
            return
        if not logged:
            journal.checkpoint()
        with Salvage(path) as found:
            assert list(found.events()) == expected
            assert found.account == Account(len(expected), 0)


def test_every_row_is_read_as_sqlite_reads_it(whole: Sound) -> None:
    with (
        closing(sqlite3.connect(whole.path)) as db,
        closing(Pages(whole.path)) as pages,
        closing(Finds().db),
    ):
        reader = Reader(pages, Wish(lambda is_table, _: is_table, lambda *_: True))
        found = Counter(
            (row.rowid, row.values[1:] if row.shape[0] == "n" else row.values)
            for page in pages.every()
            if page.kind == LEAF
            for row in reader.rows(page)
        )
        expected: Counter[tuple[object, ...]] = Counter()
        tables = db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%'"
        )
        for (table,) in [*tables.fetchall(), ("sqlite_schema",)]:
            skip = 0 if table in {"questions", "sqlite_schema"} else 1
            rows = db.execute("SELECT rowid, * FROM #".replace("#", table))
            expected += Counter((row[0], tuple(row[1 + skip :])) for row in rows)
    assert found == expected


@pytest.mark.parametrize("size", [512, 1_024, 8_192, 16_384])
def test_pages_of_another_size(whole: Sound, tmp_path: Path, size: int) -> None:
    path = whole.copy(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute(f"PRAGMA page_size = {size}")
        db.execute("VACUUM")
    assert path.read_bytes()[16:18] == struct.pack(">H", size)
    assert salvaged(path) == list(whole.events)


@pytest.mark.parametrize("size", [512, 2_048, 8_192, 32_768, 1, 4_097, 0])
def test_a_size_of_pages_that_is_not_true_is_seen_through(whole: Sound, tmp_path: Path, size: int) -> None:
    path = whole.copy(tmp_path)
    with path.open("r+b") as file:
        file.seek(16)
        file.write(struct.pack(">H", size))
    assert salvaged(path) == list(whole.events)


def test_nothing_is_changed_by_reading(whole: Sound, tmp_path: Path) -> None:
    path = whole.copy(tmp_path)
    before = path.read_bytes()
    salvaged(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["journal.db"]


# ---- Dictionaries -------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["devices", "decks", "cards", "schedulers"])
def test_what_numbers_stand_for_is_read_from_the_index_where_the_table_is_lost(
    whole: Sound, tmp_path: Path, table: str
) -> None:
    path = whole.copy(tmp_path)
    wipe(path, *roots(path, table))
    with closing(sqlite3.connect(whole.path)) as db:
        leaves = db.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,)) if has_dbstat(db) else []
        wipe(path, *(number for (number,) in leaves))
    assert salvaged(path) == list(whole.events)


def has_dbstat(db: sqlite3.Connection) -> bool:
    try:
        db.execute("SELECT 1 FROM dbstat LIMIT 1")
    except sqlite3.OperationalError:
        return False
    return True


def test_what_numbers_stand_for_is_read_from_a_copy(whole: Sound, tmp_path: Path) -> None:
    """The head of the file holds every dictionary and its index; the rest is of no use without."""
    older = sound(tmp_path / "older" / "journal.db", 3)
    path = whole.copy(tmp_path / "damaged")
    wipe(path, *range(1, 17))
    assert salvaged(path) == []
    found = salvaged(path, older.path)
    by_id = {one.id: one for one in whole.events}
    assert all(by_id[one.id] == one for one in found)
    # Events from after the copy too, as far as the copy knows their cards.
    assert {one.id for one in found} - {one.id for one in older.events}


def test_a_copy_of_another_journal_says_nothing_of_this_one(whole: Sound, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with Journal.open(other, device=b"d" * 16) as journal:
        journal.append([review(key(f"foreign {number}", f"deck {number}")) for number in range(60)], stamp(1))
    path = whole.copy(tmp_path)
    wipe(path, *range(1, 17))
    found = salvaged(path, other)
    # It is of the same device, whose name is put to the test; its cards and decks are others.
    assert set(map(repr, found)) < set(map(repr, whole.events))
    assert "foreign" not in repr(found)
    assert not any(isinstance(one.event, Reviewed) for one in found)


# ---- Damage that looks sound ---------------------------------------------------------------------


def test_rows_that_claim_one_place_are_not_believed(tmp_path: Path) -> None:
    """A page of older reviews has come where a page of newer ones was, and one row of it is changed."""
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.append_all(([review(key(f"card {number}"))], stamp(number)) for number in range(1, 200))
        expected = list(journal.events())
    content = path.read_bytes()
    leaves = [
        page
        for page in range(1, len(content) // PAGE)
        if content[page * PAGE] == LEAF and b"Paris" in content[page * PAGE : (page + 1) * PAGE]
    ]
    one = content[leaves[0] * PAGE : (leaves[0] + 1) * PAGE].replace(b"Paris", b"Pbris", 1)
    path.write_bytes(content + one)
    found = salvaged(path)
    assert len(found) == len(expected) - 1
    assert set(map(repr, found)) < set(map(repr, expected))


def test_an_event_whose_name_does_not_agree_with_it_needs_its_indexes(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.append_all(([review(key(f"card {number}"))], stamp(number)) for number in range(1, 9))
        foreign = [one for one in journal.events() if one.seq == 5]
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DROP TRIGGER events_no_update")
        # A name that no action of Offbook's own would give: of a journal that another program wrote.
        name = foreign[0].id[:-1] + bytes([foreign[0].id[-1] ^ 1])
        db.execute("UPDATE events SET id = ? WHERE seq = 5", (name,))
        index = [page for (page,) in db.execute(_INDEXES)]
    assert [one.seq for one in salvaged(path)] == [1, 2, 3, 4, 5, 6, 7, 8]
    wipe(path, *index)
    assert [one.seq for one in salvaged(path)] == [1, 2, 3, 4, 6, 7, 8]


_INDEXES = "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'events'"


def test_a_paper_of_which_a_question_is_lost_is_lost(whole: Sound, tmp_path: Path) -> None:
    path = whole.copy(tmp_path)
    content = path.read_bytes()
    asked = [
        page + 1
        for page in range(1, len(content) // PAGE)
        if content[page * PAGE] == LEAF and b"capital of France" in content[page * PAGE : (page + 1) * PAGE]
    ]
    attempts = {one.id for one in whole.events if isinstance(one.event, AttemptBegan)}
    others = {one.id for one in whole.events} - attempts
    whole_ones = {one.id: one for one in whole.events}
    for page in asked:
        shutil.copy(whole.path, path)
        wipe(path, page)
        found = salvaged(path)
        assert others <= {one.id for one in found}
        assert all(whole_ones[one.id] == one for one in found)
        assert len(found) < len(whole.events)


def test_devices_are_not_taken_for_events_that_look_like_them(tmp_path: Path) -> None:
    """Rows of devices, of undone actions and of evaluations look alike; the page of undone ones is lost."""
    path = tmp_path / "journal.db"
    with Journal.open(path, device=b"a" * 16) as journal:
        journal.append([Suspended(key())], stamp(1))
        journal.append([Undone(stamp(1).action)], stamp(2))
    with Journal.open(path, device=b"b" * 16) as journal:
        journal.append([Undone(stamp(2).action)], stamp(3))
        expected = list(journal.events())
    assert salvaged(path) == expected
    wipe(path, 1)
    assert salvaged(path) == expected
    wipe(path, *roots_of_sound(expected, tmp_path, "undone"))
    assert salvaged(path) == expected[:1]


def roots_of_sound(_: list[Recorded], folder: Path, name: str) -> list[int]:
    """Where a table of any new journal begins."""
    path = folder / "new" / "journal.db"
    with Journal.open(path) as journal:
        journal.append([Suspended(key())], stamp(1))
    return roots(path, name)


# ---- Files made by hand -------------------------------------------------------------------------


def leaf(*cells: bytes) -> bytes:
    """A page of a table with these cells."""
    content = bytearray(PAGE)
    at, pointers = PAGE, b""
    for cell in cells:
        at -= len(cell)
        content[at : at + len(cell)] = cell
        pointers += struct.pack(">H", at)
    content[0 : 8 + len(pointers)] = struct.pack(">BHHHB", LEAF, 0, len(cells), at % PAGE, 0) + pointers
    return bytes(content)


def varint(number: int) -> bytes:
    """A number as SQLite writes it, in eight bytes at most."""
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))


def long_cell(rowid: int, size: int, following: int) -> bytes:
    """A row of decks whose name goes on over other pages."""
    kind = varint(13 + 2 * size)
    header = varint(len(kind) + 2) + b"\0" + kind
    total = len(header) + size
    least = (PAGE - 12) * 32 // 255 - 23
    fitting = least + (total - least) % (PAGE - 4)
    local = fitting if fitting <= PAGE - 35 else least
    record = header + b"x" * (local - len(header))
    return varint(total) + varint(rowid) + record + following.to_bytes(4)


def test_chains_that_turn_in_circles_end(tmp_path: Path) -> None:
    """Pages that follow one another for ever, named by many rows that say they are very long."""
    path = tmp_path / "journal.db"
    loop = [(2 + (page + 1) % 4).to_bytes(4) + b"y" * (PAGE - 4) for page in range(4)]
    cells = [long_cell(number, 60 * 2**20, 2) for number in range(1, 4)]
    path.write_bytes(b"z" * PAGE + b"".join(loop) + b"".join(leaf(*cells[:2]) for _ in range(30)))
    looked = 0

    class Counting(Pages):
        def latest(self, number: int) -> bytes:
            nonlocal looked
            looked += 1
            return super().latest(number)

    with closing(Counting(path)) as pages:
        reader = Reader(pages, Wish(lambda *_: True, lambda *_: True))
        assert [row for page in pages.every() for row in reader.rows(page)] == []
    # No more than some times what a file of this size could hold.
    assert looked * PAGE < 5 * (path.stat().st_size + 64 * 2**20)
    assert salvaged(path) == []


def test_a_long_row_is_read_over_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    size = 3 * PAGE
    cell = long_cell(7, size, 3)
    rest = b"y" * (size + 5 - (len(cell) - 4 - 3))
    last = b"\0\0\0\0" + b"y" * (PAGE - 4)
    path.write_bytes(
        b"z" * PAGE
        + leaf(cell)
        + (4).to_bytes(4)
        + b"y" * (PAGE - 4)
        + (5).to_bytes(4)
        + b"y" * (PAGE - 4)
        + last
    )
    with closing(Pages(path)) as pages:
        reader = Reader(pages, Wish(lambda *_: True, lambda *_: True))
        found = [row for page in pages.every() for row in reader.rows(page)]
    assert len(rest) > 2 * (PAGE - 4)
    assert [(row.rowid, row.shape, len(str(row.values[1]))) for row in found] == [(7, "nt", size)]


@given(st.binary(max_size=3 * PAGE), st.sampled_from([2, 5, 10, 13, None]))
def test_whatever_stands_on_a_page_nothing_is_raised(content: bytes, kind: int | None) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        first = b"" if kind is None else bytes([kind])
        path.write_bytes(b"z" * PAGE + first + content)
        with closing(Pages(path)) as pages:
            reader = Reader(pages, Wish(lambda *_: True, lambda *_: True))
            for page in pages.every():
                reader.rows(page)
        assert salvaged(path) == []


@given(st.binary(max_size=4 * PAGE))
def test_whatever_stands_in_a_log_nothing_is_raised(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        path.write_bytes(b"")
        Path(f"{path}-wal").write_bytes(content)
        assert salvaged(path) == []


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"journal\.db cannot be reached"):
        Salvage(tmp_path / "journal.db")
    (tmp_path / "folder").mkdir()
    with pytest.raises(JournalError, match="folder cannot be reached"):
        Salvage(tmp_path / "folder")


# ---- Numbers in order ---------------------------------------------------------------------------


@given(st.lists(st.integers(-20, 20), max_size=12))
def test_what_is_kept_rises_and_could_not_be_otherwise(numbers: list[int]) -> None:
    kept = in_order(numbers)
    assert kept == sorted(kept)
    assert all(numbers[one] < numbers[other] for one, other in pairwise(kept))


@given(st.lists(st.integers(0, 10**6), min_size=5, max_size=30, unique=True).map(sorted), st.data())
def test_one_number_that_is_wrong_costs_itself_and_at_most_one_more(
    numbers: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(numbers) - 1))
    wrong = data.draw(st.integers(0, 10**6))
    kept = in_order([*numbers[:place], wrong, *numbers[place + 1 :]])
    if wrong != numbers[place]:
        assert len(set(range(len(numbers))) - set(kept) - {place}) <= 1


def test_a_busy_day_holds_every_kind_of_event(whole: Sound) -> None:
    """The journal that the drills damage has a row in every table of events, and long rows."""
    with closing(sqlite3.connect(whole.path)) as db:
        tables = db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%REFERENCES events%'"
        )
        for (table,) in tables.fetchall():
            assert db.execute("SELECT count(*) FROM #".replace("#", table)).fetchone()[0] > 0, table
        assert db.execute("SELECT max(length(plan)) FROM sittings").fetchone()[0] > PAGE // 2
        assert db.execute("SELECT max(length(answer)) FROM wordings").fetchone()[0] > 0
