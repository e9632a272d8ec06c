"""The use cases of looking: the accounts of both ledgers, worked out from decks and journal.

An analyst belongs to the thread that its journal belongs to, and keeps what it has read: the second
look at a long history reads only what was added.
"""

from __future__ import annotations

from dataclasses import dataclass

from offbook.clock import Moment
from offbook.deck.cards import CardKey, ConceptId, Deck, DeckId
from offbook.insight import account as insight
from offbook.insight.foretold import all_foretold
from offbook.journal.journal import Journal
from offbook.learning import account as learning
from offbook.learning.curve import Curve, curve
from offbook.learning.events import Reviewed
from offbook.learning.schedule import Scheduler
from offbook.performance import account as performance
from offbook.performance.head import Head
from offbook.performance.observation import Observation
from offbook.performance.windows import Calendar, Window


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at, and from when."""

    decks: tuple[Deck, ...]
    now: Moment
    calendar: Calendar
    scheduler: Scheduler

    @property
    def today(self) -> int:
        """The study day."""
        return self.now.day(self.calendar.rollover)

    @property
    def names(self) -> frozenset[DeckId]:
        """The decks by their ids."""
        return frozenset(deck.id for deck in self.decks)


class Analyst:
    """Works out accounts over one person's journal. Every method raises JournalError if it cannot be read."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._seen: dict[bytes, tuple[Observation, ...]] = {}
        self._upto = 0

    def learning(self, view: View) -> learning.Account:
        """What was studied of the decks, and what it left."""
        material = [
            learning.Material(
                deck=deck,
                standings=self._journal.standings(deck.id),
                days=[learning.Day(*day) for day in self._journal.study_days(deck.id)],
                dailies=self._journal.retrievals(deck.id),
                changes=self._journal.stabilities(deck.id),
            )
            for deck in view.decks
        ]
        return learning.account(material, view.now, view.today, view.scheduler)

    def performance(self, view: View, window: Window) -> performance.Account:
        """What was performed on the decks in a window."""
        return performance.account(self.answers(view), window, view.now, view.calendar, view.decks)

    def together(self, view: View) -> insight.Account:
        """How far the learning of the decks carries into their performance."""
        material = [
            insight.Material(
                deck=deck,
                standings=self._journal.standings(deck.id),
                shown=self._journal.last_shown(deck.id),
            )
            for deck in view.decks
        ]
        answers = self.answers(view)
        attempts = all_foretold(self.attempts(view), answers)
        return insight.account(material, answers, attempts, view.now, view.calendar, view.scheduler)

    def answers(self, view: View) -> tuple[Observation, ...]:
        """The answers about the decks that figures count, of every attempt that has ended, in order."""
        self._upto, fresh = self._journal.observations(self._upto)
        self._seen |= fresh
        names = view.names
        return tuple(one for answers in self._seen.values() for one in answers if one.key.deck in names)

    def attempts(self, view: View) -> tuple[Head, ...]:
        """Every attempt at these decks alone, in the order they began."""
        names = view.names
        return tuple(head for head in self._journal.heads() if names.issuperset(head.scope))

    def curve(self, deck: Deck, concept: ConceptId, now: Moment) -> Curve | None:
        """The forgetting curve of a concept: the mean of its cards'; None if none was studied."""
        keys = (card.facts.key for card in deck.cards if card.facts.concept == concept)
        return curve((self._history(key) for key in keys), now)

    def reviews(self, view: View, days: range, most: int = 500) -> list[tuple[Reviewed, Moment]]:
        """The latest reviews of the decks that count on some study days, the last one first."""
        found = [one for name in view.names for one in self._journal.latest_reviews(name, days, most)]
        return sorted(found, key=lambda one: -one[1].ms)[:most]

    def _history(self, key: CardKey) -> list[tuple[Reviewed, Moment]]:
        return [
            (kept.event, kept.at) for kept in self._journal.reviews(key) if isinstance(kept.event, Reviewed)
        ]
