from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from random import Random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import DAY_ONE, NOON, choice, claim, classify, cloze, recall, settled, standings, stepping
from offbook.clock import DAY
from offbook.deck.cards import Card, ConceptId
from offbook.learning.events import Slot
from offbook.learning.queue import LONGEST, Candidate, introduce, pair_up, plan, weave
from offbook.learning.schedule import New, Scheduler, is_ready, recall_now
from offbook.learning.standing import Standing

SCHEDULER = Scheduler()
NEW = Standing()
READY = Standing(settled(DAY_ONE))
LATER = Standing(settled(DAY_ONE + 1))


def one(card: Card, standing: Standing = READY, contrast: str = "") -> Candidate:
    return Candidate(card, standing, ConceptId(contrast) if contrast else None)


def faded(card: str, stability: float, **more: bool) -> Candidate:
    """A card that is ready, of a concept of its own; the lower its stability, the lower its recall."""
    last = NOON.plus(-5 * DAY)
    return one(recall(card), Standing(settled(DAY_ONE, stability=stability, last=last), **more))


def planned(candidates: Iterable[Candidate], fresh: int = 0, seed: int = 0) -> tuple[Slot, ...]:
    return plan(candidates, NOON, DAY_ONE, fresh, SCHEDULER, seed)


def names(slots: Iterable[Slot]) -> list[str]:
    return [slot.key.card for slot in slots]


def cards_of(units: Iterable[Sequence[Candidate]]) -> list[list[str]]:
    return [[member.key.card for member in unit] for unit in units]


MAKERS: tuple[Callable[..., Card], ...] = (recall, cloze, choice, claim, classify)


@st.composite
def pools(draw: st.DrawFn) -> list[Candidate]:
    """Candidates of every form, few concepts and pairs, in every standing."""
    pool = []
    for number in range(draw(st.integers(0, 20))):
        card = draw(st.sampled_from(MAKERS))(
            f"c{number}",
            concept=draw(st.sampled_from("abcde")),
            pair=draw(st.sampled_from(("", "", "p", "q"))),
            quiz_only=draw(st.sampled_from((False, False, False, True))),
        )
        opposite = {"a": "b", "b": "a", "c": "d"}.get(card.facts.concept, "")
        pool.append(one(card, draw(standings), opposite))
    return pool


@given(pools(), st.integers(0, 12), st.integers(0, 99))
def test_what_is_planned_takes_part_and_is_ready_or_new(pool: list[Candidate], fresh: int, seed: int) -> None:
    slots = planned(pool, fresh, seed)
    assert slots == planned(iter(pool), fresh, seed)
    by_key = {candidate.key: candidate for candidate in pool}
    shown = [by_key[slot.key] for slot in slots]
    assert len({slot.key for slot in slots}) == len(slots)
    for candidate in shown:
        assert not candidate.card.facts.quiz_only
        assert not candidate.standing.suspended
        assert candidate.standing.buried <= DAY_ONE
    met = [c for c in shown if not isinstance(c.standing.progress.schedule, New) or c.standing.pulled]
    assert all(c.standing.pulled or is_ready(c.standing.progress, NOON, DAY_ONE) for c in met)
    at_hand = [c for c in pool if not c.card.facts.quiz_only and not c.standing.is_away(DAY_ONE)]
    asking = [c for c in at_hand if c.standing.pulled or is_ready(c.standing.progress, NOON, DAY_ONE)]
    unseen = [c for c in at_hand if c not in asking and isinstance(c.standing.progress.schedule, New)]
    assert len(met) == len(asking)
    assert len(shown) - len(met) == min(fresh, len(unseen))


