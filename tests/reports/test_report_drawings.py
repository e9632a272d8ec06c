"""Pictures on a page: everything lies on its sheet, and stands where its value says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import DRAWINGS, TABLE

from makers import DAY_ONE
from offbook.deck.cards import ConceptId, DeckId
from offbook.insight.integration import LINE, Place, Quadrant
from offbook.insight.wording import percent
from offbook.panels.drawing import (
    Bars,
    Bells,
    Calendar,
    Chart,
    Drawing,
    Estimate,
    Estimates,
    Gauge,
    Gauges,
    Map,
    Matrix,
    Strip,
)
from offbook.panels.scale import PERCENT, Scale, Tick
from offbook.panels.series import Around, Level, Point, Rule, Series, Upright
from offbook.performance.targets import History, State
from offbook.performance.windows import Span
from offbook.reports.element import Element
from offbook.reports.figure import draw
from offbook.reports.svg.sheet import WIDTH, fitted, spread, wide
from offbook.statistics import Interval, Share, discrimination

SLACK = 6.0
"""How far a line's width, or the ends of an interval, may reach beyond the place they stand for."""


def every(element: Element, name: str = "") -> Iterator[Element]:
    """An element and all within it, those of a name alone if one is given."""
    if not name or element.name == name:
        yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from every(child, name)


def told(element: Element, key: str) -> str:
    return str(dict(element.attributes)[key])


def at(element: Element, key: str) -> float:
    return float(told(element, key))


def of_class(element: Element, *names: str) -> list[Element]:
    wanted = set(names)
    return [
        one for one in every(element) if wanted <= set(str(dict(one.attributes).get("class", "")).split())
    ]


def words(element: Element) -> list[str]:
    return [str(child) for one in every(element, "text") for child in one.children if child]


def places(element: Element) -> Iterator[tuple[float, float]]:
    """Where everything on a sheet stands."""
    for one in every(element):
        found = dict(one.attributes)
        for x, y in (("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy")):
            if x in found:
                yield at(one, x), at(one, y)
        if "width" in found and "x" in found:
            yield at(one, "x") + at(one, "width"), at(one, "y") + at(one, "height")
        for pair in re.findall(r"(-?[\d.]+) (-?[\d.]+)", str(found.get("d", ""))):
            yield float(pair[0]), float(pair[1])


def keeps_to_its_sheet(drawing: Drawing) -> Element:
    sheet = draw(drawing)
    height = at(sheet, "height")
    for x, y in places(sheet):
        assert -SLACK <= x <= WIDTH + SLACK
        assert -SLACK <= y <= height + SLACK
    return sheet


@st.composite
def shares(draw_: st.DrawFn) -> tuple[float, Interval]:
    low, value, high = sorted(draw_(st.lists(st.floats(0, 1), min_size=3, max_size=3)))
    return value, Interval(low, high)


@pytest.mark.parametrize("name", [name for name in DRAWINGS if name != "taken-for"])
def test_every_drawing_keeps_to_its_sheet(name: str) -> None:
    keeps_to_its_sheet(DRAWINGS[name])


@pytest.mark.parametrize(
    "drawing",
    [
        Chart((), PERCENT),
        Chart((Series("", ()),), PERCENT),
        Chart((Series.joined("one", [Point(0.5, 0.5)]),), PERCENT),
        Estimates(()),
        Bars((), ()),
        Bars((0, 0), ()),
        Calendar({}, DAY_ONE, "review"),
        Gauges((), "a", "b"),
        Gauges((Gauge("", 0, 0, 0),), "a", "b"),
        Map(()),
        Strip(History(()), Span.WEEK),
        Bells(discrimination(0, 0, 0, 0), "", ""),
    ],
)
def test_nothing_at_all_can_be_drawn(drawing: Drawing) -> None:
    keeps_to_its_sheet(drawing)


@given(
    st.lists(st.tuples(st.floats(-1, 2), shares()), max_size=8),
    st.sampled_from(("pointed", "joined")),
    st.text("ab 漢", max_size=60),
)
def test_a_chart_stays_within_its_axes(
    found: Sequence[tuple[float, tuple[float, Interval]]],
    pointed: str,
    name: str,
) -> None:
    points = [Point(x, share, interval) for x, (share, interval) in found]
    series = Series.parted(name, points) if pointed == "pointed" else Series.joined(name, points)
    around = Around((Level(Rule.TARGET, 0.8, "target 80%"),), (Upright(0.5, name),))
    keeps_to_its_sheet(Chart((series,), Scale(0, 1, (Tick(0, "start"),)), around=around))


