"""Edits of a deck's text touch nothing but what they are about."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from layouts import decks, tables

from offbook.deck.layout import (
    added,
    all_in_order,
    blocks,
    duplicated,
    removed,
    with_value,
    without_trailing_space,
)

DECK = """\
# The capitals of the world.
title = "Capitals"   # a title

[[cards]]
front = "France"
back = "Paris"

# This one is hard.
# Truly.
[[cards]]   # a comment on the header
id = "peru"
# above a key
back = "Lima"  # on a key
front = \'\'\'
Peru
[[cards]]

# no comment
\'\'\'
wrong = [
  "Quito", # not this

  { text = "Cusco", why = "once" },
]

[[cards]]
ask = "Which?"
right = "this"
[[cards.wrong]]
text = "that"

[[cards.wrong]]
text = "those"

[[quizzes]]
name = "All"
"""


def cards(text: str) -> list[Any]:
    return list(tomli.loads(text).get("cards", []))


def rest(text: str) -> dict[str, Any]:
    return {key: value for key, value in tomli.loads(text).items() if key != "cards"}


def spans(text: str) -> list[tuple[int, int, int]]:
    return [(block.first, block.header, block.end) for block in blocks(text)]


def test_a_card_reaches_from_its_comment_to_its_last_word() -> None:
    assert spans(DECK) == [(3, 3, 6), (7, 9, 24), (25, 25, 33)]
    assert [block.index for block in blocks(DECK)] == [0, 1, 2]


@pytest.mark.parametrize("text", ["", "title = 'x'", 'cards = [ { front = "a", back = "b" } ]', "[[cards"])
def test_where_no_card_has_a_header_there_is_no_block(text: str) -> None:
    assert blocks(text) == ()


def test_a_card_is_added_behind_another_and_at_the_end() -> None:
    new = '[[cards]]\nfront = "Chad"\nback = "N\'Djamena"'
    text, line = added(DECK, new, behind=0)
    assert cards(text) == [cards(DECK)[0], *cards(new), *cards(DECK)[1:]]
    assert text.split("\n")[line] == "[[cards]]"
    assert text.split("\n")[line + 1] == 'front = "Chad"'
    assert text.startswith(DECK[: DECK.index("\n\n# This one")])

    text, line = added(DECK, "# new\n" + new)
    assert cards(text) == [*cards(DECK), *cards(new)]
    assert text == f"{DECK}\n# new\n{new}\n"
    assert text.split("\n")[line] == "[[cards]]"


def test_the_first_card_of_all() -> None:
    assert added("", "[[cards]]\nfront = 'a'") == ("[[cards]]\nfront = 'a'\n", 0)
    assert added("title = 'x'\n", "[[cards]]")[0] == "title = 'x'\n\n[[cards]]\n"


def test_a_copy_has_no_id_and_stands_behind() -> None:
    text, line = duplicated(DECK, 1)
    copy = {key: value for key, value in cards(DECK)[1].items() if key != "id"}
    assert cards(text) == [*cards(DECK)[:2], copy, cards(DECK)[2]]
    assert text.split("\n")[line].startswith("[[cards]]   # a comment")
    assert text.count("# Truly.") == 2


def test_a_card_is_taken_out_with_the_comment_on_it() -> None:
    text = removed(DECK, 1)
    assert cards(text) == [cards(DECK)[0], cards(DECK)[2]]
    assert "Truly" not in text
    assert "\n\n\n" not in text
    assert removed(removed(text, 1), 0).startswith("# The capitals of the world.\n")


def test_a_value_is_set_in_place_or_added() -> None:
    text = with_value(DECK, 1, "id", "lima")
    assert 'id = "lima"\n# above a key' in text
    assert cards(text)[1]["id"] == "lima"

    text = with_value(DECK, 0, "id", 'a "quoted" \\ one')
    assert cards(text)[0] == {"id": 'a "quoted" \\ one', **cards(DECK)[0]}
    assert '[[cards]]\nid = "a' in text

    text = with_value(DECK, 2, "concept", ["a", "b"])
    assert cards(text)[2]["concept"] == ["a", "b"]
    assert cards(text)[2]["wrong"] == cards(DECK)[2]["wrong"], "it is no key of the last option"


def test_an_unknown_card_is_refused() -> None:
    for edit in (
        lambda: removed(DECK, 3),
        lambda: duplicated(DECK, 9),
        lambda: with_value(DECK, 3, "id", "x"),
    ):
        with pytest.raises(KeyError):
            edit()


def test_a_comment_that_is_set_apart_belongs_to_what_comes_behind_it() -> None:
    """As the headings of the parts of a long deck are."""
    text = (
        '[[cards]]\nfront = \'a\'\nback = """\n\n# no comment"""\n# its own\n'
        "\n# --- The second part ---\n\n[[cards]]\nfront = 'b'\nback = 'b'\n\n# The end.\n"
    )
    new = "[[cards]]\nfront = 'n'\nback = 'n'\n"
    assert [block.end for block in blocks(text)] == [6, 12]
    assert added(text, new, 0)[0] == text.replace("\n\n# ---", f"\n\n{new}\n# ---")
    assert removed(text, 0) == text[text.index("# ---") :]
    assert removed(text, 1) == text[: text.index("[[cards]]\nfront = 'b'")] + "# The end.\n"


def test_keys_are_set_in_order_with_their_comments() -> None:
    text = all_in_order(DECK, {1: ("id", "front", "back")})
    assert list(cards(text)[1]) == ["id", "front", "back", "wrong"]
    assert '# above a key\nback = "Lima"  # on a key\nwrong' in text


def test_keys_that_are_grouped_by_blank_lines_stay() -> None:
    grouped = "[[cards]]\nback = 'b'\n\nfront = 'a'\n"
    assert all_in_order(grouped, {0: ("front", "back")}) == grouped


# ---- Any layout ---------------------------------------------------------------------------------


@given(decks, tables(), st.data())
def test_every_edit_keeps_every_other_card_and_every_line(text: str, card: str, data: st.DataObject) -> None:
    before, count = cards(text), len(cards(text))
    assert len(blocks(text)) == count
    behind = data.draw(st.none() | st.integers(0, count - 1) if count else st.none())
    place = count if behind is None else behind + 1

    more, line = added(text, card, behind)
    assert cards(more) == [*before[:place], *cards(card), *before[place:]]
    assert rest(more) == rest(text)
    assert more.split("\n")[line].startswith("[[cards]]")
    assert not Counter(line for line in text.split("\n") if line) - Counter(more.split("\n"))

    if behind is None:
        return
    assert cards(removed(more, place)) == before
    assert rest(removed(text, behind)) == rest(text)
    copy = {key: value for key, value in before[behind].items() if key != "id"}
    assert cards(duplicated(text, behind)[0]) == [*before[:place], copy, *before[place:]]
    assert cards(with_value(text, behind, "why", "new"))[behind] == {**before[behind], "why": "new"}


@given(decks)
def test_tidying_changes_no_meaning_and_once_is_enough(text: str) -> None:
    tidy = without_trailing_space(text)
    assert tomli.loads(tidy) == tomli.loads(text)
    assert without_trailing_space(tidy) == tidy

    order = ("id", "front", "back", "why")
    ordered = text
    for block in blocks(text):
        ordered = all_in_order(ordered, {block.index: order})
    assert tomli.loads(ordered) == tomli.loads(text)
    assert Counter(ordered.split("\n")) == Counter(text.split("\n")), "no line is lost"
    again = ordered
    for block in blocks(ordered):
        again = all_in_order(again, {block.index: order})
    assert again == ordered
