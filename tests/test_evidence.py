from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.evidence import (
    NEEDS,
    Against,
    Early,
    Evidence,
    Figure,
    Hidden,
    Solid,
    against,
    decimals,
    known,
    more,
    shown,
    standing,
)
from offbook.statistics import Interval, Share, around


@pytest.mark.parametrize(
    ("figure", "counts", "expected"),
    [
        (Figure.COUNT, (4,), Hidden(1, "answers")),
        (Figure.COUNT, (5,), Solid()),
        # "7 of 9, 1 more for a percentage"
        (Figure.ACCURACY, (9,), Hidden(1, "answers")),
        (Figure.ACCURACY, (10,), Early()),
        (Figure.ACCURACY, (29,), Early()),
        (Figure.ACCURACY, (30,), Solid()),
        (Figure.TREND, (10, 9), Hidden(1, "answers in the one before")),
        (Figure.TREND, (30, 29), Early()),
        (Figure.TREND, (30, 30), Solid()),
        (Figure.DISCRIMINATION, (9, 30), Hidden(1, "answers on one side")),
        (Figure.DISCRIMINATION, (9, 2), Hidden(8, "answers on the other side")),
        (Figure.DISCRIMINATION, (10, 19), Early()),
        (Figure.DISCRIMINATION, (20, 19), Early()),
        (Figure.DISCRIMINATION, (20, 20), Solid()),
        (Figure.CONFUSION, (14,), Hidden(1, "answers")),
        (Figure.ROW_RECALL, (10,), Early()),
        (Figure.MEDIAN_TIME, (7,), Hidden(1, "right answers")),
        (Figure.MEDIAN_TIME, (8,), Early()),
        (Figure.NET_RATE, (9,), Hidden(1, "answers")),
        (Figure.NET_RATE, (30,), Solid()),
        (Figure.THIRDS, (29,), Hidden(1, "answers")),
        (Figure.THIRDS, (59,), Early()),
        (Figure.RETENTION, (49,), Early()),
        (Figure.BIAS, (19,), Hidden(1, "answers")),
        (Figure.BRIER, (99,), Early()),
        (Figure.CALIBRATION_ERROR, (100,), Early()),
        (Figure.RESOLUTION, (50, 9, 59), Hidden(1, "wrong answers")),
        (Figure.RESOLUTION, (9, 9, 18), Hidden(2, "answers")),
        (Figure.RESOLUTION, (49, 10, 59), Early()),
        (Figure.RESOLUTION, (50, 10, 60), Solid()),
        (Figure.TRANSFER_GAP, (50,), Solid()),
        (Figure.QUADRANT, (0,), Hidden(3, "cold answers")),
        (Figure.QUADRANT, (9,), Early()),
        (Figure.ITEM_DISCRIMINATION, (29,), Hidden(1, "learners")),
        (Figure.RELIABILITY, (100, 9), Hidden(1, "items")),
        (Figure.RELIABILITY, (100, 10), Solid()),
        (Figure.EXPERIMENT, (60, 59), Early()),
    ],
)
def test_standing(figure: Figure, counts: tuple[int, ...], expected: Evidence) -> None:
    assert standing(figure, *counts) == expected


@pytest.mark.parametrize("figure", Figure)
def test_every_figure_knows_what_it_needs(figure: Figure) -> None:
    needs = NEEDS[figure]
    assert all(0 < need.shown <= need.solid for need in needs)
    assert standing(figure, *(need.solid for need in needs)) == Solid()
    assert isinstance(standing(figure, *(0 for _ in needs)), Hidden)


@pytest.mark.parametrize("counts", [(), (1,), (1, 2, 3)])
def test_a_wrong_number_of_counts_is_refused(counts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="argument"):
        standing(Figure.DISCRIMINATION, *counts)


@given(st.sampled_from(Figure), st.data())
def test_what_is_missing_is_what_it_takes(figure: Figure, data: st.DataObject) -> None:
    counts = [data.draw(st.integers(0, 250)) for _ in NEEDS[figure]]
    found = standing(figure, *counts)
    if isinstance(found, Hidden):
        assert found.missing >= 1
        raised = [count + found.missing for count in counts]
        assert not isinstance(standing(figure, *raised), Hidden)
        short = [count + found.missing - 1 for count in counts]
        assert isinstance(standing(figure, *short), Hidden)


@given(st.sampled_from(Figure))
def test_more_is_never_less(figure: Figure) -> None:
    rank = [
        (Hidden, Early, Solid).index(type(standing(figure, *(n for _ in NEEDS[figure])))) for n in range(220)
    ]
    assert all(before <= after for before, after in pairwise(rank))


def test_what_counts_do_not_carry_is_hidden_and_so_is_what_does_not_exist() -> None:
    assert shown(Figure.BIAS, 0.1, 20) == 0.1
    assert shown(Figure.BIAS, 0.1, 19) == Hidden(1, "answers")
    assert shown(Figure.BIAS, None, 20) == Hidden(1, "answers")
    with pytest.raises(ValueError, match="zip"):
        shown(Figure.BIAS, 0.1, 20, 20)


@pytest.mark.parametrize(("n", "half"), [(10, 0.23), (20, 0.17), (30, 0.14), (100, 0.08)])
def test_what_accuracy_is_worth_at_its_counts(n: int, half: float) -> None:
    interval = Share(0.8 * n, n).interval
    assert (interval.high - interval.low) / 2 == pytest.approx(half, abs=0.005)


@pytest.mark.parametrize(
    ("interval", "target", "words"),
    [
        (Interval(0.81, 0.95), 0.8, "above target"),
        (Interval(0.80, 0.95), 0.8, "above target"),
        (Interval(0.79, 0.95), 0.8, "can't tell yet"),
        (Interval(0.60, 0.80), 0.8, "can't tell yet"),
        (Interval(0.60, 0.79), 0.8, "below target"),
        (None, 0.8, "can't tell yet"),
    ],
)
def test_words_come_from_the_interval(interval: Interval | None, target: float, words: str) -> None:
    assert against(interval, target) == words


@given(st.floats(-5, 5), st.floats(0, 3), st.floats(-5, 5))
def test_words_never_contradict_the_point(value: float, error: float, target: float) -> None:
    words = against(around(value, error), target)
    assert words is Against.UNCLEAR or (words is Against.ABOVE) == (value >= target)


@pytest.mark.parametrize(("n", "expected"), [(0, 0), (999, 0), (1_000, 1)])
def test_decimals(n: int, expected: int) -> None:
    assert decimals(n) == expected


@pytest.mark.parametrize(
    ("missing", "of", "told"),
    [
        (12, "reviews", "12 more reviews"),
        (1_200, "answers", "1,200 more answers"),
        (1, "right answers", "1 more right answer"),
        (1, "closed gaps", "1 more closed gap"),
        (1, "answers in this window", "1 more answer in this window"),
        (1, "quizzes", "1 more quiz"),
    ],
)
def test_what_is_missing_is_told_in_its_number(missing: int, of: str, told: str) -> None:
    assert more(missing, of) == Hidden(missing, of).told == told


def test_what_is_hidden_is_not_known() -> None:
    assert known(0.0) == 0.0
    assert known(Hidden(1, "answers")) is None
