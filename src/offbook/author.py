"""The use cases of authoring: a learner's history is kept through every edit of a deck.

A card that was reworded, or moved to another deck, looks like a new one. Its history is found here and
carried over once a person has said that the two are one; that can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from offbook.clock import Moment, Stamp
from offbook.deck.cards import Card, CardId, CardKey, Deck, DeckId
from offbook.deck.rewording import Rewording, Wording, rewordings, wording
from offbook.journal.journal import Journal
from offbook.learning.events import Carried, Undone, Worded
from offbook.library import Library


@dataclass(frozen=True, slots=True)
class Carrying:
    """A history that was carried over, and that can be given back."""

    action: bytes
    """Names what was done."""
    at: Moment
    was: CardKey
    now: CardKey


class Author:
    """One person's decks beside the histories of their cards."""

    def __init__(self, library: Library, journal: Journal, make_id: Callable[[int], bytes]) -> None:
        self._library = library
        self._journal = journal
        self._make_id = make_id

    def strays(self) -> tuple[Rewording, ...]:
        """The histories that lost their card, each with the card it may belong to, likeliest first.

        Of decks with errors none is told: a card that cannot be read just now has lost nothing.
        Raises JournalError if the journal cannot be read.
        """
        decks = {deck.id: deck for deck in self._sound_decks()}
        fresh = {name: self._fresh(deck) for name, deck in decks.items()}
        every = [card for cards in fresh.values() for card in cards]
        flawed = {entry.id for entry in self._library.entries()} - decks.keys()
        found: list[Rewording] = []
        for name in self._journal.decks():
            if name not in flawed:
                lost = self._lost(name, decks.get(name))
                moved = _moved(lost, every)
                gone, there = {one.was.key for one in moved}, {one.now.key for one in moved}
                rest = [was for key, was in lost.items() if was and key not in gone]
                own = [card for card in fresh.get(name, ()) if card.facts.key not in there]
                found += [*moved, *rewordings(rest, own)]
        return _each_once(found)

    def carry(self, found: Rewording, now: Moment) -> None:
        """Let a history belong to the card it was found to be of.

        Raises JournalError if it cannot be recorded.
        """
        is_now = found.now
        words = Worded(is_now.key, is_now.form, is_now.prompt, is_now.answer)
        self._journal.append([Carried(found.was.key, is_now.key), words], self._stamp(now))

    def carried(self) -> tuple[Carrying, ...]:
        """The histories that were carried over, the latest first."""
        return tuple(
            Carrying(kept.action, kept.at, kept.event.key, kept.event.heir)
            for kept in reversed(self._journal.carryings())
            if isinstance(kept.event, Carried)
        )

    def give_back(self, carrying: Carrying, now: Moment) -> None:
        """Let a history belong to the card as it was again. Raises JournalError if it cannot be recorded."""
        self._journal.append([Undone(carrying.action)], self._stamp(now))

    def _sound_decks(self) -> Iterable[Deck]:
        for entry in self._library.entries():
            if not entry.errors and (deck := self._library.deck(entry.id)):
                yield deck

    def _fresh(self, deck: Deck) -> list[Card]:
        """The cards of a deck that nothing has happened to."""
        met = self._journal.standings(deck.id)
        return [card for card in deck.cards if card.facts.key.card not in met]

    def _lost(self, name: DeckId, deck: Deck | None) -> dict[CardKey, Wording | None]:
        """The studied cards that a deck has no more, with what they asked as far as it was kept."""
        there = {card.facts.key.card for card in deck.cards} if deck else set[CardId]()
        kept = self._journal.wordings(name)
        lost: dict[CardKey, Wording | None] = {}
        for card, standing in self._journal.standings(name).items():
            if card not in there and standing.progress.reviews:
                told = kept.get(card)
                key = CardKey(name, card)
                lost[key] = Wording(key, told.form, told.prompt, told.answer) if told else None
        return lost

    def _stamp(self, now: Moment) -> Stamp:
        return Stamp(now, self._make_id(now.ms))


def _moved(lost: dict[CardKey, Wording | None], fresh: Iterable[Card]) -> list[Rewording]:
    """The cards that stand in another deck now, by the very name they had."""
    by_name: dict[CardId, list[Card]] = {}
    for card in fresh:
        by_name.setdefault(card.facts.key.card, []).append(card)
    found: list[Rewording] = []
    for key, was in lost.items():
        there = [card for card in by_name.get(key.card, ()) if card.facts.key.deck != key.deck]
        if len(there) == 1:
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
