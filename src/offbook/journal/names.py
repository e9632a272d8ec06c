"""The journal's dictionaries: long words stand in the file once, and as numbers everywhere else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from offbook.deck.names import CardId, DeckId

if TYPE_CHECKING:
    from offbook.deck.cards import CardKey
    from offbook.learning.schedule import Scheduler


class Names:
    """Turns names into their numbers and back, and remembers what it has looked up."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.forget()

    def forget(self) -> None:
        """Drop what is remembered: after a transaction that failed, it may never have been written."""
        self._decks: dict[DeckId, int] = {}
        self._cards: dict[CardKey, int] = {}
        self._devices: dict[bytes, int] = {}
        self._maker: bytes | None = None
        self._schedulers: dict[Scheduler, int] = {}
        self._deck_names: dict[int, DeckId] = {}
        self._keys: dict[int, CardKey] = {}
        self._device_names: dict[int, bytes] = {}
        self._scheduler_values: dict[int, Scheduler] = {}

    def deck(self, deck: DeckId) -> int:
        """The number of a deck, given now if it has none; inside a transaction."""
        if (known := self._decks.get(deck)) is None:
            known = self.known_deck(deck) or self._add("INSERT INTO decks (name) VALUES (?)", (deck,))
            self._decks[deck] = known
        return known

    def card(self, key: CardKey) -> int:
        """The number of a card, given now if it has none; inside a transaction."""
        if (known := self._cards.get(key)) is None:
            row = (self.deck(key.deck), key.card)
            known = self.known_card(key) or self._add("INSERT INTO cards (deck, name) VALUES (?, ?)", row)
            self._cards[key] = known
        return known

    def device(self, device: bytes) -> int:
        """The number of a device, given now if it has none; inside a transaction."""
        if (known := self._devices.get(device)) is None:
            found = self._db.execute("SELECT id FROM devices WHERE name = ?", (device,)).fetchone()
            known = found[0] if found else self._add("INSERT INTO devices (name) VALUES (?)", (device,))
            self._devices[device] = known
        return known

    def maker(self) -> bytes | None:
        """The name of the device that made the journal; None before its first event."""
        if self._maker is None:
            row = self._db.execute("SELECT name FROM devices ORDER BY id LIMIT 1").fetchone()
            self._maker = row[0] if row else None
        return self._maker

    def scheduler(self, scheduler: Scheduler) -> int:
        """The number of a scheduler by its content, given now if it has none; inside a transaction."""
        if (known := self._schedulers.get(scheduler)) is None:
            row = _scheduler_row(scheduler)
            found = self._db.execute(_FIND_SCHEDULER, row).fetchone()
            known = found[0] if found else self._add(_ADD_SCHEDULER, row)
            self._schedulers[scheduler] = known
        return known

    def known_deck(self, deck: DeckId) -> int | None:
        """The number of a deck, or None if the journal knows nothing of it."""
        found = self._db.execute("SELECT id FROM decks WHERE name = ?", (deck,)).fetchone()
        return found[0] if found else None

    def known_card(self, key: CardKey) -> int | None:
        """The number of a card, or None if the journal knows nothing of it."""
        if key in self._cards:
            return self._cards[key]
        found = self._db.execute(_FIND_CARD, (key.deck, key.card)).fetchone()
        return found[0] if found else None

    def deck_name(self, number: int) -> DeckId:
        """The deck of a number."""
        if number not in self._deck_names:
            row = self._db.execute("SELECT name FROM decks WHERE id = ?", (number,)).fetchone()
            self._deck_names[number] = DeckId(row[0])
        return self._deck_names[number]

    def key(self, number: int) -> CardKey:
        """The card of a number."""
        if number not in self._keys:
            from offbook.deck.cards import CardKey

            deck, name = self._db.execute("SELECT deck, name FROM cards WHERE id = ?", (number,)).fetchone()
            self._keys[number] = CardKey(self.deck_name(deck), CardId(name))
        return self._keys[number]

    def look_up(self, numbers: Iterable[int]) -> None:
        """Remember the cards of these numbers, all read at once, for ``key`` to give."""
        if unknown := [number for number in numbers if number not in self._keys]:
            from offbook.deck.cards import CardKey

            for number, deck, name in self._db.execute(_READ_CARDS, (json.dumps(unknown),)):
                self._keys[number] = CardKey(self.deck_name(deck), CardId(name))

    def device_name(self, number: int) -> bytes:
        """The device of a number."""
        if number not in self._device_names:
            row = self._db.execute("SELECT name FROM devices WHERE id = ?", (number,)).fetchone()
            self._device_names[number] = row[0]
        return self._device_names[number]

    def scheduler_value(self, number: int) -> Scheduler:
        """The scheduler of a number."""
        if number not in self._scheduler_values:
            row = self._db.execute(_READ_SCHEDULER, (number,)).fetchone()
            self._scheduler_values[number] = _scheduler(row)
        return self._scheduler_values[number]

    def _add(self, sql: str, row: tuple[object, ...]) -> int:
        number = self._db.execute(sql, row).lastrowid
        if number is None:  # pragma: no cover - SQLite gives every inserted row a number
            raise AssertionError("an insert gave no row")
        return number


_FIND_CARD = "SELECT c.id FROM cards c JOIN decks d ON d.id = c.deck WHERE d.name = ? AND c.name = ?"
_READ_CARDS = "SELECT id, deck, name FROM cards WHERE id IN (SELECT value FROM json_each(?))"
_FIND_SCHEDULER = (
    "SELECT id FROM schedulers WHERE algorithm = ? AND version = ? AND retention = ? AND longest = ?"
    " AND fuzz = ? AND steps = ? AND relearning = ? AND weights = ?"
)
_ADD_SCHEDULER = (
    "INSERT INTO schedulers (algorithm, version, retention, longest, fuzz, steps, relearning, weights)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_READ_SCHEDULER = (
    "SELECT algorithm, version, retention, longest, fuzz, steps, relearning, weights"
    " FROM schedulers WHERE id = ?"
)


def _scheduler_row(scheduler: Scheduler) -> tuple[object, ...]:
    # Python writes a float so that reading it gives the same float; so JSON keeps weights exactly.
    return (
        scheduler.algorithm,
        scheduler.version,
        float(scheduler.retention),
        scheduler.longest,
        scheduler.fuzz,
        json.dumps(scheduler.steps),
        json.dumps(scheduler.relearning),
        json.dumps([float(weight) for weight in scheduler.weights]),
    )


def _scheduler(row: tuple[str, str, float, int, int, str, str, str]) -> Scheduler:
    from offbook.learning.schedule import Scheduler

    algorithm, version, retention, longest, fuzz, steps, relearning, weights = row
    return Scheduler(
        retention=retention,
        steps=tuple(json.loads(steps)),
        relearning=tuple(json.loads(relearning)),
        longest=longest,
        fuzz=bool(fuzz),
        weights=tuple(json.loads(weights)),
        algorithm=algorithm,
        version=version,
    )
