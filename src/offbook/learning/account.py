"""The account of learning: every figure of what was studied and what it left.

No figure here has a deadline or a target; time runs since the beginning.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from offbook.clock import Moment
from offbook.deck.cards import CardId, Deck, DeckId
from offbook.learning import retrieval
from offbook.learning.coverage import Coverage, covered
from offbook.learning.forecast import Forecast, spread
from offbook.learning.holding import Holding, hold, outline
from offbook.learning.knowledge import Knowledge, knowledge
from offbook.learning.retention import Period, TrueRetention, Week, true_retention, weekly
from offbook.learning.retrieval import Daily, Tally
from offbook.learning.schedule import Scheduler
from offbook.learning.stability import Change, Spread, spreads
from offbook.learning.standing import Standing
from offbook.learning.studied import studied


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


@dataclass(frozen=True, slots=True)
class Past:
    """What the days of study come to: it changes with a review, and at the end of a day."""

    today: int
    """The study day."""
    days: tuple[Day, ...]
    retrievals: Tally
    retention: Mapping[Period, TrueRetention]
    weeks: tuple[Week, ...]
    spreads: tuple[Spread, ...]


def account(decks: Sequence[Material], now: Moment, today: int, scheduler: Scheduler) -> Account:
    """The account of some decks together.

    Of cards that a deck no longer has, the history counts and the memory does not.
    """
    gone_by = past(
        (day for one in decks for day in one.days),
        [daily for one in decks for daily in one.dailies],
        [change for one in decks for change in one.changes],
        today,
    )
    holdings = [hold(outline(one.deck), studied(one.standings)) for one in decks]
    return account_of(gone_by, holdings, now, scheduler)


def past(days: Iterable[Day], dailies: Sequence[Daily], changes: Iterable[Change], today: int) -> Past:
    """What is kept of the study days of some decks, put together; of a day there may be several parts."""
    merged = _merged(days)
    since = merged[0].day if merged else today
    return Past(
        today=today,
        days=merged,
        retrievals=retrieval.total(one.tally for one in dailies),
        retention={period: true_retention(dailies, period, today) for period in Period},
        weeks=weekly(dailies, since, today),
        spreads=spreads(changes, ends(since, today)) if merged else (),
    )


def ends(since: int, today: int) -> list[int]:
    """The study days that end a week since the beginning, and today."""
    return sorted({*range(since + 6, today, 7), today})


def account_of(gone_by: Past, holdings: Sequence[Holding], now: Moment, scheduler: Scheduler) -> Account:
    """The account of some decks: their past, and what of it is held at this moment."""
    columns = [part for one in holdings for part in (one.shown, one.unseen)]
    traces = chain.from_iterable(zip(one.stabilities, one.lasts, strict=True) for one in columns)
    returns = sum((one.returns for one in holdings), Counter[int]())
    return Account(
        today=gone_by.today,
        days=gone_by.days,
        knowledge=knowledge(traces, now, scheduler.weights),
        retrievals=gone_by.retrievals,
        retention=gone_by.retention,
        weeks=gone_by.weeks,
        spreads=gone_by.spreads,
        forecast=spread(returns, gone_by.today),
        coverage={one.outline.deck.id: covered(one, now, scheduler) for one in holdings},
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
