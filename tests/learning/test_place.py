from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import key
from offbook.deck.cards import CardKey
from offbook.learning.events import Slot
from offbook.learning.queue import place


def concept_of(card: CardKey) -> str:
    """In these queues a card's first letter is its concept."""
    return card.card[0]


def line(text: str) -> tuple[Slot, ...]:
    """A queue in words: ``"a1 b1+c1"`` is a card and a pair."""
    return tuple(
        Slot(key(name), follows=spot > 0)
        for unit in text.split()
        for spot, name in enumerate(unit.split("+"))
    )


@pytest.mark.parametrize(
    ("queue", "card", "after", "expected"),
    [
        ("", "a9", 3, "a9"),
        ("b1 c1 d1", "a9", 0, "a9 b1 c1 d1"),
        ("b1 c1 d1", "a9", -4, "a9 b1 c1 d1"),
        ("b1 c1 d1", "a9", 2, "b1 c1 a9 d1"),
        ("b1 c1 d1", "a9", 3, "b1 c1 d1 a9"),
        ("b1 c1 d1", "a9", 99, "b1 c1 d1 a9"),
        ("b1+c1 d1", "a9", 1, "b1+c1 a9 d1"),
        ("b1+c1+d1", "a9", 1, "b1+c1+d1 a9"),
        ("b1 a1 c1 d1", "a9", 1, "b1 a1 c1 a9 d1"),
        ("b1 a1+c1 d1", "a9", 0, "a9 b1 a1+c1 d1"),
        ("b1 a1+c1 d1", "a9", 1, "b1 a1+c1 a9 d1"),
        ("a1 b1 a2", "a9", 0, "a1 b1 a2 a9"),
        ("a1 a2", "a9", 0, "a1 a2 a9"),
    ],
)
def test_a_returning_card_takes_the_earliest_spotthat_suits(
    queue: str, card: str, after: int, expected: str
) -> None:
    assert place(line(queue), Slot(key(card), follows=True), concept_of, after) == line(expected)


@given(
    st.lists(st.sampled_from(("a", "b", "c", "b+c", "a+b")), max_size=12),
    st.integers(-2, 15),
)
def test_a_returning_card_disturbs_nothing(units: list[str], after: int) -> None:
    queue = line(" ".join(units))
    placed = place(queue, Slot(key("a9")), concept_of, after)
    here = next(spot for spot, slot in enumerate(placed) if slot.key.card == "a9")
    assert (*placed[:here], *placed[here + 1 :]) == queue
    assert here >= min(after, len(queue))
    if here < len(queue):
        assert not placed[here + 1].follows
        assert concept_of(placed[here + 1].key) != "a"
        assert here == 0 or concept_of(placed[here - 1].key) != "a"
