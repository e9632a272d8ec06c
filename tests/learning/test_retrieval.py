from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, log, sqrt
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import DAY_ONE, NOON, key, progresses, ratings, reviewed, schedulers, settled, stepping
from offbook.clock import DAY, MINUTE
from offbook.learning import memory
from offbook.learning.memory import Rating
from offbook.learning.retrieval import (
    MICRO,
    NOTHING,
    OBSERVED,
    Age,
    Retrieval,
    Tally,
    retrieval,
    tally,
    total,
)
from offbook.learning.schedule import Progress, Scheduler, Settled, memory_of
from offbook.learning.standing import rate

CARD = key("card")


def judged(day: int, predicted: float, *, passed: bool, growth: float = 0.5) -> Retrieval:
    return Retrieval(
        day,
        Age.YOUNG,
        passed,
        round(predicted * MICRO),
        round((predicted - passed) ** 2 * MICRO),
        round(growth * MICRO) if passed else None,
    )


predictions = st.lists(st.tuples(st.floats(0.0, 1.0), st.booleans(), st.floats(0.0, 4.0)), max_size=60)


def retrievals(given: Sequence[tuple[float, bool, float]]) -> list[Retrieval]:
    return [judged(DAY_ONE, predicted, passed=passed, growth=growth) for predicted, passed, growth in given]


def outcome(
    before: Progress, rating: Rating, day: int, scheduler: Scheduler | None = None
) -> Retrieval | None:
    event = reviewed(CARD, rating, day, scheduler)
    return retrieval(before, event, rate(before, event, NOON.plus((day - DAY_ONE) * DAY)))


@pytest.mark.parametrize(
    ("before", "day", "age"),
    [
        (Progress(), DAY_ONE, None),
        (Progress(), DAY_ONE + 40, None),
        (settled(DAY_ONE + 1), DAY_ONE, None),
        (settled(DAY_ONE + 9), DAY_ONE - 1, None),
        (stepping(NOON.ms + 10 * MINUTE), DAY_ONE, None),
        (stepping(NOON.ms + 10 * MINUTE), DAY_ONE + 1, Age.STEPPING),
        (stepping(NOON.ms + DAY - 1), DAY_ONE + 30, Age.STEPPING),
        (stepping(NOON.ms + DAY), DAY_ONE + 1, Age.YOUNG),
        (settled(DAY_ONE + 1), DAY_ONE + 1, Age.YOUNG),
        (settled(DAY_ONE + 20), DAY_ONE + 400, Age.YOUNG),
        (settled(DAY_ONE + 21), DAY_ONE + 1, Age.MATURE),
    ],
    ids=[
        "a new card was never known",
        "however late it is met",
        "the same day is no delay",
        "nor is a clock set back",
        "steps of the day",
        "steps left overnight",
        "a step of nearly a day, however late",
        "a step of a day is an interval of a day",
        "a day",
        "twenty days, however late",
        "twenty-one days, however early",
    ],
)
def test_what_counts_and_how_old_it_is(before: Progress, day: int, age: Age | None) -> None:
    found = outcome(before, Rating.GOOD, day)
    assert (found and found.age) == age
    assert found is None or found.day == day


@pytest.mark.parametrize("rating", Rating)
def test_a_retrieval_says_what_was_expected_and_what_came(rating: Rating) -> None:
    before, scheduler = (
        settled(DAY_ONE + 10, stability=8.0),
        Scheduler(weights=(*memory.DEFAULT_WEIGHTS[:20], 0.3)),
    )
    found = outcome(before, rating, DAY_ONE + 12, scheduler)
    predicted = memory.recall(12, 8.0, scheduler.weights)
    passed = rating is not Rating.AGAIN
    after, _ = memory.after(8.0, 5.0, 12, rating, scheduler.weights)
    assert found
    assert found.passed is passed
    assert found.expected == round(predicted * 1e6)
    assert found.error == round((passed - predicted) ** 2 * 1e6)
    assert found.growth == (round(log(after / 8.0) * 1e6) if passed else None)


