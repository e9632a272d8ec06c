"""Cards that may be bad: each reason at its minimum, one answer below it, and in words."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import answers, late

from makers import choice, claim, classify, key, recall
from observations import seen
from offbook.clock import HOUR
from offbook.deck.cards import Card, CardId, Choice, Option
from offbook.insight.blame import blame
from offbook.insight.trouble import (
    LAPSED,
    MOST,
    WEIGHT,
    Disagreeing,
    Hasty,
    Lapsed,
    Misleading,
    Reason,
    Unchosen,
    Weak,
    troubles,
)
from offbook.learning.standing import LEECH
from offbook.performance.observation import Observation, Told
from offbook.statistics import Share

CHOICE = choice()
"""Yes is right; no and perhaps are wrong."""


def found(card: Card, *seen: Observation, lapses: int = 0) -> dict[type[Reason], Reason]:
    """The reasons of one card that is all its deck has."""
    reasons = troubles([card], seen, {card.facts.key.card: lapses}).get(card.facts.key, ())
    return {type(reason): reason for reason in reasons}


def chose(text: str, times: int = 1, truth: str = "yes", card: Card = CHOICE) -> list[Observation]:
    told = Told(truth, text)
    one = seen(float(text == truth), key=card.facts.key, form="choice")
    return [replace(one, told=told)] * times


def remembered(score: float, recall_: float = 0.95, *, lag: int | None = 48 * HOUR) -> Observation:
    return seen(score, key=key("recall"), form="recall", guess=0.0, recall=recall_, lag=lag)


# ---- The wrong one more often than the right ----------------------------------------------------


def test_a_wrong_option_chosen_more_often_than_the_right_one() -> None:
    assert found(CHOICE, *chose("no", 3), *chose("yes", 2))[Misleading] == Misleading("no", 3, 2, 5)


@pytest.mark.parametrize(
    "said",
    [
        [*chose("no", 4)],  # one short of the minimum
        [*chose("no", 3), *chose("yes", 3)],
        [*chose("no", 2), *chose("perhaps", 2), *chose("yes", 2)],
        [*chose("no", 5, truth="maybe")],  # its key was corrected since
        [*chose("never", 5)],  # the option is gone
    ],
)
def test_nothing_is_said_of_options_below_that(said: list[Observation]) -> None:
    assert Misleading not in found(CHOICE, *said)


def test_a_side_and_a_verdict_may_mislead_too() -> None:
    card = classify(side="left")
    sides = [replace(one, form="classify") for one in chose("right", 4, "left", card)]
    right = [replace(one, form="classify") for one in chose("left", 1, "left", card)]
    assert found(card, *sides, *right)[Misleading] == Misleading("right", 4, 1, 5)

    held = [seen(score, key=key("claim"), form="claim") for score in (0.0, 0.0, 0.0, 1.0, 1.0)]
    assert found(claim(holds=True), *held)[Misleading] == Misleading("false", 3, 2, 5)


# ---- Options that nobody takes ------------------------------------------------------------------


def test_an_option_is_dead_once_luck_would_hardly_leave_it_out() -> None:
    """Of five wrong answers, one of two options is left out with a chance of 1/32."""
    assert found(CHOICE, *chose("no", 5), *chose("yes", 6))[Unchosen] == Unchosen(("perhaps",), 5)
    assert Unchosen not in found(CHOICE, *chose("no", 4), *chose("yes", 40))
    assert Unchosen not in found(CHOICE, *chose("no", 30), *chose("perhaps", 1))


def test_one_wrong_option_alone_is_never_dead_nor_are_those_of_several_right_ones() -> None:
    single = Choice(CHOICE.facts, "Is it?", (Option("yes"),), (Option("no"),))
    several = choice(right=("yes", "indeed"))
    assert Unchosen not in found(single, *chose("yes", 50))
    assert Unchosen not in found(several, *chose("no", 50))


# ---- Memory and quiz ----------------------------------------------------------------------------


def test_memory_and_quiz_disagree_where_luck_does_not_explain_it() -> None:
    """Three answers at 95 % are all wrong once in 8,000 times; two of three are right once in seven."""
    missed = found(recall(), *[remembered(0.0)] * 3)[Disagreeing]
    assert isinstance(missed, Disagreeing)
    assert (missed.right, missed.n, missed.is_known) == (0, 3, True)
    assert missed.expected == pytest.approx(0.95)
    assert Disagreeing not in found(recall(), remembered(0.0), *[remembered(1.0)] * 2)

    shown = found(recall(), *[remembered(1.0, 0.2)] * 3)[Disagreeing]
    assert isinstance(shown, Disagreeing)
    assert not shown.is_known


@pytest.mark.parametrize(
    "said",
    [
        [remembered(0.0)] * 2,
        [remembered(0.0, lag=HOUR)] * 9,  # warm
        [replace(remembered(0.0), recall=None)] * 9,  # never studied
        [replace(late(key=key("recall")), recall=0.95)] * 9,  # out of time
    ],
)
def test_only_cold_answers_given_in_time_to_what_was_studied_are_held_to_memory(
    said: list[Observation],
) -> None:
    assert Disagreeing not in found(recall(), *said)


def test_what_memory_holds_for_impossible_counts_too() -> None:
    assert Disagreeing in found(recall(), *[remembered(1.0, 0.0)] * 3)


# ---- Haste --------------------------------------------------------------------------------------


def timed(score: float, took: int, card: str = "choice") -> Observation:
    return replace(seen(score, key=key(card)), took=took)


def test_fast_and_wrong_is_measured_against_the_fastest_third_of_the_form() -> None:
    others = [timed(1.0, 4_000, f"other {i}") for i in range(27)]
    hasty = [timed(0.0, 900), timed(0.0, 1_000), timed(1.0, 9_000)]
    deck = [CHOICE, *(choice(f"other {i}") for i in range(27))]
    assert Hasty(2, 3) in troubles(deck, [*others, *hasty], {})[CHOICE.facts.key]
    # Answers to cards that the deck has no more say nothing.
    assert Hasty not in found(CHOICE, *others, *hasty)


@pytest.mark.parametrize(
    ("others", "own"),
    [
        (26, [(0.0, 900), (0.0, 1_000), (1.0, 9_000)]),  # 29 answers in the form
        (40, [(0.0, 900), (0.0, 1_000)]),  # two answers of the card
        (40, [(0.0, 900), (1.0, 1_000), (1.0, 900)]),  # one of them wrong
        (40, [(0.0, 900), (0.0, 1_000), (0.0, 9_000), (0.0, 9_000)]),  # as often slow and wrong
        (40, [(0.0, 100), (0.0, 150), (0.0, 100)]),  # sooner than anyone can read
        (40, [(0.0, 4_000), (0.0, 4_000), (0.0, 4_000)]),  # as fast as all others
    ],
)
def test_nothing_is_said_of_haste_below_that(others: int, own: list[tuple[float, int]]) -> None:
    deck = [CHOICE, *(choice(f"other {i}") for i in range(others))]
    said = [timed(1.0, 4_000, f"other {i}") for i in range(others)]
    said += [timed(score, took) for score, took in own]
    reasons = troubles(deck, said, {}).get(CHOICE.facts.key, ())
    assert Hasty not in {type(one) for one in reasons}


# ---- What does not stay, and what is weakest ----------------------------------------------------


def test_lapses_are_told_from_half_a_leech_on() -> None:
    assert Lapsed not in found(CHOICE, lapses=LAPSED - 1)
    assert found(CHOICE, lapses=LAPSED) == {Lapsed: Lapsed(LAPSED)}
    assert not Lapsed(LEECH - 1).is_leech
    assert Lapsed(LEECH).is_leech


def test_the_weakest_are_below_the_accuracy_over_all_and_few() -> None:
    deck = [choice(f"card {i:02}") for i in range(20)]
    said = [seen(float(i > 9), key=card.facts.key) for i, card in enumerate(deck) for _ in range(3)]
    told = troubles(deck, said, {})
    weak = [(card, one) for card, reasons in told.items() for one in reasons if isinstance(one, Weak)]
    assert len(weak) == MOST
    assert all(one == Weak(Share(0.0, 3), 0.5) for _, one in weak)


def test_equally_good_cards_are_no_trouble_and_two_answers_are_too_few() -> None:
    deck = [choice(f"card {i}") for i in range(9)]
    assert troubles(deck, [seen(1.0, key=card.facts.key) for card in deck] * 5, {}) == {}
    few = [seen(0.0, key=deck[0].facts.key)] * 2
    assert troubles(deck, [*few, *[seen(1.0, key=deck[1].facts.key)] * 9], {}) == {}


def test_what_points_at_the_card_comes_first() -> None:
    said = [*chose("no", 5), *chose("yes", 3)]
    deck: list[Card] = [choice("forgotten"), CHOICE]
    told = troubles(deck, said, {CardId("forgotten"): 9})
    assert list(told) == [CHOICE.facts.key, key("forgotten")]
    weights = [WEIGHT[type(one)] for one in told[CHOICE.facts.key]]
    assert weights == sorted(weights, reverse=True)


# ---- Whatever was answered ----------------------------------------------------------------------

DECK: list[Card] = [choice("card 0"), claim("card 1"), classify("card 2"), recall("card 3")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(answers, max_size=60), st.dictionaries(st.sampled_from(["card 0", "card 3"]), st.integers(0, 20))
)
def test_any_history_is_told_in_words_and_of_cards_that_are_there(
    said: list[Observation], lapses: dict[str, int]
) -> None:
    told = troubles(DECK, said, {CardId(card): times for card, times in lapses.items()})
    assert told.keys() <= {card.facts.key for card in DECK}
    for reasons in told.values():
        assert reasons
        assert len({type(one) for one in reasons}) == len(reasons)
        for reason in reasons:
            words = blame(reason)
            assert all((words.short, words.told.endswith("."), words.advice.endswith(".")))


def test_every_reason_has_a_weight_and_words_of_its_own() -> None:
    assert set(WEIGHT) == {*get_args(Reason)}
    reasons: list[Reason] = [
        Misleading("a [b]", 3, 2, 5),
        Disagreeing(0.9, 0, 3),
        Disagreeing(0.2, 3, 3),
        Hasty(2, 3),
        Lapsed(4),
        Lapsed(9),
        Unchosen(("x" * 90, "y"), 8),
        Weak(Share(1.0, 4), 0.8),
    ]
    words = [blame(reason) for reason in reasons]
    assert len({one.short for one in words}) == len(reasons)
    assert words[0].told == "3 of 5 answers chose “a [b]”, 2 the right one."
    assert words[1].told == "0 of 3 cold answers were right, 90% expected."
    assert words[7].told == "1 of 4 right a day cold or more, where all cards come to 80%."
    assert len(words[6].told) < 110
