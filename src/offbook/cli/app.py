"""``offbook`` and ``offbook study``: the app."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from offbook import settings
from offbook.cli import house
from offbook.clock import system_clock
from offbook.opening import HOME, Opening
from offbook.paths import Places
from offbook.trainer import Trainer

NOT_A_TERMINAL = """\
offbook: the app needs a terminal to show itself in and to read keys from.
These work anywhere: offbook decks, offbook check, offbook new, offbook schema (see offbook --help)."""


def run(_args: argparse.Namespace, places: Places) -> int:
    """Open the app on Home."""
    if not has_terminal():
        return 2
    with house.trainer(places) as trainer:
        return show(trainer, places)


def has_terminal() -> bool:
    """Whether the app can be shown; if not, the person is told what works instead."""
    if sys.stdin and sys.stderr and sys.stdin.isatty() and sys.stderr.isatty():
        return True
    print(NOT_A_TERMINAL, file=sys.stderr)
    return False


def show(trainer: Trainer, places: Places, opening: Opening = HOME) -> int:
    """Run the app to its end, from where it shall open. Returns its exit code."""
    # Textual takes its time to import; no other command pays for it.
    from offbook.tui.app import OffbookApp

    save = partial(settings.save, places.settings)
    app = OffbookApp(trainer, system_clock, save, places.mishaps, opening)
    app.run()
    return app.return_code or 0
