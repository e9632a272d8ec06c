"""Decks kept as they were read, so that an unchanged file is neither parsed nor validated again.

A cache file is two lines of JSON: a header that is enough for a list of decks, and a body with
the deck itself, which is decoded only when it is opened. A cache that cannot be read or written,
or that is damaged, is as good as none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from offbook import __version__
from offbook.deck.clean import defuse
from offbook.deck.names import CardId, DeckId
from offbook.deck.problems import Level, Problem
from offbook.deck.read import Reading
from offbook.deck.source import Content, Footprint, content
from offbook.errors import DeckError

VERSION = f"{__version__}/3"
"""What reading a deck comes to may change with either part; a cache of another version is not used."""
RACY = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was cached may have changed again unseen."""
_DAMAGE = (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class Header:
    """What a list of decks shows of one."""

    id: DeckId
    title: str
    summary: str = ""
    source: str = ""
    cards: tuple[CardId, ...] = ()
    """The cards of study, in the order of the file."""
    quiz_only: int = 0
    """How many cards are kept for quizzes."""
    errors: int = 0
    warnings: int = 0


def header_of(reading: Reading, stem: str) -> Header:
    """The header of a reading; a file that cannot be used is called by its ``stem``."""
    deck = reading.deck
    if deck is None:
        return Header(DeckId(stem), stem, errors=reading.errors, warnings=reading.warnings)
    study = tuple(card.facts.key.card for card in deck.cards if not card.facts.quiz_only)
    return Header(
        deck.id,
        deck.title,
        deck.summary,
        deck.source,
        study,
        len(deck.cards) - len(study),
        reading.errors,
        reading.warnings,
    )


class Cache:
    """The cached decks under one folder; without a folder, it keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def header(self, path: Path, footprint: Footprint) -> Header | None:
        """The header of the file as it is now; None if it has to be read."""
        lines = self._lines(path, footprint, 1)
        try:
            return _decode_header(json.loads(lines[0])) if lines else None
        except _DAMAGE:
            return None

    def reading(self, path: Path, footprint: Footprint) -> Reading | None:
        """The reading of the file as it is now; None if it has to be read."""
        lines = self._lines(path, footprint, 2)
        try:
            return _decode_reading(json.loads(lines[1]), str(path), footprint) if lines else None
        except _DAMAGE:
            return None

    def store(self, path: Path, found: Content, reading: Reading, stem: str) -> None:
        """Keep what a file was read as. A failure to do so is no loss."""
        if self._folder is None:
            return
        footprint = found.footprint
        header = header_of(reading, stem)
        top = {
            "version": VERSION,
            "path": os.fsencode(path).hex(),
            "footprint": [footprint.mtime, footprint.size, footprint.inode],
            "digest": _digest(found.data),
            "header": [
                *(header.id, header.title, header.summary, header.source),
                *(header.cards, header.quiz_only, header.errors, header.warnings),
            ],
        }
        problems = [[one.line, one.column, one.level, one.message, one.code] for one in reading.problems]
        from offbook.deck.codec import encode

        body = [encode(reading.deck) if reading.deck else None, problems, reading.entries]
        with suppress(*_DAMAGE):
            _write(self._file(self._folder, path), [_line(top), _line(body)])

    def _lines(self, path: Path, footprint: Footprint, count: int) -> list[bytes] | None:
        """The first lines of a file's cache, if it is of the same version and of the file as it is."""
        if self._folder is None:
            return None
        place = self._file(self._folder, path)
        try:
            with place.open("rb") as file:
                lines = [file.readline() for _ in range(count)]
                kept = os.fstat(file.fileno()).st_mtime_ns
            top = json.loads(lines[0])
            asked = [VERSION, os.fsencode(path).hex(), [footprint.mtime, footprint.size, footprint.inode]]
            if [top["version"], top["path"], top["footprint"]] != asked:
                return None
            if footprint.mtime > kept - RACY and not _is_still(path, top["digest"], place):
                return None
        except (*_DAMAGE, DeckError):
            return None
        return lines if all(line.endswith(b"\n") for line in lines) else None

    @staticmethod
    def _file(folder: Path, path: Path) -> Path:
        return folder / "decks" / f"{blake2b(os.fsencode(path), digest_size=16).hexdigest()}.json"


def _is_still(path: Path, digest: str, place: Path) -> bool:
    """Whether the file holds what was cached, byte for byte; then its cache need not be doubted again."""
    if _digest(content(path).data) != digest:
        return False
    with suppress(OSError):
        os.utime(place)
    return True


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _decode_header(top: dict[str, Any]) -> Header:
    name, title, summary, source, cards, *figures = top["header"]
    return Header(name, title, summary, source, tuple(cards), *figures)


def _decode_reading(body: Sequence[Any], path: str, footprint: Footprint) -> Reading:
    from offbook.deck.codec import decode

    deck, problems, entries = body
    shown = defuse(path)
    return Reading(
        None if deck is None else decode(deck),
        tuple(Problem(shown, line, column, Level(level), *rest) for line, column, level, *rest in problems),
        footprint,
        entries,
    )


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _write(place: Path, lines: Sequence[bytes]) -> None:
    """Write a file that is there as a whole or not at all; for its owner only."""
    # Only a start that read something pays for these imports.
    import tempfile

    from offbook.files import make_folder

    make_folder(place.parent)

    # Not forced to the disk: what a crash takes from a cache is made again.
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(lines)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
