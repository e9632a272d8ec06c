"""A new journal takes the place of a damaged one, whatever happens meanwhile, and nothing is thrown away."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from damaging import PAGE, Sound, sound
from offbook.errors import JournalError
from offbook.journal import disk, files, mending
from offbook.journal.journal import Journal
from offbook.journal.mending import mend

TAKEN = datetime.fromisoformat("2026-03-29T02:30:15")
ASIDE = "journal-damaged-2026-03-29-023015.db"


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """A journal of two days, the second of which stands in its log."""
    return sound(tmp_path_factory.mktemp("logged") / "journal.db", 1, logged=1)


@pytest.fixture
def path(logged: Sound, tmp_path: Path) -> Path:
    """A damaged journal: its first page is lost."""
    path = logged.copy(tmp_path)
    with path.open("r+b") as file:
        file.write(bytes(PAGE))
    return path


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def ids_of(path: Path) -> set[bytes]:
    with Journal.open(path) as journal:
        return {one.id for one in journal.events()}


def test_the_damaged_one_is_kept_with_its_log(logged: Sound, path: Path, tmp_path: Path) -> None:
    contents = [Path(f"{path}{end}").read_bytes() for end in ("", "-wal")]
    mended = mend(path, (), TAKEN)

    assert mended.aside == tmp_path / ASIDE
    assert names(tmp_path) == [ASIDE, f"{ASIDE}-wal", "journal.db"]
    assert [Path(f"{mended.aside}{end}").read_bytes() for end in ("", "-wal")] == contents
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ids_of(path) == {one.id for one in logged.events}
    assert mended.events == mended.salvaged.read == len(logged.events)
    assert (mended.salvaged.lost, mended.from_copies, mended.copies) == (0, 0, ())


def test_whoever_made_the_journal_goes_on_writing_in_it(path: Path) -> None:
    mend(path, (), TAKEN)
    with Journal.open(path) as journal:
        assert journal.device == b"d" * 16


def test_a_second_repair_in_one_second_takes_another_name(path: Path, logged: Sound, tmp_path: Path) -> None:
    mend(path, (), TAKEN)
    shutil.copy(logged.path, path)
    os.truncate(path, 0)
    mended = mend(path, (), TAKEN)
    assert mended.aside.name == "journal-damaged-2026-03-29-023015-2.db"
    assert mended.events == 0
    assert ASIDE in names(tmp_path)


def test_without_any_event_there_is_no_new_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_text("a diary")
    mended = mend(path, (), TAKEN)
    assert names(tmp_path) == [ASIDE]
    assert mended.aside.read_text() == "a diary"
    with Journal.open(path) as journal:
        assert list(journal.events()) == []


def test_copies_are_believed_before_the_damaged_file(logged: Sound, tmp_path: Path) -> None:
    """A letter is another one in the file: the copy has it as it was."""
    path = logged.copy(tmp_path / "damaged")
    copy = tmp_path / "copy.db"
    with Journal.open(path) as journal:
        journal.backup(copy)
    content = path.read_bytes()
    assert content.count(b"a typo in 0")
    path.write_bytes(content.replace(b"a typo in 0", b"a typo in 7"))
    mended = mend(path, (copy,), TAKEN)
    with Journal.open(path) as journal, Journal.open(copy) as other:
        assert [one.event for one in journal.events()] == [one.event for one in other.events()]
    assert mended.copies == (copy,)
    assert (mended.salvaged.read, mended.from_copies) == (len(logged.events), 0)


def test_a_copy_of_an_earlier_version_is_read_and_stays_as_it_is(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "old.db"
    make_first_version(copy)
    before = copy.read_bytes()
    mend(path, (copy,), TAKEN)
    assert copy.read_bytes() == before
    assert names(tmp_path) == [ASIDE, f"{ASIDE}-wal", "journal.db", "old.db"]


def make_first_version(path: Path) -> None:
    import sqlite3
    from contextlib import closing

    schema = Path(__file__).with_name("schema-1.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as db:
        db.executescript(schema)
        db.execute(f"PRAGMA application_id = {files.APPLICATION}")
        db.execute("PRAGMA user_version = 1")


# ---- Others at it -------------------------------------------------------------------------------

HOLDER = """
import sys
from pathlib import Path
from offbook.journal.journal import Journal
journal = Journal.open(Path(sys.argv[1]))
list(journal.events())
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there the system itself refuses")
def test_a_journal_that_another_offbook_has_open_is_left_alone(logged: Sound, tmp_path: Path) -> None:
    path = logged.copy(tmp_path)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        before = path.read_bytes()
        with pytest.raises(JournalError, match=r"open in another Offbook.*Nothing was changed"):
            mend(path, (), TAKEN)
        assert path.read_bytes() == before
        assert names(tmp_path) == ["journal.db", "journal.db-shm", "journal.db-wal"]
        holder.communicate("\n")
    assert mend(path, (), TAKEN).events == len(logged.events)


