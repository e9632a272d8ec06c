"""How many cards a deck has, counted and said in one way wherever it is said."""

from __future__ import annotations

from dataclasses import dataclass

from offbook.deck.read import Reading


@dataclass(frozen=True, slots=True)
class Count:
    """The cards that can be asked, and the ``[[cards]]`` tables of the files they come from: the entries.

    A cloze text with several gaps is one entry and several cards; a card kept for quizzes is a card.
    """

    cards: int = 0
    used: int = 0
    """Entries that these cards come from."""
    entries: int = 0
    """All entries, those that are left out because of a mistake too."""

    @staticmethod
    def of(reading: Reading) -> Count:
        """The count of one deck."""
        cards = reading.deck.cards if reading.deck else ()
        return Count(len(cards), len({card.facts.index for card in cards}), reading.entries)

    def __add__(self, other: Count) -> Count:
        """The count of several decks."""
        return Count(self.cards + other.cards, self.used + other.used, self.entries + other.entries)

    def __str__(self) -> str:
        told = _number(self.cards, "card", "cards")
        if self.cards != self.used:
            told += f" from {_number(self.used, 'entry', 'entries')}"
        if left := self.entries - self.used:
            told += f", {_number(left, 'entry', 'entries')} left out"
        return told


def _number(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else f"no {many}"
