from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import DAY_ONE, NOON, key, keys, memories, progresses, ratings, schedulers, settled, stepping
from offbook.clock import DAY, HOUR, MINUTE, Moment
from offbook.deck.cards import CardKey
from offbook.learning import memory, schedule
from offbook.learning.memory import Rating
from offbook.learning.schedule import (
    Memory,
    New,
    Progress,
    Scheduler,
    Settled,
    Stepping,
    comes_back,
    is_ready,
    memory_of,
    recall_now,
    review,
    wait,
)

CARD = key("card")
PLAIN = Scheduler(fuzz=False)
AGAIN, HARD, GOOD, EASY = Rating


def rated(progress: Progress, *given_ratings: Rating, scheduler: Scheduler = PLAIN) -> Progress:
    """The progress after some ratings at one moment."""
    for rating in given_ratings:
        progress = review(progress, CARD, rating, NOON, DAY_ONE, scheduler)
    return progress


def minutes(progress: Progress) -> float | None:
    """Minutes until the next step, or None if the card has settled."""
    match progress.schedule:
        case Stepping(due=due):
            return (due - NOON.ms) / MINUTE
        case New() | Settled():
            return None


@pytest.mark.parametrize(
    ("steps", "before", "expected"),
    [
        # Again, hard, good, easy: minutes to the next step, None for settled.
        ((1, 10), (), (1, 5.5, 10, None)),
        ((1, 10), (AGAIN,), (1, 5.5, 10, None)),
        ((1, 10), (HARD,), (1, 5.5, 10, None)),
        ((1, 10), (GOOD,), (1, 10, None, None)),
        ((1, 10), (GOOD, HARD), (1, 10, None, None)),
        ((1, 10), (GOOD, AGAIN), (1, 5.5, 10, None)),
        ((1, 10, 60), (GOOD,), (1, 10, 60, None)),
        ((1, 10, 60), (GOOD, GOOD), (1, 60, None, None)),
        ((15,), (), (15, 22.5, None, None)),
        ((15,), (HARD,), (15, 22.5, None, None)),
        ((), (), (None, None, None, None)),
    ],
)
def test_learning_steps(
    steps: tuple[int, ...], before: tuple[Rating, ...], expected: tuple[float | None, ...]
) -> None:
    scheduler = replace(PLAIN, steps=steps)
    start = rated(Progress(), *before, scheduler=scheduler)
    assert tuple(minutes(rated(start, rating, scheduler=scheduler)) for rating in Rating) == expected


@pytest.mark.parametrize(
    ("relearning", "before", "expected"),
    [
        ((10,), (), (10, None, None, None)),
        ((10,), (AGAIN,), (10, 15, None, None)),
        ((5, 20), (AGAIN,), (5, 12.5, 20, None)),
        ((5, 20), (AGAIN, GOOD), (5, 20, None, None)),
        ((), (), (None, None, None, None)),
    ],
)
def test_relearning_steps(
    relearning: tuple[int, ...], before: tuple[Rating, ...], expected: tuple[float | None, ...]
) -> None:
    scheduler = replace(PLAIN, relearning=relearning)
    start = rated(settled(DAY_ONE), *before, scheduler=scheduler)
    assert tuple(minutes(rated(start, rating, scheduler=scheduler)) for rating in Rating) == expected


def test_a_step_that_the_settings_took_away_lets_the_card_settle() -> None:
    waiting = stepping(NOON.ms, step=3)
    assert minutes(rated(waiting, GOOD)) is None
    assert minutes(rated(waiting, HARD)) is None
    assert minutes(rated(waiting, AGAIN)) == 1


@pytest.mark.parametrize(
    ("start", "rating", "lapses"),
    [
        (Progress(), AGAIN, 0),
        (stepping(0), AGAIN, 0),
        (stepping(0, lapsed=True), AGAIN, 0),
        (settled(DAY_ONE), HARD, 0),
        (settled(DAY_ONE), AGAIN, 1),
        (settled(DAY_ONE, lapses=7), AGAIN, 8),
        (settled(DAY_ONE, lapses=7), GOOD, 7),
    ],
)
def test_a_lapse_is_the_forgetting_of_a_settled_card(start: Progress, rating: Rating, lapses: int) -> None:
    after = rated(start, rating)
    assert (after.lapses, after.reviews) == (lapses, start.reviews + 1)


