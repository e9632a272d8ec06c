"""The plan of a quiz: what can be chosen, what is expected of it, how it begins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from harness import wait_for
from quizzing import IN_ORDER, at_home, performing, planning

from fakes import CHOICE, CLAIM, CLASSIFY, EASY, FULL_DISK, HOLDS, SIDES, World, deck_text
from offbook.clock import DAY, SECOND
from offbook.performance.blueprint import Scope
from offbook.performance.plan import Plan
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.pick import PickScreen
from offbook.tui.screens.plan import PlanScreen
from offbook.tui.screens.run import RunScreen
from quizzes import Exam

CONCEPTS = """
[[concepts]]
id = "heart"
name = "The [b]heart[/b]"
topic = "body"
side = "left"
[[concepts]]
id = "water"
name = "Water"
topic = "world"
"""
SIDED = CLASSIFY.replace("[[cards]]", '[[cards]]\nconcept = "heart"')
WET = CLAIM.replace("[[cards]]", '[[cards]]\nconcept = "water"')


async def test_from_home_to_the_first_question_by_keys(world: World) -> None:
    async with at_home(world) as quiz:
        await quiz.press("p")
        assert quiz.is_at(PlanScreen)
        await quiz.until(
            "Perform", "Sample", "Ten questions", "5 minutes", "80%", "Only 8 cards can be asked."
        )
        await quiz.press("down", "down", "down", "down")
        await quiz.until("Drawn evenly over concepts, sides and forms.")
        await quiz.press("left")
        await quiz.until("‹ 5 ›", "Nothing of this was studied yet")
        await quiz.press("enter")
        assert len(quiz.attempt.asked) == 5
        assert quiz.attempt.left(0) == 300_000


async def test_a_click_turns_a_knob_and_begins_nothing(world: World) -> None:
    async with planning(world, IN_ORDER) as quiz:
        await quiz.click("Confidence")
        await quiz.until("‹ asked ›")
        await quiz.click("asked ›")
        await quiz.until("‹ not asked ›")
        assert quiz.is_at(PlanScreen)
        assert quiz.records == ()
        await quiz.click("enter begin")
        assert quiz.is_at(RunScreen)


async def test_the_arrows_of_a_knob_turn_it_both_ways(world: World) -> None:
    async with planning(world, IN_ORDER) as quiz:
        line = next(one for one in quiz.text.splitlines() if "Target" in one)
        row = quiz.text.splitlines().index(line)
        await quiz.pilot.click(offset=(line.index("‹"), row))
        await quiz.settle()
        await quiz.until("‹ 75% ›")
        await quiz.pilot.click(offset=(line.index("›"), row))
        await quiz.settle()
        await quiz.until("‹ 80% ›")


async def test_what_the_candidate_expects_is_kept(world: World) -> None:
    async with planning(world, IN_ORDER) as quiz:
        await quiz.press("end", "right", "right", "right", "enter")
        assert quiz.record.began.stated == pytest.approx(0.1)


async def test_what_the_model_expects_stands_beneath(world: World) -> None:
    world.deal(CLAIM, CHOICE)
    world.act(world.begin(), HOLDS, EASY)
    world.clock.advance(DAY)
    async with planning(world, replace(IN_ORDER, questions=2)) as quiz:
        await quiz.until("The model expects 1 of 2", "1 question is about what you studied")


async def test_what_cannot_be_asked_is_said_and_does_not_begin(world: World) -> None:
    world.deal(CLAIM)
    async with planning(world, replace(IN_ORDER, scope=Scope(forms=("cloze",)))) as quiz:
        await quiz.until("⚠ No card has the form cloze. There are: claim.")
        await quiz.press("enter")
        await quiz.hears("The quiz cannot begin", "There are: claim.")
        assert quiz.is_at(PlanScreen)


async def test_open_gaps_can_be_chosen(world: World) -> None:
    Exam(world, Plan(questions=8)).finish(False)
    async with planning(world, IN_ORDER) as quiz:
        await quiz.press("down", "left")
        await quiz.until("open gaps (2)")
        await quiz.press("enter")
        assert len(quiz.attempt.asked) == 2


async def test_cards_with_errors_are_named(world: World) -> None:
    world.deal(CLAIM, '[[cards]]\nid = "broken"\nclaim = "No one says."\n')
    async with planning(world) as quiz:
        await quiz.until("Cards with errors are left out: sample.toml:")


async def test_a_full_disk_begins_nothing(world: World) -> None:
    async with planning(world) as quiz:
        world.journal.full = True
        await quiz.press("enter")
        await quiz.hears("The quiz cannot begin", FULL_DISK)
        assert quiz.is_at(PlanScreen)
        world.journal.full = False
        await quiz.press("enter")
        assert quiz.is_at(RunScreen)


async def test_looking_changes_nothing_and_the_seed_stays(world: World) -> None:
    async with planning(world) as quiz:
        await quiz.press("down", "right", "left", "question_mark", "escape", "enter")
        first = [one.key for one in quiz.record.began.paper]
    async with planning(world) as quiz:
        await quiz.press("enter")
        assert [one.key for one in quiz.record.began.paper] == first


async def test_a_quiz_that_was_called_for_at_once_begins_at_once(world: World) -> None:
    async with performing(world) as quiz:
        await quiz.press("escape", "y")
        await quiz.evaluated()
        await quiz.press("escape")
        assert quiz.is_at(HomeScreen)


async def test_a_plan_of_several_decks_names_them(tmp_path: Path) -> None:
    decks = {name: deck_text(CLAIM, title=name.title()) for name in ("one", "two")}
    world = World(tmp_path, decks)
    async with planning(world) as quiz:
        await quiz.until("One and Two")
    world.journal.close()


async def test_leaving_the_plan_leads_home(world: World) -> None:
    async with planning(world) as quiz:
        await quiz.press("escape")
        await wait_for(quiz.pilot, lambda: quiz.is_at(HomeScreen), "Home")
        assert quiz.records == ()


async def test_in_small_and_large_windows(world: World) -> None:
    async with planning(world) as quiz:
        for width, height in ((20, 5), (120, 40), (1, 1)):
            await quiz.resize(width, height)
            assert len(quiz.text.splitlines()) <= height
        await quiz.resize(60, 20)
        await quiz.until("Quiz", "Ten questions", "enter begin")
        world.clock.advance(SECOND)
        await quiz.press("enter")
        assert quiz.is_at(RunScreen)


async def test_keys_that_come_in_one_burst_begin_one_attempt(world: World) -> None:
    async with planning(world) as quiz:
        quiz.burst(["enter", "enter", "enter"])
        await wait_for(quiz.pilot, lambda: quiz.is_at(RunScreen), "the run")
        await quiz.settle()
        assert len(quiz.records) == 1


async def test_a_changed_quiz_is_another_on_the_screen_and_in_the_journal(world: World) -> None:
    async with planning(world) as quiz:
        await quiz.press("down", "down", "down", "down", "right")
        await quiz.until("‹ Ten questions, changed ›", "‹ 12 ›")
        await quiz.press("left")
        await quiz.until("‹ Ten questions ›", "‹ 10 ›")
        await quiz.press("right", "enter")
        assert quiz.record.began.quiz == "Ten questions, changed: 12 questions"


async def test_a_side_is_chosen_by_its_name(world: World) -> None:
    world.deal(SIDED, WET, more=SIDES + CONCEPTS)
    async with planning(world) as quiz:
        await quiz.press("down", "down", "right")
        await quiz.until("Sides ‹ Left ›", "Only cards of one side", "Only 1 card can be asked.")
        await quiz.press("right")
        await quiz.until("‹ Right ›", "⚠ No card has the side right. There are: left.")


async def test_where_no_deck_has_sides_none_are_offered(world: World) -> None:
    world.deal(CLAIM, more="")
    async with planning(world) as quiz:
        await quiz.until("About", "Forms")
        quiz.hides("Sides")
        await quiz.press("down", "down")
        await quiz.until("What is only thought in study is typed here")


async def test_only_the_concepts_that_are_picked_are_asked(world: World) -> None:
    world.deal(SIDED, WET, CHOICE, more=SIDES + CONCEPTS)
    async with planning(world) as quiz:
        await quiz.press("o")
        assert quiz.is_at(PickScreen)
        await quiz.until("Only these concepts", "all are asked", "The [b]heart[/b] body", "Water world")
        await quiz.press(*"HEA", "space", "ctrl+u", "down", "space", "enter")
        assert quiz.is_at(PlanScreen)
        await quiz.until("‹ Ten questions, changed ›", "About ‹ 2 concepts ›", "Only 2 cards can be asked.")
        await quiz.press("o", "escape")
        await quiz.until("About ‹ 2 concepts ›")
        await quiz.press("enter")
        assert {one.key.card for one in quiz.record.began.paper} == {"side", "claim"}


async def test_what_is_picked_keeps_to_what_else_is_chosen(world: World) -> None:
    world.deal(SIDED, WET, more=SIDES + CONCEPTS)
    async with planning(world) as quiz:
        await quiz.press("down", "right", "o")
        await quiz.until("1 in all", "heart")
        quiz.hides("Water")
        await quiz.press("escape", "down", "right", "right", "o")
        await quiz.hears("Nothing that was chosen has a concept.")
        assert quiz.is_at(PlanScreen)


async def test_unticking_every_concept_asks_about_all_again(world: World) -> None:
    world.deal(SIDED, WET, more=SIDES + CONCEPTS)
    async with planning(world) as quiz:
        await quiz.press("o", "space", "enter")
        await quiz.until("About ‹ 1 concept ›")
        await quiz.press("o", "ctrl+a", "ctrl+a", "enter")
        await quiz.until("‹ Ten questions ›", "About ‹ everything ›")


async def test_concepts_of_several_decks_tell_their_deck(tmp_path: Path) -> None:
    decks = {"one": deck_text(CLAIM, CHOICE, title="One"), "two": deck_text(CLAIM, title="Two")}
    world = World(tmp_path, decks)
    async with planning(world) as quiz:
        await quiz.click("o concepts")
        await quiz.until("2 in all", "Water is wet. One, Two", "capital of Peru? One")
    world.journal.close()
