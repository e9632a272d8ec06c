"""Events in the file: writing one with its envelope, and reading many in order."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from offbook.clock import Moment
from offbook.journal import quiz_rows, study_rows, target_rows
from offbook.journal.events import Event, Recorded
from offbook.journal.names import Names
from offbook.performance.events import QuizEvent
from offbook.performance.targets import Closing

KINDS: dict[type[Event], str] = {**study_rows.KINDS, **quiz_rows.KINDS, Closing: target_rows.CLOSED}
"""The word under which each event stands in its envelope."""

CARD_KINDS = ("reviewed", "suspended", "resumed", "buried", "flagged", "pulled", "reset")
"""The kinds that change where a card stands."""

_BATCH = 512


def write(db: sqlite3.Connection, names: Names, recorded: Recorded) -> None:
    """Add an event that is new to the journal; inside a transaction."""
    db.execute(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            recorded.seq,
            recorded.id,
            recorded.action,
            names.device(recorded.device),
            recorded.hlc,
            recorded.at.ms,
            recorded.at.offset,
            KINDS[type(recorded.event)],
        ),
    )
    event = recorded.event
    if isinstance(event, Closing):
        target_rows.write(db, recorded.seq, event)
    elif isinstance(event, QuizEvent):
        quiz_rows.write(db, names, recorded.seq, event)
    else:
        study_rows.write(db, names, recorded.seq, event)


def read(
    db: sqlite3.Connection,
    names: Names,
    chosen: str = "SELECT * FROM events",
    values: Sequence[object] | Mapping[str, object] = (),
) -> Iterator[Recorded]:
    """The events whose envelopes the query ``chosen`` gives, in their order, a batch at a time."""
    cursor = db.execute(f"{chosen} ORDER BY id", values)
    while envelopes := cursor.fetchmany(_BATCH):
        yield from _open(db, names, envelopes)


def _open(db: sqlite3.Connection, names: Names, envelopes: Sequence[tuple[Any, ...]]) -> Iterator[Recorded]:
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for envelope in envelopes:
        by_kind[envelope[7]].append(envelope[0])
    events: dict[int, Event] = {}
    for kind, seqs in by_kind.items():
        events.update(_contents(db, names, kind, json.dumps(seqs)))
    for seq, name, action, device, hlc, ms, offset, _ in envelopes:
        origin = names.device_name(device)
        yield Recorded(seq, name, action, origin, hlc, Moment(ms, offset), events[seq])


def _contents(db: sqlite3.Connection, names: Names, kind: str, seqs: str) -> Iterator[tuple[int, Event]]:
    """The events of one kind, by their sequence numbers."""
    match kind:
        case "reviewed":
            rows = db.execute(study_rows.REVIEWS, (seqs,))
            return ((row[0], study_rows.read_review(names, row)) for row in rows)
        case "began":
            rows = db.execute(study_rows.SITTINGS, (seqs,))
            return ((row[0], study_rows.read_sitting(row)) for row in rows)
        case "worded":
            rows = db.execute(study_rows.WORDINGS, (seqs,))
            return ((row[0], study_rows.read_wording(names, row)) for row in rows)
        case "carried":
            rows = db.execute(study_rows.CARRYINGS, (seqs,))
            return ((row[0], study_rows.read_carrying(names, row)) for row in rows)
        case "reported":
            rows = db.execute(study_rows.REPORTS, (seqs,))
            return ((row[0], study_rows.read_report(names, row)) for row in rows)
        case "undone":
            rows = db.execute(study_rows.UNDONE, (seqs,))
            return ((row[0], study_rows.read_undone(row)) for row in rows)
        case target_rows.CLOSED:
            rows = db.execute(target_rows.CLOSINGS, (seqs,))
            return ((row[0], target_rows.read(row)) for row in rows)
        case _ if kind in CARD_KINDS:
            rows = db.execute(study_rows.DECISIONS, (seqs,))
            return ((row[0], study_rows.read_decision(names, kind, row)) for row in rows)
        case _:
            return quiz_rows.read(db, names, kind, seqs)
