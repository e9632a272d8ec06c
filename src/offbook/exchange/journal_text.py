"""The journal as text: JSON Lines, a header and then one event a line. See ``docs/journal-format.md``.

Schedulers are long and few: each stands on a line of its own before the first review it decided, and has a
number from there on. The same events give the same text, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from offbook.clock import Moment
from offbook.deck.clean import quoted
from offbook.exchange import lines
from offbook.exchange.forms import MOMENT, NAME, TEXT, Form, MisfitError, whole
from offbook.exchange.shapes import Shapes, record
from offbook.journal.events import Recorded
from offbook.journal.rows import KINDS
from offbook.journal.union import LATEST_CLOCK, fits
from offbook.learning.schedule import Scheduler

FORMAT = "offbook journal"
VERSION = 1
"""Of this text form, not of the journal's file."""

MOST_SCHEDULERS = 10_000
"""Each time its settings or weights are others, a journal has one more."""

_SCHEDULER = "scheduler"
_EVENT = "event"


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: what follows, and from where."""

    format: str
    version: int
    written: Moment
    device: bytes | None
    """Whose journal it was; None for an empty one."""
    simulated: bool
    """Whether nobody lived what it holds."""
    events: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it stands in a file."""

    place: int
    """Its line, or which event of a journal's file it is; from 1."""
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a place, and what to do."""

    place: int
    text: str


Found = Header | Entry | Problem


class Forms:
    """The forms of one text: of its header, its schedulers, its events."""

    def __init__(self) -> None:
        self.schedulers: list[Scheduler] = []
        """Those that stand in it so far, by their numbers from 1."""
        self._numbers: dict[Scheduler, int] = {}
        shapes = Shapes({Scheduler: Form(self._number_of, self._scheduler_of)})
        self.header = shapes.record(Header)
        self.scheduler = shapes.record(Scheduler)
        self._events = {word: shapes.record(kind) for kind, word in KINDS.items()}
        self._whole = {word: self._envelope(event) for word, event in self._events.items()}
        self._other = self._envelope(TEXT)

    def add(self, scheduler: Scheduler) -> int | None:
        """Give a scheduler its number; None if it has one."""
        if scheduler in self._numbers:
            return None
        self.schedulers.append(scheduler)
        self._numbers[scheduler] = len(self.schedulers)
        return len(self.schedulers)

    def learn(self, scheduler: Scheduler) -> int | None:
        """As ``add``, of one that anyone may have made. Raises MisfitError if it cannot be worked with."""
        if len(self.schedulers) >= MOST_SCHEDULERS:
            raise MisfitError(f"describes more than {MOST_SCHEDULERS:,} schedulers; no journal has so many")
        self.scheduler.read(self.scheduler.write(scheduler))
        return self.add(scheduler)

    def write(self, one: Recorded) -> dict[str, object]:
        """The object of an event."""
        kind = KINDS[type(one.event)]
        return {
            "id": one.id.hex(),
            "kind": kind,
            "action": one.action.hex(),
            "device": one.device.hex(),
            "clock": one.hlc,
            "at": MOMENT.write(one.at),
            _EVENT: self._events[kind].write(one.event),
        }

    def read(self, value: dict[str, object]) -> Recorded:
        """The event of an object, with no place in any file yet. Raises MisfitError."""
        kind = value.get("kind")
        if type(kind) is str and kind not in self._events:
            raise MisfitError(
                f"is of a kind that this Offbook does not know, {quoted(kind)}; update Offbook, or delete it"
            )
        found = self._whole.get(str(kind), self._other).read(value)
        recorded = Recorded(
            0, found["id"], found["action"], found["device"], found["clock"], found["at"], found[_EVENT]
        )
        if not fits(recorded):
            raise MisfitError("has an id and a clock that do not belong together; one of them was changed")
        return recorded

    @staticmethod
    def _envelope(event: Form) -> Form:
        clock = whole(0, LATEST_CLOCK - 1)
        inner: dict[str, Form] = {
            "id": NAME,
            "kind": TEXT,
            "action": NAME,
            "device": NAME,
            "clock": clock,
            "at": MOMENT,
        }
        return record(dict, inner | {_EVENT: event}, None)

    def _number_of(self, scheduler: Scheduler) -> int:
        return self._numbers[scheduler]

    def _scheduler_of(self, value: object) -> Scheduler:
        if type(value) is int and 0 < value <= len(self.schedulers):
            return self.schedulers[value - 1]
        raise MisfitError("must be the number of a scheduler that stands on a line before")


def write(events: Iterable[Recorded], header: Header) -> Iterator[str]:
    """The lines of a journal, each with its end: what the header tells of, in the order of events."""
    forms = Forms()
    yield lines.write(forms.header.write(header))
    for one in events:
        scheduler = getattr(one.event, _SCHEDULER, None)
        if scheduler is not None and (number := forms.add(scheduler)):
            yield lines.write({_SCHEDULER: number, **forms.scheduler.write(scheduler)})
        yield lines.write(forms.write(one))


def read(path: Path) -> Iterator[Found]:
    """What a file holds, line by line: its header, then events and problems. Raises ExchangeError.

    The last thing it gives may be a problem with the end of the file. Nothing comes behind a line that is
    too long, nor behind a header that cannot be read.
    """
    with lines.regular(path) as file:
        yield from _Reader().read(file)


class _Reader:
    """Reads one file from its beginning to its end."""

    def __init__(self) -> None:
        self._forms = Forms()
        self._last = b""
        self._events = 0

    def read(self, file: BinaryIO) -> Iterator[Found]:
        """What the file holds."""
        number, wanted = 0, 0
        while line := file.readline(lines.LONGEST_LINE + 1):
            number += 1
            if len(line) > lines.LONGEST_LINE:
                yield Problem(number, f"this line is longer than any event ({lines.LONGEST_LINE:,} bytes)")
                return
            try:
                found = self._header(line) if number == 1 else self._line(line)
            except MisfitError as error:
                yield Problem(number, _said(error, line))
                if number == 1 or not line.endswith(b"\n"):
                    return
            else:
                if isinstance(found, Header):
                    wanted = found.events
                    yield found
                elif found:
                    yield Entry(number, found)
        if number == 0:
            yield Problem(1, "the file is empty; export the journal again")
        elif self._events != wanted:
            yield Problem(number, _ends(self._events, wanted))

    def _header(self, line: bytes) -> Header:
        value = lines.read(line.removeprefix(b"\xef\xbb\xbf"))
        if type(value) is not dict or value.get("format") != FORMAT:
            raise MisfitError(
                "does not say that a journal of Offbook follows; name a file that offbook wrote"
            )
        version = value.get("version")
        if type(version) is int and version > VERSION:
            raise MisfitError(
                f"was written by a newer Offbook (format {version}; this one knows {VERSION}); update Offbook"
            )
        header: Header = self._forms.header.read(value)
        if header.version != VERSION:
            raise MisfitError(f"names the format {header.version}, which never was")
        if header.events < 0:
            raise MisfitError("must not be less than none", "events")
        return header

    def _line(self, line: bytes) -> Recorded | None:
        """The event of a line; None for a scheduler."""
        is_event = True
        try:
            value = lines.read(line)
            if type(value) is not dict:
                raise MisfitError("must be an object")
            if _SCHEDULER in value and "id" not in value:
                is_event = False
                self._add(value)
                return None
            recorded = self._forms.read(value)
            if recorded.id <= self._last:
                raise MisfitError(
                    "does not come after the event before it; events stand in the order of their ids"
                )
            self._last = recorded.id
            return recorded
        finally:
            self._events += is_event

    def _add(self, value: dict[str, object]) -> None:
        number = value.pop(_SCHEDULER)
        if self._forms.learn(self._forms.scheduler.read(value)) != number or type(number) is not int:
            raise MisfitError(
                "describes a scheduler a second time, or with a number that is not the next one"
            )


def _said(error: MisfitError, line: bytes) -> str:
    if not line.endswith(b"\n") and "not JSON" in error.wanted:
        return "the file ends within this line: it was cut off; take a whole copy, or export it again"
    return f"{error.where or 'this line'} {error.wanted}"


def _ends(found: int, wanted: int) -> str:
    what = "ends too early" if found < wanted else "goes on too long"
    return (
        f"the file {what}: {found:,} of {wanted:,} events; take a whole copy, or, if there is none,"
        " correct the number of events in its first line"
    )
