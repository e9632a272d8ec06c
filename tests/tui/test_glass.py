"""The glass box: what is behind a figure, its rows, and the cards and attempts that they lead to."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from harness import House, opened, wait_for
from looking import CLAIMS, Gallery, live, looking
from rich.cells import cell_len

from fakes import CHOICE, CLOZE, RECALL, World
from makers import key
from offbook.errors import JournalError
from offbook.panels.panel import Glass, Panel, Source
from offbook.tui.backroom import Backroom
from offbook.tui.screens.card import COMMANDS as CARD_COMMANDS
from offbook.tui.screens.card import CardScreen
from offbook.tui.screens.evaluate import EvaluateScreen
from offbook.tui.screens.glass import COMMANDS, MOST, GlassScreen, Rows
from offbook.tui.screens.insight import InsightScreen


def panel(*sources: Source) -> Panel:
    """A figure on these rows."""
    glass = Glass(
        formula="right / all",
        window="this week",
        n=24,
        of="answers",
        left_out=("3 repeats: practice", "1 time-out"),
        details=(("chance", "25%"),),
        sources=lambda: iter(sources),
    )
    return Panel(
        "accuracy", "Accuracy", "17 of 24  71%  (51-85)", "Can't tell yet.", drawn="A line.", glass=glass
    )


async def at(house: House, shown: Panel) -> House:
    """The glass box of a panel."""
    trainer, clock = house.world.trainer, house.world.clock
    house.app.push_screen(GlassScreen(trainer, clock, Backroom(trainer.journal), shown))
    await wait_for(house.pilot, lambda: isinstance(house.screen, GlassScreen), "the glass box")
    await house.until("Rows")
    await house.until_gone("looking…")
    await house.settle()
    return house


async def test_everything_behind_a_figure_is_told(world: World) -> None:
    async with opened(world, (80, 40)) as house:
        await at(house, panel())
        house.shows(
            "Accuracy",
            "17 of 24 71% (51-85)",
            "Can't tell yet.",
            "formula right / all",
            "window this week",
            "n 24 answers",
            "left out 3 repeats: practice 1 time-out",
            "chance 25%",
            "in words A line.",
            "Rows: none",
        )
        await house.press("down", "up", "end", "home", "enter")
        assert isinstance(house.screen, GlassScreen)
        house.hides("open the row")


async def test_rows_are_worked_out_once_they_are_looked_at_and_are_so_many_at_most(world: World) -> None:
    taken = []

    def rows() -> Iterable[Source]:
        for number in range(10_000):
            taken.append(number)
            yield Source(f"row {number}")

    shown = panel()
    glass = Glass("", "", 10_000, "answers", sources=rows)
    async with opened(world) as house:
        await at(house, Panel(shown.id, shown.title, shown.value, glass=glass))
        house.shows(f"Rows, the latest {MOST}")
        assert len(taken) == MOST + 1
        await house.press("end")
        house.shows(f"row {MOST - 1}")
        assert house.screen.query_one(Rows).highlighted == MOST - 1
        await house.press("pageup")
        assert (house.screen.query_one(Rows).highlighted or 0) < MOST - 10
        await house.press("home")
        house.shows("17 of 24")
        await house.press("pagedown", "pagedown")
        house.hides("17 of 24")


async def test_the_arrows_scroll_to_the_rows_and_then_go_through_them(world: World) -> None:
    async with opened(world, (60, 20)) as house:
        await at(house, panel(*(Source(f"row {number}") for number in range(40))))
        rows = house.screen.query_one(Rows)
        assert rows.highlighted is None
        places: list[int | None] = []
        while len(places) < 20:
            await house.press("down")
            places.append(rows.highlighted)
        reached = [place for place in places if place is not None]
        assert reached[:3] == [0, 1, 2]
        house.shows(f"row {reached[-1]}")
        for _ in range(40):
            await house.press("up")
        assert rows.highlighted is None
        house.shows("17 of 24")


async def test_a_row_leads_to_its_card_and_another_nowhere(world: World) -> None:
    world.deal(CHOICE, CLOZE, RECALL)
    async with opened(world) as house:
        await at(house, panel(Source("a row", key("choice")), Source("gone", key("gone")), Source("a sum")))
        house.shows("› a row", "enter open the row")
        await house.press("end", "enter")
        await house.hears("leads to nothing")
        await house.press("up", "enter")
        await house.hears("no longer in its deck")
        await house.press("up", "enter")
        assert isinstance(house.screen, CardScreen)
        house.shows("✔ 1 Lima", "Founded in 1535.", "Not rehearsed yet.")
        await house.press("escape")
        await house.click("a row")
        assert isinstance(house.screen, CardScreen)


async def test_a_row_leads_to_its_attempt(world: World) -> None:
    live(world)
    async with looking(world, "performance") as gallery:
        await through_to(gallery, "accuracy")
        await gallery.press("enter")
        await gallery.until("Rows, 12")
        await gallery.press("end", "enter")
        await wait_for(gallery.pilot, lambda: isinstance(gallery.screen, EvaluateScreen), "the attempt")
        await gallery.until("10 of 12")
        await gallery.press("escape", "escape")
        assert isinstance(gallery.screen, InsightScreen)


async def through_to(gallery: Gallery, name: str) -> None:
    """Go to a panel."""
    await gallery.press("home")
    while gallery.chosen != name:
        before = gallery.text
        await gallery.press("down")
        assert gallery.text != before


async def test_rows_that_cannot_be_read_are_told_so(world: World) -> None:
    def fail() -> Iterable[Source]:
        raise JournalError("The journal is damaged.")

    shown = panel()
    async with opened(world, (80, 40)) as house:
        trainer = world.trainer
        broken = Panel(shown.id, shown.title, shown.value, glass=Glass("", "", 0, "", sources=fail))
        house.app.push_screen(GlassScreen(trainer, world.clock, Backroom(trainer.journal), broken))
        await house.until("⚠ The journal is damaged.")


async def test_text_of_rows_is_text_on_one_line(world: World) -> None:
    async with opened(world) as house:
        await at(house, panel(Source("[@click=app.quit]x[/]\n[b]\x1b]52;c;\u202e"), Source("next")))
        await house.press("end")
        lines = house.text.splitlines()
        place = next(place for place, line in enumerate(lines) if "[@click=app.quit]x[/] [b]" in line)
        assert "next" in lines[place + 1]
        assert "\x1b" not in house.text


async def test_a_card_shows_both_ledgers_each_for_itself(world: World) -> None:
    live(world)
    async with opened(world, (80, 30)) as house:
        await at(house, panel(Source("a row", key("c11"))))
        await house.press("end", "enter")
        await house.until("Rehearsed once since 29 Jul 2021.", "easy")
        house.shows("Asked in quizzes once, 0 right.", "wrong cold", "Claim number 11.", "✔")


@pytest.mark.parametrize("form", ["recall", "cloze", "claim", "side", "typed", "gaps", "several"])
async def test_every_form_of_card_is_shown_with_its_answer(world: World, form: str) -> None:
    answers = {
        "recall": "Paris",
        "cloze": "fox",
        "claim": "✔ True",
        "side": "✔ Left",
        "typed": "Tiber",
        "gaps": "north",
        "several": "three",
    }
    async with opened(world, (80, 40)) as house:
        await at(house, panel(Source("a row", key(form))))
        await house.press("end", "enter")
        house.shows(answers[form])


async def test_a_card_is_edited_and_shown_as_it_was_left(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.deal(*CLAIMS[:2])

    def edit(*_: object) -> str:
        world.rewrite("Claim number 0.", "Claim nought.")
        return "This is now a copy of your own."

    monkeypatch.setattr("offbook.tui.editing.edit", edit)
    async with opened(world) as house:
        await at(house, panel(Source("a row", key("c0"))))
        await house.press("end", "enter")
        house.shows("Claim number 0.")
        await house.press("e")
        await house.hears("a copy of your own")
        house.shows("Claim nought.")
        world.deal(CLAIMS[1])
        monkeypatch.setattr("offbook.tui.editing.edit", lambda *_: "")
        await house.press("e")
        house.app.clear_notifications()
        await house.until("no longer in its deck")
        await house.press("e", "escape")
        assert isinstance(house.screen, GlassScreen)


async def test_a_card_that_cannot_be_edited_says_why(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    monkeypatch.delenv("VISUAL", raising=False)
    async with opened(world) as house:
        await at(house, panel(Source("a row", key("claim"))))
        await house.press("end", "enter", "e")
        await house.hears("The card was not edited", "no-such-editor")


async def test_both_keep_to_every_size_and_list_their_keys(world: World) -> None:
    async with opened(world, (80, 40)) as house:
        await at(house, panel(Source("a row", key("choice"))))
        for screen, commands in ((GlassScreen, COMMANDS), (CardScreen, CARD_COMMANDS)):
            assert isinstance(house.screen, screen)
            await house.press("question_mark")
            house.shows(*(binding.description for binding in commands))
            await house.press("escape")
            for width, height in ((60, 20), (1, 1), (120, 40)):
                await house.resize(width, height)
                assert max(map(cell_len, house.text.splitlines())) <= width
                await house.press("down", "up")
            await house.press("end", "enter")
