"""A card that was reworded is recognised, and nothing is made of two that are not one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import claim, key, recall
from offbook.deck.cards import CardKey, DeckId
from offbook.deck.rewording import MOST_PAIRS, Rewording, Wording, rewordings, wording


def card(name: str, front: str, back: str = "Paris") -> Wording:
    return Wording(key(name), "recall", front, back)


def found(lost: list[Wording], *cards: tuple[str, str, str]) -> list[tuple[str, str]]:
    fresh = [replace(recall(name), front=front, back=back) for name, front, back in cards]
    return [(one.was.key.card, one.now.key.card) for one in rewordings(lost, fresh)]


CAPITAL = card("old", "Which city is the capital of France?")


def test_a_mended_question_with_the_same_answer_is_the_same_card() -> None:
    assert found([CAPITAL], ("new", "What is the capital city of France?", "paris")) == [("old", "new")]


def test_a_close_wording_is_the_same_card_though_its_answer_was_mended() -> None:
    assert found([CAPITAL], ("new", "Which city is the capital of France now?", "Lyon")) == [("old", "new")]


def test_another_question_is_another_card() -> None:
    assert found([CAPITAL], ("new", "Who wrote Madame Bovary?", "Gustave Flaubert")) == []
    assert found([CAPITAL], ("new", "Which king moved his court there in 1594?", "Paris")) == []


def test_another_form_is_another_card() -> None:
    assert rewordings([replace(CAPITAL, prompt="Water is wet.", answer="true")], [claim("new")]) == ()


def test_the_likeliest_are_paired_and_each_is_paired_once() -> None:
    lost = [CAPITAL, card("older", "Which city is the capital of Peru?", "Lima")]
    pairs = found(
        lost,
        ("a", "Which city is the capital of Peru today?", "Lima"),
        ("b", "Which city is the capital of France today?", "Paris"),
        ("c", "Which city is the capital of Chad today?", "N'Djamena"),
    )
    assert sorted(pairs) == [("old", "b"), ("older", "a")]


def test_a_card_that_moved_to_another_deck_comes_first() -> None:
    moved = replace(recall("old"), front=CAPITAL.prompt, back="Paris")
    facts = replace(moved.facts, key=CardKey(DeckId("elsewhere"), moved.facts.key.card))
    near = replace(recall("near"), front="Which city was the capital of France?", back="Paris")
    (pair,) = rewordings([CAPITAL], [near, replace(moved, facts=facts)])
    assert (pair.now.key.deck, pair.likeness) == ("elsewhere", 1.0)


def test_what_a_person_set_apart_is_not_proposed_again() -> None:
    fresh = [replace(recall(name), front=CAPITAL.prompt + " " + name, back="Paris") for name in ("a", "b")]
    (first,) = rewordings([CAPITAL], fresh)
    (second,) = rewordings([CAPITAL], fresh, {first.pair})
    assert first.pair != second.pair
    assert rewordings([CAPITAL], fresh, {first.pair, second.pair}) == ()


def test_a_history_that_was_set_apart_once_is_proposed_again_only_if_all_speaks_for_it() -> None:
    apart = {(CAPITAL.key, key("first"))}
    alike = replace(recall("alike"), front="Which city is the capital of Peru?", back="Lima")
    answered = replace(recall("answered"), front="France: name the capital city", back="Paris")
    for one in (alike, answered):
        assert rewordings([CAPITAL], [one])
        assert rewordings([CAPITAL], [one], apart) == ()


@pytest.mark.parametrize(
    ("now", "moved"),
    [
        (replace(CAPITAL, key=key("old", "elsewhere"), prompt="Reworded, but called the same"), True),
        (replace(CAPITAL, key=key("new"), prompt="which city is the capital of France"), False),
        (replace(CAPITAL, key=key("new"), prompt="Which  city is the capital of FRANCE?"), True),
        (replace(CAPITAL, key=key("new"), answer="Lyon"), False),
    ],
)
def test_a_card_moved_if_its_name_or_all_its_words_are_the_same(now: Wording, *, moved: bool) -> None:
    same_answer = now.answer == CAPITAL.answer
    assert Rewording(CAPITAL, now, 1.0, same_answer=same_answer).is_move is moved


def test_words_are_told_apart_whatever_signs_stand_between_them() -> None:
    commas = "red, green, blue, white, black: which of these is a colour of the flag?"
    was, now = card("old", commas), commas.replace("flag", "banner")
    (pair,) = rewordings([was], [replace(recall("new"), front=now, back="Paris")])
    assert pair.likeness == pytest.approx(13 / 14)


def test_very_many_are_compared_by_their_answer_alone() -> None:
    lost = [card(f"o{i}", f"Question number {i}, as it was", f"answer {i}") for i in range(200)]
    fresh = [(f"n{i}", f"Question number {i}, as it is", f"answer {i}") for i in range(200)]
    assert len(lost) * len(fresh) > MOST_PAIRS
    assert sorted(found(lost, *fresh)) == sorted((f"o{i}", f"n{i}") for i in range(200))


def test_a_wording_is_one_line() -> None:
    told = wording(replace(recall("x"), front="Two\n\nlines", back="an\nanswer"))
    assert (told.prompt, told.answer, told.form) == ("Two lines", "an answer", "recall")


some = st.sampled_from(["which", "what", "city", "capital", "of", "France", "Peru", "river"])
words = st.lists(some, max_size=8).map(" ".join)


@given(st.lists(st.tuples(words, words), max_size=5), st.lists(st.tuples(words, words), max_size=5))
def test_no_history_and_no_card_is_paired_twice(
    was: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    lost = [card(f"o{i}", *one) for i, one in enumerate(was)]
    fresh = [replace(recall(f"n{i}"), front=front, back=back) for i, (front, back) in enumerate(now)]
    pairs = rewordings(lost, fresh)
    assert len({one.was.key for one in pairs}) == len(pairs) == len({one.now.key for one in pairs})
    assert all(0.3 <= one.likeness <= 1.0 for one in pairs)
    ranks = [(not one.same_answer, -one.likeness) for one in pairs]
    assert ranks == sorted(ranks)
