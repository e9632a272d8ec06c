"""What is held of a deck lies in columns: nothing is lost on the way, and nothing is counted twice."""

from __future__ import annotations

from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import DAY_ONE, NOON, claim, deck, recall
from offbook.clock import DAY
from offbook.deck.cards import CardId, ConceptId
from offbook.learning import memory
from offbook.learning.holding import Columns, Holding, hold, outline
from offbook.learning.studied import Studied

OWN = deck(
    recall("a", concept="one"),
    claim("b", concept="two"),
    recall("c", concept="one"),
    recall("d", concept="three"),
    claim("kept", concept="one", quiz_only=True),
    claim("alone", concept="four", quiz_only=True),
)
OUTLINE = outline(OWN)
NAMES = [card.facts.key.card for card in OWN.cards] + [CardId("gone"), CardId("long gone")]


def studied(card: str, stability: float = 10.0, days: float = 2.0, *, recalled: bool = True) -> Studied:
    last = NOON.ms - round(days * DAY)
    return CardId(card), stability, last, DAY_ONE + 8, last if recalled else None


many = st.lists(st.sampled_from(NAMES), unique=True).flatmap(
    lambda names: st.tuples(
        *(
            st.builds(
                studied, st.just(name), st.floats(0.1, 900.0), st.floats(0.0, 400.0), recalled=st.booleans()
            )
            for name in names
        )
    )
)


def rows(columns: Columns) -> list[Studied]:
    return list(
        zip(
            columns.cards,
            columns.stabilities,
            columns.lasts,
            columns.days,
            columns.recalled,
            strict=True,
        )
    )


def test_an_outline_counts_what_study_shows() -> None:
    assert dict(OUTLINE.by_form) == {"recall": 3, "claim": 1}
    assert dict(OUTLINE.by_concept) == {"one": 2, "two": 1, "three": 1}
    assert OUTLINE.shown.keys() == {"a", "b", "c", "d"}
    assert OUTLINE.concepts.keys() == OUTLINE.forms.keys() == {*OUTLINE.shown, "kept", "alone"}


@given(many)
def test_every_card_is_in_one_of_the_parts_and_whole(cards: tuple[Studied, ...]) -> None:
    held = hold(OUTLINE, cards)
    parts = [*rows(held.shown), *rows(held.unseen), *rows(held.gone)]
    assert len(parts) == len(cards)
    assert {*parts} == {*cards}
    assert set(held.shown.cards) <= OUTLINE.shown.keys()
    assert set(held.unseen.cards) <= {"kept", "alone"}
    assert set(held.gone.cards) <= {"gone", "long gone"}
    assert held.recalled == {card: at for card, _, _, _, at in cards if at is not None}


@given(many)
def test_the_cards_of_a_concept_lie_side_by_side(cards: tuple[Studied, ...]) -> None:
    held = hold(OUTLINE, cards)
    for columns in (held.shown, held.unseen):
        covered = [columns.cards[place] for _, begin, end in columns.spans for place in range(begin, end)]
        assert covered == list(columns.cards)
        for name, begin, end in columns.spans:
            assert {OUTLINE.concepts[card] for card in columns.cards[begin:end]} == {name}


@given(many, st.integers(0, 900))
def test_the_mean_of_a_concept_is_that_of_all_its_cards(cards: tuple[Studied, ...], days: int) -> None:
    at = NOON.plus(days * DAY).ms
    wanted: dict[ConceptId, list[float]] = {}
    for card, stability, last, _, _ in cards:
        if card in OUTLINE.concepts:
            recalled = memory.recall((at - last) / DAY, stability)
            wanted.setdefault(OUTLINE.concepts[card], []).append(recalled)
    found = hold(OUTLINE, cards).recalls(at, memory.DEFAULT_WEIGHTS)
    assert found == pytest.approx({name: fsum(each) / len(each) for name, each in wanted.items()})


def test_what_a_clock_put_into_the_future_was_reviewed_just_now() -> None:
    held = hold(OUTLINE, [studied("a", days=-3.0)])
    assert held.recalls(NOON.ms, memory.DEFAULT_WEIGHTS) == {"one": 1.0}


def test_of_nothing_there_is_nothing() -> None:
    held = hold(OUTLINE, [])
    assert held == Holding(OUTLINE, Columns(()), Columns(()), Columns(()))
    assert held.recalls(NOON.ms, memory.DEFAULT_WEIGHTS) == {}
    assert held.recalled == {}
