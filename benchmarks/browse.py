"""Finding one of 100,000 cards: from the key that opens Browse to rows that follow each letter.

Run from the root of the project: ``python benchmarks/browse.py [OPENINGS]``. The journal is the one that
``figures.py`` makes, 1,000,000 reviews and 100,000 answers. The decks lie on the disk as TOML and are read
before anything is timed, as a start of Offbook reads them once. The app runs in a pseudo-terminal and is
watched to the byte from without; how long its event loop was away is noted from within, and how much of that
it was at work itself: the rest it waited for the interpreter or, on a busy machine, for a processor.
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import copy
from statistics import median, quantiles
from time import perf_counter, sleep, thread_time

from history import ROLLOVER, Size, decks
from ledgers import Folder
from offbook.cli import GARBAGE, house
from offbook.clock import system_clock
from offbook.deck.cards import Card, Choice, Claim, Classify, Deck, Recall
from offbook.deck.catalog import Catalog
from offbook.paths import places
from offbook.settings import Settings
from offbook.tui import app as offbook_app
from stage import Program, environment

TICK = 0.005
"""Seconds between two looks at the event loop."""
REST = 0.4
"""Seconds without any work of the screen after which it is taken to be done."""
AT_WORK = ("look", "search")
"""What the workers of Browse are called."""
AT_HOME = 0.1
"""Seconds away from which Home is taken to be at work, which it is on the loop itself."""
WORDS, VOCABULARY = 12, 20_000
"""Words that each card asks besides what ``history`` has it ask, and how many different ones there are."""
SEARCHES = ("number", "even mo", "form:choice 77", "-is:due 9", "concept:7", "qu xe")
"""What is typed, a letter at a time."""
ROWS, AWAY, KEY = 300, 50, 50
"""Goals, in milliseconds: to the first rows, the longest the loop is away, from a key to its rows."""


Late = tuple[float, float, float]
"""When the loop came back, how late it was, and how long it had been at work itself, in seconds."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    milliseconds: tuple[float, ...]
    goal: int | None = None


