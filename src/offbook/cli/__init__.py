"""The command line: one module a command, imported only when it is called."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence

from offbook.cli import output
from offbook.cli.parser import parser
from offbook.errors import OffbookError

PROBLEMS = 1
"""The exit code where something was wrong; 2 is argparse's for a wrong call."""
GARBAGE = 100_000
"""Objects that may pile up before Python looks which of them are garbage."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0, 1 for problems, 2 for a wrong call.

    Raises SystemExit for a wrong call, ``--help`` and ``--version``.
    """
    # A start makes much and drops little: looking for garbage meanwhile takes a tenth of it.
    gc.set_threshold(GARBAGE)
    output.prepare()
    args = parser().parse_args(argv)
    try:
        code = _run(args)
        sys.stdout.flush()
    except OffbookError as error:
        output.say(f"offbook: {error}")
    except KeyboardInterrupt:
        output.say("offbook: stopped")
    except BrokenPipeError:
        # Whoever read the output has seen enough of it.
        output.abandon_stdout()
    except OSError as error:
        output.abandon_stdout()
        output.say(f"offbook: {_reason(error)}")
    except Exception as error:  # noqa: BLE001 - whatever it is, the person is told in a sentence
        output.abandon_stdout()
        output.say(f"offbook: {_mishap(error)}")
    else:
        return code
    return PROBLEMS


def _run(args: argparse.Namespace) -> int:
    from offbook.paths import places

    # A module cannot be named by a word of Python.
    name = "import_" if args.command == "import" else args.command or "app"
    command = importlib.import_module(f"offbook.cli.{name}")
    code: int = command.run(args, places(os.environ, getattr(args, "folder", None)))
    return code


def _mishap(error: Exception) -> str:
    """A mistake of Offbook's own, in a sentence; how it came about goes into a file."""
    from offbook import mishap
    from offbook.paths import places

    return mishap.report(error, places(os.environ).mishaps)


def _reason(error: OSError) -> str:
    """What the system refused, in a sentence."""
    from offbook.deck.clean import defuse

    reason = (error.strerror or str(error) or "the system refused").lower()
    if error.filename is None:
        return f"the output cannot be written: {reason}"
    return f"{defuse(os.fsdecode(error.filename))} cannot be used: {reason}"
