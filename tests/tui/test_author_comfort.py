"""What an author looks for: the way out, what is to be filled in, what was written, what became of it."""

from __future__ import annotations

import pytest
from writing import writing

from fakes import CHOICE, CLAIM, World
from offbook.tui.screens.differ import DifferScreen


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((60, 20), ["ctrl+s save", "esc leave", "ctrl+o card", "f1 keys"]),
        ((80, 24), ["ctrl+s save", "esc leave", "ctrl+n new card", "ctrl+f find", "f1 keys"]),
        ((120, 40), ["ctrl+s save", "esc leave", "ctrl+n new card", "ctrl+f find", "f1 keys"]),
    ],
)
async def test_the_way_out_is_shown_at_every_width(
    world: World, size: tuple[int, int], words: list[str]
) -> None:
    world.deal(CLAIM)
    async with writing(world, size) as study:
        study.shows(*words)
        assert study.text.splitlines()[-1].index("esc leave") < 20
        study.hides("Came with Offbook")
        await study.press("ctrl+o")
        assert ("ctrl+o card" in study.text) == (size != (60, 20)), "said while it is not shown"


async def test_the_last_line_is_cut_at_the_keyboard(world: World) -> None:
    world.deal(CLAIM, CHOICE)
    async with writing(world) as study:
        before = study.written.text
        await study.press("ctrl+end", "ctrl+x", "up", "ctrl+k", "ctrl+shift+k", "ctrl+r", "ctrl+z", "ctrl+y")
        await study.press("f7", "delete", "ctrl+x", "ctrl+k")
        assert study.written.text == ""
        while study.written.history.undo_stack:
            await study.press("ctrl+z")
        assert study.written.text == before
        while study.written.history.redo_stack:
            await study.press("ctrl+y")
        assert study.written.text == ""


async def test_what_can_be_done_on_leaving_is_seen_whole(world: World) -> None:
    world.deal(CLAIM)
    async with writing(world) as study:
        study.written.become("\n".join(f"# line {number}" for number in range(60)))
        await study.press("escape")
        assert isinstance(study.screen, DifferScreen)
        for size in ((80, 24), (60, 20), (120, 40), (60, 12)):
            await study.resize(*size)
            await study.settle()
            study.shows("save it, and leave", "throw it away, and leave", "esc go on editing")
        await study.press("end")
        await study.until("# line 59", "esc go on editing")


async def test_tab_goes_through_what_is_to_be_filled_in_of_a_new_card(world: World) -> None:
    world.deal(CLAIM)
    async with writing(world) as study:
        await study.go_to("Water")
        await study.press("ctrl+n", "enter")
        assert study.written.selected_text == "What is asked?"
        await study.type("Who?")
        await study.press("tab")
        assert study.written.selected_text == "The answer"
        await study.press("tab")
        assert study.written.selected_text == "Why it is so."
        await study.press("shift+tab")
        await study.type("I.")
        await study.press("tab")
        await study.type("So.")
        for line in ('front = "Who?"', 'back = "I."', 'why = "So."'):
            assert line in study.written.text.split("\n")
        assert study.focused == "text"
        await study.press("tab")
        assert study.focused == "preview", "all is filled in"


async def test_what_is_typed_while_the_card_is_looked_at_comes_into_the_text(world: World) -> None:
    world.deal(CLAIM)
    async with writing(world) as study:
        await study.press("tab")
        assert study.focused == "preview"
        study.burst([*"#q", "ctrl+s"])
        await study.hears("Saved")
        assert study.written.text.startswith("#qtitle")
        assert study.focused == "text"


async def test_a_text_that_cannot_be_read_is_saved_and_told_of(world: World) -> None:
    world.deal(CLAIM)
    async with writing(world) as study:
        study.burst(["x", "enter", "ctrl+s"])
        await study.hears("Saved, and it cannot be read: line 1, ")
        await study.press("ctrl+s")
        await study.hears("Saved, and it cannot be read: line 1, ")
        assert world.path().read_text(encoding="utf-8") == study.written.text


async def test_the_line_of_the_cursor_is_seen_beside_its_problem(world: World) -> None:
    world.deal(CLAIM, CHOICE)
    async with writing(world) as study:
        await study.press("ctrl+end", "x")
        await study.surveyed()
        study.shows("1 error")
        line = study.written.cursor_location[0] + 1
        assert any(row.lstrip().startswith(f"{line}  x") for row in study.text.splitlines()), study.text
