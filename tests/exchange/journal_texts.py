"""Journals as text and texts as files, for tests of what leaves Offbook and comes back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from hypothesis import strategies as st

import journal_samples as samples
from offbook.clock import Moment, Stamp
from offbook.exchange import journal_text, taking_out
from offbook.exchange.journal_text import Entry, Found, Problem
from offbook.journal.events import Event, Recorded
from offbook.journal.journal import Journal

T = TypeVar("T")
NOW = samples.START
_REACH = 2**47
"""Milliseconds up to which a clock is believed, and a calendar knows the year."""
_DAYS = 3_000_000


def within_reach(value: T) -> T:
    """The value with its times and days brought to where clocks and calendars reach."""
    if isinstance(value, Moment):
        return replace(value, ms=value.ms % _REACH)
    if isinstance(value, tuple):
        return cast("T", tuple(within_reach(one) for one in value))
    if is_dataclass(value) and not isinstance(value, type):
        own: dict[str, Any] = {one.name: within_reach(getattr(value, one.name)) for one in fields(value)}
        own |= {name: own[name] % _DAYS + 1 for name in ("day", "until") if name in own and "span" not in own}
        return replace(value, **own)
    return value


events: st.SearchStrategy[Event] = samples.events.map(within_reach)
"""Any event that a person can have lived."""
acted = st.lists(
    st.tuples(events, samples.names, st.integers(0, 2**45).map(Moment)),
    max_size=8,
    unique_by=lambda one: one[1],
)


def journal_of(events: Iterable[tuple[Event, bytes, Moment]], device: bytes = b"d" * 16) -> Journal:
    """A journal in memory in which these events were recorded."""
    journal = Journal.in_memory(device=device)
    for event, action, at in events:
        journal.append([event], Stamp(at, action))
    return journal


def text_of(journal: Journal, *, simulated: bool = False) -> str:
    """A journal as text."""
    return "".join(taking_out.text(journal, taking_out.header(journal, NOW, simulated=simulated)))


def lines_of(text: str) -> list[str]:
    """The lines of a text, each with its end, where nothing but a line feed ends one."""
    return [f"{line}\n" for line in text.split("\n")[:-1]]


def read(path: Path, text: str | bytes) -> list[Found]:
    """What a file with this text holds."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(journal_text.read(path))


def entries(found: Iterable[Found]) -> list[Recorded]:
    return [one.recorded for one in found if isinstance(one, Entry)]


def problems(found: Iterable[Found]) -> list[tuple[int, str]]:
    return [(one.place, one.text) for one in found if isinstance(one, Problem)]


def changed(line: str, *path: str | int, to: object) -> str:
    """A line with one of its values replaced, or taken away by ``...``."""
    value = json.loads(line)
    inner: Any = value
    for name in path[:-1]:
        inner = inner[name]
    if to is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return json.dumps(value) + "\n"