@given(pools(), st.integers(0, 12), st.integers(0, 99))
def test_neighbours_of_one_concept_are_paired_or_could_not_be_parted(
    pool: list[Candidate], fresh: int, seed: int
) -> None:
    slots = planned(pool, fresh, seed)
    concepts = {candidate.key: candidate.concept for candidate in pool}
    meetings = sum(
        concepts[left.key] == concepts[right.key] and not right.follows for left, right in pairwise(slots)
    )
    ends: Counter[object] = Counter()
    units = 0
    for spot, slot in enumerate(slots):
        last = spot + 1 == len(slots) or not slots[spot + 1].follows
        ends[concepts[slot.key]] += (not slot.follows) + last
        units += not slot.follows
    # A concept that owns more than one end of every unit, and one more, has to meet itself.
    assert meetings == max(0, max(ends.values(), default=0) - units - 1)


@given(pools(), st.integers(0, 12), st.integers(0, 99))
def test_what_follows_is_the_other_half_of_a_contrast(pool: list[Candidate], fresh: int, seed: int) -> None:
    by_key = {candidate.key: candidate for candidate in pool}
    for left, right in pairwise(planned(pool, fresh, seed)):
        if right.follows:
            one_half, other = by_key[left.key], by_key[right.key]
            opposite = {one_half.card.facts.concept, other.card.facts.concept} in ({"a", "b"}, {"c", "d"})
            assert (one_half.pair == other.pair is not None) or (opposite and one_half.side and other.side)


def test_ready_cards_come_by_lowest_recall() -> None:
    chance = Random(1)
    pool = [faded(f"c{n}", chance.uniform(1, 99)) for n in range(60)]
    recalls = {c.key: recall_now(c.standing.progress, NOON, SCHEDULER) or 0.0 for c in pool}
    shown = [recalls[slot.key] for slot in planned(pool)]
    assert shown == sorted(shown)
    assert len(shown) == 60


def test_spreading_moves_cards_no_further_than_it_must() -> None:
    last = NOON.plus(-5 * DAY)
    pool = [
        one(recall(f"{concept}{n}", concept=concept), Standing(settled(DAY_ONE, stability=n, last=last)))
        for n, concept in enumerate("aabbcaab", 1)
    ]
    assert names(planned(pool)) == ["a1", "b3", "a2", "b4", "c5", "a6", "b8", "a7"]


def test_what_was_called_in_comes_first_even_before_new_cards() -> None:
    pool = [
        *(faded(f"ready{n}", 1.0) for n in range(3)),
        *(one(recall(f"new{n}"), NEW) for n in range(6)),
        faded("called", 99.0, pulled=True),
        one(recall("called-new"), Standing(pulled=True)),
        one(recall("called-later"), Standing(settled(DAY_ONE + 50), pulled=True)),
    ]
    shown = names(planned(pool, fresh=6))
    assert set(shown[:3]) == {"called", "called-new", "called-later"}
    assert sorted(shown[3:]) == sorted([*(f"ready{n}" for n in range(3)), *(f"new{n}" for n in range(6))])


def test_what_was_called_in_does_not_use_up_the_allowance() -> None:
    pool = [one(recall("called"), Standing(pulled=True)), one(recall("new"), NEW), one(recall("more"), NEW)]
    assert names(planned(pool, fresh=1)) == ["called", "new"]


def test_a_step_comes_in_once_its_time_has_come() -> None:
    pool = [
        one(recall("due"), Standing(stepping(NOON.ms))),
        one(recall("not"), Standing(stepping(NOON.ms + 1))),
    ]
    assert names(planned(pool)) == ["due"]


def test_one_sitting_plans_so_many_ready_cards_those_that_fade_most() -> None:
    pool = [faded(f"c{n}", 1.0 + n) for n in range(LONGEST + 20)]
    called = faded("called", 9_999.0, pulled=True)
    shown = names(
        planned([*reversed(pool), called, *(one(recall(f"new{n}"), NEW) for n in range(9))], fresh=5)
    )
    assert len(shown) == LONGEST + 5
    assert {"called", *(f"c{n}" for n in range(LONGEST - 1))} < set(shown)


