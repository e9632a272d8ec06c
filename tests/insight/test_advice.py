"""One advice at a time: what comes first, what acts on it, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import name, run

from makers import NOON, key
from offbook.clock import DAY, HOUR
from offbook.deck.cards import ConceptKey
from offbook.insight.advice import (
    AT_ONCE,
    Advice,
    Ledgers,
    Nothing,
    Quiz,
    Rehearse,
    Space,
    advise,
    concepts_of,
    words,
)
from offbook.insight.gaps import Gap, State
from offbook.insight.illusion import illusion
from offbook.insight.integration import Place
from offbook.statistics import Share

NONE = illusion([])
LARGE = illusion([*run(45, 50, lag=HOUR), *run(33, 50)])
NOW = NOON.plus(30 * DAY)


def gap(concept: str, state: State, day: int = 0) -> tuple[ConceptKey, Gap]:
    at = NOON.ms + day * DAY
    return name(concept), Gap(name(concept), at, (key(concept),), at, state)


def held(concept: str, right: int = 0, n: int = 0, recall: float | None = 0.9) -> Place:
    return Place(name(concept), recall, Share(right, n) if n else None, 0.8)


def ledgers(*parts: tuple[ConceptKey, Gap] | Place, warm: str = "", large: bool = False) -> Ledgers:
    """Gaps and places; the concepts of ``warm`` were shown an hour ago, all others a day ago."""
    gaps = dict(part for part in parts if not isinstance(part, Place))
    places = tuple(part for part in parts if isinstance(part, Place))
    names = [*gaps, *(one.concept for one in places)]
    shown = {of: NOW.ms - (HOUR if of[1] in warm.split() else DAY) for of in names}
    return Ledgers(gaps, places, shown, LARGE if large else NONE)


@pytest.mark.parametrize(
    ("found", "advice"),
    [
        (ledgers(), Nothing()),
        (ledgers(large=True), Space(LARGE)),
        (ledgers(gap("a", State.CLOSED), large=True), Space(LARGE)),
        (ledgers(held("a"), large=True), Quiz((name("a"),), 0, 1)),
        (ledgers(held("a", 1, 10)), Quiz((name("a"),), 0, 1)),
        (ledgers(held("a", 10, 10)), Nothing()),
        (ledgers(held("a", recall=0.5)), Nothing()),
        (ledgers(held("a", recall=None)), Nothing()),
        (ledgers(held("a"), warm="a"), Nothing()),
        (ledgers(gap("a", State.RELEARNED)), Quiz((name("a"),), 1, 0)),
        (ledgers(gap("a", State.RELEARNED), held("a")), Quiz((name("a"),), 1, 0)),
        (ledgers(gap("a", State.RELEARNED), held("a"), warm="a"), Nothing()),
        (ledgers(gap("a", State.OPEN), gap("b", State.RELEARNED), held("c")), Rehearse((name("a"),), 1)),
        (
            ledgers(gap("a", State.OPEN, 1), gap("b", State.OPEN, 2), large=True),
            Rehearse((name("b"), name("a")), 2),
        ),
        (
            ledgers(
                held("short", 1, 10), held("asked", 2, 2), held("unasked"),
                gap("young", State.RELEARNED, 5), gap("old", State.RELEARNED, 1),
            ),
            Quiz(tuple(map(name, ("old", "young", "unasked", "asked", "short"))), 2, 3),
        ),
    ],
    ids=[
        "nothing", "an illusion", "a closed gap", "unasked before the illusion", "held and short",
        "held and shown", "faded", "never studied", "still warm", "relearned and cold", "named once",
        "relearned and warm", "open gaps first", "the last missed first", "in order",
    ],
)  # fmt: skip
def test_what_comes_first(found: Ledgers, advice: Advice) -> None:
    assert advise(found, NOW) == advice


def test_a_concept_whose_answer_was_never_shown_is_cold() -> None:
    found = Ledgers({}, (held("a"),), {}, NONE)
    assert advise(found, NOW) == Quiz((name("a"),), 0, 1)


@pytest.mark.parametrize(
    ("advice", "told"),
    [
        (Rehearse((name("a"),), 1), "1 open gap not rehearsed since: rehearse it."),
        (
            Rehearse(tuple(name(str(i)) for i in range(7)), 7),
            "7 open gaps not rehearsed since: rehearse these 7.",
        ),
        (
            Rehearse(tuple(name(str(i)) for i in range(20)), 43),
            "43 open gaps not rehearsed since: rehearse 20 of them.",
        ),
        (Quiz((name("a"),), 1, 0), "1 relearned gap waits to be asked cold: quiz it."),
        (
            Quiz(tuple(name(str(i)) for i in range(12)), 5, 7),
            "5 relearned gaps and 7 concepts held in memory wait to be asked cold: quiz these 12.",
        ),
        (
            Space(LARGE),
            (
                "45 of 50 right away, 33 of 50 a day later or more: right away you answer 24 points better "
                "than a day later. Leave a day between study and quiz."
            ),
        ),
        (Nothing(), ""),
    ],
)
def test_the_advice_in_words(advice: Advice, told: str) -> None:
    assert words(advice) == told


every_gap = st.dictionaries(
    st.integers(0, 60).map(lambda i: name(f"g{i:02}")),
    st.sampled_from(State),
    max_size=50,
).map(lambda states: dict(gap(of[1], state) for of, state in states.items()))
every_place = st.lists(
    st.builds(lambda i, n: held(f"g{i:02}", 0, n), st.integers(0, 60), st.sampled_from([0, 2, 5])),
    max_size=40,
    unique_by=lambda one: one.concept,
)


@given(gaps=every_gap, places=every_place, warm=st.sets(st.integers(0, 60)), large=st.booleans())
@settings(max_examples=80)
def test_an_advice_names_what_can_be_acted_on_and_each_once(
    gaps: Mapping[ConceptKey, Gap], places: list[Place], warm: set[int], *, large: bool
) -> None:
    shown = {name(f"g{i:02}"): NOW.ms - HOUR for i in warm}
    advice = advise(Ledgers(gaps, tuple(places), shown, LARGE if large else NONE), NOW)
    concepts = concepts_of(advice)
    assert len(concepts) == len(set(concepts)) <= AT_ONCE
    open_gaps = {of for of, one in gaps.items() if one.state is State.OPEN}
    match advice:
        case Rehearse():
            assert set(concepts) <= open_gaps
            assert advice.waiting == len(open_gaps)
        case Quiz():
            assert not open_gaps
            assert set(concepts).isdisjoint(shown)
            assert len(concepts) == min(AT_ONCE, advice.relearned + advice.held)
        case Space() | Nothing():
            assert not open_gaps
            assert concepts == ()
    assert bool(concepts) == isinstance(advice, Rehearse | Quiz)
