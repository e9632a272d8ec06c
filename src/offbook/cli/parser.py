"""The commands and their options, in the words of the help page."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from offbook import __version__
from offbook.opening import TABS

if TYPE_CHECKING:
    from offbook.cli.periods import Period

FORMS = ("recall", "cloze", "choice", "claim", "classify")
SPANS = ("day", "week", "month", "year")
CHECK_FORMATS = ("text", "json", "github")
KINDS = ("spaced", "crammer", "study-only", "quiz-only")
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


def _insight(command: argparse.ArgumentParser) -> None:
    command.add_argument("decks", nargs="*", metavar="DECK", help="a deck's id or path; none means all")
    command.add_argument(
        "--tab", choices=TABS, default=TABS[0], help="the tab to begin with (default: learning)"
    )


def _check(command: argparse.ArgumentParser) -> None:
    command.epilog = "Warnings alone leave the exit code at 0, unless --strict is given."
    command.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a deck, or a folder of decks; none means all that Offbook finds",
    )
    command.add_argument("--strict", action="store_true", help="let warnings count as problems")
    command.add_argument(
        "--fix", action="store_true", help="write ids, put keys in order, trim lines; changes no meaning"
    )
    command.add_argument("--dry-run", action="store_true", help="with --fix: show what would change")
    formats = command.add_mutually_exclusive_group()
    formats.add_argument(
        "--format", choices=CHECK_FORMATS, default="text", help="github: as annotations of a workflow"
    )
    formats.add_argument("--json", action="store_const", dest="format", const="json", help="as JSON")


def _new(command: argparse.ArgumentParser) -> None:
    command.epilog = (
        "Without a path, on a terminal, it asks for what was not said. It never overwrites a file."
    )
    command.add_argument(
        "path", nargs="?", type=Path, metavar="PATH", help="the file to write; there must be none yet"
    )
    command.add_argument("--title", help="what the deck is called (default: as its file)")
    command.add_argument("--language", help="what it is written in, such as en (the default)")
    command.add_argument(
        "--sides", metavar="A,B", help="what classify cards choose between; none for a deck without"
    )
    command.add_argument(
        "--no-comments", dest="comments", action="store_false", help="without what explains the format"
    )


def _edit(command: argparse.ArgumentParser) -> None:
    command.add_argument("deck", metavar="DECK", help="a deck's id or path")


def _demo(command: argparse.ArgumentParser) -> None:
    command.epilog = "Nothing of it touches what is your own. The same seed makes the same journal."
    command.add_argument(
        "home",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="where to keep it, with nothing in it yet; none means one below Offbook's own",
    )
    command.add_argument("--kind", choices=KINDS, default=KINDS[0], help="who is simulated (default: spaced)")
    command.add_argument("--seed", type=_whole(0, 2**32), default=7, help="another one, another learner")
    command.add_argument(
        "--days", type=_whole(1, 3_650), default=365, metavar="N", help="how long, up to today (default: 365)"
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="as JSON")


def _backup(command: argparse.ArgumentParser) -> None:
    command.epilog = "The app makes copies by itself, and keeps those of days, weeks and months."
    command.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a file or folder; none means the kept copies"
    )
    command.add_argument("--list", action="store_true", help="the copies that are kept, the last one first")
    command.add_argument(
        "--force", action="store_true", help="overwrite FILE; or keep a journal that lacks earlier events"
    )
    _json(command)


def _restore(command: argparse.ArgumentParser) -> None:
    command.epilog = "It shows what would change and asks; the journal as it is is kept as a copy first."
    choice = command.add_mutually_exclusive_group()
    choice.add_argument(
        "which",
        nargs="?",
        metavar="WHICH",
        help="a number or name from offbook backup --list, a day such as 2026-10-20, or a file;"
        " none means the last one",
    )
    choice.add_argument("--undo", action="store_true", help="back to what the last restore replaced")
    command.add_argument("--yes", action="store_true", help="without asking")
    _json(command)


def _doctor(command: argparse.ArgumentParser) -> None:
    command.epilog = "A damaged journal is set aside, and nothing of it is thrown away."
    command.add_argument(
        "--rebuild", action="store_true", help="make what is kept beside the events again from them"
    )
    command.add_argument(
        "--repair",
        action="store_true",
        help="make a new journal of what a damaged one and its copies still hold",
    )
    _json(command)


def _nothing(_command: argparse.ArgumentParser) -> None:
    """A command without options of its own."""


def _quiz(quiz: argparse.ArgumentParser) -> None:
    """What a quiz can be told; whatever is left out is as the blueprint has it."""
    quiz.add_argument("decks", nargs="*", metavar="DECK", help="a deck's id or path; none means all")
    quiz.add_argument("--name", metavar="QUIZ", help="a blueprint of the deck, by its name")
    quiz.add_argument("--questions", type=_whole(1, 500), metavar="N", help="how many")
    quiz.add_argument("--minutes", type=_number(0.1, 600), metavar="M", help="time for the whole")
    quiz.add_argument("--each", type=_number(1, 3600), metavar="SECONDS", help="time for every question")
    quiz.add_argument(
        "--extra", type=float, choices=(1.0, 1.25, 1.5, 2.0, 0.0), help="stretch of time; 0: no limits"
    )
    quiz.add_argument("--target", type=_number(1, 100), metavar="PERCENT", help="right answers aimed at")
    quiz.add_argument("--feedback", choices=("end", "each"), help="at the end or after each question")
    quiz.add_argument("--confidence", action="store_true", help="ask how sure each answer is")
    quiz.add_argument("--topic", action="append", default=[], help="only this topic; may be given again")
    quiz.add_argument("--concept", action="append", default=[], help="only this concept; may be given again")
    quiz.add_argument("--side", action="append", default=[], help="only this side; may be given again")
    quiz.add_argument(
        "--form", action="append", default=[], choices=FORMS, help="only this form; may be given again"
    )
    quiz.add_argument("--only-gaps", action="store_true", help="only concepts with an open gap")
    quiz.add_argument("--in-order", action="store_true", help="in the order of the deck")
    quiz.add_argument("--seed", type=_whole(0, 2**32), help="draw the same paper again")
    quiz.add_argument("--start", action="store_true", help="begin at once, without a look at the plan")


def _whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers within bounds, for argparse."""

    def read(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{value} is not from {low} to {high}")
        return value

    read.__name__ = "whole number"
    return read


def _number(low: float, high: float) -> Callable[[str], float]:
    """A reader of numbers within bounds, for argparse."""

    def read(text: str) -> float:
        value = float(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not from {low:g} to {high:g}")
        return value

    read.__name__ = "number"
    return read


def _period(text: str) -> Period:
    """A window of performance, for argparse."""
    from offbook.cli import periods

    try:
        return periods.read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f'"{text}" is no window; write {", ".join(periods.NAMED)}, or a year, month, week or day'
            " such as 2026, 2026-10, 2026-W43, 2026-10-20"
        ) from error


def _stats(command: argparse.ArgumentParser) -> None:
    command.epilog = (
        "Learning has no window: its figures run since you began. The window is that of performance: "
        "a day, a week, a month or a year."
    )
    command.add_argument("decks", nargs="*", metavar="DECK", help="a deck's id or path; none means all")
    windows = command.add_mutually_exclusive_group()
    windows.add_argument("--window", choices=SPANS, help="the present one of its length (default: month)")
    windows.add_argument(
        "--period",
        type=_period,
        metavar="WHEN",
        help="another one: yesterday, last-week, last-month, last-year, 2026, 2026-10, 2026-W43, 2026-10-20",
    )
    command.add_argument("--quizzes", action="store_true", help="every attempt at a quiz, the latest first")
    _json(command)
    command.add_argument(
        "--report", type=Path, metavar="FILE", help="write the figures to a file that ends in .md or .html"
    )
    command.add_argument("--force", action="store_true", help="overwrite the file of the report")


def _export(command: argparse.ArgumentParser) -> None:
    command.epilog = (
        "JSON Lines, one event a line: see docs/journal-format.md. offbook import reads it again."
    )
    command.add_argument(
        "--journal",
        nargs="?",
        const=Path("-"),
        required=True,
        type=Path,
        metavar="FILE",
        help="the journal, to a file; without one, to standard output",
    )
    command.add_argument("--force", action="store_true", help="overwrite the file")


def _import(command: argparse.ArgumentParser) -> None:
    command.epilog = (
        "What is here already stays as it is; nothing is ever taken away. All of the file is brought in, or"
        " nothing. It is looked at first, and brought in once you say so."
    )
    command.add_argument(
        "--journal",
        required=True,
        type=Path,
        metavar="FILE",
        help="another journal: what offbook export wrote, or the file journal.db itself",
    )
    command.add_argument("--dry-run", action="store_true", help="look at it, and change nothing")
    command.add_argument("--yes", action="store_true", help="bring it in without asking")
    _json(command)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "study": ("straight into a rehearsal", _study),
    "quiz": ("straight into a quiz", _quiz),
    "insight": ("straight to the figures", _insight),
    "stats": ("the figures, as a table, JSON, or a report", _stats),
    "decks": ("what is there, and what is ready", _json),
    "check": ("problems of decks, as file:line:column", _check),
    "edit": ("a deck's text, with its cards beside it", _edit),
    "new": ("a commented starter deck", _new),
    "export": ("the journal as text, to keep or to take elsewhere", _export),
    "import": ("another journal, joined to yours", _import),
    "demo": ("a journal of a simulated learner, in a folder of its own", _demo),
    "backup": ("a copy of the journal; the app makes them too", _backup),
    "restore": ("the journal as a copy has it", _restore),
    "doctor": ("whether the journal is sound, and putting it right", _doctor),
    "schema": ("JSON Schema of a deck, for editors", _nothing),
}
"""In the order of the help page: what each is, and what gives it its options."""
