"""The decks of a sitting, which goes on with its cards as they were while a file is broken by a save."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from offbook.deck.names import DeckId
from offbook.deck.problems import Problem
from offbook.library import Decks, Library

if TYPE_CHECKING:
    from offbook.deck.cards import Deck


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the decks since they were last looked at."""

    broken: tuple[Problem, ...] = ()
    """The first error of each that was sound before."""
    mended: tuple[DeckId, ...] = ()
    """Those that had errors and are sound again."""


class Steady(Decks):
    """Decks in which nothing is lost that a file merely cannot say at the moment."""

    def __init__(self, library: Library, names: Iterable[DeckId]) -> None:
        super().__init__()
        self._library = library
        self._entries = library.entries()
        self._troubled: dict[DeckId, Problem | None] = {name: library.trouble(name) for name in names}
        self._decks = {name: library.deck(name) for name in self._troubled}

    def deck(self, name: DeckId) -> Deck | None:
        """The deck as it is, and what its errors hide as it was; None if its file is gone."""
        return self._decks.get(name)

    def look_again(self) -> Change | None:
        """Look at the files again; None if nothing about any deck is different now."""
        self._library.look_again()
        # Another screen may have looked in the meantime, so that the library's own word does not tell.
        if self._library.entries() == self._entries:
            return None
        self._entries = self._library.entries()
        before = self._troubled
        self._troubled = {name: self._library.trouble(name) for name in before}
        self._decks = {name: self._as_known(name) for name in before}
        self._webs.clear()
        after = self._troubled.items()
        return Change(
            broken=tuple(one for name, one in after if one and not before[name]),
            mended=tuple(name for name, one in after if not one and before[name] and self.deck(name)),
        )

    def _as_known(self, name: DeckId) -> Deck | None:
        now, before = self._library.deck(name), self._decks[name]
        return _completed(now, before) if before and self._troubled[name] else now


def _completed(now: Deck | None, before: Deck) -> Deck:
    """A deck as far as it can be read, and the rest of it as it was."""
    if now is None:
        return before
    cards = {card.facts.key for card in now.cards}
    sides = {side.id for side in now.sides}
    concepts = {concept.id for concept in now.concepts}
    return replace(
        now,
        sides=(*now.sides, *(one for one in before.sides if one.id not in sides)),
        concepts=(*now.concepts, *(one for one in before.concepts if one.id not in concepts)),
        cards=(*now.cards, *(one for one in before.cards if one.facts.key not in cards)),
    )
