"""The decks and the journal brought together for finding cards; worked out off the screen's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offbook.analyst import Analyst, View
from offbook.browsing.index import Index, Verdicts
from offbook.browsing.section import Section, section
from offbook.deck.cards import CardId, CardKey, Deck, DeckId
from offbook.insight.gaps import State
from offbook.insight.trouble import LAPSED, Reason, troubles, weight
from offbook.journal.census import Glance
from offbook.library import Library
from offbook.performance.observation import grouped


@dataclass(frozen=True, slots=True)
class Survey:
    """An index, and what it was made from."""

    index: Index
    view: View
    unread: tuple[str, ...] = ()
    """The titles of the decks that cannot be read."""


class Surveyor:
    """Makes indexes, and keeps how each deck was laid out until it changes."""

    def __init__(self) -> None:
        self._kept: dict[DeckId, Section] = {}

    def survey(self, analyst: Analyst, library: Library, view: View) -> Survey:
        """The index of all decks of a library as of the view, whose own decks do not matter.

        Raises JournalError if the journal cannot be read. Another survey of the same time waits for its turn.
        """
        every = [(entry, library.deck(entry.id)) for entry in library.entries()]
        sections = [self._section(deck) for _, deck in every if deck]
        glances, reports = _known(analyst, sections)
        index = Index(sections, glances, reports, view.now, view.calendar.rollover)
        seen = View(tuple(one.deck for one in sections), view.now, view.calendar, view.scheduler)
        return Survey(index, seen, tuple(entry.title for entry, deck in every if deck is None))

    def _section(self, deck: Deck) -> Section:
        kept = self._kept.get(deck.id)
        if kept is None or kept.deck is not deck:
            self._kept[deck.id] = kept = section(deck)
        return kept


def judge(analyst: Analyst, survey: Survey) -> Verdicts:
    """The gaps that are not closed and the cards that may be bad, of the decks of a survey.

    Raises JournalError if the journal cannot be read.
    """
    index, view = survey.index, survey.view
    missed = {gap.concept for gap in analyst.together(view).gaps if gap.state is not State.CLOSED}
    cards = (card for deck in view.decks for card in deck.cards)
    gaps = {place for place, card in enumerate(cards) if (card.facts.key.deck, card.facts.concept) in missed}
    bad = [(index.place(key), reasons) for key, reasons in suspects(analyst, view).items()]
    return Verdicts(frozenset(gaps), {place: reasons for place, reasons in bad if place is not None})


def suspects(analyst: Analyst, view: View) -> dict[CardKey, tuple[Reason, ...]]:
    """The cards of the view's decks that may be bad, worst first, with the reasons.

    Each deck is looked at for itself: what is fast, and what is weak, is so among its own cards.
    Raises JournalError if the journal cannot be read.
    """
    by_deck = grouped(analyst.answers(view), lambda one: one.key.deck)
    care = analyst.journal.care
    found: dict[CardKey, tuple[Reason, ...]] = {}
    for deck in view.decks:
        found |= troubles(deck.cards, by_deck.get(deck.id, ()), care.lapses(deck.id, LAPSED))
    return dict(sorted(found.items(), key=lambda one: -weight(one[1])))


def _known(analyst: Analyst, sections: Sequence[Section]) -> tuple[dict[int, Glance], dict[int, str]]:
    """Where cards stand, and what is said against them, by place."""
    journal = analyst.journal
    said = journal.care.reports()
    glances: dict[int, Glance] = {}
    reports: dict[int, str] = {}
    begin = 0
    for one in sections:
        # The journal knows cards too that the deck has no more.
        for glance in journal.glances(one.deck.id):
            if (place := one.places.get(CardId(glance.card))) is not None:
                glances[begin + place] = glance
        for key, (kept, _) in said.items():
            if key.deck == one.deck.id and key.card in one.places:
                reports[begin + one.places[key.card]] = kept.text
        begin += len(one.texts)
    return glances, reports
