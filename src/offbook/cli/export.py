"""``offbook export``: the journal as text, to keep or to take elsewhere."""

from __future__ import annotations

import argparse
from pathlib import Path

from offbook.cli import output
from offbook.clock import system_clock
from offbook.deck.clean import defuse
from offbook.exchange import taking_out
from offbook.exchange.problems import ExchangeError
from offbook.files import write_whole
from offbook.journal.journal import Journal
from offbook.paths import Places

STDOUT = Path("-")


def run(args: argparse.Namespace, places: Places) -> int:
    """Write the journal as JSON Lines to a file, or to standard output.

    Raises ExchangeError if the file cannot be written, or is there and ``--force`` was not given.
    """
    file: Path = args.journal
    if file != STDOUT:
        _refuse_what_is_taken(file, force=args.force)
    with Journal.open(places.journal) as journal:
        head = taking_out.header(journal, system_clock(), simulated=places.simulated)
        lines = taking_out.text(journal, head)
        if file == STDOUT:
            output.data_whole(lines)
            return 0
        try:
            write_whole(file, lines, private=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ExchangeError(f"{defuse(str(file))}: the journal cannot be written: {reason}.") from error
    output.data(str(file.absolute()))
    output.say(
        f"Wrote {output.count(head.events, 'event')}. It holds every answer there is:"
        " keep it where nobody else reads it."
    )
    return 0


def _refuse_what_is_taken(file: Path, *, force: bool) -> None:
    shown = defuse(str(file))
    if file.is_dir():
        raise ExchangeError(f"{shown} is a folder; name a file.")
    if (file.exists() or file.is_symlink()) and not force:
        raise ExchangeError(f"{shown} is there already; --force overwrites it.")
