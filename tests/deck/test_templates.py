"""A new card of each form is one that Offbook reads, and whose first text can be typed over."""

from __future__ import annotations

import pytest

from makers import SIDES
from offbook.deck import cards
from offbook.deck.cards import form
from offbook.deck.read import parse
from offbook.deck.templates import FORMS, first_text, template

HEAD = 'title = "New"\n[sides.left]\n[sides.right]\n[[concepts]]\nid = "a \\"b\\""\n\n'


def test_every_form_is_offered_in_its_order() -> None:
    assert tuple(FORMS) == cards.FORMS


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("concept", ["", 'a "b"'])
def test_it_is_read_without_an_error(name: str, concept: str) -> None:
    text = template(name, SIDES, concept)
    reading = parse(HEAD + text, "new.toml", "new")
    assert reading.errors == 0, reading.problems
    assert reading.deck
    [card] = reading.deck.cards
    assert form(card) == name
    assert not concept or card.facts.concept == concept
    assert card.facts.why
    line = text.split("\n")[1]
    begin, end = first_text(line)
    assert line[begin - 1] == line[end] == '"'
    assert end - begin > 10


@pytest.mark.parametrize(
    ("line", "text"), [('a = "b \\" c" # "d"', 'b \\" c'), ("a = 1", ""), ('a = "', ""), ('a = ""', "")]
)
def test_the_first_text_of_a_line(line: str, text: str) -> None:
    begin, end = first_text(line)
    assert line[begin:end] == text
