"""The author screen: a deck is written beside its cards, and every mistake is told where it stands."""

from __future__ import annotations

import pytest
from harness import opened, rehearsing, wait_for
from writing import writing

from fakes import CHOICE, CLAIM, CLASSIFY, World, deck_text, places
from makers import key
from offbook.tui.screens.author import AuthorScreen
from offbook.tui.screens.differ import DifferScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.pick import PickScreen

WIDE = (120, 40)


async def test_home_leads_to_it_and_escape_back(world: World) -> None:
    world.deal(CLAIM)
    async with opened(world) as house:
        await house.press("e")
        await house.until("title = ", "problems", "saved", "ctrl+s save")
        await house.press("escape")
        await house.until("Choose a deck and press Enter")


@pytest.mark.parametrize(("size", "card"), [(WIDE, True), ((80, 24), True), ((60, 20), False)])
async def test_the_card_at_the_cursor_stands_beside_the_text_or_beneath_it(
    world: World,
    size: tuple[int, int],
    card: bool,  # noqa: FBT001 - a table's column
) -> None:
    world.deal(CLAIM, CHOICE)
    async with writing(world, size) as study:
        await study.go_to("Water is wet")
        assert study.sees("It wets what it touches.", "✔ True") == card
        if not card:
            await study.press("ctrl+o")
        study.shows("✔ True")
        await study.go_to("Which city")
        study.shows("Which city is the capital of Peru?", "Cusco")
        study.hides("✔ True")
        await study.press("ctrl+o")
        study.hides("✔")
        await study.press("ctrl+o")
        study.shows("Which city is the capital of Peru?", "Lima")


async def test_a_mistake_is_told_as_it_is_made_and_gone_as_it_is_mended(world: World) -> None:
    world.deal(CLAIM)
    async with writing(world) as study:
        await study.go_to("holds")
        await study.press("delete")
        await study.until('unknown key "olds" on a claim card; did you mean "holds"?', "error", "● unsaved")
        await study.press("h")
        await study.until("no problems", "saved")
        study.hides("did you mean")


async def test_problems_are_jumped_to(world: World) -> None:
    choice = CHOICE.replace('"Quito"', '{ text = "Quito", why = "It is in Ecuador." }')
    world.deal(CLAIM.replace("holds", "hold"), choice.replace("wrong", "wrnog"))
    async with writing(world) as study:
        lines = study.written.text.split("\n")
        places = [
            next(at for at, line in enumerate(lines) if line.startswith(word)) for word in ("hold", "wrnog")
        ]
        for place in (*places, places[0]):
            await study.press("ctrl+j")
            assert study.written.cursor_location[0] == place
        await study.press("tab", "tab")
        assert study.focused == "faults"
        await study.press("end", "enter")
        assert study.written.cursor_location[0] == places[1]
        assert study.focused == "text"
        await study.click("errors")
        assert study.focused == "faults"
        await study.press("escape")
        assert study.focused == "text", "escape leads back to the text first"


async def test_without_problems_there_is_nothing_to_jump_to(world: World) -> None:
    world.deal(CLAIM)
    async with writing(world) as study:
        await study.press("ctrl+j")
        await study.hears("There are no problems")


async def test_it_opens_at_a_card(world: World) -> None:
    async with writing(world, card=key("recall")) as study:
        assert study.written.document[study.written.cursor_location[0]] == "[[cards]]"
        study.shows("What is the capital of France?")
    async with writing(world, card=key("gone")) as study:
        assert study.written.cursor_location == (0, 0)


async def test_a_new_card_is_typed_over_at_once_and_taken_back_in_one_step(world: World) -> None:
    world.deal(CLAIM, CHOICE)
    async with writing(world) as study:
        before = study.written.text
        await study.go_to("Water")
        await study.press("ctrl+n")
        assert isinstance(study.screen, PickScreen)
        await study.type("clas")
        await study.press("enter")
        await study.type("The sun sets here.")
        await study.surveyed()
        study.shows("The sun sets here.", "✔ Left")
        text = study.written.text
        assert text.index("Water") < text.index('statement = "The sun sets here."') < text.index("Which city")
        for _ in range(20):
            await study.press("ctrl+z")
        assert study.written.text == before
        await study.surveyed()
        study.shows("saved")


async def test_a_card_is_doubled_moved_and_removed(world: World) -> None:
    named = '[[concepts]]\nid = "wet"\nname = "Wetness"\n[sides.left]\n'
    world.deal(CLAIM, CHOICE, more=named)
    async with writing(world) as study:
        await study.go_to("Water")
        await study.press("ctrl+d")
        await study.type("Ice is cold.")
        await study.surveyed()
        assert study.written.text.count("[[cards]]") == 3
        assert study.written.text.count('id = "claim"') == 1
        await study.press("ctrl+t", "enter")
        await study.surveyed()
        assert 'concept = "wet"' in study.written.text
        study.shows("claim · Wetness")
        await study.press("ctrl+n", "enter")
        await study.surveyed()
        assert study.written.text.count('concept = "wet"') == 2, "a new card drills what its neighbour drills"
        await study.press("ctrl+r")
        await study.surveyed()
        await study.go_to("Ice")
        await study.press("ctrl+r")
        assert study.written.text == world.path().read_text(encoding="utf-8")


async def test_what_cannot_be_done_yet_says_why(world: World) -> None:
    world.deal(CLAIM, more="")
    async with writing(world) as study:
        await study.press("ctrl+r")
        await study.hears("No card stands at the cursor")
        await study.press("ctrl+t")
        await study.hears("No concept has a name yet")
        await study.press("ctrl+n")
        await study.type("classify")
        await study.press("enter")
        await study.hears("Declare them first")
        await study.go_to("true")
        await study.press("x", "ctrl+d")
        await study.hears("is in the way", "Mend it")
        assert study.written.text.count("[[cards]]") == 1


