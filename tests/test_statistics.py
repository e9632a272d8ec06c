from __future__ import annotations

import json
from math import comb, fsum, inf
from pathlib import Path
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.statistics import (
    Discrimination,
    Share,
    difference,
    discrimination,
    guess_corrected,
    median,
    ratio,
    share,
    shrunk,
)

VECTORS = json.loads((Path(__file__).parent / "performance" / "vectors.json").read_text("utf-8"))

shares = st.integers(1, 300).flatmap(lambda n: st.floats(0.0, n).map(lambda score: Share(score, n)))
counted = st.integers(1, 300).flatmap(lambda n: st.integers(0, n).map(lambda right: Share(right, n)))
trials = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
seconds = st.floats(0.2, 600.0)


@pytest.mark.parametrize(("right", "n", "low", "high"), VECTORS["wilson"])
def test_wilson(right: int, n: int, low: float, high: float) -> None:
    interval = Share(right, n).interval
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-7)


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (4, 5, 0.3755, 0.9638),
        (16, 20, 0.5840, 0.9193),
        (24, 30, 0.6269, 0.9049),
        (80, 100, 0.7112, 0.8666),
        (0, 5, 0.0, 0.4345),
        (20, 20, 0.839, 1.0),
        (19, 20, 0.764, 0.991),
    ],
)
def test_wilson_as_printed(right: int, n: int, low: float, high: float) -> None:
    digits = 3 if n == 20 and right >= 19 else 4
    interval = Share(right, n).interval
    assert (round(interval.low, digits), round(interval.high, digits)) == (low, high)


def test_partial_credit_counts_in_part() -> None:
    assert share([1.0, 0.5, 0.5, 0.0]) == Share(2.0, 4)
    assert Share(2.0, 4).interval == Share(2, 4).interval


def test_many_small_parts_never_make_more_than_all() -> None:
    assert share([1.0] * 10) == Share(10.0, 10)
    tenths = share([0.1] * 10)
    assert tenths is not None
    assert tenths.value == pytest.approx(0.1, abs=1e-15)


def test_no_scores_make_no_share() -> None:
    assert share([]) is None


