"""From cards to questions: nothing is left to the candidate's own judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import choice, claim, classify, cloze, every_form, recall
from offbook.deck.answers import Thought, Typed, judge
from offbook.deck.cards import Card, Choice, Cloze, Concept, ConceptId, Option, Recall
from offbook.deck.spelling import normal
from offbook.performance.questions import TYPED, Siblings, as_question, guess

LONG = "an answer that is far too long to be typed in a quiz"


def concept(name: str, topic: str = "", contrast: str = "") -> Concept:
    return Concept(ConceptId(name), name, topic=topic, contrast=ConceptId(contrast) if contrast else None)


def long(name: str, back: str = "", **more: str) -> Recall:
    return recall(name, back or f"{LONG}: {name}", concept=more.get("concept", name))


def asked(card: Card, cards: Sequence[Card], concepts: Sequence[Concept] = ()) -> Card:
    return as_question(card, Siblings(cards, concepts))


def wrong(card: Card) -> list[str]:
    assert isinstance(card, Choice), card
    return [option.text for option in card.wrong]


backs = st.one_of(
    st.text("ab c", min_size=1, max_size=8),
    st.sampled_from([LONG, LONG.upper(), f"{LONG} indeed", f"{LONG} a", f"{LONG} b", f"{LONG} c", LONG * 3]),
)
recalls = st.builds(
    lambda place, back, other, accept: replace(
        recall(f"k{place}", back, concept=f"c{other}"), accept=((accept,),) if accept else ()
    ),
    st.integers(0, 99),
    backs,
    st.integers(0, 6),
    st.one_of(st.none(), backs),
)


@given(st.lists(recalls, min_size=1, max_size=12), st.integers(0, 6))
def test_a_question_can_be_judged_and_no_wrong_option_is_right(cards: list[Recall], contrast: int) -> None:
    concepts = [concept(f"c{place}", f"t{place % 2}", f"c{contrast}") for place in range(7)]
    for card in cards:
        question = asked(card, cards, concepts)
        if isinstance(question, Recall):
            assert question.typed
            assert judge(question, Typed((card.back,))) is not None
            continue
        accepted = {normal(one) for one in (card.back, *(text for group in card.accept for text in group))}
        options = [normal(text) for text in wrong(question)]
        assert 2 <= len(set(options)) == len(options) <= 3
        assert accepted.isdisjoint(options)
        assert isinstance(question, Choice)
        assert [option.text for option in question.right] == [card.back]
        assert (question.facts, question.ask) == (card.facts, card.front)


@pytest.mark.parametrize("card", every_form(), ids=lambda card: type(card).__name__)
def test_no_form_can_be_thought_alone(card: Card) -> None:
    question = asked(card, every_form())
    if isinstance(question, Recall | Cloze):
        assert question.typed
    else:
        assert question == card
        with pytest.raises(ValueError, match="does not answer"):
            judge(question, Thought())


def test_what_is_short_is_typed_and_what_is_long_is_chosen() -> None:
    others = [long("b"), long("c")]
    short, longer = recall("a", "x" * TYPED), recall("a", "x" * (TYPED + 1))
    assert asked(short, [short, *others]) == replace(short, typed=True)
    assert isinstance(asked(longer, [longer, *others]), Choice)


def test_a_list_of_short_parts_is_typed_however_long_it_is_as_a_whole() -> None:
    card = recall("a", "one, two, three, four, five, six and seven", parts=("one", "two", "three"))
    assert asked(card, [card, long("b"), long("c")]) == replace(card, typed=True)


def test_what_its_author_wants_typed_is_typed() -> None:
    card = replace(long("a"), typed=True)
    assert asked(card, [card, long("b"), long("c")]) is card


@pytest.mark.parametrize("number", [0, 1])
def test_with_fewer_than_two_siblings_a_long_answer_is_typed(number: int) -> None:
    card, others = long("a"), [long("b"), long("c")][:number]
    assert asked(card, [card, *others]) == replace(card, typed=True)


def test_wrong_options_come_from_the_opposite_then_the_topic_then_elsewhere() -> None:
    cards = [long(name) for name in "abcdef"]
    concepts = [
        concept("a", "sky", "e"),
        concept("b", "sea"),
        concept("c", "sky"),
        concept("d", "sea"),
        concept("e", "sea"),
        concept("f", "sea"),
    ]
    assert wrong(asked(cards[0], cards, concepts)) == [cards[4].back, cards[2].back, cards[1].back]


def test_an_opposite_counts_whichever_of_the_two_names_it() -> None:
    cards = [long(name) for name in "abcd"]
    concepts = [concept("a"), concept("b"), concept("c"), concept("d", contrast="a")]
    assert wrong(asked(cards[0], cards, concepts))[0] == cards[3].back


def test_cards_of_the_same_concept_are_no_siblings() -> None:
    card, twin = long("a"), long("b", concept="a")
    assert twin.back not in wrong(asked(card, [card, twin, long("c"), long("d")]))


@pytest.mark.parametrize(
    "other",
    [
        recall("b", LONG.upper()),
        recall("b", f"  {LONG}  "),
        recall("b", "another way of saying the very same thing"),
        replace(recall("b", "what else can be said for it, at some length"), accept=((LONG,),)),
    ],
    ids=["case", "space", "accepted here", "accepted there"],
)
def test_another_spelling_of_the_right_answer_is_no_wrong_option(other: Recall) -> None:
    card = replace(recall("a", LONG), accept=(("Another way of saying the very same thing",),))
    found = wrong(asked(card, [card, other, long("c"), long("d")]))
    assert found == [f"{LONG}: c", f"{LONG}: d"]


def test_a_list_in_another_order_is_no_wrong_option() -> None:
    parts = ("a part that is quite long to be typed", "and another that is no shorter")
    card = recall("a", "; ".join(parts), parts)
    turned = recall("b", "; ".join(reversed(parts)), tuple(reversed(parts)))
    assert wrong(asked(card, [card, turned, long("c"), long("d")])) == [f"{LONG}: c", f"{LONG}: d"]


def test_options_of_one_wording_stand_once() -> None:
    cards = [long("a"), recall("b", LONG), recall("c", LONG.title()), long("d")]
    assert wrong(asked(cards[0], cards)) == [LONG, f"{LONG}: d"]


def test_an_option_that_stands_out_by_its_length_is_left_out() -> None:
    cards = [long("a"), recall("b", "short"), recall("c", LONG * 4), long("d"), long("e")]
    assert wrong(asked(cards[0], cards)) == [f"{LONG}: d", f"{LONG}: e"]


@pytest.mark.parametrize(
    ("card", "sides", "chance"),
    [
        (recall(), 2, 0.0),
        (cloze(), 2, 0.0),
        (claim(), 2, 0.5),
        (classify(), 2, 0.5),
        (classify(), 3, 1 / 3),
        (choice(), 2, 1 / 3),
        (replace(choice(), wrong=tuple(Option(text) for text in "abc")), 2, 1 / 4),
        (choice(right=("yes", "surely")), 2, 1 / 15),
    ],
)
def test_the_chance_of_being_right_without_knowing(card: Card, sides: int, chance: float) -> None:
    assert guess(card, sides) == pytest.approx(chance)
