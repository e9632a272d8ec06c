"""Stand-ins for what the shells bring: a clock, decks on a disk, a journal in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from makers import NOON
from offbook.clock import SECOND, Moment, Stamp
from offbook.deck.answers import Held
from offbook.deck.catalog import Catalog
from offbook.errors import JournalError
from offbook.ids import Ids
from offbook.journal.events import Event, Recorded
from offbook.journal.journal import Journal
from offbook.learning.events import Reviewed
from offbook.learning.memory import Rating
from offbook.learning.sitting import REVEAL, Action, Rate, Rehearsal, Respond
from offbook.library import Library
from offbook.paths import Places
from offbook.settings import Settings
from offbook.trainer import Trainer

EASY = Rate(Rating.EASY)
HOLDS = Respond(Held(holds=True))
"""The right answer to ``CLAIM``."""

FULL_DISK = "The disk is full. Nothing was changed; make room and try again."

SIDES = """
[sides.left]
name = "Left"
[sides.right]
name = "Right"
"""

CLASSIFY = """
[[cards]]
id = "side"
statement = "The heart beats here."
side = "left"
why = "A little to this side of the middle."
hint = "Lay a hand on it."
"""

CLAIM = """
[[cards]]
id = "claim"
claim = "Water is wet."
holds = true
why = "It wets what it touches."
"""

CHOICE = """
[[cards]]
id = "choice"
ask = "Which city is the capital of Peru?"
right = "Lima"
wrong = [{ text = "Cusco", why = "It was the seat of the Incas." }, "Quito"]
why = "Founded in 1535."
"""

SEVERAL = """
[[cards]]
id = "several"
ask = "Which two are prime?"
right = ["two", "three"]
wrong = ["four", "six"]
why = "Nothing but one divides them."
"""

RECALL = """
[[cards]]
id = "recall"
front = "What is the capital of France?"
back = "Paris"
why = "Since Clovis."
hint = "It stands on the Seine."
"""

CLOZE = """
[[cards]]
id = "cloze"
cloze = "The quick brown {{fox::an animal}} jumps."
why = "It is a pangram."
"""

TYPED = """
[[cards]]
id = "typed"
front = "Which river runs through Rome?"
back = "Tiber"
typed = true
why = "It floods no more."
"""

TWO_GAPS = """
[[cards]]
id = "gaps"
cloze = "From {{north}} to {{south}}."
together = true
typed = true
"""

EVERY_FORM = (CLASSIFY, CLAIM, CHOICE, SEVERAL, RECALL, CLOZE, TYPED, TWO_GAPS)


@dataclass
class FakeClock:
    """Tells the time that it was set to."""

    now: Moment = NOON

    def __call__(self) -> Moment:
        return self.now

    def advance(self, ms: int) -> None:
        self.now = self.now.plus(ms)


class BrittleJournal(Journal):
    """A journal whose disk fills up when ``full`` is set."""

    full = False

    def append(self, events: Sequence[Event], stamp: Stamp) -> tuple[Recorded, ...]:
        if self.full:
            raise JournalError(FULL_DISK)
        return super().append(events, stamp)

    def append_all(self, batches: Iterable[tuple[Sequence[Event], Stamp]]) -> int:
        if self.full:
            raise JournalError(FULL_DISK)
        return super().append_all(batches)


def deck_text(*cards: str, title: str = "Sample", more: str = SIDES) -> str:
    """The TOML of a deck with these cards."""
    return f'title = "{title}"\n{more}\n{"".join(cards)}'


def places(root: Path) -> Places:
    """Folders under one root; nothing is made."""
    return Places(root / "data", root / "config", root / "cache", root / "shipped")


def write_decks(root: Path, decks: Mapping[str, str]) -> None:
    """Write decks, by the stems of their names, into the person's own folder."""
    folder = places(root).decks
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in decks.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def library(root: Path) -> Library:
    """The decks under a root, read anew each time they change."""
    found = places(root)
    return Library(found, Catalog(found.deck_folders, None))


@dataclass
class World:
    """One person's Offbook on a disk of its own, with a journal in memory."""

    root: Path
    decks: Mapping[str, str] = field(default_factory=lambda: {"sample": deck_text(*EVERY_FORM)})
    settings: Settings = field(default_factory=Settings)
    clock: FakeClock = field(default_factory=FakeClock)
    journal: BrittleJournal = field(default_factory=BrittleJournal.in_memory)
    ids: Ids = field(default_factory=lambda: Ids(Random(7).randbytes))

    def __post_init__(self) -> None:
        write_decks(self.root, self.decks)
        self.trainer = self.begin_anew()

    def begin_anew(self) -> Trainer:
        """A trainer as after a new start: same decks, same journal."""
        return Trainer(library(self.root), self.journal, self.settings, self.ids.make)

    def deal(self, *cards: str, more: str = SIDES) -> None:
        """Make the deck one of these cards alone."""
        write_decks(self.root, {"sample": deck_text(*cards, more=more)})
        self.trainer.library.look_again()

    def begin(self, *cards: str) -> Rehearsal:
        """A rehearsal of the decks as they are, or of these cards alone."""
        if cards:
            self.deal(*cards)
        return self.trainer.rehearse(self.trainer.library.entries(), self.clock())

    def act(self, state: Rehearsal, *actions: Action, after: int = 3 * SECOND) -> Rehearsal:
        """Take actions in a rehearsal, each so many milliseconds after the one before."""
        for action in actions:
            self.clock.advance(after)
            state = self.trainer.act(state, action, self.clock())
        return state

    def study(self, answer: Action = REVEAL) -> None:
        """Rehearse all that there is today, and find it easy."""
        state = self.begin()
        while state.key is not None:
            state = self.act(state, answer, EASY, after=SECOND)

    def reviews(self) -> tuple[Reviewed, ...]:
        """What the journal has of today's rehearsal, as it stands."""
        scope = tuple(sorted(entry.id for entry in self.trainer.library.entries()))
        began = self.journal.last_sitting(scope, self.clock().day(self.settings.rollover))
        return tuple(self.journal.reviews_of(began.sitting)) if began else ()

    def path(self, name: str = "sample") -> Path:
        """Where a deck of the person's own stands."""
        return places(self.root).decks / f"{name}.toml"

    def rewrite(self, old: str, new: str, name: str = "sample") -> None:
        """Change a deck as an editor would."""
        path = self.path(name)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
