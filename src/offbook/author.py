"""The use cases of authoring: a learner's history is kept through every edit of a deck.

A card that was reworded, or moved to another deck, looks like a new one. Its history is found here and
carried over once a person has said that the two are one; that can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from offbook.clock import Moment, Stamp
from offbook.deck.cards import Card, CardId, CardKey, DeckId
from offbook.deck.catalog import Entry
from offbook.deck.rewording import Pair, Rewording, Wording, rewordings, wording
from offbook.journal.journal import Journal
from offbook.learning.events import Carried, Undone, Worded
from offbook.learning.schedule import memory_of
from offbook.library import Library

LATELY = 20
"""Histories that were carried over last, and are told of."""
_EVER = 10_000_000
"""A study day beyond all until which a card can be put off."""

Basis = tuple[tuple[Entry, ...], int, frozenset[Pair]]
"""What a search rests on: the decks, the place of the journal, and the pairs that are not one."""


@dataclass(frozen=True, slots=True)
class Carrying:
    """A history that was carried over, and that can be given back."""

    action: bytes
    """Names what was done."""
    at: Moment
    was: CardKey
    now: CardKey
    asked: str = ""
    """What the card asked before; empty where that was not kept."""
    asks: str = ""
    """What it asked when the history came to it."""


@dataclass(frozen=True, slots=True)
class History:
    """How much there is to carry over."""

    reviews: int
    last: Moment | None
    """When the card was last reviewed; None if never."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to decide about histories, and what was decided lately."""

    strays: tuple[Rewording, ...]
    """The histories that lost their card, each with the card it may belong to, likeliest first."""
    carried: tuple[Carrying, ...]
    """Those that were carried over last, ``LATELY`` at most, the latest first."""
    basis: Basis


class Author:
    """One person's decks beside the histories of their cards."""

    def __init__(self, library: Library, journal: Journal, make_id: Callable[[int], bytes]) -> None:
        self._library = library
        self._journal = journal
        self._make_id = make_id
        self._apart: frozenset[Pair] = frozenset()
        self._found: Found | None = None

    @property
    def known(self) -> Found | None:
        """What was found, while nothing has changed since; None if it takes another look."""
        return self._found if self._found and self._found.basis == self._basis else None

    def look(self) -> Found:
        """What there is to decide; looked for anew only if a deck or the journal has changed.

        Raises JournalError if the journal cannot be read.
        """
        found = self.known or _look(self._library, self._journal, self._basis)
        self.keep(found)
        return found

    def looking(self) -> Callable[[], Found] | None:
        """``look`` for another thread, which no key press waits for; ``keep`` takes what it finds.

        None where the journal is in memory, which belongs to one thread.
        """
        path, basis = self._journal.path, self._basis
        if path is None:
            return None

        def look() -> Found:
            with Journal.open(path) as journal:
                return _look(self._library.again(), journal, basis)

        return look

    def keep(self, found: Found) -> None:
        """Know this until a deck or the journal changes."""
        self._found = found

    def strays(self) -> tuple[Rewording, ...]:
        """The histories that lost their card, each with the card it may belong to, likeliest first.

        Of decks with errors none is told: a card that cannot be read just now has lost nothing.
        Raises JournalError if the journal cannot be read.
        """
        return self.look().strays

    def lost(self) -> tuple[CardKey, ...]:
        """The studied cards that no sound deck has any more, by deck and name; ``strays`` are among them.

        Raises JournalError if the journal cannot be read.
        """
        lost = _lost(self._library, self._journal).values()
        return tuple(sorted((key for cards in lost for key in cards), key=lambda key: (key.deck, key.card)))

    def history(self, key: CardKey) -> History:
        """How much a history holds. Raises JournalError if the journal cannot be read."""
        progress = self._journal.standing(key).progress
        memory = memory_of(progress)
        return History(progress.reviews, memory.last if memory else None)

    def carry(self, found: Rewording, now: Moment) -> None:
        """Let a history belong to the card it was found to be of.

        Raises JournalError if it cannot be recorded.
        """
        self.carry_all((found,), now)

    def carry_all(self, found: Iterable[Rewording], now: Moment) -> None:
        """Let several histories belong to their cards, all or none; each can be given back by itself.

        Raises JournalError if it cannot be recorded.
        """
        self._journal.append_all([(_carried(one), self._stamp(now)) for one in found])

    def part(self, found: Rewording) -> None:
        """Never again propose that these two are one, for as long as Offbook runs; nothing is written."""
        self._apart |= {found.pair}

    def carried(self) -> tuple[Carrying, ...]:
        """The histories that were carried over last, the latest first."""
        return self.look().carried

    def give_back(self, carrying: Carrying, now: Moment) -> None:
        """Let a history belong to the card as it was again. Raises JournalError if it cannot be recorded."""
        self._journal.append([Undone(carrying.action)], self._stamp(now))

    @property
    def _basis(self) -> Basis:
        return self._library.entries(), self._journal.position, self._apart

    def _stamp(self, now: Moment) -> Stamp:
        return Stamp(now, self._make_id(now.ms))


