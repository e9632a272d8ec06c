"""Killed at any moment of study or of a quiz, Offbook has lost no answer it had taken, and kept none twice.

What was taken is what the screen had said. More may be in the journal, for an answer is on the disk before
the screen says so; but never more than keys were pressed that answer.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from learner import Learner
from offbook.journal.journal import Journal
from offbook.performance.record import Record, fold
from promises import Promise
from terminal import ENTER, Terminal

CARDS = 500
"""As many as a quiz may have questions; more than are answered in one home."""
IN_ONE_HOME = 30
"""Kills before a new learner comes."""
SEED = 20_261
YES = "t"
_ANSWERED = re.compile(r"(\d+) is \1\..*Right\.")
_PLACE = re.compile(rf"\b(\d+) of {CARDS}\b")


@dataclass
class Killer:
    """Presses keys as a person in haste does, and kills the app some moment after one of them."""

    keys: tuple[str, ...]
    look: Callable[[str], None]
    """Is shown the words on the screen when they are at rest, and those that stood there at the end."""
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    def strike(self, terminal: Terminal) -> int:
        """Press some keys, and kill; how many of the keys could answer."""
        pressed = [self.keys[number % len(self.keys)] for number in range(self.chance.randrange(2, 12))]
        for key in pressed:
            terminal.send(key)
            if self.chance.random() < 0.8:
                terminal.settle()
                self.look(terminal.text)
        time.sleep(self.chance.choice((0.0, 0.002, 0.005, 0.01, 0.03)) * self.chance.random())
        terminal.kill()
        self.look(terminal.shown_last)
        return pressed.count(YES)


def learners(folder: Path, kills: int) -> Iterator[tuple[Learner, int]]:
    """People with a deck of claims, each answered by one key; and how often each of them is killed."""
    cards = "\n".join(f'[[cards]]\nid = "{n}"\nclaim = "{n} is {n}."\nholds = true' for n in range(CARDS))
    for begun in range(0, kills, IN_ONE_HOME):
        learner = Learner(folder / str(begun))
        learner.has_deck(f'title = "Sums"\n{cards}', "sums.toml")
        (learner.home / "settings.toml").write_text("[study]\nnew_per_day = 9999\n", "utf-8")
        yield learner, min(IN_ONE_HOME, kills - begun)
        learner.assert_no_mishap()


def test_study(tmp_path: Path, promise: Promise) -> None:
    taken, every = set[str](), 0

    def look(text: str) -> None:
        if found := _ANSWERED.search(text):
            taken.add(found[1])

    killer = Killer((YES, ENTER), look)
    for learner, kills in learners(tmp_path, promise.often(3, 300)):
        taken.clear()
        before = 0
        for _ in range(kills):
            with learner.studies("sums") as terminal:
                pressed = killer.strike(terminal)
            kept = Counter(review.key.card for review in learner.reviews())
            assert set(kept.values()) <= {1}, "no answer stands twice"
            assert taken <= kept.keys(), "no answer is lost"
            assert len(kept) <= before + pressed, "none is invented"
            before = len(kept)
        every += before
    assert every
    promise.held("kill -9 in study", kills=promise.often(3, 300), answers=every, lost=0, twice=0)


def record_of(learner: Learner) -> Record:
    """The only attempt there is; the journal must agree with its replay."""
    with Journal.open(learner.home / "journal.db") as journal:
        (record,) = fold({}, ((event, kept.at) for kept, event in journal.quiz_events())).values()
    return record


def test_quiz(tmp_path: Path, promise: Promise) -> None:
    places, every = [0], 0
    begin = ("quiz", "sums", "--form", "claim", "--questions", str(CARDS), "--minutes", "600", "--start")

    def look(text: str) -> None:
        if found := _PLACE.search(text):
            places.append(int(found[1]) - 1)

    killer = Killer((YES,), look)
    for learner, kills in learners(tmp_path, promise.often(3, 210)):
        places[:] = [0]
        before = 0
        for kill in range(kills):
            with learner.starts(*(() if kill else begin)) as terminal:
                if kill:
                    terminal.wait_for("A quiz was cut off")
                    terminal.press("c", lambda text: bool(_PLACE.search(text)))
                terminal.wait_for(lambda text: bool(_PLACE.search(text)))
                pressed = killer.strike(terminal)
            record = record_of(learner)
            assert record.is_open
            assert sorted(record.answers) == list(range(len(record.answers))), "each in its turn, and once"
            assert max(places) <= len(record.answers), "none is lost"
            assert len(record.answers) <= before + pressed, "none is invented"
            before = len(record.answers)
        every += before
    assert every
    promise.held("kill -9 in a quiz", kills=promise.often(3, 210), answers=every, lost=0, twice=0)
