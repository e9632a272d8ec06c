"""How the journal's commits reach the disk: what each way costs for one review.

Run from the root of the project: ``python benchmarks/journal_mode.py [REVIEWS]``. The ways take turns,
a few reviews at a time, so that a busy machine slows all of them alike; compare within one run only.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter

from offbook.clock import MINUTE, Moment, Stamp
from offbook.deck.cards import CardId, CardKey, ConceptId, DeckId
from offbook.ids import Ids
from offbook.journal.journal import Journal
from offbook.learning.events import Reviewed
from offbook.learning.memory import Rating
from offbook.learning.schedule import Scheduler

CARDS = 10_000
TURN = 50
"""Reviews that a way does before it is the next one's turn."""
SCHEDULER = Scheduler()
START = 1_700_000_000_000


def main(reviews: int) -> None:
    """Print a table of what each way took."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        ways = {
            "bare transaction, WAL + FULL": bare(folder / "wal.db", "WAL"),
            "bare transaction, TRUNCATE + FULL": bare(folder / "truncate.db", "TRUNCATE"),
            "append of a review, WAL + FULL (as shipped)": appending(folder / "a" / "journal.db", "WAL"),
            "append of a review, TRUNCATE + FULL": appending(folder / "b" / "journal.db", "TRUNCATE"),
            "append of a review, in memory": appending(None, "MEMORY"),
        }
        took: dict[str, list[float]] = {way: [] for way in ways}
        for first in range(0, reviews, TURN):
            for way, once in ways.items():
                for number in range(first, first + TURN):
                    began = perf_counter()
                    once(number)
                    took[way].append((perf_counter() - began) * 1_000)
    print(f"SQLite {sqlite3.sqlite_version}, {reviews} reviews, milliseconds\n")
    print(f"{'':46}{'p50':>8}{'p95':>8}{'of bare WAL':>13}")
    base = median(took["bare transaction, WAL + FULL"])
    for way, times in took.items():
        print(f"{way:46}{median(times):8.3f}{quantiles(times, n=20)[-1]:8.3f}{median(times) / base:13.2f}")


def median(times: list[float]) -> float:
    """The middle of a list of times."""
    return quantiles(times, n=2)[0]


def bare(path: Path, mode: str) -> Callable[[int], None]:
    """One insert of a review's size in a transaction of its own."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(f"PRAGMA journal_mode = {mode}")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA wal_autocheckpoint = 0")
    db.execute("CREATE TABLE reviews (seq INTEGER PRIMARY KEY, content TEXT)")

    def once(_: int) -> None:
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO reviews (content) VALUES (?)", ("x" * 200,))
        db.execute("COMMIT")

    return once


def appending(path: Path | None, mode: str) -> Callable[[int], None]:
    """An append of one review to a journal that knows many cards."""
    chance, ids = Random(1), Ids(os.urandom)
    keys = [CardKey(DeckId(f"deck {n % 3}"), CardId(f"card {n}")) for n in range(CARDS)]
    journal = Journal.in_memory() if path is None else Journal.open(path)
    journal.append([review(key, 0, chance) for key in keys], Stamp(Moment(START), ids.make(START)))
    if mode == "TRUNCATE":
        db = journal._store.writing().db  # noqa: SLF001 - the way not chosen has no door
        db.execute("PRAGMA journal_mode = TRUNCATE")

    def once(number: int) -> None:
        ms = START + number * MINUTE
        event = review(chance.choice(keys), ms, chance)
        journal.append([event], Stamp(Moment(ms, 60), ids.make(ms)))

    return once


def review(key: CardKey, ms: int, chance: Random) -> Reviewed:
    """A review like any other."""
    at = Moment(ms, 60)
    return Reviewed(
        key=key,
        concept=ConceptId(f"concept {hash(key) % 300}"),
        form="recall",
        rating=chance.choice(list(Rating)),
        correct=None,
        self_rated=True,
        response="something that was typed",
        shown_at=at,
        took=4_000,
        hinted=False,
        day=at.day(4),
        scheduler=SCHEDULER,
        sitting=b"s" * 16,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
