"""Bringing another journal in: first a look that changes nothing, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import assert_never

from offbook.deck.clean import defuse
from offbook.exchange import journal_text
from offbook.exchange.forms import MisfitError
from offbook.exchange.journal_text import Entry, Forms, Found, Header, Problem
from offbook.exchange.lines import regular
from offbook.exchange.problems import ExchangeError
from offbook.journal import foreign
from offbook.journal.events import Recorded
from offbook.journal.journal import Journal
from offbook.journal.looking import MAGIC
from offbook.journal.union import Weighed, objection
from offbook.learning.schedule import Scheduler

MOST_TOLD = 20
"""Problems that are told one by one."""
_BATCH = 512


@dataclass(frozen=True, slots=True)
class Source:
    """A file with a journal in it, as text or as SQLite keeps it."""

    path: Path
    is_text: bool
    found: Callable[[], Iterator[Found]]
    """Reads it from the beginning."""

    def place(self, place: int) -> str:
        """A place in it, as a message begins with it."""
        shown = defuse(str(self.path))
        return f"{shown}:{place}" if self.is_text else f"{shown}: event {place}"


@dataclass(slots=True)
class Look:
    """What a file would bring."""

    header: Header | None = None
    new: int = 0
    known: int = 0
    """Events that are here already."""
    refused: int = 0
    """Places that keep the whole file from being brought in."""
    problems: list[Problem] = field(default_factory=list)
    """The first of them."""

    @property
    def events(self) -> int:
        """Events that could be read."""
        return self.new + self.known

    def refuse(self, problem: Problem) -> None:
        """Take in what is wrong."""
        self.refused += 1
        if len(self.problems) < MOST_TOLD:
            self.problems.append(problem)


def source(path: Path) -> Source:
    """What a file is. Raises ExchangeError if it cannot be read at all."""
    with regular(path) as file:
        is_text = file.read(len(MAGIC)) != MAGIC
    return Source(path, is_text, partial(journal_text.read if is_text else _rows, path))


def look(of: Source, journal: Journal) -> Look:
    """What a file would bring into a journal, and what keeps it from that.

    Raises ExchangeError or JournalError if the one or the other cannot be read.
    """
    seen = Look()
    entries = _entries(of.found(), seen)
    union = journal.union
    while batch := list(islice(entries, _BATCH)):
        for entry, what in zip(batch, union.weigh([one.recorded for one in batch]), strict=True):
            match what:
                case Weighed.NEW:
                    seen.new += 1
                case Weighed.KNOWN:
                    seen.known += 1
                case Weighed.OTHER | Weighed.MISPLACED:
                    seen.refuse(Problem(entry.place, objection(entry.recorded, what)))
                case other:
                    assert_never(other)
    return seen


def bring_in(of: Source, journal: Journal) -> int:
    """Bring a file into a journal, all of it or nothing; how many events were new.

    Raises ExchangeError or JournalError, with nothing brought in.
    """
    return journal.merge(_sound(of))


def _entries(found: Iterable[Found], seen: Look) -> Iterator[Entry]:
    for one in found:
        match one:
            case Entry():
                yield one
            case Header():
                seen.header = one
            case Problem():
                seen.refuse(one)
            case other:
                assert_never(other)


def _sound(of: Source) -> Iterator[Recorded]:
    for one in of.found():
        if isinstance(one, Problem):
            raise ExchangeError(f"{of.place(one.place)}: {one.text}. Nothing was brought in.")
        if isinstance(one, Entry):
            yield one.recorded


def _rows(path: Path) -> Iterator[Found]:
    """What the journal in a SQLite file holds, each value checked as if it stood in a text."""
    forms = Forms()
    last = b""
    for place, one in enumerate(foreign.read(path), 1):
        try:
            entry = Entry(place, _checked(forms, one, last))
        except MisfitError as error:
            yield Problem(place, str(error))
        # A file that was not made strict holds values of any kind.
        except (TypeError, ValueError, AttributeError, LookupError):
            yield Problem(place, "this event is not what a journal writes")
        else:
            last = one.id
            yield entry


def _checked(forms: Forms, one: Recorded, last: bytes) -> Recorded:
    """The event as a text would give it back. Raises MisfitError if that is not the same, or out of order."""
    scheduler = getattr(one.event, "scheduler", None)
    if isinstance(scheduler, Scheduler):
        forms.learn(scheduler)
    again = forms.read(forms.write(one))
    if replace(one, seq=0) != again or again.id <= last:
        raise MisfitError("this event is not what a journal writes")
    return again
