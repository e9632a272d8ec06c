"""Where targets stand, and how their windows are closed: once, for good, whoever looks and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import about, late

from makers import DAY_ONE, DECK, NOON, classify, deck, key
from observations import seen
from offbook.clock import DAY, HOUR, Moment, day_begins
from offbook.deck.cards import Deck, DeckId
from offbook.insight.goals import HISTORY, Book, GoalStanding, calendar_of, due, goals_of, stand
from offbook.performance.observation import Observation
from offbook.performance.targets import Closing, Direction, Goal, Metric, State, close, measured
from offbook.performance.windows import Calendar, Span, window_of
from offbook.settings import MEASURES, Settings, Target
from offbook.statistics import Share

FOUR = Calendar()
ACCURACY = Goal(Metric.DELAYED_ACCURACY, Direction.AT_LEAST, 0.8, Span.WEEK, paired=Metric.ON_TIME)
DAILY = replace(ACCURACY, span=Span.DAY)
LOOPS = Goal(Metric.LOOPS_CLOSED, Direction.AT_LEAST, 2, Span.WEEK)
WEEK = window_of(Span.WEEK, DAY_ONE)
"""Monday to Sunday; ``DAY_ONE`` is its Thursday."""


def looked(
    goal: Goal,
    answers: Sequence[Observation],
    closings: Sequence[Closing] = (),
    now: Moment = NOON,
    *,
    calendar: Calendar = FOUR,
    decks: Callable[[], Sequence[Deck]] = tuple,
    under_way: Sequence[Moment] = (),
) -> GoalStanding:
    return stand(goal, Book(answers, decks, calendar, lambda: under_way), closings, now)


def score(right: int, n: int, at: Moment = NOON, which: str = DECK, first: int = 0) -> list[Observation]:
    """So many right answers of so many, each to an item of its own."""
    return [
        replace(seen(float(i < right), key=key(f"c{first + i}", which), at=at), place=i) for i in range(n)
    ]


def days(count: float) -> Moment:
    return NOON.plus(round(count * DAY))


@pytest.mark.parametrize(
    ("right", "n", "state", "missing"),
    [
        (0, 0, State.TOO_EARLY, 10),
        (1, 1, State.TOO_EARLY, 9),
        (9, 9, State.TOO_EARLY, 1),
        (7, 10, State.OPEN, 0),
        (15, 20, State.OPEN, 0),
        (16, 20, State.MET, 0),
        (19, 20, State.MET, 0),
        (20, 20, State.SECURED, 0),
        (38, 40, State.SECURED, 0),
    ],
)
def test_the_window_that_runs(right: int, n: int, state: State, missing: int) -> None:
    found = looked(ACCURACY, score(right, n))
    assert (found.state, found.missing, found.window) == (state, missing, WEEK)
    judged = state is not State.TOO_EARLY
    assert found.found == (measured(Share(right, n)) if n else None)
    assert found.attainment == (pytest.approx(right / n / 0.8) if judged else None)
    assert found.filled == (pytest.approx(min(1.0, right / n / 0.8)) if judged else 0.0)
    assert found.pace is None
    assert (found.history, found.due, found.closed) == ((), (), None)


def test_first_answers_count_and_what_repeats_them_is_practice() -> None:
    again = [replace(one, at=one.at.plus(HOUR), score=0.0) for one in score(10, 10)]
    warm = seen(0.0, key=key("warm"), lag=HOUR)
    found = looked(ACCURACY, [*again, *score(10, 10), warm])
    assert found.found == measured(Share(10, 10))
    assert found.answers.practice == tuple(again)
    assert warm in found.answers.first
    assert warm not in found.reading.used


def test_the_same_item_counts_once_in_each_window() -> None:
    found = looked(DAILY, [*score(4, 10, days(-1)), *score(9, 10)])
    assert found.found == measured(Share(9, 10))
    assert [one.found for one in found.history] == [measured(Share(4, 10))]


def test_the_paired_metric_stands_beside_it_over_the_same_window() -> None:
    found = looked(ACCURACY, [*score(8, 8), late(key=key("late")), *score(0, 9, days(-9))])
    assert found.paired
    assert found.paired.found == measured(Share(8, 9))
    assert looked(replace(ACCURACY, paired=None), score(8, 8)).paired is None


def test_a_scope_leaves_the_other_decks_out() -> None:
    own = score(9, 10, which="own")
    goal = replace(ACCURACY, scope=(DeckId("own"),))
    found = looked(goal, [*own, *score(0, 10, which="other"), *score(0, 10, days(-9), which="other")])
    assert found.found == measured(Share(9, 10))
    assert found.history == ()
    assert looked(ACCURACY, [*own, *score(0, 10, which="gone")]).found == measured(Share(9, 20))


@pytest.mark.parametrize(
    ("at", "this_week"),
    [
        (day_begins(WEEK.first, 4, 0), True),
        (day_begins(WEEK.first, 4, 0).plus(-1), False),
        (day_begins(WEEK.first, 4, 840), True),
        (day_begins(WEEK.first, 4, 840).plus(-1), False),
        (day_begins(WEEK.first, 4, -720), True),
        (day_begins(WEEK.first, 4, -720).plus(-1), False),
        (day_begins(WEEK.until, 4, 345).plus(-1), True),
    ],
)
def test_an_answer_belongs_to_the_week_of_its_own_local_time(at: Moment, *, this_week: bool) -> None:
    found = looked(ACCURACY, score(1, 1, at))
    assert bool(found.reading.used) is this_week


def test_a_window_is_over_by_the_local_time_of_whoever_looks() -> None:
    answers = score(10, 10)
    last = day_begins(WEEK.until, 4, 60)
    assert looked(ACCURACY, answers, now=last.plus(-1)).due == ()
    assert len(looked(ACCURACY, answers, now=last).due) == 1
    # Whoever flies west has the rest of the week before them again.
    assert looked(ACCURACY, answers, now=Moment(last.ms, -300)).due == ()


def test_a_window_that_is_over_is_due_once_with_the_answers_it_used() -> None:
    answers = score(10, 10)
    found = looked(ACCURACY, [*answers, seen(0.0, key=key("warm"), lag=HOUR)], now=days(7))
    assert found.due == (close(ACCURACY, WEEK, measured(Share(10, 10)), answers),)
    assert found.history == found.due
    assert (found.found, found.state) == (None, State.TOO_EARLY)
    after = looked(ACCURACY, answers, found.due, now=days(7))
    assert (after.due, after.history) == ((), found.due)


def test_later_marks_answers_and_decks_change_no_closing() -> None:
    kept = looked(ACCURACY, score(10, 10), now=days(7)).due
    edited = [*score(0, 10), *score(0, 30, first=40)]
    found = looked(ACCURACY, edited, kept, now=days(8))
    assert (found.history, found.due) == (kept, ())


def test_of_two_closings_of_a_window_the_first_counts() -> None:
    one = close(ACCURACY, WEEK, measured(Share(10, 10)), ())
    other = close(ACCURACY, WEEK, measured(Share(0, 10)), ())
    assert looked(ACCURACY, score(5, 10), [one, other], days(7)).history == (one,)
    assert looked(ACCURACY, score(5, 10), [other, one], days(7)).history == (other,)


def test_a_target_that_asks_for_something_else_has_a_history_of_its_own() -> None:
    kept = looked(ACCURACY, score(8, 10), now=days(7)).due
    assert looked(replace(ACCURACY, paired=Metric.BIAS), score(0, 10), kept, days(7)).history == kept
    for other in (
        replace(ACCURACY, target=0.9),
        replace(ACCURACY, least=11),
        replace(ACCURACY, scope=(DECK,)),
        replace(ACCURACY, metric=Metric.ON_TIME),
    ):
        found = looked(other, score(8, 10), kept, days(7))
        assert [one.goal for one in found.due] == [other]


def test_history_runs_from_the_first_answers_and_tells_of_empty_windows_too() -> None:
    answers = [*score(10, 10, days(-21)), *score(0, 10, days(-7))]
    found = looked(ACCURACY, answers)
    assert [one.state for one in found.history] == [State.MET, State.TOO_EARLY, State.MISSED]
    assert [one.window for one in found.history] == [
        WEEK.preceding.preceding.preceding,
        WEEK.preceding.preceding,
        WEEK.preceding,
    ]
    # In an empty window there is nothing to be kept.
    assert [one.window for one in found.due] == [found.history[0].window, found.history[2].window]


def test_after_a_thousand_days_the_last_windows_are_told_and_only_what_was_answered_is_closed() -> None:
    found = looked(DAILY, score(9, 10), now=days(1_000))
    assert len(found.history) == HISTORY
    assert {one.state for one in found.history} == {State.TOO_EARLY}
    assert [one.window.first for one in found.due] == [DAY_ONE]
    assert (found.state, found.missing) == (State.TOO_EARLY, 10)


def test_a_clock_that_was_a_week_ahead_closes_a_window_early_and_for_good() -> None:
    answers = score(10, 10)
    ahead = looked(ACCURACY, answers, now=days(7))
    more = [*answers, *score(0, 10, days(1), first=20)]
    back = looked(ACCURACY, more, ahead.due, days(1))
    assert back.window == WEEK
    assert back.found == measured(Share(10, 20))
    assert (back.state, back.closed) == (State.OPEN, ahead.due[0])
    assert (back.history, back.due) == ((), ())
    over = looked(ACCURACY, more, ahead.due, days(7))
    assert (over.history, over.due, over.closed) == (ahead.due, (), None)


def test_answers_of_a_clock_that_was_ahead_wait_for_their_window() -> None:
    ahead = score(10, 10, days(7))
    found = looked(ACCURACY, ahead)
    assert (found.found, found.due, found.history) == (None, (), ())
    assert looked(ACCURACY, ahead, now=days(7)).found == measured(Share(10, 10))


def test_a_window_waits_for_the_attempt_that_began_in_it() -> None:
    answers = [*score(10, 10, days(-7)), *score(5, 10)]
    waiting = looked(ACCURACY, answers, now=days(7), under_way=[days(1)])
    assert [one.window for one in waiting.due] == [WEEK.preceding]
    assert [one.state for one in waiting.history] == [State.MET, State.MISSED]
    assert len(looked(ACCURACY, answers, now=days(7), under_way=[days(7)]).due) == 2


def test_what_is_under_way_is_asked_once_and_only_where_a_window_is_over() -> None:
    asked: list[bool] = []

    def under_way() -> list[Moment]:
        asked.append(True)
        return []

    several = [one for day in range(9) for one in score(10, 10, days(-day))]
    book = Book(several, tuple, FOUR, under_way)
    closed = stand(DAILY, book, (), NOON).due
    assert (len(closed), len(asked)) == (8, 1)
    assert (stand(DAILY, book, closed, NOON).due, len(asked)) == ((), 1)


def test_loops_are_counted_with_their_pace_and_are_never_too_early() -> None:
    idle = looked(LOOPS, [])
    assert (idle.state, idle.missing, idle.attainment, idle.filled) == (State.OPEN, 0, 0.0, 0.0)
    assert idle.pace
    # Three days and eight hours of seven are over.
    assert idle.pace.expected == pytest.approx(2 * 80 / 168)
    missed = seen(0.0, key=key("a"), concepts=about("sun"), at=days(-3))
    closing = replace(seen(key=key("b"), concepts=about("sun"), at=days(-1)), place=1)
    found = looked(LOOPS, [missed, closing])
    assert found.found
    assert (found.found.value, found.reading.used, found.state) == (1.0, (closing,), State.OPEN)
    other = looked(replace(LOOPS, scope=(DeckId("other"),)), [missed, closing])
    assert other.found
    assert other.found.value == 0.0


def test_an_idle_week_of_a_count_is_missed_and_not_recorded() -> None:
    found = looked(LOOPS, score(1, 1, days(-14)))
    assert [one.state for one in found.history] == [State.MISSED, State.MISSED]
    assert [one.window for one in found.due] == [WEEK.preceding.preceding]


def test_decks_are_opened_only_where_a_metric_needs_them() -> None:
    def never() -> Sequence[Deck]:
        raise AssertionError("no deck is needed")

    assert looked(ACCURACY, score(9, 10), now=days(7), decks=never).due
    apart = Goal(Metric.DISCRIMINATION, Direction.AT_LEAST, 1.0, Span.WEEK)
    assert looked(apart, score(9, 10), decks=lambda: [deck(classify())]).found is None


def test_settings_become_goals_and_a_calendar() -> None:
    assert goals_of(Settings()) == (ACCURACY,)
    assert goals_of(Settings(targets=())) == ()
    chosen = Settings(week_begins="sunday", rollover=3, targets=(Target("bias", 0.1, "day", ("b", "a")),))
    assert goals_of(chosen) == (
        Goal(
            Metric.BIAS,
            Direction.AT_MOST,
            0.1,
            Span.DAY,
            scope=(DeckId("a"), DeckId("b")),
            least=20,
            paired=Metric.ON_TIME,
        ),
    )
    assert calendar_of(chosen) == Calendar(rollover=3, first_weekday=6)
    assert calendar_of(Settings()) == FOUR


def test_targets_that_ask_for_the_same_are_one() -> None:
    twice = Settings(targets=(Target(), Target(paired=""), Target(minimum=12)))
    assert goals_of(twice) == (ACCURACY, replace(ACCURACY, least=12))


def test_settings_know_every_metric_and_window_and_no_other() -> None:
    assert list(MEASURES) == [metric.value for metric in Metric]
    for metric, measure in MEASURES.items():
        (goal,) = goals_of(Settings(targets=(Target(metric, measure.usual, paired=measure.paired),)))
        assert (goal.metric, goal.paired) == (Metric(metric), Metric(measure.paired))
        assert measure.low <= measure.usual <= measure.high
        assert goal.metric.is_count is measure.whole
    assert {goals_of(Settings(targets=(Target(window=span.value),)))[0].span for span in Span} == {*Span}


answered = st.lists(
    st.tuples(st.integers(0, 40 * 24), st.booleans(), st.sampled_from((-300, 0, 60, 570))), max_size=60
)
looks = st.lists(st.integers(0, 40 * 24), max_size=12)


@given(answered, looks, looks, st.permutations([ACCURACY, DAILY, LOOPS]))
@settings(max_examples=40, deadline=None)
def test_it_does_not_matter_when_and_in_which_order_one_looks(
    given_: list[tuple[int, bool, int]], some: list[int], others: list[int], goals: list[Goal]
) -> None:
    answers = [
        replace(
            seen(float(right), key=key(f"c{place % 9}"), at=Moment(NOON.ms + hour * HOUR, offset)),
            place=place,
        )
        for place, (hour, right, offset) in enumerate(sorted(given_))
    ]

    def kept(hours: list[int], order: list[Goal]) -> dict[tuple[Goal, int], Closing]:
        closings: list[Closing] = []
        for hour in [*sorted(hours), 60 * 24]:
            # A traveller's day is over for good only where it is over everywhere.
            now = Moment(NOON.ms + hour * HOUR, -300)
            known = [one for one in answers if one.at.ms <= now.ms]
            book = Book(known, tuple, FOUR)
            closings += due(stand(goal, book, closings, now) for goal in order)
        assert len({(one.goal, one.window) for one in closings}) == len(closings)
        return {(one.goal, one.window.first): one for one in closings}

    assert kept(some, goals) == kept(others, [ACCURACY, DAILY, LOOPS])
