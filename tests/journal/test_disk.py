"""Files come into being whole, for their owner alone, and stay after a power cut."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from offbook.journal import disk, files


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_folders_that_are_made_are_private_and_those_that_were_there_stay(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir(0o755)
    disk.make_folder(there / "a" / "b")
    disk.make_folder(there / "a" / "b")

    assert [mode(one) for one in (there, there / "a", there / "a" / "b")] == [0o755, 0o700, 0o700]


def test_a_draft_is_private_and_does_not_stay(tmp_path: Path) -> None:
    with disk.draft(tmp_path / "file") as made:
        assert made.parent == tmp_path
        assert mode(made) == 0o600
    with pytest.raises(ZeroDivisionError), disk.draft(tmp_path / "file"):
        _ = 1 / 0

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("links", [True, False])
def test_a_claim_takes_no_other_s_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    if not links:

        def refuse(*_: object) -> None:
            raise OSError(errno.EOPNOTSUPP, "no hard links on this disk")

        monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "file"
    for content in ("first", "second"):
        with disk.draft(target) as made:
            made.write_text(content)
            disk.claim(made, target)

    assert target.read_text() == "first"
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_journal_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, synced = tmp_path / "home" / "journal.db", []
    sync = disk.sync

    def watch(one: Path) -> None:
        synced.append((one, path.exists()))
        sync(one)

    monkeypatch.setattr(disk, "sync", watch)
    files.create(path)

    (parent, _), (made, named_early), (folder, named) = synced
    assert (parent, folder) == (tmp_path, path.parent)
    assert made.parent == path.parent
    assert (named_early, named) == (False, True)
