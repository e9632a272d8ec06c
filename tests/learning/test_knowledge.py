from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import NOON
from offbook.clock import DAY, MINUTE
from offbook.learning import memory
from offbook.learning.knowledge import (
    HORIZONS,
    LEAST,
    Effort,
    Known,
    Trace,
    knowledge,
    together,
    yields,
)

OTHERS = (*memory.DEFAULT_WEIGHTS[:20], 0.4)
VECTOR = {
    0: (5.668156278586114, 0.5469567885274063),
    7: (5.062338822384433, 0.864793545739358),
    30: (4.450323532702985, 1.035899033500629),
    90: (3.9024468170692934, 1.1322219150691148),
}


def trace(days: float, stability: float) -> Trace:
    return stability, NOON.ms - round(days * DAY)


traces = st.builds(trace, st.floats(-3.0, 2_000.0), st.floats(0.001, 36_500.0))
decks = st.lists(traces, min_size=1, max_size=30)


@pytest.mark.parametrize("days", HORIZONS)
def test_the_published_vector(days: int) -> None:
    cards = ((0, 2.3), (1, 2.3), (3, 8.0), (10, 20.0), (2, 1.0), (5, 40.0))
    found = knowledge([trace(*card) for card in cards], NOON)
    assert found
    expected, deviation = VECTOR[days]
    assert found.at(days).cards == pytest.approx(expected, rel=1e-12)
    assert found.at(days).deviation == pytest.approx(deviation, rel=1e-12)
    assert found.durability == pytest.approx(VECTOR[30][0] / VECTOR[0][0], rel=1e-12)
    assert found.now == found.at(0)


@given(decks, st.sampled_from((memory.DEFAULT_WEIGHTS, OTHERS)))
def test_it_is_the_sum_of_what_the_model_says_of_each_card(
    cards: list[Trace], weights: tuple[float, ...]
) -> None:
    found = knowledge(cards, NOON, weights)
    assert found
    for days in HORIZONS:
        recalls = [memory.recall(max(0, NOON.ms - last) / DAY + days, s, weights) for s, last in cards]
        assert found.at(days).n == len(cards)
        assert found.at(days).cards == pytest.approx(sum(recalls), rel=1e-9)
        assert found.at(days).variance == pytest.approx(sum(r * (1 - r) for r in recalls), abs=1e-9)


@given(decks)
def test_knowledge_falls_and_stays_within_its_band(cards: list[Trace]) -> None:
    found = knowledge(cards, NOON)
    assert found
    held = [one.cards for one in found.by_days]
    assert held == sorted(held, reverse=True)
    for one in found.by_days:
        assert one.cards in one.band
        assert 0.0 <= one.band.low <= one.band.high <= one.n
    assert found.durability is not None
    assert 0.0 < found.durability <= 1.0


@given(decks, decks)
def test_decks_add_up_each_with_its_own_weights(one: list[Trace], other: list[Trace]) -> None:
    parts = [knowledge(one, NOON), knowledge(other, NOON, OTHERS)]
    found = together(part for part in parts if part)
    assert found
    for days in HORIZONS:
        held = [part.at(days) for part in parts if part]
        assert found.at(days).n == len(one) + len(other)
        assert found.at(days).cards == pytest.approx(sum(known.cards for known in held))
        assert found.at(days).variance == pytest.approx(sum(known.variance for known in held))


@given(decks, decks)
def test_decks_of_the_same_weights_are_one_deck(one: list[Trace], other: list[Trace]) -> None:
    parts = [part for part in (knowledge(one, NOON), knowledge(other, NOON)) if part]
    whole, found = knowledge([*one, *other], NOON), together(parts)
    assert whole
    assert found
    for apart, at_once in zip(found.by_days, whole.by_days, strict=True):
        assert apart.n == at_once.n
        assert apart.cards == pytest.approx(at_once.cards)
        assert apart.variance == pytest.approx(at_once.variance, abs=1e-9)


def test_nothing_known_is_none() -> None:
    assert knowledge([], NOON) is None
    assert together([]) is None


def test_a_review_in_the_future_is_one_of_this_moment() -> None:
    assert knowledge([trace(-7.0, 5.0)], NOON) == knowledge([trace(0.0, 5.0)], NOON)


def test_the_band_ends_at_none_and_at_all() -> None:
    assert (Known(4, 0.1, 0.5).band.low, Known(4, 3.9, 0.5).band.high) == (0.0, 4.0)


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        ([], {}),
        ([Effort(0, 12.0, 2 * LEAST)], {0: 0.1}),
        ([Effort(0, 12.0, LEAST - 1), Effort(1, 18.0, LEAST)], {1: 0.1}),
        ([Effort(1, 18.0, LEAST), Effort(0, 24.0, LEAST)], {0: 0.4, 1: -0.1}),
        ([Effort(0, 6.0, LEAST), Effort(2, 60.0, LEAST), Effort(3, 60.0, 90 * MINUTE)], {0: 0.1, 3: 0.0}),
        ([Effort(4, 60.0, LEAST)], {}),
    ],
    ids=["nothing", "the first week", "too short", "more faded", "a week is missing", "unknown before"],
)
def test_yield_is_what_a_minute_gained(weeks: list[Effort], expected: dict[int, float]) -> None:
    found = yields(weeks)
    assert found == pytest.approx(expected)
    assert list(found) == sorted(found)
