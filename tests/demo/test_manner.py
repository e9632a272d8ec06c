"""How a simulated learner answers: fitting answers, honest guesses, times and feelings as they are."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import SIDES, choice, claim, classify, cloze, every_form, recall
from offbook.clock import SECOND
from offbook.deck.answers import Verdict, judge
from offbook.deck.cards import Card
from offbook.demo import manner
from offbook.learning.memory import Rating
from offbook.performance.questions import guess

STRAYS = ("Lisbon", "Oslo")
LIST = recall("list", "red, green, blue", ("red", "green", "blue"))
SEVERAL = choice("several", right=("two", "three"))
EVERY = (*every_form(), SEVERAL, LIST, cloze("gaps", asked=(0, 1)))
N = 3_000


def verdict(card: Card, chance: Random, *, knows: bool) -> Verdict:
    found = judge(card, manner.respond(card, SIDES, STRAYS, chance, knows=knows))
    assert found is not None, "a quiz never rests on the learner's own judgement"
    return found


def share(card: Card, *, knows: bool) -> float:
    chance = Random(5)
    return fmean(verdict(card, chance, knows=knows).right for _ in range(N))


@pytest.mark.parametrize("card", EVERY, ids=lambda card: str(card.facts.key.card))
def test_what_is_known_is_right_but_for_slips(card: Card) -> None:
    assert 1 - 1.6 * manner.SLIP < share(card, knows=True) < 1.0


@pytest.mark.parametrize("card", [choice(), SEVERAL, claim(), recall(), cloze(), LIST])
def test_what_is_unknown_is_right_as_often_as_a_guess(card: Card) -> None:
    assert share(card, knows=False) == pytest.approx(guess(card, len(SIDES)), abs=0.03)


def test_a_guess_between_sides_leans_to_the_first() -> None:
    left, right = share(classify(side="left"), knows=False), share(classify(side="right"), knows=False)
    assert left > 0.5 > right
    assert left + right == pytest.approx(1.0, abs=0.03)


def test_of_a_list_some_parts_come_to_mind() -> None:
    chance = Random(5)
    scores = [verdict(LIST, chance, knows=False).score for _ in range(200)]
    assert {round(score, 2) for score in scores} == {0.0, 0.33, 0.67}


def times(card: Card, met: int, *, knows: bool) -> list[int]:
    chance = Random(5)
    return [manner.time_taken(card, met, chance, knows=knows) for _ in range(N)]


def test_forms_take_their_time() -> None:
    medians = [median(times(card, 0, knows=True)) / SECOND for card in (classify(), claim(), choice())]
    assert medians == pytest.approx([4.5, 5.5, 8.0], rel=0.06)


def test_practice_makes_swift_and_not_knowing_makes_slow() -> None:
    assert median(times(claim(), 20, knows=True)) < median(times(claim(), 2, knows=True))
    assert median(times(claim(), 2, knows=False)) > 1.5 * median(times(claim(), 2, knows=True))


@given(seed=st.integers(0, 2**32), met=st.integers(0, 500), knows=st.booleans())
def test_nobody_answers_before_reading(*, seed: int, met: int, knows: bool) -> None:
    assert manner.time_taken(classify(), met, Random(seed), knows=knows) >= 600


def levels(sureness: float, *, knows: bool) -> Sequence[int]:
    chance = Random(5)
    return [manner.confidence(0.25, sureness, chance, knows=knows) for _ in range(N)]


def test_confidence_follows_knowledge_and_the_learners_own_bias() -> None:
    assert {*levels(0.0, knows=True)} == {1, 2, 3}
    assert fmean(levels(0.0, knows=True)) > fmean(levels(0.0, knows=False)) + 1
    assert fmean(levels(0.3, knows=False)) > fmean(levels(0.0, knows=False)) + 0.3
    assert {*levels(5.0, knows=False)} == {3}
    assert {*levels(-5.0, knows=True)} == {1}


def test_what_is_known_is_mostly_good() -> None:
    chance = Random(5)
    felt = [manner.rating(chance) for _ in range(N)]
    assert {*felt} == {Rating.HARD, Rating.GOOD, Rating.EASY}
    assert felt.count(Rating.GOOD) > 0.75 * N
