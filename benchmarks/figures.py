"""The figures of a long history, beside Anki's own statistics of the same reviews.

Run from the root of the project: ``python benchmarks/figures.py [TURNS]``. The history, 1,000,000 reviews
of 100,000 cards and 100,000 answers of 5,000 quizzes over two years, is made once a day in the folder for
temporary files, which takes some minutes. With ``anki`` installed beside Offbook its statistics are
measured on the same reviews, in turns and in this very process; quizzes it has not. Compare within one
run only. Work is the time on a processor.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import copy
from statistics import median
from time import perf_counter, process_time

from history import ROLLOVER, Day, Life, Size, decks
from ledgers import Folder, append, has_anki, open_anki
from offbook.analyst import Analyst, View
from offbook.cli import GARBAGE
from offbook.clock import MINUTE, system_clock
from offbook.journal.journal import Journal
from offbook.learning import account as learning
from offbook.learning.coverage import covered
from offbook.learning.holding import hold, outline
from offbook.learning.schedule import Scheduler
from offbook.learning.stability import spreads
from offbook.performance.windows import Calendar, Span, window_at

GOAL = 200
"""Milliseconds in which every look but the first shall be there."""
FIRST, LATER, AFTER = "first", "later", "added"
ANKI, ANKI_ALL = "Anki: its statistics, one year", "Anki: its statistics, all time"
LIKE = "  of it, what Anki shows as well"
WHOLE = "Offbook: all three, one year"

Look = Callable[[Analyst, View], object]


def _performance(span: Span, analyst: Analyst, view: View) -> object:
    return analyst.performance(view, window_at(span, view.now, view.calendar))


LOOKS: dict[str, Look] = {
    "Offbook: learning": Analyst.learning,
    "Offbook: performance, one month": partial(_performance, Span.MONTH),
    "Offbook: performance, one year": partial(_performance, Span.YEAR),
    "Offbook: together": Analyst.together,
}
LEARNING, MONTH, YEAR, TOGETHER = LOOKS


class Times:
    """Milliseconds that every look took, of work and until it was there."""

    def __init__(self) -> None:
        self._took: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)

    def take(self, what: str, which: str, look: Callable[[], object]) -> tuple[float, float]:
        """Look, and note how long it took; what looks before have left behind is swept up first."""
        gc.collect()
        began, busy = perf_counter(), process_time()
        look()
        return self.note(what, which, process_time() - busy, perf_counter() - began)

    def note(self, what: str, which: str, worked: float, waited: float) -> tuple[float, float]:
        """Note how many seconds a look took."""
        self._took[what, which].append((worked * 1_000, waited * 1_000))
        return worked, waited

    def typical(self, what: str, which: str) -> tuple[float, float] | None:
        """The medians of what was noted of a look; None of nothing."""
        noted = self._took.get((what, which))
        return (median(one for one, _ in noted), median(one for _, one in noted)) if noted else None


def main(turns: int) -> None:
    """Print a table of what every look took."""
    gc.set_threshold(GARBAGE)  # as Offbook does when it starts
    size, now = Size(), system_clock()
    folder = Folder(Path(tempfile.gettempdir()) / "offbook-figures")
    last = folder.furnish(size, now.day(ROLLOVER) - 1)
    view = View(decks(size), now, Calendar(), Scheduler())
    life, times = Life(size, last), Times()
    with tempfile.TemporaryDirectory() as name:
        journal = Path(copy(folder.journal, name))
        for turn in range(turns):
            if has_anki():
                _look_at_anki(folder.anki, times)
            _look_first(journal, view, times)
            _look_again(journal, view, times, life.another(turn))
    _print(size, turns, times)


def _look_at_anki(path: Path, times: Times) -> None:
    """Everything on Anki's screen of statistics, by its own backend."""
    for what, days in ((ANKI, 365), (ANKI_ALL, 0)):
        with closing(open_anki(path)) as collection:
            look = partial(collection._backend.graphs, search="", days=days)  # noqa: SLF001 - as its screen does
            times.take(what, FIRST, look)
            times.take(what, LATER, look)