@given(
    st.lists(st.tuples(ratings, st.sampled_from((0, 0, 1, 1, 2, 9, 30, 90))), min_size=1, max_size=25),
    schedulers,
)
def test_a_history_counts_the_first_review_of_each_day_after_an_interval_of_a_day(
    history: list[tuple[Rating, int]], scheduler: Scheduler
) -> None:
    """Counted once more as Anki's statistics do it: from the intervals that a log of reviews holds."""
    progress, day, interval = Progress(), DAY_ONE, 0
    passes: list[bool] = []
    days: set[int] = set()
    tallies: list[Tally] = []
    for rating, gap in history:
        day += gap
        event = reviewed(CARD, rating, day, scheduler)
        after = rate(progress, event, NOON.plus((day - DAY_ONE) * DAY))
        if found := retrieval(progress, event, after):
            tallies.extend([tally(found)] if found.age is not Age.STEPPING else [])
        if interval >= 1 and day not in days:
            passes.append(rating is not Rating.AGAIN)
        days.add(day)
        interval = after.schedule.due - day if isinstance(after.schedule, Settled) else 0
        progress = after
    sums = total(tallies)
    assert (sums.n, sums.passed) == (len(passes), sum(passes))


@given(progresses, ratings, st.integers(-2, 400), schedulers)
def test_growth_is_told_of_every_success_and_nothing_else(
    before: Progress, rating: Rating, late: int, scheduler: Scheduler
) -> None:
    found = outcome(before, rating, DAY_ONE + late, scheduler)
    assert (found is not None) == (late >= 1 and memory_of(before) is not None)
    if found:
        assert (found.growth is not None) == found.passed == (rating is not Rating.AGAIN)
        assert 0 <= found.expected <= MICRO
        assert found.growth is None or found.growth >= 0


@given(predictions, predictions)
def test_what_is_taken_back_leaves_nothing(
    kept: list[tuple[float, bool, float]], undone: list[tuple[float, bool, float]]
) -> None:
    before = total(map(tally, retrievals(kept)))
    grown = before
    for one in retrievals(undone):
        grown += tally(one)
    for one in retrievals(undone):
        grown -= tally(one)
    assert grown == before
    assert before - before == NOTHING


@given(predictions, st.integers(0, 60))
def test_sums_do_not_depend_on_their_order(given_in: list[tuple[float, bool, float]], part: int) -> None:
    tallies = [tally(one) for one in retrievals(given_in)]
    assert total(reversed(tallies)) == total(tallies) == total(tallies[:part]) + total(tallies[part:])


@given(predictions)
def test_growth_is_a_geometric_mean_of_successes(given_in: list[tuple[float, bool, float]]) -> None:
    sums = total(map(tally, retrievals(given_in)))
    grown = [growth for _, passed, growth in given_in if passed]
    if grown:
        assert sums.factor == pytest.approx(exp(fmean(grown)), rel=1e-6)
    else:
        assert sums.factor is None


@given(predictions)
def test_bias_is_the_mean_difference_with_its_error(given_in: list[tuple[float, bool, float]]) -> None:
    found = total(map(tally, retrievals(given_in))).bias
    if len(given_in) < 2:
        assert found is None
        return
    apart = [predicted - passed for predicted, passed, _ in given_in]
    assert found
    assert found.value == pytest.approx(fsum(apart) / len(apart), abs=1e-6)
    assert found.error**2 == pytest.approx((stdev(apart) / sqrt(len(apart))) ** 2, abs=1e-5)
    assert found.value in found.interval


def test_the_bias_of_the_published_vector() -> None:
    groups = ((0.5, "101001"), (0.7, "11010110"), (0.9, "1110110111"), (1.0, "111110"))
    every = [judged(DAY_ONE, stated, passed=sign == "1") for stated, signs in groups for sign in signs]
    found = total(map(tally, every)).bias
    assert found
    assert found.value == pytest.approx(0.0867, abs=5e-5)
    assert found.error == pytest.approx(0.0823, abs=5e-5)


def test_nothing_says_nothing() -> None:
    assert (NOTHING.factor, NOTHING.bias, NOTHING.is_model_only) == (None, None, True)


@pytest.mark.parametrize(("n", "model"), [(1, True), (OBSERVED - 1, True), (OBSERVED, False)])
def test_fifty_retrievals_make_more_than_a_model(n: int, *, model: bool) -> None:
    assert total([tally(judged(DAY_ONE, 0.9, passed=True))] * n).is_model_only is model
