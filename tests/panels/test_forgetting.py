"""The panel of a forgetting curve."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning_samples import tally
from reading import keys, texts

from makers import DAY_ONE, NOON, key, reviewed
from offbook.clock import DAY, Moment
from offbook.learning import memory
from offbook.learning.curve import AHEAD, Curve, curve
from offbook.learning.events import Reset, Reviewed
from offbook.learning.memory import Rating
from offbook.learning.retrieval import NOTHING
from offbook.panels import telling
from offbook.panels.drawing import Chart
from offbook.panels.learning.curve import curve_panel
from offbook.panels.panel import Panel

KEY = key("card")
SURE = tally(45, 5)


def at(days: float) -> Moment:
    return NOON.plus(round(days * DAY))


def seen(*days: int, rating: Rating = Rating.GOOD) -> list[tuple[Reviewed | Reset, Moment]]:
    return [(reviewed(KEY, rating, DAY_ONE + day), at(day)) for day in days]


def panel(found: Curve | None) -> Panel:
    return curve_panel("Paris", found, SURE)


def test_what_was_never_studied_has_none() -> None:
    one = panel(None)
    assert (one.value, one.drawing, one.drawn, one.lines) == ("not studied yet", None, "", ())
    assert one.told
    assert one.glass.n == 0


def test_recall_now_and_later_is_that_of_the_model() -> None:
    one = panel(curve([seen(0)], at(2)))
    stability, _ = memory.first(Rating.GOOD)
    now, later = memory.recall(2, stability), memory.recall(2 + AHEAD, stability)
    assert one.value == f"{now:.0%} now, {later:.0%} in 90 days if you stopped today"
    assert one.data["recall_now"] == pytest.approx(now)
    assert one.data["ahead"] == [
        {"days": 30.0, "recall": pytest.approx(memory.recall(32, stability), abs=1e-3)},
        {"days": 90.0, "recall": pytest.approx(later)},
    ]
    assert one.told == "Recall falls below nine in ten within a day."


def test_of_a_review_on_the_same_day_no_recall_is_told() -> None:
    one = panel(curve([seen(0)], at(0.9)))
    assert one.data["recall_now"] is None
    assert "tomorrow" in one.value
    assert " now" not in one.value


def test_from_a_day_on_it_is() -> None:
    assert panel(curve([seen(0)], at(1.0))).data["recall_now"] is not None


def test_what_was_made_new_again_is_said_to_be() -> None:
    one = panel(curve([[*seen(0, 3), (Reset(KEY), at(4))]], at(5)))
    assert one.value == "reset"
    assert one.told
    assert one.drawn.endswith("; reset since.")
    assert not one.model


def test_below_nine_in_ten_it_is_a_good_time() -> None:
    assert panel(curve([seen(0)], at(60))).told.endswith("a good time to rehearse.")


def test_when_recall_falls_is_found_between_the_points_of_the_curve() -> None:
    # Stability is the days from the last review until recall has fallen to nine in ten.
    stability = memory.after(*memory.first(Rating.GOOD), 3, Rating.GOOD)[0]
    assert 10 < stability < 30
    one = panel(curve([seen(0, 3)], at(3 + 2)))
    assert one.told == f"Recall falls below nine in ten in {telling.days(stability - 2)}."


def test_strong_memories_stay() -> None:
    strong = seen(0, 3, 20, 90, 300, 900, rating=Rating.EASY)
    assert panel(curve([strong], at(905))).told == "Recall stays above nine in ten for more than 90 days."


def test_the_drawing_has_every_review_and_where_now_is() -> None:
    history = [*seen(0, 3), *seen(10, rating=Rating.AGAIN), *seen(11)]
    one = panel(curve([history], at(12)))
    assert isinstance(one.drawing, Chart)
    recall, ahead = one.drawing.series
    assert [piece[0].x for piece in recall.pieces] == [0, 3, 10, 11]
    assert (ahead.points[0].x, ahead.points[-1].x) == (12, 12 + AHEAD)
    assert [mark.passed for mark in one.drawing.around.marks] == [True, True, False, True]
    assert [line.at for line in one.drawing.around.uprights] == [12]
    assert dict(one.lines)["reviews"] == "4, 3 of them recalled"
    assert one.glass.n == 4


def test_the_model_is_marked_until_it_was_held_against_enough() -> None:
    found = curve([seen(0)], at(2))
    assert curve_panel("Paris", found, NOTHING).model
    assert not curve_panel("Paris", found, SURE).model


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Rating)), max_size=6), st.floats(0.0, 1_000.0))
def test_any_history_is_told(history: list[tuple[int, Rating]], ahead: float) -> None:
    ordered = sorted(history, key=lambda one: one[0])
    events = [(reviewed(KEY, rating, DAY_ONE + day), at(day)) for day, rating in ordered]
    last = ordered[-1][0] if ordered else 0
    # The clock may have been set back below the last review.
    one = panel(curve([events], at(last + ahead - 5)))
    assert one.value
    assert one.told
    assert bool(one.drawing) is bool(one.drawn)
    assert not any("nan" in text for text in texts(one))
    assert set(keys(json.loads(json.dumps(dict(one.data), allow_nan=False)))) <= set(
        keys(dict(panel(curve([seen(0)], at(2))).data))
    )
