"""Copies of the journal: whole while it is written as fast as can be, and every way leads back."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from makers import NOON, key, reviewed
from offbook.clock import DAY, Moment, Stamp
from offbook.ids import Ids
from offbook.journal import contents
from offbook.journal.events import Recorded
from offbook.journal.journal import Journal
from offbook.journal.rotation import Dated, Kind, file_name, latest, read_name, stale
from offbook.learning.memory import Rating
from offbook.safekeeping import Doubted, Made, Safe
from promises import Promise

TESTS = Path(__file__).parents[1]

WRITER = """
import os, sys
from pathlib import Path
from makers import NOON, key, reviewed
from offbook.clock import Stamp
from offbook.ids import Ids
from offbook.journal.journal import Journal
from offbook.learning.memory import Rating

ids = Ids(os.urandom)
with Journal.open(Path(sys.argv[1]), patience=30.0) as journal:
    for number in range(10**9):
        at = NOON.plus(number)
        event = reviewed(key(f"card {number % 50}"), Rating.GOOD)
        (kept,) = journal.append([event], Stamp(at, ids.make(at.ms)))
        print(kept.id.hex(), flush=True)
"""


def events(path: Path) -> list[Recorded]:
    with Journal.open(path) as journal:
        return list(journal.events())


@contextmanager
def writing(path: Path, logs: list[Path]) -> Iterator[None]:
    """Writers at full speed, each in a process of its own; what was accepted stands in their logs."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    writers = []
    for log in logs:
        with log.open("w") as file:
            writers.append(subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=file, env=env))
    try:
        while not all(log.stat().st_size for log in logs):
            assert all(one.poll() is None for one in writers)
        yield
    finally:
        for one in writers:
            one.kill()
            one.wait()


def told(logs: list[Path]) -> set[str]:
    """The events that the writers know to be on the disk."""
    return {line for log in logs for line in log.read_text().splitlines() if len(line) == 32}


def test_copies_made_while_it_is_written_are_whole(tmp_path: Path, promise: Promise) -> None:
    """Each is sound and holds the first events in their order, all that were accepted before among them."""
    path = tmp_path / "home" / "journal.db"
    safe, logs, cycles = Safe(path, 4), [tmp_path / "one", tmp_path / "other"], promise.often(8, 500)
    copies: list[list[str]] = []
    missing = 0
    with writing(path, logs):
        for cycle in range(cycles):
            # Something is new, or there would be nothing to copy.
            while not (accepted := told(logs)) - {*(copies or [[]])[-1]}:
                pass
            found = safe.keep(NOON.plus(cycle * DAY))
            assert isinstance(found, Made)
            copy = found.copy.path
            assert stat.S_IMODE(copy.stat().st_mode) == 0o600
            assert contents.is_sound(copy)
            with closing(sqlite3.connect(copy)) as db:
                held = [row[0].hex() for row in db.execute("SELECT id FROM events ORDER BY seq")]
                assert db.execute("SELECT min(seq), max(seq) FROM events").fetchone() == (1, len(held))
            missing += len(accepted - {*held})
            copies.append(held)
            assert read_name(copy.name) == found.copy.name
    order = [one.id.hex() for one in sorted(events(path), key=lambda one: one.seq)]
    assert all(held == order[: len(held)] for held in copies)
    assert missing == 0
    assert all(len(later) > len(earlier) for earlier, later in pairwise(copies))
    copied = sum(map(len, copies))
    promise.held("copies made at full speed of two writers", copies=cycles, events=copied, lost=missing)


