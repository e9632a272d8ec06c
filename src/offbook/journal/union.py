"""Two journals made one: the union of their events, and everything derived made again from it.

Every event has its name and its place in the order of all, on every device alike. So it matters neither in
which order journals are brought together, nor how they are grouped, nor how often.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from offbook.deck.clean import defuse
from offbook.errors import JournalError
from offbook.ids import COUNTER_BITS, LATEST, clock_of
from offbook.journal import replay, rows
from offbook.journal.events import Recorded
from offbook.journal.names import Names

LATEST_CLOCK = LATEST // 2 << COUNTER_BITS
"""The hybrid clock, of the year 4199, from which on no event is taken in: none could follow it for ever."""
_BATCH = 512
"""Events that are looked up at once."""


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
            if kept := there.get(one.id):
                if replace(one, seq=kept.seq) != kept:
                    raise JournalError(_differs(one))
                continue
            if not fits(one):
                raise JournalError(_misplaced(one))
            seq += 1
            there[one.id] = fresh = replace(one, seq=seq)
            rows.write(db, names, fresh)
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


def _differs(one: Recorded) -> str:
    return (
        f"An event of {told(one)} stands in both journals and says something else in each: one of them was"
        " changed by hand, or is damaged. Nothing was brought in; “offbook doctor” looks at yours."
    )


def _misplaced(one: Recorded) -> str:
    return (
        f"An event of {told(one)} has a clock that does not fit its name: the journal it comes from was"
        " changed by hand, or is damaged. Nothing was brought in."
    )


def told(one: Recorded) -> str:
    """When an event happened and what it is named, in words."""
    try:
        when = f"{one.at.local():%Y-%m-%d %H:%M}"
    except (OverflowError, ValueError):
        when = "an unknown day"
    return defuse(f"{when} ({rows.KINDS[type(one.event)]}, {one.id.hex()})")


# A list of names as one value, of which each takes 16 bytes.
_THERE = (
    "SELECT * FROM events WHERE id IN (WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL"
    " SELECT n + 16 FROM place WHERE n + 16 < length(:ids)) SELECT substr(:ids, n, 16) FROM place)"
)
