"""What the benchmarks of the app share: programs in pseudo-terminals, and a learner who knows much."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from types import TracebackType
from typing import Self

from offbook.clock import DAY, Moment, Stamp, system_clock
from offbook.deck.cards import CardId, CardKey, ConceptId, DeckId
from offbook.ids import Ids
from offbook.journal.journal import Journal
from offbook.learning.events import Reviewed
from offbook.learning.memory import Rating
from offbook.learning.schedule import Scheduler

DECK = DeckId("ten-thousand")
CARDS = 10_000
FRAME = 0.012
"""Seconds without a byte after which a frame is taken to be complete; the next is a sixtieth away."""
QUIET = 0.05
"""Seconds without a byte after which a program is taken to be at rest."""
PATIENCE = 30.0
BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("bare 0")

    def on_key(self, event):
        self.count = getattr(self, "count", 0) + 1
        self.query_one(Static).update(f"bare {self.count}")

Bare().run()
"""
"""The least that Textual can do: one text, which every key changes."""

_CARD = """
[[cards]]
id = "c{n}"
front = "Q{n:05}: which number comes after {n:,}?"
back = "It is {after:,}."
"""
_IN_TERMINAL = 'tty=$1; shift; exec "$@" <"$tty" >"$tty" 2>&1'


class Program:
    """A program in a terminal of 80 by 24, watched to the byte."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        """Start it; ``began`` is the moment before."""
        self._master, slave = os.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.began = perf_counter()
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", _IN_TERMINAL, "sh", os.ttyname(slave), *argv],
            env=dict(env),
            start_new_session=True,
        )
        self._slave = slave

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)
        os.close(self._slave)

    def wait_for(self, sign: bytes) -> float:
        """The moment at which some bytes have come."""
        written, until = b"", perf_counter() + PATIENCE
        while sign not in written:
            if perf_counter() > until:
                raise SystemExit(f"{sign!r} was not to be seen; the last that came is {written[-300:]!r}")
            written += self._read(1.0)
        return perf_counter()

    def press(self, key: str) -> tuple[float, float, bytes]:
        """Seconds from a key to the last byte of the first frame, of work until all is at rest, the frame."""
        worked, began = self._worked(), perf_counter()
        os.write(self._master, key.encode())
        frame = self._read(PATIENCE)
        last = perf_counter()
        while found := self._read(FRAME):
            frame += found
            last = perf_counter()
        self.settle()
        return last - began, self._worked() - worked, frame

    def send(self, key: str) -> None:
        """Press a key and wait for nothing."""
        os.write(self._master, key.encode())

    def answer(self, key: str) -> float:
        """Seconds from a key to the last byte of all that comes of it."""
        began = last = perf_counter()
        self.send(key)
        patience = PATIENCE
        while self._read(patience):
            last, patience = perf_counter(), QUIET
        return last - began

    def settle(self) -> None:
        """Wait until nothing more is written."""
        while self._read(QUIET):
            pass

    def _worked(self) -> float:
        """Seconds that all its threads have had a processor; 0 where the system does not say."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def _read(self, patience: float) -> bytes:
        ready, _, _ = select.select([self._master], [], [], patience)
        return os.read(self._master, 65_536) if ready else b""


def environment(home: Path) -> dict[str, str]:
    """An environment with nothing in it that changes how fast a program is."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "OFFBOOK_HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


def furnish(home: Path) -> int:
    """Give a learner a deck of ``CARDS`` cards, each reviewed once; how many are ready now."""
    cards = "".join(_CARD.format(n=n, after=n + 1) for n in range(CARDS))
    (home / "decks").mkdir(parents=True)
    (home / "decks" / f"{DECK}.toml").write_text(f'title = "Ten thousand"\n{cards}', encoding="utf-8")
    now, make = system_clock(), Ids(os.urandom).make
    with Journal.open(home / "journal.db") as journal:
        for days in range(1, 21):
            at = Moment(now.ms - days * DAY, now.offset)
            reviews = [_review(n, at) for n in range(CARDS) if n % 20 + 1 == days]
            journal.append(reviews, Stamp(at, make(at.ms)))
        ready = journal.ready_counts(now, now.day(4))[DECK]
    # The first start reads the deck; those that are measured find it in the cache.
    subprocess.run(
        [sys.executable, "-m", "offbook", "decks"], env=environment(home), check=True, capture_output=True
    )
    return ready


def summary(seconds: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    cuts = quantiles([second * 1_000 for second in seconds], n=20, method="inclusive")
    return cuts[9], cuts[18]


def _review(number: int, at: Moment) -> Reviewed:
    key = CardKey(DECK, CardId(f"c{number}"))
    return Reviewed(
        key=key,
        concept=ConceptId(key.card),
        form="recall",
        rating=Rating.EASY,
        correct=None,
        self_rated=True,
        response="",
        shown_at=at,
        took=3_000,
        hinted=False,
        day=at.day(4),
        scheduler=Scheduler(),
        sitting=b"before the start",
    )