def main(openings: int) -> None:
    """Print a table of what each step took."""
    size = Size()
    folder = Folder(Path(tempfile.gettempdir()) / "offbook-figures")
    folder.furnish(size, system_clock().day(ROLLOVER) - 1)
    took: defaultdict[tuple[str, int | None], list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        total = furnish(home, size, folder.journal)
        for _ in range(openings):
            for row in visit(home, total):
                took[row.what, row.goal] += row.milliseconds
    print(
        f"Python {sys.version.split()[0]}; {total:,} cards in {size.decks} decks, {size.reviews:,} reviews,"
    )
    print(f"{size.answers:,} answers; {openings} openings; milliseconds\n")
    print(f"{'':46}{'median':>8}{'p95':>8}{'longest':>9}{'goal':>6}")
    for (what, goal), every in took.items():
        p95 = quantiles(every, n=20, method="inclusive")[18] if len(every) > 1 else every[0]
        print(f"{what:46}{median(every):8.0f}{p95:8.0f}{max(every):9.0f}{goal or '':>6}")


def furnish(home: Path, size: Size, journal: Path) -> int:
    """Give a learner the journal and the decks it is about, and have these read once; how many cards."""
    (home / "decks").mkdir()
    chance = Random(5)
    letters = "aeioumnrstlkvxqz"
    words = ["".join(chance.choices(letters, k=chance.randrange(3, 10))) for _ in range(VOCABULARY)]
    for deck in decks(size):
        text = "".join(_toml(deck, chance, words))
        (home / "decks" / f"{deck.id}.toml").write_text(text, encoding="utf-8")
    copy(journal, home / "journal.db")
    read = [sys.executable, "-m", "offbook", "decks"]
    subprocess.run(read, env=environment(home), check=True, capture_output=True)
    found = places({"OFFBOOK_HOME": str(home)})
    # Those that ship are browsed too.
    entries = Catalog(found.deck_folders, found.cache).entries()
    return sum(len(entry.cards) + entry.quiz_only for entry in entries)


def visit(home: Path, total: int) -> Iterator[Row]:
    """Open Browse, type, leave, open it again; the loop's absences come last."""
    log = home / "log.json"
    log.unlink(missing_ok=True)
    spans: list[tuple[str, float, float]] = []
    with Program([sys.executable, __file__, "--watched", str(home), str(log)], environment(home)) as program:
        program.wait_for(b"ready")
        idle = rest(log, program)
        sleep(1.0)
        spans.append(("Home, at rest", idle + REST, perf_counter()))
        began = perf_counter()
        program.send("b")
        yield Row("from the key to the first rows", (_ms(program.wait_for(b"comes after 0") - began),), ROWS)
        yield Row("to the index of all cards", (_ms(program.wait_for(f"{total:,} cards".encode()) - began),))
        yield Row("a key while quizzes are looked at", tuple(_typed(program, ["number"])), KEY)
        done = rest(log, program)
        yield Row("to what quizzes say of all cards", (_ms(done - began),))
        spans.append(("the opening", began, done))
        yield Row("a key, to its rows", tuple(_typed(program, SEARCHES)), KEY)
        spans.append(("typing", done, perf_counter()))
        program.send("\x1b")
        program.settle()
        program.send("\x1b")
        rest(log, program)
        again = perf_counter()
        program.send("b")
        yield Row(
            "a second opening, to the first rows", (_ms(program.wait_for(b"comes after 0") - again),), ROWS
        )
        spans.append(("the second opening", again, rest(log, program)))
        program.send("\x11")
        with suppress(OSError):
            program.settle()
        program.process.wait(10)
    late = json.loads(log.read_text())
    for what, since, until in spans:
        here = [(_ms(away), _ms(worked)) for at, away, worked in late if since <= at <= until]
        yield Row(f"the loop was away: {what}", (max(away for away, _ in here),), AWAY)
        yield Row(f"    at work itself: {what}", (max(worked for _, worked in here),), AWAY)


def _typed(program: Program, texts: Iterator[str] | list[str] | tuple[str, ...]) -> Iterator[float]:
    """Milliseconds from each letter of some texts to the last byte that came of it."""
    for text in texts:
        for letter in text:
            yield _ms(program.answer(letter))
        program.send("\x15")
        program.settle()


def rest(log: Path, program: Program) -> float:
    """Wait until the screen has no more work; since when it has none."""
    asked, beat = perf_counter(), log.with_suffix(".rest")
    while True:
        program.settle()
        sleep(REST / 4)
        with suppress(OSError, ValueError):
            since, now = map(float, beat.read_text().split())
            if now > asked + REST:
                return since


def watched(home: Path, log: Path) -> None:
    """Run Offbook, and note when its event loop was late, and whether its screen is at work."""
    gc.set_threshold(GARBAGE)
    found = places({"OFFBOOK_HOME": str(home)})
    late: list[Late] = []
    with house.trainer(found) as trainer:
        trainer.library.decks()
        # As whatever reads many cards off the screen's thread leaves them.
        gc.freeze()
        app = Watched(trainer, system_clock, _keep_nothing, found.mishaps)
        app.watch_into(late, log.with_suffix(".rest"))
        app.run()
    log.write_text(json.dumps(late), encoding="utf-8")


class Watched(offbook_app.OffbookApp):
    """Offbook, whose event loop is looked at every ``TICK``."""

    CSS_PATH = str(Path(offbook_app.__file__).with_name("app.tcss"))

    def watch_into(self, late: list[Late], beat: Path) -> None:
        """Note when and for how long the loop was away; keep a file that says since when there is no work."""
        self._late, self._beat = late, beat

    def on_load(self) -> None:
        """Begin to look."""
        super().on_load()
        self._eye = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        since = told = perf_counter()
        while True:
            began, worked = perf_counter(), thread_time()
            await asyncio.sleep(TICK)
            now = perf_counter()
            self._late.append((now, now - began - TICK, thread_time() - worked))
            if now - began > AT_HOME or any(
                one.group in AT_WORK and not one.is_finished for one in self.workers
            ):
                since = now
            elif now - max(since, told) > REST / 2:
                told = now
                whole = self._beat.with_suffix(".new")
                whole.write_text(f"{since} {now}", encoding="utf-8")
                whole.replace(self._beat)


def _keep_nothing(_: Settings) -> None:
    """Settings are not what is measured."""


def _toml(deck: Deck, chance: Random, words: list[str]) -> Iterator[str]:
    yield f"title = {json.dumps(deck.title)}\n"
    yield from (f"[sides.{side.id}]\nname = {json.dumps(side.name)}\n" for side in deck.sides)
    for one in deck.concepts:
        yield f"[[concepts]]\nid = {json.dumps(one.id)}\nname = {json.dumps(one.name)}\n"
    for card in deck.cards:
        facts = card.facts
        yield f"[[cards]]\nid = {json.dumps(facts.key.card)}\nconcept = {json.dumps(facts.concept)}\n"
        yield f"quiz_only = {json.dumps(facts.quiz_only)}\n"
        fields = _fields(card, " ".join(chance.choices(words, k=WORDS)))
        yield "".join(f"{name} = {json.dumps(value)}\n" for name, value in fields.items())


def _fields(card: Card, more: str) -> dict[str, object]:
    match card:
        case Recall(front=front, back=back):
            return {"front": f"{front} {more}", "back": back}
        case Choice(ask=ask, right=right, wrong=wrong):
            return {"ask": f"{ask} {more}", "right": right[0].text, "wrong": [one.text for one in wrong]}
        case Claim(claim=claim, holds=holds):
            return {"claim": f"{claim} {more}", "holds": holds}
        case Classify(statement=statement, side=side):
            return {"statement": f"{statement} {more}", "side": side}
        case _:
            raise TypeError(f"{card} is of no form that is simulated")


def _ms(seconds: float) -> float:
    return seconds * 1_000


if __name__ == "__main__":
    if "--watched" in sys.argv:
        watched(*map(Path, sys.argv[2:]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
