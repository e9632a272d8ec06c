"""The use cases of looking: the accounts of both ledgers, worked out from decks and journal.

An analyst belongs to the thread that its journal belongs to. It keeps what it has read, and what it made
of it, so that the second look at a long history reads only what was added, and works out anew only what
that or the time has changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from offbook.clock import Moment
from offbook.deck.cards import CardId, CardKey, ConceptId, ConceptKey, Deck, DeckId
from offbook.insight import account as insight
from offbook.insight.foretold import all_foretold
from offbook.insight.goals import Book, GoalStanding, stand
from offbook.journal.journal import Journal
from offbook.journal.studied import Moved
from offbook.learning import account as learning
from offbook.learning.account import Past
from offbook.learning.curve import Curve, curve
from offbook.learning.events import Reviewed
from offbook.learning.holding import Holding, Outline, hold, outline
from offbook.learning.schedule import Scheduler
from offbook.learning.stability import Change
from offbook.learning.studied import Studied
from offbook.performance import account as performance
from offbook.performance.head import Head
from offbook.performance.observation import Observation
from offbook.performance.targets import Goal
from offbook.performance.windows import Calendar, Window
from offbook.seen import Seen
from offbook.shelf import Shelf


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
        self._shelf = Shelf()
        self._seen = Seen(journal)
        self._studied: dict[DeckId, list[Studied]] = {}
        self._outlines: dict[DeckId, Outline] = {}
        self._held: dict[DeckId, Holding] = {}
        self._position = 0
        self._moves: list[int | None] = []
        self._summed = _Summed(frozenset())

    @property
    def journal(self) -> Journal:
        """What it reads; it belongs to the same thread."""
        return self._journal

    def learning(self, view: View) -> learning.Account:
        """What was studied of the decks, and what it left."""
        holdings = self._holdings(view)
        basis = len(self._moves), view.names, view.today
        gone_by = self._shelf.take("past", basis, lambda: self._past(view))
        return learning.account_of(gone_by, tuple(holdings.values()), view.now, view.scheduler)

    def performance(self, view: View, window: Window) -> performance.Account:
        """What was performed on the decks in a window."""
        answers = self.answers(view)
        basis = self._seen.news, view.decks, view.calendar, view.today
        return self._shelf.take(
            f"performance in {window}",
            basis,
            lambda: performance.account(answers, window, view.now, view.calendar, view.decks),
        )

    def together(self, view: View) -> insight.Account:
        """How far the learning of the decks carries into their performance."""
        holdings, contents, answers = self._holdings(view), self._contents(view), self.answers(view)
        # Of answers that do not change, time takes one after the other out of the last year.
        basis = self._seen.news, self._aged(view, answers), view.decks, view.calendar
        performed = self._shelf.take(
            "performed",
            basis,
            lambda: insight.performed(
                contents,
                answers,
                all_foretold(self.attempts(view), answers),
                insight.late(answers, view.now),
                view.calendar,
            ),
        )
        shown = self._shelf.take("shown", (self._position, view.names), lambda: _shown(self._journal, view))
        held = insight.Held(holdings, shown)
        cycled = self._shelf.take(
            "cycled", (len(self._moves), *basis), lambda: insight.cycled(contents, performed, held)
        )
        return insight.account_of(performed, cycled, held, view.now, view.scheduler)

    def goals(self, view: View, goals: Iterable[Goal]) -> tuple[GoalStanding, ...]:
        """Where targets stand, each over the decks of its own scope; the view brings every deck at hand."""
        every = self._seen.answers()
        book = self._shelf.take(
            "book",
            (self._seen.news, view.decks, view.calendar),
            lambda: Book(every, lambda: view.decks, view.calendar, self._seen.under_way),
        )
        closings = self._journal.closings()
        return tuple(stand(goal, book, closings, view.now) for goal in goals)

    def answers(self, view: View) -> tuple[Observation, ...]:
        """The answers about the decks that figures count, of every attempt that has ended, in order."""
        every, names = self._seen.answers(), view.names
        return self._shelf.take(
            "answers",
            (self._seen.news, names),
            lambda: tuple(one for one in every if one.key.deck in names),
        )

    def attempts(self, view: View) -> tuple[Head, ...]:
        """Every attempt at these decks alone, in the order they began."""
        names = view.names
        return tuple(head for head in self._journal.heads() if names.issuperset(head.scope))

    def curve(self, deck: Deck, concept: ConceptId, now: Moment) -> Curve | None:
        """The forgetting curve of a concept: the mean of its cards'; None if none was studied."""
        keys = (card.facts.key for card in deck.cards if card.facts.concept == concept)
        return curve((self.history(key) for key in keys), now)

    def reviews(self, view: View, days: range, most: int = 500) -> list[tuple[Reviewed, Moment]]:
        """The latest reviews of the decks that count on some study days, the last one first."""
        found = [one for name in view.names for one in self._journal.latest_reviews(name, days, most)]
        return sorted(found, key=lambda one: -one[1].ms)[:most]

    def history(self, key: CardKey) -> list[tuple[Reviewed, Moment]]:
        """The reviews of a card that count, in order."""
        return [
            (kept.event, kept.at) for kept in self._journal.reviews(key) if isinstance(kept.event, Reviewed)
        ]

    def _aged(self, view: View, answers: Iterable[Observation]) -> int:
        """How many of the answers are older than a year."""
        times = self._shelf.take(
            "times", (self._seen.news, view.names), lambda: sorted([one.at.ms for one in answers])
        )
        return bisect_left(times, view.now.ms - insight.YEAR)

    def _follow(self, view: View) -> None:
        """Read what was studied, of the decks at least, and what was added to it."""
        # Asked before anything is read: what comes in between is read twice rather than never.
        before, self._position = self._position, self._journal.position
        if before != self._position and self._studied:
            self._move(self._journal.moved(before))
        if missing := view.names - self._studied.keys():
            self._studied |= self._journal.studied(missing)

    def _move(self, moved: Moved | None) -> None:
        """Take in what has moved; None for everything."""
        if moved is None:
            self._moves.append(0)
            self._studied.clear()
            self._held.clear()
        elif moved.cards:
            self._moves.append(moved.since)
            for deck in moved.cards.keys() & self._studied.keys():
                self._studied[deck] = _replaced(self._studied[deck], moved.cards[deck])
                self._held.pop(deck, None)

    def _past(self, view: View) -> Past:
        """What the study days of the decks come to."""
        names = view.names
        days = [learning.Day(*day) for day in self._journal.study_days(*names)]
        ends = learning.ends(days[0].day if days else view.today, view.today)
        changes = self._changes(names, ends)
        return learning.past(days, self._journal.retrievals(*names), changes, view.today)

    def _changes(self, names: frozenset[DeckId], ends: list[int]) -> list[Change]:
        """The changes of stability up to each of these days; what was read stays up to what has moved."""
        kept = self._summed if self._summed.names == names else _Summed(names)
        moved = min((day for day in self._moves[kept.moves :] if day is not None), default=ends[-1] + 1)
        same = takewhile(lambda pair: pair[0] == pair[1] < moved, zip(ends, kept.ends, strict=False))
        sound = [end for end, _ in same]
        changes = [one for one in kept.changes if sound and one[0] <= sound[-1]]
        after = sound[-1] if sound else None
        changes += self._journal.stabilities(*names, ends=ends[len(sound) :], after=after)
        self._summed = _Summed(names, len(self._moves), tuple(ends), tuple(changes))
        return changes

    def _holdings(self, view: View) -> dict[DeckId, Holding]:
        """What is held of each deck; laid out anew where anything has moved."""
        self._follow(view)
        for deck in view.decks:
            of, kept = self._outline(deck), self._held.get(deck.id)
            if kept is None or kept.outline is not of:
                self._held[deck.id] = hold(of, self._studied[deck.id])
        return {deck.id: self._held[deck.id] for deck in view.decks}

    def _outline(self, deck: Deck) -> Outline:
        kept = self._outlines.get(deck.id)
        if kept is None or kept.deck is not deck:
            kept = self._outlines[deck.id] = outline(deck)
        return kept

    def _contents(self, view: View) -> insight.Contents:
        return self._shelf.take(
            "contents", view.decks, lambda: insight.contents(map(self._outline, view.decks))
        )


@dataclass(frozen=True, slots=True)
class _Summed:
    """The changes of stability of some decks, as they were read."""

    names: frozenset[DeckId]
    moves: int = 0
    """How often anything had moved by then."""
    ends: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()


def _replaced(studied: Iterable[Studied], cards: Mapping[CardId, Studied | None]) -> list[Studied]:
    """What was studied, with cards in the place of what they were; those that are new again go."""
    return [*(one for one in studied if one[0] not in cards), *(one for one in cards.values() if one)]


def _shown(journal: Journal, view: View) -> dict[ConceptKey, int]:
    """When each concept was last shown with its answer, milliseconds since 1970."""
    every = ((name, journal.last_shown(name)) for name in view.names)
    return {(name, concept): at for name, shown in every for concept, at in shown.items()}
