"""What was expected of memory and what came: the vector, the three gaps, and what is left out."""

from __future__ import annotations

import json
from math import hypot
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import answers, late, run

from makers import key
from observations import seen
from offbook.clock import DAY, HOUR
from offbook.evidence import Hidden
from offbook.insight.transfer import (
    Asking,
    DueToUse,
    LeftOut,
    Transfer,
    TransferGap,
    asking_of,
    expected,
    held_to,
    is_comparable,
    transfer,
    words,
    words_of_use,
)
from offbook.performance.observation import Observation

VECTOR = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))["gap"]
ROWS = tuple(
    zip(
        (0.95, 0.92, 0.90, 0.88, 0.85, 0.97, 0.93, 0.80, 0.78, 0.91),
        (0.5, 0.5, 0.25, 0.25, 0.25, 0.0, 0.0, 0.5, 0.25, 0.0),
        (1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0),
        strict=True,
    )
)
TEN = [seen(score, recall=recall, guess=guess) for recall, guess, score in ROWS]
FORMS = {key(f"card {i}"): "recall" for i in range(4)}
"""The form of every card but the last of ``answers``."""

several = st.lists(answers, max_size=120)


def gap_of(seen: list[Observation]) -> TransferGap | Hidden:
    """The gap over answers that were asked as their cards stand."""
    return transfer(seen, {one.key: one.form for one in seen}).gaps[Asking.SAME_FORM]


def gap(seen: list[Observation]) -> TransferGap:
    found = gap_of(seen)
    assert isinstance(found, TransferGap)
    return found


def test_ten_answers_twice_over() -> None:
    # Ten are below the minimum; each of them twice has the same means and the errors of twice as many.
    found = gap(TEN * 2)
    assert (found.expected, found.came.value, found.value) == pytest.approx(
        (VECTOR["expected"], VECTOR["observed"], VECTOR["gap"])
    )
    assert found.luck * 2**0.5 == pytest.approx(VECTOR["se_null"])
    assert found.paired.error * (19 / 9) ** 0.5 == pytest.approx(VECTOR["se"])
    assert found.z is not None
    assert found.z / 2**0.5 == pytest.approx(VECTOR["z"])


def test_ten_answers_as_printed() -> None:
    found = gap(TEN * 2)
    assert (found.expected, found.came.value, found.value) == pytest.approx((0.92025, 0.70, 0.22025))
    assert found.luck * 2**0.5 == pytest.approx(0.08472, abs=5e-6)
    assert found.paired.error * (19 / 9) ** 0.5 == pytest.approx(0.14699, abs=5e-6)


def test_ten_answers_are_hidden() -> None:
    assert gap_of(TEN) == Hidden(10, "answers")


def test_what_is_known_is_right_and_the_rest_is_guessed() -> None:
    assert expected(seen(recall=0.8, guess=0.25)) == pytest.approx(0.85)
    assert expected(seen(recall=0.8, guess=0.0)) == 0.8
    assert expected(seen(recall=None)) is None


def test_memory_is_held_to_nothing_that_it_could_not_give() -> None:
    assert is_comparable(seen(recall=0.9, lag=DAY))
    assert held_to(seen(recall=0.8, guess=0.25, lag=DAY)) == pytest.approx(0.85)
    for other in (
        seen(recall=0.9, lag=DAY - 1),
        seen(recall=0.9, lag=None),
        seen(recall=None, lag=DAY),
        late(recall=0.9, lag=DAY),
    ):
        assert not is_comparable(other)
        assert held_to(other) is None


@pytest.mark.parametrize(
    ("one", "asking"),
    [
        (seen(key=key("card 0"), form="recall"), Asking.SAME_FORM),
        (seen(key=key("card 0"), form="choice"), Asking.OTHER_FORM),
        (seen(key=key("card 9"), form="recall"), None),
        (seen(key=key("card 0"), form="recall", transfer=True), Asking.UNSEEN),
        (seen(key=key("card 9"), form="recall", transfer=True), Asking.UNSEEN),
    ],
    ids=["its own form", "another form", "a card that is gone", "quiz only", "quiz only and gone"],
)
def test_how_far_a_question_is_from_its_card(one: Observation, asking: Asking | None) -> None:
    assert asking_of(one, FORMS) is asking


