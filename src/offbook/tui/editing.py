"""Opening a deck in the person's own editor, at the line of a card."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from offbook.deck.cards import Card
from offbook.errors import OffbookError
from offbook.library import Library

HERE = "press E to edit here, in Offbook"
"""The way that needs no editor; whatever screen opens one has it on this key."""
_COLON = {"hx", "helix", "zed", "subl"}
_GOTO = {"code", "codium", "cursor"}
_WAIT = {"code", "codium", "cursor", "zed", "subl"}
_PLUS = {
    "vi",
    "vim",
    "nvim",
    "view",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "micro",
    "kak",
    "joe",
    "jed",
    "ne",
    "mg",
}


def edit(app: App[None], library: Library, card: Card) -> str:
    """Lend the terminal to the person's editor, at the card. What there is to tell, if anything.

    A deck that came with Offbook is copied first, and the copy takes its place; a copy that was
    left as it was goes away again. Raises OffbookError if the card cannot be edited.
    """
    path, line = library.place_of(card)
    editor = chosen()
    shipped = library.is_shipped(path)
    if shipped:
        path = library.make_own(path)
    try:
        _lend(app, command(editor, path, line))
    finally:
        kept = not shipped or not library.drop_if_untouched(path)
    return f"This is now a copy of your own: {path}" if shipped and kept else ""


def _lend(app: App[None], words: list[str]) -> None:
    """Run an editor in the terminal. Whatever becomes of it, the app has the terminal again after."""
    failed: OffbookError | None = None
    try:
        with app.suspend():
            try:
                run(words)
            except OffbookError as error:
                # Raised in here, it would leave the terminal with nobody.
                failed = error
    except SuspendNotSupported as error:
        raise OffbookError(
            f"This terminal cannot be lent to an editor. Edit the deck in another one, or {HERE}."
        ) from error
    if failed:
        raise failed


def command(editor: str, path: Path, line: int) -> list[str]:
    """The command that opens ``path`` at ``line``; editors that are not known open the file alone.

    Raises OffbookError if the editor's command line cannot be understood.
    """
    words = _words(editor)
    if not words:
        raise OffbookError(f"$EDITOR is empty. Set it to the command of your editor, or {HERE}.")
    name = Path(words[0]).stem
    wait = ["--wait"] if name in _WAIT and "--wait" not in words and "-w" not in words else []
    if name in _GOTO:
        return [*words, *wait, "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [*words, *wait, f"{path}:{line}"]
    return [*words, f"+{line}", str(path)] if name in _PLUS else [*words, str(path)]


def _words(editor: str) -> list[str]:
    try:
        return shlex.split(editor)
    except ValueError as error:
        raise OffbookError(
            f"$EDITOR is {editor!r}, which is not a command: {error}. Set it anew, or {HERE}."
        ) from error


def chosen() -> str:
    """The person's editor: ``VISUAL``, ``EDITOR``, or the first usual one that is there.

    Raises OffbookError if there is none, or if it is not there.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    found = named or next((name for name in ("nano", "vim", "vi") if shutil.which(name)), None)
    if not found:
        raise OffbookError(f"No editor was found. Set EDITOR to the command of yours, or {HERE}.")
    program = (_words(found) or [""])[0]
    if not shutil.which(program):
        raise OffbookError(
            f"{program or 'The editor'} cannot be started. Set EDITOR to the command of yours, or {HERE}."
        )
    return found


def run(words: list[str]) -> None:
    """Run an editor to its end. Raises OffbookError if it cannot be started or fails."""
    try:
        done = subprocess.run(words, check=False)  # noqa: S603
    except OSError as error:
        raise OffbookError(
            f"{words[0]} cannot be started: {error.strerror or error}. Set EDITOR to yours, or {HERE}."
        ) from error
    if done.returncode:
        raise OffbookError(f"{words[0]} ended with code {done.returncode}; the deck is read as it stands.")
