"""The rows on a page of a damaged journal: its cells decoded, and those left out that cannot be right."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from offbook.journal.salvage_pages import INDEX_INTERIOR, INDEX_LEAF, LEAF, Page, Pages

Value = int | float | str | bytes | None

LONGEST = 64 * 2**20
"""Bytes of the longest record that is followed over several pages."""
_ENOUGH = 8
"""Rows of an index that must be of no use before the others on its page are not looked at."""
_HEADERS = 32_768
"""Headers of records that are remembered."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record that was decoded whole."""

    rowid: int
    """Its place in a table; 0 in an index."""
    shape: str
    """A letter for each value: null, integer, real, text, blob of 16 bytes, x for any other blob."""
    values: tuple[Value, ...]
    is_last: bool
    """Whether nothing stands behind it on its page."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which rows are asked for."""

    shape: Callable[[bool, str], bool]
    """By whether they are of a table, and by their shape."""
    long: Callable[[str, int], bool]
    """Those of a table that go on over other pages, by their shape and place."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the header of a record says."""

    shape: str
    ends: tuple[int, ...]
    """Where each value ends, from the start of the record."""
    types: tuple[int, ...]
    start: int


class Reader:
    """Reads the rows of pages, and follows those that go on over other pages, within bounds."""

    def __init__(self, pages: Pages, wish: Wish) -> None:
        self._pages = pages
        self._wish = wish
        # A sound file needs each page once. Chains that share pages are made by hand, or by chance.
        self._left = 4 * (pages.bytes + pages.log_bytes) + LONGEST

    def rows(self, page: Page) -> list[Row]:
        """The rows of a page of a table's or an index's tree, those in doubt left out."""
        is_table = page.kind == LEAF
        # Before each row inside an index stands the number of a page.
        skip = 4 if page.kind == INDEX_INTERIOR else 0
        found: list[Row] = []
        places = list(_cells(page, self._pages.usable))
        for index, at in enumerate(places):
            # One page is of one index, and most indexes are of no use.
            if not is_table and not found and index >= _ENOUGH:
                break
            try:
                row = self._row(page.content, at + skip, is_table=is_table, is_last=at == places[-1])
            except (IndexError, ValueError, struct.error):
                continue
            if row is not None:
                found.append(row)
        if not is_table:
            return found
        sure = in_order([row.rowid for row in found])
        return found if len(sure) == len(found) else [found[index] for index in sure]

    def _row(self, content: bytes, at: int, *, is_table: bool, is_last: bool) -> Row | None:
        size, at = _varint(content, at)
        rowid = 0
        if is_table:
            rowid, at = _varint(content, at)
            rowid = rowid - (1 << 64) if rowid >> 63 else rowid
        local = _local(size, self._pages.usable, is_table=is_table)
        head, _ = _varint(content, at)
        end = min(self._pages.usable, len(content))
        if at + local > end or head > local:
            return None
        layout = _layout(content[at : at + head])
        if layout is None or layout.ends[-1] != size or not self._wish.shape(is_table, layout.shape):
            return None
        record = content[at : at + local]
        if local < size:
            if is_table and not self._wish.long(layout.shape, rowid):
                return None
            rest = self._follow(int.from_bytes(content[at + local : at + local + 4]), size - local)
            if rest is None:
                return None
            record += rest
        return Row(rowid, layout.shape, _values(layout, record), is_last)

    def _follow(self, number: int, size: int) -> bytes | None:
        """So many bytes of other pages, the first of which is given; None if they are not whole."""
        if size > LONGEST or size > self._left:
            return None
        self._left -= size
        parts: list[bytes] = []
        room = self._pages.usable - 4
        while size > 0:
            content = self._pages.latest(number)
            part = content[4 : 4 + min(size, room)]
            # Pages that were never written, or were wiped, are nought; text never is.
            if len(part) < min(size, room) or not any(part):
                return None
            parts.append(part)
            size -= len(part)
            number = int.from_bytes(content[:4])
            if (number == 0) != (size == 0):
                return None
        return b"".join(parts)


