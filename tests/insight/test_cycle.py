"""The cycle in counts: what is open, relearned and closed, how long it took, and when."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import name

from makers import DAY_ONE, NOON, key
from offbook.clock import DAY, HOUR, Moment
from offbook.evidence import Hidden
from offbook.insight.cycle import Cycle, closed_in, cycle, words
from offbook.insight.gaps import Gap, State
from offbook.performance.windows import Calendar, Span, window_of
from offbook.statistics import Median, median

TODAY = window_of(Span.DAY, DAY_ONE)


def gap(since: float, *, state: State = State.OPEN, took: float | None = None) -> Gap:
    """A gap that opened on a day, counted from noon, and closed so many days later."""
    at = NOON.ms + round(since * DAY)
    closed = None if took is None else NOON.plus(round((since + took) * DAY))
    return Gap(name("sun"), at, (key("a"),), at, State.CLOSED if closed else state, closed)


gaps = st.lists(
    st.builds(
        lambda since, state, took: gap(since, state=state, took=took),
        st.integers(-40, 0),
        st.sampled_from([State.OPEN, State.RELEARNED]),
        st.one_of(st.none(), st.integers(1, 40)),
    ),
    max_size=30,
)


def test_gaps_are_counted_by_how_far_they_came() -> None:
    found = cycle(
        [gap(-9, took=2), gap(-5), gap(-7, state=State.RELEARNED), gap(-6, took=4), gap(-1)],
        NOON.plus(12 * HOUR),
    )
    assert (found.open, found.relearned, found.closed, found.opened) == (2, 1, 2, 5)
    assert found.oldest == 7.5
    assert found.to_close == Median(3.0, 2, None)
    assert found.days_to_close == Hidden(6, "closed gaps")
    assert words(found) == "5 gaps: 2 open, 1 relearned, 2 closed."


def test_no_gap_is_no_cycle() -> None:
    assert cycle([], NOON) == Cycle(0, 0, 0, None, None)
    assert words(cycle([], NOON)) == "No gap has opened yet."
    assert cycle([], NOON).days_to_close == Hidden(8, "closed gaps")


def test_one_gap_is_one_gap() -> None:
    assert words(cycle([gap(0)], NOON)) == "1 gap: 1 open, 0 relearned, 0 closed."


def test_eight_closed_gaps_have_a_median() -> None:
    found = cycle([gap(-50, took=took) for took in (1, 2, 2, 3, 4, 4, 9, 30)], NOON)
    assert found.days_to_close == median([1, 2, 2, 3, 4, 4, 9, 30])
    assert words(found) == "8 gaps: 0 open, 0 relearned, 8 closed; half of those closed took 4 days or less."
    swift = cycle([gap(-50, took=0.2)] * 8, NOON)
    assert words(swift).endswith("took 1 day or less.")


def test_a_clock_that_was_set_back_makes_no_gap_younger_than_now() -> None:
    assert cycle([gap(3)], NOON).oldest == 0.0


@pytest.mark.parametrize(
    ("hour", "offset", "counts"),
    [(3, 0, False), (4, 0, True), (27, 0, True), (28, 0, False), (23, 300, False), (23, 120, True)],
    ids=["before four", "at four", "next night", "next morning", "dawn further east", "night further east"],
)
def test_a_gap_is_closed_on_the_study_day_of_its_answer(hour: int, offset: int, *, counts: bool) -> None:
    at = Moment(NOON.ms + (hour - 12) * HOUR, offset)
    closed = Gap(name("sun"), NOON.ms - 5 * DAY, (key("a"),), NOON.ms, State.CLOSED, at)
    assert closed_in([closed, gap(0)], TODAY, Calendar(rollover=4)) == ((closed,) if counts else ())


@given(gaps)
@settings(max_examples=40)
def test_every_gap_is_counted_once(every: list[Gap]) -> None:
    found = cycle(every, NOON)
    assert found.opened == len(every)
    assert isinstance(found.days_to_close, Hidden) == (found.closed < 8)
    assert (found.oldest is None) == (found.closed == len(every))
    days = range(DAY_ONE - 50, DAY_ONE + 50)
    closed = [closed_in(every, window_of(Span.DAY, day), Calendar()) for day in days]
    assert sum(map(len, closed)) == found.closed
    if isinstance(found.days_to_close, Median) and found.days_to_close.interval:
        assert found.days_to_close.value in found.days_to_close.interval
