"""The texts of a card just made from a template that are still to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
"""A text in quotes on one line."""

Place = tuple[int, int]
"""A line and a column, both from 0."""
Span = tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class Blanks:
    """What a new card was made with; a text that is typed over is none of them any more."""

    header: int
    """The line of the card's header, from 0, for as long as nothing above it changes."""
    texts: tuple[str, ...]

    def following(self, lines: Sequence[str], here: Span, step: int) -> Span | None:
        """The next text to be filled in behind what is selected (1), or the one before (-1), round and round.

        None where no other is left, or where the cursor is not in that card.
        """
        begin, end = sorted(here)
        left = tuple(self._left(lines, begin[0]))[::step]
        beyond = (one for one in left if (one[0] >= end if step > 0 else one[1] <= begin))
        found = next(beyond, left[0] if left else None)
        return None if found == (begin, end) else found

    def _left(self, lines: Sequence[str], at: int) -> Iterator[Span]:
        behind = range(self.header + 1, len(lines))
        end = next((line for line in behind if lines[line].startswith("[")), len(lines))
        if not self.header <= at < end or not lines[self.header].startswith("[[cards]]"):
            return
        for line in range(self.header + 1, end):
            for found in QUOTED.finditer(lines[line]):
                if found[1] in self.texts:
                    yield (line, found.start(1)), (line, found.end(1))
