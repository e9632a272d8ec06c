"""Whole cards are added, doubled, removed and moved, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from offbook.deck.cards import Card
from offbook.deck.read import parse
from offbook.deck.revision import Revision, add, concept_at, concepts, duplicate, move, remove
from offbook.deck.survey import Survey, survey
from offbook.deck.templates import FORMS
from offbook.errors import DeckError

DECK = """\
title = "Sample"   # kept
[sides.left]
[sides.right]

[[concepts]]
id = "two"
name = "The second"

[[concepts]]
id = "one"

[[cards]] # kept too
id = "first"
front = "One?"
back = "1"
concept = "one"

[[cards]]
statement = "Left."
side = "left"
concepts = ["one", "two"]

# of the third
[[cards]]
claim = "Alone."
holds = true
"""
FIRST, SECOND, THIRD = 13, 19, 23


def known(text: str = DECK) -> Survey:
    return survey(text, "sample.toml", "sample")


def cards(text: str) -> tuple[Card, ...]:
    reading = parse(text, "sample.toml", "sample")
    assert reading.deck
    assert not reading.errors, reading.problems
    return reading.deck.cards


def selected(found: Revision) -> str:
    assert found.begin
    assert found.end
    assert found.begin[0] == found.end[0]
    return found.text.split("\n")[found.begin[0]][found.begin[1] : found.end[1]]


@pytest.mark.parametrize("form", FORMS)
def test_a_new_card_stands_behind_the_present_one_ready_to_be_typed_over(form: str) -> None:
    found = add(known(), FIRST, form, "one")
    made = cards(found.text)
    assert [card.facts.index for card in made] == [0, 1, 2, 3]
    assert made[1].facts.concept == "one"
    assert selected(found).endswith((".", "?"))
    assert found.blanks
    assert found.text.split("\n")[found.blanks.header] == "[[cards]]"
    assert selected(found) in found.blanks.texts
    at = found.text.index("[[cards]]", found.text.index("[[cards]]") + 1)
    behind = DECK.index("[[cards]]\nstatement")
    assert found.text[:at] == DECK[:behind]
    assert found.text.endswith("\n\n" + DECK[behind:])


def test_without_a_card_at_the_cursor_it_goes_to_the_end() -> None:
    found = add(known(), 0, "recall")
    assert found.text.startswith(DECK)
    assert len(cards(found.text)) == 4


def test_a_deck_without_sides_can_have_no_classify_card_yet() -> None:
    with pytest.raises(DeckError, match="Declare them first"):
        add(known('title = "Bare"\n'), 0, "classify")


def test_a_copy_has_no_id_and_its_first_text_is_selected() -> None:
    found = duplicate(known(), FIRST)
    assert selected(found) == "One?"
    copy = found.text.split("\n")[16:21]
    assert copy == ["", "[[cards]] # kept too", 'front = "One?"', 'back = "1"', 'concept = "one"']


def test_a_card_goes_with_its_comment_and_nothing_else_does() -> None:
    found = remove(known(), THIRD)
    assert found.text == DECK[: DECK.index("\n# of the third")]
    assert remove(known(), FIRST).text == DECK.replace(
        DECK[DECK.index("[[cards]] # kept") : DECK.index("[[cards]]\nstatement")], ""
    )


def test_the_cursor_stays_within_what_is_left() -> None:
    text = '[[cards]]\nfront = "a"\nback = "b"\n'
    found = remove(known(text), 2)
    assert found.begin == found.end == (0, 0)
    assert not found.text.strip()


def test_moving_replaces_the_first_concept_and_keeps_the_others() -> None:
    assert 'concept = "two"' in move(known(), FIRST, "two").text
    assert 'concepts = ["three", "two"]' in move(known(), SECOND, "three").text
    assert 'concepts = "two"' in move(known(), SECOND, "two").text
    alone = move(known(), THIRD, "two")
    assert cards(alone.text)[2].facts.concepts == ("two",)
    assert alone.text.replace('concept = "two"\n', "", 1) == DECK


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        ('front = "a"\nback = "b"\nwhy = "c"', 'front = "a"\nback = "b"\nconcept = "two"\nwhy = "c"'),
        (
            'ask = "a"\nright = "b"\nwrong = [\n    "c",\n    "d",\n] # e\n\nhint = "f"',
            'ask = "a"\nright = "b"\nwrong = [\n    "c",\n    "d",\n] # e\nconcept = "two"\n\nhint = "f"',
        ),
        ('why = "c"', 'why = "c"\nconcept = "two"'),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "", "\n\n# more\n[[cards]]\nclaim = 'x'\nholds = true\n"])
def test_a_concept_is_named_right_behind_what_is_asked(card: str, expected: str, ending: str) -> None:
    text = f"# first\n[[cards]]\nclaim = 'y'\n\n[[cards]] # it\n{card}{ending}"
    assert move(known(text), 5, "two").text == text.replace(card, expected)


def test_concepts_that_cards_name_without_declaring_them_are_offered_too() -> None:
    broken = DECK + '\n[[cards]]\nfront = "No answer?"\nconcept = "four"\n\n[[cards]]\nclaim = "c"\n'
    more = 'holds = true\nconcepts = ["three", "one"]\n'
    assert [one.id for one in concepts(known(broken + more))] == ["two", "one", "four", "three"]


def test_the_concepts_are_those_with_a_name_and_no_cards_own() -> None:
    assert [one.id for one in concepts(known())] == ["two", "one"]
    assert [concept_at(known(), line) for line in (0, FIRST, SECOND, THIRD)] == ["", "one", "one", ""]


@pytest.mark.parametrize("change", [duplicate, remove])
def test_where_there_is_no_card_that_is_said(change: Callable[[Survey, int], Revision]) -> None:
    with pytest.raises(DeckError, match="No card stands at the cursor"):
        change(known(), 0)


def test_a_text_that_is_no_toml_is_mended_first() -> None:
    broken = known(DECK.replace('"Alone."', "Alone."))
    for change in (partial(add, form="recall"), duplicate, remove, partial(move, concept="two")):
        with pytest.raises(DeckError, match=r"Line 25 is in the way: .* Mend it"):
            change(broken, FIRST)
    assert concept_at(broken, FIRST) == ""
    assert concepts(broken) == ()
