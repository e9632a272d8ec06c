"""A person's decks: which there are, what their cards belong to, where they can be edited."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from offbook.deck.catalog import Catalog, Entry
from offbook.deck.names import ConceptId, DeckId
from offbook.deck.problems import Level, Problem
from offbook.errors import DeckError
from offbook.files import write_whole
from offbook.paths import Places

if TYPE_CHECKING:
    from offbook.deck.cards import Card, CardKey, Concept, Deck, Side


class Decks(ABC):
    """Decks by their ids, and what their cards belong to."""

    def __init__(self) -> None:
        self._webs: dict[DeckId, _Web] = {}

    @abstractmethod
    def deck(self, name: DeckId) -> Deck | None:
        """The deck with this id, or None if it is gone or cannot be read."""

    def cards(self, names: Iterable[DeckId]) -> dict[CardKey, Card]:
        """Every sound card of these decks."""
        decks = [self.deck(name) for name in names]
        return {card.facts.key: card for deck in decks if deck for card in deck.cards}

    def title(self, name: DeckId) -> str:
        """What a deck is called; its id where it is gone."""
        deck = self.deck(name)
        return deck.title if deck else name

    def sides(self, card: Card) -> tuple[Side, ...]:
        """The sides that the card's deck declares."""
        deck = self.deck(card.facts.key.deck)
        return deck.sides if deck else ()

    def concept(self, card: Card) -> Concept | None:
        """The concept a card belongs to."""
        return self._web(card).concepts.get(card.facts.concept)

    def contrast(self, card: Card) -> Concept | None:
        """What stands opposite the card's concept, whichever of the two says so; None if nothing does."""
        return self._web(card).opposites.get(card.facts.concept)

    def _web(self, card: Card) -> _Web:
        name = card.facts.key.deck
        if name not in self._webs:
            deck = self.deck(name)
            self._webs[name] = _Web(deck.concepts if deck else ())
        return self._webs[name]


