from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from observation_samples import answers

from observations import late, seen
from offbook.evidence import Early, Hidden, Solid
from offbook.performance.observation import Observation
from offbook.performance.speed import (
    AtChance,
    Clocked,
    Tempo,
    clocked,
    inverse_efficiency,
    median_time,
    net_rate,
    thirds,
)
from offbook.statistics import Interval, Share

SPEED = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))["speed"]
ROWS = (
    (2.1, 1, 2), (1.4, 1, 2), (3.3, 0, 2), (2.8, 1, 2), (5.0, 1, 4),
    (6.2, 0, 4), (4.1, 1, 4), (9.5, 1, 0), (7.7, 0, 0), (1.9, 1, 2),
)  # fmt: skip
TEN = [seen(right, took=round(1000 * time), guess=1 / k if k else 0.0) for time, right, k in ROWS]

several = st.lists(answers, max_size=50)


def spread(*rights: tuple[int, int]) -> list[Observation]:
    """Answers that take ever longer: so many right of so many, group after group."""
    scores = [float(i < right) for right, n in rights for i in range(n)]
    return [seen(score, took=1_000 + 10 * i, place=i) for i, score in enumerate(scores)]


def test_ten_answers() -> None:
    time, net = median_time(TEN), net_rate(TEN)
    assert time is not None
    assert net is not None
    assert (time.value, time.n, time.interval) == (SPEED["median_rt_correct"], 7, None)
    assert net.n == SPEED["n"]
    assert net.accuracy.value == SPEED["acc"]
    assert net.net.value == pytest.approx(SPEED["net_per_min"])
    assert net.net.error == pytest.approx(SPEED["net_se"])
    assert net.plain.value == pytest.approx(SPEED["rcs_per_min"])
    assert inverse_efficiency(TEN) is SPEED["ies"]


def test_the_median_is_of_right_answers_whose_time_is_meant() -> None:
    every = [
        seen(took=1_000), seen(took=2_000), seen(took=9_000), seen(0.5, took=400), seen(0.0, took=300),
        seen(took=199), seen(took=None), late(),
    ]  # fmt: skip
    found = median_time(every)
    assert found is not None
    assert (found.value, found.n) == (2.0, 3)
    eight = median_time([seen(took=1_000 * i) for i in range(1, 9)])
    assert eight is not None
    assert eight.interval == Interval(1.0, 8.0)


def test_what_is_left_out_is_counted() -> None:
    kept, wrong = seen(took=200), seen(0.0)
    every = [kept, seen(took=199), seen(took=0), seen(took=None), late(), late(), late(), wrong]
    assert clocked(every) == Clocked((kept, wrong), timeouts=3, accidents=2, unclocked=1)


def test_of_nothing_there_is_no_speed() -> None:
    for nothing in ([], [late()], [seen(took=None)], [seen(took=100)]):
        figures = median_time(nothing), net_rate(nothing), thirds(nothing), inverse_efficiency(nothing)
        assert figures == (None, None, None, None)


@pytest.mark.parametrize(
    ("every", "net"),
    [
        ([seen(guess=0.5, took=30_000), seen(0.0, guess=0.5, took=30_000)], 0.0),
        ([seen(guess=0.25, took=30_000), seen(0.0, guess=0.25, took=30_000)], 2 / 3),
        # One of three options chosen together at a chance of 1 in 7.
        ([seen(guess=1 / 7, took=30_000), seen(0.0, guess=1 / 7, took=30_000)], 5 / 6),
        ([seen(guess=0.0, took=30_000), seen(0.0, guess=0.0, took=30_000)], 1.0),
        ([seen(0.5, guess=0.0, took=30_000)], 1.0),
        # Who says nothing has not guessed; the time is gone all the same.
        ([seen(guess=0.5, took=30_000), late(guess=0.5, took=30_000)], 1.0),
        ([seen(guess=0.5, took=30_000), late(guess=0.5)], 2.0),
        ([seen(guess=1.0, took=30_000)], 0.0),
    ],
)
def test_a_minute_yields_the_right_answers_less_what_guessing_gives(
    every: list[Observation], net: float
) -> None:
    found = net_rate(every)
    assert found is not None
    assert found.net.value == pytest.approx(net)


