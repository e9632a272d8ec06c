from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import DAY_ONE, NOON, key, ratings, reviewed, settled, standings
from offbook.clock import DAY
from offbook.learning import memory, schedule
from offbook.learning.events import Buried, CardEvent, Flagged, Pulled, Reset, Resumed, Suspended
from offbook.learning.memory import Rating
from offbook.learning.schedule import Progress, Scheduler, Settled, Stepping
from offbook.learning.standing import LEECH, Standing, fold, is_new_leech, rate, recall_now

CARD = key("card")
FRESH = Standing()
KNOWN = Standing(settled(DAY_ONE))
SET_ASIDE = Standing(settled(DAY_ONE, lapses=8), suspended=True, leech=True)


@pytest.mark.parametrize(
    ("before", "event", "after"),
    [
        (FRESH, Suspended(CARD), Standing(suspended=True)),
        (FRESH, Suspended(CARD, leech=True), Standing(suspended=True, leech=True)),
        (SET_ASIDE, Suspended(CARD), replace(SET_ASIDE, leech=False)),
        (SET_ASIDE, Resumed(CARD), replace(SET_ASIDE, suspended=False, leech=False)),
        (FRESH, Resumed(CARD), FRESH),
        (FRESH, Buried(CARD, DAY_ONE + 1), Standing(buried=DAY_ONE + 1)),
        (Standing(buried=DAY_ONE + 1), Buried(CARD, DAY_ONE + 3), Standing(buried=DAY_ONE + 3)),
        (FRESH, Flagged(CARD, on=True), Standing(flagged=True)),
        (Standing(flagged=True), Flagged(CARD, on=True), Standing(flagged=True)),
        (Standing(flagged=True), Flagged(CARD, on=False), FRESH),
        (KNOWN, Pulled(CARD), replace(KNOWN, pulled=True)),
        (replace(KNOWN, pulled=True, flagged=True), Reset(CARD), Standing(flagged=True)),
        (SET_ASIDE, Reset(CARD), replace(SET_ASIDE, progress=Progress())),
    ],
)
def test_fold(before: Standing, event: CardEvent, after: Standing) -> None:
    assert fold(before, event, NOON) == after


@pytest.mark.parametrize("rating", Rating)
def test_a_review_moves_the_schedule_and_answers_the_call(rating: Rating) -> None:
    before = Standing(settled(DAY_ONE), flagged=True, pulled=True)
    scheduler = Scheduler(retention=0.8)
    after = fold(before, reviewed(CARD, rating, DAY_ONE, scheduler), NOON)
    expected = schedule.review(before.progress, CARD, rating, NOON, DAY_ONE, scheduler)
    assert after == Standing(expected, flagged=True)


def test_a_review_is_scheduled_by_what_was_in_force_then() -> None:
    lenient = rate(KNOWN.progress, reviewed(CARD, Rating.GOOD, scheduler=Scheduler(retention=0.7)), NOON)
    strict = rate(KNOWN.progress, reviewed(CARD, Rating.GOOD, scheduler=Scheduler(retention=0.97)), NOON)
    assert isinstance(lenient.schedule, Settled)
    assert isinstance(strict.schedule, Settled)
    assert lenient.schedule.due > strict.schedule.due
    assert lenient.schedule.memory == strict.schedule.memory


def test_the_day_of_a_review_is_the_one_it_was_lived_in() -> None:
    event = reviewed(CARD, Rating.GOOD, DAY_ONE + 5)
    after = rate(KNOWN.progress, event, NOON)
    assert isinstance(after.schedule, Settled)
    assert after.schedule.memory.day == DAY_ONE + 5
    grown, _ = memory.after(10.0, 5.0, 5, Rating.GOOD)
    assert after.schedule.memory.stability == grown


@given(standings, ratings)
def test_what_a_decision_says_a_review_leaves_alone(before: Standing, rating: Rating) -> None:
    after = fold(before, reviewed(CARD, rating), NOON)
    assert replace(after, progress=before.progress, pulled=before.pulled) == before


@given(standings, st.integers(DAY_ONE, DAY_ONE + 3))
def test_away_is_suspended_or_buried_for_a_later_day(standing: Standing, day: int) -> None:
    assert standing.is_away(day) is (standing.suspended or standing.buried > day)


def test_a_buried_card_comes_again_on_the_day_it_was_put_off_to() -> None:
    buried = Standing(buried=DAY_ONE + 1)
    assert buried.is_away(DAY_ONE)
    assert not buried.is_away(DAY_ONE + 1)


def test_a_card_is_set_aside_after_eight_lapses_and_every_four_more() -> None:
    progress, set_aside = Progress(), []
    for round_ in range(30):
        day, now = DAY_ONE + 100 * round_, NOON.plus(100 * round_ * DAY)
        known = rate(progress, reviewed(CARD, Rating.EASY, day), now)
        assert not is_new_leech(progress, known)
        progress = rate(known, reviewed(CARD, Rating.AGAIN, day + 50), now.plus(50 * DAY))
        if is_new_leech(known, progress):
            set_aside.append(progress.lapses)
        # Forgetting it once more in its steps is no further lapse.
        again = rate(progress, reviewed(CARD, Rating.AGAIN, day + 50), now.plus(50 * DAY))
        assert isinstance(again.schedule, Stepping)
        assert not is_new_leech(progress, again)
        progress = again
    assert LEECH == 8
    assert set_aside == [8, 12, 16, 20, 24, 28]


def test_a_reset_card_has_its_lapses_before_it_again() -> None:
    forgotten = fold(SET_ASIDE, Reset(CARD), NOON)
    assert forgotten.progress.lapses == 0


def test_recall_is_that_of_the_progress() -> None:
    assert recall_now(FRESH, NOON, Scheduler()) is None
    assert recall_now(KNOWN, NOON.plus(10 * DAY), Scheduler()) == pytest.approx(0.9)
    assert recall_now(KNOWN, NOON, Scheduler(), ahead=30.0) == memory.recall(30.0, 10.0)
