"""The journal: the append-only log of everything that happened, and what it comes to.

An append has reached the disk when it returns. Where cards stand is kept in the same transaction,
so that opening replays nothing; it can be made again from the events at any time, and is the same.

Whatever knows events is imported where it is used: opening and counting do without.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from offbook.clock import Moment, Stamp
from offbook.deck.names import CardId, ConceptId, DeckId
from offbook.ids import ID_BYTES, derive, tick
from offbook.journal import census
from offbook.journal.census import Glance, StudyDay
from offbook.journal.files import PATIENCE
from offbook.journal.names import Names
from offbook.journal.store import Connection, Store
from offbook.journal.trouble import Telling

if TYPE_CHECKING:
    from offbook.deck.cards import CardKey
    from offbook.journal.care import Care
    from offbook.journal.events import Event, Recorded
    from offbook.journal.studied import Moved
    from offbook.journal.union import Union
    from offbook.learning.events import Began, Reviewed, Worded
    from offbook.learning.retrieval import Daily
    from offbook.learning.stability import Change
    from offbook.learning.standing import Standing
    from offbook.learning.studied import Studied
    from offbook.performance.events import QuizEvent
    from offbook.performance.head import Head
    from offbook.performance.observation import Observation
    from offbook.performance.targets import Closing


class Journal:
    """One person's journal, in a file or in memory.

    Every method raises JournalError, with a sentence for the person, when the file fails it.
    An instance belongs to the thread that made it; several, in several processes, may share a file.
    """

    def __init__(self, store: Store, device: bytes | None) -> None:
        """Use ``open`` or ``in_memory``."""
        if device is not None and len(device) != ID_BYTES:
            raise ValueError(f"a device is named by {ID_BYTES} bytes")
        self._store = store
        self._device = device
        self._iterating = 0

    @classmethod
    def open(cls, path: Path, *, device: bytes | None = None, patience: float = PATIENCE) -> Self:
        """The journal at ``path``; where there is none, an empty one that the first append will make.

        ``device``, 16 bytes, names who writes; without it, the name that made the journal goes on, and
        a new journal is named by its first action. ``patience`` is how many seconds an append waits
        for another Offbook.
        """
        journal = cls(Store(path, patience), device)
        with Telling(journal._store.where):
            journal._store.reading()
        return journal

    @classmethod
    def in_memory(cls, *, device: bytes | None = None) -> Self:
        """An empty journal that no file keeps."""
        return cls(Store(None, PATIENCE), device)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def append(self, events: Sequence[Event], stamp: Stamp) -> tuple[Recorded, ...]:
        """Record what one action did: all of it, on the disk, before this returns; or nothing."""
        if len(stamp.action) != ID_BYTES:
            raise ValueError(f"an action is named by {ID_BYTES} bytes")
        if not events:
            return ()
        with self._writing() as connection:
            return self._write(connection, events, stamp)

    def append_all(self, batches: Iterable[tuple[Sequence[Event], Stamp]]) -> int:
        """Record many actions, all of them or nothing; how many events they were."""
        with self._writing() as connection:
            return sum(len(self._write(connection, events, stamp)) for events, stamp in batches)

    def merge(self, events: Iterable[Recorded]) -> int:
        """Bring in the events of another journal that are not here yet; how many they were.

        Raises JournalError, and brings in nothing, if one of them cannot stand beside what is here.
        """
        from offbook.journal.union import unite

        with self._writing() as connection:
            if self._device is not None:
                # Else a journal that is empty yet would go on under the name of the other one.
                connection.names.device(self._device)
            return unite(connection.db, connection.names, events)

    @property
    def union(self) -> Union:
        """What can be asked before another journal is brought in."""
        from offbook.journal.union import Union

        return Union(self._reading)

    @property
    def path(self) -> Path | None:
        """The file that keeps it, for another connection to it; None in memory."""
        return self._store.path

    @property
    def device(self) -> bytes | None:
        """The 16 bytes that name who writes; None until the first append has given a name."""
        if self._device is not None:
            return self._device
        with self._reading() as (_, names):
            return names.maker()

    def events(self) -> Iterator[Recorded]:
        """Every event there is, undone ones too, in order."""
        from offbook.journal import rows

        with Telling(self._store.where):
            connection = self._store.reading()
            self._iterating += 1
            try:
                yield from rows.read(connection.db, connection.names)
            finally:
                self._iterating -= 1

    def standings(self, deck: DeckId) -> dict[CardId, Standing]:
        """Where the cards of a deck stand; those that nothing has happened to are left out."""
        from offbook.journal import reads

        with self._reading() as (db, _):
            return reads.standings(db, deck)

    def glances(self, deck: DeckId) -> list[Glance]:
        """Where the cards of a deck stand, at a glance, for counting many."""
        with self._reading() as (db, _):
            return census.glances(db, deck)

    @property
    def care(self) -> Care:
        """What looking after single cards asks for."""
        from offbook.journal.care import Care

        return Care(self._reading)

    def standing(self, key: CardKey) -> Standing:
        """Where a card stands."""
        from offbook.journal import derived
        from offbook.learning.standing import Standing

        with self._reading() as (db, names):
            card = names.known_card(key)
            return Standing() if card is None else derived.read(db, card).standing

    def ready_counts(self, now: Moment, day: int) -> Mapping[DeckId, int]:
        """How many cards of each deck ask to be rehearsed now, those of the deck's past included.

        Ready are steps whose time has come, settled cards whose day has come, and pulled cards;
        suspended and buried ones are not.
        """
        with self._reading() as (db, _):
            return census.ready_counts(db, now, day)

    def ready(self, deck: DeckId, now: Moment, day: int) -> frozenset[CardId]:
        """Which cards of a deck ask to be rehearsed now, by the rule of ``ready_counts``."""
        with self._reading() as (db, _):
            return census.ready(db, deck, now, day)

    def taken(self, deck: DeckId, day: int) -> frozenset[CardId]:
        """Which cards of a deck cannot be met as new ones: known, suspended, buried or pulled."""
        with self._reading() as (db, _):
            return census.taken(db, deck, day)

    def introduced(self, deck: DeckId, day: int) -> int:
        """How many cards of a deck had their first review ever on a study day."""
        with self._reading() as (db, _):
            return census.introduced(db, deck, day)

    def last_shown(self, deck: DeckId) -> Mapping[ConceptId, int]:
        """When each concept of a deck was last shown with its answer, in milliseconds since 1970.

        In study, after a question of a quiz, or in its evaluation; an undo does not unsee it.
        """
        with self._reading() as (db, _):
            return census.last_shown(db, deck)

    def last_sitting(self, scope: Sequence[DeckId], day: int) -> Began | None:
        """The last rehearsal of exactly these decks that was begun on a study day."""
        from offbook.journal import reads

        with self._reading() as (db, names):
            return reads.last_sitting(db, names, scope, day)

    def reviews_of(self, sitting: bytes) -> tuple[Reviewed, ...]:
        """The reviews of a rehearsal that count, in order."""
        from offbook.journal import reads

        with self._reading() as (db, names):
            return reads.reviews_of(db, names, sitting)

    def reviews(self, key: CardKey) -> tuple[Recorded, ...]:
        """The reviews of a card that count, in order."""
        from offbook.journal import reads

        with self._reading() as (db, names):
            card = names.known_card(key)
            return () if card is None else reads.reviews(db, names, card)

    def latest_reviews(self, deck: DeckId, days: range, most: int) -> list[tuple[Reviewed, Moment]]:
        """The latest reviews of a deck that count on some study days, at most so many, the last one first."""
        from offbook.journal import reads

        with self._reading() as (db, names):
            return reads.latest_reviews(db, names, deck, days, most)

    def decks(self) -> tuple[DeckId, ...]:
        """Every deck of which the journal knows a card, whatever became of it."""
        with self._reading() as (db, _):
            return census.decks(db)

    def wordings(self, deck: DeckId) -> dict[CardId, Worded]:
        """What cards of a deck asked when they were studied, as far as it was kept."""
        from offbook.journal import reads

        with self._reading() as (db, names):
            return reads.wordings(db, names, deck)

    def carryings(self) -> tuple[Recorded, ...]:
        """The carryings-over of histories that count, in order."""
        from offbook.journal import reads

        with self._reading() as (db, names):
            return reads.carryings(db, names)

    def quiz_events(self, after: int = 0) -> tuple[tuple[Recorded, QuizEvent], ...]:
        """The events of quizzes behind a place of this file, in order, each with its envelope."""
        from offbook.journal import reads

        with self._reading() as (db, names):
            return reads.quiz_events(db, names, after)

    def observations(self, after: int = 0) -> tuple[int, dict[bytes, tuple[Observation, ...]]]:
        """What counts of each attempt that has ended, where something was added behind a place of the file.

        In the order they began, with the place up to which was read, from which to go on later.
        """
        from offbook.journal import sightings

        with self._reading() as (db, names):
            upto = db.execute("SELECT seq FROM watermark").fetchone()[0]
            return upto, dict(sightings.read(db, names, sightings.ended_since(db, after)))

    def heads(self) -> tuple[Head, ...]:
        """Every attempt in short, in the order they began."""
        from offbook.journal import sightings

        with self._reading() as (db, _):
            return sightings.heads(db)

    def study_days(self, *decks: DeckId) -> list[StudyDay]:
        """What was studied of some decks together on each study day on which it was, in order."""
        with self._reading() as (db, _):
            return census.study_days(db, decks)

    def retrievals(self, *decks: DeckId) -> list[Daily]:
        """The daily sums of the delayed retrievals of some decks together, in order."""
        from offbook.journal import sums

        with self._reading() as (db, _):
            return sums.retrievals(db, decks)

    def stabilities(
        self, *decks: DeckId, ends: Iterable[int] | None = None, after: int | None = None
    ) -> list[Change]:
        """The changes of the buckets of stability of some decks together, in order.

        With ``ends``, which rise, a change is said to be of the first of these study days that is not
        before it, and summed up; what lies behind the last of them, or not behind ``after``, is left out.
        """
        from offbook.journal import sums

        with self._reading() as (db, _):
            return sums.stabilities(db, decks, ends, after)

    @property
    def position(self) -> int:
        """The place of the file up to which events stand; it moves with every append, whoever made it."""
        with self._reading() as (db, _):
            return int(db.execute("SELECT seq FROM watermark").fetchone()[0])

    def studied(self, decks: Collection[DeckId]) -> dict[DeckId, list[Studied]]:
        """What was studied of some decks: of each card less than its standing, and sooner for very many."""
        from offbook.journal import studied

        with self._reading() as (db, _):
            return studied.read(db, decks)

    def moved(self, after: int) -> Moved | None:
        """What of ``studied`` and of the sums can have moved since a place of the file; None for all."""
        from offbook.journal import studied

        with self._reading() as (db, _):
            return studied.moved(db, after)

    def closings(self) -> tuple[Closing, ...]:
        """Every window of a target that was closed, in order."""
        from offbook.journal import reads

        with self._reading() as (db, names):
            return reads.closings(db, names)

    def exposures(self, deck: DeckId, before: int | None = None) -> Mapping[CardId, int]:
        """In how many attempts each card of a deck was answered, or timed out; ``before`` is in ms."""
        with self._reading() as (db, _):
            return census.exposures(db, deck, before)

    def replay(self) -> dict[CardKey, Standing]:
        """Where every card stands, worked out from the events alone."""
        from offbook.journal import replay

        with self._reading() as (db, names):
            return replay.replay(db, names)

    def rebuild(self) -> None:
        """Make everything that is kept beside the events again from them."""
        from offbook.journal import replay

        with self._writing() as connection:
            replay.rebuild(connection.db, connection.names)

    def backup(self, target: Path) -> None:
        """Copy the journal, whole and checked, to one file at ``target``, in place of what was there."""
        from offbook.journal.backup import backup

        with self._reading() as (db, _):
            backup(db, target)

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file, unless another Offbook has it open; for idle moments."""
        with Telling(self._store.where):
            self._store.release()

    def close(self) -> None:
        """Leave the journal; the last to leave moves the write-ahead log into the file."""
        self._store.close()

    def _write(self, connection: Connection, events: Sequence[Event], stamp: Stamp) -> tuple[Recorded, ...]:
        from offbook.journal import rows
        from offbook.journal.events import Recorded

        db, names = connection.db, connection.names
        seq, hlc = db.execute("SELECT seq, hlc FROM watermark").fetchone()
        device = self._device or names.maker() or stamp.action
        written: list[Recorded] = []
        for event in events:
            seq, hlc = seq + 1, tick(hlc, stamp.at.ms)
            recorded = Recorded(
                seq, derive(hlc, device, stamp.action), stamp.action, device, hlc, stamp.at, event
            )
            rows.write(db, names, recorded)
            connection.derived.take(recorded)
            written.append(recorded)
        connection.derived.mark(seq, hlc)
        return tuple(written)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction: it is on the disk when this is left, or nothing of it is."""
        with Telling(self._store.where):
            connection = self._store.writing()
            with connection:
                self._store.check(connection)
                yield connection
            if not self._iterating:
                self._store.tidy()

    @contextmanager
    def _reading(self) -> Iterator[tuple[sqlite3.Connection, Names]]:
        with Telling(self._store.where):
            connection = self._store.reading()
            yield connection.db, connection.names
