"""What decks, concepts and cards are called, also when they are gone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from makers import deck, key, recall
from offbook.deck.cards import Concept, ConceptId, DeckId
from offbook.deck.plain import in_a_line
from offbook.panels.naming import LONGEST, Names, short

CARD = replace(recall("one", concept="idea"), front="What is\nthe  capital of France?")
DECK = replace(deck(CARD), title="A \n deck", concepts=(Concept(ConceptId("idea"), "An  idea"),))
NAMES = Names.of([DECK])


def test_what_is_there_goes_by_its_name_on_one_line() -> None:
    assert NAMES.deck(DECK.id) == "A deck"
    assert NAMES.concept(DECK.id, ConceptId("idea")) == "An idea"
    assert NAMES.prompt(CARD.facts.key) == "What is the capital of France?"
    assert NAMES.card(CARD.facts.key) == CARD.facts.key


def test_what_is_gone_goes_by_its_id_and_cannot_be_opened() -> None:
    assert NAMES.deck(DeckId("gone")) == "gone"
    assert NAMES.concept(DECK.id, ConceptId("gone")) == "gone"
    assert NAMES.prompt(key("gone")) == "gone, no longer in the deck"
    assert NAMES.card(key("gone")) is None
    assert NAMES.opens(DECK.id, ConceptId("gone")) is None


def test_a_concept_opens_the_first_of_its_cards() -> None:
    names = Names.of([deck(CARD, recall("two", concept="idea"), recall("three"))])
    assert names.opens(DECK.id, ConceptId("idea")) == CARD.facts.key
    assert names.opens(DECK.id, ConceptId("three")) == key("three")


def test_ids_of_a_journal_are_made_harmless() -> None:
    assert "\x1b" not in NAMES.deck(DeckId("\x1b[2J"))
    assert "\n" not in NAMES.prompt(key("a\nb"))


@given(st.text())
def test_a_row_is_one_line_and_bounded(text: str) -> None:
    told = short(text)
    assert len(told) <= LONGEST
    assert len(told.splitlines()) <= 1
    assert told.removesuffix("…") in in_a_line(text)


def test_a_concept_that_nobody_named_goes_by_what_its_card_asks() -> None:
    card = replace(recall("one", concept="one"), front="What is\n\n```python\nx\n```")
    implied = Concept(ConceptId("one"), "What is ```python x…")
    names = Names.of([replace(deck(card), concepts=(implied,))])
    assert names.concept(DECK.id, ConceptId("one")) == "What is x"


def test_markdown_is_plain_in_a_row() -> None:
    assert short("How does `a.sort()` *grow*?\n\n```python\nx = 1\n```") == "How does a.sort() grow? x = 1"


def test_prompts_that_begin_alike_are_cut_before_what_differs() -> None:
    asked = "How does the running time of this little piece of code grow with the number n? "
    cards = [replace(recall(name), front=asked + name) for name in ("halving", "doubling", "counting")]
    names = Names.of([deck(*cards)])
    told = [names.prompt(card.facts.key) for card in cards]
    assert [one.rsplit(" ", 1)[1] for one in told] == ["halving", "doubling", "counting"]
    assert all(len(one) <= LONGEST for one in told)


def test_hundreds_of_prompts_that_begin_alike_are_cut_at_once() -> None:
    cards = [replace(recall(str(place)), front="*a* " * 40 + str(place)) for place in range(200)]
    names = Names.of([deck(*cards)])
    assert {names.prompt(card.facts.key) for card in cards} == {"a " * 39 + "a…"}