def _carried(found: Rewording) -> tuple[Carried, Worded]:
    now = found.now
    return Carried(found.was.key, now.key), Worded(now.key, now.form, now.prompt, now.answer)


def _look(library: Library, journal: Journal, basis: Basis) -> Found:
    return Found(_strays(library, journal, basis[2]), _carryings(journal), basis)


def _strays(library: Library, journal: Journal, apart: frozenset[Pair]) -> tuple[Rewording, ...]:
    lost = {name: cards for name, cards in _lost(library, journal).items() if cards}
    if not lost:
        return ()
    fresh = _fresh(library, journal)
    every = [card for cards in fresh.values() for card in cards]
    found: list[Rewording] = []
    for name, cards in lost.items():
        moved = _moved(cards, every, apart)
        gone, there = {one.was.key for one in moved}, {one.now.key for one in moved}
        rest = [was for key, was in cards.items() if was and key not in gone]
        own = [card for card in fresh.get(name, ()) if card.facts.key not in there]
        found += [*moved, *rewordings(rest, own, apart)]
    return _each_once(found)


def _lost(library: Library, journal: Journal) -> dict[DeckId, dict[CardKey, Wording | None]]:
    """The studied cards that each deck has no more, with what they asked as far as it was kept."""
    entries = {entry.id: entry for entry in library.entries()}
    lost: dict[DeckId, dict[CardKey, Wording | None]] = {}
    for name in journal.decks():
        entry = entries.get(name)
        # Mostly a deck has all its cards. That is told by their names, without opening it.
        if entry is None or (not entry.errors and journal.taken(name, _EVER).difference(entry.cards)):
            deck = library.deck(name)
            if deck is None and entry is not None:
                continue
            there = {card.facts.key.card for card in deck.cards} if deck else set[CardId]()
            lost[name] = _wordings(journal, name, sorted(_studied(journal, name) - there))
    return lost


def _wordings(journal: Journal, name: DeckId, cards: Collection[CardId]) -> dict[CardKey, Wording | None]:
    """What some cards asked when they were studied; None where that was not kept."""
    kept = journal.wordings(name) if cards else {}
    told: dict[CardKey, Wording | None] = {}
    for card in cards:
        key, one = CardKey(name, card), kept.get(card)
        told[key] = Wording(key, one.form, one.prompt, one.answer) if one else None
    return told


def _fresh(library: Library, journal: Journal) -> dict[DeckId, list[Card]]:
    """The cards of each sound deck that were never answered in study."""
    fresh: dict[DeckId, list[Card]] = {}
    for entry in library.entries():
        if not entry.errors and (deck := library.deck(entry.id)):
            studied = _studied(journal, deck.id)
            fresh[deck.id] = [card for card in deck.cards if card.facts.key.card not in studied]
    return fresh


def _studied(journal: Journal, name: DeckId) -> set[CardId]:
    return {CardId(one.card) for one in journal.glances(name) if one.stability}


def _moved(
    lost: dict[CardKey, Wording | None], fresh: Iterable[Card], apart: Collection[Pair]
) -> list[Rewording]:
    """The cards that stand in another deck now, by the very name they had."""
    by_name: dict[CardId, list[Card]] = {}
    for card in fresh:
        by_name.setdefault(card.facts.key.card, []).append(card)
    found: list[Rewording] = []
    for key, was in lost.items():
        there = [card for card in by_name.get(key.card, ()) if card.facts.key.deck != key.deck]
        if len(there) == 1 and (key, there[0].facts.key) not in apart:
            now = wording(there[0])
            told = was or Wording(key, now.form, now.prompt, now.answer)
            found.append(Rewording(told, now, 1.0, same_answer=True))
    return found


def _each_once(found: Iterable[Rewording]) -> tuple[Rewording, ...]:
    """Of histories of several decks that want one card, the likeliest has it; likeliest first."""
    ranked = sorted(found, key=lambda one: (not one.same_answer, -one.likeness))
    kept: dict[CardKey, Rewording] = {}
    for one in ranked:
        kept.setdefault(one.now.key, one)
    return tuple(kept.values())


def _carryings(journal: Journal) -> tuple[Carrying, ...]:
    """What was carried over last."""
    kept = [(one, one.event) for one in journal.carryings()[-LATELY:] if isinstance(one.event, Carried)]
    decks = {key.deck for _, event in kept for key in (event.key, event.heir)}
    told = {deck: journal.wordings(deck) for deck in decks}

    def asked(key: CardKey) -> str:
        words = told[key.deck].get(key.card)
        return words.prompt if words else ""

    return tuple(
        Carrying(one.action, one.at, event.key, event.heir, asked(event.key), asked(event.heir))
        for one, event in reversed(kept)
    )
