"""A journal of every kind of event, ways to damage its file, and what must come back all the same."""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from makers import DAY_ONE, DECK, NOON, recall, reviewed
from offbook.clock import DAY, MINUTE, Stamp
from offbook.journal.events import Event, Recorded
from offbook.journal.journal import Journal
from offbook.journal.rows import CARD_KINDS, KINDS
from offbook.journal.salvage_cells import Reader, Wish
from offbook.journal.salvage_finds import Finds
from offbook.journal.salvage_pages import LEAF, Page, Pages
from offbook.learning.events import (
    Began,
    Buried,
    Carried,
    Flagged,
    Pulled,
    Reported,
    Reset,
    Resumed,
    Slot,
    Suspended,
    Undone,
    Worded,
)
from offbook.learning.memory import Rating
from offbook.performance.events import (
    AttemptBegan,
    AttemptEnded,
    AttemptSeen,
    Ending,
    QuestionFlagged,
    Remarked,
)
from offbook.performance.targets import Closing, Direction, Goal, Measured, Metric, State
from offbook.performance.windows import Span, window_of
from quizzes import answered, paper

PAGE = 4_096


def day_of_life(number: int) -> Iterator[list[Event]]:
    """What happens on one day of a busy learner: every kind of event, long texts among them."""
    chance = Random(number)
    names = [f"card {chance.randrange(40 + number * 5)}" for _ in range(9)]
    asked = [recall(name, deck=f"deck {place % 3}") for place, name in enumerate(names)]
    cards = [card.facts.key for card in asked]
    plan = tuple(Slot(card, card == cards[1]) for card in cards * 9)
    yield [Began(action(50_000 + number), (DECK,), DAY_ONE + number, plan)]
    for card in cards:
        yield [reviewed(card, chance.choice(list(Rating)), DAY_ONE + number)]
    yield [Suspended(cards[0], leech=number % 2 == 0), Resumed(cards[0])]
    yield [Buried(cards[1], DAY_ONE + number + 1), Flagged(cards[2], on=True), Pulled(cards[3])]
    yield [Reset(cards[4])]
    yield [Worded(cards[5], "recall", f"what is {number}? " * 40, "so it is " * (number % 700))]
    yield [Carried(cards[6], cards[7])]
    yield [Reported(cards[8], f"a typo in {number}", on=True)]
    yield [Undone(action(number * 100 + 3))]
    name = action(70_000 + number)
    yield [paper(*asked, attempt=name)]
    yield [QuestionFlagged(name, 2, on=True)]
    for place, asked_of in enumerate(names):
        words = f"{number}/{place} " * place * 30
        yield [replace(answered(asked_of, asked_of, name, place=place), response=words, feedback_at=NOON)]
    yield [AttemptEnded(name, Ending.SUBMITTED)]
    yield [AttemptSeen(name)]
    yield [Remarked(name, 3, 0.5, "ambiguous"), closing_of(number, name)]


def action(number: int) -> bytes:
    return number.to_bytes(16)


def closing_of(number: int, name: bytes) -> Closing:
    goal = Goal(Metric.ON_TIME, Direction.AT_LEAST, 0.8, Span.DAY, (DECK,))
    used = tuple((name, place) for place in range(9))
    return Closing(goal, window_of(Span.DAY, DAY_ONE + number), Measured(0.75, 9, None), State.MISSED, used)


def live(journal: Journal, days: range) -> None:
    """Let some days of a busy learner happen."""
    for number in days:
        journal.append_all(
            (events, Stamp(NOON.plus(number * DAY + place * MINUTE), action(number * 100 + place)))
            for place, events in enumerate(day_of_life(number))
        )