def test_each_answer_is_counted_once() -> None:
    own = run(20, 25, key=key("card 0"), form="recall", recall=0.9, guess=0.0)
    out = [
        late(recall=0.9),
        late(recall=None),
        seen(recall=None),
        seen(recall=0.9, lag=None),
        seen(recall=None, lag=HOUR),
        seen(recall=0.9, lag=HOUR, key=key("card 9")),
        seen(recall=0.9, key=key("card 9")),
    ]
    found = transfer([*own, *out], FORMS)
    assert found.left_out == LeftOut(timeouts=2, unstudied=3, warm=1, formless=1)
    same = found.gaps[Asking.SAME_FORM]
    assert isinstance(same, TransferGap)
    assert same.n == 25
    assert same.value == pytest.approx(0.1)
    assert found.gaps[Asking.OTHER_FORM] == found.gaps[Asking.UNSEEN] == Hidden(20, "answers")


def learner(same: int, unseen: int, n: int = 40) -> Transfer:
    """Someone of perfect memory who gets so many right in the same form, and so many unseen ones."""
    own = run(same, n, key=key("card 0"), form="recall", recall=0.95, guess=0.0)
    return transfer([*own, *run(unseen, n, transfer=True, recall=0.95, guess=0.0)], FORMS)


def test_the_part_due_to_use_is_what_memory_does_not_account_for() -> None:
    found = learner(36, 20)
    same, unseen, use = found.gaps[Asking.SAME_FORM], found.gaps[Asking.UNSEEN], found.due_to_use
    assert isinstance(same, TransferGap)
    assert isinstance(unseen, TransferGap)
    assert isinstance(use, DueToUse)
    assert use.value == pytest.approx(0.4)
    assert use.error == pytest.approx(hypot(same.paired.error, unseen.paired.error))
    assert words_of_use(use) == "Unseen questions cost 40 points beyond memory: using may be what is missing."
    better, same_again = learner(20, 38).due_to_use, learner(36, 35).due_to_use
    assert isinstance(better, DueToUse)
    assert isinstance(same_again, DueToUse)
    assert "45 points better than the cards" in words_of_use(better)
    assert words_of_use(same_again).endswith("can't tell yet.")


def test_what_the_part_due_to_use_lacks_is_named() -> None:
    assert transfer([], FORMS).due_to_use == Hidden(20, "answers to unseen questions")
    unseen = run(20, 20, transfer=True, recall=0.9)
    assert transfer(unseen, FORMS).due_to_use == Hidden(20, "answers in the same form")


@pytest.mark.parametrize(
    ("right", "told"),
    [
        (24, "24 of 40 right where 90% was expected: you may know more than you show, by 30 points."),
        (40, "40 of 40 right where 90% was expected: you show more than your cards say, by 10 points."),
        (35, "35 of 40 right where 90% was expected: can't tell yet."),
    ],
)
def test_the_words_follow_the_interval(right: int, told: str) -> None:
    assert words(gap(run(right, 40, recall=0.9, guess=0.0))) == told


def test_where_nothing_was_left_to_luck_there_is_no_z() -> None:
    found = gap(run(20, 20, recall=1.0))
    assert (found.luck, found.z, found.value) == (0.0, None, 0.0)


@given(several)
@settings(max_examples=40)
def test_nothing_is_lost_and_nothing_is_shown_below_twenty(every: list[Observation]) -> None:
    found = transfer(every, FORMS)
    out = found.left_out
    kept = [one for one in every if is_comparable(one) and asking_of(one, FORMS)]
    assert len(kept) + out.timeouts + out.unstudied + out.warm + out.formless == len(every)
    for asking, one in found.gaps.items():
        n = sum(asking_of(each, FORMS) is asking for each in kept)
        if n < 20:
            assert one == Hidden(20 - n, "answers")
        else:
            assert isinstance(one, TransferGap)
            assert one.n == n
            assert one.value in one.interval
            assert one.value == pytest.approx(one.expected - one.came.value)
            assert words(one)


@given(st.lists(st.tuples(st.floats(0.1, 0.9), st.floats(0.0, 1.0)), min_size=20, max_size=40))
@settings(max_examples=20)
def test_more_right_answers_never_widen_the_gap(rows: list[tuple[float, float]]) -> None:
    wrong = gap([seen(0.0, recall=recall, guess=guess) for recall, guess in rows])
    half = gap([seen(0.5, recall=recall, guess=guess) for recall, guess in rows])
    right = gap([seen(1.0, recall=recall, guess=guess) for recall, guess in rows])
    assert wrong.value > half.value > right.value
    assert right.value <= 1e-12
