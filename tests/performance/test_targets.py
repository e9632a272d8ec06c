from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations import seen
from offbook.clock import DAY, day_begins
from offbook.performance.speed import net_rate
from offbook.performance.targets import (
    GLYPHS,
    Closing,
    Direction,
    Goal,
    History,
    Measured,
    Metric,
    State,
    attainment,
    close,
    counted,
    filled,
    judge,
    measured,
    pace,
)
from offbook.performance.windows import Calendar, Span, window_of
from offbook.statistics import Discrimination, Interval, Share, discrimination

FOUR = Calendar()
ACCURACY = Goal(Metric.DELAYED_ACCURACY, Direction.AT_LEAST, 0.8, Span.WEEK)
BIAS = Goal(Metric.BIAS, Direction.AT_MOST, 0.1, Span.MONTH, least=20)
LOOPS = Goal(Metric.LOOPS_CLOSED, Direction.AT_LEAST, 14, Span.WEEK)
NET = Goal(Metric.NET_RATE, Direction.AT_LEAST, 8.0, Span.DAY, paired=Metric.DELAYED_ACCURACY)
APART = Goal(Metric.DISCRIMINATION, Direction.AT_LEAST, 1.0, Span.YEAR)
WEEK = window_of(Span.WEEK, date(2026, 6, 10).toordinal())

goals = st.builds(
    Goal,
    st.sampled_from(Metric),
    st.sampled_from(Direction),
    st.floats(0.01, 50.0),
    st.sampled_from(Span),
    least=st.integers(0, 20),
)
findings = st.builds(
    lambda value, n, below, above: Measured(value, n, Interval(value - below, value + above)),
    st.floats(-1.0, 60.0),
    st.integers(0, 40),
    st.floats(0.0, 5.0),
    st.floats(0.0, 5.0),
)


def share(right: float, n: int) -> Measured:
    return measured(Share(right, n))


def bias(value: float, half: float, n: int = 20) -> Measured:
    return Measured(value, n, Interval(max(0.0, value - half), value + half))


@pytest.mark.parametrize(
    ("goal", "found", "open_", "closed"),
    [
        (ACCURACY, None, State.TOO_EARLY, State.TOO_EARLY),
        (ACCURACY, share(9, 9), State.TOO_EARLY, State.TOO_EARLY),
        (ACCURACY, share(10, 10), State.MET, State.MET),
        (ACCURACY, share(20, 20), State.SECURED, State.SECURED),
        (ACCURACY, share(19, 20), State.MET, State.MET),
        (ACCURACY, share(38, 40), State.SECURED, State.SECURED),
        (ACCURACY, share(16, 20), State.MET, State.MET),
        (ACCURACY, share(15, 20), State.OPEN, State.MISSED),
        # Parts that add up to a hair less, or a hair more, than they ought to.
        (ACCURACY, Measured(0.1 + 0.7 - 1e-15, 10, None), State.MET, State.MET),
        (BIAS, Measured(0.1 + 1e-15, 20, None), State.MET, State.MET),
        (ACCURACY, share(7.99, 10), State.OPEN, State.MISSED),
        (BIAS, bias(0.05, 0.2, n=19), State.TOO_EARLY, State.TOO_EARLY),
        (BIAS, bias(0.05, 0.17), State.MET, State.MET),
        (BIAS, bias(0.05, 0.04), State.SECURED, State.SECURED),
        (BIAS, bias(0.1, 0.0), State.SECURED, State.SECURED),
        (BIAS, bias(0.12, 0.17), State.OPEN, State.MISSED),
        (LOOPS, None, State.OPEN, State.MISSED),
        (LOOPS, counted(0), State.OPEN, State.MISSED),
        (LOOPS, counted(13), State.OPEN, State.MISSED),
        (LOOPS, counted(14), State.MET, State.MET),
        (APART, measured(discrimination(17, 20, 4, 9)), State.TOO_EARLY, State.TOO_EARLY),
        (APART, measured(discrimination(17, 20, 4, 20)), State.MET, State.MET),
        (APART, measured(discrimination(20, 20, 0, 20)), State.SECURED, State.SECURED),
        (APART, measured(discrimination(10, 20, 10, 20)), State.OPEN, State.MISSED),
    ],
)
def test_judge(goal: Goal, found: Measured | None, open_: State, closed: State) -> None:
    assert judge(goal, found, closed=False) is open_
    assert judge(goal, found, closed=True) is closed


