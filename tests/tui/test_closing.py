"""The closing page: what was rehearsed, what was hard, what comes next; no score."""

from __future__ import annotations

import pytest

from fakes import CLAIM, RECALL, World
from offbook.clock import MINUTE, SECOND
from offbook.deck.answers import Held
from offbook.learning.memory import Rating
from offbook.learning.sitting import (
    REVEAL,
    Action,
    Done,
    Proceed,
    PutOff,
    Rate,
    Rehearsal,
    Respond,
    SetAside,
    Wake,
)
from offbook.tui import closing

RIGHT, WRONG = (Respond(Held(holds=holds)) for holds in (True, False))
CLAIMS = [f'[[cards]]\nid = "c{i}"\nclaim = "Claim number {i}."\nholds = true\n' for i in range(8)]
NAMED = '[[concepts]]\nid = "wet"\nname = "Wetness"\nsummary = "What water is."\n'


def rehearsed(world: World, *actions: Action) -> Rehearsal:
    """A sitting after these actions."""
    return world.act(world.begin(), *actions)


def page(world: World, state: Rehearsal, width: int = 72) -> list[str]:
    return closing.page(state, world.trainer, world.clock(), width).plain.split("\n")


def test_a_sitting_in_full(world: World) -> None:
    world.deal(RECALL, CLAIM)
    state = rehearsed(world, REVEAL, Rate(Rating.AGAIN), RIGHT, Rate(Rating.EASY))
    world.clock.advance(MINUTE)
    state = world.act(state, Wake(), REVEAL, Rate(Rating.EASY))
    assert isinstance(state.turn, Done)
    assert page(world, state) == [
        "That was the rehearsal.",
        "",
        "Rehearsed   2 cards, 3 answers, less than a minute",
        "            2 cards met for the first time",
        "",
        "Hard        What is the capital of France?",
        "",
        "Next cards  tomorrow",
    ]


def test_nothing_was_hard_and_there_is_no_word_of_it(world: World) -> None:
    world.deal(CLAIM)
    told = page(world, rehearsed(world, RIGHT, Rate(Rating.EASY)))
    assert told[2:4] == [
        "Rehearsed   1 card, 1 answer, less than a minute",
        "            1 card met for the first time",
    ]
    assert not any(line.startswith(("Hard", "Suspended")) for line in told)


def test_time_away_is_no_study(world: World) -> None:
    world.deal(CLAIM)
    state = world.begin()
    world.clock.advance(3_600 * SECOND)
    state = world.trainer.act(state, RIGHT, world.clock())
    assert "1 card, 1 answer, 1 minute" in page(world, state)[2]


def test_a_card_met_before_is_not_met_for_the_first_time(world: World) -> None:
    world.deal(CLAIM)
    rehearsed(world, RIGHT, Rate(Rating.EASY))
    world.clock.advance(60 * 86_400 * SECOND)
    told = page(world, rehearsed(world, RIGHT, Proceed()))
    assert "met for the first time" not in "\n".join(told)


@pytest.mark.parametrize(
    ("action", "ahead"), [(SetAside(), "none is scheduled yet"), (PutOff(), "none is scheduled yet")]
)
def test_a_sitting_without_an_answer(world: World, action: Action, ahead: str) -> None:
    world.deal(CLAIM)
    assert page(world, rehearsed(world, action)) == [
        "Nothing asks to be rehearsed just now.",
        "",
        f"Next cards  {ahead}",
    ]


def test_a_long_list_is_cut_and_counted(world: World) -> None:
    world.deal(*CLAIMS)
    state = rehearsed(world, *[action for _ in CLAIMS for action in (WRONG, Proceed())])
    told = page(world, state)
    start = next(place for place, line in enumerate(told) if line.startswith("Hard"))
    assert len(told[start:]) - 2 == 7
    assert told[start + 6] == "            and 2 more"


def test_a_named_concept_stands_for_its_cards(world: World) -> None:
    cards = [f'[[cards]]\nid = "c{i}"\nconcept = "wet"\nclaim = "Claim {i}."\nholds = true\n' for i in (1, 2)]
    world.deal(*cards, more=NAMED)
    told = page(world, rehearsed(world, WRONG, Proceed(), WRONG, Proceed()))
    assert [line for line in told if "Wetness" in line] == ["Hard        Wetness"]
    assert not any("Claim" in line for line in told)


def test_a_long_question_is_cut_to_the_width(world: World) -> None:
    world.deal(
        '[[cards]]\nclaim = "One two three four five six seven eight nine ten eleven."\nholds = true\n'
    )
    told = page(world, rehearsed(world, WRONG, Proceed()), width=40)
    assert max(map(len, told)) <= 52
    assert any(line.startswith("Hard") and line.endswith("…") for line in told)


def test_questions_that_begin_alike_are_told_apart_and_code_is_plain(world: World) -> None:
    asked = "How does this code grow with n?\\n\\n```python\\n"
    cards = [f'[[cards]]\nclaim = "{asked}{code}\\n```"\nholds = true\n' for code in ("n += 1", "n //= 2")]
    world.deal(*cards)
    told = page(world, rehearsed(world, WRONG, Proceed(), WRONG, Proceed()), width=44)
    assert max(map(len, told)) <= 52
    assert [any(line.endswith(code) for line in told) for code in ("+= 1", "//= 2")] == [True, True]
    assert not any("```" in line for line in told)


def test_no_line_holds_a_score(world: World) -> None:
    world.deal(RECALL, CLAIM)
    told = "\n".join(page(world, rehearsed(world, REVEAL, Rate(Rating.GOOD), RIGHT, Proceed())))
    assert "%" not in told
    assert "score" not in told.lower()


def test_a_leech_is_named(world: World) -> None:
    world.deal(CLAIM)
    pages = []
    for _ in range(8):
        rehearsed(world, RIGHT, Rate(Rating.EASY))
        world.clock.advance(400 * 86_400 * SECOND)
        pages.append(page(world, rehearsed(world, WRONG, Proceed())))
        world.clock.advance(86_400 * SECOND)
    assert ["Suspended   Water is wet." in told for told in pages] == [False] * 7 + [True]
