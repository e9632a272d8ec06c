"""``offbook restore``: the journal as a copy has it, and back again."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from offbook.cli import output, safety
from offbook.clock import Moment, system_clock
from offbook.deck.clean import defuse
from offbook.errors import OffbookError
from offbook.journal.contents import Part
from offbook.journal.rotation import Dated
from offbook.paths import Places
from offbook.safekeeping import Change, PutBack, Safe


class RestoreError(OffbookError):
    """What shall be put back cannot be found."""


def run(args: argparse.Namespace, places: Places) -> int:
    """Show what putting a copy back would change, and do it once that is wanted.

    Returns 1 if it was not wanted, 2 where nobody can be asked and nothing was said in advance.
    """
    safe, now = safety.safe(places), system_clock()
    copy = _chosen(safe, args, now)
    change = safe.change(copy)
    if not args.json:
        for line in _shown(copy, change):
            output.data(line)
    wanted = not change.is_none and (args.yes or _is_wanted())
    done = safe.put_back(copy, now) if wanted else None
    if args.json:
        output.data_json(_as_json(copy, change, done))
    if done is not None:
        _tell(done)
        return 0
    if change.is_none:
        output.say("The journal holds the same events, so nothing was changed.")
        return 0
    if _can_ask():
        output.say("Nothing was changed.")
        return 1
    output.say("Nothing was changed: add --yes to have it put back.")
    return 2


def _chosen(safe: Safe, args: argparse.Namespace, now: Moment) -> Path:
    """The file of the copy that was asked for."""
    which: str | None = args.which
    if args.undo:
        return safe.replaced(now).path
    if which is None:
        return safe.last(now).path
    found = safe.copies()
    if re.fullmatch("[0-9]{1,9}", which):
        if 1 <= int(which) <= len(found):
            return found[int(which) - 1].path
        raise RestoreError(f"There is no copy {which}: `offbook backup --list` numbers {len(found)} of them.")
    for one in found:
        taken = one.name.taken.date().isoformat() if isinstance(one.name, Dated) else ""
        if which in {one.path.name, taken}:
            return one.path
    path = Path(which).expanduser()
    if not path.is_file():
        raise RestoreError(
            f"{defuse(which)} is neither a copy that is kept nor a file."
            " `offbook backup --list` tells the copies and the days they are of."
        )
    return path


def _shown(copy: Path, change: Change) -> Iterator[str]:
    """What would change, a line each."""
    yield f"copy      {safety.told(change.there)}, the last {safety.hour(change.there.last)}"
    yield f"          {defuse(str(copy))}"
    if change.here is None or change.lost is None or change.won is None:
        yield f"journal   {'damaged; it will be set aside, whole' if change.damaged else 'none'}"
        return
    yield f"journal   {safety.told(change.here)}, the last {safety.hour(change.here.last)}"
    yield f"missing afterwards   {_part(change.lost)}"
    yield f"coming back          {_part(change.won)}"


def _part(part: Part) -> str:
    if not part.events:
        return "nothing"
    first, last = (at.local().date().isoformat() if at else "-" for at in (part.first, part.last))
    return f"{safety.told(part)}, {f'of {first}' if first == last else f'from {first} to {last}'}"


def _can_ask() -> bool:
    return bool(sys.stdin and sys.stderr and sys.stdin.isatty() and sys.stderr.isatty())


def _is_wanted() -> bool:
    if not _can_ask():
        return False
    sys.stdout.flush()
    output.say("Put the copy in the journal's place? The journal as it is is kept first. [y/N]")
    try:
        return input().strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def _tell(done: PutBack) -> None:
    output.say("The copy is in the journal's place.")
    if done.kept:
        output.say(f"The journal as it was is kept as {defuse(str(done.kept))}")
        output.say("  offbook restore --undo    brings it back")
    if done.aside:
        output.say(f"What was no sound journal lies, whole, at {defuse(str(done.aside))}")


def _as_json(copy: Path, change: Change, done: PutBack | None) -> dict[str, object]:
    return {
        "copy": {"path": str(copy), **(safety.as_json(change.there) or {})},
        "journal": safety.as_json(change.here),
        "damaged": change.damaged,
        "missing_afterwards": safety.as_json(change.lost),
        "coming_back": safety.as_json(change.won),
        "done": done is not None,
        "kept": str(done.kept) if done and done.kept else None,
        "set_aside": str(done.aside) if done and done.aside else None,
    }
