"""Words are found in a deck's text as they are typed."""

from __future__ import annotations

from writing import writing

from fakes import CHOICE, CLAIM, CLASSIFY, World


async def test_words_are_found_as_they_are_typed_whatever_their_case(world: World) -> None:
    world.deal(CLAIM, CHOICE, CLASSIFY)
    async with writing(world) as study:
        await study.press("ctrl+f")
        assert study.focused == "sought"
        await study.type("[[CARDS")
        await study.until("[[CARDS", "1 of 3")
        places = [study.written.selection.start]
        for key in ("enter", "f3", "f3", "shift+f3"):
            await study.press(key)
            places.append(study.written.selection.start)
        assert study.written.selected_text == "[[cards"
        assert places[3] == places[0] < places[1] < places[2] == places[4], "round and round"
        study.shows("3 of 3")
        await study.press("escape")
        assert study.focused == "text"
        study.hides("3 of 3")
        await study.press("f3")
        assert study.written.selection.start == places[0]
        assert study.focused == "text", "once it is known what is sought"


async def test_what_is_not_there_is_said_and_the_cursor_stays(world: World) -> None:
    world.deal(CLAIM)
    async with writing(world) as study:
        await study.go_to("Water")
        here = study.written.cursor_location
        study.burst(["f3", *"zebra", "enter", "s", "enter"])
        await study.until("not found")
        assert study.written.cursor_location == here
        await study.press("ctrl+u")
        study.hides("not found")
        await study.type("wet")
        await study.until("1 of")
        assert study.written.selection.start > here
        await study.press("escape", "escape")
        await study.home()


async def test_what_was_sought_last_is_typed_over(world: World) -> None:
    world.deal(CLAIM)
    async with writing(world) as study:
        await study.press("ctrl+f")
        await study.type("holds")
        await study.press("escape", "ctrl+home", "ctrl+f")
        await study.type(".*")
        await study.until("not found")
        await study.press("escape", "ctrl+s")
        assert study.written.text == world.path().read_text(encoding="utf-8")