def test_the_first_series_lies_on_top_and_each_has_its_manner() -> None:
    series = [Series.joined(name, [Point(0, 0.1 * at), Point(1, 0.1 * at)]) for at, name in enumerate("abc")]
    sheet = draw(Chart(tuple(series), PERCENT))
    lines = [told(one, "class") for one in every(sheet, "path")]
    assert lines == ["line three", "line two", "line one"]
    assert [word for word in words(sheet) if word in "abc"] == ["a", "b", "c"]


def test_names_at_the_end_do_not_touch() -> None:
    series = [Series.joined(name, [Point(0, 0.5), Point(1, 0.5)]) for name in "abc"]
    sheet = draw(Chart(tuple(series), PERCENT, around=Around((Level(Rule.CHANCE, 0.5, "chance"),))))
    feet = sorted(at(one, "y") for one in of_class(sheet, "name"))
    assert len(feet) == 4
    assert all(after - before >= 15.9 for before, after in pairwise(feet))


@given(shares(), st.booleans())
def test_a_share_stands_within_its_interval(found: tuple[float, Interval], early: bool) -> None:  # noqa: FBT001
    value, around = found
    row = Estimate("name", value, around, "3 of 4", early=early)
    sheet = keeps_to_its_sheet(Estimates((row,), target=0.8))
    [point] = of_class(sheet, "point")
    [reach] = [one for one in of_class(sheet, "reach") if at(one, "y1") == at(one, "y2")]
    assert at(reach, "x1") - 1e-6 <= at(point, "cx") <= at(reach, "x2") + 1e-6
    assert ("early" in told(point, "class")) is early
    assert (f"~{percent(value)}" in words(sheet)) is early


def test_only_a_full_share_is_drawn_as_one() -> None:
    row = Estimate("name", 0.996, Interval(0.98, 1.0), "249 of 250", early=True)
    assert "~99%" in words(draw(Estimates((row,), target=0.8)))


def test_a_target_crosses_the_row_where_its_share_stands() -> None:
    row = Estimate("name", 0.8, Interval(0.7, 0.9), "8 of 10")
    sheet = draw(Estimates((row,), target=0.8))
    [target] = of_class(sheet, "line", "target")
    assert at(target, "x1") == pytest.approx(at(of_class(sheet, "point")[0], "cx"))


@given(st.lists(st.integers(0, 500), min_size=1, max_size=40))
def test_bars_rise_with_their_counts(values: list[int]) -> None:
    sheet = keeps_to_its_sheet(Bars(tuple(values), (Tick(0, "today"),)))
    heights = iter([at(one, "height") for one in of_class(sheet, "bar")])
    drawn = [(value, next(heights)) for value in values if value]
    ordered = sorted(drawn)
    assert all(before[1] <= after[1] + 1e-6 for before, after in pairwise(ordered))
    assert all(height > 0 for _, height in drawn)
    if max(values):
        assert f"{max(values):,}" in words(sheet)


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
def test_only_what_is_whole_fills_a_gauge(reached: int, more: int, rest: int) -> None:
    gauge = Gauge("name", reached, reached + more, reached + more + rest)
    sheet = keeps_to_its_sheet(Gauges((gauge,), "known", "seen"))
    [whole] = of_class(sheet, "whole")
    width = at(whole, "width")
    # The last of each kind is the sample beneath.
    full, begun = (of_class(sheet, name)[:-1] for name in ("bar", "begun"))
    assert (bool(full), bool(begun)) == (reached > 0, reached + more > 0)
    if full:
        assert (at(full[0], "width") == width) is (more + rest == 0)
    if begun:
        assert (at(begun[0], "width") == width) is (rest == 0)


def test_days_of_study_are_squares_that_grow() -> None:
    counts = {DAY_ONE: 60, DAY_ONE - 1: 30, DAY_ONE - 2: 12, DAY_ONE - 3: 1}
    sheet = draw(Calendar(counts, DAY_ONE, "review"))
    sides = [at(of_class(sheet, f"level{level}")[0], "width") for level in range(5)]
    assert sides == sorted(set(sides))
    assert "50+ reviews" in words(sheet)
    # One in the key, one on the calendar.
    assert [len(of_class(sheet, f"level{level}")) for level in (1, 2, 3, 4)] == [2, 2, 2, 2]