def test_the_schedule_agrees_with_the_reference_step_by_step() -> None:
    chance = Random(7)
    for steps, relearning in (((1, 10), (10,)), ((15,), (5, 20)), ((), ())):
        scheduler = Scheduler(steps=steps, relearning=relearning, fuzz=False, retention=0.85)
        reference = fsrs.Scheduler(
            desired_retention=0.85,
            learning_steps=[timedelta(minutes=step) for step in steps],
            relearning_steps=[timedelta(minutes=step) for step in relearning],
            enable_fuzzing=False,
        )
        for _ in range(200):
            check_course(scheduler, reference, chance)


def check_course(scheduler: Scheduler, reference: fsrs.Scheduler, chance: Random) -> None:
    """Take a card through a dozen reviews at noon, ours beside the reference's."""
    ours, theirs = Progress(), fsrs.Card(card_id=1, due=datetime.fromtimestamp(NOON.ms / 1000, UTC))
    now = NOON
    for _ in range(12):
        rating = chance.choice(tuple(Rating))
        ours = review(ours, CARD, rating, now, now.day(4), scheduler)
        theirs, _ = reference.review_card(
            theirs, fsrs.Rating(rating), datetime.fromtimestamp(now.ms / 1000, UTC)
        )
        # The reference knows no longest stability, so it is held to ours before it goes on.
        theirs.stability = min(theirs.stability or 0.0, memory.MAX_STABILITY)
        ahead = round((theirs.due.timestamp() * 1000) - now.ms)
        assert isinstance(ours.schedule, Settled) is (theirs.state is fsrs.State.Review)
        assert wait(ours, now, now.day(4)) == ahead
        # Whole days between reviews, for the reference floors what is between them.
        now = now.plus(-(-ahead // DAY) * DAY * chance.choice((0, 1, 1, 2)))


@given(progresses, keys, ratings, schedulers, st.integers(0, 400), st.integers(0, DAY - 1))
def test_a_preview_is_the_outcome(
    progress: Progress, card: CardKey, rating: Rating, scheduler: Scheduler, days: int, later: int
) -> None:
    now = NOON.plus(days * DAY)
    previewed = review(progress, card, rating, now, now.day(4), scheduler)
    # The answer comes later on the same day, with the same scheduler and the same card.
    again = Moment(now.ms + later, now.offset)
    outcome = review(progress, CardKey(card.deck, card.card), rating, again, now.day(4), scheduler)
    assert wait(previewed, now, now.day(4)) == wait(outcome, again, now.day(4))
    assert review(progress, card, rating, now, now.day(4), scheduler) == previewed


@given(progresses, keys, schedulers, st.integers(0, 1000))
def test_a_better_rating_never_comes_back_sooner(
    start: Progress, card: CardKey, scheduler: Scheduler, days: int
) -> None:
    now, day = NOON.plus(days * DAY), DAY_ONE + days
    shown = [wait(review(start, card, rating, now, day, scheduler), now, day) for rating in Rating]
    assert shown == sorted(shown)


@pytest.mark.parametrize("bonus", [1.0, 1.2])
@pytest.mark.parametrize("longest", [21, 36_500])
def test_what_is_longer_without_fuzz_is_longer_with_it(bonus: float, longest: int) -> None:
    chance = Random(11)
    # Weights of a learner whose ratings differ little, so that intervals lie a day or two apart.
    weights = (*memory.DEFAULT_WEIGHTS[:15], 0.7, bonus, *memory.DEFAULT_WEIGHTS[17:])
    fuzzed = Scheduler(weights=weights, longest=longest)
    met = 0
    for repetition in range(1_000):
        kept = Memory(chance.uniform(0.5, 25.0), chance.uniform(6.0, 10.0), NOON, DAY_ONE)
        start, days = Progress(Settled(kept, DAY_ONE), repetition), chance.randrange(20)
        exact = days_by_rating(start, days, replace(fuzzed, fuzz=False))
        shown = days_by_rating(start, days, fuzzed)
        assert list(shown.values()) == sorted(shown.values())
        assert max(shown.values()) <= longest
        for worse, better in ((HARD, GOOD), (GOOD, EASY)):
            if shown[worse] < longest:
                assert (exact[worse] < exact[better]) is (shown[worse] < shown[better])
            drawn = {schedule._fuzzed(exact[rating], CARD, repetition) for rating in (worse, better)}
            met += exact[better] > exact[worse] > 2 and len(drawn) == 1
    assert met > 2, "fuzz brought no two ratings together: this shows nothing"


def days_by_rating(start: Progress, days: int, scheduler: Scheduler) -> dict[Rating, int]:
    """Days that a settled card would wait by each rating, ``days`` after ``NOON``."""
    now, day = NOON.plus(days * DAY), DAY_ONE + days
    outcomes = {rating: review(start, CARD, rating, now, day, scheduler) for rating in Rating}
    return {rating: wait(outcome, now, day) // DAY for rating, outcome in outcomes.items()}


@given(memories, keys, st.integers(0, 60), st.sampled_from((HARD, GOOD, EASY)), st.integers(1, 1000))
def test_fuzz_stays_near_the_exact_interval(
    kept: Memory, card: CardKey, repetition: int, rating: Rating, days: int
) -> None:
    start = Progress(Settled(kept, DAY_ONE), repetition)
    now, day = NOON.plus(days * DAY), DAY_ONE + days
    exact = wait(review(start, card, rating, now, day, PLAIN), now, day) // DAY
    fuzzed = wait(review(start, card, rating, now, day, Scheduler()), now, day) // DAY
    low, high = schedule._fuzz_range(exact) if exact >= 3 else (exact, exact)
    assert low <= fuzzed <= high


@pytest.mark.parametrize(
    ("days", "expected"),
    [(3, (2, 4)), (5, (4, 6)), (7, (5, 9)), (10, (8, 12)), (20, (17, 23)), (100, (93, 107))],
)
def test_the_range_of_fuzz_is_the_usual_one(days: int, expected: tuple[int, int]) -> None:
    assert schedule._fuzz_range(days) == expected


def test_fuzz_is_drawn_by_card_and_repetition_and_fills_its_range() -> None:
    places = [(card, repetition) for card in range(40) for repetition in range(40)]
    draws = {(card, n): schedule._fuzzed(100, key(f"c{card}"), n) for card, n in places}
    assert set(draws.values()) == set(range(93, 108))
    assert len({draws[0, n] for n in range(40)}) > 5
    assert len({draws[card, 0] for card in range(40)}) > 5
    assert sum(draws.values()) / len(draws) == pytest.approx(100, abs=0.5)


def test_a_clock_set_back_is_a_review_on_the_same_day() -> None:
    known = settled(DAY_ONE + 10)
    back = Moment(NOON.ms - 30 * DAY)
    after = review(known, CARD, GOOD, back, DAY_ONE - 30, PLAIN)
    kept = memory_of(known)
    assert kept is not None
    expected = memory.after(kept.stability, kept.difficulty, 0, GOOD)
    assert after.schedule == Settled(Memory(*expected, back, DAY_ONE - 30), DAY_ONE - 30 + round(expected[0]))
    assert recall_now(known, back, PLAIN) == 1.0
    assert recall_now(known, back, PLAIN, ahead=10.0) == pytest.approx(0.9)


def test_days_between_reviews_are_study_days_not_hours() -> None:
    evening, morning = Moment(NOON.ms + 11 * HOUR), Moment(NOON.ms + 20 * HOUR)
    assert morning.day(4) - evening.day(4) == 1
    known = replace(settled(DAY_ONE + 1, last=evening), reviews=1)
    kept = memory_of(known)
    assert kept is not None
    after = memory_of(review(known, CARD, GOOD, morning, morning.day(4), PLAIN))
    assert after is not None
    assert (after.stability, after.difficulty) == memory.after(kept.stability, kept.difficulty, 1, GOOD)


@pytest.mark.parametrize(
    ("progress", "ms", "day", "ready"),
    [
        (Progress(), NOON.ms, DAY_ONE, False),
        (stepping(NOON.ms), NOON.ms - 1, DAY_ONE, False),
        (stepping(NOON.ms), NOON.ms, DAY_ONE, True),
        (settled(DAY_ONE + 1), NOON.ms + DAY, DAY_ONE, False),
        (settled(DAY_ONE + 1), NOON.ms, DAY_ONE + 1, True),
        (settled(DAY_ONE - 9), NOON.ms, DAY_ONE, True),
    ],
)
def test_ready(progress: Progress, ms: int, day: int, *, ready: bool) -> None:
    assert is_ready(progress, Moment(ms), day) is ready


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        (Progress(), 0),
        (stepping(NOON.ms + 90_000), 90_000),
        (stepping(NOON.ms - 1), 0),
        (settled(DAY_ONE + 3), 3 * DAY),
        (settled(DAY_ONE - 3), 0),
    ],
)
def test_wait(progress: Progress, expected: int) -> None:
    assert wait(progress, NOON, DAY_ONE) == expected


@pytest.mark.parametrize(
    ("progress", "offset", "expected"),
    [
        (Progress(), 0, None),
        (stepping(NOON.ms + 1), 60, Moment(NOON.ms + 1, 60)),
        (settled(DAY_ONE + 2), 0, Moment(NOON.ms + 2 * DAY - 8 * HOUR)),
        (settled(DAY_ONE + 2), 120, Moment(NOON.ms + 2 * DAY - 10 * HOUR, 120)),
    ],
)
def test_comes_back(progress: Progress, offset: int, expected: Moment | None) -> None:
    assert comes_back(progress, Moment(NOON.ms, offset), rollover=4) == expected


@given(progresses, st.integers(0, 3000), st.sampled_from((-600, 0, 330)))
def test_a_card_is_ready_from_the_moment_it_comes_back(progress: Progress, days: int, offset: int) -> None:
    back = comes_back(progress, Moment(NOON.ms + days * DAY, offset), rollover=4)
    if back is not None:
        assert is_ready(progress, back, back.day(4))
        assert not is_ready(progress, back.plus(-1), back.plus(-1).day(4))


def test_recall_by_fractional_days() -> None:
    known = settled(DAY_ONE + 10)
    assert recall_now(known, NOON.plus(DAY // 2), PLAIN) == memory.recall(0.5, 10.0)
    assert recall_now(known, NOON, PLAIN, ahead=30.0) == pytest.approx(0.809388, abs=5e-7)
    assert recall_now(Progress(), NOON, PLAIN) is None


@given(memories, st.sampled_from((HARD, GOOD, EASY)), st.integers(1, 500))
def test_more_retention_never_comes_back_later(kept: Memory, rating: Rating, days: int) -> None:
    start, now = Progress(Settled(kept, DAY_ONE)), NOON.plus(days * DAY)
    shown = [
        wait(review(start, CARD, rating, now, DAY_ONE + days, replace(PLAIN, retention=retention)), now, 0)
        for retention in (0.7, 0.8, 0.9, 0.95, 0.99)
    ]
    assert shown == sorted(shown, reverse=True)


@given(memories, ratings, st.sampled_from((1, 30, 365)))
def test_no_interval_is_longer_than_the_longest(kept: Memory, rating: Rating, longest: int) -> None:
    scheduler = Scheduler(longest=longest, retention=0.7, relearning=())
    after = review(Progress(Settled(kept, DAY_ONE)), CARD, rating, NOON, DAY_ONE, scheduler)
    assert DAY <= wait(after, NOON, DAY_ONE) <= longest * DAY
