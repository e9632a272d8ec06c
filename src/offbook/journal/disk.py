"""Files that only their owner may read, and that a power cut does not half write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for the owner alone (0700)."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        # Another Offbook may make it at the same moment.
        with suppress(FileExistsError):
            one.mkdir(0o700)
        sync_folder(one.parent)


@contextmanager
def draft(target: Path) -> Iterator[Path]:
    """A new file beside ``target`` for the owner alone (0600), gone at the end unless it was moved."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can say so."""
    # Windows opens no folder; some network disks do not sync one.
    with suppress(OSError):
        sync(folder)


def claim(made: Path, target: Path) -> bool:
    """Give a finished file its name, unless another Offbook was faster; then that one's stays.

    Whether it has its name now.
    """
    try:
        os.link(made, target)
    except FileExistsError:
        return False
    except OSError:
        # A disk without hard links (exFAT): there the look and the move are two steps.
        if target.exists():
            return False
        made.rename(target)
    sync_folder(target.parent)
    return True
