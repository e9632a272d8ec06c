from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from random import Random

import fsrs
import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from makers import ratings
from offbook.learning import memory
from offbook.learning.memory import MAX_STABILITY, Rating

HISTORIES = 100_000
SETS = 20
"""Sets of weights the histories are spread over, the published one first."""
START = datetime(2026, 1, 1, tzinfo=UTC)

stabilities = st.floats(memory.MIN_STABILITY, MAX_STABILITY)
difficulties = st.floats(1.0, 10.0)
retentions = st.floats(0.7, 0.99)


def judge(weights: tuple[float, ...]) -> fsrs.Scheduler:
    """The reference, without steps and fuzz, so that a review is its memory and nothing else."""
    return fsrs.Scheduler(weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def random_weights(chance: Random) -> tuple[float, ...]:
    """Weights anywhere within the bounds that the reference sets."""
    bounds = zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(chance.uniform(low, high) for low, high in bounds)


def random_days(chance: Random) -> int:
    """Whole days between two reviews: the same day, the next few, or up to ten years."""
    return chance.choice((0, 0, 1, 2, chance.randrange(3, 60), chance.randrange(60, 3_650)))


def test_the_default_weights_are_the_published_ones() -> None:
    assert memory.DEFAULT_WEIGHTS == DEFAULT_PARAMETERS


def test_a_hundred_thousand_histories_agree_with_the_reference() -> None:
    chance = Random(20_26)
    checked = 0
    for weights in (memory.DEFAULT_WEIGHTS, *(random_weights(chance) for _ in range(SETS - 1))):
        checked += check_histories(judge(weights), weights, HISTORIES // SETS, chance)
    assert checked == HISTORIES


def check_histories(
    reference: fsrs.Scheduler, weights: tuple[float, ...], number: int, chance: Random
) -> int:
    """Grow histories, each from an earlier one by a review, and hold the end of each to the reference."""
    ends: list[tuple[fsrs.Card, tuple[float, float] | None]] = [(fsrs.Card(card_id=1, due=START), None)]
    for _ in range(number):
        # Mostly the young ends are carried on, so that histories of every length come up.
        card, ours = ends[max(chance.randrange(len(ends)), chance.randrange(len(ends)))]
        rating, days = chance.choice(tuple(Rating)), random_days(chance)
        at = card.last_review + timedelta(days=days) if card.last_review else START
        grown, _ = reference.review_card(card, fsrs.Rating(rating), at)
        assert grown.stability is not None
        assert grown.difficulty is not None
        # The reference knows no longest stability, so it is held to ours before it goes on.
        grown.stability = min(grown.stability, MAX_STABILITY)
        after = memory.after(*ours, days, rating, weights) if ours else memory.first(rating, weights)
        assert math.isclose(after[0], grown.stability, rel_tol=1e-9)
        assert math.isclose(after[1], grown.difficulty, rel_tol=1e-9)
        ends.append((grown, after))
    return len(ends) - 1


def test_a_memory_grows_no_longer_than_a_century() -> None:
    strong: tuple[float, float] = memory.first(Rating.EASY)
    for _ in range(12):
        strong = memory.after(*strong, 3_650, Rating.EASY)
    assert strong == (MAX_STABILITY, 1.0)


@pytest.mark.parametrize("rating", Rating)
@pytest.mark.parametrize("stability", [0.001, 0.3, 1.0, 20.0, 36_500.0])
def test_a_same_day_review_follows_the_reference(rating: Rating, stability: float) -> None:
    reference = judge(memory.DEFAULT_WEIGHTS)
    expected = reference._short_term_stability(stability=stability, rating=fsrs.Rating(rating))
    grown, _ = memory.after(stability, 5.0, 0, rating)
    assert math.isclose(grown, min(expected, MAX_STABILITY), rel_tol=1e-12)
    assert grown <= stability if rating is Rating.AGAIN else grown >= stability


@pytest.mark.parametrize("retention", [0.7, 0.8, 0.9, 0.95, 0.99])
def test_intervals_follow_the_reference(retention: float) -> None:
    reference = fsrs.Scheduler(desired_retention=retention)
    for stability in (0.5, 2.3065, 10.0, 77.7, 1_000.0):
        days = memory.interval(stability, retention)
        assert max(round(days), 1) == reference._next_interval(stability=stability)


@pytest.mark.parametrize(
    ("days", "stability", "expected"),
    [
        (0.0, 2.3065, 1.0),
        (0.5, 2.3065, 0.970723),
        (1.0, 2.3065, 0.946847),
        (10.0, 10.0, 0.9),
        (30.0, 10.0, 0.809388),
        (90.0, 10.0, 0.703064),
        (-1.0, 10.0, 1.0),
    ],
)
def test_recall_by_the_continuous_formula(days: float, stability: float, expected: float) -> None:
    assert memory.recall(days, stability) == pytest.approx(expected, abs=5e-7)


def test_the_stability_that_keeps_four_in_five_for_a_month() -> None:
    unit = memory.interval(1.0, 0.8)
    assert 30 / unit == pytest.approx(9.05, abs=0.005)


@given(stabilities, retentions)
def test_an_interval_ends_when_recall_has_fallen_to_retention(stability: float, retention: float) -> None:
    assert memory.recall(memory.interval(stability, retention), stability) == pytest.approx(
        retention, rel=1e-9
    )


@given(stabilities)
def test_at_ninety_percent_the_interval_is_the_stability(stability: float) -> None:
    assert memory.interval(stability, 0.9) == pytest.approx(stability, rel=1e-9)


@given(stabilities, retentions, retentions)
def test_more_retention_means_shorter_intervals(stability: float, left: float, right: float) -> None:
    low, high = sorted((left, right))
    assert memory.interval(stability, low) >= memory.interval(stability, high)


@given(stabilities, st.floats(0.0, 36_500.0), st.floats(0.0, 36_500.0))
def test_recall_only_falls(stability: float, one: float, other: float) -> None:
    early, late = sorted((one, other))
    assert 1.0 >= memory.recall(early, stability) >= memory.recall(late, stability) > 0.0


@given(stabilities, st.floats(0.0, 36_500.0), st.integers(0, 99))
def test_many_recalls_at_once_are_the_same_to_the_bit(stability: float, days: float, seed: int) -> None:
    weights = random_weights(Random(seed))
    assert memory.recalls([(days, stability)] * 2, weights) == [memory.recall(days, stability, weights)] * 2


@given(stabilities, difficulties, st.integers(0, 36_500))
def test_a_better_rating_never_leaves_less(stability: float, difficulty: float, days: int) -> None:
    grown = [memory.after(stability, difficulty, days, rating) for rating in Rating]
    assert grown[0][0] <= stability <= grown[1][0]
    assert [s for s, _ in grown] == sorted(s for s, _ in grown)
    assert [d for _, d in grown] == sorted((d for _, d in grown), reverse=True)


@given(stabilities, difficulties, st.integers(0, 100_000), ratings)
def test_a_memory_stays_within_bounds(stability: float, difficulty: float, days: int, rating: Rating) -> None:
    grown, harder = memory.after(stability, difficulty, days, rating)
    assert memory.MIN_STABILITY <= grown <= MAX_STABILITY
    assert 1.0 <= harder <= 10.0
