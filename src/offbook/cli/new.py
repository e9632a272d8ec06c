"""``offbook new``: a commented starter deck, after a few questions where nothing was said."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from offbook.cli import output
from offbook.deck.clean import defuse
from offbook.deck.starter import LANGUAGE, SUFFIX, Wishes, write_starter
from offbook.files import make_folder
from offbook.paths import Places

NO_SIDES = "none"

_NEXT = {
    "edit": "opens it with its cards beside it",
    "check": "tells every mistake at its line",
    "study": "rehearses it",
}
"""What to do with a new deck: commands, and what each does."""


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
    _tell(place, path.name, wishes, places)
    return 0


def _tell(place: Path, asked: str, wishes: Wishes, places: Places) -> None:
    """Say what was written, what can be done with it, and where it is found."""
    added = f" (decks end in {place.suffix})" if place.name != asked else ""
    which = "a card of each form" if wishes.sides != () else "a card of each form but classify"
    shown = shlex.quote(defuse(str(place)))
    output.say_wrapped(f"Wrote {shown}{added}: a deck with {which}, for you to change.")
    own = place.absolute().parent == places.decks.absolute()
    # A deck of the deck folder is known by its name, wherever one is.
    name = shlex.quote(defuse(place.stem)) if own else shown
    for line in _commands(name):
        output.say(line)
    if own:
        output.say_wrapped("It stands on the first page of offbook, too; there, e edits it.")
    else:
        there = "" if places.decks.is_dir() else " (a folder that is not there yet)"
        folder = defuse(str(places.decks))
        output.say_wrapped(f"To see it on the first page of offbook, keep it in {folder}{there}")


def _commands(name: str) -> Iterator[str]:
    """What can be done with the deck, a line each, or two where one would not fit."""
    commands = {f"  offbook {command} {name}": does for command, does in _NEXT.items()}
    longest = max(map(len, commands))
    room = output.width()
    if room and longest + 4 + max(map(len, commands.values())) > room:
        return (line for command, does in commands.items() for line in (command, f"      {does}"))
    return (f"{command:<{longest}}    {does}" for command, does in commands.items())


def _can_ask() -> bool:
    return bool(sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty())


def _asked(args: argparse.Namespace, places: Places) -> tuple[Path, Wishes]:
    """What was said, and the answers to what was not. Raises EOFError when there are no more."""
    output.say_wrapped("Enter takes what stands in brackets; Ctrl-C leaves without writing anything.")
    title = args.title if args.title is not None else _ask("What is the deck called", "New deck")
    sides = args.sides
    if sides is None:
        output.say_wrapped(
            "A classify card shows a statement and asks to which side it belongs, such as cause or effect. "
            "Name the sides of your deck, if it is to have such cards; you can still do so later."
        )
        sides = _ask("Its sides, with commas between", NO_SIDES)
    language = args.language if args.language is not None else _ask("Its language, in short", LANGUAGE)
    file = _ask("Its file", _from_home(places.decks / f"{_stem(title)}{SUFFIX}"))
    return Path(file).expanduser(), Wishes(title, language, _sides(sides), args.comments)


def _ask(question: str, default: str) -> str:
    """The answer to a question; the default for none."""
    return input(f"{question} [{defuse(default)}]: ").strip() or default


def _from_home(path: Path) -> str:
    """A path as people write it, short where it is in their own folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


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
