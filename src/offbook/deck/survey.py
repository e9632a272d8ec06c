"""A deck's text as it stands while it is written: what it says, what is wrong, which lines are which card."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from offbook.deck.cards import Card
from offbook.deck.findings import Slip
from offbook.deck.layout import Block, blocks, last_said
from offbook.deck.problems import Problem
from offbook.deck.read import Reading, judged
from offbook.deck.toml import load

THOROUGH = 300_000
"""Characters up to which cards are held against each other, too; beyond, that takes too long."""


@dataclass(frozen=True, slots=True)
class Survey:
    """All that is known of a text."""

    text: str
    """Line feeds only."""
    reading: Reading
    blocks: tuple[Block, ...]
    """Where each card stands, broken ones too."""
    slip: Slip | None
    """The first place that is not TOML; None where all of it is."""

    def block_at(self, line: int) -> Block | None:
        """The card that a line, from 0, belongs to; None above the first, and in what follows the last."""
        place = bisect_right(self.blocks, line, key=lambda block: block.first) - 1
        if place < 0:
            return None
        found = self.blocks[place]
        following = self.blocks[place + 1].first if place + 1 < len(self.blocks) else None
        # Blank lines behind a card are still its own, as far as another table does not begin there.
        if line < found.end or following is not None or self._is_blank(found.end, line):
            return found
        return None

    def cards_of(self, block: Block) -> tuple[Card, ...]:
        """The sound cards that were made of a table; a cloze makes one for each gap."""
        deck = self.reading.deck
        return tuple(card for card in deck.cards if card.facts.index == block.index) if deck else ()

    def problems_of(self, block: Block) -> tuple[Problem, ...]:
        """What is wrong with a card."""
        return tuple(one for one in self.reading.problems if block.first < one.line <= block.end)

    def line_of(self, index: int) -> int | None:
        """The line, from 0, of the header of a ``[[cards]]`` table; None if there is none."""
        return next((block.header for block in self.blocks if block.index == index), None)

    def _is_blank(self, first: int, last: int) -> bool:
        return not any(line.strip() for line in self.text.split("\n")[first : last + 1])


def survey(text: str, shown_as: str, stem: str) -> Survey:
    """Look a text over; see ``read.parse`` for the rest. Never raises."""
    loaded = load(text)
    reading = judged(loaded, shown_as, stem, thorough=len(text) <= THOROUGH)
    slip = loaded.slips[0] if loaded.slips else None
    return Survey(text, reading, _blocks(loaded.text, text), slip)


def _blocks(sound: str, text: str) -> tuple[Block, ...]:
    """The cards of a text by its sound part, in which broken ones are blank but for their header."""
    found = blocks(sound)
    if sound == text or not found:
        return found
    lines = text.split("\n")
    ends = [*(block.first for block in found[1:]), len(lines)]
    return tuple(
        Block(block.index, block.first, block.header, last_said(lines, block.end, end))
        if block.end == block.header + 1
        else block
        for block, end in zip(found, ends, strict=True)
    )
