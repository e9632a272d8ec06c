"""The map: where a concept stands by what is held in memory and what is shown cold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import about, answers, late, name, run

from observations import seen
from offbook.clock import DAY, HOUR
from offbook.deck.cards import ConceptKey
from offbook.evidence import Early, Hidden, Solid
from offbook.insight.integration import LINE, Place, Quadrant, mapped, places, shown_cold
from offbook.performance.observation import Observation
from offbook.statistics import Share

recalls = st.dictionaries(
    st.integers(0, 6).map(lambda i: name(f"concept {i}")), st.floats(0.0, 1.0), max_size=6
)


def place(recall: float | None, right: float = 0, n: int = 0, overall: float = 0.8) -> Place:
    return Place(name("sun"), recall, Share(right, n) if n else None, overall)


def chart(
    concepts: list[ConceptKey], held: dict[ConceptKey, float], first: list[Observation]
) -> tuple[Place, ...]:
    cold = shown_cold(first)
    return places(mapped(concepts, held, cold), held, cold)


@pytest.mark.parametrize(
    ("one", "quadrant"),
    [
        (place(0.9, 0, 10), Quadrant.THEORETICAL),
        (place(None, 10, 10), Quadrant.STAGNANT),
        (place(0.5, 10, 10), Quadrant.STAGNANT),
        (place(0.9, 10, 10), Quadrant.INTEGRATED),
        (place(None, 0, 10), Quadrant.NOT_STARTED),
        (place(0.7, 2, 10), Quadrant.NOT_STARTED),
        (place(0.9, 2, 2), Quadrant.UNMEASURED),
        (place(None), Quadrant.UNMEASURED),
        (place(LINE, 3, 4, LINE), Quadrant.INTEGRATED),
        (place(LINE - 1e-9, 3, 4, LINE), Quadrant.STAGNANT),
    ],
    ids=[
        "held, not shown", "shown, never studied", "shown, faded", "both", "neither, never studied",
        "neither, studied", "two answers", "nothing", "on both lines", "just below one",
    ],
)  # fmt: skip
def test_a_concept_stands_where_its_two_coordinates_say(one: Place, quadrant: Quadrant) -> None:
    assert one.quadrant is quadrant


def test_few_answers_are_drawn_towards_all() -> None:
    assert place(None, 3, 3, 0.5).performance == pytest.approx(5 / 7)
    assert place(0.9, 3, 3, 0.5).quadrant is Quadrant.THEORETICAL
    assert place(0.9, 30, 30, 0.5).quadrant is Quadrant.INTEGRATED


@pytest.mark.parametrize(
    ("n", "evidence"),
    [(0, Hidden(3, "cold answers")), (2, Hidden(1, "cold answers")), (3, Early()), (10, Solid())],
)
def test_below_three_cold_answers_performance_is_hidden(n: int, evidence: object) -> None:
    one = place(0.9, n, n)
    assert one.evidence == evidence
    assert (one.performance is None) == isinstance(evidence, Hidden)
    assert one.recall == 0.9, "the strip has its place by memory"


def test_only_cold_answers_are_on_the_map() -> None:
    every = [
        *run(3, 4, concepts=about("sun"), lag=DAY),
        seen(concepts=about("sun"), lag=HOUR),
        seen(concepts=about("sun"), lag=None),
        late(concepts=about("moon"), lag=DAY),
    ]
    names = [name("earth"), name("sun")]
    found = chart(names, {name("sun"): 0.9, name("mars"): 0.2}, every)
    assert [one.concept for one in found] == [*names, name("mars"), name("moon")]
    earth, sun, mars, moon = found
    assert (sun.recall, sun.cold, sun.overall) == (0.9, Share(4, 5), 4 / 6)
    assert (earth.recall, earth.cold, mars.recall, mars.cold) == (None, None, 0.2, None)
    assert moon.cold == Share(0, 1)


def test_no_concept_no_map() -> None:
    assert chart([], {}, []) == ()


@given(recalls, st.lists(answers, max_size=60))
@settings(max_examples=60)
def test_the_map_holds_every_concept_once_and_every_cold_answer(
    held: dict[tuple[str, str], float], every: list[Observation]
) -> None:
    found = chart([name("concept 0")], {name(of[1]): recall for of, recall in held.items()}, every)
    concepts = [one.concept for one in found]
    assert len(concepts) == len(set(concepts))
    assert set(held) <= set(concepts)
    assert sum(one.answers for one in found) == sum(one.is_cold for one in every)
    for one in found:
        assert (one.performance is None) == (one.answers < 3)
        assert (one.quadrant is Quadrant.UNMEASURED) == (one.answers < 3)
        if one.performance is not None and one.cold:
            low, high = sorted((one.cold.value, one.overall))
            assert low - 1e-12 <= one.performance <= high + 1e-12
