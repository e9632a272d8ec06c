"""What the key line of a rehearsal offers, turn by turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes import CHOICE, CLAIM, CLASSIFY, CLOZE, RECALL, SEVERAL, TYPED, World
from offbook.deck.answers import Held, Picked, Sided, Typed
from offbook.deck.cards import SideId
from offbook.learning.memory import Rating
from offbook.learning.sitting import REVEAL, Action, Hint, Rate, Rehearsal, Respond
from offbook.tui import prompts, scenes

ASIDE = ["* flag", "x suspend", "z bury"]
END = ["q leave", "? keys"]


def offered(world: World, state: Rehearsal, *, typing: bool = False) -> list[str]:
    keys = scenes.keys_of(state, world.trainer.library)
    return [f"{hint.key} {hint.words}" for hint in prompts.for_turn(state, keys, typing=typing)]


@pytest.mark.parametrize(
    ("card", "ways"),
    [
        (CLASSIFY, ["l r answer", "h hint"]),
        (CLAIM, ["t f answer"]),
        (CHOICE, ["1-3 choose"]),
        (SEVERAL, ["1-4 tick", "enter hand in"]),
        (RECALL, ["space show the answer", "h hint"]),
        (CLOZE, ["space show the answer"]),
        (TYPED, ["enter type"]),
    ],
)
def test_while_a_card_asks(world: World, card: str, ways: list[str]) -> None:
    assert offered(world, world.begin(card)) == [*ways, *ASIDE, *END]


def test_while_an_answer_is_typed_letters_are_letters(world: World) -> None:
    assert offered(world, world.begin(TYPED), typing=True) == [
        "enter hand in",
        "esc hint, undo and the other keys",
    ]


def test_once_a_card_was_revealed(world: World) -> None:
    state = world.trainer.act(world.begin(RECALL), REVEAL, world.clock())
    assert offered(world, state) == ["1-4 how it went", "enter good", *ASIDE, *END]


@pytest.mark.parametrize(
    ("card", "answer", "first"),
    [
        (CLASSIFY, Respond(Sided(SideId("left"))), ["enter go on"]),
        (CLASSIFY, Respond(Sided(SideId("right"))), ["enter go on", "i overrule"]),
        (CLAIM, Respond(Held(holds=False)), ["enter go on", "i overrule"]),
        (CHOICE, Respond(Picked(frozenset(["Quito"]))), ["enter go on", "i overrule"]),
        (TYPED, Respond(Typed(("Arno",))), ["enter go on", "i I was right"]),
    ],
)
def test_once_an_answer_was_judged(world: World, card: str, answer: Action, first: list[str]) -> None:
    state = world.trainer.act(world.begin(card), answer, world.clock())
    assert offered(world, state) == [*first, "u undo", *ASIDE, "E edit", "q leave", "e your editor", "? keys"]


def test_at_the_end(world: World) -> None:
    state = world.trainer.act(world.begin(RECALL), REVEAL, world.clock())
    state = world.trainer.act(state, Rate(Rating.EASY), world.clock())
    assert offered(world, state) == ["enter home", "n ten more new cards", "u undo", "? keys"]
    assert offered(world, replace(state, past=None)) == ["enter home", "n ten more new cards", "? keys"]


def test_help_names_the_answers_and_the_way_forward(world: World) -> None:
    state = world.begin(CHOICE)
    keys = scenes.keys_of(state, world.trainer.library)
    hints = prompts.for_turn(state, keys, typing=False)
    assert prompts.in_full(hints, keys) == (
        *((key.key, key.label) for key in keys),
        ("1-3", "choose"),
    )


def test_a_hint_that_is_shown_is_offered_no_more(world: World) -> None:
    state = world.begin(RECALL)
    hinted = world.trainer.act(state, Hint(), world.clock())
    assert offered(world, hinted) == [one for one in offered(world, state) if one != "h hint"]
