"""Copies of a journal: whole and checked, while it is written, and broken off when told to."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal_samples import integrity, review, stamp
from offbook.errors import JournalError
from offbook.journal import backup as copying
from offbook.journal import contents, disk
from offbook.journal.backup import BrokenOffError, DamagedError, backup, fill
from offbook.journal.journal import Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    """A journal with a hundred events, half of them in its log."""
    with Journal.open(path) as found:
        found.append([review()] * 50, stamp(1))
        found.checkpoint()
        found.append([review()] * 50, stamp(2))
        yield found


def garble(path: Path, page: int = 3) -> None:
    """Overwrite a page."""
    with path.open("r+b") as file:
        file.seek(4096 * page)
        file.write(b"\x5a" * 4096)


def test_a_copy_is_one_file_for_its_owner_with_everything_in_it(
    journal: Journal, path: Path, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.touch(0o600)
    fill(path, made)

    assert contents.mark(made) == contents.mark(path)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home", "made"]
    assert integrity(made) == "ok"
    with Journal.open(made) as copy:
        assert list(copy.events()) == list(journal.events())


def test_what_is_written_meanwhile_neither_starts_it_again_nor_gets_half_into_it(
    journal: Journal, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PORTION", 1)
    made, asked = tmp_path / "made", 0
    made.touch()

    def go_on() -> bool:
        nonlocal asked
        asked += 1
        journal.append([review()] * 3, stamp(10 + asked))
        return True

    pages = path.stat().st_size // 4096
    fill(path, made, go_on)

    assert pages <= asked <= 2 * pages
    assert contents.look(made).events == 100
    assert contents.lacking(path, made).events == 0


@pytest.mark.parametrize("after", [0, 1, 7])
def test_a_copy_is_broken_off_within_a_portion(
    journal: Journal, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(copying, "PORTION", 1)
    made, answers = tmp_path / "made", iter([True] * after)
    made.touch()
    with pytest.raises(BrokenOffError, match="broken off; nothing was changed"):
        fill(path, made, lambda: next(answers, False))
    journal.append([review()], stamp(3))
    assert integrity(path) == "ok"


def test_checking_a_copy_is_broken_off_too(
    journal: Journal, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert journal.path == path
    monkeypatch.setattr(copying, "_STEPS", 10)
    made, answers = tmp_path / "made", iter([True])
    made.touch()
    with pytest.raises(BrokenOffError):
        fill(path, made, lambda: next(answers, False))


def test_a_damaged_journal_gives_no_copy(journal: Journal, path: Path, tmp_path: Path) -> None:
    journal.close()
    garble(path)
    made = tmp_path / "made"
    made.touch()
    with pytest.raises(DamagedError, match=r"The journal is damaged \(.*\).*offbook doctor.*offbook restore"):
        fill(path, made)


def test_a_full_disk_leaves_the_earlier_copy_as_it_was(
    journal: Journal, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copies" / "copy.db"
    backup(path, target)
    before = target.read_bytes()
    journal.append([review()], stamp(3))

    def refuse(_: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, "sync", refuse)
    with pytest.raises(JournalError, match="cannot be reached: No space left on device"):
        backup(path, target)
    assert target.read_bytes() == before
    assert [one.name for one in target.parent.iterdir()] == ["copy.db"]
