"""``offbook edit``: a deck's text, with its cards beside it."""

from __future__ import annotations

import argparse

from offbook.cli import app, house
from offbook.deck.draft import opened
from offbook.opening import Edit
from offbook.paths import Places


@app.in_terminal
def run(args: argparse.Namespace, places: Places) -> int:
    """Open the author screen on the deck that was named.

    Raises DeckError if there is no such deck, or if its file is not one that can be edited.
    """
    with house.trainer(places) as trainer:
        entry = trainer.library.find(args.deck)
        # A file that is no text says why here, rather than over Home.
        opened(entry.path)
        return app.show(trainer, places, Edit(entry))
