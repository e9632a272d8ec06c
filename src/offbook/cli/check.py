"""``offbook check``: every problem of some decks, at its line and column.

With ``--json``, one object:

    {"format": 1,
     "decks": [{"path": text, "id": text or null, "title": text or null, "cards": number,
                "quiz_only": number,
                "problems": [{"line": number, "column": number, "level": "error" or "warning",
                              "message": text}]}],
     "errors": number, "warnings": number}

``cards`` counts all sound cards of a deck, ``quiz_only`` those of them that study never shows.
``id`` and ``title`` are null for a file that cannot be used at all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from offbook.cli import output
from offbook.deck.cards import DeckId
from offbook.deck.catalog import decks_in, taken_by
from offbook.deck.read import Reading, read
from offbook.paths import Places


@dataclass(frozen=True, slots=True)
class _Checked:
    path: Path
    reading: Reading


def run(args: argparse.Namespace, places: Places) -> int:
    """Check decks, tell their problems, and return 1 if there is an error among them."""
    if args.paths:
        decks = [deck for path in args.paths for deck in (decks_in(path) if path.is_dir() else [path])]
    else:
        decks = [deck for folder in places.deck_folders for deck in decks_in(folder)]
    checked = list(_check(decks))
    if args.json:
        output.data_json(_as_json(checked))
    else:
        for one in checked:
            for problem in one.reading.problems:
                output.data(str(problem))
    output.say(_summary(checked))
    return int(any(one.reading.errors for one in checked))


def _check(decks: Sequence[Path]) -> Iterator[_Checked]:
    """Read every deck once; a second deck of one id is told where it stands."""
    first: dict[DeckId, Path] = {}
    for path in dict.fromkeys(decks):
        reading = read(path)
        if reading.deck is not None:
            other = first.setdefault(reading.deck.id, path)
            if other != path:
                twin = taken_by(path, reading.deck.id, other)
                reading = replace(reading, problems=tuple(sorted([*reading.problems, twin])))
        yield _Checked(path, reading)


def _as_json(checked: Sequence[_Checked]) -> dict[str, object]:
    return {
        "format": 1,
        "decks": [_deck_as_json(one) for one in checked],
        "errors": sum(one.reading.errors for one in checked),
        "warnings": sum(one.reading.warnings for one in checked),
    }


def _deck_as_json(checked: _Checked) -> dict[str, object]:
    deck = checked.reading.deck
    cards = deck.cards if deck else ()
    return {
        "path": str(checked.path),
        "id": deck.id if deck else None,
        "title": deck.title if deck else None,
        "cards": len(cards),
        "quiz_only": sum(card.facts.quiz_only for card in cards),
        "problems": [
            {"line": one.line, "column": one.column, "level": one.level.value, "message": one.message}
            for one in checked.reading.problems
        ],
    }


def _summary(checked: Sequence[_Checked]) -> str:
    errors = sum(one.reading.errors for one in checked)
    warnings = sum(one.reading.warnings for one in checked)
    cards = sum(len(one.reading.deck.cards) for one in checked if one.reading.deck)
    found = [output.count(errors, "error")] if errors else []
    found += [output.count(warnings, "warning")] if warnings else []
    decks = output.count(len(checked), "deck")
    return f"{decks}, {output.count(cards, 'card')}, {' and '.join(found) or 'no problems'}"
