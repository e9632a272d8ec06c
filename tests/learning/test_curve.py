from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import NOON, key, ratings, reviewed
from offbook.clock import DAY, MINUTE, Moment
from offbook.learning import memory, schedule
from offbook.learning.curve import SAMPLES, Curve, Mark, curve
from offbook.learning.events import Reset, Reviewed
from offbook.learning.memory import Rating
from offbook.learning.schedule import Progress, Scheduler
from offbook.learning.standing import rate

CARD = key("card")
PLAIN = Scheduler()

Events = list[tuple[Reviewed | Reset, Moment]]


def at(days: float) -> Moment:
    return NOON.plus(round(days * DAY))


def review(
    days: float, rating: Rating = Rating.GOOD, scheduler: Scheduler = PLAIN
) -> tuple[Reviewed, Moment]:
    moment = at(days)
    return reviewed(CARD, rating, moment.day(4), scheduler), moment


def reset(days: float) -> tuple[Reset, Moment]:
    return Reset(CARD), at(days)


def drawn(*histories: Events, now: float, ahead: float = 90.0, samples: int = SAMPLES) -> Curve:
    found = curve(histories, at(now), ahead, samples)
    assert found
    return found


def recall_of(history: Events, days: float) -> float | None:
    """Recall as the schedule has it after what was reviewed up to a time."""
    progress = Progress()
    for event, moment in history:
        if moment.ms <= at(days).ms:
            progress = Progress() if isinstance(event, Reset) else rate(progress, event, moment)
    return schedule.recall_now(progress, at(days), PLAIN)


histories = st.lists(
    st.tuples(st.floats(0.0, 200.0), ratings).map(lambda pair: review(round(pair[0], 3), pair[1])),
    max_size=8,
).map(lambda events: sorted(events, key=lambda one: one[1].ms))


def test_a_curve_falls_jumps_and_goes_on() -> None:
    history: Events = [review(0), review(3, Rating.AGAIN), review(3 + 10 * MINUTE / DAY), review(5)]
    found = drawn(history, now=20)
    assert found.now == 20.0
    assert [mark.passed for mark in found.marks] == [True, False, True, True]
    assert [piece[0][0] for piece in found.past] == [mark.days for mark in found.marks]
    assert [piece[0][1] for piece in found.past] == [1.0] * 4
    assert (found.ahead[0][0], found.ahead[-1][0]) == (20.0, 110.0)
    assert found.past[-1][-1] == found.ahead[0]
    assert found.past[0][-1] == (3.0, memory.recall(3.0, memory.DEFAULT_WEIGHTS[Rating.GOOD - 1]))


@given(histories.filter(bool), st.floats(0.0, 100.0))
def test_every_point_is_what_the_schedule_says(history: Events, later: float) -> None:
    start = history[0][1].ms
    now = (history[-1][1].ms - NOON.ms) / DAY + later
    found = drawn(history, now=now, samples=40)
    for piece in (*found.past, found.ahead):
        for days, recall in piece[:-1]:
            # Between two points the schedule is asked at whole milliseconds.
            place = days + (start - NOON.ms) / DAY
            assert recall == pytest.approx(recall_of(history, place + 1e-9), abs=1e-4)


@given(st.lists(histories, min_size=1, max_size=4), st.floats(-300.0, 300.0), st.integers(1, 60))
def test_pieces_fall_and_follow_each_other(cards: list[Events], later: float, samples: int) -> None:
    found = curve(cards, at(later), 90.0, samples)
    reviews = sum(map(len, cards))
    assert (found is None) == (reviews == 0)
    if found is None:
        return
    pieces = (*found.past, found.ahead)
    for piece in pieces:
        assert len(piece) >= 2
        assert [days for days, _ in piece] == sorted({days for days, _ in piece})
        assert [recall for _, recall in piece] == sorted((recall for _, recall in piece), reverse=True)
        assert all(0.0 <= recall <= 1.0 for _, recall in piece)
    assert all(one[-1][0] == other[0][0] for one, other in pairwise(pieces))
    assert pieces[0][0] == (0.0, 1.0)
    assert found.ahead[0][0] == found.now
    assert found.ahead[-1][0] == pytest.approx(found.now + 90.0)
    assert len(found.marks) == reviews
    assert sum(map(len, pieces)) <= samples + 1 + 2 * len(pieces)


def test_a_concept_is_the_mean_of_the_cards_met_so_far() -> None:
    one: Events = [review(0), review(4)]
    other: Events = [review(2, Rating.HARD)]
    found = drawn(one, other, now=10)
    assert found.marks == (Mark(0.0, passed=True), Mark(2.0, passed=True), Mark(4.0, passed=True))
    first, second, third = found.past
    assert first == (*drawn(one, now=10).past[0][: len(first) - 1], first[-1])
    for days, recall in (second[0], second[-1]):
        before = recall_of(one, days) if days < 4 else memory.recall(4, memory.DEFAULT_WEIGHTS[2])
        told = [before, recall_of(other, days)]
        assert recall == pytest.approx(sum(value for value in told if value is not None) / 2)
    told = [recall_of(one, 10), recall_of(other, 10)]
    assert third[-1][0] == 10.0
    assert third[-1][1] == pytest.approx(sum(value for value in told if value is not None) / 2)


def test_a_card_fades_by_the_weights_it_was_reviewed_with() -> None:
    swift = Scheduler(weights=(*memory.DEFAULT_WEIGHTS[:20], 0.8))
    found = drawn([review(0, scheduler=swift)], now=7)
    assert found.past[0][-1] == (7.0, memory.recall(7.0, memory.DEFAULT_WEIGHTS[2], swift.weights))


def test_a_card_made_new_has_no_recall_until_it_is_met_again() -> None:
    found = drawn([review(0), reset(5), review(9)], now=9.5)
    assert found.past[-1][-1][1] == memory.recall(0.5, memory.DEFAULT_WEIGHTS[2])
    assert [(piece[0][0], piece[-1][0]) for piece in found.past] == [(0.0, 5.0), (9.0, 9.5)]
    assert len(found.marks) == 2
    gone = drawn([review(0), reset(5)], now=9)
    assert (len(gone.past), gone.ahead) == (1, ())


def test_a_history_that_begins_with_a_reset_is_one_of_its_reviews() -> None:
    assert drawn([reset(-3), review(1)], now=4) == drawn([review(1)], now=4)


def test_a_clock_set_back_turns_no_time_back() -> None:
    found = drawn([review(2), review(1), review(6), review(4)], now=0)
    assert [mark.days for mark in found.marks] == [0.0, 0.0, 4.0, 4.0]
    assert found.now == 4.0
    assert found.past[-1][-1][0] == found.ahead[0][0] == 4.0


@pytest.mark.parametrize("cards", [[], [[]], [[], []], [[reset(1)]]])
def test_what_was_never_reviewed_has_no_curve(cards: list[Events]) -> None:
    assert curve(cards, NOON) is None


def test_a_curve_of_no_length() -> None:
    found = curve([[review(0)]], NOON, ahead=0.0)
    assert found == Curve((), (), 0.0, (Mark(0.0, passed=True),))