@dataclass
class Life:
    """A person whose journal and clock go as they like, and the copies that come of it."""

    home: Path
    now: Moment = NOON
    ids: Ids = field(default_factory=lambda: Ids(Random(2).randbytes))

    @property
    def path(self) -> Path:
        return self.home / "journal.db"

    @property
    def safe(self) -> Safe:
        return Safe(self.path, 4)

    def study(self, number: int) -> None:
        with Journal.open(self.path) as journal:
            stamp = Stamp(self.now, self.ids.make(self.now.ms))
            journal.append([reviewed(key(f"card {one}"), Rating.GOOD) for one in range(number)], stamp)

    def go_back(self, which: int) -> None:
        """Put a copy back, and undo it, and leave it at that now and then."""
        found = self.safe.copies()
        if not found:
            return
        before = events(self.path) if self.path.exists() else None
        wanted = events(found[which % len(found)].path)
        self.safe.put_back(found[which % len(found)].path, self.now)
        assert events(self.path) == wanted
        if before is not None and which % 3:
            self.safe.put_back(self.safe.replaced(self.now).path, self.now)
            assert events(self.path) == before


steps = st.one_of(
    st.tuples(st.just("study"), st.integers(1, 4)),
    st.tuples(st.just("keep"), st.just(0)),
    st.tuples(st.just("pass"), st.integers(1, 90)),
    st.tuples(st.just("set back"), st.integers(1, 4_000)),
    st.tuples(st.just("go back"), st.integers(0, 8)),
    st.tuples(st.just("wipe"), st.just(0)),
)


def test_whatever_happens_the_last_good_copy_stays_and_undo_is_the_way_back(
    tmp_path: Path, promise: Promise
) -> None:
    lives = doubts = 0

    @settings(max_examples=promise.often(5, 500), deadline=None)
    @given(st.lists(steps, min_size=6, max_size=16))
    def live(script: list[tuple[str, int]]) -> None:
        nonlocal lives, doubts
        lives += 1
        life = Life(tmp_path / f"life-{lives}")
        for step, number in [("study", 2), ("keep", 0), *script, ("keep", 0)]:
            match step:
                case "study":
                    life.study(number)
                case "pass":
                    life.now = life.now.plus(number * DAY)
                case "set back":
                    life.now = life.now.plus(-number * DAY)
                case "go back":
                    life.go_back(number)
                case "wipe":
                    life.path.unlink(missing_ok=True)
                case _:
                    doubts += _keep(life)

    live()
    promise.held("lives of a journal, wiped and put back at will", lives=lives, doubts=doubts, lost=0)


def _keep(life: Life) -> bool:
    """Keep a copy; whether events were missing, and then every copy of the row is still there."""
    row = {one.path for one in life.safe.copies() if _is_of_the_row(one.name)}
    found = life.safe.keep(life.now)
    if not isinstance(found, Doubted):
        return False
    assert {one.path for one in life.safe.copies() if _is_of_the_row(one.name)} == row
    assert found.last.path in row
    return True


def _is_of_the_row(name: object) -> bool:
    return isinstance(name, Dated) and name.kind in {Kind.USUAL, Kind.RESTORED}


def test_a_thousand_days_of_copies_leave_the_days_weeks_and_months(promise: Promise) -> None:
    """Over any habit of studying: what stays is bounded, and reaches back as far as it can."""
    runs = promise.often(6, 2_000)
    most = 0
    for seed in range(runs):
        chance = Random(seed)
        rate, kept, made = chance.choice((0.05, 0.3, 0.9)), set[Dated](), list[Dated]()
        for day in range(1_000):
            if chance.random() > rate:
                continue
            at = NOON.plus(day * DAY + chance.randrange(DAY // 2)).local().replace(microsecond=0)
            one = Dated(at, 5, day)
            made.append(one)
            today = one.day(4)
            kept = {*kept, one} - stale({*kept, one}, today, 4)
            assert latest(kept, today, 4, Kind.USUAL)[0] == one
        assert kept == {*made} - stale(made, made[-1].day(4), 4)
        oldest = min(kept, key=lambda one: one.taken)
        assert made[-1].taken - oldest.taken >= min(timedelta(days=300), made[-1].taken - made[0].taken)
        assert len({file_name(one) for one in kept}) == len(kept) <= 23
        most = max(most, len(kept))
    promise.held("a thousand days of rotation", habits=runs, copies_at_most=most)
