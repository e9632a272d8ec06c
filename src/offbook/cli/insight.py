"""``offbook insight``: straight to the figures."""

from __future__ import annotations

import argparse

from offbook.cli import app, house
from offbook.opening import Insight
from offbook.paths import Places


@app.in_terminal
def run(args: argparse.Namespace, places: Places) -> int:
    """Open the figures of the decks that were named, or of all of them.

    Raises DeckError if there is no such deck, or nothing in it that can be read.
    """
    with house.trainer(places) as trainer:
        scope = tuple(trainer.library.find(name) for name in args.decks)
        for entry in scope:
            # A deck that cannot be read at all says why here, rather than on an empty screen.
            trainer.library.open(entry)
        return app.show(trainer, places, Insight(scope, args.tab))
