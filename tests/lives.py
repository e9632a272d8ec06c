"""Lives of simulated learners over the decks that ship, each simulated once for all tests that look at it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from offbook.clock import Moment
from offbook.deck.cards import Deck
from offbook.deck.catalog import Catalog
from offbook.demo.kinds import Kind
from offbook.demo.life import Life, live
from offbook.journal.events import Recorded
from offbook.journal.journal import Journal
from offbook.library import Library
from offbook.paths import places

END = Moment(1_764_075_600_000, 0)
"""2025-11-25 13:00, a Tuesday, a month after the clocks went back."""
DAYS = {Kind.SPACED: 80, Kind.CRAMMER: 130, Kind.STUDY_ONLY: 60, Kind.QUIZ_ONLY: 140}
"""How long each kind lives: enough days to show what it is."""

SHORT = Life(Kind.CRAMMER, 3, END, 9)
"""A life that is soon lived."""


@cache
def shipped() -> Library:
    """The decks that ship, and none of a person's own."""
    found = places({"OFFBOOK_HOME": os.devnull})
    return Library(found, Catalog([found.shipped], None))


def shipped_decks() -> tuple[Deck, ...]:
    """The same, read."""
    return tuple(filter(None, (shipped().deck(entry.id) for entry in shipped().entries())))


@cache
def lived(life: Life, found: Library) -> tuple[Recorded, ...]:
    """What a life over these decks comes to."""
    with closing(live(life, found)) as journal:
        return tuple(journal.events())


def digest(found: Iterable[Recorded]) -> str:
    """Events in a word, which is another where any of them is."""
    return hashlib.sha256(repr([(one.id, one.hlc, one.at, one.event) for one in found]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Lives:
    """One learner of each kind, up to ``END``."""

    folder: Path
    """Where their journals are kept, for every process of the same run."""

    def path(self, kind: Kind) -> Path:
        """A journal to be copied, and not to be written."""
        path = self.folder / f"{kind}.db"
        if not path.exists():
            self.folder.mkdir(exist_ok=True)
            own = self.folder / f"{kind}-{os.getpid()}.db"
            with closing(live(Life(kind, 7, END, DAYS[kind]), shipped())) as journal:
                journal.backup(own)
            own.replace(path)
        return path

    def journal(self, kind: Kind) -> Journal:
        """The same, to be read; whoever called closes it."""
        return Journal.open(self.path(kind))
