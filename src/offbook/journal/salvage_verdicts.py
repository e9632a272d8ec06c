"""Which of the events found in a damaged journal are believed: those that agree with themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator

from offbook.ids import COUNTER_BITS, LATEST, derive
from offbook.journal import rows
from offbook.journal.events import Event, Recorded
from offbook.journal.names import Names
from offbook.journal.union import fits
from offbook.learning.events import Began
from offbook.performance.events import AttemptBegan
from offbook.performance.targets import Closing

_BATCH = 512
_WIDEST = 24 * 60
"""Minutes; no local time is further from UTC."""
_BROKEN = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError)
"""What reading a row raises that is not as it was written."""


def judge(db: sqlite3.Connection) -> list[Recorded]:
    """Note the events that are believed; those are returned that need another witness."""
    _drop_odd_schedulers(db)
    doubtful: list[Recorded] = []
    for found in every(db, Names(db)):
        sure = [one for one in found if is_sound(one)]
        proven = [one for one in sure if derive(one.hlc, one.device, one.action) == one.id]
        if len(proven) < len(sure):
            seen = {one.seq for one in proven}
            doubtful += [one for one in sure if one.seq not in seen]
        believe(db, (one.seq for one in proven))
    return doubtful


def believe(db: sqlite3.Connection, seqs: Iterable[int]) -> None:
    """Note that the events in these places are believed."""
    db.executemany("INSERT OR IGNORE INTO believed VALUES (?)", ((seq,) for seq in seqs))


def believed(db: sqlite3.Connection) -> Iterator[Recorded]:
    """The events that are believed, in their order."""
    return rows.read(db, Names(db), "SELECT * FROM events WHERE seq IN (SELECT seq FROM believed)")


def is_sound(recorded: Recorded) -> bool:
    """Whether the envelope agrees with itself, and the event holds what an event of its kind can."""
    at = recorded.at
    return (
        fits(recorded)
        and min(max(at.ms, 0), LATEST) <= recorded.hlc >> COUNTER_BITS
        and abs(at.offset) <= _WIDEST
        and _is_sound(recorded.event)
    )


def _is_sound(event: Event) -> bool:
    """Whether what is kept as JSON, which no rule of a table guards, holds what it should."""
    match event:
        case Began(scope=scope, plan=plan):
            keys = [name for slot in plan for name in (slot.key.deck, slot.key.card)]
            return _all(str, (*scope, *keys)) and _all(bool, [slot.follows for slot in plan])
        case AttemptBegan(scope=scope, paper=paper):
            return _all(str, (*scope, *(concept for one in paper for concept in one.concepts)))
        case Closing(goal=goal, used=used):
            names, places = [name for name, _ in used], [place for _, place in used]
            return _all(str, goal.scope) and all(len(name) == 16 for name in names) and _all(int, places)
        case _:
            return True


def _drop_odd_schedulers(db: sqlite3.Connection) -> None:
    """Know nothing of schedulers that are not what they should be: many reviews name one of them."""
    names = Names(db)
    for (number,) in db.execute("SELECT id FROM schedulers").fetchall():
        try:
            one = names.scheduler_value(number)
            is_sound = _all(int, (*one.steps, *one.relearning)) and _all(float, one.weights)
        except _BROKEN:
            is_sound = False
        if not is_sound:
            db.execute("DELETE FROM schedulers WHERE id = ?", (number,))


def _all(kind: type, values: Collection[object]) -> bool:
    return all(type(value) is kind for value in values)


def every(db: sqlite3.Connection, names: Names) -> Iterator[list[Recorded]]:
    """Every event that can be read whole, a batch at a time; where one cannot be, those around it singly."""
    once = "SELECT seq FROM events e WHERE NOT EXISTS"
    once += " (SELECT 1 FROM events o WHERE o.id = e.id AND o.seq != e.seq) ORDER BY seq"
    seqs = db.execute(once)
    while batch := [seq for (seq,) in seqs.fetchmany(_BATCH)]:
        try:
            yield list(_read(db, names, batch))
        except _BROKEN:
            yield [one for seq in batch for one in _single(db, names, seq)]


def _read(db: sqlite3.Connection, names: Names, seqs: list[int]) -> Iterator[Recorded]:
    between = "SELECT * FROM events WHERE seq BETWEEN ? AND ? AND seq IN (SELECT value FROM json_each(?))"
    return rows.read(db, names, between, (seqs[0], seqs[-1], str(seqs)))


def _single(db: sqlite3.Connection, names: Names, seq: int) -> list[Recorded]:
    try:
        return list(_read(db, names, [seq]))
    except _BROKEN:
        return []