class Library(Decks):
    """The decks as the shells and the trainer meet them.

    What was found stays the same until ``look_again``, so that no key press waits for a disk.
    """

    def __init__(self, places: Places, catalog: Catalog) -> None:
        super().__init__()
        self._places = places
        self._catalog = catalog
        self._named: dict[DeckId, Path] = {}
        """Decks outside the deck folders that were asked for by path."""
        self._entries = catalog.entries()
        self._decks: dict[DeckId, Deck | None] = {}
        self._homes = {entry.id: entry.path for entry in self._entries}
        """The file in which each deck was last found."""

    def again(self) -> Library:
        """The same decks for another thread; what was read of them is shared, for it never changes."""
        other = Library(self._places, self._catalog)
        other._named = dict(self._named)
        other.look_again()
        return other

    def entries(self) -> tuple[Entry, ...]:
        """Every deck that was found, in the order people see them."""
        return self._entries

    def look_again(self) -> bool:
        """Look at the files again; whether anything about the decks is different now."""
        found = self._survey()
        if found == self._entries:
            return False
        self._entries = found
        self._homes |= {entry.id: entry.path for entry in found}
        self._decks.clear()
        self._webs.clear()
        return True

    def find(self, name: str) -> Entry:
        """The deck with this id or path; it is among ``entries`` from now on.

        Raises DeckError with the nearest names.
        """
        entry = self._catalog.find(name)
        if entry not in self._entries:
            self._named[entry.id] = entry.path
            self.look_again()
        return entry

    def entry(self, name: DeckId) -> Entry | None:
        """Where the deck with this id is, or was while it could still be read; None if its file is gone."""
        found = self._named_so(name)
        if found or name not in self._homes:
            return found
        # What cannot be read goes by its file's name, whatever id stands in it.
        home = self._homes[name]
        return next((entry for entry in self._entries if entry.path == home and entry.errors), None)

    def trouble(self, name: DeckId) -> Problem | None:
        """The first error of a deck's file; None if there is none, or no such file."""
        entry = self.entry(name)
        if entry is None or not entry.errors:
            return None
        return next(one for one in self.problems(entry) if one.level is Level.ERROR)

    def problems(self, entry: Entry) -> tuple[Problem, ...]:
        """What is wrong with a deck."""
        return self._catalog.reading(entry).problems

    def open(self, entry: Entry) -> Deck:
        """A deck, with everything in it that is sound. Raises DeckError if nothing can be read."""
        reading = self._catalog.reading(entry)
        if reading.deck is None or not reading.deck.cards:
            why = f" {reading.problems[0]}" if reading.problems else ""
            raise DeckError(f"{entry.path}: there is no card in this deck that can be asked.{why}")
        return reading.deck

    def deck(self, name: DeckId) -> Deck | None:
        """The deck with this id, or None if it is gone or cannot be read."""
        if name not in self._decks:
            entry = self._named_so(name)
            self._decks[name] = self._catalog.reading(entry).deck if entry else None
        return self._decks[name]

    def decks(self, names: Iterable[DeckId] = ()) -> tuple[Deck, ...]:
        """These decks, or every one if none is named; without those that are gone or cannot be read."""
        wanted = dict.fromkeys(names) or [entry.id for entry in self.entries()]
        return tuple(deck for name in wanted if (deck := self.deck(name)))

    def place_of(self, card: Card) -> tuple[Path, int]:
        """The file and the line, from 1, at which a card stands.

        Raises DeckError if the deck is gone or its file cannot be read.
        """
        entry = self.entry(card.facts.key.deck)
        if entry is None:
            raise DeckError(f'The deck "{card.facts.key.deck}" is gone; it cannot be edited.')
        try:
            from offbook.deck.read import card_line

            line = card_line(entry.path.read_text(encoding="utf-8-sig"), card.facts.index)
        except (OSError, UnicodeDecodeError) as error:
            raise DeckError(f"{entry.path}: the deck cannot be read: {error}.") from error
        return entry.path, line or 1

    @property
    def unsaved(self) -> Path:
        """The folder of texts that an author wrote and did not save."""
        return self._places.unsaved

    def is_shipped(self, path: Path) -> bool:
        """Whether a deck came with Offbook; the next version would undo a change to it."""
        return path.is_relative_to(self._places.shipped)

    def make_own(self, path: Path) -> Path:
        """Copy a deck that came with Offbook into the person's own folder, where it takes its place.

        Raises DeckError if it cannot be written; a file of that name is never overwritten.
        """
        own = self._places.decks / path.name
        if own.exists():
            raise DeckError(f"{own} is there already; it is not overwritten.")
        try:
            write_whole(own, path.read_text(encoding="utf-8"))
        except OSError as error:
            raise DeckError(f"{own}: the deck cannot be copied here: {error.strerror or error}.") from error
        return own

    def drop_if_untouched(self, own: Path) -> bool:
        """Remove a copy that is still the same as the deck it was made of; whether it was."""
        shipped = self._places.shipped / own.name
        try:
            same = own.read_bytes() == shipped.read_bytes()
            if same:
                own.unlink()
        except OSError:
            return False
        return same

    def _named_so(self, name: DeckId) -> Entry | None:
        return next((entry for entry in self._entries if entry.id == name), None)

    def _survey(self) -> tuple[Entry, ...]:
        named = [self._catalog.find(str(path)) for path in self._named.values() if path.exists()]
        return (*named, *(entry for entry in self._catalog.entries() if entry.id not in self._named))


class _Web:
    """The concepts of a deck and what stands opposite each, looked up on every key press and woven once."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.concepts = {concept.id: concept for concept in concepts}
        said = {one.id: self.concepts[one.contrast] for one in concepts if one.contrast in self.concepts}
        heard: dict[ConceptId, Concept] = {}
        for one in concepts:
            if one.contrast:
                heard.setdefault(one.contrast, one)
        self.opposites = {**heard, **said}
