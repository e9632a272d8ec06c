"""The decks and the journal brought together for finding cards; worked out off the screen's thread.

It is worked out piece by piece, each handed over as soon as it is there. Whoever wants no more of them
does not ask for the next, and nothing goes on. What quizzes say takes most of Offbook to work out: that is
imported there, for the first cards shall not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from offbook.browsing.index import Verdicts
from offbook.browsing.part import Part, part
from offbook.browsing.section import FIRST, Layout, Section
from offbook.clock import Moment
from offbook.deck.cards import CardId, CardKey, Deck, DeckId
from offbook.journal.census import Glance
from offbook.learning.schedule import Scheduler
from offbook.library import Library
from offbook.settings import Settings

if TYPE_CHECKING:
    from offbook.analyst import Analyst, View
    from offbook.insight.trouble import Reason
    from offbook.journal.journal import Journal

Troubles = Mapping[CardKey, "tuple[Reason, ...]"]


class Surveyor:
    """Makes surveys, and keeps how each deck was laid out until it changes."""

    def __init__(self) -> None:
        self._kept: dict[DeckId, Layout] = {}

    def survey(self, library: Library, now: Moment, settings: Settings, scheduler: Scheduler) -> Survey:
        """All decks of a library as of this moment."""
        return Survey(library, now, settings, scheduler, self._kept)


class Survey:
    """One look at all decks. Of several under way, each keeps what the others have laid out."""

    def __init__(
        self,
        library: Library,
        now: Moment,
        settings: Settings,
        scheduler: Scheduler,
        kept: dict[DeckId, Layout],
    ) -> None:
        self._library = library
        self._now = now
        self._settings = settings
        self._scheduler = scheduler
        self._kept = kept
        self._decks: list[Deck] = []
        self._unread: list[str] = []

    @property
    def unread(self) -> tuple[str, ...]:
        """The titles of the decks that could not be read, of those that were come to."""
        return tuple(self._unread)

    def parts(self, analyst: Analyst) -> Iterator[Part]:
        """The parts of an index, in the order of the decks.

        Raises JournalError if the journal cannot be read.
        """
        reports = {key: kept.text for key, (kept, _) in analyst.journal.care.reports().items()}
        now, day = self._now, self._now.day(self._settings.rollover)
        for entry in self._library.entries():
            deck = self._library.deck(entry.id)
            if deck is None:
                self._unread.append(entry.title)
                continue
            said = {key.card: text for key, text in reports.items() if key.deck == deck.id}
            for section, known in self._known(analyst.journal, deck, hasty=not self._decks):
                yield part(section, known, said, now, day)
            self._decks.append(deck)

    def verdicts(self, analyst: Analyst) -> Iterator[Verdicts | None]:
        """The gaps that are not closed, then the cards that may be bad too; None after each step between.

        Asked once all parts are there, whose places are meant. Raises JournalError if the journal cannot be
        read.
        """
        from offbook.analyst import View
        from offbook.insight.gaps import State
        from offbook.insight.goals import calendar_of

        view = View(tuple(self._decks), self._now, calendar_of(self._settings), self._scheduler)
        analyst.answers(view)
        yield None
        missed = {gap.concept for gap in analyst.together(view).gaps if gap.state is not State.CLOSED}
        cards = [card.facts for deck in view.decks for card in deck.cards]
        gaps = frozenset(place for place, one in enumerate(cards) if (one.key.deck, one.concept) in missed)
        yield Verdicts(gaps)
        bad: dict[CardKey, tuple[Reason, ...]] = {}
        for more in _suspects(analyst, view):
            bad |= more
            yield None
        places = {one.key: place for place, one in enumerate(cards) if one.key in bad}
        yield Verdicts(gaps, {places[key]: reasons for key, reasons in _ranked(bad).items()})

    def _known(
        self, journal: Journal, deck: Deck, *, hasty: bool
    ) -> Iterator[tuple[Section, Mapping[CardId, Glance]]]:
        """The sections of a deck, each with where its cards stand.

        Be it ``hasty``, the first does not wait until all cards of the deck are looked at.
        """
        layout = self._kept.get(deck.id)
        if layout is None or layout.deck is not deck:
            layout = self._kept[deck.id] = Layout(deck)
        sections = iter(layout)
        if hasty and len(deck.cards) > FIRST:
            first = next(sections)
            each = ((card, journal.care.glance(CardKey(deck.id, card))) for card in first.places)
            yield first, {card: glance for card, glance in each if glance}
        # The journal knows cards too that the deck has no more.
        known = {CardId(one.card): one for one in journal.glances(deck.id)}
        for section in sections:
            yield section, known


def suspects(analyst: Analyst, view: View) -> Troubles:
    """The cards of the view's decks that may be bad, worst first, with the reasons.

    Each deck is looked at for itself: what is fast, and what is weak, is so among its own cards.
    Raises JournalError if the journal cannot be read.
    """
    found: dict[CardKey, tuple[Reason, ...]] = {}
    for more in _suspects(analyst, view):
        found |= more
    return _ranked(found)


def _suspects(analyst: Analyst, view: View) -> Iterator[Troubles]:
    """The same, deck by deck."""
    from offbook.insight.trouble import LAPSED, troubles
    from offbook.performance.observation import grouped

    by_deck = grouped(analyst.answers(view), lambda one: one.key.deck)
    for deck in view.decks:
        lapses = analyst.journal.care.lapses(deck.id, LAPSED)
        yield troubles(deck.cards, by_deck.get(deck.id, ()), lapses)


def _ranked(found: Troubles) -> Troubles:
    from offbook.insight.trouble import weight

    return dict(sorted(found.items(), key=lambda one: -weight(one[1])))
