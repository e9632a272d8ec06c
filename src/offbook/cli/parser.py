"""The commands and their options, in the words of the help page."""

from __future__ import annotations

import argparse
from collections.abc import Callable
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
        # Told before or after the command; a default of one would undo the other.
        default=argparse.SUPPRESS,
        help="a folder to look for decks in, before all others",
    )
    top = argparse.ArgumentParser("offbook", description=_ABOUT, epilog=_CODES, parents=[shared])
    top.add_argument("--version", action="version", version=f"offbook {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, (about, fill) in _COMMANDS.items():
        fill(
            commands.add_parser(
                name, parents=[shared], help=about, description=f"{about[:1].upper()}{about[1:]}."
            )
        )
    return top


def _study(command: argparse.ArgumentParser) -> None:
    command.add_argument("decks", nargs="*", metavar="DECK", help="a deck's id or path; none means all")


def _check(command: argparse.ArgumentParser) -> None:
    command.epilog = "Warnings alone leave the exit code at 0."
    command.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a deck, or a folder of decks; none means all that Offbook finds",
    )
    _json(command)


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", type=Path, metavar="PATH", help="the file to write; there must be none yet")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="as JSON")


def _nothing(_command: argparse.ArgumentParser) -> None:
    """A command without options of its own."""


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "study": ("straight into a rehearsal", _study),
    "decks": ("what is there, and what is ready", _json),
    "check": ("problems of decks, as file:line:column", _check),
    "new": ("a commented starter deck", _new),
    "schema": ("JSON Schema of a deck, for editors", _nothing),
}
"""In the order of the help page: what each is, and what gives it its options."""
