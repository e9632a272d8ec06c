"""What is cached comes back as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.deck.cards import (
    Blueprint,
    Card,
    CardId,
    CardKey,
    Choice,
    Claim,
    Classify,
    Cloze,
    Concept,
    ConceptId,
    Deck,
    DeckId,
    Facts,
    Gap,
    Option,
    Recall,
    Side,
    SideId,
)
from offbook.deck.codec import decode, encode

TEXT = st.text(max_size=8)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
GROUPS = st.lists(TEXTS, max_size=2).map(tuple)
SIDE = st.builds(SideId, TEXT)
CONCEPT = st.builds(ConceptId, TEXT)
OPTIONS = st.lists(st.builds(Option, TEXT, TEXT), min_size=1, max_size=3).map(tuple)

LIMIT = st.none() | st.floats(0, 100, width=16)
QUIZ = st.builds(
    Blueprint,
    TEXT,
    st.integers(1, 100),
    LIMIT,
    LIMIT,
    LIMIT,
    TEXTS,
    st.lists(SIDE, max_size=2).map(tuple),
    TEXTS,
    st.booleans(),
    TEXT,
    st.booleans(),
)


def facts(deck: DeckId) -> st.SearchStrategy[Facts]:
    return st.builds(
        Facts,
        st.builds(CardKey, st.just(deck), st.builds(CardId, TEXT)),
        st.integers(0, 9),
        st.lists(CONCEPT, min_size=1, max_size=2).map(tuple),
        TEXT,
        TEXT,
        TEXTS,
        TEXT,
        st.booleans(),
    )


def cards(deck: DeckId) -> st.SearchStrategy[Card]:
    common = facts(deck)
    segments = st.lists(TEXT | st.builds(Gap, TEXT, TEXT), max_size=3).map(tuple)
    asked = st.lists(st.integers(0, 3), max_size=2).map(tuple)
    return st.one_of(
        st.builds(Recall, common, TEXT, TEXT, TEXTS, st.booleans(), GROUPS),
        st.builds(Cloze, common, segments, asked, st.booleans(), GROUPS),
        st.builds(Choice, common, TEXT, OPTIONS, OPTIONS),
        st.builds(Claim, common, TEXT, st.booleans()),
        st.builds(Classify, common, TEXT, SIDE),
    )


def decks(deck: DeckId) -> st.SearchStrategy[Deck]:
    return st.builds(
        Deck,
        st.just(deck),
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        st.lists(st.builds(Side, SIDE, TEXT, TEXT), max_size=2).map(tuple),
        st.lists(
            st.builds(Concept, CONCEPT, TEXT, TEXT, TEXT, st.none() | SIDE, st.none() | CONCEPT), max_size=2
        ).map(tuple),
        st.lists(QUIZ, max_size=2).map(tuple),
        st.lists(cards(deck), max_size=4).map(tuple),
    )


@given(TEXT.map(DeckId).flatmap(decks))
def test_any_deck_comes_back_through_json(deck: Deck) -> None:
    assert decode(json.loads(json.dumps(encode(deck)))) == deck


HEAD = ["a", "b", "c", "d", "e"]
RIDDLE = ["riddle", ["x", 0], [], ["", ""], [], ["", False]]


@pytest.mark.parametrize(
    "plain", [[], [[], [], [], []], [HEAD, [], [], [], [RIDDLE]], [HEAD, [1], [], [], []]]
)
def test_what_is_no_deck_is_refused(plain: list[object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, IndexError)):
        decode(plain)
