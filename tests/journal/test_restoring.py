"""Putting a copy in the journal's place: at every moment the old one is there, or the new one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from journal_samples import derived, integrity, review, stamp
from offbook.errors import JournalError
from offbook.journal import contents
from offbook.journal.backup import Source, backup, fill
from offbook.journal.journal import Journal
from offbook.journal.restoring import put_back

HERE = Path(__file__).parent
TAKEN = datetime(2026, 11, 25, 9, 30, 5)  # noqa: DTZ001 - wall time, as names have it
ASIDE = "journal-damaged-2026-11-25-093005"


@dataclass(frozen=True, slots=True)
class Home:
    """A journal of five events, a copy of its first two, and where the journal is kept as a copy."""

    folder: Path

    @property
    def journal(self) -> Path:
        return self.folder / "journal.db"

    @property
    def copy(self) -> Path:
        return self.folder / "copies" / "copy.db"

    @property
    def kept(self) -> Path:
        return self.folder / "copies" / "kept.db"

    @property
    def names(self) -> list[str]:
        return sorted(one.name for one in self.folder.iterdir())

    def keep(self, source: Source) -> None:
        """Copy the journal that is about to be replaced."""
        made = self.kept.with_suffix(".made")
        made.touch(0o600)
        fill(source, made)
        made.replace(self.kept)

    def put_back(self) -> Path | None:
        return put_back(self.copy, self.journal, self.keep, TAKEN)

    def damage(self) -> None:
        """Overwrite a page in the middle of the journal."""
        with self.journal.open("r+b") as file:
            file.seek(4096 * 3)
            file.write(b"\x5a" * 4096)


def count(path: Path) -> int:
    with Journal.open(path) as journal:
        return len(list(journal.events()))


def fill_log(path: Path) -> None:
    """Leave a log beside a journal, as an Offbook that was killed does."""
    script = (
        "import os, sys; from pathlib import Path; from journal_samples import review, stamp;"
        " from offbook.journal.journal import Journal;"
        " Journal.open(Path(sys.argv[1])).append([review()], stamp(9)); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], cwd=HERE, env=_env(), check=True)
    assert path.with_name("journal.db-wal").stat().st_size > 0


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    with Journal.open(home.journal, device=bytes(16)) as journal:
        journal.append([review()] * 2, stamp(1))
        journal.backup(home.copy)
        journal.append([review()] * 3, stamp(2))
    return home


def test_a_copy_takes_the_journal_s_place_and_the_journal_is_kept(home: Home) -> None:
    assert home.put_back() is None

    assert (count(home.journal), count(home.kept), count(home.copy)) == (2, 5, 2)
    assert home.names == ["copies", "journal.db"]
    assert stat.S_IMODE(home.journal.stat().st_mode) == 0o600
    assert integrity(home.journal) == "ok"
    with Journal.open(home.journal) as journal:
        journal.append([review()], stamp(3))
        kept = derived(journal)
        journal.rebuild()
        assert derived(journal) == kept
    assert count(home.journal) == 3


def test_what_was_still_in_the_log_is_kept_and_gets_into_no_other_file(home: Home) -> None:
    fill_log(home.journal)
    assert home.put_back() is None
    assert (count(home.journal), count(home.kept)) == (2, 6)
    assert home.names == ["copies", "journal.db"]


@pytest.mark.parametrize("has_written", [False, True])
def test_a_journal_that_is_open_elsewhere_is_left_alone(home: Home, *, has_written: bool) -> None:
    script = (
        "import sys; from pathlib import Path; from journal_samples import review, stamp;"
        " from offbook.journal.journal import Journal; journal = Journal.open(Path(sys.argv[1]));"
        f" {has_written} and journal.append([review()], stamp(9)); print('ready', flush=True); input()"
    )
    command = [sys.executable, "-c", script, str(home.journal)]
    with subprocess.Popen(
        command, cwd=HERE, env=_env(), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        with pytest.raises(JournalError, match=r"is open in another Offbook\. Nothing was changed"):
            home.put_back()
        assert not home.kept.exists()
        other.communicate("\n")
    assert count(home.journal) == 5 + has_written
    assert home.names == ["copies", "journal.db"]


def test_a_restored_journal_that_nobody_has_written_to_is_known_to_be_open_too(home: Home) -> None:
    home.put_back()
    with Journal.open(home.journal), pytest.raises(JournalError, match="is open in another Offbook"):
        home.put_back()


def test_whoever_has_the_old_journal_open_cannot_write_to_it_any_more(home: Home) -> None:
    """A journal that was closed for an idle moment holds no lock."""
    with Journal.open(home.journal) as journal:
        journal.append([review()], stamp(3))
        journal.checkpoint()
        home.put_back()
        with pytest.raises(JournalError, match="was moved, replaced or deleted"):
            journal.append([review()], stamp(4))
    assert (count(home.journal), count(home.kept)) == (2, 6)


def test_where_there_is_none_a_copy_is_put_too(home: Home) -> None:
    shutil.move(home.copy, home.folder.parent / "copy.db")
    shutil.rmtree(home.folder)
    moved = home.folder.parent / "copy.db"
    assert put_back(moved, home.journal, home.keep, TAKEN) is None
    assert count(home.journal) == 2
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700
    assert home.names == ["journal.db"]


def test_a_damaged_journal_is_set_aside_whole(home: Home) -> None:
    home.damage()
    before = home.journal.read_bytes()

    assert home.put_back() == home.folder / f"{ASIDE}.db"
    assert count(home.journal) == 2
    assert (home.folder / f"{ASIDE}.db").read_bytes() == before
    assert home.names == ["copies", f"{ASIDE}.db", "journal.db"]

    home.damage()
    assert home.put_back() == home.folder / f"{ASIDE}-2.db"
    assert count(home.journal) == 2


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
@pytest.mark.parametrize("content", [b"", b"a letter" * 1_000])
def test_whatever_else_is_in_its_place_is_set_aside_with_what_lies_beside_it(
    home: Home, monkeypatch: pytest.MonkeyPatch, content: bytes, *, links: bool
) -> None:
    if not links:

        def refuse(*_: object) -> None:
            raise OSError

        monkeypatch.setattr(os, "link", refuse)
    home.journal.write_bytes(content)
    for end in ("-wal", "-shm"):
        home.journal.with_name(f"journal.db{end}").write_bytes(b"of old" * 1_000)

    assert home.put_back() == home.folder / f"{ASIDE}.db"
    assert count(home.journal) == 2
    assert (home.folder / f"{ASIDE}.db").read_bytes() == content
    assert (home.folder / f"{ASIDE}.db-wal").read_bytes() == b"of old" * 1_000
    assert "journal.db-wal" not in home.names


def test_a_log_without_its_journal_is_set_aside(home: Home) -> None:
    home.journal.unlink()
    home.journal.with_name("journal.db-wal").write_bytes(b"of old" * 1_000)
    assert home.put_back() == home.folder / f"{ASIDE}.db"
    assert count(home.journal) == 2
    assert home.names == ["copies", f"{ASIDE}.db-wal", "journal.db"]


def test_a_folder_in_its_place_stays(home: Home) -> None:
    home.journal.unlink()
    home.journal.mkdir()
    with pytest.raises(JournalError, match=r"cannot be opened\. Check that it is a file"):
        home.put_back()
    assert home.names == ["copies", "journal.db"]


def test_a_link_to_the_journal_goes_on_leading_there(home: Home) -> None:
    real = home.folder.parent / "elsewhere" / "mine.db"
    real.parent.mkdir()
    shutil.move(home.journal, real)
    home.journal.symlink_to(real)
    assert home.put_back() is None
    assert home.journal.is_symlink()
    assert (count(real), count(home.kept)) == (2, 5)
    assert [one.name for one in real.parent.iterdir()] == ["mine.db"]


def test_a_damaged_copy_is_not_put_anywhere(home: Home) -> None:
    with home.copy.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\x5a" * 4096)
    with pytest.raises(JournalError, match="damaged"):
        home.put_back()
    assert count(home.journal) == 5
    assert home.names == ["copies", "journal.db"]


# ---- Cut short -----------------------------------------------------------------------------------

TRIALS = """
import os, shutil, sqlite3, sys, tempfile
from pathlib import Path
from test_restoring import Home

