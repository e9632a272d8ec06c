"""Accounts of learning by hand, and what every text and number of a tab can be asked."""

from __future__ import annotations

from collections.abc import Sequence

import reading

from makers import DAY_ONE, DECK, NOON, claim, classify, deck, recall, settled
from offbook.clock import DAY, Moment
from offbook.deck.cards import CardId, Deck
from offbook.learning.account import Account, Day, Material, account
from offbook.learning.retrieval import MICRO, Age, Daily, Tally
from offbook.learning.schedule import Scheduler
from offbook.learning.stability import bucket
from offbook.learning.standing import Standing
from offbook.panels.learning import tab as learning
from offbook.panels.panel import Panel, Tab

TODAY = DAY_ONE
CARDS = 12
SAMPLE = deck(
    *(recall(f"r{at}", concept=f"c{at % 4}", deck=DECK) for at in range(CARDS - 2)),
    classify("side", concept="c0"),
    claim("claim", concept="other"),
    recall("transfer", concept="other", quiz_only=True),
)
"""Twelve cards to study and one that study never shows."""


def kept(*stabilities: float, ago: float = 2.0) -> dict[CardId, Standing]:
    """Where the first cards of the sample stand, reviewed so many days ago."""
    last = Moment(NOON.ms - round(ago * DAY))
    cards = [card.facts.key.card for card in SAMPLE.cards if not card.facts.quiz_only]
    return {
        card: Standing(settled(TODAY + round(stability - ago), stability=stability, last=last))
        for card, stability in zip(cards, stabilities, strict=False)
    }


def tally(passed: int, failed: int = 0, expected: float = 0.9) -> Tally:
    """Sums as the reviews would leave them, had each been expected alike."""
    n = passed + failed
    error = passed * (expected - 1) ** 2 + failed * expected**2
    foretold = round(n * expected * MICRO)
    return Tally(n, passed, foretold, round(error * MICRO), passed, passed * 700_000)


def came(passed: int, failed: int = 0, *, ago: int = 1, age: Age = Age.YOUNG, expected: float = 0.9) -> Daily:
    """What came back on one day."""
    return Daily(TODAY - ago, age, tally(passed, failed, expected))


def studied(day: int, reviews: int = 3) -> Day:
    """A day of study."""
    return Day(day, reviews, min(reviews, 1), reviews * 20_000)


def held(
    cards: dict[CardId, Standing] | None = None,
    dailies: Sequence[Daily] = (),
    days: Sequence[Day] = (),
    *,
    own: Deck = SAMPLE,
    today: int = TODAY,
) -> Account:
    """The account of one deck as its journal would have it."""
    standings = cards or {}
    lived = days or sorted(
        {studied(one.day, max(1, one.tally.n)) for one in dailies}, key=lambda day: day.day
    )
    first = min((day.day for day in lived), default=today)
    changes = [
        (first, bucket(one.progress.schedule.memory.stability), 1)
        for one in standings.values()
        if hasattr(one.progress.schedule, "memory")
    ]
    now = NOON.plus((today - TODAY) * DAY)
    return account([Material(own, standings, lived, dailies, changes)], now, today, Scheduler())


def told(found: Account, *decks: Deck) -> Tab:
    """The tab of an account, with no rows behind it."""
    return learning.tab(found, decks or (SAMPLE,), lambda _: [])


def panel(found: Account, name: str) -> Panel:
    """One panel of the tab."""
    return reading.panel(told(found), name)
