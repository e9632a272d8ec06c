"""A question is kept in words, so that it can be shown for ever."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import DECK, SIDES, choice, every_form
from offbook.deck.cards import (
    Card,
    CardId,
    CardKey,
    Choice,
    Claim,
    Classify,
    Cloze,
    Concept,
    ConceptId,
    DeckId,
    Facts,
    Gap,
    Option,
    Recall,
    Side,
    SideId,
)
from offbook.performance.asked import Asked, from_json, right_of, to_json

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)
groups = st.lists(st.lists(texts, max_size=2).map(tuple), max_size=2).map(tuple)
facts = st.builds(
    Facts,
    st.builds(CardKey, names.map(DeckId), names.map(CardId)),
    st.integers(0, 999),
    st.lists(names.map(ConceptId), min_size=1, max_size=3).map(tuple),
    why=texts,
    hint=texts,
    tags=st.lists(texts, max_size=2).map(tuple),
    pair=texts,
    quiz_only=st.booleans(),
)
options = st.lists(st.builds(Option, texts, texts), min_size=1, max_size=3).map(tuple)
segments = st.lists(st.one_of(texts, st.builds(Gap, texts, texts)), max_size=4).map(tuple)
cards = st.one_of(
    st.builds(Recall, facts, texts, texts, st.lists(texts, max_size=3).map(tuple), st.booleans(), groups),
    st.builds(
        Cloze, facts, segments, st.lists(st.integers(0, 3), max_size=2).map(tuple), st.booleans(), groups
    ),
    st.builds(Choice, facts, texts, options, options),
    st.builds(Claim, facts, texts, st.booleans()),
    st.builds(Classify, facts, texts, names.map(SideId)),
)
concepts = st.builds(
    Concept,
    names.map(ConceptId),
    texts,
    texts,
    texts,
    st.none() | names.map(SideId),
    st.none() | names.map(ConceptId),
)
sides = st.lists(st.builds(Side, names.map(SideId), texts, names), max_size=3).map(tuple)


@given(st.builds(Asked, cards, sides, st.none() | concepts, st.none() | concepts))
def test_what_is_kept_comes_back_the_same(asked: Asked) -> None:
    assert from_json(to_json(asked)) == asked


@given(st.builds(Asked, cards, sides, st.none() | concepts, st.none() | concepts))
def test_what_is_right_is_read_without_the_rest(asked: Asked) -> None:
    match asked.card:
        case Classify(side=side):
            assert right_of(to_json(asked)) == side
        case Choice(right=(only,)):
            assert right_of(to_json(asked)) == only.text
        case _:
            assert right_of(to_json(asked)) is None


@pytest.mark.parametrize("card", every_form(), ids=lambda card: type(card).__name__)
def test_every_form_comes_back(card: Card) -> None:
    own = Concept(ConceptId("a"), "A", "It is so.", "topic", SideId("left"), ConceptId("b"))
    asked = Asked(card, SIDES, own, Concept(ConceptId("b"), "B"))
    assert from_json(to_json(asked)) == asked


def altered(**changes: object) -> str:
    plain = json.loads(to_json(Asked(choice(), SIDES, None, None)))
    return json.dumps({**plain, **changes})


@pytest.mark.parametrize(
    "text",
    [
        altered(version=2),
        altered(version=None),
        altered(card=["song", ["k", 0], ["c"], ["", ""], [], ["", False]]),
        altered(card=["claim"]),
        altered(card=None),
        altered(sides=[["left"]]),
        altered(sides=7),
        altered(concepts=[]),
        altered(concepts=[["only an id"], None]),
        "{}",
        "[]",
        "null",
        "7",
        "",
        "{",
    ],
)
def test_what_is_no_question_of_a_known_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"question|version|form|unpack|Expecting|required"):
        from_json(text)


@pytest.mark.parametrize(
    "text",
    [
        altered(version=2),
        altered(card=["song", ["k", 0], ["c"], ["", ""], [], ["", False]]),
        altered(card=["classify"]),
        altered(card=["choice", ["k", 0], ["c"], ["", ""], [], ["", False], "?", 7, []]),
        altered(card=None),
        "{}",
        "[]",
        "null",
        "",
        "{",
    ],
)
def test_nothing_is_right_where_no_question_is_known(text: str) -> None:
    assert right_of(text) is None


def test_the_version_is_named_where_it_is_not_known() -> None:
    with pytest.raises(ValueError, match="version 2"):
        from_json(altered(version=2))


def test_options_stand_in_the_order_of_the_seed() -> None:
    asked = Asked(choice(), SIDES, None, None)
    orders = {tuple(option.text for option in asked.options(seed)) for seed in range(30)}
    assert len(orders) == 6
    assert asked.options(5) == asked.options(5)
    assert {len(order) for order in orders} == {3}


@pytest.mark.parametrize("card", [card for card in every_form() if not isinstance(card, Choice)])
def test_other_forms_have_no_options(card: Card) -> None:
    assert Asked(card, SIDES, None, None).options(1) == ()


def test_the_deck_is_kept_once_and_its_cards_belong_to_it() -> None:
    assert from_json(to_json(Asked(choice(), (), None, None))).card.facts.key.deck == DECK
