from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations_with_replacement, groupby, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.learning.arrangement import arrange


@dataclass(frozen=True)
class Tile:
    """The least that can be put in order."""

    concept: str
    side: str | None = None
    name: int = 0


Unit = tuple[Tile, ...]

KINDS: tuple[Unit, ...] = (
    *((Tile(concept),) for concept in "abc"),
    *((Tile(ends[0]), Tile(ends[1])) for ends in ("ab", "ac", "bc", "aa", "ad")),
)
"""Singles, pairs of two concepts, a pair within one: whatever a unit can be for its neighbours."""

tiles = st.builds(Tile, st.sampled_from("abcde"), st.sampled_from((None, "left", "right", "both")))
units_of_tiles = st.lists(st.lists(tiles, min_size=1, max_size=3).map(tuple), max_size=25)


def meetings(units: Sequence[Unit]) -> int:
    """How often neighbouring units meet in one concept."""
    return sum(left[-1].concept == right[0].concept for left, right in pairwise(units))


def fewest_meetings(units: Sequence[Unit]) -> int:
    """The same in the best of all orders, every unit either way round, by trying them all."""

    @cache
    def best(left: frozenset[int], last: str) -> int:
        if not left:
            return 0
        return min(
            (turned[0].concept == last) + best(left - {place}, turned[-1].concept)
            for place in left
            for turned in (units[place], units[place][::-1])
        )

    return best(frozenset(range(len(units))), "")


def sides(units: Sequence[Unit]) -> list[str | None]:
    return [tile.side for unit in units for tile in unit]


def rows(shown: Sequence[str | None]) -> list[int]:
    """The lengths of the rows of one side."""
    return [len(list(row)) for side, row in groupby(shown) if side]


@pytest.mark.parametrize("number", range(1, 6))
def test_no_order_of_few_units_has_fewer_meetings(number: int) -> None:
    chance = Random(number)
    for kinds in combinations_with_replacement(KINDS, number):
        units = [tuple(sided(tile, chance) for tile in unit) for unit in chance.sample(kinds, len(kinds))]
        assert meetings(arrange(units, chance.randrange(9))) == fewest_meetings(units)


def sided(tile: Tile, chance: Random) -> Tile:
    """The same on some side, for sides must not stand in the way of concepts."""
    return replace(tile, side=chance.choice((None, "left", "left", "right")))


@given(units_of_tiles, st.integers(0, 99))
def test_every_unit_is_kept_whole_either_way_round(units: list[Unit], seed: int) -> None:
    arranged = arrange(units, seed)
    assert Counter(min(unit, unit[::-1], key=repr) for unit in arranged) == Counter(
        min(unit, unit[::-1], key=repr) for unit in units
    )
    assert arranged == arrange(units, seed)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60), st.integers(0, 99))
def test_single_cards_of_one_concept_meet_only_where_it_outnumbers_the_rest(
    concepts: list[str], seed: int
) -> None:
    units = [(Tile(concept),) for concept in concepts]
    most = max(Counter(concepts).values(), default=0)
    assert meetings(arrange(units, seed)) == max(0, most - (len(units) - most) - 1)


@given(st.lists(st.sampled_from((None, "left", "right")), max_size=2), st.integers(0, 99))
def test_an_order_that_suits_is_kept(start: list[str | None], seed: int) -> None:
    shown = [*start, None, "left", "right", "left", "left", None, "right", "left"]
    units = [(Tile(str(place), side),) for place, side in enumerate(shown)]
    assert arrange(units, seed) == units


def test_the_earliest_unit_that_suits_comes_next() -> None:
    units = [(Tile(concept),) for concept in "aaabbc"]
    assert "".join(unit[0].concept for unit in arrange(units, 0)) == "ababac"


def test_which_half_of_a_pair_leads_is_drawn() -> None:
    pairs = [(Tile(f"l{n}", "left"), Tile(f"r{n}", "right")) for n in range(200)]
    leading = Counter(unit[0].side for unit in arrange(pairs, 5))
    assert 70 < leading["left"] < 130
    assert [unit[0].side for unit in arrange(pairs, 5)] != [unit[0].side for unit in arrange(pairs, 6)]


shown_sides = st.lists(st.sampled_from(("left", "right", "both", None)), max_size=60)


@given(shown_sides | shown_sides.map(lambda shown: sorted(shown, key=str)), st.integers(0, 99))
def test_a_fourth_of_one_side_comes_only_where_too_little_is_left_to_break_the_row(
    shown: list[str | None], seed: int
) -> None:
    units = [(Tile(str(place), side),) for place, side in enumerate(shown)]
    most = max((shown.count(side) for side in ("left", "right", "both")), default=0)
    longest = max(rows(sides(arrange(units, seed))), default=0)
    if most <= 2 * (len(shown) - most + 1):
        assert longest <= 3


@pytest.mark.parametrize("in_blocks", [False, True])
def test_a_third_of_one_side_comes_no_more_often_than_by_chance(*, in_blocks: bool) -> None:
    chance = Random(3)
    ours = shuffled = 0
    for seed in range(300):
        shown = chance.choices(("left", "right"), k=20)
        order = sorted(shown) if in_blocks else shown
        ours += thirds(sides(arrange([(Tile(str(place), side),) for place, side in enumerate(order)], seed)))
        shuffled += thirds(chance.sample(shown, len(shown)))
    assert 0 < ours < shuffled


def thirds(shown: Sequence[str | None]) -> int:
    """How often two of one side in a row are followed by a third."""
    return sum(
        one == two == three is not None for one, two, three in zip(shown, shown[1:], shown[2:], strict=False)
    )


@pytest.mark.parametrize("in_blocks", [False, True])
def test_two_of_one_side_do_not_tell_the_next(*, in_blocks: bool) -> None:
    lengths: Counter[int] = Counter()
    for seed in range(200):
        shown = Random(seed).choices(("left", "right"), k=40)
        order = sorted(shown) if in_blocks else shown
        arranged = sides(arrange([(Tile(str(place), side),) for place, side in enumerate(order)], seed))
        lengths.update(rows(arranged[:30]))
    # In a shuffle half of the rows of two go on; ours go on less often, but often enough.
    assert 0.1 < lengths[3] / (lengths[2] + lengths[3]) < 0.4


def test_a_rest_of_one_side_is_soon_arranged() -> None:
    units = [(Tile(str(place), "left"),) for place in range(500)]
    assert arrange(units, 1) == units
