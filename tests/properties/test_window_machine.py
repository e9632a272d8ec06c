"""Windows of targets as one lives on: whatever is answered, marked again, set back, looked at and merged,
each window is closed once, and what was closed never changes."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from makers import NOON, key
from observations import seen
from offbook.clock import DAY, HOUR, Moment, Stamp
from offbook.deck.cards import ConceptId
from offbook.insight.goals import HISTORY, Book, due, stand
from offbook.journal.journal import Journal
from offbook.performance.observation import Observation
from offbook.performance.targets import Closing, Direction, Goal, Metric, State, judge
from offbook.performance.windows import Calendar, Span, Window, is_closed, window_at

CALENDAR = Calendar(rollover=4, first_weekday=6)
GOALS = (
    Goal(Metric.DELAYED_ACCURACY, Direction.AT_LEAST, 0.8, Span.DAY, least=3, paired=Metric.BIAS),
    Goal(Metric.DELAYED_ACCURACY, Direction.AT_LEAST, 0.5, Span.WEEK, paired=Metric.ON_TIME),
    Goal(Metric.LOOPS_CLOSED, Direction.AT_LEAST, 1, Span.WEEK),
    Goal(Metric.BIAS, Direction.AT_MOST, 0.2, Span.MONTH),
)
OFFSETS = (-480, 0, 120, 765)


class Windows(RuleBasedStateMachine):
    """A person with quizzes, targets and a clock that cannot be trusted."""

    @initialize()
    def begin(self) -> None:
        self.journal = Journal.in_memory(device=b"d" * 16)
        self.now = NOON
        self.offset = 0
        self.answers: list[Observation] = []
        self.first: dict[tuple[Goal, Window], Closing] = {}
        """What was closed first of each window, as it was then."""

    @rule(scores=st.lists(st.sampled_from((0.0, 0.5, 1.0)), min_size=1, max_size=6), sure=st.booleans())
    def answer(self, scores: list[float], *, sure: bool) -> None:
        for score in scores:
            place = len(self.answers)
            self.answers.append(
                seen(
                    score,
                    attempt=place.to_bytes(16),
                    key=key(f"c{place % 7}"),
                    concepts=(ConceptId(f"of {place % 3}"),),
                    form="claim",
                    guess=0.5,
                    at=Moment(self.now.ms + place, self.offset),
                    took=2_000,
                    confidence=3 if sure else None,
                )
            )

    @rule(hours=st.integers(1, 24 * 9))
    def live_on(self, hours: int) -> None:
        self.now = self.now.plus(hours * HOUR)

    @rule(days=st.integers(1, 9))
    def set_the_clock_back(self, days: int) -> None:
        self.now = self.now.plus(-days * DAY)

    @rule(offset=st.sampled_from(OFFSETS))
    def travel(self, offset: int) -> None:
        self.offset = offset

    @rule(place=st.integers(0, 200), score=st.sampled_from((0.0, 1.0)))
    def mark_again(self, place: int, score: float) -> None:
        if self.answers:
            place %= len(self.answers)
            self.answers[place] = replace(self.answers[place], score=score)

    @rule(goals=st.lists(st.sampled_from(GOALS), min_size=1, unique=True))
    def look(self, goals: list[Goal]) -> None:
        now = Moment(self.now.ms, self.offset)
        standings = [stand(goal, self.book(), self.journal.closings(), now) for goal in goals]
        closings = due(standings)
        for one in closings:
            assert (one.goal, one.window) not in self.first
            assert is_closed(one.window, now, CALENDAR)
            assert one.state is judge(one.goal, one.found, closed=True)
            self.first[one.goal, one.window] = one
        self.journal.append(closings, Stamp(now, len(self.first).to_bytes(16)))
        again = [stand(goal, self.book(), self.journal.closings(), now) for goal in goals]
        assert due(again) == ()
        assert [one.history for one in again] == [one.history for one in standings]

    @rule(goal=st.sampled_from(GOALS))
    def close_on_another_device(self, goal: Goal) -> None:
        """The same windows, closed there with other answers, come in behind."""
        there = [Closing(goal, window, None, State.TOO_EARLY, ()) for of, window in self.first if of == goal]
        self.journal.append(there, Stamp(self.now, b"o" * 16))

    @invariant()
    def what_was_closed_first_stands(self) -> None:
        now = Moment(self.now.ms, self.offset)
        for goal in GOALS:
            found = stand(goal, self.book(), self.journal.closings(), now)
            assert found.window == window_at(goal.span, now, CALENDAR)
            assert found.state is not State.MISSED
            assert len(found.history) <= HISTORY
            run = [one.window for one in found.history]
            assert run[-1:] in ([], [found.window.preceding])
            assert all(one.following == other for one, other in itertools.pairwise(run))
            for one in found.history:
                assert self.first.get((goal, one.window), one) == one
            kept = self.first.get((goal, found.window))
            assert found.closed == kept

    def teardown(self) -> None:
        if hasattr(self, "journal"):
            self.journal.close()

    def book(self) -> Book:
        return Book(self.answers, tuple, CALENDAR)


Windows.TestCase.settings = settings(max_examples=25, stateful_step_count=25)
TestWindows = Windows.TestCase
