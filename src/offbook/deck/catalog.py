"""Where decks are: the folders they are looked for in, and the decks found there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from offbook.deck.cache import Cache, Header, header_of
from offbook.deck.clean import defuse, quoted
from offbook.deck.findings import did_you_mean, listing
from offbook.deck.names import CardId, DeckId
from offbook.deck.problems import Code, Level, Problem
from offbook.deck.read import Reading, parse_bytes, stem_of, unreadable
from offbook.deck.source import Footprint, content, footprint
from offbook.errors import DeckError

MOST_FILES = 1_000
"""Decks of one folder that are looked at."""
SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A deck as a list of decks shows it, without its cards."""

    id: DeckId
    title: str
    summary: str
    path: Path
    cards: tuple[CardId, ...]
    """The cards of study, in the order of the file."""
    quiz_only: int = 0
    """How many cards are kept for quizzes."""
    errors: int = 0
    warnings: int = 0
    source: str = ""
    footprint: Footprint | None = None
    """The file as it was read; compare it with ``source.footprint`` to see whether it changed."""

    @property
    def count(self) -> int:
        """How many cards the deck has, those kept for quizzes too; see ``counting``."""
        return len(self.cards) + self.quiz_only


class Catalog:
    """The decks under some folders; of two with one id, the earlier folder's is used.

    ``cache`` is a folder for what was read before; None to read everything anew. Files are looked
    at again with every question, and read again only if they changed.
    """

    def __init__(self, folders: Sequence[Path], cache: Path | None) -> None:
        self._folders = tuple(dict.fromkeys(folder.absolute() for folder in folders))
        self._cache = Cache(cache)
        self._entries: dict[Path, Entry] = {}
        self._readings: dict[Path, Reading] = {}

    def entries(self) -> tuple[Entry, ...]:
        """Every deck, by folder and then by file name; those that cannot be read have errors and no cards."""
        return self._survey()[0]

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the decks as a collection: files left out, and why."""
        return self._survey()[1]

    def find(self, name: str) -> Entry:
        """The deck with this id, path or file name. Raises DeckError with the nearest names."""
        entries = self.entries()
        for entry in entries:
            if entry.id == name:
                return entry
        path = Path(name).absolute()
        if path.suffix == SUFFIX or os.sep in name or (name and path.is_file()):
            if path.is_dir():
                raise DeckError(
                    f"{defuse(name)} is a folder; name a deck in it, or use --decks {defuse(name)}"
                )
            if footprint(path) is None:
                # A file of a folder of decks is known by its name, wherever one stands.
                if kept := named(name, (entry.path for entry in entries)):
                    return self._entry(kept)
                raise DeckError(f"there is no deck at {defuse(name)}; offbook decks lists those there are")
            return self._entry(path)
        known = [entry.id for entry in entries]
        within = [entry for entry in known if name and name in entry]
        near = (
            did_you_mean(name, known)
            or (f"did you mean {quoted(within[0])}?" if within else "")
            or (f"there are {listing(known)}" if known else "there are no decks")
        )
        raise DeckError(f"there is no deck {quoted(name)}; {near}")

    def reading(self, entry: Entry) -> Reading:
        """A deck with all its cards and problems, as its file is now."""
        path = entry.path
        now = footprint(path)
        kept = self._readings.get(path)
        if kept is None or now is None or kept.footprint != now:
            kept = (self._cache.reading(path, now) if now else None) or self._read(path)
            self._readings[path] = kept
        return kept

    def _survey(self) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
        entries: dict[DeckId, Entry] = {}
        problems: list[Problem] = []
        for folder in self._folders:
            paths = decks_in(folder)
            if len(paths) > MOST_FILES:
                message = f"more than {MOST_FILES} decks in one folder; those after this one are left out"
                problems.append(_warning(paths[MOST_FILES - 1], message, Code.MANY_DECKS))
            for path in paths[:MOST_FILES]:
                entry = self._entry(path)
                first = entries.setdefault(entry.id, entry)
                if first is not entry:
                    problems.append(taken_by(path, entry.id, first.path))
        return tuple(entries.values()), tuple(problems)

    def _entry(self, path: Path) -> Entry:
        now = footprint(path)
        kept = self._entries.get(path)
        if kept is None or now is None or kept.footprint != now:
            header = self._cache.header(path, now) if now else None
            if header is None:
                reading = self._read(path)
                self._readings[path] = reading
                header, now = header_of(reading, stem_of(path)), reading.footprint
            kept = _listed(header, path, now)
            self._entries[path] = kept
        return kept

    def _read(self, path: Path) -> Reading:
        try:
            found = content(path)
        except DeckError as error:
            return unreadable(str(path), str(error))
        reading = parse_bytes(found, str(path), path.stem)
        self._cache.store(path, found, reading, stem_of(path))
        return reading


def decks_in(folder: Path) -> list[Path]:
    """The files of a folder that are called decks, sorted; at most one more than are looked at."""
    try:
        with os.scandir(folder) as found:
            names = sorted(_deck_names(found))
    except (OSError, ValueError):
        return []
    return [folder / name for name in names[: MOST_FILES + 1]]


def named(name: str, paths: Iterable[Path]) -> Path | None:
    """The first of some decks whose file has this name, with or without its ending; None if none has."""
    wanted = name if name.endswith(SUFFIX) else f"{name}{SUFFIX}"
    return next((path for path in paths if path.name == wanted), None)


def taken_by(path: Path, deck: DeckId, first: Path) -> Problem:
    """A deck that is passed over, because another has its id."""
    message = f"not used: its id {quoted(deck)} is taken by {defuse(str(first))}; change one of the two"
    return _warning(path, message, Code.TAKEN_ID)


def _deck_names(found: Iterator[os.DirEntry[str]]) -> Iterator[str]:
    return (one.name for one in found if one.name.endswith(SUFFIX) and not one.name.startswith("."))


def _listed(header: Header, path: Path, now: Footprint | None) -> Entry:
    return Entry(
        header.id,
        header.title,
        header.summary,
        path,
        header.cards,
        header.quiz_only,
        header.errors,
        header.warnings,
        header.source,
        now,
    )


def _warning(path: Path, message: str, code: Code) -> Problem:
    return Problem(defuse(str(path)), 1, 1, Level.WARNING, message, code)
