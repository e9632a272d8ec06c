from __future__ import annotations

import json
from math import fsum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from observation_samples import BOTH, LEARNING, PERFORMANCE, THREE, TWO, cells, sidings

from observations import late, seen, sided
from offbook.deck.cards import SideId
from offbook.performance.discrimination import Confusion, MixUp, confusion, leans_to, mix_ups
from offbook.performance.observation import Observation, Told
from offbook.statistics import Share, discrimination

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
THIRTY = Confusion(THREE, ((9, 1, 2), (3, 8, 1), (1, 2, 3)), (0, 0, 0))

several = st.lists(sidings, max_size=60)
counts = st.integers(0, 30)


def test_the_matrix_of_thirty_answers() -> None:
    sides = {"L": LEARNING, "P": PERFORMANCE, "B": BOTH, "-": None}
    rows = {
        str(sides[truth]): {sides[said]: count for said, count in row.items()}
        for truth, row in VECTORS["confusion"]["M"].items()
    }
    matrix = confusion(cells(rows), THREE)
    assert matrix == THIRTY
    assert matrix.n == matrix.answered == VECTORS["confusion"]["n"]
    assert matrix.accuracy == Share(20, 30)
    assert matrix.macro_recall == pytest.approx(VECTORS["confusion"]["macro_recall"])
    assert matrix.lean(BOTH) == VECTORS["confusion"]["both_bias"]
    for letter, side in zip("LPB", THREE, strict=True):
        recall, precision = matrix.recall(side), matrix.precision(side)
        assert recall is not None
        assert precision is not None
        assert recall.value == pytest.approx(VECTORS["confusion"]["recall"][letter])
        assert precision.value == pytest.approx(VECTORS["confusion"]["precision"][letter])


@pytest.mark.parametrize(("side", "name"), [(LEARNING, "aspectL"), (PERFORMANCE, "aspectP")])
def test_the_two_aspects_of_thirty_answers(side: SideId, name: str) -> None:
    trials, expected = VECTORS[name]
    found = THIRTY.aspect(side, BOTH)
    assert found == discrimination(*trials)
    assert (found.d, found.c, found.d_error) == pytest.approx([expected[key] for key in ("d", "c", "se_d")])


def test_time_outs_have_a_column_of_their_own() -> None:
    every = cells({"learning": {LEARNING: 3, None: 1}, "performance": {PERFORMANCE: 2, LEARNING: 2}})
    matrix = confusion(every, TWO)
    assert matrix == Confusion(TWO, ((3, 0), (2, 2)), (1, 0))
    assert (matrix.n, matrix.answered) == (8, 7)
    # They count against accuracy and recall …
    assert matrix.accuracy == Share(5, 8)
    assert matrix.recall(LEARNING) == Share(3, 4)
    # … and are left out of what was said: precision, lean and d′.
    assert matrix.precision(LEARNING) == Share(3, 5)
    assert matrix.lean(LEARNING) == pytest.approx(2 / 7)
    assert matrix.aspect(PERFORMANCE) == discrimination(2, 4, 0, 3)


def test_only_what_can_be_told_is_in_the_matrix() -> None:
    every = [
        seen(form="classify"),
        seen(form="choice", told=Told("learning", "learning")),
        sided("left", "left"),
        sided("learning", "left"),
        seen(form="classify", told=Told("performance", None)),
        late(form="classify", told=Told("performance", "performance")),
    ]
    assert confusion(every, TWO) == Confusion(TWO, ((0, 0), (0, 0)), (1, 2))


def test_of_nothing_there_is_nothing_to_say() -> None:
    matrix = confusion([], THREE)
    assert (matrix.n, matrix.accuracy, matrix.macro_recall, matrix.lean(BOTH)) == (0, None, None, None)
    assert (matrix.recall(BOTH), matrix.precision(BOTH)) == (None, None)
    assert matrix.aspect(LEARNING, BOTH).d == 0.0
    assert confusion([], ()).macro_recall is None


