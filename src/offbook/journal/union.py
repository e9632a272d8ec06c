"""Two journals made one: the union of their events, and everything derived made again from it.

Every event has its name and its place in the order of all, on every device alike. So it matters neither in
which order journals are brought together, nor how they are grouped, nor how often.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from enum import StrEnum
from itertools import islice
from typing import Literal

from offbook.errors import JournalError
from offbook.ids import COUNTER_BITS, LATEST, clock_of
from offbook.journal import replay, rows
from offbook.journal.events import Recorded
from offbook.journal.names import Names

LATEST_CLOCK = LATEST // 2 << COUNTER_BITS
"""The hybrid clock, of the year 4199, from which on no event is taken in: none could follow it for ever."""
_BATCH = 512
"""Events that are looked up at once."""


class Weighed(StrEnum):
    """What an event would be in a journal into which it were brought."""

    NEW = "new"
    KNOWN = "known"
    OTHER = "other"
    """Its name is that of an event that says something else."""
    MISPLACED = "misplaced"
    """Its name does not fit its clock."""


class Union:
    """What can be asked of a journal before another one is brought in; nothing here writes.

    Every method raises JournalError if the journal cannot be read.
    """

    def __init__(
        self, reading: Callable[[], AbstractContextManager[tuple[sqlite3.Connection, Names]]]
    ) -> None:
        self._reading = reading

    def count(self) -> int:
        """How many events there are."""
        with self._reading() as (db, _):
            return int(db.execute("SELECT count(*) FROM events").fetchone()[0])

    def weigh(self, events: Sequence[Recorded]) -> list[Weighed]:
        """What each of these events, some hundreds at most, would be here, each for itself."""
        with self._reading() as (db, names):
            there = _there(db, names, [one.id for one in events])
        return [_weighed(one, there.get(one.id)) for one in events]


def unite(db: sqlite3.Connection, names: Names, events: Iterable[Recorded]) -> int:
    """Add the events that are not there yet, inside a transaction; how many they were.

    They take the next places of this file, in whatever order they come, and the clock of this journal
    moves past theirs. Raises JournalError if the name of one is that of an event that says something
    else, or does not fit its clock; then the transaction is to be given up.
    """
    first: int = db.execute("SELECT seq FROM watermark").fetchone()[0]
    seq = first
    for batch in _batches(events):
        there = _there(db, names, [one.id for one in batch])
        for one in batch:
            match _weighed(one, there.get(one.id)):
                case Weighed.NEW:
                    seq += 1
                    there[one.id] = fresh = replace(one, seq=seq)
                    rows.write(db, names, fresh)
                case Weighed.KNOWN:
                    pass
                case Weighed.OTHER | Weighed.MISPLACED as why:
                    raise JournalError(f"{objection(one, why)} Nothing was brought in.")
    if seq > first:
        replay.rebuild(db, names)
    return seq - first


def fits(recorded: Recorded) -> bool:
    """Whether the name of an event agrees with its clock, so that it has one place in the order of all."""
    return 0 <= recorded.hlc < LATEST_CLOCK and clock_of(recorded.id) == recorded.hlc


def _batches(events: Iterable[Recorded]) -> Iterator[list[Recorded]]:
    ahead = iter(events)
    while batch := list(islice(ahead, _BATCH)):
        yield batch


def _there(db: sqlite3.Connection, names: Names, ids: list[bytes]) -> dict[bytes, Recorded]:
    """The events of these names that the journal has."""
    return {one.id: one for one in rows.read(db, names, _THERE, {"ids": b"".join(ids)})}


def _weighed(one: Recorded, there: Recorded | None) -> Weighed:
    if there is not None:
        return Weighed.KNOWN if replace(one, seq=there.seq) == there else Weighed.OTHER
    return Weighed.NEW if fits(one) else Weighed.MISPLACED


def objection(one: Recorded, why: Literal[Weighed.OTHER, Weighed.MISPLACED]) -> str:
    """Why an event cannot be brought in, and what to do."""
    if why is Weighed.MISPLACED:
        return (
            f"The event of {_told(one)} has a clock that does not fit its name: the journal it comes from"
            " was changed by hand, or is damaged."
        )
    return (
        f"The event of {_told(one)} stands in both journals and says something else in each: one of them"
        " was changed by hand, or is damaged; “offbook doctor” looks at yours."
    )


def _told(one: Recorded) -> str:
    """When an event happened and what it is named, in words."""
    try:
        when = f"{one.at.local():%Y-%m-%d %H:%M}"
    except (OverflowError, ValueError):
        when = "no day that a calendar knows"
    return f"{when} ({rows.KINDS[type(one.event)]}, {one.id.hex()})"


# A list of names as one value, of which each takes 16 bytes.
_THERE = (
    "SELECT * FROM events WHERE id IN (WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL"
    " SELECT n + 16 FROM place WHERE n + 16 < length(:ids)) SELECT substr(:ids, n, 16) FROM place)"
)
