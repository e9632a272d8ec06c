"""Cards are counted in one way, and said in one."""

from __future__ import annotations

import pytest

from offbook.deck.counting import Count
from offbook.deck.read import parse

CLAIM = '[[cards]]\nclaim = "a"\nholds = true\n'
GAPS = '[[cards]]\ncloze = "{{b}} and {{c}} and {{d}}"\n'
QUIZ_ONLY = '[[cards]]\nfront = "e"\nback = "f"\nquiz_only = true\n'
WRONG = '[[cards]]\nfront = "g"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no cards"),
        (CLAIM, "1 card"),
        (CLAIM + QUIZ_ONLY, "2 cards"),
        (CLAIM + GAPS, "4 cards from 2 entries"),
        (GAPS, "3 cards from 1 entry"),
        (GAPS.rstrip() + "\ntogether = true", "1 card"),
        (CLAIM + WRONG, "1 card, 1 entry left out"),
        (CLAIM + GAPS + WRONG + '[[cards]]\nback = "no TOML\n', "4 cards from 2 entries, 2 entries left out"),
        (CLAIM.replace("cards", "card") * 2, "no cards, 2 entries left out"),
        ("cards = 3", "no cards"),
        ("title = ", "no cards"),
    ],
)
def test_a_count_is_told(text: str, told: str) -> None:
    assert str(Count.of(parse(f'title = "x"\n{text}', "x", "x"))) == told


def test_counts_of_decks_add_up() -> None:
    counts = [Count.of(parse(f'title = "x"\n{text}', "x", "x")) for text in (GAPS, CLAIM + WRONG)]
    assert str(sum(counts, Count())) == "4 cards from 2 entries, 1 entry left out"