def test_macro_recall_needs_every_side() -> None:
    matrix = confusion(cells({"learning": {LEARNING: 3}, "performance": {PERFORMANCE: 2}}), THREE)
    assert matrix.macro_recall is None
    assert matrix.recall(BOTH) is None


@given(several)
@settings(max_examples=40)
def test_the_matrix_holds_every_answer_once(every: list[Observation]) -> None:
    matrix = confusion(every, THREE)
    assert matrix.n == len(every)
    assert sum(matrix.silent) == sum(one.timed_out for one in every)
    right = sum(one.is_right for one in every)
    assert matrix.accuracy == (Share(right, len(every)) if every else None)


@given(several)
@settings(max_examples=40)
def test_recalls_weighed_by_their_rows_are_accuracy(every: list[Observation]) -> None:
    matrix = confusion(every, THREE)
    recalls = [found for side in THREE if (found := matrix.recall(side))]
    weighed = fsum(found.value * found.n for found in recalls)
    assert weighed == pytest.approx(matrix.accuracy.score if matrix.accuracy else 0.0)


@given(several)
@settings(max_examples=40)
def test_what_one_side_is_said_too_often_the_others_are_said_too_rarely(every: list[Observation]) -> None:
    leans = [confusion(every, THREE).lean(side) for side in THREE]
    assert fsum(lean for lean in leans if lean is not None) == pytest.approx(0.0, abs=1e-12)


@given(counts, counts, counts, counts)
def test_without_both_the_aspects_are_the_two_choice_drill(a: int, b: int, c: int, d: int) -> None:
    matrix = Confusion(THREE, ((a, b, 0), (c, d, 0), (0, 0, 0)), (0, 0, 0))
    drill = discrimination(hits=d, signals=c + d, false_alarms=b, noises=a + b)
    performance, learning = matrix.aspect(PERFORMANCE, BOTH), matrix.aspect(LEARNING, BOTH)
    assert performance == drill == Confusion(TWO, ((a, b), (c, d)), (0, 0)).aspect(PERFORMANCE)
    assert (learning.d, learning.c, learning.d_error) == pytest.approx(
        (drill.d, -drill.c, drill.d_error), abs=1e-12
    )


@given(several)
@settings(max_examples=40)
def test_every_answer_is_a_trial_of_both_aspects(every: list[Observation]) -> None:
    matrix = confusion(every, THREE)
    for side in TWO:
        found = matrix.aspect(side, BOTH)
        assert found.signals + found.noises == matrix.answered
        assert found.signals == sum(
            one.told is not None and not one.timed_out and one.told.truth in (side, BOTH) for one in every
        )


@pytest.mark.parametrize(
    ("trials", "side"),
    [
        ((82, 100, 46, 100), PERFORMANCE),
        ((54, 100, 18, 100), LEARNING),
        ((17, 20, 4, 20), None),
        ((10, 10, 0, 10), None),
        ((0, 0, 0, 0), None),
    ],
)
def test_a_lean_is_named_once_it_is_beyond_chance(
    trials: tuple[int, int, int, int], side: SideId | None
) -> None:
    assert leans_to(discrimination(*trials), PERFORMANCE, LEARNING) == side


def picked(truth: str, chosen: str | None, times: int = 1) -> list[Observation]:
    return [seen(float(truth == chosen), told=Told(truth, chosen))] * times


def test_the_most_frequent_mix_ups_are_named() -> None:
    every = [
        *picked("skills", "application", 3),
        *picked("growth", "improvement", 2),
        *picked("execution", "goal", 2),
        *picked("aims", "ends", 2),
        *picked("application", "skills", 1),
        *picked("skills", "skills", 9),
        *picked("skills", None, 5),
        *[late(told=Told("skills", "growth"))] * 4,
        *[sided("learning", "performance")] * 6,
        seen(),
    ]
    assert mix_ups(every) == (
        MixUp("skills", "application", 3),
        MixUp("aims", "ends", 2),
        MixUp("execution", "goal", 2),
    )


def test_what_was_mixed_up_once_is_not_named() -> None:
    assert mix_ups(picked("skills", "application")) == ()
    assert mix_ups([]) == ()
