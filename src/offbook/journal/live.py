"""Which events count: undo and replacement as a rule over the order of events.

Nothing is deleted, so what counts is worked out. An undo takes back everything its action did
before it, another undo included. A replacement stands in for what an earlier action did to
cards; if it is undone, what it replaced is back. Neither reaches what came after it, so the
rule has no circles, and it gives the same answer in whatever order two journals were joined.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from offbook.journal.events import Recorded
from offbook.journal.rows import CARD_KINDS, KINDS
from offbook.learning.events import Reviewed, Undone


@dataclass(frozen=True, slots=True)
class Mark:
    """What the rule needs to know of an event."""

    order: tuple[int, bytes]
    seq: int
    action: bytes
    kind: str
    undoes: bytes | None = None
    """The action it takes back."""
    replaces: bytes | None = None
    """The action it stands in for."""


def mark(recorded: Recorded) -> Mark:
    """The mark of an event."""
    event = recorded.event
    return Mark(
        recorded.order,
        recorded.seq,
        recorded.action,
        KINDS[type(event)],
        undoes=event.action if isinstance(event, Undone) else None,
        replaces=event.replaces if isinstance(event, Reviewed) else None,
    )


def voided(marks: Iterable[Mark]) -> set[int]:
    """The sequence numbers of the events that count no longer.

    With an event, ``marks`` holds every undo and replacement of its action, and theirs in turn.
    """
    undone: set[bytes] = set()
    replaced: set[bytes] = set()
    void: set[int] = set()
    # Backwards: what happens to an event is decided by later events alone.
    for one in sorted(marks, key=lambda one: one.order, reverse=True):
        is_undone, is_replaced = one.action in undone, one.action in replaced
        if is_undone or (is_replaced and one.kind in CARD_KINDS):
            void.add(one.seq)
        if one.undoes is not None and not is_undone:
            undone.add(one.undoes)
        # A replacement that was itself replaced passes its place on.
        if one.replaces is not None and (is_replaced or not is_undone):
            replaced.add(one.replaces)
    return void


def every_mark(db: sqlite3.Connection) -> Iterator[Mark]:
    """The marks of all events that an undo or a replacement touches or is."""
    return (_read(row) for row in db.execute(_EVERY))


def marks_around(db: sqlite3.Connection, action: bytes) -> list[Mark]:
    """The marks of all events tied to an action by undo or replacement, however many links away."""
    found: list[Mark] = []
    seen, ahead = {action}, [action]
    while ahead:
        here = ahead.pop()
        marks = [_read(row) for row in db.execute(_OF_ACTION, (here,))]
        found += marks
        tied = {target for one in marks for target in (one.undoes, one.replaces) if target is not None}
        tied |= {row[0] for row in db.execute(_POINTING_AT, (here, here))}
        ahead += tied - seen
        seen |= tied
    return found


_OF_ACTION = (
    "SELECT e.hlc, e.id, e.seq, e.action, e.kind, u.target, r.replaces FROM events e"
    " LEFT JOIN undone u ON u.seq = e.seq LEFT JOIN reviews r ON r.seq = e.seq WHERE e.action = ?"
)
_POINTING_AT = (
    "SELECT e.action FROM undone u JOIN events e ON e.seq = u.seq WHERE u.target = ?"
    " UNION SELECT e.action FROM reviews r JOIN events e ON e.seq = r.seq WHERE r.replaces = ?"
)
_EVERY = (
    "WITH links (seq, target) AS (SELECT seq, target FROM undone"
    " UNION ALL SELECT seq, replaces FROM reviews WHERE replaces IS NOT NULL)"
    " SELECT e.hlc, e.id, e.seq, e.action, e.kind, u.target, r.replaces FROM events e"
    " LEFT JOIN undone u ON u.seq = e.seq LEFT JOIN reviews r ON r.seq = e.seq"
    " WHERE e.seq IN (SELECT seq FROM links UNION"
    " SELECT t.seq FROM events t WHERE t.action IN (SELECT target FROM links))"
)


def _read(row: tuple[Any, ...]) -> Mark:
    hlc, name, seq, action, kind, undoes, replaces = row
    return Mark((hlc, name), seq, action, kind, undoes, replaces)
