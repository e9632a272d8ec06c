"""Drawings on the screen: every kind keeps to its width, in fine glyphs and in ASCII."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plotted import places, rows, width

from makers import DAY_ONE
from offbook.deck.cards import ConceptId, DeckId, SideId
from offbook.insight.integration import Place
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
from offbook.panels.scale import Tick, days
from offbook.panels.series import Point, Series
from offbook.performance.discrimination import Confusion
from offbook.performance.targets import History, State
from offbook.performance.windows import Span
from offbook.statistics import Share, discrimination
from offbook.tui.drawn import LEAST, drawn, signs_for
from offbook.tui.plots.signs import ASCII, FINE, Signs

_UNASKED = Place((DeckId("d"), ConceptId("e")), 0.5, None, 0.8)
LONG = "A name that is far too long for whatever room there is beside it"


def estimate(name: str, told: str = "17 of 24", *, early: bool = False) -> Estimate:
    return Estimate(name, 17 / 24, Share(17.0, 24).interval, told, early=early)


CHART = Chart((Series.joined(LONG, [Point(1.0, 0.9), Point(30.0, 0.4)]),), days(30))
ESTIMATES = Estimates((estimate(LONG, early=True), estimate("cold", LONG)), target=0.8, chance=0.25)
KINDS: tuple[Drawing, ...] = (
    CHART,
    ESTIMATES,
    Bars((3, 0, 17), (Tick(0, "today"),)),
    Calendar({DAY_ONE: 12}, DAY_ONE, "review"),
    Gauges((Gauge(LONG, 3, 7, 9),), LONG, "begun"),
    Bells(discrimination(17, 20, 4, 20), LONG, LONG),
    Matrix(Confusion((SideId("l"), SideId("r")), ((12, 3), (1, 9)), (1, 0)), (LONG, LONG)),
    Map((Place((DeckId("d"), ConceptId("c")), 0.9, Share(4.0, 5), 0.8), _UNASKED)),
    Strip(History((State.MET, State.MISSED, State.TOO_EARLY)), Span.WEEK),
)


@given(
    drawing=st.sampled_from(KINDS),
    room=st.integers(LEAST, 130),
    low=st.booleans(),
    signs=st.sampled_from((FINE, ASCII)),
)
@settings(max_examples=150)
def test_no_drawing_is_wider_than_its_room(drawing: Drawing, room: int, *, low: bool, signs: Signs) -> None:
    shown = drawn(drawing, room, low=low, signs=signs)
    assert shown.plain.strip()
    assert width(shown) <= room
    if signs is ASCII:
        assert shown.plain.isascii()


@pytest.mark.parametrize("drawing", [CHART, KINDS[2], KINDS[5], KINDS[7]], ids=lambda one: type(one).__name__)
def test_a_low_screen_gets_fewer_rows(drawing: Drawing) -> None:
    assert len(rows(drawn(drawing, 72, low=True))) < len(rows(drawn(drawing, 72)))


@pytest.mark.parametrize("drawing", [Estimates(()), Gauges((), "known", "met"), Bars((), ())])
def test_of_nothing_there_is_no_drawing(drawing: Drawing) -> None:
    assert drawn(drawing, 72).plain == ""


def test_intervals_stand_between_their_names_and_their_counts_on_one_axis() -> None:
    shown = rows(drawn(Estimates((estimate("cold"), estimate("right away", "9 of 9"))), 76))
    assert [line[:12].strip() for line in shown] == ["cold", "right away", ""]
    assert shown[0].index("17 of 24") == shown[1].index("9 of 9")
    assert shown[2].split() == ["0%", "25%", "50%", "75%", "100%"]
    dots = places(drawn(Estimates((estimate("cold"), estimate("right away", "9 of 9"))), 76), "●")
    assert dots == [(dots[0][0], 0), (dots[0][0], 1)]


def test_where_room_is_short_names_and_counts_stand_above() -> None:
    shown = rows(drawn(Estimates((estimate("cold, a day or more"),)), LEAST))
    assert shown[0] == "cold, a day or more  17 of 24"
    assert "●" in shown[1]


def test_an_early_interval_looks_early_and_what_stands_across_is_named() -> None:
    shown = drawn(Estimates((estimate("cold", early=True),), target=0.8, chance=0.25), 76).plain
    assert "○" in shown
    assert "~" in shown
    assert shown.endswith("│ target 80%   ┊ chance 25%")


@pytest.mark.parametrize(
    ("encoding", "signs"), [("utf-8", FINE), ("ascii", ASCII), ("latin-1", ASCII), ("no such", ASCII)]
)
def test_glyphs_that_an_encoding_lacks_are_not_drawn(encoding: str, signs: Signs) -> None:
    assert signs_for(encoding) is signs
