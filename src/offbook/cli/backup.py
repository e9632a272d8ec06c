"""``offbook backup``: a copy of the journal, and what copies there are."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import assert_never

from offbook.cli import output, safety
from offbook.clock import system_clock
from offbook.deck.clean import defuse
from offbook.errors import JournalError
from offbook.journal import contents
from offbook.journal.contents import Contents
from offbook.journal.copies import Copy
from offbook.journal.rotation import Dated, Kind, Name, Older
from offbook.paths import Places
from offbook.safekeeping import Doubted, Made, Nothing, Safe

_KINDS = {
    Kind.USUAL: "",
    Kind.DOUBTED: "while events were missing",
    Kind.REPLACED: "before a restore",
    Kind.JOINED: "before an import",
    Kind.RESTORED: "put back",
}


def run(args: argparse.Namespace, places: Places) -> int:
    """Make a copy and print where it is, or list those that are kept.

    Returns 1 where the journal lacks events that the last copy has, or a copy in the list is damaged.
    """
    safe = safety.safe(places)
    if args.list:
        return _list(safe, as_json=args.json)
    if args.file is not None:
        return _tell(_keep_at(safe, args.file.expanduser(), force=args.force), as_json=args.json)
    outcome = safe.keep(system_clock(), thorough=True, accept=args.force)
    match outcome:
        case Made(copy):
            return _tell(copy.path, as_json=args.json)
        case Nothing():
            return _nothing_new(safe, as_json=args.json)
        case Doubted(copy=copy):
            output.say(f"offbook: {defuse(outcome.told)}")
            if copy:
                _tell(copy.path, as_json=args.json)
            return 1
        case other:
            assert_never(other)


def _keep_at(safe: Safe, file: Path, *, force: bool) -> Path:
    target = file / safe.name(system_clock()) if file.is_dir() else file
    return safe.keep_at(target, over=force)


def _tell(path: Path, *, as_json: bool) -> int:
    """Say what a copy that was just made holds."""
    found = contents.look(path)
    if as_json:
        output.data_json({"path": str(path), **(safety.as_json(found) or {}), "bytes": safety.size(path)})
    else:
        output.data(defuse(str(path)))
        output.say(f"A copy of {safety.told(found)}, checked.")
    return 0


def _nothing_new(safe: Safe, *, as_json: bool) -> int:
    found = safe.copies()
    if not found:
        raise JournalError(
            f"There is nothing to copy yet: no journal with an event in it is at {safe.journal}."
        )
    output.say("Nothing has happened since the last copy was made:")
    return _tell(safe.last(system_clock()).path, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Row:
    """A copy as the list shows it."""

    place: int
    copy: Copy
    found: Contents | None
    """None if it cannot be read."""
    sound: bool
    bytes: int


def _list(safe: Safe, *, as_json: bool) -> int:
    rows = [_row(place, copy) for place, copy in enumerate(safe.copies(), 1)]
    if as_json:
        output.data_json({"folder": str(safe.folder), "copies": [_as_json(one) for one in rows]})
    else:
        for line in _table(rows):
            output.data(line)
        output.say(f"They lie in {defuse(str(safe.folder))}" if rows else "No copy is kept so far.")
    return 0 if all(one.sound for one in rows) else 1


def _row(place: int, copy: Copy) -> _Row:
    try:
        found = contents.look(copy.path)
    except JournalError:
        found = None
    sound = found is not None and contents.is_sound(copy.path)
    return _Row(place, copy, found, sound, safety.size(copy.path))


def _table(rows: Sequence[_Row]) -> Iterator[str]:
    if not rows:
        return
    cells = [("", "when", "events", "reviews", "answers", "MB", "", "")]
    cells += [
        (
            str(one.place),
            f"{_taken(one.copy):%Y-%m-%d %H:%M}",
            *_counts(one.found),
            f"{one.bytes / 1e6:.1f}",
            "sound" if one.sound else "DAMAGED",
            _purpose(one.copy.name),
        )
        for one in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        figures = [cell.rjust(width) for cell, width in zip(row[:6], widths, strict=False)]
        yield "  ".join([*figures, row[6].ljust(widths[6]), row[7]]).rstrip()


def _counts(found: Contents | None) -> tuple[str, str, str]:
    if found is None:
        return "-", "-", "-"
    return f"{found.events:,}", f"{found.reviews:,}", f"{found.answers:,}"


def _as_json(row: _Row) -> dict[str, object]:
    return {
        "number": row.place,
        "path": str(row.copy.path),
        "taken": _taken(row.copy).isoformat(),
        "purpose": _purpose(row.copy.name) or "usual",
        **(safety.as_json(row.found) or {}),
        "bytes": row.bytes,
        "sound": row.sound,
    }


def _taken(copy: Copy) -> datetime:
    """When a copy was made, by the wall clock; by the file where its name does not say."""
    match copy.name:
        case Dated(taken=taken):
            return taken
        case Older():
            return datetime.fromtimestamp(copy.path.stat().st_mtime)  # noqa: DTZ006 - wall time, as in names
        case other:
            assert_never(other)


def _purpose(name: Name) -> str:
    match name:
        case Dated(kind=kind):
            return _KINDS[kind]
        case Older(version):
            return f"before an update of version {version}"
        case other:
            assert_never(other)
