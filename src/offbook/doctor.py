"""The use cases of looking after the journal's file: what is wrong with it, and putting it right."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from offbook.author import Author
from offbook.clock import Moment
from offbook.deck.catalog import Catalog
from offbook.deck.clean import defuse
from offbook.errors import JournalError
from offbook.journal import checkup
from offbook.journal.checkup import Checkup
from offbook.journal.journal import Journal
from offbook.journal.mending import Mended, mend
from offbook.journal.migrations import VERSION
from offbook.library import Library
from offbook.paths import Places

NAMED = 5
"""Cards without a deck that are told by name."""
COPIES_READ = 3
"""The newest sound copies that a repair reads."""
REPAIR = (
    "offbook doctor --repair makes a new one of all that can still be read, and keeps this one beside it."
)
REBUILD = "offbook doctor --rebuild makes that again from the events."


class State(StrEnum):
    """How a check came out."""

    SOUND = "sound"
    NOTE = "note"
    """Worth knowing; nothing is wrong with the journal."""
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str
    """The name of the check, which programs may rely on."""
    state: State
    told: str
    """What was found, in a sentence."""
    advice: str = ""
    """What to do about it; empty where nothing is."""


class Doctor:
    """One person's journal as a file. Nothing is created where nothing is."""

    def __init__(self, places: Places, make_id: Callable[[int], bytes]) -> None:
        self._places = places
        self._path = places.journal
        self._checkup = Checkup(self._path)
        self._make_id = make_id

    def examine(self) -> Iterator[Finding]:
        """Check after check, each as soon as it is done, as far as they make sense after one another.

        Nothing is changed. Raises JournalError if the disk fails.
        """
        if not self._path.exists():
            yield Finding("file", State.SOUND, f"There is no journal yet at {_told(self._path)}.")
        else:
            yield _private("file", self._path, 0o600)
            yield _private("folder", self._path.parent, 0o700)
            yield from self._content()
        yield self._copies()

    def needs_repair(self) -> bool:
        """Whether the file is damaged, rather than missing, sound, or of a later version."""
        return self._path.exists() and self._checkup.is_damaged()

    def needs_rebuild(self) -> bool:
        """Whether what is kept beside the events of a sound journal differs from what they make of it."""
        if not self._path.exists() or self._opens().state is State.PROBLEM or self.needs_repair():
            return False
        return self._version().state is State.SOUND and bool(self._checkup.differences())

    def rebuild(self) -> bool:
        """Make everything that is kept beside the events again from them; whether there is a journal.

        Raises JournalError if it is damaged or cannot be written.
        """
        if self._path.exists():
            with Journal.open(self._path) as journal:
                journal.rebuild()
        return self._path.exists()

    def repair(self, now: Moment) -> Mended:
        """Put a new journal in the place of a damaged one, of all that it and its copies still hold.

        Raises JournalError if that cannot be done; then everything is as it was.
        """
        sound = [path for path in checkup.copies(self._path) if checkup.is_sound_copy(path)]
        return mend(self._path, sound[:COPIES_READ], now.local())

    def _content(self) -> Iterator[Finding]:
        """What the file and its log hold."""
        found: list[Finding] = []
        for check in (self._opens, self._version, self._whole, self._log, self._references, self._readable):
            found.append(check())
            yield found[-1]
            # What cannot be opened or is damaged cannot be asked any more.
            if found[-1].state is State.PROBLEM:
                return
        if found[1].state is State.SOUND:
            differing = self._checkup.differences()
            yield _derived("memory", "Where each card stands", differing, checkup.MEMORY)
            yield _derived("sums", "The daily sums", differing, checkup.SUMS)
            if not differing:
                yield self._cards()

    def _opens(self) -> Finding:
        try:
            self._checkup.version()
        except JournalError as error:
            advice = REPAIR if self._checkup.is_damaged() else ""
            return Finding("opens", State.PROBLEM, defuse(str(error)), advice)
        return Finding("opens", State.SOUND, "It opens as a journal of Offbook.")

    def _version(self) -> Finding:
        version = self._checkup.version()
        if version == VERSION:
            return Finding("version", State.SOUND, f"It is of version {version}, the present one.")
        told = f"It is of version {version}; the present one is {VERSION}."
        advice = "Offbook brings it up to date when it next opens it, and makes a copy first."
        return Finding("version", State.NOTE, told, advice)

    def _whole(self) -> Finding:
        if damage := self._checkup.damage():
            told = f"The file is damaged: {defuse('; '.join(damage))}."
            return Finding("whole", State.PROBLEM, told, REPAIR)
        return Finding(
            "whole", State.SOUND, "The file is whole: every page and every index is as it should be."
        )

    def _log(self) -> Finding:
        log = Path(f"{self._path}-wal")
        if not log.exists() or not log.stat().st_size:
            return Finding("log", State.SOUND, "No log was left beside it.")
        if lost := self._checkup.lost_in_log():
            told = f"Its log is damaged: {lost} sound pages stand behind one that is not, and are not read."
            return Finding("log", State.PROBLEM, told, f"{REPAIR} Do that before you open Offbook.")
        told = f"A log of {log.stat().st_size} bytes lies beside it: Offbook is open, or was cut off."
        return Finding("log", State.NOTE, told, "It goes into the file when Offbook is next left.")

    def _references(self) -> Finding:
        if broken := self._checkup.broken_references():
            told = f"In {broken} rows something is named that is not there."
            return Finding("references", State.PROBLEM, told, REPAIR)
        return Finding("references", State.SOUND, "Whatever a row names is there.")

    def _readable(self) -> Finding:
        if broken := self._checkup.unreadable():
            told = f"{broken} of its events cannot be read whole."
            return Finding("events", State.PROBLEM, told, REPAIR)
        return Finding("events", State.SOUND, "Every event can be read.")

    def _cards(self) -> Finding:
        """Whether every studied card is in some deck."""
        catalog = Catalog(self._places.deck_folders, None)
        with Journal.open(self._path) as journal:
            author = Author(Library(self._places, catalog), journal, self._make_id)
            lost, strays = author.lost(), author.strays()
        if not lost:
            return Finding("cards", State.SOUND, "Every card that was studied is in a deck.")
        named = ", ".join(defuse(f"{key.deck}/{key.card}") for key in lost[:NAMED])
        more = f" and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
        told = f"Cards that were studied and are in no deck: {named}{more}. Their histories are kept."
        advice = "They go on when the deck is back."
        if strays:
            advice = (
                f"w on the first page of offbook gives {len(strays)} of them to cards that were reworded."
            )
        return Finding("cards", State.NOTE, told, advice)

    def _copies(self) -> Finding:
        copies = checkup.copies(self._path)
        if not copies:
            return Finding("copies", State.NOTE, "There are no copies of it yet.")
        unsound = [path for path in copies if not checkup.is_sound_copy(path)]
        if unsound:
            told = f"Of {len(copies)} copies these are not sound: {', '.join(map(_told, unsound))}."
            return Finding(
                "copies", State.PROBLEM, told, "Move them away; nothing can be put back from them."
            )
        told = f"Copies that are there and sound: {len(copies)}, the latest at {_told(copies[0])}."
        return Finding("copies", State.SOUND, told)


def _private(check: str, path: Path, wanted: int) -> Finding:
    """Whether nobody but its owner may read or write a file or folder."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name != "posix" or not mode & 0o077:
        return Finding(check, State.SOUND, f"{_told(path)} is there, and for you alone.")
    told = f"{_told(path)} is open to others on this machine ({mode:03o})."
    return Finding(check, State.PROBLEM, told, f"Close it to them: chmod {wanted:o} {_told(path)}")


def _derived(check: str, what: str, differing: dict[str, int], tables: dict[str, str]) -> Finding:
    """Whether what is kept in some tables is what the events make of it."""
    rows = sum(number for table, number in differing.items() if table in tables)
    if rows:
        told = f"{what} differs from what the events say, in {rows} rows."
        return Finding(check, State.PROBLEM, told, REBUILD)
    return Finding(check, State.SOUND, f"{what}: as the events say.")


def _told(path: Path) -> str:
    return defuse(str(path))
