"""The folder of a journal's copies: what is in it, and how it comes and goes."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from offbook.clock import HOUR, Moment
from offbook.journal import disk
from offbook.journal.rotation import Dated, Kind, Name, file_name, order, read_name, stale


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that is there."""

    path: Path
    name: Name


def kept(folder: Path) -> list[Copy]:
    """The copies in a folder, the last one first; every other file is left out. Raises OSError."""
    found = [Copy(path, name) for path in _files(folder) if (name := read_name(path.name))]
    return sorted(found, key=lambda one: order(one.name), reverse=True)


def publish(made: Path, folder: Path, name: Dated) -> Copy:
    """Give a finished copy its name, with the first number that no other copy has. Raises OSError."""
    for number in count(name.number):
        numbered = replace(name, number=number)
        path = folder / file_name(numbered)
        if disk.claim(made, path):
            return Copy(path, numbered)
    raise AssertionError("numbers do not end")  # pragma: no cover


def repeat(path: Path, folder: Path, name: Dated) -> Copy | None:
    """Give a copy another name beside its own, without another file; None where that cannot be."""
    target = folder / file_name(name)
    try:
        os.link(path, target)
    except OSError:
        return None
    disk.sync_folder(folder)
    return Copy(target, name)


def rotate(folder: Path, now: Moment, rollover: int, only: Kind | None = None) -> None:
    """Delete the copies that need not be kept, or those of one kind, and drafts that were not finished.

    Raises OSError; the next time deletes what is left.
    """
    copies = {one.name: one.path for one in kept(folder)}
    for name in stale(copies.keys(), now.day(rollover), rollover):
        if only is None or (isinstance(name, Dated) and name.kind is only):
            copies[name].unlink(missing_ok=True)
    sweep(folder, now)


def sweep(folder: Path, now: Moment) -> None:
    """Delete drafts of copies that an earlier Offbook could not finish. Raises OSError."""
    for path in _files(folder):
        if _DRAFT.fullmatch(path.name):
            # An hour, since another Offbook may be at work on one.
            with suppress(FileNotFoundError):
                if path.stat().st_mtime * 1000 < now.ms - HOUR:
                    path.unlink()


def _files(folder: Path) -> Iterator[Path]:
    """The ordinary files of a folder, which need not be there."""
    try:
        found = list(folder.iterdir())
    except FileNotFoundError:
        return
    for path in found:
        with suppress(FileNotFoundError):
            if stat.S_ISREG(path.lstat().st_mode):
                yield path


_DRAFT = re.compile(r"\.journal\.db\.[a-z0-9_]{8}(?:-journal|-wal|-shm)?")
