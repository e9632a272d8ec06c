"""Writing files so that there is the old one or the new one, never half of either."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

PRIVATE_FOLDER = 0o700


def write_whole(
    path: Path,
    text: str | Iterable[str],
    *,
    private: bool = False,
    last: Callable[[], None] | None = None,
) -> None:
    """Write ``text``, whole or piece by piece, as UTF-8 to a file beside ``path`` and move it into place.

    Missing folders are made, for the owner alone. An existing file keeps its permissions unless
    ``private`` makes it the owner's alone; a link keeps pointing at the file that is written.
    ``last`` is called when nothing but the move is left to do, and may forbid it by raising.
    Raises OSError if the folder cannot be written, with the old file untouched.
    """
    path = path.resolve()
    make_folder(path.parent)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.writelines((text,) if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            Path(name).chmod(_mode(path))
        if last:
            last()
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_new(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 into a file that is not there yet, in a folder that is.

    Raises FileExistsError if there is one of that name, and OSError or ValueError if it cannot be
    written; then nothing is left of it.
    """
    # Claims the name, so that no other program's file is ever written over.
    path.open("x").close()
    try:
        write_whole(path, text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each for the owner alone."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0o077)
        os.umask(mask)
        return 0o666 & ~mask
