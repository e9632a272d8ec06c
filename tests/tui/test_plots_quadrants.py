"""The integration map: every concept in its quadrant, several in one cell as their number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plotted import places, rows, width

from offbook.deck.cards import ConceptId, DeckId
from offbook.insight.integration import Place, Quadrant
from offbook.statistics import Share
from offbook.tui.plots.quadrants import key, quadrants
from offbook.tui.plots.signs import ASCII, FINE, Signs

NAME = (DeckId("deck"), ConceptId("sun"))


def place(recall: float | None, right: int = 0, n: int = 0) -> Place:
    return Place(NAME, recall, Share(right, n) if n else None, 0.75)


made = st.builds(
    lambda recall, n, right: place(recall, min(right, n), n),
    st.none() | st.floats(0.0, 1.0),
    st.integers(0, 30),
    st.integers(0, 30),
)
sizes = st.tuples(st.integers(40, 120), st.integers(12, 30))


@given(st.lists(made, max_size=25), sizes, st.sampled_from([FINE, ASCII]))
@settings(max_examples=50)
def test_the_map_keeps_to_its_size(found: list[Place], size: tuple[int, int], signs: Signs) -> None:
    plot = quadrants(found, size=size, signs=signs)
    assert width(plot) <= size[0]
    assert len(rows(plot)) <= size[1]
    assert plot.plain.isascii() == (signs is ASCII)


@given(made.filter(lambda one: one.performance is not None), sizes)
@settings(max_examples=50)
def test_a_concept_stands_in_its_quadrant(one: Place, size: tuple[int, int]) -> None:
    plot = quadrants([one], size=size)
    [(column, row)] = places(plot, "●") + places(plot, "○")
    # Where the concept itself hides them, the lines are seen elsewhere.
    right = column >= max(x for x, _ in places(plot, "┊"))
    up = row <= max(y for _, y in places(plot, "┈"))
    assert (right, up) == {
        Quadrant.INTEGRATED: (True, True),
        Quadrant.STAGNANT: (False, True),
        Quadrant.THEORETICAL: (True, False),
        Quadrant.NOT_STARTED: (False, False),
    }[one.quadrant]


@pytest.mark.parametrize(("number", "sign"), [(1, "●"), (2, "2"), (9, "9"), (10, "+"), (40, "+")])
def test_several_in_one_cell_are_their_number(number: int, sign: str) -> None:
    alone = quadrants([place(0.4, 10, 20)], size=(72, 20))
    crowd = quadrants([place(0.4, 10, 20)] * number, size=(72, 20))
    [(column, row)] = places(alone, "●")
    assert rows(crowd)[row][column] == sign


def test_a_concept_of_few_answers_is_hollow() -> None:
    assert len(places(quadrants([place(0.5, 5, 9)]), "○")) == 1
    assert len(places(quadrants([place(0.5, 5, 10)]), "●")) == 1


def test_the_corners_say_how_many_stand_there() -> None:
    found = [place(0.9, 20, 20)] * 3 + [place(0.9, 0, 20)] * 2 + [place(0.1, 20, 20), place(0.1, 0, 20)]
    lines = rows(quadrants(found, size=(60, 20)))
    assert lines[0].split("  ")[-1] == "integrated 3"
    assert lines[0].split() == ["stagnant", "1", "integrated", "3"]
    assert lines[-1].split() == ["not", "started", "1", "theoretical", "2"]


def test_the_unmeasured_stand_on_a_strip_by_their_memory_alone() -> None:
    found = [place(0.75, 2, 2), place(0.75), place(None), place(0.0)]
    lines = rows(quadrants(found, size=(60, 20)))
    strip = lines[-2]
    line = next(row for row in lines if "┊" in row)
    assert strip[line.index("┊")] == "2"
    assert strip[6] == "○"
    assert lines[-1].strip() == "unmeasured 4, 1 never studied"
    assert "unmeasured" not in quadrants([place(0.9, 20, 20)]).plain


def test_the_key_says_how_to_read_the_map() -> None:
    assert key(signs=ASCII).plain == "o a concept  ~ early  2 so many  > learning  ^ performance"
