"""TOML as text into plain values, bounded, and with one broken card cut out rather than all lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from offbook.deck.findings import Slip
from offbook.deck.syntax import values

MOST_CUTS = 12
"""Broken cards that are cut out before a file is given up."""
LARGEST_SALVAGED = 1_000_000
"""Characters of a file that is read again and again to save its sound cards."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds."""

    data: dict[str, Any] | None
    """None if nothing of it can be read."""
    text: str
    """The TOML that ``data`` was read from: line feeds only, broken cards left empty."""
    slips: tuple[Slip, ...] = ()
    """Where TOML itself is broken."""


@dataclass(frozen=True, slots=True)
class _Cut:
    slip: Slip
    first: int
    """The line of the card's header, from 0."""
    end: int
    """The line after its last."""


def load(text: str) -> Loaded:
    """Read TOML; a broken ``[[cards]]`` table is left empty and the rest is read.

    Never raises: what cannot be read is told as slips.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    cuts: list[_Cut] = []
    while True:
        rest = _without(text, cuts)
        read = values(rest)
        if not isinstance(read, Slip):
            break
        cut = _card_around(rest, read)
        if cut is None or cut in cuts or len(cuts) == MOST_CUTS or len(text) > LARGEST_SALVAGED:
            return Loaded(None, text, _told(cuts, read))
        cuts.append(cut)
    needed = _fewest(text, cuts)
    rest = _without(text, needed)
    again = read if len(needed) == len(cuts) else values(rest)
    if isinstance(again, Slip):  # pragma: no cover - the fewest cuts were tried
        return Loaded(None, text, (again,))
    return Loaded(again, rest, tuple(cut.slip for cut in needed))


_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*([A-Za-z0-9_-]+)([^\[\]=,]*)\]{0,2}[ \t]*(#.*)?$")


def _told(cuts: list[_Cut], last: Slip) -> tuple[Slip, ...]:
    """The slips of a file that was given up; a text left open early explains those after it."""
    slips = [cut.slip for cut in cuts if cut.slip.line < last.line]
    return (*sorted(slips, key=lambda slip: slip.line), last)


def _card_around(text: str, slip: Slip) -> _Cut | None:
    """The ``[[cards]]`` table that holds the place; None if it is in anything else."""
    lines = text.split("\n")
    first: int | None = None
    for number, line in enumerate(lines):
        header = _HEADER.match(line)
        if header is None:
            continue
        starts_card = header[1] == "cards" and "." not in header[2]
        within_card = header[1] == "cards" and not starts_card
        if number >= slip.line and not within_card:
            return None if first is None else _Cut(slip, first, number)
        if not within_card:
            first = number if starts_card else None
    return None if first is None else _Cut(slip, first, len(lines))


def _without(text: str, cuts: list[_Cut]) -> str:
    """The text with every cut card left empty, on as many lines as before."""
    if not cuts:
        return text
    lines = text.split("\n")
    for cut in cuts:
        lines[cut.first : cut.end] = ["[[cards]]", *[""] * (cut.end - cut.first - 1)]
    return "\n".join(lines)


def _fewest(text: str, cuts: list[_Cut]) -> list[_Cut]:
    """The cuts without those that only an earlier text without an end made necessary."""
    needed = list(cuts)
    for cut in cuts:
        others = [one for one in needed if one is not cut]
        if others and not isinstance(values(_without(text, others)), Slip):
            needed = others
    return needed
