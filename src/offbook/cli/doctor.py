"""``offbook doctor``: whether the journal is sound, and putting it right.

With ``--json``, one object:

    {"format": 1, "sound": true or false,
     "findings": [{"check": text, "state": "sound", "note" or "problem", "told": text, "advice": text}],
     "rebuilt": true or false,
     "repaired": null or {"events": number, "read": number, "lost": number, "from_copies": number,
                          "copies": [path], "kept_at": path}}

``sound`` is false where there is a problem among the findings, which tell how it is after a repair. Of a
repair: the events of the new journal, those that the damaged one gave, those that it had and that
cannot be read in it, and those that only copies gave; and where the damaged one is kept.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable

from offbook.cli import output
from offbook.clock import system_clock
from offbook.deck.clean import defuse
from offbook.doctor import Doctor, Finding, State
from offbook.ids import Ids
from offbook.journal.mending import Mended
from offbook.paths import Places


def run(args: argparse.Namespace, places: Places) -> int:
    """Put right what was asked for, look at everything, and tell it; 1 if there is a problem left.

    Raises JournalError if something that was asked for cannot be done.
    """
    doctor = Doctor(places, Ids(os.urandom).make)
    mended = _repair(doctor) if args.repair else None
    rebuilt = (
        bool(args.rebuild or (args.repair and not mended and doctor.needs_rebuild())) and doctor.rebuild()
    )
    if rebuilt:
        output.say("What is kept beside the events was made again from them.")
    findings = list(doctor.examine()) if args.json else list(_told(doctor.examine()))
    is_sound = all(finding.state is not State.PROBLEM for finding in findings)
    if args.json:
        output.data_json(
            {
                "format": 1,
                "sound": is_sound,
                "findings": [_as_json(finding) for finding in findings],
                "rebuilt": rebuilt,
                "repaired": mended and _repair_as_json(mended),
            }
        )
    return int(not is_sound)


def _told(findings: Iterable[Finding]) -> Iterable[Finding]:
    """The findings, each told on a line of its own as it comes."""
    for finding in findings:
        output.data(f"{finding.state:7}  {finding.told} {finding.advice}".rstrip())
        yield finding


def _repair(doctor: Doctor) -> Mended | None:
    """Repair a damaged journal, and tell what came of it; None where there was nothing to repair."""
    if not doctor.needs_repair():
        output.say("Nothing is damaged, so nothing was repaired.")
        return None
    mended = doctor.repair(system_clock())
    output.say(f"Of the damaged journal, {mended.salvaged}.")
    if mended.copies:
        output.say(f"{output.count(mended.from_copies, 'event')} more came from its copies.")
    if mended.events:
        output.say(f"The new journal holds {output.count(mended.events, 'event')}.")
    else:
        output.say("There is nothing for a new journal to hold; Offbook begins one with your first answer.")
    output.say(f"The damaged one is kept at {defuse(str(mended.aside))}")
    return mended


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "state": finding.state,
        "told": finding.told,
        "advice": finding.advice,
    }


def _repair_as_json(mended: Mended) -> dict[str, object]:
    return {
        "events": mended.events,
        "read": mended.salvaged.read,
        "lost": mended.salvaged.lost,
        "from_copies": mended.from_copies,
        "copies": [str(path) for path in mended.copies],
        "kept_at": str(mended.aside),
    }