def test_a_link_stays_a_link(path: Path, tmp_path: Path, logged: Sound) -> None:
    link = tmp_path / "elsewhere" / "journal.db"
    link.parent.mkdir()
    link.symlink_to(path)
    mend(link, (), TAKEN)
    assert link.is_symlink()
    assert ids_of(link) == {one.id for one in logged.events}


# ---- Cut off at any step ------------------------------------------------------------------------


STEPS = [
    (os, "link"),
    (Path, "unlink"),
    (Path, "replace"),
    (disk, "sync"),
    (disk, "sync_folder"),
    (files, "create"),
    (mending, "_fill"),
    (mending, "_replace"),
]
"""What changes something on the disk on the way."""


def calls(monkeypatch: pytest.MonkeyPatch, before: Callable[[], None]) -> None:
    """Have something done before each step."""

    def stepped(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: object, **named: object) -> object:
            before()
            return real(*given, **named)

        return step

    for where, name in STEPS:
        monkeypatch.setattr(where, name, stepped(getattr(where, name)))


def cuts(path: Path, logged: Sound, folder: Path, error: BaseException) -> Iterator[Path]:
    """Repairs that are cut off before the first step, the second, and so on until one is through."""
    for cut in range(1, 1_000):
        damaged = logged.copy(folder / str(cut))
        shutil.copy(path, damaged)
        taken = 0

        def count(cut: int = cut) -> None:
            nonlocal taken
            taken += 1
            if taken == cut:
                raise error

        with pytest.MonkeyPatch.context() as monkeypatch:
            calls(monkeypatch, count)
            with suppress(KeyboardInterrupt, JournalError):
                mend(damaged, (), TAKEN)
        if taken < cut:
            return
        yield damaged


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left")], ids=["cut", "full"])
def test_a_repair_that_is_cut_off_can_be_done_again(
    path: Path, logged: Sound, tmp_path: Path, error: BaseException
) -> None:
    before = {one.id for one in logged.events}
    after = []
    for damaged in cuts(path, logged, tmp_path, error):
        # There is the old one or the new one, and the old one is somewhere with its log.
        assert damaged.exists()
        is_new = damaged.read_bytes()[:15] == b"SQLite format 3"
        after.append(is_new)
        if is_new:
            assert not Path(f"{damaged}-wal").exists()
            assert ids_of(damaged) == before
            aside = damaged.with_name(ASIDE)
            assert aside.read_bytes() == path.read_bytes()
            assert Path(f"{aside}-wal").exists()
        else:
            assert mend(damaged, (), TAKEN).events == len(before)
            assert ids_of(damaged) == before
    assert after.count(False) > 8
    assert after[-1]


def test_a_repair_that_fails_leaves_no_drafts(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> tuple[int, int]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(mending, "_fill", full)
    with pytest.raises(JournalError, match="No space left"):
        mend(path, (), TAKEN)
    assert [one for one in names(tmp_path) if "mending" in one] == []
    assert path.exists()
    assert Path(f"{path}-wal").exists()


def test_a_disk_without_hard_links_is_served_by_a_copy(
    path: Path, logged: Sound, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    mended = mend(path, (), TAKEN)
    assert mended.aside.read_bytes() == before
    assert Path(f"{mended.aside}-wal").exists()
    assert ids_of(path) == {one.id for one in logged.events}
