"""The same history as Offbook and as Anki keep it, made once for a last day and found again.

Anki (on PyPI: ``anki``, under the AGPL) is measured beside Offbook and is no part of it; where it is not
installed, Offbook is measured alone.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from typing import Any

from history import ROLLOVER, SCHEDULER, Day, Life, Review, Size
from offbook.clock import SECOND, Moment, Stamp, day_begins
from offbook.deck.cards import CardKey
from offbook.ids import Ids, derive, tick
from offbook.journal import files, migrations, rows
from offbook.journal.events import Event, Recorded
from offbook.journal.journal import Journal
from offbook.journal.names import Names
from offbook.learning.schedule import Memory, New, Progress, Settled, Stepping

VERSION = 1
"""Of what is made here."""
GOOD = 7
"""Days for which a history is used that was made once."""
BEGAN = 1_600_000_000
"""Seconds since 1970 about which no id of Anki's clashes with a review."""


class Folder:
    """Where both ledgers lie."""

    def __init__(self, place: Path) -> None:
        self.journal = place / "journal.db"
        self.anki = place / "collection.anki2"
        self._place = place
        self._label = place / "made.json"

    def furnish(self, size: Size, last: int) -> int:
        """See that there is a history that ends with the study day ``last`` or shortly before; on which day.

        Where there is none it is made, which takes minutes.
        """
        label = {"version": [VERSION, migrations.VERSION], "size": str(size), "anki": has_anki()}
        kept = json.loads(self._label.read_text("utf-8")) if self._label.exists() else {"last": 0}
        made = int(kept.pop("last"))
        # One that was made for both serves Offbook alone too.
        if kept in (label, label | {"anki": True}) and 0 <= last - made < GOOD:
            return made
        rmtree(self._place, ignore_errors=True)
        self._place.mkdir(parents=True)
        print(f"making {size.days} days in {self._place}, which takes minutes", file=sys.stderr)
        self._make(size, last)
        self._label.write_text(json.dumps(label | {"last": last}), encoding="utf-8")
        return last

    def _make(self, size: Size, last: int) -> None:
        life, offbook = Life(size, last), OffbookWriter(self.journal)
        anki = AnkiWriter(self.anki, last - size.days) if has_anki() else None
        for day in life.days():
            offbook.take(day)
            if anki:
                anki.take(day)
        offbook.close()
        if anki:
            anki.close(life.progress)


class OffbookWriter:
    """Writes events as the journal does, and leaves it to the journal to work out what they come to."""

    def __init__(self, path: Path) -> None:
        files.create(path)
        self._path = path
        self._db = files.connect(path)
        self._names = Names(self._db)
        self._device = b"benchmark device"
        self._seq = self._hlc = 0
        self._db.execute("BEGIN IMMEDIATE")

    def take(self, day: Day) -> None:
        """Add a day."""
        for review in day.reviews:
            self._write(review.event, review.at)
        for quiz in day.quizzes:
            for event, at in quiz:
                self._write(event, at)

    def close(self) -> None:
        """Bring it all to the disk."""
        self._db.execute("COMMIT")
        self._db.close()
        # A journal whose derived tables lag behind its events makes them again as it opens.
        Journal.open(self._path).close()

    def _write(self, event: Event, at: Moment) -> None:
        self._seq, self._hlc = self._seq + 1, tick(self._hlc, at.ms)
        action = self._seq.to_bytes(16)
        name = derive(self._hlc, self._device, action)
        rows.write(
            self._db, self._names, Recorded(self._seq, name, action, self._device, self._hlc, at, event)
        )