def _look_first(path: Path, view: View, times: Times) -> None:
    """Each account from a journal that was just opened, by an analyst who knows nothing yet."""
    for what, look in LOOKS.items():
        with Journal.open(path) as journal:
            took = times.take(what, FIRST, partial(look, Analyst(journal), view))
            if what == LEARNING:
                _note_likeness(journal, view, times, FIRST, took)


def _look_again(path: Path, view: View, times: Times, sitting: Day) -> None:
    """Every account, a minute later, and after a rehearsal and a quiz, by the same analyst."""
    later, last = (replace(view, now=view.now.plus(minutes * MINUTE)) for minutes in (1, 2))
    with Journal.open(path) as journal, Journal.open(path) as other:
        analyst = Analyst(journal)
        times.take(WHOLE, FIRST, partial(_look_at_all, analyst, view))
        LOOKS[MONTH](analyst, view)
        times.take(WHOLE, LATER, partial(_look_at_all, analyst, replace(view, now=view.now.plus(1))))
        for what, look in LOOKS.items():
            took = times.take(what, LATER, partial(look, analyst, later))
            if what == LEARNING:
                _note_likeness(journal, view, times, LATER, took)
        append(other, sitting)
        for what, look in LOOKS.items():
            times.take(what, AFTER, partial(look, analyst, last))


def _look_at_all(analyst: Analyst, view: View) -> None:
    for what in (LEARNING, YEAR, TOGETHER):
        LOOKS[what](analyst, view)


def _note_likeness(journal: Journal, view: View, times: Times, which: str, took: tuple[float, float]) -> None:
    """Note what the learning account took but for what Anki does not show.

    That is coverage, and at the first look, when it is read, how stable memories were in every week.
    """
    studied, names = journal.studied(view.names), view.names
    holdings = [hold(outline(deck), studied[deck.id]) for deck in view.decks]
    began, busy = perf_counter(), process_time()
    for one in holdings:
        covered(one, view.now, view.scheduler)
    if which == FIRST:
        ends = learning.ends(journal.study_days(*names)[0].day, view.today)
        spreads(journal.stabilities(*names, ends=ends), ends)
    worked, waited = process_time() - busy, perf_counter() - began
    times.note(LIKE, which, took[0] - worked, took[1] - waited)


def _print(size: Size, turns: int, times: Times) -> None:
    print(
        f"Python {sys.version.split()[0]}, {size.reviews:,} reviews of {size.cards:,} cards,"
        f" {size.answers:,} answers of {size.attempts:,} quizzes; medians of {turns} turns, milliseconds\n"
    )
    looks = (FIRST, LATER, AFTER)
    print(f"{'':34}{'work':>24}{'waited':>26}{'first look':>13}")
    print(f"{'':34}{_row(looks)}  {_row(looks)}{'to Anki':>11}")
    peer = times.typical(ANKI, FIRST)
    for what in (ANKI, ANKI_ALL, LEARNING, LIKE, MONTH, YEAR, TOGETHER, WHOLE):
        found = [times.typical(what, which) for which in looks]
        worked, waited = ([f"{one[at]:.0f}" if one else "" for one in found] for at in (0, 1))
        ratio = f"{found[0][0] / peer[0]:.2f}" if found[0] and peer else ""
        print(f"{what:34}{_row(worked)}  {_row(waited)}{ratio:>11}")
    print("\nfirst: all is read; later: a minute has passed; added: a rehearsal and a quiz of twenty are new")
    print(f"goals: what Anki shows, sooner than Anki at the first look; {GOAL} ms at a later one")


def _row(cells: Iterable[str]) -> str:
    return "".join(f"{cell:>8}" for cell in cells)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
