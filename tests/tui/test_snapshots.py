"""How the screens look, as text. After a change that is meant, renew the snapshots and read their diff:

OFFBOOK_RENEW=1 pytest tests/tui/test_snapshots.py
"""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path

import pytest
from harness import House, opened, rehearsing

from fakes import CLAIM, HOLDS, RECALL, TYPED, World, deck_text, write_decks
from offbook.clock import DAY, SECOND

SNAPSHOTS = Path(__file__).parent / "snapshots"

GOALS = """
[sides.learning]
name = "Learning"
[sides.performance]
name = "Performance"
[[concepts]]
id = "goal.learning"
name = "Goal of learning"
summary = "To build skills, and to understand better."
contrast = "goal.performance"
[[concepts]]
id = "goal.performance"
name = "Goal of performance"
summary = "To meet objectives, and to deliver results."
contrast = "goal.learning"
"""
STATEMENT = """
[[cards]]
id = "statement"
concept = "goal.learning"
statement = "After the course, she understands why the valve has to be opened first."
side = "learning"
why = "Understanding is what was gained; nothing is delivered yet."
"""


def expect(name: str, house: House) -> None:
    """Hold the screen against its snapshot."""
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("OFFBOOK_RENEW"):
        SNAPSHOTS.mkdir(exist_ok=True)
        path.write_text(house.text, encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8")
    changes = unified_diff(before.splitlines(), house.text.splitlines(), path.name, "now", lineterm="")
    assert before == house.text, "\n".join([*changes, __doc__ or ""])


@pytest.fixture
def learner(world: World) -> World:
    """A person with a deck half known, one not begun, and one with an error."""
    world.deal(CLAIM, more=GOALS)
    world.study(HOLDS)
    rivers = 'summary = "Where water meets walls."'
    write_decks(
        world.root,
        {
            "sample": deck_text(CLAIM, STATEMENT, title="Goals", more=GOALS),
            "rivers": deck_text(RECALL, TYPED, title="Rivers and towns", more=rivers),
            "towns": deck_text(RECALL, '[[cards]]\nask = "Which?"\n', title="Towns"),
        },
    )
    world.trainer.library.look_again()
    world.clock.advance(3 * DAY)
    return world


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_home(learner: World, size: tuple[int, int]) -> None:
    async with opened(learner, size) as house:
        expect(f"home-{size[0]}x{size[1]}", house)


async def test_a_classify_card(world: World) -> None:
    world.deal(STATEMENT, more=GOALS)
    async with rehearsing(world) as house:
        expect("classify-before", house)
        world.clock.advance(8 * SECOND)
        await house.press("p")
        expect("classify-after", house)
        await house.resize(60, 20)
        expect("classify-after-60x20", house)


async def test_a_typed_answer(world: World) -> None:
    world.deal(TYPED)
    async with rehearsing(world) as house:
        await house.type("Tibur")
        expect("typed-before", house)
        await house.press("enter")
        expect("typed-after", house)


async def test_a_rest_and_the_closing_page(world: World) -> None:
    world.deal(CLAIM, RECALL)
    async with rehearsing(world) as house:
        for _ in range(2):
            world.clock.advance(20 * SECOND)
            await house.press(*(["f", "enter"] if house.shown == "claim" else ["space", "4"]))
        expect("rest", house)
        await house.press("enter", "t", "4")
        expect("closing", house)


async def test_help(world: World) -> None:
    world.deal(STATEMENT, more=GOALS)
    async with rehearsing(world, (80, 30)) as house:
        await house.press("question_mark")
        expect("help", house)


def test_no_snapshot_is_left_over() -> None:
    names = {
        "home-80x24",
        "home-60x20",
        "classify-before",
        "classify-after",
        "classify-after-60x20",
        "typed-before",
        "typed-after",
        "rest",
        "closing",
        "help",
    }
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == names