async def test_saving_writes_the_deck_and_home_knows(world: World) -> None:
    world.deal(CLAIM)
    async with writing(world) as study:
        await study.press("ctrl+n", "enter")
        await study.type("Whose?")
        await study.press("ctrl+s")
        await study.hears("Saved.")
        study.shows("saved")
        study.hides("● unsaved")
        assert world.path().read_text(encoding="utf-8") == study.written.text
        await study.press("escape")
        await study.home()
        study.shows("2 new")
        assert study.unsaved == []


@pytest.mark.parametrize(("way", "kept"), [("s", True), ("d", False)])
async def test_leaving_asks_once_if_anything_is_unsaved(world: World, way: str, kept: bool) -> None:  # noqa: FBT001 - a table's column
    before = world.path().read_text(encoding="utf-8")
    async with writing(world) as study:
        await study.type("# x")
        await study.press("enter", "escape")
        assert isinstance(study.screen, DifferScreen)
        study.shows("sample.toml is not saved", "+ # x")
        await study.press("escape", "y", "escape", way)
        await study.home()
        after = world.path().read_text(encoding="utf-8")
        assert after == (f"# x\ny{before}" if kept else before)
        assert study.unsaved == []


async def test_a_deck_that_came_with_offbook_is_copied_when_it_is_saved(world: World) -> None:
    shipped = places(world.root).shipped
    shipped.mkdir()
    text = deck_text(CLAIM, title="Shipped")
    (shipped / "shipped.toml").write_text(text, encoding="utf-8")
    world.trainer.library.look_again()
    async with writing(world, name="shipped") as study:
        study.shows("Came with Offbook; saving makes a copy of your own.")
        await study.type("# x")
        await study.press("enter", "ctrl+s")
        study.hides("Came with Offbook")
        await study.hears("Saved in a copy of your own", "shipped.toml")
        assert world.path("shipped").read_text(encoding="utf-8") == "# x\n" + text
        assert (shipped / "shipped.toml").read_text(encoding="utf-8") == text


async def test_every_key_is_told_and_every_hint_can_be_clicked(world: World) -> None:
    world.deal(CLASSIFY, CLAIM)
    async with writing(world, WIDE) as study:
        await study.press("f1")
        assert isinstance(study.screen, HelpScreen)
        for words in ("save; a file that", "changed is not overwritten", "undo, and ctrl+y redo"):
            study.shows(words)
        await study.press("escape")
        await study.click("new card")
        assert isinstance(study.screen, PickScreen)
        await study.press("escape")
        await study.click("keys")
        assert isinstance(study.screen, HelpScreen)


async def test_keys_in_a_burst_go_where_they_belong(world: World) -> None:
    world.deal(CLAIM)
    async with writing(world) as study:
        await study.go_to("Water")
        study.burst(["ctrl+d", *"Ice", "ctrl+s", "escape"])
        await study.home()
        assert 'claim = "Ice"' in world.path().read_text(encoding="utf-8")
        assert "Water is wet." in world.path().read_text(encoding="utf-8")


SIZES = [(1, 1), (60, 20), (99, 21), (100, 22)]


async def test_every_size_can_be_written_in(world: World) -> None:
    world.deal(CLAIM.replace("holds", "hold"), CHOICE)
    async with writing(world) as study:
        for size in SIZES:
            await study.resize(*size)
            assert len(study.text.splitlines()) <= size[1]
            await study.press("end", "x", "backspace", "pagedown", "pageup", "ctrl+o", "ctrl+o", "ctrl+j")
        await study.resize(60, 20)
        await study.surveyed()
        study.shows("1 error", "f1 keys", "[[cards]]")


async def test_a_card_that_is_rehearsed_is_mended_and_goes_on_as_it_was_mended(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("E")
        await house.until("ctrl+s save", "claim = ")
        await wait_for(
            house.pilot, lambda: isinstance(house.screen, AuthorScreen) and bool(house.screen._known)
        )
        await house.press("down", "down", "end", "left", "backspace", "!", "ctrl+s", "escape")
        await house.until("Water is wet!", "t True", "0 done")
        await house.press("t")
        await house.until("Right.")
        assert world.reviews()[0].key.card == "claim"


async def test_the_card_screen_leads_to_it_at_the_card(world: World) -> None:
    async with opened(world) as house:
        await house.press("b")
        await house.type("river")
        await house.until("Which river runs through Rome?")
        await house.press("enter", "E")
        await house.until('front = "Which river', "ctrl+s save")
        await house.press("escape")
        await house.until("Tiber", "report")


async def test_what_a_deck_says_is_text_and_acts_on_nothing(world: World) -> None:
    evil = '[[cards]]\nfront = "[@click=app.quit]a[/] list[int]"\nback = "\\u001b[2J"\n'
    comment = "# [red]x[/b] \x1b]52;c;eA==\x07 \u202e\n"
    world.path().write_text('title = "[b]T[/i]"\n' + comment + evil, encoding="utf-8")
    world.trainer.library.look_again()
    async with writing(world, WIDE) as study:
        await study.go_to("front")
        study.shows("[@click=app.quit]a[/] list[int]", "[red]x[/b]", "[b]T[/i]")
        assert "\x1b" not in study.text
        assert "\u202e" not in study.text
        await study.press("end", "z", "escape")
        study.shows("+ front")
        assert "\x1b" not in study.text
