"""Confidence and expectation held to what came: levels, measures, minimum counts, words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import answers, late, run

from observations import seen
from offbook.clock import DAY, HOUR
from offbook.evidence import Hidden
from offbook.insight.calibration import (
    Level,
    Verdict,
    chance_of,
    confidence,
    expectation,
    words,
)
from offbook.performance.observation import Observation
from offbook.statistics import Mean, Share, Superiority

several = st.lists(answers, max_size=150)


@pytest.mark.parametrize(
    ("level", "guess", "chance"),
    [
        (1, 0.0, 0.335),
        (1, 0.25, 0.46),
        (1, 0.5, 0.585),
        (1, 1.0, 0.67),
        (2, 0.0, 0.735),
        (2, 0.5, 0.735),
        (3, 0.25, 0.9),
    ],
)
def test_a_level_stands_for_the_middle_of_what_it_states(level: int, guess: float, chance: float) -> None:
    assert chance_of(level, guess) == pytest.approx(chance)


def test_the_table_of_levels() -> None:
    every = [
        *run(3, 4, confidence=1, guess=0.0),
        *run(1, 4, confidence=1, guess=0.5),
        *run(27, 38, confidence=3),
        *run(5, 5, confidence=None),
        late(confidence=3),
    ]
    found = confidence(every)
    assert [(one.level, one.low, one.high) for one in found.levels] == [(1, 0.25, 0.67), (3, 0.8, 1.0)]
    assert [one.came for one in found.levels] == [Share(4, 8), Share(27, 38)]
    assert (found.timeouts, found.silent, found.calibration.n) == (1, 5, 46)


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        (Level(3, 0.8, 1.0, Share(27, 38)), "can't tell yet"),
        (Level(3, 0.8, 1.0, Share(20, 38)), "less often right than stated"),
        (Level(1, 0.25, 0.67, Share(38, 40)), "more often right than stated"),
        (Level(2, 0.67, 0.8, Share(0, 9)), "can't tell yet"),
    ],
)
def test_a_level_is_judged_by_the_whole_interval(level: Level, verdict: str) -> None:
    assert level.verdict == verdict


def test_half_right_is_not_right() -> None:
    found = confidence([seen(0.5, confidence=3) for _ in range(20)])
    bias = found.calibration.bias
    assert isinstance(bias, Mean)
    assert (bias.value, bias.error) == pytest.approx((0.9, 0.0), abs=1e-12)


@pytest.mark.parametrize(
    ("right", "told"),
    [
        (15, "15 of 30 right where 90% was said: surer than right, by 40 points."),
        (30, "30 of 30 right where 90% was said: right more often than said, by 10 points."),
        (26, "26 of 30 right where 90% was said: can't tell yet."),
    ],
)
def test_the_words_follow_the_interval(right: int, told: str) -> None:
    assert words(confidence(run(right, 30, confidence=3)).calibration) == told


def test_sureness_that_tells_right_from_wrong_resolves() -> None:
    every = [*run(20, 20, confidence=3), *run(0, 10, confidence=1), *run(0, 0, confidence=2)]
    found = confidence(every).calibration.resolution
    assert isinstance(found, Superiority)
    assert (found.value, found.ones, found.others) == (1.0, 20, 10)
    lucky = confidence([replace(one, confidence=2) for one in every]).calibration.resolution
    assert isinstance(lucky, Superiority)
    assert lucky.value == 0.5


def test_the_levels_are_ranked_whatever_guessing_makes_of_their_chances() -> None:
    # The lowest level at a claim stands for .585, at a typed answer for .335: it is one level.
    every = [*run(10, 10, confidence=1, guess=0.5), *run(0, 10, confidence=1, guess=0.0)]
    found = confidence(every).calibration.resolution
    assert isinstance(found, Superiority)
    assert found.value == 0.5


def test_the_model_is_held_to_what_memory_can_give() -> None:
    good = run(27, 30, recall=0.9, guess=0.0, lag=DAY)
    out = [late(recall=0.9), seen(recall=None), seen(recall=0.9, lag=HOUR), seen(recall=0.9, lag=None)]
    found = expectation([*good, *out])
    assert (found.calibration.n, found.left_out) == (30, 4)
    assert isinstance(found.calibration.bias, Mean)
    assert found.calibration.bias.value == pytest.approx(0.0)
    assert found.calibration.said == pytest.approx(0.9)


def test_of_nothing_there_is_nothing() -> None:
    for found in (confidence([]).calibration, expectation([]).calibration):
        assert (found.n, found.said, found.came, words(found)) == (0, None, None, None)
        assert found.bias == Hidden(20, "answers")
        assert found.brier == Hidden(30, "answers")
        assert found.parts == found.error == Hidden(100, "answers")
        assert isinstance(found.resolution, Hidden)


@given(several)
@settings(max_examples=60)
def test_nothing_is_shown_below_its_minimum(every: list[Observation]) -> None:
    for found in (confidence(every).calibration, expectation(every).calibration):
        n, right = found.n, found.came.score if found.came else 0
        assert isinstance(found.bias, Hidden) == (n < 20)
        assert isinstance(found.brier, Hidden) == (n < 30)
        assert isinstance(found.parts, Hidden) == isinstance(found.error, Hidden) == (n < 100)
        assert isinstance(found.resolution, Hidden) == (min(right, n - right) < 10)
        if not isinstance(found.bias, Hidden):
            assert found.bias.value in found.bias.interval
            assert words(found)
        if not isinstance(found.brier, Hidden) and not isinstance(found.parts, Hidden):
            assert found.parts.score == pytest.approx(found.brier.score, abs=1e-12)


@given(several)
@settings(max_examples=40)
def test_every_answer_is_in_the_table_or_counted_as_left_out(every: list[Observation]) -> None:
    found = confidence(every)
    assert sum(one.came.n for one in found.levels) + found.timeouts + found.silent == len(every)
    assert all(0.0 <= one.low <= one.high <= 1.0 for one in found.levels)
    for one in found.levels:
        assert one.came.n >= 10 or one.verdict is Verdict.UNCLEAR