@pytest.mark.parametrize(
    ("ready", "fresh"), [(0, 3), (3, 0), (1, 3), (3, 1), (10, 4), (4, 10), (30, 7), (5, 5)]
)
def test_new_units_are_woven_in_evenly(ready: int, fresh: int) -> None:
    met = [(faded(f"r{n}", 1.0),) for n in range(ready)]
    woven = weave(met, [(one(recall(f"n{n}"), NEW),) for n in range(fresh)])
    shown = [unit[0].key.card for unit in woven]
    assert [name for name in shown if name[0] == "r"] == [f"r{n}" for n in range(ready)]
    assert [name for name in shown if name[0] == "n"] == [f"n{n}" for n in range(fresh)]
    for length in range(len(shown) + 1):
        new = sum(name[0] == "n" for name in shown[:length])
        assert abs(new - length * fresh / max(1, len(shown))) <= 0.5


def test_new_cards_are_met_breadth_first_and_over_days() -> None:
    cards = [recall(f"{concept}{n}", concept=concept) for concept in "abc" for n in range(3)]
    pool = [one(card, NEW) for card in cards]
    assert [c.key.card for c in introduce(pool, DAY_ONE, 5)] == ["a0", "b0", "c0", "a1", "b1"]
    seen = [one(card, LATER if card.facts.key.card in {"a0", "b0"} else NEW) for card in cards]
    assert [c.key.card for c in introduce(seen, DAY_ONE, 4)] == ["c0", "a1", "b1", "c1"]


def test_the_other_half_of_a_pair_is_met_with_the_first() -> None:
    pool = [
        one(classify("a", pair="p"), NEW),
        one(recall("b"), NEW),
        one(classify("c", "right", pair="p"), NEW),
        one(classify("d", "right", pair="p", quiz_only=True), NEW),
    ]
    assert [c.key.card for c in introduce(pool, DAY_ONE, 9)] == ["a", "c", "b"]
    assert [c.key.card for c in introduce(pool, DAY_ONE, 1)] == ["a"]
    assert introduce(pool, DAY_ONE, 0) == introduce(pool, DAY_ONE, -1) == []


def test_only_cards_that_wait_are_introduced() -> None:
    pool = [
        one(recall("met"), LATER),
        one(recall("suspended"), Standing(suspended=True)),
        one(recall("buried"), Standing(buried=DAY_ONE + 1)),
        one(recall("called"), Standing(pulled=True)),
        one(recall("transfer", quiz_only=True), NEW),
        one(recall("waits"), NEW),
        one(recall("put-off-till-today"), Standing(buried=DAY_ONE)),
    ]
    assert [c.key.card for c in introduce(pool, DAY_ONE, 9)] == ["waits", "put-off-till-today"]


@pytest.mark.parametrize(
    ("cards", "expected"),
    [
        pytest.param(
            [one(classify("a", pair="p")), one(recall("b")), one(classify("c", "right", pair="p"))],
            [["a", "c"], ["b"]],
            id="minimal pair",
        ),
        pytest.param(
            [one(claim("a", pair="p")), one(recall("b")), one(claim("c", holds=False, pair="p"))],
            [["a", "c"], ["b"]],
            id="minimal pair of claims",
        ),
        pytest.param(
            [one(classify("a", pair="p")), one(classify("b", pair="p")), one(classify("c", pair="p"))],
            [["a", "b", "c"]],
            id="three sides of one case",
        ),
        pytest.param(
            [one(classify("a", pair="p")), one(classify("b", pair="p", deck="other"))],
            [["a"], ["b"]],
            id="one word in two decks",
        ),
        pytest.param(
            [one(cloze("a", (0,), pair="p")), one(cloze("b", (1,), pair="p"))],
            [["a"], ["b"]],
            id="gaps of one text",
        ),
        pytest.param(
            [
                one(classify("a", concept="l"), contrast="r"),
                one(recall("x")),
                one(classify("b", concept="r")),
            ],
            [["a", "b"], ["x"]],
            id="contrast",
        ),
        pytest.param(
            [one(classify("b", concept="r")), one(classify("a", concept="l"), contrast="r")],
            [["b", "a"]],
            id="contrast, said by the other one",
        ),
        pytest.param(
            [
                *(one(classify(f"a{n}", concept="l"), contrast="r") for n in range(3)),
                *(one(classify(f"b{n}", concept="r"), contrast="l") for n in range(2)),
            ],
            [["a0", "b0"], ["a1", "b1"], ["a2"]],
            id="contrasts, as far as they go",
        ),
        pytest.param(
            [one(recall("a", concept="l"), contrast="r"), one(classify("b", concept="r"), contrast="l")],
            [["a"], ["b"]],
            id="only statements are told apart",
        ),
        pytest.param(
            [one(classify("a", concept="l", pair="p"), contrast="r"), one(classify("b", concept="r"))],
            [["a"], ["b"]],
            id="half a pair waits for its own",
        ),
        pytest.param(
            [one(classify("a", concept="l"), contrast="l"), one(classify("b", concept="l"), contrast="l")],
            [["a"], ["b"]],
            id="nothing stands opposite itself",
        ),
    ],
)
def test_pairing(cards: list[Candidate], expected: list[list[str]]) -> None:
    assert cards_of(pair_up(cards)) == expected