@pytest.mark.parametrize(("score", "n"), [(0, 0), (1, 0), (-1, 5), (6, 5), (float("nan"), 5), (inf, 5)])
def test_what_is_no_share_is_refused(score: float, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        Share(score, n)


@given(shares)
def test_wilson_holds_its_point_and_stays_between_0_and_1(one: Share) -> None:
    assert one.value in one.interval
    assert 0.0 <= one.interval.low < one.interval.high <= 1.0


@given(counted)
def test_wilson_is_even_handed_to_right_and_wrong(one: Share) -> None:
    mirrored = Share(one.n - one.score, one.n).interval
    assert (one.interval.low, one.interval.high) == pytest.approx((1 - mirrored.high, 1 - mirrored.low))


@given(counted)
def test_wilson_rises_with_one_more_right_answer_and_narrows_with_more_of_the_same(one: Share) -> None:
    more, wider = Share(one.score + 1, one.n + 1).interval, one.interval
    assert more.low > wider.low or one.score == 0
    assert more.high >= wider.high
    twice = Share(2 * one.score, 2 * one.n).interval
    assert twice.high - twice.low < wider.high - wider.low


@pytest.mark.parametrize("n", [10, 30, 100])
@pytest.mark.parametrize("p", [0.3, 0.5, 0.8, 0.9])
def test_wilson_holds_the_truth_about_as_often_as_it_says(n: int, p: float) -> None:
    weights = [comb(n, x) * p**x * (1 - p) ** (n - x) for x in range(n + 1)]
    coverage = fsum(weight for x, weight in enumerate(weights) if p in Share(x, n).interval)
    assert 0.90 < coverage < 0.99


@pytest.mark.parametrize(
    ("one", "other", "value", "low", "high"),
    [
        (Share(56, 70), Share(48, 80), 0.2, 0.0524, 0.3339),
        (Share(18, 20), Share(14, 20), 0.2, -0.054, 0.431),
    ],
)
def test_newcombe(one: Share, other: Share, value: float, low: float, high: float) -> None:
    change = difference(one, other)
    assert change.value == pytest.approx(value)
    assert (change.interval.low, change.interval.high) == pytest.approx((low, high), abs=5e-4)


def test_newcombe_as_published() -> None:
    # Newcombe 1998, method 10.
    interval = difference(Share(56, 70), Share(48, 80)).interval
    assert (round(interval.low, 4), round(interval.high, 4)) == (0.0524, 0.3339)


@given(shares, shares)
def test_newcombe_turned_round_changes_sign(one: Share, other: Share) -> None:
    there, back = difference(one, other), difference(other, one)
    assert there.value == -back.value
    assert there.interval.low == pytest.approx(-back.interval.high, abs=1e-12)
    assert there.interval.high == pytest.approx(-back.interval.low, abs=1e-12)


@given(shares, shares)
def test_newcombe_holds_its_point_and_stays_between_minus_1_and_1(one: Share, other: Share) -> None:
    change = difference(one, other)
    assert change.value in change.interval
    assert change.interval.low >= -1.0 - 1e-12
    assert change.interval.high <= 1.0 + 1e-12


@given(shares)
def test_a_share_does_not_differ_from_itself(one: Share) -> None:
    assert 0.0 in difference(one, one).interval


@given(shares, st.floats(0.0, 1.0))
def test_a_shrunk_share_lies_between_its_own_and_the_overall(one: Share, overall: float) -> None:
    drawn = shrunk(one.score, one.n, overall)
    low, high = sorted([one.value, overall])
    assert low - 1e-12 <= drawn <= high + 1e-12


def test_shrinking_is_four_answers_at_the_overall_accuracy() -> None:
    assert shrunk(0, 1, 0.8) == pytest.approx(0.64)
    assert shrunk(0, 3, 0.8) == pytest.approx(3.2 / 7)
    assert shrunk(0, 0, 0.8) == 0.8


@pytest.mark.parametrize(
    ("value", "guess", "known"),
    [(0.75, 0.5, 0.5), (0.5, 0.5, 0.0), (0.3, 0.5, 0.0), (1.0, 0.5, 1.0), (0.7, 0.0, 0.7), (1.0, 1.0, None)],
)
def test_guess_corrected(value: float, guess: float, known: float | None) -> None:
    assert guess_corrected(value, guess) == known


@pytest.mark.parametrize(
    ("values", "value", "ends"),
    [
        (range(1, 8), 4.0, None),
        (range(1, 9), 4.5, (1, 8)),
        (range(1, 11), 5.5, (1, 10)),
        (range(1, 12), 6.0, (2, 10)),
        # 50 - 9.8 and 51 + 9.8, both away from the middle.
        (range(1, 101), 50.5, (40, 61)),
        ([2.8], 2.8, None),
    ],
)
def test_median(values: list[float], value: float, ends: tuple[float, float] | None) -> None:
    found = median(values)
    assert found is not None
    assert (found.value, found.n) == (value, len(values))
    assert (found.interval and (found.interval.low, found.interval.high)) == ends


def test_no_values_have_no_median() -> None:
    assert median([]) is None


@pytest.mark.parametrize("n", range(8, 120))
def test_the_interval_of_a_median_holds_the_truth_at_least_as_often_as_it_says(n: int) -> None:
    interval = median(range(1, n + 1))
    assert interval is not None
    assert interval.interval is not None
    low, high = round(interval.interval.low), round(interval.interval.high)
    assert low - 1 == n - high
    assert sum(comb(n, below) for below in range(low, high)) >= 0.95 * 2**n


@given(st.lists(seconds, min_size=8, max_size=60))
def test_the_interval_of_a_median_holds_it_and_two_of_the_values(values: list[float]) -> None:
    found = median(values)
    assert found is not None
    assert found.interval is not None
    assert found.value in found.interval
    assert {found.interval.low, found.interval.high} <= set(values)


def test_ratio() -> None:
    net = [1, 1, -1, 1, 1, -1 / 3, 1, 1, 0, 1]
    times = [2.1, 1.4, 3.3, 2.8, 5.0, 6.2, 4.1, 9.5, 7.7, 1.9]
    found = ratio(net, [time / 60 for time in times])
    assert found is not None
    assert (found.value, found.error) == pytest.approx(
        (VECTORS["speed"]["net_per_min"], VECTORS["speed"]["net_se"])
    )
    assert found.interval is not None
    assert found.value in found.interval


@pytest.mark.parametrize(
    ("tops", "bottoms", "value"),
    [([], [], None), ([1.0], [0.0], None), ([3.0], [2.0], 1.5), ([1, 2], [2, 0], 1.5)],
)
def test_a_ratio_that_stands_on_one_part_has_no_error(
    tops: list[float], bottoms: list[float], value: float | None
) -> None:
    found = ratio(tops, bottoms)
    assert (found and found.value) == value
    assert found is None or (found.error, found.interval) == (None, None)


def test_a_ratio_of_what_does_not_pair_up_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        ratio([1.0], [1.0, 2.0])


@given(st.lists(st.tuples(st.floats(-1.0, 1.0), seconds), min_size=2, max_size=20))
def test_the_error_of_a_ratio_is_that_of_leaving_each_out(parts: list[tuple[float, float]]) -> None:
    tops, bottoms = zip(*parts, strict=True)
    found = ratio(tops, bottoms)
    without = [
        sum(t for j, t in enumerate(tops) if j != i) / sum(b for j, b in enumerate(bottoms) if j != i)
        for i in range(len(parts))
    ]
    centre, n = sum(without) / len(parts), len(parts)
    expected = ((n - 1) / n * sum((one - centre) ** 2 for one in without)) ** 0.5
    assert found is not None
    assert found.error == pytest.approx(expected, abs=1e-9)


@given(st.floats(-1.0, 1.0), st.lists(seconds, min_size=2, max_size=20))
def test_parts_at_one_rate_leave_no_doubt_of_it(rate: float, times: list[float]) -> None:
    found = ratio([rate * time for time in times], times)
    assert found is not None
    assert (found.value, found.error) == pytest.approx((rate, 0.0), abs=1e-9)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        *((tuple(json.loads(f"[{name[1:-1]}]")), vector) for name, vector in VECTORS["sdt"].items()),
        VECTORS["aspectL"],
        VECTORS["aspectP"],
    ],
)
def test_discrimination(counts: list[int], expected: dict[str, float]) -> None:
    found = discrimination(*counts)
    told = (found.d, found.c, found.d_error, found.c_error, found.unleaning, found.ceiling)
    names = ("d", "c", "se_d", "se_c", "pc_unbiased", "d_ceiling")
    assert told == pytest.approx([expected[name] for name in names], abs=1e-12)
    ends = (found.d_interval.low, found.d_interval.high)
    assert ends == pytest.approx((expected["d_lo"], expected["d_hi"]), abs=1e-6)


