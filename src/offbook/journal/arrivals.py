"""What was added to a journal's file after others, though it had happened before them.

A journal that is written by one device alone grows in the order of events. Once another one was brought
in, the places of the file say when an event came, and ids alone say when it happened.
"""

from __future__ import annotations

import sqlite3


def are_older(db: sqlite3.Connection, after: int) -> bool:
    """Whether an event that stands behind a place of the file is older than one up to that place."""
    return db.execute(_OLDER, {"after": after}).fetchone() is not None


# The first by row, else SQLite would walk through all ids there are until it finds a late one. What has a
# greater id than the oldest that was added are those that were added, where all is in order.
_OLDER = (
    "SELECT 1 FROM events WHERE id > (SELECT min(id) FROM events NOT INDEXED WHERE seq > :after)"
    " AND seq <= :after LIMIT 1"
)
