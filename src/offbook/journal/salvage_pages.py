"""The pages of a damaged journal, read without SQLite: those of the file and those of its log.

The layout is that of https://www.sqlite.org/fileformat2.html. Nothing in the file is trusted: pages are taken
one after another, whatever lists and trees say of them, so that no loop and no lost page stops the reading.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from offbook.journal.looking import MAGIC

USUAL_SIZE = 4_096
"""Bytes of a page, where the file does not say it."""
LEAF, INDEX_LEAF, INTERIOR, INDEX_INTERIOR = 13, 10, 5, 2
"""The first byte of a page of a table or an index."""
_KINDS = {LEAF, INDEX_LEAF, INTERIOR, INDEX_INTERIOR}
_SAMPLE = 2_000
"""Pages looked at to find out how large they are."""
_LOG_HEADER, _FRAME_HEADER = 32, 24
_LOG_MAGICS = {0x377F0682: "<", 0x377F0683: ">"}
"""The order of bytes in checksums, by the first word of a log."""


class Trust(Enum):
    """How much the rows of a page are to be believed."""

    SURE = "its checksum is right"
    LIVE = "nothing newer is known of the page"
    PAST = "something newer is known of it, or its checksum is wrong"


@dataclass(frozen=True, slots=True)
class Page:
    """One state of one page."""

    number: int
    """From 1."""
    content: bytes
    trust: Trust

    @property
    def start(self) -> int:
        """Where the page of the tree begins: behind the header of the file on its first page."""
        return 100 if self.number == 1 else 0

    @property
    def kind(self) -> int:
        """One of ``LEAF`` and the like for a page of a tree; anything else for another."""
        return self.content[self.start] if len(self.content) > self.start else 0


class Pages:
    """All states of all pages that a journal's file and its log hold. The files stay open until ``close``."""

    def __init__(self, path: Path) -> None:
        """Open the journal at ``path``. Raises OSError if it cannot be read."""
        self._file: BinaryIO = path.open("rb")
        self.bytes = path.stat().st_size
        """Bytes of the file."""
        self.size, self.usable = _sizes(self._file)
        """Bytes of a page, and those of them that hold content."""
        self.count = -(-self.bytes // self.size)
        """Pages of the file, a torn last one included."""
        self._log = _Log(_open_log(path), self.size)
        self.highest = max(self.count, max(self._log.newest, default=0))
        """The greatest number of a page."""

    def close(self) -> None:
        """Close the files."""
        self._file.close()
        self._log.close()

    @property
    def log_bytes(self) -> int:
        """Bytes of the log."""
        return self._log.bytes

    @property
    def cut_off(self) -> int:
        """Sound states of pages in the log that SQLite does not read, since one before them is not."""
        return self._log.cut_off

    def every(self) -> Iterator[Page]:
        """Every state of every page, those first that are believed most."""
        newest = self._log.newest
        for frame in reversed(self._log.sound):
            yield Page(self._log.number(frame), self._log.content(frame), Trust.SURE)
        for is_past in (False, True):
            for number in range(1, self.count + 1):
                if (number in newest) == is_past:
                    trust = Trust.PAST if is_past else Trust.LIVE
                    yield Page(number, self._read(number), trust)
        for frame in self._log.doubtful:
            yield Page(self._log.number(frame), self._log.content(frame), Trust.PAST)

    def latest(self, number: int) -> bytes:
        """The last state of a page; empty if there is none."""
        if (frame := self._log.newest.get(number)) is not None:
            return self._log.content(frame)
        return self._read(number) if 1 <= number <= self.count else b""

    def _read(self, number: int) -> bytes:
        self._file.seek((number - 1) * self.size)
        return self._file.read(self.size)


class _Log:
    """The frames of a write-ahead log, told apart by whether their checksums are right.

    The checksum of a frame goes on from that of the frame before, which stands in the file: so a damaged
    frame says nothing against those behind it.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._stride = _FRAME_HEADER + size
        self.bytes = file.seek(0, 2)
        self.sound: list[int] = []
        """The frames whose checksum is right, in order."""
        self.doubtful: list[int] = []
        """The others, and those that were left from an earlier log."""
        self.newest: dict[int, int] = {}
        """The last sound frame of each page."""
        self.cut_off = 0
        """Sound frames behind one of the same log that is not."""
        self._judge()

    def close(self) -> None:
        self._file.close()

    def number(self, frame: int) -> int:
        """The page that a frame is of."""
        number: int = struct.unpack(">I", self._take(self._at(frame), 4))[0]
        return number

    def content(self, frame: int) -> bytes:
        """The page as it stands in a frame."""
        return self._take(self._at(frame) + _FRAME_HEADER, self._stride - _FRAME_HEADER)

    def _judge(self) -> None:
        header = self._take(0, _LOG_HEADER)
        count = max(self.bytes - _LOG_HEADER, 0) // self._stride
        if not count:
            return
        order = _LOG_MAGICS.get(struct.unpack(">I", header[:4])[0], "<")
        own = self._take(self._at(0) + 8, 8)
        before = struct.unpack(">II", header[24:32])
        verdicts: list[bool | None] = []
        last = -1
        for frame in range(count):
            head = self._take(self._at(frame), _FRAME_HEADER)
            stored = struct.unpack(">II", head[16:24])
            made = _checksum(order, before, head[:8] + self.content(frame))
            is_own = head[8:16] == own
            verdicts.append(made == stored if is_own else None)
            # What stands behind the last frame that ends a transaction was never committed.
            if is_own and any(head[4:8]):
                last = frame
            before = stored
        self._sort(verdicts, last)

    def _sort(self, verdicts: list[bool | None], last: int) -> None:
        is_cut = False
        for frame, verdict in enumerate(verdicts):
            is_cut |= verdict is False
            if verdict and frame <= last:
                self.sound.append(frame)
                self.cut_off += is_cut
                self.newest[self.number(frame)] = frame
            elif verdict is None or frame <= last:
                self.doubtful.append(frame)

    def _at(self, frame: int) -> int:
        return _LOG_HEADER + frame * self._stride

    def _take(self, at: int, count: int) -> bytes:
        self._file.seek(at)
        return self._file.read(count)


def _open_log(path: Path) -> BinaryIO:
    try:
        return Path(f"{path}-wal").open("rb")
    except FileNotFoundError:
        return BytesIO()


def _checksum(order: str, before: tuple[int, int], content: bytes) -> tuple[int, int]:
    """The checksum of a frame: section 4.2 of the description of the format."""
    one, two = before
    words = iter(struct.unpack(f"{order}{len(content) // 4}I", content))
    for first, second in zip(words, words, strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _sizes(file: BinaryIO) -> tuple[int, int]:
    """Bytes of a page and of its content: as the header says it, if the rest of the file bears it out."""
    header = file.read(100)
    stated = int.from_bytes(header[16:18])
    stated = 65_536 if stated == 1 else stated
    if stated not in {2**power for power in range(9, 17)} or not _is_likely(file, stated):
        return USUAL_SIZE, USUAL_SIZE
    spare = header[20] if header.startswith(MAGIC) and stated - header[20] >= 480 else 0
    return stated, stated - spare


def _is_likely(file: BinaryIO, size: int) -> bool:
    """Whether the pages of a file are of this size rather than the usual one."""
    own, usual = _likeness(file, size), _likeness(file, USUAL_SIZE)
    # Between the smaller pages, or within the larger ones, hardly any place looks as a page begins.
    return own >= usual / 2 if size <= USUAL_SIZE else usual < own * 3 / 4


def _likeness(file: BinaryIO, size: int) -> float:
    """The share of the places where a page of this size would begin that look as one does."""
    found = looked = 0
    for number in range(1, _SAMPLE):
        file.seek(number * size)
        if not (first := file.read(1)):
            break
        looked += 1
        found += first[0] in _KINDS
    return found / max(looked, 1)
