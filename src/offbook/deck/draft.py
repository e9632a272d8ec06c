"""A deck that is being edited: its text, and what is known of the file that it goes back to.

A file is overwritten only if its bytes are those that the text began from. Times and sizes only
say when to look; what another program wrote is told by the bytes, whatever the clock did.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count
from pathlib import Path

from offbook.deck.clean import defuse
from offbook.deck.source import Content, Footprint, content, footprint
from offbook.errors import DeckError
from offbook.files import write_new, write_whole

MARK = "\ufeff"
"""The byte order mark, as a character."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a deck between its file and its author."""

    path: Path
    text: str
    """As the author sees it: line feeds only, no byte order mark."""
    saved: str
    """The text of the file as it was last seen."""
    base: str
    """SHA-256 of the bytes that ``text`` began from; a file of other bytes is not overwritten."""
    footprint: Footprint | None
    """The file as it was last seen; None where there was none."""
    marked: bool = False
    """Whether the file begins with a byte order mark."""
    ending: str = "\n"
    """What ends its lines: a line feed, or a carriage return before it."""
    mixed: bool = False
    """Whether some of its lines end in the other way; once saved, all end in this one."""

    @property
    def is_dirty(self) -> bool:
        """Whether there is anything to save."""
        return self.text != self.saved

    def edited(self, text: str) -> Draft:
        """The draft with another text."""
        return replace(self, text=text)

    def encoded(self) -> str:
        """The text as its file has it: with its mark and its line ends."""
        body = self.text if self.ending == "\n" else self.text.replace("\n", self.ending)
        return (MARK if self.marked else "") + body


@dataclass(frozen=True, slots=True)
class Saved:
    """The text is in its file."""

    draft: Draft
    renewed: bool = False
    """Whether the file had been gone."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another program wrote to the file meanwhile; nothing was written."""

    theirs: Draft
    """The file as it is now."""


@dataclass(frozen=True, slots=True)
class Same:
    """The file says what it said."""

    draft: Draft
    """With the footprint of now."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The file says something else."""

    theirs: Draft


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no file of that name."""

    now: Path | None = None
    """Where the very file is that was there, if it was only renamed."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The file cannot be read."""

    reason: str


Look = Same | Changed | Gone | Refused


def opened(path: Path) -> Draft:
    """A deck as its file is now. Raises DeckError, with what to do, where that cannot be edited."""
    try:
        return _draft(path, content(path))
    except DeckError as error:
        raise DeckError(f"{defuse(str(path))}: {error}") from error


def look(draft: Draft) -> Look:
    """What became of the draft's file since it was last seen. Never raises."""
    now = footprint(draft.path)
    if now is None:
        return Gone(_renamed(draft))
    if now == draft.footprint:
        return Same(draft)
    try:
        theirs = _draft(draft.path, content(draft.path))
    except DeckError as error:
        return Refused(str(error))
    return Changed(theirs) if theirs.base != draft.base else Same(replace(draft, footprint=now))


def save(draft: Draft) -> Saved | Conflict:
    """Put the text into its file, whole or not at all.

    Raises DeckError, with the reason and the file untouched, if it cannot be written.
    """
    text = draft.encoded()
    after = _digest(text.encode("utf-8", "surrogatepass"))
    theirs = _now(draft)
    if theirs and theirs.base not in {draft.base, after}:
        return Conflict(theirs)
    _require_writable(draft.path)

    def still() -> None:
        found = _now(draft)
        if found and found.base not in {draft.base, after}:
            raise _OvertakenError(found)

    try:
        write_whole(draft.path, text, last=still)
    except _OvertakenError as error:
        return Conflict(error.theirs)
    except (OSError, UnicodeEncodeError) as error:
        raise _unwritable(draft.path, error) from error
    kept = replace(draft, saved=draft.text, base=after, footprint=footprint(draft.path), mixed=False)
    return Saved(kept, renewed=theirs is None)


def kept_beside(draft: Draft) -> Path:
    """Write the text into a new file beside the deck's, which no list of decks shows; where it is.

    Raises DeckError if it cannot be written.
    """
    for place in _names_beside(draft.path):
        try:
            write_new(place, draft.encoded())
        except FileExistsError:
            continue
        except (OSError, UnicodeEncodeError) as error:
            raise _unwritable(place, error) from error
        return place
    raise AssertionError("names do not end")  # pragma: no cover


class _OvertakenError(Exception):
    """Another program was faster."""

    def __init__(self, theirs: Draft) -> None:
        super().__init__()
        self.theirs = theirs


def _draft(path: Path, found: Content) -> Draft:
    try:
        whole = found.data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = found.data.count(b"\n", 0, error.start) + 1
        byte = found.data[error.start]
        raise DeckError(f"byte 0x{byte:02x} on line {line} is not UTF-8; save the file as UTF-8") from error
    text = whole.removeprefix(MARK)
    pairs, feeds = text.count("\r\n"), text.count("\n")
    body = text.replace("\r\n", "\n")
    return Draft(
        path,
        body,
        body,
        _digest(found.data),
        found.footprint,
        marked=whole.startswith(MARK),
        ending="\r\n" if pairs * 2 > feeds else "\n",
        mixed=0 < pairs < feeds,
    )


def _now(draft: Draft) -> Draft | None:
    """The file as it is now; None where there is none. Raises DeckError if it cannot be read."""
    if footprint(draft.path) is None:
        return None
    return opened(draft.path)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _require_writable(path: Path) -> None:
    """A file that was made read-only could still be replaced; its owner meant it not to be."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise DeckError(
            f"{defuse(str(path))} is read-only; allow it to be written, and save again. Nothing is lost."
        )


def _renamed(draft: Draft) -> Path | None:
    """The file of the folder that is the one the draft was read from."""
    was = draft.footprint
    if was is None or not was.inode:
        return None
    try:
        beside = sorted(draft.path.parent.iterdir())
    except OSError:
        return None
    # The time tells it from a new file that was given the number of an old one.
    return next((path for path in beside if footprint(path) == was), None)


def _names_beside(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.name}.mine")
    for number in count(2):
        yield path.with_name(f"{path.name}.mine{number}")


def _unwritable(path: Path, error: OSError | UnicodeEncodeError) -> DeckError:
    if isinstance(error, UnicodeEncodeError):
        sign = error.object[error.start]
        return DeckError(
            f"U+{ord(sign):04X} stands in the text and is half a character; take it out, and save again"
        )
    reason = (error.strerror or str(error)).lower()
    return DeckError(f"{defuse(str(path))} cannot be written: {reason}. Nothing was changed.")
