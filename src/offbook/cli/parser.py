"""The commands and their options, in the words of the help page."""

from __future__ import annotations

import argparse
from pathlib import Path

from offbook import __version__

_ABOUT = "Rehearse what you know, perform what you learned. Without a command: the app, on its first page."
_CODES = "Exit codes: 0 all is well, 1 problems were found, 2 the command was not understood."


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; ``command`` names the module that runs it."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--decks",
        dest="folder",
        metavar="DIR",
        type=Path,
        default=argparse.SUPPRESS,
        help="a folder to look for decks in, before all others",
    )
    top = argparse.ArgumentParser("offbook", description=_ABOUT, epilog=_CODES, parents=[shared])
    top.add_argument("--version", action="version", version=f"offbook {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    study = commands.add_parser("study", parents=[shared], help="straight into a rehearsal")
    study.add_argument("decks", nargs="*", metavar="DECK", help="a deck's id or path; none means all")

    decks = commands.add_parser("decks", parents=[shared], help="what is there, and what is ready")
    _json(decks)

    check = commands.add_parser(
        "check",
        parents=[shared],
        help="problems of decks, as file:line:column",
        description="Tell every problem at its line and column. Warnings alone leave the exit code at 0.",
    )
    check.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a deck, or a folder of decks; none means all that Offbook finds",
    )
    _json(check)

    new = commands.add_parser("new", parents=[shared], help="a commented starter deck")
    new.add_argument("path", type=Path, metavar="PATH", help="the file to write; it must not be there yet")

    commands.add_parser("schema", parents=[shared], help="JSON Schema of a deck, for editors")
    return top


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="as JSON")
