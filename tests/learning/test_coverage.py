from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import (
    DAY_ONE,
    NOON,
    classify,
    deck,
    every_form,
    moments,
    recall,
    schedulers,
    settled,
    standings,
    stepping,
)
from offbook.clock import DAY, Moment
from offbook.deck.cards import FORMS, CardId, ConceptId, Deck, DeckId
from offbook.learning.coverage import Coverage, Covered, coverage
from offbook.learning.schedule import Scheduler
from offbook.learning.standing import Standing

SCHEDULER = Scheduler(retention=0.9)
DECK = deck(
    classify("c1", concept="one"),
    classify("c2", concept="one"),
    recall("r1", concept="one"),
    recall("r2", concept="two"),
    recall("r3", concept="three"),
    recall("transfer", concept="three", quiz_only=True),
    classify("only transfer", concept="four", quiz_only=True),
)


def known(days: float, stability: float) -> Standing:
    last = Moment(NOON.ms - round(days * DAY))
    return Standing(settled(DAY_ONE + 5, stability=stability, last=last))


def covered(**cards: Standing) -> Coverage:
    return coverage(DECK, {CardId(name): one for name, one in cards.items()}, NOON, SCHEDULER)


def test_nothing_was_studied() -> None:
    found = covered()
    assert found.cards == Covered(5, 0, 0)
    assert found.concepts == Covered(3, 0, 0)
    assert found.by_form == {"recall": Covered(3, 0, 0), "classify": Covered(2, 0, 0)}
    assert list(found.by_concept) == ["one", "two", "three"]


def test_cards_concepts_and_forms_are_counted() -> None:
    found = covered(c1=known(5, 10), c2=known(50, 10), r2=known(9.9, 10), r3=Standing(suspended=True))
    assert found.cards == Covered(5, 3, 2)
    assert found.by_form == {"recall": Covered(3, 1, 1), "classify": Covered(2, 2, 1)}
    assert found.by_concept == {
        ConceptId("one"): Covered(3, 2, 1),
        ConceptId("two"): Covered(1, 1, 1),
        ConceptId("three"): Covered(1, 0, 0),
    }
    assert found.concepts == Covered(3, 2, 1)


def test_a_concept_is_known_by_the_mean_of_its_studied_cards() -> None:
    assert covered(c1=known(2, 20), c2=known(12, 10)).concepts == Covered(3, 1, 1)
    assert covered(c1=known(2, 20), c2=known(90, 10)).concepts == Covered(3, 1, 0)


@pytest.mark.parametrize(
    ("standing", "well"),
    [
        (known(0, 0.9), False),
        (known(0, 1.1), True),
        (known(-7, 0.9), False),
        (known(1.2, 1.1), False),
        (Standing(stepping(NOON.ms)), True),
        (Standing(settled(DAY_ONE, stability=30.0), suspended=True), True),
    ],
    ids=["warm and weak", "warm and firm", "a clock set back", "faded", "in its steps", "suspended"],
)
def test_what_is_warm_counts_as_it_will_be_after_a_day(standing: Standing, *, well: bool) -> None:
    assert covered(r1=standing).cards == Covered(5, 1, int(well))


def test_a_lower_aim_is_met_by_more() -> None:
    cards = {CardId("r1"): known(20, 10)}
    assert coverage(DECK, cards, NOON, Scheduler(retention=0.9)).cards.known == 0
    assert coverage(DECK, cards, NOON, Scheduler(retention=0.8)).cards.known == 1


def test_an_empty_deck_and_one_of_every_form() -> None:
    empty = coverage(Deck(DeckId("empty"), "Empty"), {}, NOON, SCHEDULER)
    assert empty == Coverage(Covered(0, 0, 0), Covered(0, 0, 0), {}, {})
    assert tuple(coverage(deck(*every_form()), {}, NOON, SCHEDULER).by_form) == FORMS


@given(
    st.dictionaries(st.sampled_from([card.facts.key.card for card in DECK.cards]), standings),
    moments,
    schedulers,
)
def test_counts_add_up(held: dict[CardId, Standing], now: Moment, scheduler: Scheduler) -> None:
    found = coverage(DECK, held, now, scheduler)
    for parts in (found.by_form.values(), found.by_concept.values()):
        assert sum(one.of for one in parts) == found.cards.of
        assert sum(one.studied for one in parts) == found.cards.studied
        assert sum(one.known for one in parts) == found.cards.known
    for one in (found.cards, found.concepts, *found.by_form.values(), *found.by_concept.values()):
        assert 0 <= one.known <= one.studied <= one.of
