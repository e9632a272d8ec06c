"""The daily sums of study: what each review adds to them, kept and worked out by one rule."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from offbook.clock import Moment
from offbook.deck.cards import DeckId
from offbook.journal.names import Names
from offbook.journal.standings import NOTHING, Kept, advance
from offbook.learning import stability
from offbook.learning.events import CardEvent, Reset, Reviewed
from offbook.learning.retrieval import Age, Daily, Tally, retrieval, tally
from offbook.learning.stability import Change

TABLES = ("tally", "retrievals", "stabilities")
"""The tables of the sums."""

DAWN = 4
"""The hour at which a day begins for an event that does not say its study day."""


@dataclass(slots=True)
class Sums:
    """Sums, or changes of sums: what is taken with the sign -1 is taken out again."""

    days: Counter[tuple[DeckId, int, str]] = field(default_factory=Counter)
    """Reviews, cards met for the first time and milliseconds of study, by deck and study day."""
    retrievals: defaultdict[tuple[DeckId, int, Age], Tally] = field(
        default_factory=lambda: defaultdict(Tally)
    )
    """Of delayed retrievals, by deck, study day and age."""
    stabilities: Counter[tuple[DeckId, int, int]] = field(default_factory=Counter)
    """By how many cards a bucket of stability grew, by deck, study day and bucket."""

    def take(
        self, deck: DeckId, before: Kept, event: CardEvent, at: Moment, after: Kept, sign: int = 1
    ) -> None:
        """Take in an event that brought a card of ``deck`` from one standing to another."""
        if not isinstance(event, Reviewed | Reset):
            return
        was, became = before.standing.progress, after.standing.progress
        day = event.day if isinstance(event, Reviewed) else at.day(DAWN)
        for on, bucket, change in stability.changes(was, became, day):
            self.stabilities[deck, on, bucket] += sign * change
        if isinstance(event, Reviewed):
            self.days[deck, day, "reviews"] += sign
            self.days[deck, day, "introduced"] += sign * (before.introduced is None)
            self.days[deck, day, "studied"] += sign * event.took
            if one := retrieval(was, event, became):
                place, kept = (deck, day, one.age), self.retrievals[deck, day, one.age]
                self.retrievals[place] = kept + tally(one) if sign > 0 else kept - tally(one)

    def fold(self, deck: DeckId, events: Iterable[tuple[CardEvent, Moment]], sign: int = 1) -> Kept | None:
        """Take in all events of one card of ``deck``; what is kept of it then, None without an event."""
        kept: Kept | None = None
        for event, at in events:
            before = kept or NOTHING
            kept = advance(before, event, at)
            self.take(deck, before, event, at, kept, sign)
        return kept

    def write(self, db: sqlite3.Connection, names: Names) -> None:
        """Add them to the tables; inside a transaction."""
        for deck, day in dict.fromkeys((deck, day) for deck, day, _ in self.days):
            change = [self.days[deck, day, column] for column in _COLUMNS]
            if any(change):
                place = names.deck(deck), day
                db.execute(_COUNT, (*place, *change))
                if change[0] < 0:
                    db.execute(_DROP_EMPTY, place)
        for (deck, day, age), one in self.retrievals.items():
            if one != Tally():
                place_of_age = names.deck(deck), day, age
                values = one.n, one.passed, one.expected, one.error, one.grown, one.growth
                db.execute(_ADD_RETRIEVALS, (*place_of_age, *values))
                if one.n <= 0:
                    db.execute(_DROP_RETRIEVALS, place_of_age)
        for (deck, day, bucket), change_of_bucket in self.stabilities.items():
            if change_of_bucket:
                # A change that comes to nothing may stay: it is not read, and dropping it would take time.
                db.execute(_ADD_STABILITIES, (names.deck(deck), day, bucket, change_of_bucket))


def retrievals(db: sqlite3.Connection, decks: Collection[DeckId]) -> list[Daily]:
    """The sums of delayed retrievals of some decks together, by day and age."""
    rows = db.execute(_RETRIEVALS, (json.dumps(list(decks)),))
    return [Daily(day, Age(age), Tally(*values)) for day, age, *values in rows]


def stabilities(
    db: sqlite3.Connection, decks: Collection[DeckId], ends: Iterable[int] | None, after: int | None
) -> list[Change]:
    """The changes of the buckets of stability of some decks together, by day.

    With ``ends``, rising study days, those up to each and after the one before it are summed up and said
    to be of it. Changes up to the study day ``after`` are left out.
    """
    names = json.dumps(list(decks))
    if ends is None:
        return db.execute(_STABILITIES, {"decks": names, "after": after}).fetchall()
    found: list[Change] = []
    for end in ends:
        # Small sums: to sort all changes at once would take twice the time.
        rows = db.execute(_STABILITIES_UNTIL, {"decks": names, "after": after, "end": end})
        found += [(end, bucket, change) for bucket, change in rows]
        after = end
    return found


_COLUMNS = ("reviews", "introduced", "studied")
_COUNT = (
    "INSERT INTO tally VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET reviews = reviews + excluded.reviews,"
    " introduced = introduced + excluded.introduced, studied = studied + excluded.studied"
)
_DROP_EMPTY = "DELETE FROM tally WHERE deck = ? AND day = ? AND reviews = 0 AND introduced = 0"
_ADD_RETRIEVALS = (
    "INSERT INTO retrievals VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
    " SET n = n + excluded.n, passed = passed + excluded.passed, expected = expected + excluded.expected,"
    " error = error + excluded.error, grown = grown + excluded.grown, growth = growth + excluded.growth"
)
_DROP_RETRIEVALS = "DELETE FROM retrievals WHERE deck = ? AND day = ? AND age = ? AND n = 0"
_ADD_STABILITIES = (
    "INSERT INTO stabilities VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET change = change + excluded.change"
)
_RETRIEVALS = (
    "SELECT day, age, sum(n), sum(passed), sum(expected), sum(error), sum(grown), sum(growth) FROM retrievals"
    " WHERE deck IN (SELECT id FROM decks WHERE name IN (SELECT value FROM json_each(?)))"
    " GROUP BY day, age ORDER BY day, age"
)
_STABILITIES = (
    "SELECT day, bucket, sum(change) AS grown FROM stabilities"
    " WHERE deck IN (SELECT id FROM decks WHERE name IN (SELECT value FROM json_each(:decks)))"
    " AND day > coalesce(:after, -1) GROUP BY day, bucket HAVING grown != 0 ORDER BY day, bucket"
)
_STABILITIES_UNTIL = (
    "SELECT bucket, sum(change) AS grown FROM stabilities"
    " WHERE deck IN (SELECT id FROM decks WHERE name IN (SELECT value FROM json_each(:decks)))"
    " AND day > coalesce(:after, -1) AND day <= :end"
    " GROUP BY bucket HAVING grown != 0 ORDER BY bucket"
)