@given(st.sampled_from([2, 3, 4, 5]), st.integers(1, 20), st.integers(200, 9_000))
def test_guessing_at_any_speed_comes_to_nothing(options: int, rounds: int, took: int) -> None:
    lucky = [seen(1.0, guess=1 / options, took=took)] * rounds
    unlucky = [seen(0.0, guess=1 / options, took=took)] * (rounds * (options - 1))
    found = net_rate([*lucky, *unlucky])
    assert found is not None
    assert found.net.value == pytest.approx(0.0, abs=1e-9)
    assert not isinstance(found.evidence, Early | Solid)


@pytest.mark.parametrize(
    ("right", "n", "evidence"),
    [
        (9, 9, Hidden(1, "answers")),
        (10, 10, Early()),
        # At a chance of 1 in 2, 7 of 10 may be luck (39 to 90), 24 of 30 is not (63 to 90).
        (7, 10, AtChance()),
        (24, 30, Solid()),
        (0, 30, AtChance()),
    ],
)
def test_speed_is_shown_once_accuracy_is_above_chance(
    right: int, n: int, evidence: Hidden | AtChance | Early | Solid
) -> None:
    found = net_rate([seen(float(i < right), guess=0.5) for i in range(n)])
    assert found is not None
    assert found.evidence == evidence


def test_speed_without_a_right_answer_is_not_shown_though_nothing_can_be_guessed() -> None:
    found = net_rate([seen(0.0, guess=0.0)] * 30)
    assert found is not None
    assert found.evidence == AtChance()


def test_inverse_efficiency_waits_for_accuracy() -> None:
    nine = [*[seen(took=1_800)] * 9, seen(0.0)]
    assert inverse_efficiency(nine) == pytest.approx(2.0)
    assert inverse_efficiency([*nine, seen(0.0)]) is None


@pytest.mark.parametrize(
    ("rights", "sizes", "tempo"),
    [
        (((3, 10), (8, 10), (10, 10)), (10, 10, 10), Tempo.SLOW_DOWN),
        (((10, 10), (8, 10), (3, 10)), (10, 10, 10), Tempo.UNSURE),
        (((9, 10), (9, 10), (7, 10)), (10, 10, 10), None),
        # The lowest is in the middle: neither haste nor doubt explains it.
        (((10, 10), (1, 10), (3, 10)), (10, 10, 10), None),
        (((3, 10), (8, 12), (10, 10)), (10, 12, 10), Tempo.SLOW_DOWN),
    ],
)
def test_thirds(
    rights: tuple[tuple[int, int], ...], sizes: tuple[int, int, int], tempo: Tempo | None
) -> None:
    found = thirds(reversed(spread(*rights)))
    assert found is not None
    assert (found.fast.n, found.middle.n, found.slow.n) == sizes
    assert (found.fast, found.middle, found.slow) == tuple(Share(float(right), n) for right, n in rights)
    assert found.tempo is tempo


def test_thirds_need_thirty_answers_with_a_time() -> None:
    twenty_nine = spread((29, 29))
    assert thirds([*twenty_nine, late(), seen(took=None), seen(took=0)]) is None
    assert thirds([*twenty_nine, seen()]) is not None


@given(several)
@settings(max_examples=40)
def test_whatever_was_answered_speed_can_be_told_or_is_none(every: list[Observation]) -> None:
    parts = clocked(every)
    assert len(parts.answers) + parts.timeouts + parts.accidents + parts.unclocked == len(every)
    time, net, third = median_time(every), net_rate(every), thirds(every)
    assert (time is None) is not any(one.is_right for one in parts.answers)
    assert time is None or time.value >= 0.2
    spent = [one for one in every if one.timed_out and (one.took or 0) >= 200]
    assert (net.n if net else 0) == len(parts.answers) + len(spent)
    assert third is None or third.n == len(parts.answers)


@given(several)
@settings(max_examples=40)
def test_guessing_never_makes_the_net_rate_better_than_the_plain_one(every: list[Observation]) -> None:
    whole = [one for one in every if one.score in (0.0, 1.0) and one.guess < 1.0]
    found = net_rate(whole)
    assert found is None or found.net.value <= found.plain.value + 1e-9
