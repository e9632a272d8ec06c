"""What a damaged journal still holds: every event that can be read whole, and how many cannot.

Pages are read one by one and without SQLite. That gives up where a tree is broken; and where a page of
one table has come into the tree of another, it takes the rows of the one for rows of the other.

An event is believed if its row and all that belongs to it decode to the last byte, if everything it
names is known, and if its own name is the one that its clock, its device and its action give, or if the
indexes know it by that name. What a changed letter within a text said before, nobody can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from offbook.journal import salvage_names, salvage_papers, salvage_verdicts
from offbook.journal.events import Recorded
from offbook.journal.names import Names
from offbook.journal.salvage_cells import Reader, Wish, children
from offbook.journal.salvage_finds import Finds
from offbook.journal.salvage_pages import INDEX_INTERIOR, INDEX_LEAF, INTERIOR, LEAF, Pages, Trust
from offbook.journal.trouble import Telling

LEAST_BYTES = 60
"""Bytes that an event takes at least."""


@dataclass(frozen=True, slots=True)
class Account:
    """How much of a damaged journal was read."""

    read: int
    """Events that were read whole."""
    lost: int
    """Events that were there and cannot be read, as far as the file tells."""

    def __str__(self) -> str:
        return f"{_events(self.read)} can be read, {self.lost or 'none'} cannot"


class Salvage:
    """The events that a damaged journal still holds. Close it, or use it as a context."""

    def __init__(self, path: Path, copies: Sequence[Path] = ()) -> None:
        """Read the file at ``path`` and its log; neither is changed.

        ``copies`` are sound copies, which may say what numbers stand for where the file itself does not.
        Raises JournalError if the file, or a copy, cannot be read at all.
        """
        self._where = Telling(f"The journal at {path}")
        self._finds = Finds()
        try:
            with self._where:
                pages = Pages(path)
                self._bytes = pages.bytes + pages.log_bytes
                try:
                    self._read(pages, copies)
                finally:
                    pages.close()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what was read."""
        self._finds.db.close()

    @property
    def account(self) -> Account:
        """How much was read, and how much was not."""
        db = self._finds.db
        read: int = db.execute("SELECT count(*) FROM believed").fetchone()[0]
        # Places are given one after another, so the last one tells how many there were.
        last: int = db.execute(_LAST, (self._bytes // LEAST_BYTES,)).fetchone()[0]
        return Account(read, max(last - read, 0))

    @property
    def maker(self) -> bytes | None:
        """The name of the device that made the journal, if it is known."""
        return Names(self._finds.db).maker()

    def events(self) -> Iterator[Recorded]:
        """The events, in their order, each once."""
        with self._where:
            yield from salvage_verdicts.believed(self._finds.db)

    def _read(self, pages: Pages, copies: Sequence[Path]) -> None:
        finds, tree = self._finds, salvage_papers.Tree()
        reader = Reader(pages, Wish(finds.wants, finds.lacks))
        finds.db.execute("BEGIN")
        for page in pages.every():
            if page.kind == LEAF:
                finds.take_table(reader.rows(page), page.number, judged=page.trust is Trust.LIVE)
            elif page.kind in {INDEX_LEAF, INDEX_INTERIOR}:
                finds.take_index(reader.rows(page))
            elif page.kind == INTERIOR:
                tree.take(page.number, *children(page, pages.usable))
        finds.settle()
        devices = [name for copy in copies for name in salvage_names.adopt(finds, copy)]
        lost = salvage_names.missing_devices(finds, devices, {})
        if lost:
            lost = salvage_names.missing_devices(finds, devices, _marks(pages, frozenset(lost)))
        salvage_names.settle_for(finds, lost)
        finds.settle_marks()
        finds.drop_attempts(salvage_papers.torn(finds.db, tree))
        doubtful = salvage_verdicts.judge(finds.db)
        if doubtful:
            told = _marks(pages, frozenset(one.seq for one in doubtful))
            known = [one.seq for one in doubtful if {one.id, one.action} <= told[one.seq]]
            salvage_verdicts.believe(finds.db, known)


def _marks(pages: Pages, numbers: Collection[int]) -> defaultdict[int, set[bytes]]:
    """Every name of 16 bytes that any index says of some numbers."""
    wish = Wish(lambda is_table, shape: not is_table and shape == "bi", lambda *_: False)
    reader = Reader(pages, wish)
    found: defaultdict[int, set[bytes]] = defaultdict(set)
    for page in pages.every():
        if page.kind in {INDEX_LEAF, INDEX_INTERIOR}:
            for name, number in (row.values for row in reader.rows(page)):
                if isinstance(number, int) and isinstance(name, bytes) and number in numbers:
                    found[number].add(name)
    return found


def _events(count: int) -> str:
    return f"{count or 'no'} event{'' if count == 1 else 's'}"


# What is kept beside the events says up to which of them it goes, unless the file cannot hold so many.
_LAST = (
    "SELECT max(coalesce((SELECT max(seq) FROM events), 0),"
    " coalesce((SELECT max(seq) FROM watermark WHERE seq <= ?), 0))"
)
