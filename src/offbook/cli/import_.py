"""``offbook import``: another journal, joined to one's own.

With ``--json``, one object:

    {"format": 1, "file": text, "events": number, "new": number, "known": number, "refused": number,
     "problems": [{"place": number, "message": text}], "brought_in": number}

``events`` could be read: ``new`` ones, and those ``known`` here already. ``refused`` counts what keeps the
whole file from being brought in; ``problems`` are the first of them, ``place`` being a line, or which event
of an SQLite file it is.
"""

from __future__ import annotations

import argparse
import os
import sys

from offbook.cli import output, safety
from offbook.clock import system_clock
from offbook.deck.clean import defuse
from offbook.exchange.bringing import Look, Source, bring_in, look, source
from offbook.exchange.problems import ExchangeError
from offbook.ids import ID_BYTES
from offbook.journal.journal import Journal
from offbook.paths import MARK, Places


def run(args: argparse.Namespace, places: Places) -> int:
    """Look at a journal, and bring it in once the person has said so.

    Returns 1 if it cannot be brought in as a whole, or is not wanted; 2 where there is nobody to ask.
    Raises ExchangeError or JournalError where one of the two journals cannot be read or written.
    """
    of = source(args.journal)
    # A new journal has a name of its own, else it would go on under that of the one that is brought in.
    device = None if places.journal.exists() else os.urandom(ID_BYTES)
    with Journal.open(places.journal, device=device) as journal:
        seen = look(of, journal)
        _require_lived(of, seen, places)
        _tell(of, seen)
        brought, code = 0, int(seen.refused > 0)
        if not seen.refused and not args.dry_run and seen.new:
            code = _consent(args, seen)
            if not code:
                brought = _bring_in(of, journal, places)
        if args.json:
            output.data_json(_as_json(of, seen, brought))
    return code


def _bring_in(of: Source, journal: Journal, places: Places) -> int:
    if places.journal.exists():
        kept = safety.safe(places).keep_before_import(system_clock())
        output.say(f"Yours as it was: {defuse(str(kept.path))}")
    brought = bring_in(of, journal)
    output.say(f"Brought in {output.count(brought, 'event')}.")
    return brought


def _consent(args: argparse.Namespace, seen: Look) -> int:
    """0 if it may be brought in, else the exit code."""
    if args.yes:
        return 0
    if not (sys.stdin and sys.stderr and sys.stdin.isatty() and sys.stderr.isatty()):
        output.say("Nothing was brought in: --yes does so without asking.")
        return 2
    sys.stderr.write(f"Bring in {output.count(seen.new, 'event')}? [y/N]: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() in {"y", "yes"}:
        return 0
    output.say("Nothing was brought in.")
    return 1


def _require_lived(of: Source, seen: Look, places: Places) -> None:
    """Refuse the journal of a simulated learner, unless it goes to another one."""
    beside = not of.is_text and (of.path.parent / MARK).is_file()
    if (beside or (seen.header and seen.header.simulated)) and not places.simulated:
        raise ExchangeError(
            f"{defuse(str(of.path))} is the journal of a simulated learner, and yours was lived."
            " Nothing was brought in; OFFBOOK_HOME names another folder to bring it into."
        )


def _tell(of: Source, seen: Look) -> None:
    for one in seen.problems:
        output.say(f"{of.place(one.place)}: {one.text}")
    if more := seen.refused - len(seen.problems):
        output.say(f"… and {output.count(more, 'more problem')}")
    output.say(
        f"{defuse(str(of.path))}: {output.count(seen.events, 'event')},"
        f" {seen.new} new, {seen.known} here already, {seen.refused} refused."
    )
    if seen.refused:
        output.say("Nothing was brought in: it is all or nothing.")


def _as_json(of: Source, seen: Look, brought: int) -> dict[str, object]:
    return {
        "format": 1,
        "file": str(of.path),
        "events": seen.events,
        "new": seen.new,
        "known": seen.known,
        "refused": seen.refused,
        "problems": [{"place": one.place, "message": one.text} for one in seen.problems],
        "brought_in": brought,
    }