def test_bells_are_as_far_apart_as_they_are_told_apart() -> None:
    sheet = draw(DRAWINGS["telling-apart"])
    noise, signal = (of_class(sheet, "line", style)[0] for style in ("one", "two"))
    tops = [
        min(re.findall(r"(-?[\d.]+) (-?[\d.]+)", told(one, "d")), key=lambda pair: float(pair[1]))
        for one in (noise, signal)
    ]
    found = discrimination(17, 20, 4, 20)
    apart = (float(tops[1][0]) - float(tops[0][0])) / WIDTH * 9.2
    assert apart == pytest.approx(found.d, abs=0.06)
    [line] = of_class(sheet, "criterion")
    assert at(line, "x1") == pytest.approx((found.c + 4.6) / 9.2 * WIDTH)


def test_a_matrix_is_a_table_with_heads() -> None:
    table = draw(Matrix(TABLE, ("Learning", "Performance", "Both")))
    assert [told(one, "scope") for one in every(table, "th")].count("row") == 3
    cells = [str(one.children[0]) for one in every(table, "td")]
    assert cells == ["[9]", "1", "2", "0", "3", "[8]", "1", "1", "1", "2", "[3]", "0"]
    assert len(of_class(table, "right")) == 3


def placed(number: int, recall: float, score: int, n: int) -> Place:
    """A concept with so many of ``n`` cold answers right."""
    cold = Share(min(score, n), n) if n else None
    return Place((DeckId("sample"), ConceptId(f"c{number}")), recall, cold, 0.5)


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.integers(0, 9)), max_size=40))
def test_every_concept_is_on_the_map(found: list[tuple[float, int, int]]) -> None:
    concepts = tuple(placed(number, *one) for number, one in enumerate(found))
    sheet = keeps_to_its_sheet(Map(concepts))
    numbers = [int(str(one.children[0])) for one in of_class(sheet, "number")]
    singles = [one for one in of_class(sheet, "point") if at(one, "r") == 5]
    assert sum(numbers) + len(singles) == len(concepts)
    for quadrant in Quadrant:
        count = sum(place.quadrant is quadrant for place in concepts)
        if quadrant is not Quadrant.UNMEASURED:
            assert f"{quadrant} {count}" in words(sheet)


@given(st.floats(0, 1), st.integers(0, 40), st.integers(3, 40))
def test_a_concept_stands_on_its_side_of_the_lines(recall: float, score: int, n: int) -> None:
    place = placed(0, recall, score, n)
    sheet = draw(Map((place,)))
    [point] = of_class(sheet, "point")
    across, up = (one for one in of_class(sheet, "axis") if _parts_the_map(one))
    assert place.performance is not None
    assert (at(point, "cx") >= at(across, "x1")) is (recall >= LINE)
    assert (at(point, "cy") <= at(up, "y1")) is (place.performance >= LINE)


def _parts_the_map(line: Element) -> bool:
    """Whether a line is one of the two that part the map, of all its axes."""
    upright = at(line, "x1") == at(line, "x2") and at(line, "y2") - at(line, "y1") > 100
    return upright or (at(line, "y1") == at(line, "y2") and 26.0 < at(line, "y1") < 300)


def test_each_state_of_a_target_has_a_sign_of_its_own() -> None:
    signs = {str(draw(Strip(History((state,)), Span.WEEK))) for state in State}
    assert len(signs) == len(State)


@given(st.text(max_size=60), st.floats(0, 400))
def test_words_are_cut_to_their_room(text: str, room: float) -> None:
    found = fitted(text, room)
    assert found == text or found.endswith("…")
    assert wide(found) <= max(room, wide("…"))


@given(st.lists(st.floats(0, 100), max_size=5))
def test_places_are_spread_in_their_order(found: list[float]) -> None:
    moved = spread(found, 16, 0, 100)
    order = sorted(range(len(found)), key=found.__getitem__)
    assert all(moved[after] - moved[before] >= 16 - 1e-6 for before, after in pairwise(order))
    assert all(-1e-6 <= one <= 100 + 1e-6 for one in moved)
