"""A journal's file together with what SQLite keeps beside it: all of it goes by one name."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from itertools import count
from pathlib import Path

from offbook.journal import disk

_ENDS = ("", "-wal", "-shm", "-journal")


def all_of(path: Path) -> list[Path]:
    """The file, and what may lie beside it."""
    return [path.with_name(path.name + end) for end in _ENDS]


def drop(path: Path) -> None:
    """Delete what lies beside the file: a log would be read into whatever takes the file's name."""
    for one in all_of(path)[1:]:
        one.unlink(missing_ok=True)


def set_aside(path: Path, taken: datetime) -> Path:
    """Give all of a damaged journal second names, with the time ``taken``; the first of them.

    They stay when the first ones are given up.
    """
    aside = _free(path.with_stem(f"{path.stem}-damaged-{taken.date().isoformat()}-{taken:%H%M%S}"))
    # The log first: a file of that name without its log would be taken to be all there is.
    for source, target in reversed([*zip(all_of(path), all_of(aside), strict=True)]):
        if source.exists():
            _second_name(source, target)
    disk.sync_folder(path.parent)
    return aside


def _free(path: Path) -> Path:
    """The path, or the first of its numbered neighbours of whose names none is taken."""
    for number in count(1):
        free = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        if not any(one.exists() for one in all_of(free)):
            return free
    raise AssertionError("numbers do not end")  # pragma: no cover


def _second_name(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        # A disk without hard links (exFAT).
        with disk.draft(target) as made:
            shutil.copyfile(source, made)
            disk.sync(made)
            disk.claim(made, target)
