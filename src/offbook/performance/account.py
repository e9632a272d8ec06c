"""The account of performance: every figure of one window, beside the window before it.

Headlines count the first answer to an item in a window, a day cold; what repeats it is practice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from offbook.clock import Moment
from offbook.deck.cards import ConceptKey, Deck, DeckId, SideId
from offbook.evidence import Figure, Hidden, shown
from offbook.performance import accuracy, discrimination, speed
from offbook.performance.accuracy import Ranked, Trend
from offbook.performance.discrimination import Confusion, MixUp
from offbook.performance.observation import Observation, grouped, sift
from offbook.performance.speed import NetRate, Thirds
from offbook.performance.windows import Calendar, Window, is_closed, latest
from offbook.statistics import Discrimination, Median, Share

BOTH = SideId("both")
"""The side that involves every other."""
TREND = 12
"""Windows of the accuracy trend, with the present one."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How well the sides of one deck are told apart."""

    deck: DeckId
    sides: tuple[SideId, ...]
    table: Confusion
    aspects: Mapping[SideId, Discrimination | Hidden]
    """How well it is told what involves a side, for each side that is a question of its own."""


@dataclass(frozen=True, slots=True)
class Account:
    """Performance in one window."""

    window: Window
    today: int
    """The study day on which it was looked at."""
    closed: bool
    """Whether the window is over."""
    first: tuple[Observation, ...]
    """The answers that count, in order."""
    practice: tuple[Observation, ...]
    """Answers that repeat an item of the window."""
    latest: int | None
    """The last study day up to the window's end on which something was answered; None without one."""
    accuracy: Share | None
    """Of all answers that count, those of the same sitting with them."""
    cold: Share | None
    """Of the answers whose concept had not been shown for a day: the headline."""
    before: Share | None
    """``cold`` of the window before."""
    trend: Trend | None
    """Which way ``cold`` went since then."""
    on_time: Share | None
    transfer: Share | None
    """Accuracy on what study never shows."""
    net: NetRate | None
    medians: Mapping[str, Median]
    """Seconds to a right answer, by form."""
    thirds: Mapping[str, Thirds]
    """Accuracy by speed, by form."""
    tellings: tuple[Telling, ...]
    mix_ups: tuple[MixUp, ...]
    weakest: tuple[Ranked[ConceptKey], ...]
    course: tuple[tuple[Window, Share | None], ...]
    """``cold`` of the latest windows of the span, up to this one, oldest first."""
    chance: float | None
    """Mean chance, 0 to 1, of being right without knowing, over the answers of the course."""

    @property
    def timeouts(self) -> int:
        """Answers among those that count whose time ran out."""
        return sum(one.timed_out for one in self.first)


def account(
    seen: Iterable[Observation], window: Window, now: Moment, calendar: Calendar, decks: Sequence[Deck]
) -> Account:
    """The account of a window over answers of any time; ``decks`` say which sides there are."""
    every = tuple(seen)
    days = [one.at.day(calendar.rollover) for one in every]
    within = _within(every, days, latest(window, TREND))
    sifted = {at: sift(answers, None, calendar) for at, answers in within.items()}
    cold = {at: [one for one in own.first if one.is_cold] for at, own in sifted.items()}
    shares = {at: accuracy.accuracy(own) for at, own in cold.items()}
    first = sifted[window].first
    forms = grouped(first, accuracy.form_of)
    of_decks = grouped(first, lambda one: one.key.deck)
    return Account(
        window=window,
        today=now.day(calendar.rollover),
        closed=is_closed(window, now, calendar),
        first=first,
        practice=sifted[window].practice,
        latest=max((day for day in days if day < window.until), default=None),
        accuracy=accuracy.accuracy(first),
        cold=shares[window],
        before=shares[window.preceding],
        trend=accuracy.trend(shares[window.preceding], shares[window]),
        on_time=accuracy.on_time(first),
        transfer=accuracy.transfer(first),
        net=speed.net_rate(first),
        medians={form: middle for form, own in forms.items() if (middle := speed.median_time(own))},
        thirds={form: parts for form, own in forms.items() if (parts := speed.thirds(own))},
        tellings=tuple(told for deck in decks if (told := telling(of_decks.get(deck.id, ()), deck))),
        mix_ups=discrimination.mix_ups(first),
        weakest=accuracy.weakest(accuracy.accuracies(first, accuracy.concept_of)),
        course=tuple(shares.items()),
        chance=_chance([one.guess for own in cold.values() for one in own]),
    )


def _within(
    every: Iterable[Observation], days: Iterable[int], windows: Sequence[Window]
) -> dict[Window, list[Observation]]:
    """The answers of each of these windows, which follow one another; ``days`` are their study days."""
    within: dict[Window, list[Observation]] = {one: [] for one in windows}
    begins = [one.first for one in windows]
    for one, day in zip(every, days, strict=True):
        if begins[0] <= day < windows[-1].until:
            within[windows[bisect_right(begins, day) - 1]].append(one)
    return within


def _chance(guesses: Sequence[float]) -> float | None:
    return fsum(guesses) / len(guesses) if guesses else None


def telling(seen: Iterable[Observation], deck: Deck) -> Telling | None:
    """How well the sides of a deck are told apart; None if nothing was asked about them."""
    sides = tuple(side.id for side in deck.sides)
    own = [one for one in seen if one.key.deck == deck.id]
    table = discrimination.confusion(own, sides)
    return told_apart(deck.id, table) if table.n else None


def told_apart(deck: DeckId, table: Confusion) -> Telling:
    """How well sides are told apart, from what was taken for what."""
    both = BOTH if BOTH in table.sides else None
    found = {side: table.aspect(side, both) for side in _signals(table)}
    aspects = {
        side: shown(Figure.DISCRIMINATION, one, one.signals, one.noises) for side, one in found.items()
    }
    return Telling(deck, table.sides, table, aspects)


def _signals(table: Confusion) -> tuple[SideId, ...]:
    """The sides of which it is asked whether they are told.

    Of two sides the latter alone: telling it is telling the other. ``both``, once it was asked or
    said, makes each a question of its own.
    """
    single = tuple(side for side in table.sides if side != BOTH)
    if len(single) != 2:
        return single
    if BOTH in table.sides:
        place = table.sides.index(BOTH)
        if any(table.counts[place]) or any(row[place] for row in table.counts):
            return single
    return single[-1:]
