"""Cards come from strangers: whatever they hold stands on the screen as text and breaks nothing."""

from __future__ import annotations

import json

import pytest
from harness import House, opened, rehearsing

from fakes import World
from offbook.tui.screens.rehearse import RehearseScreen

MARKUP = "[b]x[/b] list[int] a [/b] c [@click=app.quit]q[/] [/]"
ESCAPES = "\x1b[31m \x1b]52;c;cm0=\x07 \x1b]8;;http://evil\x1b\\ \x9b2J \u202etxt.exe\u2066 \u200b \x00"
SCRIPTS = "日本語 עברית 👩\u200d👩\u200d👧 e" + "\u0301" * 500
WIDE = "x" * 3_000
HOSTILE = (f"{MARKUP} {ESCAPES}", f"{SCRIPTS} {WIDE}")


def toml(text: str) -> str:
    """A basic string of TOML: JSON escapes control characters the same way."""
    return json.dumps(text, ensure_ascii=False)


def cards(text: str) -> tuple[str, ...]:
    """A card of every form that holds the text wherever it can."""
    quoted, again = toml(text), toml(f"{text} again")
    more = f"why = {quoted}\nhint = {quoted}\n"
    return (
        f'[[cards]]\nid = "recall"\nfront = {quoted}\nback = {quoted}\n{more}',
        f'[[cards]]\nid = "typed"\nfront = {quoted}\nback = {quoted}\ntyped = true\n{more}',
        f'[[cards]]\nid = "cloze"\ncloze = {toml(text + " {{gap}} " + text)}\n{more}',
        f'[[cards]]\nid = "choice"\nask = {quoted}\nright = {quoted}\nwrong = [{again}, "other"]\n{more}',
        f'[[cards]]\nid = "claim"\nclaim = {quoted}\nholds = true\n{more}',
        f'[[cards]]\nid = "side"\nstatement = {quoted}\nside = "left"\n{more}',
    )


def sides(text: str) -> str:
    return f'[sides.left]\nname = {toml(text)}\nkey = "l"\n[sides.right]\nname = "Right"\n'


KEYS = {
    "recall": ["h", "space"],
    "typed": ["x", "enter"],
    "cloze": ["h", "space"],
    "choice": ["h", "2"],
    "claim": ["f"],
    "side": ["r"],
}


def acting(house: House) -> set[str]:
    """Characters on their way to the terminal that it would obey."""
    sent = "".join(
        segment.text
        for strip in house.screen._compositor.render_strips()
        for segment in strip
        if not segment.control
    )
    return {char for char in sent if char < " " or "\x7f" <= char < "\xa0" or char in "\u202e\u2066\u2028"}


@pytest.mark.parametrize("text", HOSTILE, ids=["acting", "unwieldy"])
async def test_every_form_shows_hostile_text_and_goes_on(world: World, text: str) -> None:
    world.deal(*cards(text), more=sides(text[:40]))
    (entry,) = world.trainer.library.entries()
    assert not [one for one in world.trainer.library.problems(entry) if one.level == "error"]
    async with rehearsing(world) as house:
        for _ in KEYS:
            keys = KEYS[house.shown]
            assert not acting(house)
            world.clock.advance(60_000)
            await house.press(*keys)
            assert not acting(house)
            await house.press("question_mark", "escape", "4")
        house.shows("That was the rehearsal.")


async def test_markup_stands_there_as_it_is_written(world: World) -> None:
    world.deal(*cards(MARKUP), more=sides("[b]L[/b]"))
    async with rehearsing(world, (160, 40)) as house:
        house.shows(MARKUP)
        await house.click("[@click=app.quit]")
        await house.click("[b]x[/b]")
        assert isinstance(house.screen, RehearseScreen)
        assert house.app._exit is False


async def test_home_and_its_lists_show_hostile_text(world: World) -> None:
    for text in HOSTILE:
        world.deal(*cards(text), more=f"summary = {toml(text)}\n{sides(text[:40])}")
        world.rewrite('title = "Sample"', f"title = {toml(text[:60])}")
        world.trainer.library.look_again()
        async with opened(world) as house:
            assert not acting(house)
            await house.press("enter", "x", "x", "asterisk", "q", "x")
            assert not acting(house)
            await house.press("escape", "exclamation_mark")
            assert not acting(house)
            await house.press("escape")


async def test_a_text_of_the_greatest_length_is_shown(world: World) -> None:
    text = "word " * 12_000
    world.deal(f'[[cards]]\nid = "recall"\nfront = {toml(text)}\nback = "b"\n')
    async with rehearsing(world) as house:
        house.shows("word word word")
        await house.press("space", "pagedown", "4")
        assert len(world.reviews()) == 1
