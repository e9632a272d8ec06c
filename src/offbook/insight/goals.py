"""Where targets stand: the window that runs, those that are over, and what is to be closed for good.

A window that is over is judged once, by the answers there are then, and its closing is kept; no later
mark, deck or clock changes it. Of several closings of one window, as two devices make them, the first in
the order of events counts. A window in which nothing was answered holds nothing that could be kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from offbook.clock import Moment
from offbook.deck.cards import Deck, DeckId
from offbook.insight import gaps, measures
from offbook.insight.cycle import closed_in
from offbook.insight.gaps import Gap
from offbook.insight.measures import Reading, floor
from offbook.performance.observation import Observation, Sifted, sift
from offbook.performance.targets import (
    Closing,
    Direction,
    Goal,
    Measured,
    Metric,
    Pace,
    State,
    attainment,
    close,
    filled,
    judge,
    pace,
)
from offbook.performance.windows import Calendar, Span, Window, is_closed, latest, window_at, window_of
from offbook.settings import WEEKDAYS, Settings, Target

HISTORY = 12
"""Windows of a target that are looked back on."""


def calendar_of(settings: Settings) -> Calendar:
    """When days and weeks begin under some settings."""
    return Calendar(settings.rollover, WEEKDAYS.index(settings.week_begins))


def goals_of(settings: Settings) -> tuple[Goal, ...]:
    """What is aimed at under some settings; of targets that ask for the same, the first.

    None is judged by fewer answers than its figure takes to be shown.
    """
    wanted: dict[Goal, Goal] = {}
    for target in settings.targets:
        goal = _goal(target)
        wanted.setdefault(_aim(goal), goal)
    return tuple(wanted.values())


class Book:
    """The answers that targets look at, by window. Whatever takes long is worked out once it is needed."""

    def __init__(
        self,
        answers: Iterable[Observation],
        decks: Callable[[], Sequence[Deck]],
        calendar: Calendar,
        under_way: Callable[[], Iterable[Moment]] = tuple,
    ) -> None:
        """``answers`` are those of every deck there ever was, ``decks`` gives the decks at hand.

        ``under_way`` gives when attempts began that have not ended: their answers are still to come.
        """
        self.calendar = calendar
        self._answers = tuple(answers)
        self._decks = decks
        self._under_way = under_way
        self._windows: dict[tuple[Span, tuple[DeckId, ...]], Mapping[Window, Sequence[Observation]]] = {}
        self._days: Mapping[int, Sequence[Observation]] | None = None
        self._gaps: tuple[Gap, ...] | None = None

    def windows(self, goal: Goal) -> Mapping[Window, Sequence[Observation]]:
        """The windows in which something was answered that a target looks at, with the answers."""
        of = goal.span, goal.scope
        if of not in self._windows:
            self._windows[of] = self._parted(goal.span, frozenset(goal.scope))
        return self._windows[of]

    def sifted(self, goal: Goal, window: Window) -> Sifted:
        """The answers of a window that a target looks at, parted into first answers and practice."""
        return sift(self.windows(goal).get(window, ()), None, self.calendar)

    def read(self, goal: Goal, metric: Metric, window: Window) -> Reading:
        """A metric over a window, within the scope of a target."""
        decks: Sequence[Deck] = ()
        closed: Sequence[Gap] = ()
        if metric is Metric.DISCRIMINATION:
            decks = [deck for deck in self._decks() if not goal.scope or deck.id in goal.scope]
        elif metric is Metric.LOOPS_CLOSED:
            found = closed_in(self._history(), window, self.calendar)
            closed = [gap for gap in found if not goal.scope or gap.concept[0] in goal.scope]
        least = goal.least if metric is goal.metric else floor(metric)
        return measures.read(metric, self.sifted(goal, window), closed, decks, least)

    def awaited(self) -> frozenset[int]:
        """The study days on which attempts began that have not ended."""
        return frozenset(at.day(self.calendar.rollover) for at in self._under_way())

    def _parted(self, span: Span, scope: frozenset[DeckId]) -> Mapping[Window, Sequence[Observation]]:
        windows: defaultdict[Window, list[Observation]] = defaultdict(list)
        for day, answers in self._by_day().items():
            own = [one for one in answers if one.key.deck in scope] if scope else answers
            if own:
                windows[window_of(span, day, self.calendar.first_weekday)].extend(own)
        return windows

    def _by_day(self) -> Mapping[int, Sequence[Observation]]:
        if self._days is None:
            days: defaultdict[int, list[Observation]] = defaultdict(list)
            for one in self._answers:
                days[one.at.day(self.calendar.rollover)].append(one)
            self._days = days
        return self._days

    def _history(self) -> tuple[Gap, ...]:
        if self._gaps is None:
            self._gaps = gaps.shown(self._answers, gaps.items_of(self._decks()))
        return self._gaps


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """Where a target stands in the window that runs, and what became of those before."""

    goal: Goal
    window: Window
    """The one that runs."""
    today: int
    """The study day on which it was looked at."""
    reading: Reading
    state: State
    filled: float
    """How much of the target's bar is filled, 0 to 1; 0 while it is too early."""
    attainment: float | None
    """How much of the target is reached, uncapped; None while it is too early, or nothing to divide by."""
    pace: Pace | None
    """How a count comes along; None for what is no count."""
    paired: Reading | None
    """The metric beside it; None if there is none."""
    answers: Sifted
    """All answers of the window within its scope."""
    history: tuple[Closing, ...]
    """The windows before, oldest first, ``HISTORY`` at most, from the first with answers."""
    due: tuple[Closing, ...]
    """Windows that are over and not closed yet, oldest first: what is to be recorded."""
    closed: Closing | None = None
    """Of the window that runs, if a clock that was ahead had it closed."""

    @property
    def found(self) -> Measured | None:
        """What is measured so far; None while nothing can be said."""
        return self.reading.found

    @property
    def missing(self) -> int:
        """Answers that are missing until it can be judged; 0 once it is."""
        if self.state is not State.TOO_EARLY:
            return 0
        return max(0, self.goal.least - (self.found.n if self.found else len(self.reading.used)))


