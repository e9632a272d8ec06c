"""What the file of a journal holds, and what it lacks of another: a look at it, without believing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from offbook.clock import Moment
from offbook.errors import JournalError
from offbook.journal import files
from offbook.journal.looking import read_only, where
from offbook.journal.migrations import version_of
from offbook.journal.trouble import Telling


@dataclass(frozen=True, slots=True)
class Contents:
    """What a journal holds."""

    version: int
    """Of its tables."""
    events: int
    reviews: int
    """Recorded, undone ones too; a rating that was changed counts once."""
    answers: int
    """Of quizzes, those that ran out of time too."""
    last: Moment | None
    """When its last event happened; None if it is empty."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some events of a journal."""

    events: int
    reviews: int
    """As in ``Contents``."""
    answers: int
    first: Moment | None
    """The earliest of their local wall times, as if they were UTC; None if there are none."""
    last: Moment | None
    """The latest of them."""


class Mark(NamedTuple):
    """How far a journal has come: the same as long as nothing is added to it."""

    events: int
    last: bytes | None
    """The id of the event that was added last."""


def look(path: Path) -> Contents:
    """What the journal at ``path`` holds.

    Raises JournalError if it cannot be read, is no journal, or one of a later version.
    """
    with _opened(path) as db:
        events, reviews, replaced, answers = db.execute(_COUNTS).fetchone()
        last = db.execute("SELECT ms, utc_offset FROM events ORDER BY id DESC LIMIT 1").fetchone()
        return Contents(version_of(db), events, reviews - replaced, answers, last and Moment(*last))


def mark(path: Path) -> Mark:
    """How far the journal at ``path`` has come. Raises JournalError as ``look`` does."""
    with _opened(path) as db:
        return Mark(*db.execute(_MARK).fetchone())


def is_sound(path: Path) -> bool:
    """Whether a file is a journal, of a version that is known, without any damage that SQLite finds."""
    try:
        with _opened(path) as db:
            sound: bool = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            return sound
    except JournalError:
        return False


def lacking(path: Path, other: Path) -> Part:
    """The events of the journal at ``other`` that the one at ``path`` lacks.

    Raises JournalError, as ``look`` does, for either.
    """
    with _opened(other):
        pass
    with _opened(path) as db:
        db.execute("ATTACH ? AS other", (where(other),))
        events, reviews, answers, first, last = db.execute(_LACKING).fetchone()
        return Part(events, reviews, answers, _wall(first), _wall(last))


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with Telling(str(path)):
        if not files.is_there(path):
            raise JournalError(f"There is no journal at {path}.")
        with closing(read_only(path)) as db:
            files.check(db, path)
            yield db


def _wall(ms: int | None) -> Moment | None:
    return None if ms is None else Moment(ms)


_COUNTS = (
    "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM reviews),"
    " (SELECT count(*) FROM reviews WHERE replaces IS NOT NULL), (SELECT count(*) FROM answers)"
)
_MARK = "SELECT (SELECT count(*) FROM events), (SELECT id FROM events ORDER BY seq DESC LIMIT 1)"
_LACKING = (
    "SELECT count(*), count(r.seq), count(a.seq), min(o.ms + 60000 * o.utc_offset),"
    " max(o.ms + 60000 * o.utc_offset) FROM other.events o"
    " LEFT JOIN other.reviews r ON r.seq = o.seq AND r.replaces IS NULL"
    " LEFT JOIN other.answers a ON a.seq = o.seq"
    " WHERE NOT EXISTS (SELECT 1 FROM main.events e WHERE e.id = o.id)"
)
