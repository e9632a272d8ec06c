"""Insight: the three tabs of figures, how one goes through them, and what acts on an advice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from unittest.mock import patch

import pytest
from harness import wait_for
from looking import CLAIMS, live, looking, perform
from rich.cells import cell_len

from fakes import HOLDS, BrittleJournal, World, deck_text
from offbook.analyst import Analyst, View
from offbook.clock import DAY
from offbook.errors import JournalError
from offbook.learning import account as learning
from offbook.opening import Insight
from offbook.settings import THEMES, Settings
from offbook.tui import advising, lookout
from offbook.tui.screens.glass import GlassScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.insight import COMMANDS
from offbook.tui.screens.pick import PickScreen
from offbook.tui.screens.plan import PlanScreen
from offbook.tui.screens.rehearse import RehearseScreen
from offbook.tui.screens.targets import TargetsScreen


@pytest.fixture
def lived(world: World) -> World:
    live(world)
    return world


@pytest.fixture
def two(tmp_path: Path) -> Iterator[World]:
    """A person with two decks, who was asked about the first."""
    world = World(
        tmp_path, {"first": deck_text(*CLAIMS, title="First"), "second": deck_text(*CLAIMS, title="Second")}
    )
    yield world
    world.journal.close()


async def test_home_leads_to_it_and_it_leads_back(lived: World) -> None:
    async with looking(lived) as gallery:
        await gallery.press("escape")
        assert isinstance(gallery.screen, HomeScreen)
        gallery.shows("i insight")
        await gallery.press("i")
        gallery.shows("[1 Learning]", "You know about", "12 cards")


async def test_every_tab_has_something_true_to_say_of_nothing(world: World) -> None:
    async with looking(world) as gallery:
        gallery.shows("Nothing was studied yet")
        for key, tab in (("2", "[2 Performance]"), ("3", "[3 Together]"), ("1", "[1 Learning]")):
            await gallery.press(key)
            gallery.shows(tab)
            assert gallery.ids
            assert gallery.chosen == gallery.ids[0]
            assert not re.search(r"\d% +\(", gallery.text)


async def test_tabs_are_turned_with_the_keyboard(lived: World) -> None:
    async with looking(lived) as gallery:
        for keys, tab in (
            (["2"], "[2 Performance]"),
            (["tab", "right"], "[1 Learning]"),
            (["left"], "[3 Together]"),
            (["shift+tab", "shift+tab"], "[1 Learning]"),
            (["w"], "[2 Performance]"),
            (["a"], "[3 Together]"),
        ):
            await gallery.press(*keys)
            gallery.shows(tab)


async def test_only_so_many_looks_are_kept(lived: World) -> None:
    async with looking(lived, "performance") as gallery:
        for _ in range(9):
            await gallery.press("left_square_bracket")
        assert [sight.back for sight in gallery.insight._looks] == list(range(2, 10))


async def test_tabs_spans_and_windows_are_turned_with_the_mouse(lived: World) -> None:
    async with looking(lived) as gallery:
        await gallery.click("Performance")
        gallery.shows("[2 Performance]", "[month]", "‹ this month, ")
        await gallery.click("week")
        gallery.shows("[week]", "‹ this week, ")
        await gallery.click("‹")
        gallery.shows("‹ last week, ", " ›")
        await gallery.click("›")
        gallery.shows("‹ this week, ")


async def test_windows_of_every_span_are_walked_through_and_none_lies_ahead(lived: World) -> None:
    async with looking(lived, "performance") as gallery:
        gallery.shows("[month]", "this month", "10 of 12")
        for key, present, before in (
            ("d", "today", "yesterday"),
            ("w", "this week", "last week"),
            ("y", "this year", "last year"),
            ("m", "this month", "last month"),
        ):
            await gallery.press(key)
            gallery.shows(f"‹ {present}")
            await gallery.press("right_square_bracket")
            gallery.shows(f"‹ {present}")
            await gallery.press("left_square_bracket")
            gallery.shows(f"‹ {before}", "closed: its value stays")
            await gallery.press("full_stop")
            gallery.shows(f"‹ {present}")


async def test_targets_stand_above_the_present_window_alone(lived: World) -> None:
    async with looking(lived, "performance") as gallery:
        assert gallery.ids[0].startswith("target-")
        await gallery.press("left_square_bracket")
        assert not any(name.startswith("target-") for name in gallery.ids)


async def test_the_focus_goes_from_figure_to_figure_and_into_view(lived: World) -> None:
    async with looking(lived) as gallery:
        names = gallery.ids
        met = [gallery.chosen]
        while gallery.panels.scroll_y < gallery.panels.max_scroll_y:
            await gallery.press("down")
            met.append(gallery.chosen)
            assert "▌" in gallery.text
        await gallery.press("down", "down")
        met.append(gallery.chosen)
        assert list(dict.fromkeys(met)) == names
        assert gallery.panels.scroll_y == gallery.panels.max_scroll_y
        while gallery.panels.scroll_y > 0:
            await gallery.press("up")
        assert gallery.chosen == names[0]
        assert gallery.panels.scroll_y == 0
        await gallery.press("end")
        assert gallery.chosen == names[-1]
        await gallery.press("home", "pagedown", "pagedown")
        assert gallery.panels.scroll_y > 0
        assert gallery.chosen != names[0]


async def test_a_tab_is_come_back_to_where_it_was_left(lived: World) -> None:
    async with looking(lived) as gallery:
        await gallery.press("end")
        last = gallery.chosen
        await gallery.press("2", "1")
        assert gallery.chosen == last


async def test_enter_and_a_click_on_a_title_open_the_figure(lived: World) -> None:
    async with looking(lived) as gallery:
        for key in ("enter", "question_mark"):
            await gallery.press(key)
            assert isinstance(gallery.screen, GlassScreen)
            gallery.shows("formula", "window")
            await gallery.press("escape")
        await gallery.click("True retention")
        assert isinstance(gallery.screen, GlassScreen)
        gallery.shows("True retention")


async def test_words_stand_in_for_plots(lived: World) -> None:
    async with looking(lived, "together", (80, 60)) as gallery:
        gallery.shows("┼", "learning ▴ performance")
        await gallery.press("v")
        gallery.hides("┼", "▴ performance")
        await gallery.press("v")
        gallery.shows("┼")


async def test_one_deck_can_be_looked_at_alone(two: World) -> None:
    perform(two, *[True] * 6, deck="first")
    async with looking(two, "performance") as gallery:
        gallery.shows("2 decks", "6 of 6")
        await gallery.press("f")
        gallery.shows("First")
        gallery.hides("2 decks")
        await gallery.press("f")
        gallery.shows("Second", "no quiz yet")
        await gallery.press("f")
        gallery.shows("2 decks", "6 of 6")


async def test_a_deck_that_was_looked_at_alone_and_is_gone_leaves_the_others(two: World) -> None:
    async with looking(two, opening=Insight()) as gallery:
        await gallery.press("f", "f")
        gallery.shows("Second")
        await gallery.press("enter")
        two.path("second").unlink()
        await gallery.press("escape")
        gallery.shows("First")
        gallery.hides("Second", "f deck")


async def test_it_can_be_opened_for_some_decks_alone(two: World) -> None:
    first, _ = two.trainer.library.entries()
    async with looking(two, opening=Insight((first,), "together")) as gallery:
        gallery.shows("[3 Together]", "First")
        await gallery.press("f")
        gallery.shows("First")
        gallery.hides("f deck")


async def test_the_forgetting_curve_of_a_concept_is_chosen_by_name(lived: World) -> None:
    async with looking(lived) as gallery:
        await gallery.press("end", "c")
        assert isinstance(gallery.screen, PickScreen)
        gallery.shows("12 in all")
        await gallery.type("number7")
        await gallery.press("enter")
        assert (gallery.ids[0], gallery.chosen) == ("curve", "curve")
        gallery.shows("in 90 days if you stopped today")
        await gallery.press("enter")
        gallery.shows("Rows, 1", "Claim number 7.")
        await gallery.press("escape", "2", "1")
        assert gallery.chosen == "curve"
        await gallery.press("c", "escape")
        assert gallery.chosen == "curve"


async def test_the_advice_to_rehearse_calls_the_cards_and_goes_to_the_rehearsal(lived: World) -> None:
    before = dict(lived.journal.standings(lived.trainer.library.entries()[0].id))
    async with looking(lived, "together") as gallery:
        gallery.shows("2 open gaps", "a rehearse these 2")
        gallery.burst(["a", "a"])
        await gallery.settle()
        assert isinstance(gallery.screen, RehearseScreen)
        assert {gallery.shown} < {"c10", "c11"}
        assert len(gallery.app.screen_stack) == 3
        after = lived.journal.standings(lived.trainer.library.entries()[0].id)
        assert {card for card, one in after.items() if one.pulled} == {"c10", "c11"}
        assert {card: one.progress for card, one in after.items()} == {
            card: one.progress for card, one in before.items()
        }
        await gallery.press("escape")
        gallery.shows("[3 Together]")


async def test_the_advice_to_quiz_plans_exactly_these_concepts(world: World) -> None:
    world.deal(*CLAIMS[:4])
    world.study(HOLDS)
    world.clock.advance(2 * DAY)
    async with looking(world, "together") as gallery:
        await gallery.click("a  quiz these 4")
        assert isinstance(gallery.screen, PlanScreen)
        gallery.shows("4 concepts", "2 minutes")
        plan = gallery.screen._draft.plan
        assert {key.card for key in plan.scope.cards} == {"c0", "c1", "c2", "c3"}
        assert plan.questions == 4


async def test_without_an_advice_its_key_says_so(world: World) -> None:
    async with looking(world, "together") as gallery:
        gallery.hides("a rehearse", "a quiz")
        await gallery.press("a")
        await gallery.hears("There is no advice just now")


async def test_an_advice_that_cannot_be_recorded_changes_nothing(lived: World) -> None:
    async with looking(lived, "together") as gallery:
        lived.journal.full = True
        await gallery.press("a")
        await gallery.hears("This was not recorded")
        gallery.shows("[3 Together]")


def test_a_quiz_of_namesakes_asks_those_of_the_right_deck_alone(two: World) -> None:
    decks = [two.trainer.library.deck(entry.id) for entry in two.trainer.library.entries()]
    known = [deck for deck in decks if deck]
    (first, _), (concept, other) = known, known[0].concepts[:2]
    plan = advising.plan([(first.id, concept.id), (known[1].id, other.id)], known)
    assert [(key.deck, key.card) for key in plan.scope.cards] == [("first", "c0"), ("second", "c1")]
    drawn = two.trainer.examiner.draw(plan, two.clock(), 1, two.trainer.scheduler)
    assert {question.key for question in drawn.began.paper} == set(plan.scope.cards)


async def test_targets_are_set_from_here_and_looked_at_anew(lived: World) -> None:
    async with looking(lived, "performance") as gallery:
        await gallery.press("t")
        assert isinstance(gallery.screen, TargetsScreen)
        await gallery.press("x", "escape")
        assert not any(name.startswith("target-") for name in gallery.ids)
        assert gallery.saved


async def test_a_journal_that_cannot_be_read_is_told_on_the_screen(
    lived: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Analyst, _view: View) -> learning.Account:
        raise JournalError("The journal is damaged. Restore a backup.")

    async with looking(lived, "performance") as gallery:
        with monkeypatch.context() as broken:
            broken.setattr(Analyst, "learning", fail)
            await gallery.press("1")
            gallery.shows("⚠ The journal is damaged. Restore a backup.")
            await gallery.press("down", "enter", "2")
            gallery.hides("⚠")
        await gallery.press("1")
        gallery.shows("You know about")


async def test_it_never_waits_for_the_figures(lived: World) -> None:
    """The journal is in a file here, so that the figures are worked out on a thread of their own."""
    go_on, work = Event(), Analyst.learning
    lived.journal.backup(lived.root / "journal.db")
    lived.journal = BrittleJournal.open(lived.root / "journal.db")
    lived.trainer = lived.begin_anew()

    def slow(self: Analyst, view: View) -> learning.Account:
        go_on.wait(10)
        return work(self, view)

    with patch.object(Analyst, "learning", slow):
        async with looking(lived, "performance") as gallery:
            gallery.burst(["1"])
            await gallery.until("[1 Learning]", lookout.LOOKING)
            gallery.burst(["3"])
            gallery.burst(["escape"])
            await wait_for(gallery.pilot, lambda: isinstance(gallery.screen, HomeScreen), "Home")
            gallery.burst(["i"])
            await gallery.until("[1 Learning]", lookout.LOOKING)
            go_on.set()
            await gallery.until("You know about")
            gallery.hides(lookout.LOOKING)


async def test_it_keeps_to_every_size(lived: World) -> None:
    async with looking(lived) as gallery:
        for width, height in ((60, 20), (120, 40), (1, 1)):
            await gallery.resize(width, height)
            for key, tab in (("1", "Learning"), ("2", "Performance"), ("3", "Together")):
                await gallery.press(key, "end")
                text = gallery.text
                assert len(text.splitlines()) <= height
                assert max(map(cell_len, text.splitlines())) <= width
                if width >= 60:
                    gallery.shows(f"{tab}]", "f1 keys")


async def test_every_theme_shows_the_same_words(lived: World) -> None:
    async with looking(lived, "together") as gallery:
        before = gallery.text
        for theme in THEMES:
            gallery.app.keep(replace(Settings(), theme=theme))
            await gallery.settle()
            assert gallery.text == before


async def test_help_lists_its_keys(lived: World) -> None:
    async with looking(lived, size=(80, 50)) as gallery:
        await gallery.press("f1")
        assert isinstance(gallery.screen, HelpScreen)
        gallery.shows(*(binding.description for binding in COMMANDS))


async def test_text_of_decks_is_text(tmp_path: Path) -> None:
    evil = "[@click=app.quit]x[/b]"
    world = World(tmp_path, {"sample": deck_text(*CLAIMS, title=evil)})
    live_there(world)
    async with looking(world, "performance", (120, 60)) as gallery:
        gallery.shows(evil)
        await gallery.press("f", "1", "end", "3", "end")
        gallery.shows(evil)
    world.journal.close()


def live_there(world: World) -> None:
    """A quiz of the deck as it is."""
    world.study(HOLDS)
    world.clock.advance(2 * DAY)
    perform(world, *[True] * 12)


def test_what_nobody_lived_is_marked_so_wherever_the_figures_stand() -> None:
    for width in (56, 72, 200):
        line = lookout.masthead("together", width, simulated=True)
        assert line.cell_length == width
        assert line.plain.endswith("simulated")
        assert "[3 Together]" in line.plain
    assert "simulated" not in lookout.masthead("together", 72, simulated=False).plain
