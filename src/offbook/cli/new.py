"""``offbook new``: a commented starter deck."""

from __future__ import annotations

import argparse
import shlex

from offbook.cli import output
from offbook.deck.clean import defuse
from offbook.deck.starter import write_starter
from offbook.paths import Places


def run(args: argparse.Namespace, places: Places) -> int:
    """Write the deck, and say what can be done with it."""
    place = write_starter(args.path)
    shown = shlex.quote(defuse(str(place)))
    added = f" (decks end in {place.suffix})" if place.name != args.path.name else ""
    output.say(f"Wrote {shown}{added}: a deck with a card of each form, for you to change.")
    output.say(f"  offbook check {shown}    tells every mistake at its line")
    output.say(f"  offbook study {shown}    rehearses it")
    output.say(f"To see it on the first page, keep it in {defuse(str(places.decks))}")
    return 0
