from __future__ import annotations

from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from observation_samples import LEARNING, answers

from makers import key
from observations import late, seen, sided
from offbook.deck.cards import ConceptId
from offbook.performance.accuracy import (
    Trend,
    accuracies,
    accuracy,
    concept_of,
    corrected,
    form_of,
    on_time,
    transfer,
    trend,
    weakest,
)
from offbook.performance.observation import Observation
from offbook.statistics import Share

several = st.lists(answers, max_size=40)
groups = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=2),
    st.integers(1, 40).flatmap(lambda n: st.integers(0, n).map(lambda right: Share(right, n))),
    max_size=12,
)


def concept(name: str) -> tuple[ConceptId, ...]:
    return (ConceptId(name),)


def test_accuracy_counts_a_time_out_as_nothing_and_partial_credit_in_part() -> None:
    assert accuracy([seen(), seen(0.5), seen(0.0), late()]) == Share(1.5, 4)


def test_there_is_no_accuracy_of_nothing() -> None:
    assert (accuracy([]), on_time([]), transfer([]), corrected([])) == (None, None, None, None)
    assert accuracies([], concept_of) == {}


def test_accuracy_by_concept_form_and_what_leaves_some_out() -> None:
    every = [
        seen(1.0, concepts=concept("goal")),
        seen(0.0, concepts=(ConceptId("goal"), ConceptId("aim"))),
        seen(1.0, concepts=concept("goal"), key=key("card", "other deck")),
        sided("learning", "learning"),
        sided("learning", None),
    ]
    assert accuracies(every, concept_of) == {
        ("sample", "goal"): Share(1.0, 2),
        ("other deck", "goal"): Share(1.0, 1),
        ("sample", "concept"): Share(1.0, 2),
    }
    assert accuracies(every, lambda one: one.told and one.told.truth) == {LEARNING: Share(1.0, 2)}
    assert accuracies(every, form_of) == {"choice": Share(2.0, 3), "classify": Share(1.0, 2)}


@given(several)
@settings(max_examples=40)
def test_concepts_and_forms_share_out_all_answers(every: list[Observation]) -> None:
    whole = accuracy(every)
    parts: tuple[list[Share], ...] = (
        list(accuracies(every, concept_of).values()),
        list(accuracies(every, form_of).values()),
    )
    for shares in parts:
        assert sum(one.n for one in shares) == len(every)
        assert fsum(one.score for one in shares) == pytest.approx(whole.score if whole else 0.0)


def test_guessing_is_taken_off_by_the_mean_chance() -> None:
    assert corrected([seen(guess=0.5), seen(0.0, guess=0.5)]) == 0.0
    assert corrected(
        [seen(guess=0.5), seen(guess=0.0), seen(guess=0.25), seen(0.0, guess=0.25)]
    ) == pytest.approx(2 / 3)
    assert corrected([seen(guess=1.0)]) is None


def test_on_time_is_of_the_answers_that_had_a_limit() -> None:
    every = [seen(), seen(0.0), seen(limited=False), late(), late(limited=False)]
    assert on_time(every) == Share(2.0, 3)
    assert on_time([seen(limited=False)]) is None


def test_transfer_is_of_what_study_never_shows() -> None:
    assert transfer([seen(transfer=True), seen(0.0, transfer=True), seen()]) == Share(1.0, 2)


def test_the_weakest_are_not_those_with_one_answer() -> None:
    shares = {"lucky": Share(1, 1), "unlucky": Share(0, 1), "two": Share(0, 2), "weak": Share(3, 10)}
    strong = {"strong": Share(19, 20), "fair": Share(2, 3)}
    ranked = weakest(shares | strong)
    assert [one.of for one in ranked] == ["weak", "fair", "strong"]
    overall = 25 / 37
    assert ranked[0].shrunk == pytest.approx((3 + 4 * overall) / 14)


def test_more_answers_make_a_weakness_surer() -> None:
    # 2 of 10 is weaker than 0 of 3 where four of five are right overall.
    ranked = weakest({"short": Share(0, 3), "long": Share(2, 10), "rest": Share(80, 87)})
    assert [one.of for one in ranked] == ["long", "short", "rest"]


def test_of_equals_the_one_with_more_answers_comes_first() -> None:
    half = {"few": Share(2, 4), "b": Share(4, 8), "a": Share(4, 8)}
    assert [one.of for one in weakest(half)] == ["a", "b", "few"]


def test_nothing_is_weakest_of_nothing() -> None:
    assert weakest({}) == ()
    assert weakest({"one": Share(0, 2)}) == ()


@given(groups)
@settings(max_examples=40)
def test_the_weakest_are_ranked_fairly(shares: dict[str, Share]) -> None:
    ranked = weakest(shares)
    assert {one.of for one in ranked} == {of for of, one in shares.items() if one.n >= 3}
    assert [one.shrunk for one in ranked] == sorted(one.shrunk for one in ranked)
    for one in ranked:
        # Of two with as many answers, fewer right ones never rank as the stronger.
        rivals = [other for other in ranked if other.share.n == one.share.n]
        assert all(
            ranked.index(other) < ranked.index(one) for other in rivals if other.share.score < one.share.score
        )


@pytest.mark.parametrize(
    ("before", "now", "arrow"),
    [
        (Share(48, 80), Share(56, 70), Trend.UP),
        (Share(56, 70), Share(48, 80), Trend.DOWN),
        (Share(14, 20), Share(18, 20), None),
        (Share(20, 20), Share(20, 20), None),
        (Share(0, 9), Share(30, 30), None),
        (Share(0, 30), Share(9, 9), None),
        (Share(0, 10), Share(10, 10), Trend.UP),
        (None, Share(10, 10), None),
        (Share(10, 10), None, None),
    ],
)
def test_an_arrow_needs_enough_answers_and_a_change_beyond_chance(
    before: Share | None, now: Share | None, arrow: Trend | None
) -> None:
    assert trend(before, now) is arrow
