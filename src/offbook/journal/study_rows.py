"""The events of study as rows, and back."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, assert_never

from offbook.clock import Moment
from offbook.deck.cards import CardId, CardKey, ConceptId, DeckId
from offbook.journal.names import Names
from offbook.learning.events import (
    Began,
    Buried,
    Carried,
    Flagged,
    Pulled,
    Reported,
    Reset,
    Resumed,
    Reviewed,
    Slot,
    StudyEvent,
    Suspended,
    Undone,
    Worded,
)
from offbook.learning.memory import Rating

KINDS = {
    Began: "began",
    Reviewed: "reviewed",
    Suspended: "suspended",
    Resumed: "resumed",
    Buried: "buried",
    Flagged: "flagged",
    Pulled: "pulled",
    Reset: "reset",
    Worded: "worded",
    Carried: "carried",
    Reported: "reported",
    Undone: "undone",
}
"""The word under which each event stands in its envelope."""

SITTINGS = "SELECT * FROM sittings WHERE seq IN (SELECT value FROM json_each(?))"
REVIEWS = "SELECT * FROM reviews WHERE seq IN (SELECT value FROM json_each(?))"
DECISIONS = "SELECT * FROM decisions WHERE seq IN (SELECT value FROM json_each(?))"
WORDINGS = "SELECT * FROM wordings WHERE seq IN (SELECT value FROM json_each(?))"
CARRYINGS = "SELECT * FROM carryings WHERE seq IN (SELECT value FROM json_each(?))"
REPORTS = "SELECT * FROM reports WHERE seq IN (SELECT value FROM json_each(?))"
UNDONE = "SELECT * FROM undone WHERE seq IN (SELECT value FROM json_each(?))"
"""Each reads rows by a JSON list of sequence numbers."""


def write(db: sqlite3.Connection, names: Names, seq: int, event: StudyEvent) -> None:
    """Add the row of an event whose envelope is written."""
    match event:
        case Reviewed():
            db.execute(
                "INSERT INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (seq, *_review_row(names, event)),
            )
        case Began(sitting, scope, day, plan):
            slots = json.dumps([(slot.key.deck, slot.key.card, slot.follows) for slot in plan])
            row = (seq, sitting, json.dumps(scope), day, slots)
            db.execute("INSERT INTO sittings VALUES (?, ?, ?, ?, ?)", row)
        case Worded(key, form, prompt, answer):
            words = (names.card(key), form, plain(prompt), plain(answer))
            db.execute("INSERT INTO wordings VALUES (?, ?, ?, ?, ?)", (seq, *words))
        case Carried(key, heir):
            db.execute("INSERT INTO carryings VALUES (?, ?, ?)", (seq, names.card(key), names.card(heir)))
        case Reported(key, text, on):
            db.execute("INSERT INTO reports VALUES (?, ?, ?, ?)", (seq, names.card(key), plain(text), on))
        case Undone(action):
            db.execute("INSERT INTO undone VALUES (?, ?)", (seq, action))
        case Suspended() | Resumed() | Buried() | Flagged() | Pulled() | Reset():
            decided = (seq, names.card(event.key), _decided(event))
            db.execute("INSERT INTO decisions VALUES (?, ?, ?)", decided)
        case other:
            assert_never(other)


def read_sitting(row: tuple[Any, ...]) -> Began:
    """The event of a row of ``sittings``."""
    _, sitting, scope, day, plan = row
    slots = (Slot(CardKey(DeckId(deck), CardId(card)), follows) for deck, card, follows in json.loads(plan))
    return Began(sitting, tuple(DeckId(deck) for deck in json.loads(scope)), day, tuple(slots))


def read_review(names: Names, row: tuple[Any, ...]) -> Reviewed:
    """The event of a row of ``reviews``."""
    (
        _, card, concept, form, rating, correct, self_rated, response, shown_ms, shown_offset,
        took, hinted, day, scheduler, sitting, replaces, overruled,
    ) = row  # fmt: skip
    return Reviewed(
        key=names.key(card),
        concept=ConceptId(concept),
        form=form,
        rating=Rating(rating),
        correct=None if correct is None else bool(correct),
        self_rated=bool(self_rated),
        response=response,
        shown_at=Moment(shown_ms, shown_offset),
        took=took,
        hinted=bool(hinted),
        day=day,
        scheduler=names.scheduler_value(scheduler),
        sitting=sitting,
        replaces=replaces,
        overruled=bool(overruled),
    )


def read_wording(names: Names, row: tuple[Any, ...]) -> Worded:
    """The event of a row of ``wordings``."""
    _, card, form, prompt, answer = row
    return Worded(names.key(card), form, prompt, answer)


def read_carrying(names: Names, row: tuple[Any, ...]) -> Carried:
    """The event of a row of ``carryings``."""
    _, card, heir = row
    return Carried(names.key(card), names.key(heir))


def read_report(names: Names, row: tuple[Any, ...]) -> Reported:
    """The event of a row of ``reports``."""
    _, card, text, on = row
    return Reported(names.key(card), text, bool(on))


def read_undone(row: tuple[Any, ...]) -> Undone:
    """The event of a row of ``undone``."""
    return Undone(row[1])


def read_decision(names: Names, kind: str, row: tuple[Any, ...]) -> StudyEvent:
    """The event of a row of ``decisions``, by its kind."""
    _, card, value = row
    key = names.key(card)
    match kind:
        case "suspended":
            return Suspended(key, leech=bool(value))
        case "resumed":
            return Resumed(key)
        case "buried":
            return Buried(key, until=value)
        case "flagged":
            return Flagged(key, on=bool(value))
        case "pulled":
            return Pulled(key)
        case "reset":
            return Reset(key)
        case _:
            raise ValueError(f"{kind!r} is not decided about a card")


def plain(text: str) -> str:
    """A text that UTF-8 can hold: half of a surrogate pair becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _review_row(names: Names, event: Reviewed) -> tuple[object, ...]:
    return (
        names.card(event.key),
        event.concept,
        event.form,
        int(event.rating),
        event.correct,
        event.self_rated,
        plain(event.response),
        event.shown_at.ms,
        event.shown_at.offset,
        event.took,
        event.hinted,
        event.day,
        names.scheduler(event.scheduler),
        event.sitting,
        event.replaces,
        event.overruled,
    )


def _decided(event: Suspended | Resumed | Buried | Flagged | Pulled | Reset) -> int:
    """The number that a decision about a card is kept with."""
    match event:
        case Suspended(leech=value) | Buried(until=value) | Flagged(on=value):
            return value
        case Resumed() | Pulled() | Reset():
            return 0
        case other:
            assert_never(other)
