"""Copies of a journal by their names: what a name tells, and which copies stay.

Newest of each of the last days, weeks and months that have a copy: whoever comes back after a year
finds as many as whoever comes every day. What a clock that ran ahead has dated is counted apart, by
the same rule, so that it pushes nothing out and is not pushed out by a clock that was set back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

DAYS = 7
WEEKS = 4
MONTHS = 12
APART = 5
"""Copies that stay of those made before a restore, by one, and before an import."""
DOUBTED = 3
"""Days of which a copy stays that was made while events were missing."""
OLD = 3
"""Copies that stay of those made before a journal was brought up to date."""


class Kind(StrEnum):
    """What a copy was made for, as its name says it."""

    USUAL = ""
    """One in the row of days, weeks and months."""
    DOUBTED = "events-missing"
    """The journal lacked events that the last copy has: it stands beside the row and pushes nothing out."""
    REPLACED = "before-restore"
    """The journal as it was before another took its place."""
    JOINED = "before-import"
    """The journal as it was before another one was brought in."""
    RESTORED = "restored"
    """The journal as it was put back; with it the row goes on."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The name of a copy of a known hour."""

    taken: datetime
    """Local wall time, whole seconds, without a zone."""
    version: int
    """The version of the journal in it."""
    events: int
    """How many events it holds."""
    kind: Kind = Kind.USUAL
    number: int = 1
    """Sets copies of the same second apart."""

    def day(self, rollover: int) -> int:
        """The study day, a proleptic ordinal, that begins at ``rollover`` o'clock."""
        return self.taken.toordinal() - (self.taken.hour < rollover)


@dataclass(frozen=True, slots=True)
class Older:
    """The name of a copy that was made before the journal was brought up to date."""

    version: int
    """The version of the journal in it."""
    number: int = 1
    """Sets copies of the same version apart."""


Name = Dated | Older


def file_name(name: Name) -> str:
    """The file's name of a copy; any file system takes it."""
    match name:
        case Dated(taken, version, events, kind, number):
            # Not every C library writes the year 1 with four digits.
            told = f"journal-{taken.date().isoformat()}-{taken:%H%M%S}-v{version}-{events}"
            return f"{told}{kind and f'-{kind}'}{_tail(number)}.db"
        case Older(version, number):
            return f"journal-version-{version}{_tail(number)}.db"
        case other:
            assert_never(other)


def read_name(text: str) -> Name | None:
    """What a file's name tells; None for every name that ``file_name`` does not give."""
    if found := _OLDER.fullmatch(text):
        name: Name = Older(int(found["version"]), int(found["number"] or 1))
    elif found := _DATED.fullmatch(text):
        try:
            taken = datetime.strptime(found["taken"], "%Y-%m-%d-%H%M%S")  # noqa: DTZ007 - wall time
        except ValueError:
            return None
        facts = int(found["version"]), int(found["events"])
        name = Dated(taken, *facts, Kind(found["kind"] or ""), int(found["number"] or 1))
    else:
        return None
    return name if file_name(name) == text else None


def stale(names: Collection[Name], today: int, rollover: int) -> frozenset[Name]:
    """Which copies need not be kept on a study day; those of one kind push out no other.

    What stays of the copies stays as long as no copy comes to them.
    """
    stay: set[Name] = {*_newest((one for one in names if isinstance(one, Older)), OLD)}
    for kind in Kind:
        own = [one for one in names if isinstance(one, Dated) and one.kind is kind]
        # A day ahead is no wrong clock: whoever flies west arrives before the hour of the last copy.
        ahead = [one for one in own if one.day(rollover) > today + 1]
        for part in (ahead, [one for one in own if one.day(rollover) <= today + 1]):
            stay |= _staying(kind, part, rollover)
    return frozenset(names) - stay


def latest(names: Iterable[Name], today: int, rollover: int, *kinds: Kind) -> list[Dated]:
    """The copies of these kinds, the last one first; behind all others those that a clock dated ahead."""
    own = [one for one in names if isinstance(one, Dated) and one.kind in kinds]
    own.sort(key=order, reverse=True)
    return sorted(own, key=lambda one: one.day(rollover) > today + 1)


def order(name: Name) -> tuple[datetime, int, int]:
    """What copies are put in order by: when they were made, as far as their names tell."""
    match name:
        case Dated(taken, _, events, _, number):
            return taken, number, events
        case Older(version, number):
            return datetime.min, version, number  # noqa: DTZ901 - before all that are dated
        case other:
            assert_never(other)


def _staying(kind: Kind, names: Iterable[Dated], rollover: int) -> set[Dated]:
    def by_day(one: Dated) -> int:
        return one.day(rollover)

    def by_week(one: Dated) -> int:
        return (one.day(rollover) - 1) // 7

    def by_month(one: Dated) -> int:
        day = date.fromordinal(max(1, one.day(rollover)))
        return 12 * day.year + day.month

    own = sorted(names, key=order, reverse=True)
    match kind:
        case Kind.USUAL:
            spans = ((by_day, DAYS), (by_week, WEEKS), (by_month, MONTHS))
            return {one for span, most in spans for one in _newest_of_each(own, span, most)}
        case Kind.DOUBTED:
            return {*_newest_of_each(own, by_day, DOUBTED)}
        case Kind.REPLACED | Kind.JOINED | Kind.RESTORED:
            return {*own[:APART]}
        case other:
            assert_never(other)


def _newest_of_each(newest_first: Iterable[Dated], span: Callable[[Dated], int], most: int) -> list[Dated]:
    """The newest of each of the last ``most`` spans that have one."""
    found: dict[int, Dated] = {}
    for one in newest_first:
        found.setdefault(span(one), one)
    return [found[place] for place in sorted(found, reverse=True)[:most]]


def _newest(names: Iterable[Older], most: int) -> list[Older]:
    return sorted(names, key=order, reverse=True)[:most]


def _tail(number: int) -> str:
    return "" if number == 1 else f"-{number}"


_NUMBER = r"[1-9][0-9]{0,17}"
_OLDER = re.compile(rf"journal-version-(?P<version>0|{_NUMBER})(?:-(?P<number>{_NUMBER}))?\.db")
_DATED = re.compile(
    r"journal-(?P<taken>[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6})"
    rf"-v(?P<version>0|{_NUMBER})-(?P<events>0|{_NUMBER})"
    rf"(?:-(?P<kind>{'|'.join(filter(None, Kind))}))?(?:-(?P<number>{_NUMBER}))?\.db"
)
