"""``offbook demo``: the journal of a simulated learner, in a folder of its own.

The folder is what ``OFFBOOK_HOME`` names. A file in it says that nobody lived what is there.
"""

from __future__ import annotations

import argparse
import shlex
from contextlib import closing
from pathlib import Path

from offbook import settings
from offbook.cli import output
from offbook.clock import system_clock
from offbook.deck.catalog import Catalog
from offbook.deck.clean import defuse
from offbook.demo import kinds
from offbook.demo.kinds import Kind
from offbook.demo.life import Life, live
from offbook.errors import OffbookError
from offbook.files import make_folder, write_whole
from offbook.journal.journal import Journal
from offbook.learning.events import Reviewed
from offbook.library import Library
from offbook.paths import Places
from offbook.paths import places as places_in
from offbook.performance.events import Answered, AttemptBegan

_QUARTERS = 4
"""How often progress is told."""
_MARK = """\
This journal is simulated: nobody studied or performed anything of what it holds.

offbook demo made it: the learner is of the kind {life.kind}, the seed {life.seed}, the days are {life.days},
up to {until:%Y-%m-%d}.
As long as this file is here, Offbook says so. Delete the whole folder once you have seen enough.
"""


class DemoError(OffbookError):
    """A simulated learner cannot be put where it was asked for."""


def run(args: argparse.Namespace, places: Places) -> int:
    """Simulate a learner, keep the journal, and say how to look at it. Prints the folder.

    Raises DemoError if there is something in the folder already.
    """
    life = Life(Kind(args.kind), args.seed, system_clock(), args.days)
    folder: Path = args.home or places.data / "demo" / f"{life.kind}-{life.seed}"
    home = places_in({"OFFBOOK_HOME": str(folder.absolute())})
    _refuse_what_is_taken(home)
    make_folder(home.data)
    # Decks of the person's own would be missing when the app opens in this folder.
    library = Library(home, Catalog([home.shipped], None))
    if not any(entry.cards for entry in library.entries()):
        raise DemoError(
            f"there is no deck in {defuse(str(home.shipped))} to learn from; install Offbook again."
        )
    output.say(f"Simulating a learner ({life.kind}, seed {life.seed}) over {output.count(life.days, 'day')}")
    with closing(live(life, library, _Progress(life.days).tell)) as journal:
        write_whole(home.mark, _MARK.format(life=life, until=life.end.local()))
        settings.save(home.settings, kinds.settings(life.kind))
        journal.backup(home.journal)
        told = _contents(journal)
    output.data(str(home.data))
    shown = shlex.quote(defuse(str(home.data)))
    output.say(f"Wrote {told}. All of it is marked as simulated.")
    output.say(f"  OFFBOOK_HOME={shown} offbook insight    shows what the figures make of it")
    output.say(f"  OFFBOOK_HOME={shown} offbook            opens the app as this learner left it")
    return 0


def _refuse_what_is_taken(home: Places) -> None:
    where = defuse(str(home.data))
    try:
        taken = next(home.data.iterdir(), None)
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        raise DemoError(f"{where} is no folder and cannot be made one; name another.") from error
    if home.simulated:
        raise DemoError(
            f"{where} holds a simulated learner already."
            f" OFFBOOK_HOME={shlex.quote(where)} offbook opens it; to make another, name another folder."
        )
    if taken:
        raise DemoError(f"{where} is not empty; a simulated learner gets a folder of its own. Name another.")


class _Progress:
    """Tells how far a life has come, a few times."""

    def __init__(self, days: int) -> None:
        self._days = days
        self._told = 0

    def tell(self, day: int) -> None:
        """Hear of a day, from 0."""
        quarter = _QUARTERS * day // self._days
        if self._told < quarter < _QUARTERS:
            output.say(f"  day {day} of {self._days}")
            self._told = quarter


def _contents(journal: Journal) -> str:
    """What a journal holds, in words."""
    events = [recorded.event for recorded in journal.events()]
    reviews = sum(isinstance(event, Reviewed) and event.replaces is None for event in events)
    answers = sum(isinstance(event, Answered) for event in events)
    attempts = sum(isinstance(event, AttemptBegan) for event in events)
    told = [output.count(reviews, "review")] if reviews else []
    if attempts:
        told.append(f"{output.count(answers, 'answer')} in {output.count(attempts, 'attempt')}")
    return " and ".join(told) or "no event at all, for so few days"
