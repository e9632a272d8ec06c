"""Which scene a state of the rehearsal makes."""

from __future__ import annotations

import pytest

from fakes import CHOICE, CLAIM, RECALL, TWO_GAPS, World
from offbook.clock import MINUTE
from offbook.deck.answers import Held, Picked, Thought
from offbook.learning.memory import Rating
from offbook.learning.sitting import REVEAL, Hint, Overrule, Rate, Rehearsal, Respond, Resting, Undo, Wake
from offbook.tui import scenes
from offbook.tui.faces import Outcome
from offbook.tui.widgets.stage import Scene

CONTRAST = """
[[concepts]]
id = "day"
name = "Day"
contrast = "night"
[[concepts]]
id = "night"
name = "Night"
summary = "The sun is down."
[[cards]]
concept = "day"
claim = "The sun is up."
holds = true
"""


def scene(world: World, state: Rehearsal) -> Scene:
    found = scenes.scene_of(state, world.trainer.library, frozenset())
    assert found is not None
    return found


def test_a_card_that_asks_shows_no_outcome(world: World) -> None:
    shown = scene(world, world.begin(CLAIM))
    assert shown.outcome is None
    assert [key.key for key in shown.keys] == ["t", "f"]
    assert not shown.hinted


def test_a_hint_is_shown_once_it_was_asked_for(world: World) -> None:
    state = world.trainer.act(world.begin(RECALL), Hint(), world.clock())
    assert scene(world, state).hinted
    assert not scene(world, world.trainer.act(state, REVEAL, world.clock())).hinted


def test_fields_are_open_while_the_card_asks_only(world: World) -> None:
    state = world.begin(TWO_GAPS)
    assert scene(world, state).fields == ("gap 1", "gap 2")
    assert scene(world, world.trainer.act(state, REVEAL, world.clock())).fields == ()


def test_a_revealed_card_has_no_verdict(world: World) -> None:
    state = world.trainer.act(world.begin(RECALL), REVEAL, world.clock())
    assert scene(world, state).outcome == Outcome(Thought(), None)


def test_an_overruled_verdict_is_marked(world: World) -> None:
    state = world.trainer.act(world.begin(CLAIM), Respond(Held(holds=False)), world.clock())
    shown = scene(world, state).outcome
    assert shown
    assert not shown.overruled
    shown = scene(world, world.trainer.act(state, Overrule(), world.clock())).outcome
    assert shown
    assert shown.overruled


def test_the_end_is_no_scene(world: World) -> None:
    state = world.trainer.act(world.begin(RECALL), REVEAL, world.clock())
    state = world.trainer.act(state, Rate(Rating.EASY), world.clock())
    assert scenes.scene_of(state, world.trainer.library, frozenset()) is None
    assert scenes.keys_of(state, world.trainer.library) == ()
    assert scenes.card_of(state) is None


def test_the_contrast_comes_with_the_card(world: World) -> None:
    shown = scene(world, world.begin(CONTRAST))
    assert shown.own
    assert shown.opposite
    assert (shown.own.id, shown.opposite.id) == ("day", "night")


@pytest.mark.parametrize("answer", ["Lima", "Quito"])
def test_options_keep_their_places_when_they_are_answered_and_when_it_is_undone(
    world: World, answer: str
) -> None:
    state = world.begin(CHOICE)
    before = scene(world, state).keys
    judged = world.trainer.act(state, Respond(Picked(frozenset([answer]))), world.clock())
    assert scene(world, judged).keys == before
    assert scene(world, world.trainer.act(judged, Undo(), world.clock())).keys == before


def test_options_are_shuffled_anew_for_another_meeting(world: World) -> None:
    state = world.begin(CHOICE)
    orders = set()
    for _ in range(8):
        orders.add(tuple(key.label for key in scene(world, state).keys))
        state = world.trainer.act(state, Respond(Picked(frozenset(["Quito"]))), world.clock())
        state = world.trainer.act(state, Rate(Rating.HARD), world.clock())
        world.clock.advance(6 * MINUTE)
        if isinstance(state.turn, Resting):
            state = world.trainer.act(state, Wake(), world.clock())
    assert len(orders) > 1