class AnkiWriter:
    """Writes reviews and cards into a collection; quizzes it has not."""

    def __init__(self, path: Path, day: int) -> None:
        """An empty collection that began on a study day."""
        self._began = day
        self._path = path
        self._collection = open_anki(path)
        self._db = self._collection.db
        self._collection.set_config("fsrs", True)
        seconds = day_begins(day, ROLLOVER, 0).ms // SECOND
        self._db.execute("UPDATE col SET crt = ?", seconds)
        self._cards: dict[CardKey, int] = {}
        self._last = 0

    def take(self, day: Day) -> None:
        """Add a day's reviews."""
        self._db.executemany(_REVLOG, [self._review(review) for review in day.reviews])

    def close(self, progress: dict[CardKey, Progress]) -> None:
        """Add the cards as they stand, and bring it all to the disk."""
        notetype = self._collection.models.by_name("Basic")["id"]
        decks = {key.deck: self._collection.decks.id(key.deck) for key in self._cards}
        notes = [(number, f"n{number}", notetype, f"{key}\x1f{key}") for key, number in self._cards.items()]
        self._db.executemany(_NOTES, notes)
        cards = [
            self._card(key, number, decks[key.deck], progress[key]) for key, number in self._cards.items()
        ]
        self._db.executemany(_CARDS, cards)
        self._collection.close()

    def _review(self, review: Review) -> tuple[int, ...]:
        event = review.event
        card = self._cards.setdefault(event.key, BEGAN + len(self._cards))
        # Reviews are named by their milliseconds, which must differ.
        self._last = max(self._last + 1, review.at.ms)
        grown = _memory(review.after)
        return (
            self._last,
            card,
            event.rating,
            _interval(review.after),
            _interval(review.before),
            round((grown.difficulty - 1) / 9 * 1000) + 100,
            event.took,
            _kind(review.before),
        )

    def _card(self, key: CardKey, number: int, deck: int, progress: Progress) -> tuple[object, ...]:
        kept = _memory(progress)
        memory = {
            "s": round(kept.stability, 4),
            "d": round(kept.difficulty, 3),
            "dr": SCHEDULER.retention,
            "decay": 0.154,
            "lrt": kept.last.ms // SECOND,
        }
        match progress.schedule:
            case Settled(due=due):
                stand = (2, 2, due - self._began, max(1, due - kept.day))
            case Stepping(due=due, lapsed=lapsed):
                stand = (3 if lapsed else 1, 1, due // SECOND, 1)
            case _:
                raise ValueError(f"{key} was never reviewed")
        return (number, number, deck, *stand, 2500, progress.reviews, progress.lapses, json.dumps(memory))


def append(journal: Journal, day: Day) -> None:
    """Add a day to a journal, action by action."""
    events: list[tuple[Event, Moment]] = [(review.event, review.at) for review in day.reviews]
    events += [one for quiz in day.quizzes for one in quiz]
    ids = Ids(os.urandom)
    for event, at in events:
        journal.append([event], Stamp(at, ids.make(at.ms)))


def has_anki() -> bool:
    """Whether Anki is installed."""
    return find_spec("anki") is not None


def open_anki(path: Path) -> Any:  # noqa: ANN401 - a program that is not always there has no types
    """Anki's collection at ``path``, made if there is none."""
    return import_module("anki.collection").Collection(str(path))


def _memory(progress: Progress) -> Memory:
    match progress.schedule:
        case Settled(memory=kept) | Stepping(memory=kept):
            return kept
        case _:
            raise ValueError("a card that was never reviewed has no memory")


def _interval(progress: Progress) -> int:
    """Days, or seconds below zero while a card is in its steps; 0 of a new one."""
    match progress.schedule:
        case New():
            return 0
        case Stepping(memory=kept, due=due):
            return -max(1, (due - kept.last.ms) // SECOND)
        case Settled(memory=kept, due=due):
            return due - kept.day


def _kind(before: Progress) -> int:
    """What Anki calls a review: 0 learning, 1 review, 2 relearning."""
    match before.schedule:
        case Stepping(lapsed=lapsed):
            return 2 if lapsed else 0
        case Settled():
            return 1
        case New():
            return 0


_REVLOG = "INSERT INTO revlog VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)"
_NOTES = "INSERT INTO notes VALUES (?, ?, ?, 0, 0, '', ?, 'sort', 0, 0, '')"
_CARDS = "INSERT INTO cards VALUES (?, ?, ?, 0, 0, 0, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)"
