"""The account of learning: every figure of what was studied and what it left.

No figure here has a deadline or a target; time runs since the beginning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from offbook.clock import Moment
from offbook.deck.cards import CardId, Deck, DeckId
from offbook.learning import retrieval
from offbook.learning.coverage import Coverage, coverage
from offbook.learning.forecast import Forecast, forecast
from offbook.learning.knowledge import Knowledge, knowledge
from offbook.learning.retention import Period, TrueRetention, Week, true_retention, weekly
from offbook.learning.retrieval import Daily, Tally
from offbook.learning.schedule import Scheduler, Settled, memory_of
from offbook.learning.stability import Change, Spread, spreads
from offbook.learning.standing import Standing


@dataclass(frozen=True, slots=True)
class Day:
    """One study day on which something was studied."""

    day: int
    reviews: int
    introduced: int
    """Cards that were met for the first time."""
    studied: int
    """Milliseconds that the reviews took."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is kept of the study of one deck."""

    deck: Deck
    standings: Mapping[CardId, Standing]
    days: Sequence[Day]
    dailies: Sequence[Daily]
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Account:
    """What was studied, and what it left."""

    today: int
    """The study day."""
    days: tuple[Day, ...]
    """Every study day, all decks together, in order."""
    knowledge: Knowledge | None
    """None while nothing was studied."""
    retrievals: Tally
    """All delayed retrievals: what the model is held against."""
    retention: Mapping[Period, TrueRetention]
    weeks: tuple[Week, ...]
    """How memories held and grew, since the beginning."""
    spreads: tuple[Spread, ...]
    """How stable memories were at the end of each week since the beginning, and are today."""
    forecast: Forecast
    coverage: Mapping[DeckId, Coverage]

    @property
    def since(self) -> int | None:
        """The first study day; None before it."""
        return self.days[0].day if self.days else None

    @property
    def reviews(self) -> int:
        """All reviews that count."""
        return sum(day.reviews for day in self.days)

    @property
    def studied(self) -> int:
        """Milliseconds of all study."""
        return sum(day.studied for day in self.days)


def account(decks: Sequence[Material], now: Moment, today: int, scheduler: Scheduler) -> Account:
    """The account of some decks together.

    Of cards that a deck no longer has, the history counts and the memory does not.
    """
    days = _merged(day for one in decks for day in one.days)
    since = days[0].day if days else today
    dailies = [daily for one in decks for daily in one.dailies]
    changes = [change for one in decks for change in one.changes]
    known = [standing for one in decks for standing in _at_hand(one)]
    traces = [(kept.stability, kept.last.ms) for one in known if (kept := memory_of(one.progress))]
    return Account(
        today=today,
        days=days,
        knowledge=knowledge(traces, now, scheduler.weights),
        retrievals=retrieval.total(one.tally for one in dailies),
        retention={period: true_retention(dailies, period, today) for period in Period},
        weeks=weekly(dailies, since, today),
        spreads=spreads(changes, sorted({*range(since + 6, today, 7), today})) if days else (),
        forecast=forecast(_returns(known), today),
        coverage={one.deck.id: coverage(one.deck, one.standings, now, scheduler) for one in decks},
    )


def _merged(days: Iterable[Day]) -> tuple[Day, ...]:
    """Days of several decks, one for each day."""
    found: defaultdict[int, list[Day]] = defaultdict(list)
    for day in days:
        found[day.day].append(day)
    return tuple(
        Day(
            number,
            sum(day.reviews for day in group),
            sum(day.introduced for day in group),
            sum(day.studied for day in group),
        )
        for number, group in sorted(found.items())
    )


def _at_hand(material: Material) -> list[Standing]:
    """Where the cards stand that the deck still has."""
    keys = (card.facts.key.card for card in material.deck.cards)
    return [standing for key in keys if (standing := material.standings.get(key))]


def _returns(standings: Iterable[Standing]) -> Iterable[tuple[int, int]]:
    """When each card that takes part comes back, and until when it was put off."""
    for standing in standings:
        if not standing.suspended and isinstance(standing.progress.schedule, Settled):
            yield standing.progress.schedule.due, standing.buried
