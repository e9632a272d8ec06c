"""``offbook decks``: what is there, and what is ready."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence

from offbook.cli import house, output
from offbook.clock import system_clock
from offbook.deck.clean import defuse
from offbook.deck.rewording import Rewording
from offbook.insight.wording import percent
from offbook.paths import Places
from offbook.trainer import Outlook


def run(args: argparse.Namespace, places: Places) -> int:
    """List decks with what is ready in them, and say where decks are looked for."""
    with house.trainer(places) as trainer:
        now = system_clock()
        found = [trainer.outlook(entry, now) for entry in trainer.library.entries()]
        strays = () if args.json else trainer.author.strays()
    if args.json:
        output.data_json({"decks": [_as_json(one) for one in found]})
        return 0
    for line in _table(found):
        output.data(line)
    output.say("Decks are looked for in")
    for folder in places.deck_folders:
        missing = "" if folder.is_dir() else "  (not there yet)"
        output.say(f"  {defuse(str(folder))}{missing}")
    for line in _told(strays):
        output.say(line)
    return 0


def _told(strays: Sequence[Rewording]) -> Iterator[str]:
    """The cards of each deck that lost their history, and where it is given back to them."""
    if strays:
        yield "Cards were reworded or moved, and their histories wait: w on the first page of offbook"
    for name, number in Counter(one.now.key.deck for one in strays).items():
        yield f"  {defuse(name)}: {output.count(number, 'card')}"


def _table(found: Sequence[Outlook]) -> Iterator[str]:
    """A line a deck under a line of headings: names to the left, figures to the right."""
    rows = [("deck", "ready", "new", "met", "cards", "now", "30 d", "title"), *map(_row, found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *figures, title in rows:
        cells = [figure.rjust(width) for figure, width in zip(figures, widths[1:-1], strict=True)]
        yield "  ".join([name.ljust(widths[0]), *cells, title])


def _row(outlook: Outlook) -> tuple[str, ...]:
    entry = outlook.entry
    figures = (outlook.ready, outlook.fresh, outlook.seen, entry.count)
    recalls = (outlook.recall, outlook.recall_later)
    problems = f"  ({output.count(entry.errors, 'error')}: offbook check)" if entry.errors else ""
    return (
        defuse(entry.id),
        *map(str, figures),
        *("-" if recall is None else percent(recall) for recall in recalls),
        defuse(entry.title) + problems,
    )


def _as_json(outlook: Outlook) -> dict[str, object]:
    entry = outlook.entry
    return {
        "id": entry.id,
        "title": entry.title,
        "path": str(entry.path),
        "cards": entry.count,
        "quiz_only": entry.quiz_only,
        "ready": outlook.ready,
        "new_today": outlook.fresh,
        "seen": outlook.seen,
        "recall_now": outlook.recall,
        "recall_in_30_days": outlook.recall_later,
        "errors": entry.errors,
        "warnings": entry.warnings,
    }