@pytest.mark.parametrize(
    ("counts", "d", "c", "error"),
    [
        ((82, 100, 46, 100), 1.002793, -0.401960, None),
        ((17, 20, 4, 20), 1.7591, -0.0879, 0.4475),
        ((10, 10, 0, 10), 3.3812, 0.0, None),
        ((20, 20, 0, 20), 3.9615, 0.0, None),
        ((15, 18, 4, 12), 1.2952, -0.2519, None),
        ((14, 18, 3, 12), 1.3316, -0.0507, None),
    ],
)
def test_discrimination_as_printed(
    counts: tuple[int, int, int, int], d: float, c: float, error: float | None
) -> None:
    found = discrimination(*counts)
    assert (found.d, found.c) == pytest.approx((d, c), abs=5e-5)
    assert error is None or found.d_error == pytest.approx(error, abs=5e-5)


@pytest.mark.parametrize(
    ("counts", "at_ceiling"),
    [((10, 10, 0, 10), True), ((10, 10, 1, 10), False), ((9, 10, 0, 10), False), ((0, 10, 10, 10), False)],
)
def test_a_perfect_run_is_at_the_ceiling(counts: tuple[int, int, int, int], *, at_ceiling: bool) -> None:
    found = discrimination(*counts)
    assert found.at_ceiling is at_ceiling
    assert (found.d == found.ceiling) is at_ceiling


@pytest.mark.parametrize("counts", [(11, 10, 0, 10), (0, 10, 11, 10), (-1, 10, 0, 10), (0, 10, -1, 10)])
def test_counts_that_cannot_be_are_refused(counts: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="are no counts"):
        discrimination(*counts)


def test_with_no_trials_nothing_is_told_apart_and_nothing_fails() -> None:
    found = discrimination(0, 0, 0, 0)
    assert (found.d, found.c, found.unleaning) == (0.0, 0.0, 0.5)


@pytest.mark.parametrize(("n", "half"), [(10, 1.2), (20, 0.9), (50, 0.6)])
def test_the_interval_of_d_is_as_wide_and_as_true_as_it_says(n: int, half: float) -> None:
    """Over every outcome of ``n`` trials a side, for someone with a d′ of 1.5 and no lean."""
    true, right = 1.5, NormalDist().cdf(1.5 / 2)
    weights = [comb(n, k) * right**k * (1 - right) ** (n - k) for k in range(n + 1)]
    outcomes = [
        (weights[hits] * weights[rejected], discrimination(hits, n, n - rejected, n))
        for hits in range(n + 1)
        for rejected in range(n + 1)
    ]
    assert 0.94 < fsum(weight for weight, found in outcomes if true in found.d_interval) < 0.98
    assert fsum(weight * found.d for weight, found in outcomes) == pytest.approx(true, abs=0.05)
    assert 1.96 * fsum(weight * found.d_error for weight, found in outcomes) == pytest.approx(half, abs=0.06)


@given(trials, trials)
def test_telling_apart_rises_with_hits_and_sinks_with_false_alarms(
    signal: tuple[int, int], noise: tuple[int, int]
) -> None:
    (hits, signals), (alarms, noises) = signal, noise
    here = discrimination(hits, signals, alarms, noises)
    assert here.d in here.d_interval
    assert here.d <= here.ceiling + 1e-12
    if hits < signals:
        better = discrimination(hits + 1, signals, alarms, noises)
        assert better.d > here.d
        assert better.c < here.c
    if alarms < noises:
        worse = discrimination(hits, signals, alarms + 1, noises)
        assert worse.d < here.d
        assert worse.c < here.c


@given(trials, trials)
def test_signal_and_noise_can_change_places(signal: tuple[int, int], noise: tuple[int, int]) -> None:
    (hits, signals), (alarms, noises) = signal, noise
    here = discrimination(hits, signals, alarms, noises)
    there = discrimination(noises - alarms, noises, signals - hits, signals)
    assert _figures(here) == pytest.approx(_figures(there, -1.0), abs=1e-12)


def _figures(found: Discrimination, sign: float = 1.0) -> tuple[float, ...]:
    return found.d, sign * found.c, found.d_error, found.unleaning, found.ceiling