def trial(folder, last):
    steps = 0
    def step(event, args):
        nonlocal steps
        if event in {"open", "os.link", "os.remove", "os.rename", "sqlite3.connect", "shutil.copyfile"}:
            steps += 1
            if steps == last:
                os._exit(9)
    sys.addaudithook(step)
    Home(folder).put_back()

home, last, code = Path(sys.argv[1]), 0, None
while code != 0:
    last += 1
    folder = home.with_name(f"trial-{last}")
    shutil.copytree(home, folder)
    if not (child := os.fork()):
        trial(folder, last)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, 9}, code
print(last)
"""
"""Puts the copy back again and again, each time killed one step later, until it comes to its end."""


def _sound(_: Home) -> None:
    """The journal as it is."""


def _with_log(home: Home) -> None:
    fill_log(home.journal)


def _damaged(home: Home) -> None:
    home.damage()


def _gone(home: Home) -> None:
    home.journal.unlink()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.parametrize(("prepare", "old"), [(_sound, 5), (_with_log, 6), (_damaged, None), (_gone, None)])
def test_killed_at_any_step_it_leaves_one_of_the_two_whole(
    home: Home, prepare: Callable[[Home], None], old: int | None
) -> None:
    prepare(home)
    before = home.journal.read_bytes() if home.journal.exists() else None
    done = subprocess.run(
        [sys.executable, "-c", TRIALS, str(home.folder)],
        cwd=HERE,
        env=_env(),
        check=True,
        capture_output=True,
        text=True,
    )
    last = int(done.stdout)
    assert last > 10, "there are steps to be killed at"
    found: list[int | None] = []
    for number in range(1, last + 1):
        trial = Home(home.folder.with_name(f"trial-{number}"))
        if old is None and (trial.journal.read_bytes() if trial.journal.exists() else None) == before:
            found.append(None)
        else:
            found.append(count(trial.journal))
            assert integrity(trial.journal) == "ok"
        if found[-1] == 2 and old:
            assert count(trial.kept) == old
        if found[-1] == 2 and prepare is _damaged:
            assert (trial.folder / f"{ASIDE}.db").read_bytes() == before
        # What was cut short is done by doing it again.
        trial.put_back()
        assert count(trial.journal) == 2
    assert {*found} == {old, 2}
    assert found == sorted(found, key=lambda one: one == 2), "first the old one, then the new one"


@pytest.mark.parametrize("prepare", [_sound, _with_log, _damaged])
@pytest.mark.parametrize("call", ["link", "replace", "unlink", "fsync", "rename"])
def test_whatever_the_system_refuses_one_of_the_two_is_there(
    home: Home, monkeypatch: pytest.MonkeyPatch, prepare: Callable[[Home], None], call: str
) -> None:
    prepare(home)
    before = home.journal.read_bytes()
    real, calls, refuse_at = getattr(os, call), 0, 0

    def refuse(*args: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == refuse_at:
            raise PermissionError(13, "Permission denied", str(args[0]))
        return real(*args, **more)

    monkeypatch.setattr(os, call, refuse)
    while calls >= refuse_at:
        refuse_at, calls = refuse_at + 1, 0
        try:
            home.put_back()
        except JournalError as error:
            assert "Permission denied" in str(error)  # noqa: PT017 - it need not be raised
        if prepare is _damaged and home.journal.read_bytes() == before:
            continue
        assert count(home.journal) in {2, 5, 6}
        if prepare is _damaged:
            assert (home.folder / f"{ASIDE}.db").read_bytes() == before
        with closing(sqlite3.connect(home.journal)) as db:
            assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert not [name for name in home.names if name.startswith(".")]
    monkeypatch.undo()
    home.put_back()
    assert count(home.journal) == 2
    assert contents.is_sound(home.journal)


def test_a_copy_from_elsewhere_is_only_read(home: Home) -> None:
    elsewhere = home.folder.parent / "stick" / "copy.db"
    backup(home.copy, elsewhere)
    before = elsewhere.read_bytes()
    put_back(elsewhere, home.journal, home.keep, TAKEN)
    assert elsewhere.read_bytes() == before
    assert [one.name for one in elsewhere.parent.iterdir()] == ["copy.db"]
