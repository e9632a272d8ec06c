"""Reading files that anyone may have put there: regular ones only, bounded, and never waiting."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from offbook.errors import DeckError

LARGEST = 8_000_000
"""Bytes of a deck."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """What tells, without reading it, whether a file changed."""

    mtime: int
    """Nanoseconds."""
    size: int
    """Bytes."""
    inode: int


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, and its footprint as they were read."""

    data: bytes
    footprint: Footprint


def footprint(path: Path) -> Footprint | None:
    """The footprint of a file as it is now; None if there is none. Cheap enough to be asked every second."""
    try:
        return _footprint(path.stat())
    except (OSError, ValueError):
        return None


def content(path: Path, largest: int = LARGEST) -> Content:
    """Read a regular file, or what a link to one leads to.

    Raises DeckError with the reason, without the file's name.
    """
    try:
        _require_regular(path.stat())
        # Between the look and the opening the file may be exchanged: a pipe must not make it wait.
        flags = (
            os.O_RDONLY
            | getattr(os, "O_NONBLOCK", 0)
            | getattr(os, "O_NOCTTY", 0)
            | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(os.open(path, flags), "rb") as file:
            found = os.fstat(file.fileno())
            _require_regular(found)
            # A file may grow while it is read, and some have no size until they are.
            data = b"" if found.st_size > largest else file.read(largest + 1)
    except (OSError, ValueError) as error:
        raise DeckError(_reason(error)) from error
    if max(len(data), found.st_size) > largest:
        raise DeckError(f"this file is larger than {largest // 1_000_000} MB; split the deck in two")
    return Content(data, _footprint(found))


def _footprint(found: os.stat_result) -> Footprint:
    return Footprint(found.st_mtime_ns, found.st_size, found.st_ino)


def _require_regular(found: os.stat_result) -> None:
    mode = found.st_mode
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise DeckError("this is a folder, not a deck; decks are files that end in .toml")
    what = "a named pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    raise DeckError(f"this is {what}, not a file; a deck is a regular file")


def _reason(error: OSError | ValueError) -> str:
    if not isinstance(error, OSError):
        return "no file can have this name"
    match error.errno:
        case errno.ENOENT:
            return "there is no such file; look at its name and folder"
        case errno.ELOOP:
            return "this link leads back to itself; point it at a file"
        case errno.EACCES | errno.EPERM:
            return "you are not allowed to read this file; change its permissions"
        case errno.ENAMETOOLONG:
            return "this name is too long for a file"
        case errno.ENOTDIR:
            return "a folder on the way to this file is itself a file"
        case _:
            return f"this file cannot be read: {error.strerror or error}"