def stand(goal: Goal, book: Book, closings: Iterable[Closing], now: Moment) -> GoalStanding:
    """Where a target stands; ``closings`` are those of any target, in the order of events."""
    window = window_at(goal.span, now, book.calendar)
    kept = _kept(goal, closings)
    over = sorted(one for one in book.windows(goal) if one not in kept and is_closed(one, now, book.calendar))
    fresh = {one: _closed(goal, book, one) for one in over}
    reading = book.read(goal, goal.metric, window)
    found, state = reading.found, judge(goal, reading.found, closed=False)
    judged = found if state is not State.TOO_EARLY else None
    return GoalStanding(
        goal=goal,
        window=window,
        today=now.day(book.calendar.rollover),
        reading=reading,
        state=state,
        filled=filled(goal, judged.value) if judged else 0.0,
        attainment=attainment(goal, judged.value) if judged else None,
        pace=pace(goal, found.n, window, now, book.calendar) if found and goal.metric.is_count else None,
        paired=book.read(goal, goal.paired, window) if goal.paired else None,
        answers=book.sifted(goal, window),
        history=_history(goal, book, kept | fresh, window),
        due=_due(book, fresh),
        closed=kept.get(window),
    )


def due(standings: Iterable[GoalStanding]) -> tuple[Closing, ...]:
    """What is to be recorded of some targets."""
    return tuple(closing for one in standings for closing in one.due)


def _goal(target: Target) -> Goal:
    metric = Metric(target.metric)
    return Goal(
        metric=metric,
        direction=Direction.AT_MOST if target.measure.less_is_better else Direction.AT_LEAST,
        target=target.value,
        span=Span(target.window),
        scope=tuple(sorted(DeckId(deck) for deck in target.decks)),
        least=max(target.minimum, floor(metric)),
        paired=Metric(target.paired) if target.paired else None,
    )


def _aim(goal: Goal) -> Goal:
    """What a target asks for, whatever is shown beside it."""
    return replace(goal, paired=None)


def _kept(goal: Goal, closings: Iterable[Closing]) -> dict[Window, Closing]:
    """The closings of a target by window; of several the first counts."""
    aim = _aim(goal)
    found: dict[Window, Closing] = {}
    for one in closings:
        if _aim(one.goal) == aim:
            found.setdefault(one.window, one)
    return found


def _closed(goal: Goal, book: Book, window: Window) -> Closing:
    reading = book.read(goal, goal.metric, window)
    return close(goal, window, reading.found, reading.used)


def _due(book: Book, fresh: Mapping[Window, Closing]) -> tuple[Closing, ...]:
    """Of windows that are over, those in which no attempt is still under way."""
    days = book.awaited() if fresh else ()
    return tuple(one for window, one in fresh.items() if not any(map(window.holds, days)))


def _history(goal: Goal, book: Book, closed: Mapping[Window, Closing], window: Window) -> tuple[Closing, ...]:
    """What became of the latest windows before this one; of those without answers it is said anew."""
    begun = min(book.windows(goal), default=window)
    run = [one for one in latest(window.preceding, HISTORY) if one >= begun]
    return tuple(closed.get(one) or _closed(goal, book, one) for one in run)
