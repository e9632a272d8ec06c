"""Foreign text without what a terminal would obey.

The first of two layers: cards are cleaned when a deck is loaded, lines once more when a screen is drawn.
"""

from __future__ import annotations

import re

MARK = "\N{REPLACEMENT CHARACTER}"
"""What stands where a character was taken out."""

# Control characters but newline and tab, line separators, lone surrogates of undecodable file names,
# and the signs that turn the direction of writing around. Marks that a script needs stay.
_UNSAFE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE_SIGN = re.compile(f"[{_UNSAFE}]")
_UNSAFE_IN_LINE = re.compile(f"[{_UNSAFE}\t\n]")
_MAYBE_UNSAFE_TOML = re.compile(rf"[{_UNSAFE}]|\\[uUexbfr]")

_LONGEST_QUOTE = 60


def clean(text: str) -> str:
    """The text with a visible mark in place of every sign that a terminal would obey."""
    return _UNSAFE_SIGN.sub(MARK, text.replace("\r\n", "\n"))


def defuse(text: str) -> str:
    """The text fit to stand within one line: newlines and tabs are marked as well."""
    return _UNSAFE_IN_LINE.sub(MARK, text)


def one_line(text: str) -> str:
    """A name as it is shown: on one line, its words one space apart."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """A word of the file as a message shows it: within one line, short, in quotes."""
    short = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    return f'"{defuse(short)}"'


def may_need_cleaning(toml: str) -> bool:
    """Whether any text of a TOML file could hold such a sign, written out or escaped."""
    return _MAYBE_UNSAFE_TOML.search(toml) is not None
