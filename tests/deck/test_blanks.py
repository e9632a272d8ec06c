"""What is still to be filled in of a new card is gone through, and nothing else is."""

from __future__ import annotations

import pytest

from offbook.deck.blanks import Blanks, Span
from offbook.deck.templates import FORMS, blanks, template

LINES = [
    'title = "two"',
    "",
    "[[cards]]",
    'a = "one"',
    'b = "two" # "one"',
    'c = "own"',
    "[[cards]]",
    'a = "one"',
]
BLANKS = Blanks(2, ("one", "two"))


def words(found: Span | None, lines: list[str] = LINES) -> str:
    return lines[found[0][0]][found[0][1] : found[1][1]] + f" {found[0][0]}" if found else ""


def test_they_are_gone_through_round_and_round() -> None:
    here: Span = ((2, 0), (2, 0))
    for step, expected in (
        (1, "one 3"),
        (1, "two 4"),
        (1, "one 4"),
        (1, "one 3"),
        (-1, "one 4"),
        (-1, "two 4"),
    ):
        found = BLANKS.following(LINES, here, step)
        assert words(found) == expected
        assert found
        here = found


@pytest.mark.parametrize("line", [0, 1, 6, 7])
def test_outside_of_the_card_there_are_none(line: int) -> None:
    assert BLANKS.following(LINES, ((line, 0), (line, 0)), 1) is None


def test_what_is_typed_over_is_no_blank_and_the_last_leads_nowhere() -> None:
    assert words(Blanks(2, ("two",)).following(LINES, ((3, 0), (3, 0)), 1)) == "two 4"
    assert Blanks(2, ("two",)).following(LINES, ((4, 5), (4, 8)), 1) is None
    assert Blanks(2, ("gone",)).following(LINES, ((3, 0), (3, 0)), 1) is None


def test_a_header_that_went_elsewhere_is_no_card() -> None:
    assert BLANKS.following(LINES[1:], ((2, 0), (2, 0)), 1) is None
    assert BLANKS.following(LINES[:2], ((1, 0), (1, 0)), -1) is None


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_filled_in_from_its_question_to_its_reason(form: str) -> None:
    lines = template(form, ()).split("\n")
    here: Span = ((0, 0), (0, 0))
    gone = []
    for _ in blanks(form):
        found = Blanks(0, blanks(form)).following(lines, here, 1)
        assert found
        gone.append(words(found, lines))
        here = found
    assert len(set(gone)) == len(gone) >= 2
    assert gone[-1].startswith("Why it is so.")
