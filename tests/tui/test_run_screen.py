"""A quiz at the terminal: answers by key and mouse, the clock, and what cannot be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from harness import wait_for
from quizzing import IN_ORDER, performing

from fakes import CHOICE, CLAIM, CLASSIFY, FULL_DISK, SEVERAL, TWO_GAPS, TYPED, World
from offbook.clock import SECOND
from offbook.deck.cards import form
from offbook.performance.attempt import Answering, Confiding, Shown
from offbook.performance.events import Ending
from offbook.tui.screens.confirm import ConfirmScreen
from offbook.tui.screens.evaluate import EvaluateScreen
from offbook.tui.screens.help import HelpScreen
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.run import RunScreen

EACH = replace(IN_ORDER, total=None, each=20 * SECOND)
TEACHING = replace(IN_ORDER, feedback="each")


@pytest.mark.parametrize("wrongly", [False, True])
async def test_every_form_is_answered_by_keys(*, world: World, wrongly: bool) -> None:
    async with performing(world) as quiz:
        for place in range(8):
            assert quiz.attempt.place == place
            await quiz.answer(well=not wrongly)
        await quiz.until("8 of 8", "all answered")
        await quiz.press("ctrl+s")
        await quiz.evaluated()
        assert [quiz.record.score(place) for place in range(8)] == [float(not wrongly)] * 8
        assert not any(answer.timed_out for answer in quiz.record.answers.values())
        assert quiz.record.ending is Ending.SUBMITTED


async def test_by_mouse(world: World) -> None:
    world.deal(CLASSIFY, CLAIM, CHOICE, SEVERAL)
    async with performing(world) as quiz:
        await quiz.click("Left")
        await quiz.click("False")
        await quiz.click("Lima")
        await quiz.click("] two")
        await quiz.click("] three")
        await quiz.until("[x] two", "[x] three")
        await quiz.click("enter answer")
        await quiz.click("ctrl+s")
        await quiz.evaluated()
        assert [quiz.record.answers[place].response for place in range(4)] == [
            "left", "false", "Lima", "three\ntwo",
        ]  # fmt: skip


async def test_ticks_come_and_go_and_count_when_time_runs_out(world: World) -> None:
    world.deal(SEVERAL, CLAIM)
    async with performing(world) as quiz:
        one, other, _ = quiz.keys()
        await quiz.press(one, other, one)
        await quiz.press("right", "left")
        await quiz.until("1 of 2")
        await quiz.press(one)
        await quiz.let_pass(100 * SECOND)
        await quiz.evaluated()
        assert quiz.record.score(0) == 1.0


async def test_ticks_that_were_taken_off_are_no_answer(world: World) -> None:
    world.deal(SEVERAL, CLAIM)
    async with performing(world) as quiz:
        await quiz.press("1", "1", "enter")
        assert quiz.attempt.place == 1
        assert quiz.attempt.open == (0, 1)


async def test_ticks_in_one_burst_are_all_taken(world: World) -> None:
    world.deal(SEVERAL)
    async with performing(world) as quiz:
        quiz.burst(quiz.keys())
        await wait_for(quiz.pilot, lambda: not quiz.attempt.open, "the answer")
        assert quiz.record.score(0) == 1.0


async def test_questions_are_walked_through_and_shown_with_what_was_answered(world: World) -> None:
    world.deal(CHOICE, CLAIM, TYPED)
    async with performing(world) as quiz:
        await quiz.answer()
        await quiz.press("left")
        await quiz.until("1 of 3", "capital of Peru", "● ")
        await quiz.press("right", "right")
        await quiz.until("3 of 3", "river runs through Rome")
        await quiz.type("Tib")
        await quiz.press("pageup")
        await quiz.until("2 of 3")
        assert quiz.record.answers[2].response == "Tib"
        await quiz.press("right")
        await quiz.type("er")
        await quiz.press("enter")
        assert quiz.record.answers[2].response == "Tiber"


async def test_the_last_letter_counts_though_walking_away_comes_in_the_same_burst(world: World) -> None:
    world.deal(TYPED, CLAIM)
    async with performing(world) as quiz:
        quiz.burst([*"Tiber", "pagedown"])
        await wait_for(quiz.pilot, lambda: quiz.attempt.place == 1, "the next question")
        assert quiz.record.answers[0].response == "Tiber"
        await quiz.settle()
        assert quiz.attempt.selected is None


async def test_what_is_typed_counts_when_time_runs_out(world: World) -> None:
    world.deal(TYPED, CLAIM)
    async with performing(world) as quiz:
        await quiz.type("Tiber")
        await quiz.let_pass(100 * SECOND)
        await quiz.evaluated()
        assert (quiz.record.answers[0].response, quiz.record.answers[0].score) == ("Tiber", 1.0)


async def test_a_blank_field_is_no_answer_and_goes_on_taking_keys(world: World) -> None:
    world.deal(TYPED)
    async with performing(world) as quiz:
        await quiz.press("space", "enter")
        assert quiz.attempt.open == (0,)
        await quiz.type("Tiber")
        await quiz.press("enter")
        assert quiz.record.score(0) == 1.0


async def test_a_blank_field_passes_a_question_of_its_own_time(world: World) -> None:
    world.deal(TYPED)
    async with performing(world, EACH) as quiz:
        await quiz.press("enter")
        await quiz.evaluated()
        assert quiz.record.answers[0].timed_out


async def test_several_fields_are_filled_one_after_the_other(world: World) -> None:
    world.deal(TWO_GAPS, CLAIM)
    async with performing(world) as quiz:
        await quiz.type("north")
        await quiz.press("enter")
        assert quiz.attempt.place == 0
        await quiz.type("south")
        await quiz.press("enter")
        assert quiz.record.answers[0].response == "north\nsouth"


async def test_escape_leaves_the_fields_for_the_keys_of_the_screen(world: World) -> None:
    world.deal(TYPED, CLAIM)
    async with performing(world) as quiz:
        await quiz.type("Ti")
        await quiz.press("escape", "*")
        assert quiz.attempt.flags == {0}
        await quiz.press("enter")
        await quiz.type("ber")
        await quiz.press("enter")
        assert quiz.record.answers[0].response == "Tiber"


async def test_flags_are_shown_and_taken_off(world: World) -> None:
    world.deal(CLAIM, CLASSIFY)
    async with performing(world) as quiz:
        await quiz.press("*")
        await quiz.until("⚑ flagged")
        await quiz.press("right")
        await quiz.until("⚑ 1")
        await quiz.press("left", "*")
        quiz.hides("⚑")
        assert quiz.attempt.open == (0, 1)


async def test_confidence_is_asked_after_the_answer(world: World) -> None:
    world.deal(CLAIM, CLASSIFY)
    async with performing(world, replace(TEACHING, confidence=True)) as quiz:
        await quiz.answer()
        assert isinstance(quiz.attempt.phase, Confiding)
        await quiz.until("How sure are you?", "1 below 67%", "3 above 80%")
        quiz.hides("Right.")
        await quiz.press("2")
        await quiz.until("Right.", "It wets what it touches.")
        await quiz.press("enter")
        await quiz.answer(well=False)
        await quiz.click("above 80%")
        assert [quiz.record.answers[place].confidence for place in (0, 1)] == [2, 3]


async def test_feedback_after_each_ends_with_the_last(world: World) -> None:
    world.deal(CLAIM, CHOICE)
    async with performing(world, TEACHING) as quiz:
        await quiz.answer()
        assert isinstance(quiz.attempt.phase, Shown)
        await quiz.until("Right.")
        await quiz.press("enter")
        await quiz.answer(well=False)
        await quiz.until("Lima", "Founded in 1535.")
        await quiz.press("space")
        await quiz.evaluated()


async def test_without_feedback_nothing_is_told_before_the_end(world: World) -> None:
    world.deal(CHOICE, CLAIM)
    async with performing(world) as quiz:
        await quiz.answer(well=False)
        await quiz.press("left")
        quiz.hides("Founded", "Right.", "Wrong", "✔", "✖")


# ---- The clock ----------------------------------------------------------------------------------


async def test_the_clock_is_read_at_a_glance(world: World) -> None:
    async with performing(world, size=(60, 20)) as quiz:
        await quiz.until("● 1:40")
        quiz.hides("the last")
        await quiz.let_pass(75 * SECOND)
        await quiz.until("◔ 0:25", "the last quarter")
        await quiz.let_pass(15 * SECOND)
        await quiz.until("○ 0:10", "the last tenth")
        await quiz.resize(80, 24)
        await quiz.until("○ ━", "the last tenth")
        quiz.hides("0:10")


async def test_time_runs_out_into_the_evaluation(world: World) -> None:
    async with performing(world) as quiz:
        await quiz.answer()
        await quiz.let_pass(99 * SECOND)
        assert quiz.is_at(RunScreen)
        await quiz.let_pass(1 * SECOND)
        await quiz.evaluated()
        assert quiz.record.ending is Ending.TIMED_OUT
        await quiz.until("1 of 8", "time ran out after 1:40", "7 questions not answered in time")


@pytest.mark.parametrize("above", ["question_mark", "escape", "ctrl+s", "ctrl+p"])
async def test_time_runs_out_though_something_lies_above(world: World, above: str) -> None:
    world.deal(CLAIM, CLASSIFY)
    async with performing(world) as quiz:
        run = quiz.run
        await quiz.press(above)
        await wait_for(quiz.pilot, lambda: quiz.screen is not run, "something above")
        world.clock.advance(100 * SECOND)
        await run._tick()
        await quiz.evaluated()
        await quiz.press("escape")
        await wait_for(quiz.pilot, lambda: quiz.is_at(HomeScreen), "Home")
        assert len(quiz.app.screen_stack) == 1


async def test_each_question_has_its_own_clock(world: World) -> None:
    world.deal(CLAIM, CLASSIFY, CHOICE)
    async with performing(world, EACH) as quiz:
        await quiz.let_pass(18 * SECOND)
        await quiz.until("the last tenth")
        await quiz.let_pass(2 * SECOND)
        await quiz.until(
            "2 of 3", "The heart beats here." if form(quiz.card) == "classify" else "Water is wet."
        )
        quiz.hides("the last tenth", "←→")
        await quiz.press("left")
        await quiz.until("2 of 3")
        assert quiz.record.answers[0].timed_out


async def test_a_question_that_ran_out_while_typing_gives_way_to_the_next(world: World) -> None:
    world.deal(TYPED, CLAIM)
    async with performing(world, EACH) as quiz:
        await quiz.type("Ti")
        world.clock.advance(20 * SECOND)
        await quiz.type("b")
        await wait_for(quiz.pilot, lambda: quiz.sees("Water is wet."), "the next question")
        assert quiz.record.answers[0].response == "Ti"


async def test_a_limit_for_the_whole_that_is_nearer_is_the_one_on_the_clock(world: World) -> None:
    world.deal(CLAIM, CLASSIFY)
    async with performing(world, replace(EACH, total=24 * SECOND)) as quiz:
        await quiz.let_pass(19 * SECOND)
        await quiz.answer()
        await quiz.let_pass(3 * SECOND)
        await quiz.until("the last tenth")


async def test_while_feedback_is_read_the_clock_of_the_question_rests(world: World) -> None:
    world.deal(CLAIM, CLASSIFY)
    async with performing(world, replace(EACH, feedback="each")) as quiz:
        await quiz.answer()
        await quiz.until("the clock rests while you read")
        await quiz.let_pass(60 * SECOND)
        assert isinstance(quiz.attempt.phase, Shown)


# ---- Leaving and handing in ---------------------------------------------------------------------


async def test_handing_in_an_open_paper_asks_once(world: World) -> None:
    world.deal(CLAIM, CLASSIFY, CHOICE)
    async with performing(world) as quiz:
        await quiz.answer()
        await quiz.press("ctrl+s")
        await quiz.until("Hand in the paper?", "2 of 3 questions are open")
        await quiz.press("n")
        assert isinstance(quiz.attempt.phase, Answering)
        await quiz.press("ctrl+s", "enter")
        assert isinstance(quiz.attempt.phase, Answering), "only y means yes"
        await quiz.press("ctrl+s", "y")
        await quiz.evaluated()
        assert quiz.record.ending is Ending.SUBMITTED
        assert [quiz.record.answers[place].timed_out for place in range(3)] == [False, True, True]


async def test_what_is_on_the_screen_is_not_counted_as_open(world: World) -> None:
    world.deal(TYPED, CLAIM)
    async with performing(world) as quiz:
        await quiz.type("Tiber")
        await quiz.press("ctrl+s")
        await quiz.until("1 of 2 question is open. It counts as out of time.")
        await quiz.press("y")
        await quiz.evaluated()
        assert quiz.record.score(0) == 1.0


async def test_leaving_asks_once_and_keeps_what_was_answered(world: World) -> None:
    world.deal(CLAIM, CLASSIFY)
    async with performing(world) as quiz:
        await quiz.answer()
        await quiz.press("escape")
        await quiz.until("Leave the quiz?")
        await quiz.press("escape")
        assert quiz.is_at(RunScreen)
        await quiz.press("escape")
        await quiz.click("leave")
        await quiz.evaluated()
        assert quiz.record.ending is Ending.LEFT
        assert quiz.record.score(0) == 1.0


async def test_the_evaluation_comes_once_and_leads_home(world: World) -> None:
    world.deal(CLAIM)
    async with performing(world) as quiz:
        await quiz.answer()
        quiz.burst(["ctrl+s", "ctrl+s"])
        await quiz.evaluated()
        await quiz.press("escape")
        assert quiz.is_at(HomeScreen)
        assert len(quiz.app.screen_stack) == 1


async def test_help_lists_the_answers_and_the_clock_goes_on(world: World) -> None:
    world.deal(CHOICE)
    async with performing(world) as quiz:
        await quiz.press("question_mark")
        assert quiz.is_at(HelpScreen)
        await quiz.until("Keys: Quiz", "Lima", "hand in the paper", "the clock goes on")


# ---- What goes wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize("card", [CLAIM, TYPED, SEVERAL])
async def test_a_full_disk_leaves_the_question_on_the_screen(world: World, card: str) -> None:
    world.deal(card)
    async with performing(world) as quiz:
        keys = quiz.keys()
        world.journal.full = True
        await quiz.press(*keys)
        await quiz.hears("This was not recorded", FULL_DISK)
        assert quiz.attempt.answers == {}
        world.journal.full = False
        await quiz.press("enter" if card != CLAIM else keys[0])
        assert quiz.record.score(0) == 1.0


async def test_a_full_disk_at_the_end_is_told_once_and_the_attempt_ends_when_there_is_room(
    world: World,
) -> None:
    world.deal(CLAIM)
    async with performing(world) as quiz:
        world.journal.full = True
        await quiz.let_pass(100 * SECOND)
        await quiz.hears(FULL_DISK)
        quiz.app.clear_notifications()
        await quiz.let_pass(SECOND)
        assert len(quiz.app._notifications) == 0
        assert quiz.is_at(RunScreen)
        world.journal.full = False
        await quiz.let_pass(SECOND)
        await quiz.evaluated()
        assert quiz.record.ending is Ending.TIMED_OUT


async def test_a_key_from_before_the_question_was_painted_is_dropped(world: World) -> None:
    world.deal(CLAIM, CLASSIFY, CHOICE)
    async with performing(world) as quiz:
        quiz.burst(["t", "t", "l", "1", "f"])
        await wait_for(quiz.pilot, lambda: quiz.attempt.place == 1, "the next question")
        await quiz.settle()
        assert len(quiz.attempt.answers) == 1


async def test_an_answer_by_enter_in_a_burst_is_not_given_to_the_next_question_too(world: World) -> None:
    world.deal(TYPED, TWO_GAPS)
    async with performing(world) as quiz:
        quiz.burst([*"Tiber", "enter", *"xyz", "enter", "enter"])
        await wait_for(quiz.pilot, lambda: quiz.attempt.place == 1, "the next question")
        await quiz.settle()
        assert len(quiz.attempt.answers) == 1
        assert quiz.record.answers[0].response == "Tiber"


@pytest.mark.parametrize("each", [False, True])
async def test_every_size_shows_it_and_none_fails(*, world: World, each: bool) -> None:
    world.deal(CHOICE if each else TYPED)
    async with performing(world, EACH if each else replace(TEACHING, confidence=True)) as quiz:
        while quiz.is_at(RunScreen):
            for width, height in ((60, 20), (1, 1), (120, 40)):
                await quiz.resize(width, height)
                assert len(quiz.text.splitlines()) <= height
            match quiz.attempt.phase:
                case Answering():
                    await quiz.answer()
                case Confiding():
                    await quiz.press("1")
                case _:
                    await quiz.press("enter")
        await quiz.evaluated()


async def test_a_modal_question_takes_the_mouse_and_nothing_else(world: World) -> None:
    world.deal(CLAIM, CLASSIFY)
    async with performing(world) as quiz:
        await quiz.press("escape", "t", "x")
        assert quiz.is_at(ConfirmScreen)
        await quiz.click("go on with the quiz")
        assert quiz.attempt.answers == {}
        assert not quiz.is_at(EvaluateScreen)
