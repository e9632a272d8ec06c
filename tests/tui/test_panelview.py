"""A panel on the screen: its words, its marks, its plot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotted import rows, style_at, width

from offbook.evidence import Early, Hidden, Solid
from offbook.panels.drawing import Estimate, Estimates
from offbook.panels.panel import Panel
from offbook.statistics import Share
from offbook.tui.widgets.panelview import Room, page

SHARE = Share(17.0, 24)
PLOT = Estimates((Estimate("cold", SHARE.value, SHARE.interval, "17 of 24"),))
PANEL = Panel(
    "accuracy",
    "Accuracy, this week",
    "17 of 24  71%  (51-85)",
    "Against the week before: can't tell yet.",
    lines=(("before", "9 of 12"), ("a much longer name than that", "4 of 5")),
    drawing=PLOT,
    drawn="cold: 17 of 24, 71% (51-85).",
    evidence=Solid(),
)
WIDE = Room(72)


def test_words_come_first_then_the_plot_then_its_words() -> None:
    shown = rows(page(PANEL, WIDE))
    assert shown[:3] == [PANEL.title.ljust(70) + "  ", PANEL.value, PANEL.told]
    assert shown[3].startswith("before")
    assert shown[3].index("9 of 12") == shown[4].index("4 of 5")
    assert shown[5] == ""
    assert "●" in shown[6]
    assert shown[-1] == PANEL.drawn


@pytest.mark.parametrize(
    "room",
    [Room(72, plotted=False), Room(30)],
    ids=["words are wished for", "there is no room for the plot"],
)
def test_words_stand_in_for_a_plot(room: Room) -> None:
    shown = page(PANEL, room).plain
    assert "●" not in shown
    assert "71% (51-85)." in shown


def test_on_a_low_screen_the_plot_goes_without_its_words() -> None:
    shown = page(PANEL, replace(WIDE, low=True)).plain
    assert "●" in shown
    assert PANEL.drawn not in shown


def test_a_panel_of_words_alone_ends_with_them() -> None:
    bare = Panel("speed", "Speed", "8 more answers and this is shown", evidence=Hidden(8, "answers"))
    shown = page(bare, WIDE)
    assert [line.strip() for line in rows(shown)] == ["Speed", bare.value]
    assert style_at(shown, 0, 1) == "$quiet"


def test_early_and_model_figures_are_marked_in_words() -> None:
    marked = page(replace(PANEL, evidence=Early(), model=True), WIDE)
    assert rows(marked)[0].endswith("early  model")
    assert style_at(marked, 0, 1) == ""
    assert style_at(page(PANEL, WIDE), 0, 1) == "bold"


def test_the_key_of_an_advice_stands_with_it() -> None:
    assert "a  rehearse these 7" in rows(page(PANEL, WIDE, "rehearse these 7"))


@given(
    room=st.builds(Room, st.integers(12, 120), low=st.booleans(), plotted=st.booleans()),
    text=st.text(max_size=120),
    name=st.text(max_size=40),
)
def test_nothing_is_wider_than_its_room_and_nothing_acts(room: Room, text: str, name: str) -> None:
    shown = page(replace(PANEL, title=text, value=text, told=text, lines=((name, text),), drawn=text), room)
    assert width(shown) <= room.width
    assert all(sign >= " " or sign == "\n" for sign in shown.plain)
