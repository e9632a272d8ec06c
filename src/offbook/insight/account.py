"""The account of both ledgers: how far learning carries into performance, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from offbook.clock import DAY, Moment
from offbook.deck.cards import CardId, CardKey, ConceptId, Deck, form
from offbook.insight import advice, calibration, cycle, diagnosis, foretold, gaps, illusion, integration
from offbook.insight import sureness as surenesses
from offbook.insight import transfer as transfers
from offbook.insight.advice import Advice, Ledgers
from offbook.insight.calibration import Confidence, Expectation
from offbook.insight.cycle import Cycle
from offbook.insight.diagnosis import Counts, Diagnosis
from offbook.insight.foretold import Contest, Foretold
from offbook.insight.gaps import Gap, Name
from offbook.insight.illusion import Illusion
from offbook.insight.integration import Place
from offbook.insight.sureness import Sureness
from offbook.insight.transfer import Transfer
from offbook.learning.schedule import Scheduler
from offbook.learning.standing import Standing, recall_now
from offbook.performance.observation import Observation, sift
from offbook.performance.windows import Calendar, Span

YEAR = 365 * DAY
"""Milliseconds back to which answers are looked at: what was so before says little of now."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is kept of one deck in both ledgers."""

    deck: Deck
    standings: Mapping[CardId, Standing]
    shown: Mapping[ConceptId, int]
    """When each concept was last shown with its answer, milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Account:
    """What the two ledgers say together."""

    first: tuple[Observation, ...]
    """The first answer to each item in each month of the last year: what the figures count."""
    practice: int
    """Answers of that year that repeat an item of their month."""
    places: tuple[Place, ...]
    """The integration map."""
    counts: Counts
    transfer: Transfer
    illusion: Illusion
    confidence: Confidence
    expectation: Expectation
    contest: Contest
    sureness: Sureness
    cycle: Cycle
    gaps: tuple[Gap, ...]
    """Every gap that ever opened, in order."""
    advice: Advice

    @property
    def diagnosis(self) -> Diagnosis:
        """What the map as a whole says."""
        return diagnosis.diagnosis(self.counts)


def account(
    decks: Sequence[Material],
    seen: Iterable[Observation],
    attempts: Sequence[Foretold],
    now: Moment,
    calendar: Calendar,
    scheduler: Scheduler,
) -> Account:
    """The account of some decks over the answers of all quizzes about them.

    ``attempts`` are what was foretold of each attempt, in order.
    """
    at_hand = {one.deck.id for one in decks}
    own = [one for one in seen if one.key.deck in at_hand]
    late = [one for one in own if one.at.ms >= now.ms - YEAR]
    sifted = sift(late, Span.MONTH, calendar)
    history = gaps.history(own, _items(decks), _recalled(decks))
    places = integration.chart(_concepts(decks), _recalls(decks, now, scheduler), sifted.first)
    found = illusion.illusion(sifted.first)
    latest = {gap.concept: gap for gap in history}
    ledgers = Ledgers(_askable(latest, decks), places, _shown(decks), found)
    return Account(
        first=sifted.first,
        practice=len(sifted.practice),
        places=places,
        counts=diagnosis.counts(places),
        transfer=transfers.transfer(sifted.first, _forms(decks)),
        illusion=found,
        confidence=calibration.confidence(sifted.first),
        expectation=calibration.expectation(sifted.first),
        contest=foretold.contest(attempts),
        sureness=surenesses.sureness(sifted.first, late),
        cycle=cycle.cycle(history, now),
        gaps=history,
        advice=advice.advise(ledgers, now),
    )


def _concepts(decks: Sequence[Material]) -> Iterable[Name]:
    """The concepts that a card of theirs belongs to; what is only named besides is no place on a map."""
    return dict.fromkeys((one.deck.id, card.facts.concept) for one in decks for card in one.deck.cards)


def _items(decks: Sequence[Material]) -> dict[Name, frozenset[CardKey]]:
    """The cards that a quiz could ask about each concept."""
    items: defaultdict[Name, set[CardKey]] = defaultdict(set)
    for one in decks:
        for card in one.deck.cards:
            items[one.deck.id, card.facts.concept].add(card.facts.key)
    return {name: frozenset(keys) for name, keys in items.items()}


def _recalled(decks: Sequence[Material]) -> dict[CardKey, int]:
    """When each card was last recalled in study, milliseconds since 1970."""
    return {
        CardKey(one.deck.id, card): standing.recalled_at.ms
        for one in decks
        for card, standing in one.standings.items()
        if standing.recalled_at
    }


def _recalls(decks: Sequence[Material], now: Moment, scheduler: Scheduler) -> dict[Name, float]:
    """Mean recall now of each concept's studied cards."""
    found: defaultdict[Name, list[float]] = defaultdict(list)
    for one in decks:
        for card in one.deck.cards:
            standing = one.standings.get(card.facts.key.card)
            recall = recall_now(standing, now, scheduler) if standing else None
            if recall is not None:
                found[one.deck.id, card.facts.concept].append(recall)
    return {name: fsum(recalls) / len(recalls) for name, recalls in found.items()}


def _forms(decks: Sequence[Material]) -> dict[CardKey, str]:
    return {card.facts.key: form(card) for one in decks for card in one.deck.cards}


def _shown(decks: Sequence[Material]) -> dict[Name, int]:
    return {(one.deck.id, concept): at for one in decks for concept, at in one.shown.items()}


def _askable(latest: Mapping[Name, Gap], decks: Sequence[Material]) -> dict[Name, Gap]:
    """The gaps of concepts that still have a card: of the others nothing can be asked or studied."""
    there = set(_concepts(decks))
    return {name: gap for name, gap in latest.items() if name in there}
