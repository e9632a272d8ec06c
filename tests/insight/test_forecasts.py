"""Brier scores, what they are made of, and calibration error: the vectors, and what always holds."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby, pairwise
from math import comb, fsum
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offbook.insight.forecasts import (
    MANY,
    Bin,
    Forecast,
    brier,
    calibration_error,
    decomposition,
    equal_bins,
)
from offbook.statistics import mean, superiority

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
LEVELS: tuple[Bin, ...] = tuple(
    tuple(Forecast(said, came == "1") for came in outcomes)
    for said, outcomes in ((0.5, "101001"), (0.7, "11010110"), (0.9, "1110110111"), (1.0, "111110"))
)
EVERY = [one for part in LEVELS for one in part]

forecasts = st.builds(Forecast, st.floats(0.0, 1.0), st.booleans())
spoken = st.builds(Forecast, st.sampled_from([0.0, 0.335, 0.585, 0.735, 0.9, 1.0]), st.booleans())


def test_thirty_answers_at_four_levels() -> None:
    expected = VECTORS["brier_levels"]
    found, parts = brier(EVERY), decomposition(LEVELS)
    assert found is not None
    assert parts is not None
    assert found.score == parts.score == pytest.approx(expected["bs"])
    plain, corrected = parts.plain, parts.corrected
    names = ("rel", "res", "unc")
    told = (plain.reliability, plain.resolution, plain.uncertainty)
    assert told == pytest.approx([expected[name] for name in names])
    told = (corrected.reliability, corrected.resolution, corrected.uncertainty)
    assert told == pytest.approx([expected[f"{name}_bc"] for name in names])
    assert (parts.variance, parts.covariance) == pytest.approx((0.0, 0.0), abs=1e-15)
    assert found.skill == pytest.approx(1 - 0.204 / 0.21)


def test_thirty_answers_as_printed() -> None:
    parts, error, bias = (
        decomposition(LEVELS),
        calibration_error(LEVELS),
        mean(f.said - f.came for f in EVERY),
    )
    resolution = superiority([f.said for f in EVERY if f.came], [f.said for f in EVERY if not f.came])
    assert parts
    assert error
    assert bias
    assert resolution
    plain, corrected = parts.plain, parts.corrected
    assert parts.score == pytest.approx(0.2040)
    assert (plain.reliability, plain.resolution) == pytest.approx((0.01039, 0.01639), abs=5e-6)
    assert plain.uncertainty == pytest.approx(0.21)
    assert (corrected.reliability, corrected.resolution) == pytest.approx((-0.02002, -0.00678), abs=5e-6)
    assert corrected.uncertainty == pytest.approx(0.21724, abs=5e-6)
    assert (bias.value, bias.error) == pytest.approx((0.0867, 0.0823), abs=5e-5)
    assert (bias.value, bias.error) == pytest.approx(VECTORS["bias"])
    assert (error.value, error.luck) == pytest.approx((0.0867, 0.0923), abs=5e-5)
    assert (error.value, error.luck) == pytest.approx(VECTORS["ece"])
    assert resolution.value == pytest.approx(VECTORS["auroc2"])


def test_of_nothing_there_is_nothing() -> None:
    assert brier([]) is None
    assert decomposition([]) is None
    assert decomposition([[], [Forecast(0.5, came=True)]]) is None
    assert calibration_error([[], []]) is None
    assert equal_bins([]) == ()


@pytest.mark.parametrize("came", [True, False])
def test_there_is_no_skill_where_nothing_was_in_doubt(*, came: bool) -> None:
    found = brier([Forecast(0.9, came), Forecast(0.8, came)])
    assert found is not None
    assert found.skill is None


def test_always_saying_what_comes_on_average_has_no_skill() -> None:
    found = brier([Forecast(0.75, came) for came in (True, True, True, False)])
    assert found is not None
    assert found.skill == pytest.approx(0.0)


@given(st.lists(st.lists(st.one_of(forecasts, spoken), max_size=12), max_size=6))
@settings(max_examples=40)
def test_the_parts_make_the_score_whatever_the_bins(bins: list[list[Forecast]]) -> None:
    every = [one for part in bins for one in part]
    parts, found = decomposition(bins), brier(every)
    assert (parts is None) == (len(every) < 2)
    if parts and found:
        assert parts.score == pytest.approx(found.score, abs=1e-12)
        corrected = parts.corrected
        again = (corrected.reliability, -corrected.resolution, corrected.uncertainty)
        assert fsum((*again, parts.variance, -parts.covariance)) == pytest.approx(found.score, abs=1e-12)
        assert corrected.reliability <= parts.plain.reliability


@given(st.lists(spoken, min_size=2, max_size=40))
@settings(max_examples=40)
def test_levels_leave_nothing_within_bins(every: list[Forecast]) -> None:
    ordered = sorted(every, key=lambda one: one.said)
    bins = [tuple(group) for _, group in groupby(ordered, key=lambda one: one.said)]
    parts = decomposition(bins)
    assert parts is not None
    assert (parts.variance, parts.covariance) == pytest.approx((0.0, 0.0), abs=1e-12)


@given(st.lists(st.one_of(forecasts, spoken), max_size=250), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_bins_hold_every_forecast_once_in_order_and_equals_together(
    every: list[Forecast], chance: Random
) -> None:
    bins = equal_bins(every)
    assert [one.said for part in bins for one in part] == sorted(one.said for one in every)
    assert len(bins) <= (10 if len(every) >= MANY else 4)
    assert all(part for part in bins)
    assert all(a[-1].said < b[0].said for a, b in pairwise(bins))
    shuffled = list(every)
    chance.shuffle(shuffled)
    assert list(map(Counter, equal_bins(shuffled))) == list(map(Counter, bins))


@pytest.mark.parametrize(("n", "sizes"), [(8, [2] * 4), (199, [50, 50, 49, 50]), (200, [20] * 10)])
def test_bins_are_about_equal(n: int, sizes: list[int]) -> None:
    bins = equal_bins(Forecast(i / n, came=True) for i in range(n))
    assert [len(part) for part in bins] == sizes


def test_one_word_for_everything_is_one_bin() -> None:
    assert [len(part) for part in equal_bins([Forecast(0.9, came=True)] * 30)] == [30]


@pytest.mark.parametrize(("said", "n"), [(0.5, 30), (0.735, 40), (0.9, 60)])
def test_luck_is_what_true_forecasts_miss_by(said: float, n: int) -> None:
    """Over every outcome of ``n`` forecasts that are true."""
    weights = [comb(n, right) * said**right * (1 - said) ** (n - right) for right in range(n + 1)]
    errors = [calibration_error([[Forecast(said, i < right) for i in range(n)]]) for right in range(n + 1)]
    missed = fsum(weight * error.value for weight, error in zip(weights, errors, strict=True) if error)
    assert errors[0] is not None
    assert missed == pytest.approx(errors[0].luck, rel=0.05)


@given(st.lists(st.lists(st.one_of(forecasts, spoken), max_size=12), max_size=6))
@settings(max_examples=40)
def test_calibration_error_lies_between_the_bias_and_one(bins: list[list[Forecast]]) -> None:
    every, error = [one for part in bins for one in part], calibration_error(bins)
    assert (error is None) == (not every)
    if error:
        bias = fsum(one.said - one.came for one in every) / len(every)
        assert abs(bias) - 1e-12 <= error.value <= 1.0
        assert 0.0 <= error.luck < 1.0