def children(page: Page, usable: int) -> tuple[list[int], int]:
    """The pages below one that is inside the tree of a table: those before the last, and the last."""
    at = page.start
    before = [int.from_bytes(page.content[cell : cell + 4]) for cell in _cells(page, usable)]
    return before, int.from_bytes(page.content[at + 8 : at + 12])


def in_order(numbers: Sequence[int]) -> list[int]:
    """The indexes of the numbers that stand in rising order, whichever others are taken to be wrong.

    On a sound page they are all. Of two that cannot both be right, neither is in it.
    """
    if all(one < other for one, other in pairwise(numbers)):
        return list(range(len(numbers)))
    rising = _lengths(numbers)
    falling = _lengths([-number for number in reversed(numbers)])[::-1]
    longest = max(rising)
    on_longest = [index for index in range(len(numbers)) if rising[index] + falling[index] - 1 == longest]
    rivals = Counter(rising[index] for index in on_longest)
    return [index for index in on_longest if rivals[rising[index]] == 1]


def _lengths(numbers: Sequence[int]) -> list[int]:
    """How long the longest rising series is that ends with each number."""
    tails: list[int] = []
    found: list[int] = []
    for number in numbers:
        place = bisect_left(tails, number)
        tails[place : place + 1] = [number]
        found.append(place + 1)
    return found


def _cells(page: Page, usable: int) -> Iterator[int]:
    """Where the cells of a page begin."""
    content, at = page.content, page.start
    if len(content) < at + 12:
        return
    first = at + (8 if page.kind >= INDEX_LEAF else 12)
    count = min(int.from_bytes(content[at + 3 : at + 5]), (usable - first) // 6)
    for place in range(first, first + 2 * count, 2):
        cell = int.from_bytes(content[place : place + 2])
        if first + 2 <= cell < min(usable, len(content)):
            yield cell


def _local(size: int, usable: int, *, is_table: bool) -> int:
    """How many bytes of a record stand on its own page."""
    most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
    if size <= most:
        return size
    least = (usable - 12) * 32 // 255 - 23
    fitting = least + (size - least) % (usable - 4)
    return fitting if fitting <= most else least


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where what follows it begins."""
    first = content[at]
    if first < 0x80:
        return first, at + 1
    value = first & 0x7F
    for place in range(at + 1, at + 8):
        byte = content[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | content[at + 8], at + 9


_WIDTHS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
_LETTERS = "niiiiiirii"
_NAME = 44
"""The type of a blob of 16 bytes."""


@lru_cache(_HEADERS)
def _layout(header: bytes) -> _Layout | None:
    """What the header of a record says; None if it is none."""
    types: list[int] = []
    _, at = _varint(header, 0)
    while at < len(header):
        kind, at = _varint(header, at)
        types.append(kind)
    if at != len(header) or not types:
        return None
    letters, ends, end = [], [], len(header)
    for kind in types:
        if kind in {10, 11}:
            return None
        end += _WIDTHS[kind] if kind < 10 else (kind - 12) // 2
        ends.append(end)
        letters.append(_letter(kind))
    return _Layout("".join(letters), tuple(ends), tuple(types), len(header))


def _letter(kind: int) -> str:
    if kind < 10:
        return _LETTERS[kind]
    if kind % 2:
        return "t"
    return "b" if kind == _NAME else "x"


def _values(layout: _Layout, record: bytes) -> tuple[Value, ...]:
    """The values of a record. Raises ValueError for what cannot be a text."""
    values: list[Value] = []
    start = layout.start
    for kind, letter, end in zip(layout.types, layout.shape, layout.ends, strict=True):
        part = record[start:end]
        start = end
        if letter == "t":
            values.append(_text(part))
        elif letter == "i":
            values.append(kind - 8 if kind >= 8 else int.from_bytes(part, signed=True))
        elif letter == "r":
            values.append(struct.unpack(">d", part)[0])
        else:
            values.append(None if letter == "n" else part)
    return tuple(values)


def _text(part: bytes) -> str:
    # Sectors that were lost are mostly nought.
    if part and (part[0] == 0 or part[-1] == 0 or b"\0\0" in part):
        raise ValueError("a text holds what was wiped")
    return part.decode()
