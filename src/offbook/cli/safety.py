"""What the commands of the journal's safety have in common: where copies are, and how one is told."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from offbook import settings
from offbook.clock import Moment
from offbook.errors import SettingsError
from offbook.journal.contents import Contents, Part
from offbook.paths import Places
from offbook.safekeeping import Safe


def safe(places: Places) -> Safe:
    """The copies of the person's journal; settings that cannot be read keep nobody from them."""
    try:
        chosen = settings.load(places.settings)
    except SettingsError:
        chosen = settings.Settings()
    return Safe(places.journal, chosen.rollover)


def hour(at: Moment | None) -> str:
    """A moment by the wall clock of those who lived it, to the minute."""
    return "-" if at is None else f"{at.local():%Y-%m-%d %H:%M}"


def amount(number: int, word: str) -> str:
    """A number with its noun: "1 event", "12,000 events"."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def told(found: Contents | Part) -> str:
    """What a journal or a part of one holds, in words."""
    inside = f"{amount(found.reviews, 'review')}, {amount(found.answers, 'answer')}"
    return f"{amount(found.events, 'event')} ({inside})"


def as_json(found: Contents | Part | None) -> dict[str, object] | None:
    """The same for machines; moments with their offset, wall times without one."""
    if found is None:
        return None
    facts: dict[str, object] = asdict(found)
    if isinstance(found, Part):
        return {**facts, "first": _wall(found.first), "last": _wall(found.last)}
    return {**facts, "last": stamp(found.last)}


def stamp(at: Moment | None) -> str | None:
    """A moment as ISO 8601 has it, to the second, with the offset of whoever lived it."""
    if at is None:
        return None
    sign, minutes = "-" if at.offset < 0 else "+", abs(at.offset)
    return f"{_wall(at)}{sign}{minutes // 60:02}:{minutes % 60:02}"


def size(path: Path) -> int:
    """Bytes of a file. Raises OSError."""
    return path.stat().st_size


def _wall(at: Moment | None) -> str | None:
    return None if at is None else at.local().isoformat(timespec="seconds")
