"""The rehearsal on the screen: undo, putting away, leaving and coming back, edits, what fails."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import opened, rehearsing
from textual.drivers.headless_driver import HeadlessDriver

from fakes import CHOICE, CLAIM, CLASSIFY, FULL_DISK, RECALL, TYPED, World, deck_text, places
from offbook.clock import DAY, SECOND
from offbook.deck.answers import Held
from offbook.deck.cards import CardId
from offbook.learning.memory import Rating
from offbook.learning.sitting import Asking, Judged, Proceed, Rate, Respond
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.rehearse import COMMANDS, RehearseScreen

CLAIMS = [f'[[cards]]\nid = "c{i}"\nclaim = "Claim number {i}."\nholds = true\n' for i in range(4)]


# --- undo


async def test_undo_goes_back_over_cards_to_the_first(world: World) -> None:
    world.deal(*CLAIMS)
    async with rehearsing(world) as house:
        first = house.shown
        house.hides("u undo")
        await house.press("t", "4", "f", "1", "asterisk", "x")
        assert len(world.reviews()) == 2
        await house.press("u", "u")
        house.hides("⚑")
        await house.press("u", "u")
        assert house.shown == first
        assert isinstance(house.rehearsal._state.turn, Asking)
        assert world.reviews() == ()
        assert world.trainer.outlook(world.trainer.library.entries()[0], world.clock()).seen == 0
        await house.press("u")
        await house.hears("There is nothing to undo.")


async def test_what_was_undone_can_be_answered_again(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("f", "u")
        house.hides("✘")
        await house.press("t")
        assert [review.correct for review in world.reviews()] == [True]


async def test_undo_from_the_closing_page_brings_the_last_card_back(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("t", "4")
        house.shows("That was the rehearsal.", "u undo")
        await house.click("u undo")
        house.shows("Water is wet.")
        house.hides("That was the rehearsal.")
        assert world.reviews() == ()


# --- one card


async def test_a_hint_is_shown_and_makes_the_answer_harder(world: World) -> None:
    world.deal(CLASSIFY)
    async with rehearsing(world) as house:
        house.hides("Lay a hand on it.")
        await house.press("h")
        house.shows("Lay a hand on it.")
        await house.press("l")
        (review,) = world.reviews()
        assert (review.hinted, review.rating) == (True, Rating.HARD)


async def test_a_card_without_a_hint_says_so(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("h")
        await house.hears("This card has no hint.")


@pytest.mark.parametrize("answered", [False, True])
async def test_a_card_is_put_away(world: World, answered: bool) -> None:  # noqa: FBT001
    world.deal(CLAIM, CLASSIFY)
    (entry,) = world.trainer.library.entries()
    async with rehearsing(world) as house:
        first = house.shown
        for key in ("x", "z"):
            if answered:
                await house.press("t" if first == "claim" else "l")
            await house.press(key)
            assert house.shown not in {"", first}
            standing = world.journal.standings(entry.id)[CardId(first)]
            assert standing.suspended is (key == "x")
            assert standing.is_away(world.clock().day(4))
            await house.press("u", "u") if answered else await house.press("u")
            assert house.shown == first


async def test_a_flag_is_set_and_taken_off(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("asterisk")
        house.shows("⚑ flagged")
        await house.press("t")
        house.shows("⚑ flagged")
        await house.press("asterisk")
        house.hides("⚑")


async def test_the_learner_may_say_that_the_answer_was_right(world: World) -> None:
    world.deal(TYPED)
    async with rehearsing(world) as house:
        await house.type("Tevere")
        await house.press("enter")
        house.shows("✘ Not quite.")
        await house.press("i")
        house.shows("✔ Right, as you say.")
        house.hides("I was right")
        (review,) = world.reviews()
        assert (review.correct, review.overruled, review.rating) == (True, True, Rating.GOOD)


async def test_a_key_that_means_nothing_here_does_nothing(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        before = house.rehearsal._state.turn
        await house.press("i", "1", "5", "0", "tab", "shift+tab", "f5", "n", "ä", "ctrl+a", "left")
        assert house.rehearsal._state.turn == before
        assert world.reviews() == ()


async def test_a_card_forgotten_again_and_again_is_suspended_and_said(world: World) -> None:
    world.deal(CLAIM)
    for lapse in range(8):
        state = world.begin()
        state = world.trainer.act(state, Respond(Held(holds=True)), world.clock())
        world.trainer.act(state, Rate(Rating.EASY), world.clock())
        world.clock.advance(400 * DAY)
        if lapse < 7:
            state = world.trainer.act(world.begin(), Respond(Held(holds=False)), world.clock())
            world.trainer.act(state, Proceed(), world.clock())
            world.clock.advance(DAY)
    async with rehearsing(world) as house:
        await house.press("f")
        await house.hears("it is suspended.", "u takes it back.")
        await house.press("u")
        assert not world.journal.standings(world.trainer.library.entries()[0].id)[CardId("claim")].leech


# --- leaving and coming back


async def test_what_was_left_goes_on_at_the_same_card(world: World) -> None:
    world.deal(*CLAIMS)
    async with opened(world) as house:
        await house.press("enter", "t", "4")
        left_at = house.shown
        for key in ("q", "escape"):
            await house.press(key)
            assert isinstance(house.screen, HomeScreen)
            await house.press("enter")
            assert house.shown == left_at
            house.shows("1 done")
    world.trainer = world.begin_anew()
    async with rehearsing(world) as house:
        assert house.shown == left_at
        house.shows("1 done")


async def test_the_closing_page_leads_home(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("t", "4")
        house.shows("That was the rehearsal.", "1 card, 1 answer", "Next cards", "enter home")
        await house.press("enter")
        assert isinstance(house.screen, HomeScreen)


async def test_time_away_is_not_time_of_study(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        world.clock.advance(3_600 * SECOND)
        await house.press("t")
        assert world.reviews()[0].took == 60 * SECOND


# --- help


async def test_help_lists_every_key_of_the_screen(world: World) -> None:
    world.deal(CHOICE)
    async with rehearsing(world, (80, 40)) as house:
        await house.press("question_mark")
        assert isinstance(house.screen, HelpScreen)
        house.shows(*(binding.description for binding in COMMANDS))
        house.shows("Lima", "Cusco", "Quito", "ctrl+p", "ctrl+q")
        await house.press("escape")
        assert isinstance(house.screen, RehearseScreen)
        house.shows("Which city is the capital of Peru?")


async def test_help_hides_the_answers_once_the_card_was_answered(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world, (80, 40)) as house:
        await house.press("t", "question_mark")
        house.shows("go on")
        await house.press("q")
        assert isinstance(house.rehearsal._state.turn, Judged)


# --- decks that change meanwhile


async def test_a_deck_that_is_edited_meanwhile_shows_its_new_text(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        world.rewrite("Water is wet.", "Water is [b]wet[/b].")
        await house.until("Water is [b]wet[/b].")
        await house.press("t")
        world.rewrite("It wets what it touches.", "So it feels.")
        await house.until("So it feels.")
        assert len(world.reviews()) == 1


async def test_what_is_typed_so_far_outlives_an_edit(world: World) -> None:
    world.deal(TYPED)
    async with rehearsing(world) as house:
        await house.type("Tib")
        world.rewrite("It floods no more.", "It floods at times.")
        await house.rehearsal._look_for_edits()
        await house.type("er")
        await house.press("enter")
        house.shows("✔ Right.", "It floods at times.")


async def test_a_deck_that_is_broken_meanwhile_ends_nothing(world: World) -> None:
    world.deal(CLAIM, CLASSIFY)
    async with rehearsing(world) as house:
        world.path().write_text("title = \n", encoding="utf-8")
        await house.rehearsal._look_for_edits()
        await house.settle()
        await house.press("u", "question_mark", "escape")
        world.path().write_text(deck_text(CLAIM, CLASSIFY), encoding="utf-8")
        await house.rehearsal._look_for_edits()
        await house.settle()
        await house.press("q")
        await house.press("enter")
        house.shows("0 done")


# --- the editor


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """An editor that changes a word of the deck, in a terminal that can be lent; tells how it was called."""
    note = tmp_path / "called"
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        f"pathlib.Path({str(note)!r}).write_text(repr(sys.argv[1:]))\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "path.write_text(path.read_text().replace('wet', 'damp'))\n"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)
    return lambda: note.read_text() if note.exists() else ""


async def test_a_card_is_edited_and_shown_as_it_was_left(world: World, editor: Callable[[], str]) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        await house.press("e")
        house.shows("Water is damp.")
        assert str(world.path()) in editor()


async def test_a_shipped_card_is_edited_in_a_copy(world: World, editor: Callable[[], str]) -> None:
    shipped = places(world.root).shipped / "tour.toml"
    shipped.parent.mkdir()
    shipped.write_text(deck_text(CLAIM), encoding="utf-8")
    world.path().unlink()
    world.trainer.library.look_again()
    async with rehearsing(world) as house:
        await house.press("e")
        await house.hears("This is now a copy of your own")
        await house.until("Water is damp.")
    assert editor()
    assert "wet" in shipped.read_text()
    assert "damp" in world.path("tour").read_text()


async def test_an_editor_that_fails_is_said(
    world: World, editor: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        for command, told in (
            ("false", "ended with code 1"),
            ("no-such-editor-here", "cannot be started"),
            ("'", "which is not a command"),
        ):
            monkeypatch.setenv("EDITOR", command)
            await house.press("e")
            await house.hears("The card was not edited", told)
            house.shows("Water is wet.")
    assert not editor()


async def test_a_terminal_that_cannot_be_lent_is_said_with_the_place(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "vi")
    world.deal(CLAIM)
    async with rehearsing(world, (120, 30)) as house:
        await house.press("e")
        await house.hears(
            "This terminal cannot be lent to an editor.", "or press E to edit here, in Offbook."
        )


# --- what fails


async def test_an_answer_that_cannot_be_kept_leaves_the_card(world: World) -> None:
    world.deal(CLAIM)
    async with rehearsing(world) as house:
        world.journal.full = True
        await house.press("t")
        await house.hears("This was not recorded", FULL_DISK)
        assert isinstance(house.rehearsal._state.turn, Asking)
        house.shows("Water is wet.")
        house.hides("✔")
        world.journal.full = False
        await house.press("t")
        house.shows("✔ Right.")
        assert len(world.reviews()) == 1


async def test_a_typed_answer_that_cannot_be_kept_stays_in_its_field(world: World) -> None:
    world.deal(TYPED)
    async with rehearsing(world) as house:
        world.journal.full = True
        await house.type("Tiber")
        await house.press("enter")
        await house.hears("This was not recorded")
        house.shows("Tiber")
        world.journal.full = False
        await house.press("enter")
        await house.until("✔ Right.")
        assert [review.response for review in world.reviews()] == ["Tiber"]


async def test_a_command_that_cannot_be_kept_changes_nothing(world: World) -> None:
    world.deal(CLAIM, RECALL)
    async with rehearsing(world) as house:
        before = house.rehearsal._state
        world.journal.full = True
        for key in ("x", "z", "asterisk"):
            await house.press(key)
            await house.hears("This was not recorded")
            assert house.rehearsal._state == before


# --- a card that is longer than the screen


async def test_a_long_answer_is_brought_into_view_and_can_be_scrolled(world: World) -> None:
    front = " ".join(f"word{i}" for i in range(120))
    back = "\\n\\n".join(f"Paragraph {i}." for i in range(30))
    world.deal(f'[[cards]]\nfront = "{front}"\nback = "{back}"\n')
    async with rehearsing(world) as house:
        house.shows("word0 word1")
        await house.press("space")
        await house.press("pagedown", "pagedown", "pagedown", "pagedown")
        house.shows("Paragraph 29.", "1 again", "enter good")
        await house.press("up", "pageup", "pageup", "pageup", "pageup", "pageup", "down", "up")
        house.shows("word0 word1")
