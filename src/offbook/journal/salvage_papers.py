"""Whether the papers of attempts are whole: nothing but its questions says how many a paper has.

They stand one after another, so a paper is whole if another's question follows its last. Of the last
paper of all, the tree of their table says whether anything follows.
"""

from __future__ import annotations

import sqlite3

_DEEPEST = 20
"""Levels of a tree."""


class Tree:
    """Which pages stand below which inside the trees of tables, and whether as the last of them."""

    def __init__(self) -> None:
        self._above: dict[int, tuple[int, bool]] = {}

    def take(self, number: int, before: list[int], last: int) -> None:
        """Take in a page that has others below it: some, and a last one."""
        for one in before:
            self._above[one] = number, False
        # Of several states of a page, that counts which has more below it.
        if self._above.get(last, (number, True))[1]:
            self._above[last] = number, True

    def is_end(self, page: int, root: int | None) -> bool | None:
        """Whether nothing stands behind a page in its tree, whose root may be known; None if that is lost."""
        for _ in range(_DEEPEST):
            if page not in self._above:
                return True if page == root else None
            page, is_last = self._above[page]
            if not is_last:
                return False
        return False


def torn(db: sqlite3.Connection, tree: Tree) -> list[int]:
    """The places of the attempts of whose paper a part is lost, or may be."""
    found = db.execute("SELECT page FROM roots WHERE name = 'questions'").fetchall()
    root = found[0][0] if len(set(found)) == 1 else None
    attempts = db.execute("SELECT seq, attempt FROM attempts").fetchall()
    return [seq for seq, name in attempts if not _is_whole(db, tree, root, seq, name)]


def _is_whole(db: sqlite3.Connection, tree: Tree, root: int | None, seq: int, name: bytes) -> bool:
    rows = db.execute("SELECT rowid, place FROM questions WHERE seq = ? ORDER BY place", (seq,)).fetchall()
    if not rows:
        return False
    first, count = rows[0][0], len(rows)
    if rows != [(first + place, place) for place in range(count)]:
        return False
    known = {"seq": seq, "name": name, "first": first, "count": count, "next": first + count}
    if db.execute(_MORE, known).fetchone():
        return False
    if db.execute(_FOLLOWED, known).fetchone():
        return True
    if db.execute("SELECT 1 FROM questions WHERE rowid > :next", known).fetchone():
        return False
    pages = db.execute("SELECT page FROM last_questions WHERE id = :next - 1", known).fetchall()
    ends = [tree.is_end(page, root) for (page,) in pages]
    # Where the tree is lost, the index may know of each question, and of no more.
    return any(ends) or (None in ends and db.execute(_TOLD, known).fetchone()[0] == count)


# An answer, or the index, knows of a question that is not there.
_MORE = (
    "SELECT 1 FROM answers WHERE attempt = :name AND place >= :count"
    " UNION ALL SELECT 1 FROM told_questions WHERE seq = :seq AND place >= :count AND +id = :first + place"
)
_TOLD = "SELECT count(*) FROM told_questions WHERE seq = :seq AND +id = :first + place"
_FOLLOWED = (
    "SELECT 1 FROM questions WHERE rowid = :next AND seq != :seq UNION ALL"
    " SELECT 1 FROM told_questions t WHERE id = :next AND seq != :seq AND place = 0"
    " AND EXISTS (SELECT 1 FROM events e WHERE e.seq = t.seq AND e.kind = 'attempt began')"
)