@given(goals, findings)
def test_judging_is_even_with_the_bar_and_the_window(goal: Goal, found: Measured) -> None:
    now, then = judge(goal, found, closed=False), judge(goal, found, closed=True)
    assert now is not State.MISSED
    assert then is not State.OPEN
    assert (now is State.OPEN) is (then is State.MISSED)
    reached = now in (State.MET, State.SECURED)
    assert not reached or filled(goal, found.value) == 1.0
    assert (now is State.TOO_EARLY) is (not goal.metric.is_count and found.n < goal.least)


@given(goals, findings)
def test_what_is_secured_is_met_at_every_value_in_the_interval(goal: Goal, found: Measured) -> None:
    if judge(goal, found, closed=True) is State.SECURED and found.interval:
        for value in (found.interval.low, found.value, found.interval.high):
            assert judge(goal, Measured(value, found.n, None), closed=True) is State.MET


def test_figures_are_measured_by_their_point_interval_and_count() -> None:
    right = Share(16, 20)
    assert measured(right) == Measured(0.8, 20, right.interval)
    apart: Discrimination = discrimination(17, 20, 4, 12)
    assert measured(apart) == Measured(apart.d, 12, apart.d_interval)
    net = net_rate([seen(took=10_000), seen(took=20_000)])
    assert net is not None
    assert measured(net) == Measured(net.net.value, 2, net.net.interval)
    assert judge(NET, measured(net), closed=True) is State.TOO_EARLY


@pytest.mark.parametrize(
    ("goal", "value", "attained", "bar"),
    [
        (ACCURACY, 0.8, 1.0, 1.0),
        (ACCURACY, 0.4, 0.5, 0.5),
        (ACCURACY, 1.0, 1.25, 1.0),
        (ACCURACY, 0.0, 0.0, 0.0),
        (BIAS, 0.1, 1.0, 1.0),
        (BIAS, 0.2, 0.5, 0.5),
        (BIAS, 0.05, 2.0, 1.0),
        (BIAS, 0.0, None, 1.0),
        (APART, -0.5, -0.5, 0.0),
        (Goal(Metric.DISCRIMINATION, Direction.AT_LEAST, 0.0, Span.DAY), -0.5, None, 0.0),
    ],
)
def test_attainment_is_uncapped_and_its_bar_is_not(
    goal: Goal, value: float, attained: float | None, bar: float
) -> None:
    assert attainment(goal, value) == attained
    assert filled(goal, value) == bar


@given(goals, st.floats(-60.0, 60.0))
def test_a_bar_is_between_empty_and_full(goal: Goal, value: float) -> None:
    part = attainment(goal, value)
    assert 0.0 <= filled(goal, value) <= 1.0
    assert part is None or not 0.0 <= part <= 1.0 or filled(goal, value) == pytest.approx(part)


@pytest.mark.parametrize(
    ("days", "count", "expected", "projection"),
    [
        (0.0, 3, 0.0, None),
        (1.0, 3, 2.0, None),
        (1.4, 3, 2.8, 15.0),
        (3.5, 4, 7.0, 8.0),
        (7.0, 14, 14.0, 14.0),
        (9.0, 14, 14.0, 14.0),
        (-1.0, 0, 0.0, None),
    ],
)
def test_pace(days: float, count: int, expected: float, projection: float | None) -> None:
    now = day_begins(WEEK.first, FOUR.rollover, 120).plus(round(days * DAY))
    found = pace(LOOPS, count, WEEK, now, FOUR)
    assert found.expected == pytest.approx(expected)
    assert found.projection == (None if projection is None else pytest.approx(projection))


def test_a_closed_window_keeps_what_it_was_judged_by() -> None:
    used = [seen(attempt=b"a", place=2), seen(0.0, attempt=b"b", place=0)]
    kept = close(ACCURACY, WEEK, share(12, 20), used)
    assert kept == Closing(ACCURACY, WEEK, share(12, 20), State.MISSED, ((b"a", 2), (b"b", 0)))
    assert close(ACCURACY, WEEK, None, []).state is State.TOO_EARLY


def test_a_window_with_too_few_answers_was_neither_met_nor_missed() -> None:
    history = History((State.MET, State.SECURED, State.MISSED, State.TOO_EARLY, State.MET))
    assert (history.met, history.judged) == (3, 4)
    assert "".join(GLYPHS[state][0] for state in history.states) == "✔✔✖·✔"
    assert (History(()).met, History(()).judged) == (0, 0)


def test_states_that_differ_in_what_they_ask_for_differ_without_colour() -> None:
    assert set(GLYPHS) == set(State)
    for glyphs in zip(*GLYPHS.values(), strict=True):
        # Met and secured look alike in the strip: both reached the target.
        assert len(set(glyphs)) == len(State) - 1
    assert all(glyph.isascii() for _, glyph in GLYPHS.values())
