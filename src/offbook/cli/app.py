"""``offbook`` and ``offbook study``: the app."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial, wraps

from offbook import settings
from offbook.cli import guard, house, output
from offbook.clock import system_clock
from offbook.deck.clean import defuse
from offbook.opening import HOME, Opening
from offbook.paths import Places
from offbook.trainer import Trainer

_ANYWHERE = (
    "These work anywhere: offbook decks, offbook check, offbook new, offbook schema (see offbook --help)."
)
NOT_A_TERMINAL = f"""\
offbook: the app needs a terminal to show itself in and to read keys from.
{_ANYWHERE}"""
DUMB = f"""\
offbook: this terminal says of itself that it cannot move its cursor (TERM is "dumb" or "unknown").
Start the app in another one, or set TERM if it can. {_ANYWHERE}"""


Command = Callable[[argparse.Namespace, Places], int]


def in_terminal(command: Command) -> Command:
    """The command, where it has a terminal; that is left as it was, whatever ends the command."""

    @wraps(command)
    def guarded(args: argparse.Namespace, places: Places) -> int:
        return guard.guarded(partial(command, args, places)) if has_terminal() else 2

    return guarded


@in_terminal
def run(_args: argparse.Namespace, places: Places) -> int:
    """Open the app on Home."""
    with house.trainer(places) as trainer:
        return show(trainer, places)


def has_terminal() -> bool:
    """Whether the app can be shown; if not, the person is told what works instead."""
    if not (sys.stdin and sys.stderr and sys.stdin.isatty() and sys.stderr.isatty()):
        output.say(NOT_A_TERMINAL)
        return False
    if os.environ.get("TERM") in {"dumb", "unknown"}:
        output.say(DUMB)
        return False
    return True


def show(trainer: Trainer, places: Places, opening: Opening = HOME) -> int:
    """Run the app to its end, from where it shall open. Returns its exit code."""
    # Textual takes its time to import; no other command pays for it.
    from offbook.tui.app import OffbookApp
    from offbook.tui.copying import Copying

    save = partial(settings.save, places.settings)
    copying = Copying(places.journal, trainer, system_clock)
    app = OffbookApp(
        trainer, system_clock, save, places.mishaps, opening, simulated=places.simulated, copying=copying
    )
    if isinstance(sys.__stderr__, io.TextIOWrapper):
        # Where an encoding has no sign for it, one cell stands for one cell.
        sys.__stderr__.reconfigure(errors="replace")
    app.run()
    if told := copying.leave():
        # A terminal that was closed hears nothing more.
        with suppress(OSError):
            output.say(f"offbook: {defuse(told)}")
    return app.return_code or 0
