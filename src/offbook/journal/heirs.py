"""Which card a history belongs to, once cards were carried over to others."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def belonging(carried: Iterable[tuple[K, K]]) -> dict[K, K]:
    """The card to which the history of each card belongs that is not its own keeper.

    ``carried`` are pairs of a card and its heir, in the order of events. Whatever had come to either
    of them goes to the heir, so a card that is worded as it once was takes its history back.
    """
    keeper: dict[K, K] = {}
    kept: dict[K, set[K]] = {}
    for card, heir in carried:
        joined = {heir}
        for one in (card, heir):
            of = keeper.get(one, one)
            joined |= kept.pop(of, {of})
        kept[heir] = joined
        keeper |= dict.fromkeys(joined, heir)
    return {card: of for card, of in keeper.items() if card != of}


def kept(db: sqlite3.Connection) -> dict[int, int]:
    """The heirs as they are kept, by number."""
    return dict(db.execute("SELECT card, heir FROM heirs").fetchall())


def of(db: sqlite3.Connection, card: int) -> int:
    """The card to which the history of a card belongs; itself where it was not carried over."""
    row = db.execute("SELECT heir FROM heirs WHERE card = ?", (card,)).fetchone()
    return card if row is None else row[0]


def counting(db: sqlite3.Connection, turned: Collection[int] = ()) -> dict[int, int]:
    """The heirs by the events that count, where those at ``turned`` are about to count or not to."""
    pairs = db.execute(_CARRYINGS).fetchall()
    return belonging((card, heir) for seq, void, card, heir in pairs if bool(void) == (seq in turned))


def keep(db: sqlite3.Connection, heirs: Mapping[int, int]) -> None:
    """Keep heirs in place of those that were kept; inside a transaction."""
    db.execute("DELETE FROM heirs")
    db.executemany("INSERT INTO heirs VALUES (?, ?)", heirs.items())


_CARRYINGS = (
    "SELECT c.seq, v.seq IS NOT NULL, c.card, c.heir FROM carryings c JOIN events e ON e.seq = c.seq"
    " LEFT JOIN voided v ON v.seq = c.seq ORDER BY e.id"
)