def test_the_halves_of_a_pair_follow_each_other_in_the_plan() -> None:
    pool = [
        one(classify("a", pair="p")),
        faded("x", 1.0),
        one(classify("b", "right", pair="p")),
        one(classify("c", "right", pair="q"), LATER),
    ]
    slots = planned(pool)
    half = names(slots).index("a")
    assert {half} == {spot for spot, slot in enumerate(slots) if slot.key.card == "a"}
    assert sorted(names(slots)) == ["a", "b", "x"]
    assert [slot.follows for slot in slots].count(True) == 1
    assert abs(names(slots).index("b") - half) == 1


def test_a_new_half_joins_the_half_that_is_ready() -> None:
    pool = [one(classify("a", pair="p")), faded("x", 1.0), one(classify("b", "right", pair="p"), NEW)]
    slots = planned(pool, fresh=1)
    follower = next(spot for spot, slot in enumerate(slots) if slot.follows)
    assert set(names(slots[follower - 1 : follower + 1])) == {"a", "b"}


def many(number: int, ready: int) -> list[Candidate]:
    """A large pool, a sixth of it new, with contrasts and pairs."""
    chance = Random(4)
    last = NOON.plus(-30 * DAY)
    pool = []
    for n in range(number):
        concept = f"k{chance.randrange(number // 5)}"
        pair = f"p{n // 2}" if chance.random() < 0.2 else ""
        card: Card = (
            classify(f"c{n}", chance.choice(("left", "right")), concept=concept, pair=pair)
            if chance.random() < 0.5
            else recall(f"c{n}", concept=concept)
        )
        due = DAY_ONE if n < ready else DAY_ONE + 9
        new = n >= ready and n % 6 == 0
        standing = NEW if new else Standing(settled(due, stability=chance.uniform(1, 99), last=last))
        pool.append(one(card, standing, f"k{chance.randrange(number // 5)}"))
    return pool


def test_a_plan_is_quick_and_grows_in_proportion() -> None:
    def seconds(pool: list[Candidate]) -> float:
        began = perf_counter()
        assert len(planned(pool, fresh=20)) == 520
        return perf_counter() - began

    small, large = many(10_000, 500), many(40_000, 500)
    quick = min(seconds(small) for _ in range(5))
    assert quick < 0.5, "a plan over ten thousand cards takes tens of milliseconds"
    assert min(seconds(large) for _ in range(3)) < 10 * quick


@pytest.mark.parametrize("concepts", [1, 2, 500])
def test_the_hardest_pools_are_planned_in_time(concepts: int) -> None:
    pool: list[Candidate] = [one(classify(f"c{n}", concept=f"k{n % concepts}")) for n in range(LONGEST)]
    began = perf_counter()
    assert len(planned(pool)) == LONGEST
    assert perf_counter() - began < 1.0
