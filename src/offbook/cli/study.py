"""``offbook study``: straight into a rehearsal."""

from __future__ import annotations

import argparse

from offbook.cli import app, house
from offbook.opening import Rehearse
from offbook.paths import Places


@app.in_terminal
def run(args: argparse.Namespace, places: Places) -> int:
    """Rehearse the decks that were named, or all of them."""
    with house.trainer(places) as trainer:
        scope = [trainer.library.find(name) for name in args.decks] or [
            one for one in trainer.library.entries() if one.cards
        ]
        for entry in scope:
            # A deck that cannot be read at all says why here, rather than on an empty screen.
            trainer.library.open(entry)
        return app.show(trainer, places, Rehearse(tuple(scope)))
