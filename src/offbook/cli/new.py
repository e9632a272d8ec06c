"""``offbook new``: a commented starter deck, after a few questions where nothing was said."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from pathlib import Path

from offbook.cli import output
from offbook.deck.clean import defuse
from offbook.deck.starter import LANGUAGE, SUFFIX, Wishes, write_starter
from offbook.files import make_folder
from offbook.paths import Places

NO_SIDES = "none"


def run(args: argparse.Namespace, places: Places) -> int:
    """Write the deck, and say what can be done with it.

    Returns 2 where there is neither a path nor a terminal to ask on, 1 if the questions are left.
    """
    if args.path is None and not _can_ask():
        output.say("usage: offbook new PATH")
        output.say("offbook new: name the file to write, as in offbook new mine.toml")
        return 2
    try:
        path, wishes = _asked(args, places) if args.path is None else (args.path, _wishes(args))
    except EOFError:
        output.say("\nNothing was written.")
        return 1
    if path.parent == places.decks:
        make_folder(places.decks)
    place = write_starter(path, wishes)
    shown = shlex.quote(defuse(str(place)))
    added = f" (decks end in {place.suffix})" if place.name != path.name else ""
    which = "a card of each form" if wishes.sides != () else "a card of each form but classify"
    output.say(f"Wrote {shown}{added}: a deck with {which}, for you to change.")
    output.say(f"  offbook edit {shown}     opens it with its cards beside it")
    output.say(f"  offbook check {shown}    tells every mistake at its line")
    output.say(f"  offbook study {shown}    rehearses it")
    if place.parent != places.decks:
        output.say(f"To see it on the first page, keep it in {defuse(str(places.decks))}")
    return 0


def _can_ask() -> bool:
    return bool(sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty())


def _asked(args: argparse.Namespace, places: Places) -> tuple[Path, Wishes]:
    """What was said, and the answers to what was not. Raises EOFError when there are no more."""
    output.say("Enter takes what stands in brackets; Ctrl-C leaves without writing anything.")
    title = args.title if args.title is not None else _ask("What is the deck called", "New deck")
    sides = args.sides
    if sides is None:
        output.say("Classify cards choose between sides, such as: cause, effect")
        sides = _ask("Its sides, with commas between", NO_SIDES)
    language = args.language if args.language is not None else _ask("Its language", LANGUAGE)
    file = _ask("Its file", str(places.decks / f"{_stem(title)}{SUFFIX}"))
    return Path(file).expanduser(), Wishes(title, language, _sides(sides), args.comments)


def _ask(question: str, default: str) -> str:
    """The answer to a question; the default for none."""
    return input(f"{question} [{defuse(default)}]: ").strip() or default


def _wishes(args: argparse.Namespace) -> Wishes:
    sides = None if args.sides is None else _sides(args.sides)
    return Wishes(args.title or "", args.language or LANGUAGE, sides, args.comments)


def _sides(said: str) -> tuple[str, ...]:
    if said.strip().lower() in {NO_SIDES, ""}:
        return ()
    return tuple(side.strip() for side in said.split(","))


def _stem(title: str) -> str:
    """A file's name for a title."""
    return re.sub(r"[^\w]+", "-", title.lower()).strip("-_")[:60] or "deck"
