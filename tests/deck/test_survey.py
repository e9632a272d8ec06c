"""Which lines are which card, in texts that are sound and in texts that are being written."""

from __future__ import annotations

import pytest

from offbook.deck.survey import Survey, survey

DECK = """\
title = "Capitals"

# the first
[[cards]]
front = "France"
back = "Paris"

[[cards]]
front = "Peru"
back = "Lima"

[[cards]]
cloze = "{{Rome}} is in {{Italy}}."

[[quizzes]]
name = "All"
"""


def index_at(known: Survey, line: int) -> int | None:
    block = known.block_at(line)
    return block.index if block else None


def test_every_line_has_its_card() -> None:
    known = survey(DECK, "capitals.toml", "capitals")
    cards = [None, None, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, None, None, None]
    assert [index_at(known, line) for line in range(len(cards))] == cards
    last = known.block_at(12)
    assert last
    assert [card.facts.key.card[-2:] for card in known.cards_of(last)] == [".1", ".2"]
    assert known.line_of(1) == 7
    assert known.line_of(3) is None
    assert known.slip is None


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"Peru"', "Peru", 9),
        ('"Peru"', '"Peru', 9),
        ('front = "Peru"', "front", 9),
    ],
)
def test_a_card_that_is_broken_keeps_its_lines_and_so_do_the_others(old: str, new: str, line: int) -> None:
    known = survey(DECK.replace(old, new), "capitals.toml", "capitals")
    assert known.slip
    assert known.slip.line >= line
    assert [index_at(known, place) for place in (3, 7, 8, 9, 11, 12, 15)] == [0, 1, 1, 1, 2, 2, None]
    broken = known.block_at(8)
    assert broken
    assert not known.cards_of(broken)
    assert [problem.line for problem in known.problems_of(broken)]
    for place in (4, 12):
        other = known.block_at(place)
        assert other
        assert known.cards_of(other)
        assert not known.problems_of(other)


@pytest.mark.parametrize("text", ["", "[[cards]]", "title = ", "[[cards]]\n[[cards]]\n", '"""', "\r\r"])
def test_whatever_is_written_it_has_an_answer(text: str) -> None:
    known = survey(text, "x.toml", "x")
    for line in range(text.count("\n") + 3):
        block = known.block_at(line)
        assert block is None or known.problems_of(block) is not None
