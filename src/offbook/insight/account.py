"""The account of both ledgers: how far learning carries into performance, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from offbook.clock import DAY, Moment
from offbook.deck.cards import CardId, CardKey, ConceptId, ConceptKey, Deck, DeckId
from offbook.insight import advice, calibration, cycle, diagnosis, foretold, gaps, illusion, integration
from offbook.insight import sureness as surenesses
from offbook.insight import transfer as transfers
from offbook.insight.advice import Advice, Ledgers
from offbook.insight.calibration import Confidence, Expectation
from offbook.insight.cycle import Cycle
from offbook.insight.diagnosis import Counts, Diagnosis
from offbook.insight.foretold import Contest, Foretold
from offbook.insight.gaps import Gap
from offbook.insight.illusion import Illusion
from offbook.insight.integration import Place, ShownCold
from offbook.insight.sureness import Sureness
from offbook.insight.transfer import Transfer
from offbook.learning.holding import Holding, Outline, hold, outline
from offbook.learning.schedule import Scheduler
from offbook.learning.standing import Standing
from offbook.learning.studied import studied
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


@dataclass(frozen=True, slots=True)
class Contents:
    """What some decks hold, laid out for looking up; made once and looked at often."""

    outlines: Mapping[DeckId, Outline]
    items: Mapping[ConceptKey, frozenset[CardKey]]
    """The cards that a quiz could ask about each concept, in the order of the decks.

    What is only named besides is no place on a map, and not here.
    """

    def form_of(self, key: CardKey) -> str | None:
        """The form in which a card stands in its deck; None if it is in none."""
        found = self.outlines.get(key.deck)
        return found.forms.get(key.card) if found else None


def contents(outlines: Iterable[Outline]) -> Contents:
    """What the decks of these outlines hold."""
    every = tuple(outlines)
    return Contents({one.deck.id: one for one in every}, gaps.items_of(one.deck for one in every))


@dataclass(frozen=True, slots=True)
class Performed:
    """What the answers of quizzes say, whatever is held in memory now."""

    first: tuple[Observation, ...]
    practice: int
    cold: ShownCold
    transfer: Transfer
    illusion: Illusion
    confidence: Confidence
    expectation: Expectation
    contest: Contest
    sureness: Sureness
    gaps: tuple[Gap, ...]
    """As quizzes left them: what they have not closed is open."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept of study, by deck."""

    holdings: Mapping[DeckId, Holding]
    shown: Mapping[ConceptKey, int]
    """When each concept was last shown with its answer, milliseconds since 1970."""

    @property
    def studied(self) -> Iterator[ConceptKey]:
        """The concepts of studied cards, some of them twice."""
        for deck, held in self.holdings.items():
            for columns in (held.shown, held.unseen):
                yield from ((deck, concept) for concept, _, _ in columns.spans)

    def recalled(self, key: CardKey) -> int:
        """When a card was last recalled in study, milliseconds since 1970; 0 for never."""
        held = self.holdings.get(key.deck)
        return held.recalled.get(key.card, 0) if held else 0


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
    of = contents(outline(one.deck) for one in decks)
    own = [one for one in seen if one.key.deck in of.outlines]
    held = Held(
        holdings={one.deck.id: hold(of.outlines[one.deck.id], studied(one.standings)) for one in decks},
        shown={(one.deck.id, concept): at for one in decks for concept, at in one.shown.items()},
    )
    done = performed(of, own, attempts, late(own, now), calendar)
    return account_of(done, cycled(of, done, held), held, now, scheduler)


def late(seen: Iterable[Observation], now: Moment) -> tuple[Observation, ...]:
    """The answers of the last year."""
    since = now.ms - YEAR
    return tuple(one for one in seen if one.at.ms >= since)


def performed(
    of: Contents,
    seen: Iterable[Observation],
    attempts: Sequence[Foretold],
    of_year: Sequence[Observation],
    calendar: Calendar,
) -> Performed:
    """What the answers say; ``of_year`` are those of ``seen`` that ``late`` gives."""
    sifted = sift(of_year, Span.MONTH, calendar)
    first = sifted.first
    forms = {one.key: name for one in first if (name := of.form_of(one.key))}
    return Performed(
        first=first,
        practice=len(sifted.practice),
        cold=integration.shown_cold(first),
        transfer=transfers.transfer(first, forms),
        illusion=illusion.illusion(first),
        confidence=calibration.confidence(first),
        expectation=calibration.expectation(first),
        contest=foretold.contest(attempts),
        sureness=surenesses.sureness(first, of_year),
        gaps=gaps.shown(seen, of.items),
    )


@dataclass(frozen=True, slots=True)
class Cycled:
    """What answers and reviews have made of concepts, which changes with them, and with no clock."""

    history: tuple[Gap, ...]
    """Every gap that ever opened, in order."""
    latest: Mapping[ConceptKey, Gap]
    """The latest of each concept that still has a card: of the others nothing can be asked or studied."""
    mapped: tuple[ConceptKey, ...]
    """What has a place on the map."""


def cycled(of: Contents, performed: Performed, held: Held) -> Cycled:
    """What study has made of the gaps that quizzes left, and which concepts there are."""
    history = gaps.relearned(performed.gaps, of.items, held.recalled)
    latest = {gap.concept: gap for gap in history if gap.concept in of.items}
    return Cycled(history, latest, integration.mapped(of.items, held.studied, performed.cold))


def account_of(
    performed: Performed, turned: Cycled, held: Held, now: Moment, scheduler: Scheduler
) -> Account:
    """The account of some decks, from what was performed and what is held of them at this moment."""
    places = integration.places(turned.mapped, _recalls(held, now, scheduler), performed.cold)
    ledgers = Ledgers(turned.latest, places, held.shown, performed.illusion)
    return Account(
        first=performed.first,
        practice=performed.practice,
        places=places,
        counts=diagnosis.counts(places),
        transfer=performed.transfer,
        illusion=performed.illusion,
        confidence=performed.confidence,
        expectation=performed.expectation,
        contest=performed.contest,
        sureness=performed.sureness,
        cycle=cycle.cycle(turned.history, now),
        gaps=turned.history,
        advice=advice.advise(ledgers, now),
    )


def _recalls(held: Held, now: Moment, scheduler: Scheduler) -> dict[ConceptKey, float]:
    """Mean recall now of each concept's studied cards."""
    of_decks = ((deck, one.recalls(now.ms, scheduler.weights)) for deck, one in held.holdings.items())
    return {(deck, concept): mean for deck, means in of_decks for concept, mean in means.items()}
