"""Drawing a paper: what is asked, in which proportions, in which order."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import claim, classify, key, recall
from offbook.deck.cards import Card, ConceptId, DeckId, SideId, form
from offbook.performance.blueprint import Candidate, Scope, draw, within
from offbook.performance.spacing import FAR


def ids(drawn: Sequence[Candidate]) -> list[str]:
    return [one.card.facts.key.card for one in drawn]


def candidate(card: Card, topic: str = "", side: str = "", *, seen: bool = False) -> Candidate:
    return Candidate(card, topic, SideId(side) if side else None, seen=seen)


def made(place: int, concept: int, kind: int, side: int, pair: int) -> Candidate:
    """A candidate of a pool; with ``pair`` below nought it has none."""
    name, of = f"k{place}", f"c{concept}"
    sides = ("left", "right")
    cards = (
        lambda: recall(name, concept=of, pair=f"p{pair}" if pair >= 0 else ""),
        lambda: claim(name, concept=of, pair=f"p{pair}" if pair >= 0 else ""),
        lambda: classify(name, sides[side], concept=of, pair=f"p{pair}" if pair >= 0 else ""),
    )
    return candidate(cards[kind](), side=sides[side])


pools = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 2), st.integers(0, 1), st.integers(-4, 3)), max_size=40
).map(lambda rows: [made(place, *row) for place, row in enumerate(rows)])


@given(pool=pools, questions=st.integers(0, 50), seed=st.integers(0, 2**32), shuffle=st.booleans())
def test_a_paper_is_as_long_as_it_can_be_and_asks_nothing_twice(
    *, pool: list[Candidate], questions: int, seed: int, shuffle: bool
) -> None:
    drawn = draw(pool, questions, seed, shuffle=shuffle)
    assert len(drawn) == len(set(ids(drawn))) == min(questions, len(pool))
    assert set(ids(drawn)) <= set(ids(pool))
    assert drawn == draw(pool, questions, seed, shuffle=shuffle)
    if not shuffle:
        assert ids(drawn) == [name for name in ids(pool) if name in set(ids(drawn))]
    else:
        assert set(ids(drawn)) == set(ids(draw(pool, questions, seed, shuffle=False)))


def test_a_card_that_is_offered_twice_is_asked_once() -> None:
    one = candidate(claim("a"))
    assert ids(draw([one, one], 5, 1)) == ["a"]


def test_another_seed_gives_another_paper() -> None:
    pool = [candidate(claim(f"k{place}")) for place in range(30)]
    papers = {tuple(ids(draw(pool, 10, seed))) for seed in range(20)}
    assert len(papers) == 20


def test_every_card_comes_about_as_often_as_any_other() -> None:
    pool = [candidate(claim(f"k{place}")) for place in range(20)]
    often = Counter(name for seed in range(400) for name in ids(draw(pool, 5, seed)))
    assert len(often) == 20
    assert all(60 < number < 140 for number in often.values())


@given(pools, st.integers(0, 40), st.integers(0, 99))
def test_no_concept_comes_again_before_every_other_has_come_or_is_used_up(
    pool: list[Candidate], questions: int, seed: int
) -> None:
    there = Counter(one.concept for one in pool)
    came = Counter(one.concept for one in draw(pool, questions, seed))
    for concept, number in there.items():
        if came[concept] < number:
            assert came[concept] >= max(came.values(), default=0) - 1


OF: dict[str, Callable[[Candidate], object]] = {
    "side": lambda one: one.side,
    "form": lambda one: form(one.card),
}


@pytest.mark.parametrize("by", OF)
@pytest.mark.parametrize("questions", [5, 12, 30, 80])
def test_sides_and_forms_are_drawn_in_the_proportions_of_the_pool(by: str, questions: int) -> None:
    # Three quarters of the left, half of the forms recall: each question a concept of its own.
    rows = [
        made(place, place, (0, 0, 0, 2, 2, 1)[place % 6], int(place % 8 in {2, 5}), -1)
        for place in range(240)
    ]
    there = Counter(map(OF[by], rows))
    for seed in range(10):
        came = Counter(map(OF[by], draw(rows, questions, seed)))
        for group, number in there.items():
            assert abs(came[group] - questions * number / len(rows)) < 2


@given(st.lists(st.integers(0, 9), min_size=2, max_size=24), st.integers(0, 99))
@settings(max_examples=60)
def test_members_of_a_pair_stand_as_far_apart_as_the_paper_is_long(numbers: list[int], seed: int) -> None:
    """Every pair twice, every other card once: with p pairs among n, n - p places can lie between all."""
    pairs = [number for number in dict.fromkeys(numbers) if number < 5]
    rest = [number for number in numbers if number >= 5]
    pool = [
        *(made(place, place, 1, 0, pair) for place, pair in enumerate([*pairs, *pairs])),
        *(made(100 + place, 100 + place, 1, 0, -1) for place in range(len(rest))),
    ]
    drawn = draw(pool, len(pool), seed)
    places: dict[object, list[int]] = {}
    for place, one in enumerate(drawn):
        if one.pair:
            places.setdefault(one.pair, []).append(place)
    far = min(FAR, len(pool) - len(pairs))
    assert all(second - first >= far for first, second in places.values())


def test_cards_of_one_concept_stand_apart_too() -> None:
    pool = [made(place, place % 4, 1, 0, -1) for place in range(16)]
    for seed in range(10):
        drawn = [one.concept for one in draw(pool, 16, seed)]
        assert all(first != second for first, second in pairwise(drawn))


def test_transfer_items_take_part_and_those_never_seen_come_first() -> None:
    pool = [
        candidate(claim("seen", concept="same", quiz_only=True), seen=True),
        candidate(claim("fresh", concept="same", quiz_only=True)),
        candidate(claim("plain", concept="same"), seen=True),
    ]
    for seed in range(20):
        assert "seen" not in ids(draw(pool, 2, seed))
        assert set(ids(draw(pool, 3, seed))) == {"seen", "fresh", "plain"}


def test_a_seen_transfer_item_still_comes_before_a_second_card_of_another_concept() -> None:
    pool = [
        candidate(claim("seen", concept="one", quiz_only=True), seen=True),
        candidate(claim("a", concept="other")),
        candidate(claim("b", concept="other")),
    ]
    assert all("seen" in ids(draw(pool, 2, seed)) for seed in range(20))


POOL = (
    candidate(recall("r", concept="sun"), "sky", "left"),
    candidate(claim("t", concept="sun"), "sky", "left"),
    candidate(classify("s", "right", concept="moon"), "night", "left"),
    candidate(claim("u", concept="tide", deck="other"), "sea"),
)


@pytest.mark.parametrize(
    ("scope", "let_in"),
    [
        (Scope(), ["r", "t", "s", "u"]),
        (Scope(decks=(DeckId("other"),)), ["u"]),
        (Scope(topics=("sky", "sea")), ["r", "t", "u"]),
        (Scope(concepts=(ConceptId("moon"), ConceptId("tide"))), ["s", "u"]),
        (Scope(sides=(SideId("left"),)), ["r", "t"]),
        (Scope(sides=(SideId("right"),)), ["s"]),
        (Scope(forms=("claim",)), ["t", "u"]),
        (Scope(topics=("sky",), forms=("claim",)), ["t"]),
        (Scope(cards=(key("r"), key("u", "other"), key("gone"))), ["r", "u"]),
        (Scope(topics=("mountains",)), []),
    ],
)
def test_a_scope_lets_in_what_fits_every_bound_it_sets(scope: Scope, let_in: list[str]) -> None:
    assert ids(within(POOL, scope)) == let_in


def test_a_card_with_several_concepts_is_about_each() -> None:
    card = claim("k")
    both = candidate(
        type(card)(type(card.facts)(card.facts.key, 0, (ConceptId("a"), ConceptId("b"))), "Both.", holds=True)
    )
    assert within([both], Scope(concepts=(ConceptId("b"),))) == [both]


def test_a_paper_from_ten_thousand_cards_is_drawn_at_once() -> None:
    pool = [made(place, place % 700, place % 3, place % 2, place // 2) for place in range(10_000)]
    scope = Scope(cards=tuple(one.card.facts.key for one in pool[::2]))
    began = time.perf_counter()
    drawn = draw(within(pool, scope), 100, 1)
    took = time.perf_counter() - began
    assert len(drawn) == 100
    assert took < 2, "it takes about 0.1 s on a machine at rest"
