"""Turning things that can be set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.settings import THEMES, Settings, parse
from offbook.tui.screens.settings import KNOBS, TARGETS
from offbook.tui.widgets.knobs import Knob, cycle, move

CHOICES = (0, 5, 10, 20)


@pytest.mark.parametrize(
    ("present", "by", "then"),
    [
        (5, 1, 10),
        (5, -1, 0),
        (0, -1, 0),
        (20, 1, 20),
        (5, 2, 20),
        (7, 1, 10),
        (7, -1, 5),
        (99, 1, 20),
        (99, -1, 20),
        (-3, 1, 0),
        (-3, -1, 0),
    ],
)
def test_a_knob_moves_among_its_choices_and_stops_at_the_ends(present: int, by: int, then: int) -> None:
    assert move(CHOICES, present, by) == then


def test_a_value_of_its_own_is_never_a_choice_between() -> None:
    assert move(((), (1, 10), (1, 10, 60)), (1, 2), 1) == (1, 10)
    assert move(((), (1, 10), (1, 10, 60)), (1, 2), -1) == ()


@pytest.mark.parametrize(("by", "then"), [(1, "b"), (2, "c"), (3, "a"), (-1, "c"), (-4, "c")])
def test_a_cycle_begins_again(by: int, then: str) -> None:
    assert cycle(("a", "b", "c"), "a", by) == then


def test_a_cycle_begins_with_what_it_knows() -> None:
    assert cycle(("a", "b"), "x", 1) == "b"


def tables(found: Settings) -> dict[str, object]:
    study = {name: getattr(found, name) for name in ("retention", "new_per_day", "rollover")}
    steps = {name: list(getattr(found, name)) for name in ("steps", "relearning")}
    performance = {"week_begins": found.week_begins}
    return {"study": {**study, **steps}, "performance": performance, "look": {"theme": found.theme}}


@given(
    st.lists(st.tuples(st.sampled_from(KNOBS), st.sampled_from((-1, 1))), max_size=40),
    st.builds(
        Settings,
        retention=st.floats(0.7, 0.99),
        new_per_day=st.integers(0, 9_999),
        rollover=st.integers(0, 23),
        theme=st.sampled_from(THEMES),
    ),
)
def test_however_the_knobs_are_turned_the_settings_can_be_used(
    turns: list[tuple[Knob[Settings], int]], found: Settings
) -> None:
    for knob, by in turns:
        found = knob.turned(found, by)
        assert knob.shown(found)
    assert parse(tables(found)) == found


@pytest.mark.parametrize("knob", [one for one in KNOBS if one is not TARGETS], ids=lambda knob: knob.name)
def test_every_knob_changes_something_and_goes_back(knob: Knob[Settings]) -> None:
    turned = knob.turned(Settings(), 1)
    assert turned != Settings()
    assert knob.turned(turned, -1) == Settings()
