"""What goes to standard output and to standard error, whatever terminal, file or pipe they are."""

from __future__ import annotations

import io
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable


def prepare() -> None:
    """Make the two streams write every sign, escaped where their encoding has none for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def data(text: str) -> None:
    """Write a line of what was asked for."""
    sys.stdout.write(f"{text}\n")


def data_json(value: object) -> None:
    """Write what was asked for as JSON that stays JSON in any encoding."""
    import json

    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    data(json.dumps(value, ensure_ascii=encoding != "utf8", indent=2))


def data_whole(lines: Iterable[str]) -> None:
    """Write lines as they are, each with its end, in UTF-8 whatever the terminal's encoding is."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    sys.stdout.writelines(lines)


def say(text: str) -> None:
    """Tell the person how it went, beside the data."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


def width() -> int | None:
    """Columns of the terminal that the person reads on; None where nobody says how many, as in a file."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    return shutil.get_terminal_size().columns


def say_wrapped(text: str) -> None:
    """Tell the person in sentences, which break between words where their terminal ends."""
    columns = width()
    say(textwrap.fill(text, columns, break_long_words=False, break_on_hyphens=False) if columns else text)


def abandon_stdout() -> None:
    """Give up on standard output, so that leaving does not fail on it a second time."""
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return


def count(number: int, word: str) -> str:
    """A number with its noun: "1 deck", "3 decks", "no decks"."""
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"