@dataclass(frozen=True)
class Sound:
    """A sound journal, part of it in its log, and where in its files every event stands."""

    path: Path
    events: tuple[Recorded, ...]
    pages: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """On which pages of the file what belongs to an event stands, by its place."""

    def copy(self, folder: Path) -> Path:
        """The same in a folder of its own, to be damaged."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "journal.db"
        for end in ("", "-wal"):
            if Path(f"{self.path}{end}").exists():
                shutil.copy(f"{self.path}{end}", f"{path}{end}")
        return path

    def untouched(self, damaged: Path) -> tuple[Recorded, ...]:
        """The events of which no page of the file differs; all that is in a log counts as touched."""
        was, is_now = self.path.read_bytes(), damaged.read_bytes()
        touched = {
            number
            for number in range(1, len(was) // PAGE + 1)
            if was[(number - 1) * PAGE : number * PAGE] != is_now[(number - 1) * PAGE : number * PAGE]
        }
        return tuple(one for one in self.events if not self.pages[one.seq] & touched)


def sound(path: Path, days: int, logged: int = 0) -> Sound:
    """Make a journal of so many days in its file, and some more that stand in its log alone."""
    with Journal.open(path, device=b"d" * 16) as journal:
        live(journal, range(days))
    with Journal.open(path) as journal:
        live(journal, range(days, days + logged))
        events = tuple(journal.events())
        made = Sound(path.with_name("sound.db"), events)
        shutil.copy(path, made.path)
        if logged:
            shutil.copy(f"{path}-wal", f"{made.path}-wal")
    if not logged:
        _locate(made)
    return made


class _Noting(Reader):
    """Reads rows, and notes on which pages each one stands."""

    def __init__(self, pages: Pages, finds: Finds) -> None:
        super().__init__(pages, Wish(lambda is_table, shape: is_table and bool(of_shape(finds, shape)), _any))
        self._finds = finds
        self._beyond: set[int] = set()
        self.pages: dict[tuple[str, int], set[int]] = defaultdict(set)

    def note(self, page: Page) -> None:
        for row in self.rows(page):
            for table in of_shape(self._finds, row.shape):
                # More than its own, where a page holds several long ones: what is told untouched is so.
                self.pages[table, row.rowid] |= {page.number, *self._beyond}
        self._beyond.clear()

    def _follow(self, number: int, size: int) -> bytes | None:
        at, rest = number, size
        while rest > 0:
            self._beyond.add(at)
            at = int.from_bytes(self._pages.latest(at)[:4])
            rest -= PAGE - 4
        return super()._follow(number, size)


def of_shape(finds: Finds, shape: str) -> tuple[str, ...]:
    return ("undone", "viewings", "devices") if shape == "nb" else finds._of_shape(shape)


def _any(_shape: str, _rowid: int) -> bool:
    return True


def _locate(made: Sound) -> None:
    """Find the pages of everything that belongs to each event of a sound file."""
    finds, pages = Finds(), Pages(made.path)
    with closing(finds.db), closing(pages), closing(sqlite3.connect(made.path)) as db:
        noting = _Noting(pages, finds)
        for page in pages.every():
            if page.kind == LEAF:
                noting.note(page)
        for one in made.events:
            made.pages[one.seq] |= set().union(*(noting.pages[row] for row in _rows_of(db, one)))


def _rows_of(db: sqlite3.Connection, one: Recorded) -> Iterator[tuple[str, int]]:
    """The rows that an event needs, by table and place."""
    table = TABLES[KINDS[type(one.event)]]
    yield from [("events", one.seq), (table, one.seq)]
    yield from (("devices", row) for (row,) in db.execute("SELECT id FROM devices"))
    yield from (("decks", row) for (row,) in db.execute("SELECT id FROM decks"))
    yield from (("schedulers", row) for (row,) in db.execute("SELECT id FROM schedulers"))
    columns = {name for _, name, *_ in db.execute(f"PRAGMA table_info({table})")}
    for column in columns & {"card", "heir"}:
        sql = "SELECT # FROM % WHERE seq = ?".replace("#", column).replace("%", table)
        yield "cards", db.execute(sql, (one.seq,)).fetchone()[0]
    if isinstance(one.event, AttemptBegan):
        found = db.execute("SELECT rowid, card FROM questions WHERE seq = ?", (one.seq,)).fetchall()
        yield from (("cards", card) for _, card in found)
        yield from (("questions", row) for row, _ in found)
        # That nothing is missing is seen by what follows.
        yield "questions", max(row for row, _ in found) + 1


TABLES = {
    **dict.fromkeys(CARD_KINDS, "decisions"),
    "reviewed": "reviews",
    "began": "sittings",
    "worded": "wordings",
    "carried": "carryings",
    "reported": "reports",
    "undone": "undone",
    "attempt began": "attempts",
    "answered": "answers",
    "question flagged": "question_flags",
    "attempt ended": "endings",
    "attempt seen": "viewings",
    "remarked": "remarks",
    "window closed": "closings",
}
"""The table in which each kind of event stands."""
