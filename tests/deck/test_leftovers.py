"""A text that is still the starter's or a template's is told of, each card once."""

from __future__ import annotations

import pytest

from makers import SIDES
from offbook.deck.problems import Code
from offbook.deck.read import parse
from offbook.deck.starter import SUMMARY, Wishes, starter
from offbook.deck.templates import FORMS, blanks, template

HEAD = 'title = "New"\n[sides.left]\n[sides.right]\n\n'


def told(text: str) -> list[tuple[int, str]]:
    """The lines, from 1, and the messages of what was left over."""
    found = parse(text, "new.toml", "new", thorough=True).problems
    return [(one.line, one.message) for one in found if one.code == Code.TEMPLATE_TEXT]


@pytest.mark.parametrize("form", FORMS)
def test_a_new_card_is_told_of_until_every_text_of_it_is_written_over(form: str) -> None:
    text = HEAD + template(form, SIDES)
    for blank in blanks(form):
        if " " not in blank:
            continue
        [(line, message)] = told(text)
        assert "is still the template's; write your own" in message
        assert text.splitlines()[line - 1].strip()
        text = text.replace(blank, blank.replace("{{gap", "{{hole").replace(" ", " own ", 1))
    assert told(text) == []


def test_it_points_at_the_text_that_is_left() -> None:
    text = HEAD + template("recall", SIDES).replace("What is asked?", "Who?").replace("The answer", "You")
    [(line, message)] = told(text)
    assert text.splitlines()[line - 1] == 'why = "Why it is so."'
    assert message == 'the text "Why it is so." is still the template\'s; write your own'


def test_a_gap_is_shown_as_one() -> None:
    [(_, message)] = told(HEAD + template("cloze", SIDES))
    assert message == 'the text "A text with a … in it." is still the template\'s; write your own'


@pytest.mark.parametrize("sides", [None, (), ("Bees", "Wasps", "Ants")])
def test_the_starter_is_told_of_until_it_is_a_deck_of_ones_own(sides: tuple[str, ...] | None) -> None:
    text = starter("bees.toml", "bees", Wishes(sides=sides))
    (_, summary), (line, cards) = told(text)
    assert summary == "the summary is still the starter's; say what this deck teaches"
    assert text.splitlines()[line - 1].startswith("front = ")
    assert cards.startswith(
        f"{text.count('[[cards]]')} entries from here on are still the starter's examples"
    )
    own = text.replace(SUMMARY, "Bees.").split("[[cards]]")
    first = f"{own[0]}[[cards]]{own[1]}"
    assert [message for _, message in told(first)] == [
        "this card is still the starter's example; write your own in its place"
    ]
    assert told(own[0] + '[[cards]]\nfront = "Who stings once?"\nback = "The bee"\n') == []


def test_a_word_that_stands_in_a_template_is_nobodys_own() -> None:
    options = 'right = "Both"\nwrong = ["Another", "Neither", "Each other"]'
    assert told(f'{HEAD}[[cards]]\nask = "Which?"\n{options}\n') == []
