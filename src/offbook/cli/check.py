"""``offbook check``: every problem of some decks, at its line and column.

With ``--format json``, or ``--json``, one object:

    {"format": 1,
     "decks": [{"path": text, "id": text or null, "title": text or null, "cards": number,
                "quiz_only": number, "entries": number,
                "problems": [{"line": number, "column": number, "level": "error" or "warning",
                              "code": text or null, "message": text}],
                "fixed": {"ids": number, "ordered": number, "trimmed": number,
                          "left": text or null}}],
     "errors": number, "warnings": number}

``cards`` counts all sound cards of a deck, ``quiz_only`` those of them that study never shows;
``entries`` are the ``[[cards]]`` tables of the file, those with mistakes too.
``id`` and ``title`` are null for a file that cannot be used at all. ``code`` names what a warning is
about, and is null for an error. ``fixed`` is there with ``--fix`` only: how many cards got an id, how
many had their keys put in order, from how many lines blanks were taken; ``left`` says why the file
was left as it is.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from offbook.cli import output
from offbook.cli.check_formats import Checked, tell
from offbook.deck.cards import DeckId
from offbook.deck.catalog import decks_in, named, taken_by
from offbook.deck.clean import defuse
from offbook.deck.counting import Count
from offbook.deck.fix import Left, Mended, carry_out, difference, proposal
from offbook.deck.read import read
from offbook.paths import Places


def run(args: argparse.Namespace, places: Places) -> int:
    """Check decks, mend them if asked to, and tell their problems.

    Returns 1 if there is an error among them, or, with ``--strict``, a warning; with ``--dry-run``,
    if there is anything to mend. Returns 2 for options that do not go together.
    """
    if wrong := _misuse(args):
        output.say(f"offbook check: {wrong}")
        return 2
    decks = list(dict.fromkeys(_decks(args, places)))
    if args.dry_run:
        shown = [_show_fix(path) for path in decks]
        return int(any(shown))
    fixes = {path: _fix(path) for path in decks} if args.fix else {}
    checked = list(_check(decks, fixes))
    tell(checked, args.format)
    output.say(_summary(checked))
    problems = sum(one.reading.errors + args.strict * one.reading.warnings for one in checked)
    return int(problems > 0)


def _misuse(args: argparse.Namespace) -> str:
    """What is wrong with the options, and what to do; empty if nothing is."""
    if args.dry_run and not args.fix:
        return "--dry-run shows what --fix would do; give both"
    if args.dry_run and args.format != "text":
        return f"--dry-run shows differences, which are not {args.format}; leave one of the two out"
    if args.fix and not args.paths:
        return "--fix writes to decks; name those that it may, as in offbook check --fix mine.toml"
    return ""


def _decks(args: argparse.Namespace, places: Places) -> Iterator[Path]:
    """The decks that are named, or else all that Offbook finds; a folder stands for the decks in it.

    A name that is no file here is looked for where decks are kept; to be mended, among one's own alone.
    """
    paths: Sequence[Path] = args.paths
    folders = [places.decks] if args.fix else places.deck_folders
    for path in paths or places.deck_folders:
        if path.is_dir() or not paths:
            yield from decks_in(path)
        elif path.exists():
            yield path
        else:
            yield named(str(path), chain.from_iterable(map(decks_in, folders))) or path


def _fix(path: Path) -> Mended | Left:
    """Mend a deck, and say what became of it."""
    proposed = proposal(path)
    done = proposed if isinstance(proposed, Left) else proposed[1]
    if not isinstance(proposed, Left) and isinstance(done, Mended):
        done = carry_out(proposed[0], done)
    output.say(f"{defuse(str(path))}: {done}")
    return done


def _show_fix(path: Path) -> bool:
    """Show what would be mended in a deck; whether there is anything, or it would be left as it is."""
    proposed = proposal(path)
    done = proposed if isinstance(proposed, Left) else proposed[1]
    output.say(f"{defuse(str(path))}: {done}")
    if isinstance(proposed, Left) or isinstance(done, Left):
        return True
    text = proposed[0].text
    if done.text != text:
        output.data(difference(path, text, done.text))
    return done.text != text


def _check(decks: Sequence[Path], fixes: dict[Path, Mended | Left]) -> Iterator[Checked]:
    """Read every deck once; a second deck of one id is told where it stands."""
    first: dict[DeckId, Path] = {}
    for path in decks:
        reading = read(path, thorough=True)
        if reading.deck is not None:
            other = first.setdefault(reading.deck.id, path)
            if other != path:
                twin = taken_by(path, reading.deck.id, other)
                reading = replace(reading, problems=tuple(sorted([*reading.problems, twin])))
        yield Checked(path, reading, fixes.get(path))


def _summary(checked: Sequence[Checked]) -> str:
    errors = sum(one.reading.errors for one in checked)
    warnings = sum(one.reading.warnings for one in checked)
    cards = sum((Count.of(one.reading) for one in checked), Count())
    found = [output.count(errors, "error")] if errors else []
    found += [output.count(warnings, "warning")] if warnings else []
    decks = output.count(len(checked), "deck")
    return f"{decks}, {cards}, {' and '.join(found) or 'no problems'}"
