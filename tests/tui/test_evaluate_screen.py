"""After a quiz: what it came to, the questions again, and what to do about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from harness import wait_for
from quizzing import IN_ORDER, Quiz, at_home, performing

from fakes import CHOICE, CLAIM, CLASSIFY, FULL_DISK, RECALL, World, deck_text
from makers import DECK
from offbook.clock import DAY, HOUR, SECOND
from offbook.performance.attempt import Give, Submit
from offbook.performance.events import AttemptEnded, Ending, Remarked
from offbook.performance.plan import Plan
from offbook.tui.screens.evaluate import EvaluateScreen
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.plan import PlanScreen
from offbook.tui.screens.rehearse import RehearseScreen
from offbook.tui.screens.review import ReviewScreen
from offbook.tui.screens.run import RunScreen
from quizzes import Exam, wrong

CLAIMS = [
    f'[[cards]]\nid = "c{number}"\nclaim = "Claim number {number}."\nholds = true\n' for number in range(12)
]


async def look(quiz: Quiz) -> None:
    """Open the last attempt from the list of all."""
    await quiz.press("h", "enter")
    await quiz.evaluated()


async def test_the_evaluation_tells_count_percentage_interval_target_and_prediction(world: World) -> None:
    world.deal(*CLAIMS)
    exam = Exam(world, replace(IN_ORDER, questions=12))
    exam.finish(*[True] * 10, False, False)
    async with at_home(world) as quiz:
        await look(quiz)
        await quiz.until(
            "10 of 12 ~83% (55-95)", "handed in after 0:13", "80%: ✔ met, though chance could have helped"
        )
        await quiz.until("0 of 1 Claim number 10.", "10 concepts without a mistake")
        await quiz.until("├", "○", "┤", "┼")


@pytest.mark.parametrize(
    ("well", "says"),
    [(3, "2 more answers are needed"), (8, "✔ met"), (2, "✖ missed")],
)
async def test_a_target_is_met_or_missed_or_too_early_to_say(world: World, well: int, says: str) -> None:
    number = 8 if well == 3 else 10
    world.deal(*CLAIMS[:number])
    Exam(world, replace(IN_ORDER, questions=number)).finish(*[place < well for place in range(number)])
    async with at_home(world) as quiz:
        await look(quiz)
        await quiz.until(says)


async def test_what_was_expected_stands_beside_what_came(world: World) -> None:
    world.deal(CLAIM)
    exam = Exam(world, Plan(questions=1))
    drawn = exam.examiner.draw(Plan(questions=1), world.clock(), 1, world.trainer.scheduler)
    drawn = replace(drawn, began=replace(drawn.began, predicted=0.9))
    exam.state = exam.examiner.begin(drawn, 0.75, world.clock())
    exam.take(Give(wrong(exam.state.asked[0].card)), Submit())
    async with at_home(world) as quiz:
        await look(quiz)
        await quiz.until("the model 90%, you 75%; it came to 0%")


async def test_after_a_sleep_the_evaluation_says_how_long_there_was(world: World) -> None:
    world.deal(CLAIM)
    async with performing(world) as quiz:
        await quiz.let_pass(9 * HOUR)
        await quiz.evaluated()
        await quiz.until("time ran out after 1:40")


async def test_the_questions_come_again_with_both_answers_and_why(world: World) -> None:
    world.deal(CHOICE, CLAIM)
    Exam(world, replace(IN_ORDER, questions=2)).finish(False, True)
    async with at_home(world) as quiz:
        await look(quiz)
        await quiz.press("v")
        assert quiz.is_at(ReviewScreen)
        await quiz.until("1 of 2 questions", "Cusco", "Lima", "the seat of the Incas.", "Founded in 1535.")
        await quiz.press("right")
        await quiz.until("2 of 2 questions", "question 2", "Water is wet.", "It wets what it touches.")
        await quiz.press("right", "left")
        await quiz.until("1 of 2 questions")
        await quiz.press("escape", "m")
        await quiz.until("1 of 1 question", "capital of Peru")
        await quiz.press("right")
        await quiz.until("capital of Peru")


async def test_a_question_out_of_time_is_shown_with_its_answer(world: World) -> None:
    world.deal(RECALL, CHOICE)
    async with performing(world) as quiz:
        await quiz.let_pass(100 * SECOND)
        await quiz.evaluated()
        await quiz.press("v")
        await quiz.until("What is the capital of France?", "Paris")
        await quiz.press("right")
        await quiz.until("Lima")


async def test_nothing_missed_offers_no_mistakes(world: World) -> None:
    world.deal(CLAIM)
    Exam(world, Plan(questions=1)).finish(True)
    async with at_home(world) as quiz:
        await look(quiz)
        quiz.hides("retake", "mistakes")
        await quiz.press("t", "m")
        await quiz.hears("Nothing was missed.")
        await quiz.press("r")
        await quiz.hears("There is nothing to rehearse")


async def test_what_was_missed_is_called_into_the_next_rehearsal(world: World) -> None:
    world.deal(CHOICE, CLAIM)
    Exam(world, replace(IN_ORDER, questions=2)).finish(False, True)
    async with at_home(world) as quiz:
        await quiz.until("2 new")
        await look(quiz)
        await quiz.press("r")
        await quiz.hears("1 card will come first in your next rehearsal.")
        await quiz.press("escape", "escape")
        await quiz.until("1 ready", "1 new")
        await quiz.press("enter")
        assert quiz.is_at(RehearseScreen)
        await quiz.until("Which city is")
        assert all(standing.is_new for standing in world.journal.standings(DECK).values())


async def test_a_retake_asks_exactly_what_was_missed_wherever_it_was_asked_for(world: World) -> None:
    world.deal(CHOICE, CLAIM, CLASSIFY)
    async with performing(world) as quiz:
        await quiz.answer(well=False)
        await quiz.answer()
        await quiz.answer(well=False)
        await quiz.press("ctrl+s")
        await quiz.evaluated()
        world.clock.advance(HOUR)
        await quiz.press("t")
        await wait_for(quiz.pilot, lambda: quiz.is_at(PlanScreen), "the plan")
        await quiz.until("Sample quiz: what I missed")
        await quiz.press("enter")
        await wait_for(quiz.pilot, lambda: quiz.is_at(RunScreen), "the quiz")
        assert {one.key.card for one in quiz.record.began.paper} == {"choice", "side"}
        assert quiz.record.began.total == 66_666, "as much time for each question as before"
        await quiz.press("escape", "y")
        await quiz.evaluated()
        await quiz.until("2 questions had been asked this week; the first answer counts")
        await quiz.press("t")
        await wait_for(quiz.pilot, lambda: quiz.is_at(PlanScreen), "the plan")
        quiz.hides("what I missed: what I missed")
        await quiz.press("escape")
        await wait_for(quiz.pilot, lambda: quiz.is_at(HomeScreen), "Home")
        assert len(quiz.app.screen_stack) == 1


async def test_a_retake_of_a_deck_that_is_gone_says_so(world: World) -> None:
    world.deal(CHOICE)
    Exam(world, Plan(questions=1)).finish(False)
    async with at_home(world) as quiz:
        await look(quiz)
        world.path().unlink()
        world.trainer.library.look_again()
        await quiz.press("t")
        await quiz.until("There is no card that can be asked.")


async def test_a_corrected_key_marks_an_answer_again_and_the_evaluation_follows(world: World) -> None:
    world.deal(CHOICE)
    Exam(world, Plan(questions=1)).finish(False)
    async with at_home(world) as quiz:
        await look(quiz)
        await quiz.until("0 of 1")
        await quiz.press("v", "a")
        await quiz.hears("The card still says the same")
        world.rewrite('right = "Lima"', 'right = "Cusco"')
        world.rewrite('text = "Cusco", why = "It was the seat of the Incas."', 'text = "Lima"')
        await quiz.press("a")
        await quiz.hears("Marked again, now right; corrected: Cusco. The old mark is kept too.")
        await quiz.until("marked again: right")
        await quiz.press("escape")
        await quiz.until("1 of 1")
        (remark,) = [one.event for one in world.journal.events() if isinstance(one.event, Remarked)]
        assert remark.score == 1.0
        world.deal(CLAIM)
        await quiz.press("v", "a")
        await quiz.hears("The mark stays", "no longer in its deck")


async def test_a_full_disk_marks_nothing_and_calls_nothing_in(world: World) -> None:
    world.deal(CHOICE)
    Exam(world, Plan(questions=1)).finish(False)
    async with at_home(world) as quiz:
        world.journal.full = True
        await quiz.press("h", "enter")
        await quiz.hears("That you have seen this was not recorded", FULL_DISK)
        await quiz.press("r")
        await quiz.hears("This was not recorded", FULL_DISK)
        await quiz.press("v")
        await quiz.until("Lima")
        world.rewrite('right = "Lima"', 'right = "Cusco"')
        world.rewrite('text = "Cusco", why = "It was the seat of the Incas."', 'text = "Lima"')
        await quiz.press("a")
        await quiz.hears("The mark stays", FULL_DISK)


async def test_questions_kept_by_a_later_offbook_still_have_their_figures(world: World) -> None:
    world.deal(CHOICE)
    exam = Exam(world, Plan(questions=1))
    record = exam.finish(False)
    (question,) = record.began.paper
    later = replace(question, asked=question.asked.replace('"version":1', '"version":9'))
    began = replace(record.began, attempt=b"later" + bytes(11), quiz="Later", paper=(later,))
    kept = [replace(answer, attempt=began.attempt) for answer in record.answers.values()]
    exam.examiner._keep([began, *kept, AttemptEnded(began.attempt, Ending.SUBMITTED)], world.clock())
    async with at_home(world) as quiz:
        await look(quiz)
        await quiz.until("Later", "0 of 1")
        await quiz.press("v")
        await quiz.hears("kept by a later Offbook")
        assert quiz.is_at(EvaluateScreen)


async def test_seen_once_it_is_seen(world: World) -> None:
    world.deal(CLAIM)
    Exam(world, Plan(questions=1)).finish(True)
    async with at_home(world) as quiz:
        await quiz.until("1 attempt waits to be looked at")
        await look(quiz)
        await quiz.press("escape", "escape")
        quiz.hides("to be looked at")
        assert quiz.record.seen_at == world.clock()


# ---- The list of attempts, and Home -------------------------------------------------------------


async def test_attempts_are_listed_filtered_and_opened(tmp_path: Path) -> None:
    world = World(tmp_path, {"one": deck_text(CLAIM, title="One"), "two": deck_text(CHOICE, title="Two")})
    for deck, name in (("one", "Sprint"), ("two", "Sprint"), ("two", "Long")):
        entry = next(entry for entry in world.trainer.library.entries() if entry.id == deck)
        plan = world.trainer.examiner.plans([entry.id])[0]
        Exam(world, replace(plan, name=name)).finish(deck == "one")
        world.clock.advance(DAY)
    async with at_home(world) as quiz:
        await quiz.press("h")
        lines = [line for line in quiz.text.splitlines() if "2021" in line]
        assert ["Long" in line for line in lines] == [True, False, False]
        await quiz.until("The latest first.", "1 of 1", "0 of 1", "not looked at yet")
        await quiz.press("d")
        await quiz.until("Only one.", "Sprint")
        quiz.hides("Long")
        await quiz.press("d", "b")
        await quiz.until("Only two and Long.", "Long")
        quiz.hides("Sprint")
        await quiz.press("b", "d")
        assert sum("Sprint" in line for line in quiz.text.splitlines()) == 3
        await quiz.press("b")
        await quiz.until("The latest first.")
        await quiz.press("down", "down", "enter")
        await quiz.evaluated()
        await quiz.until("1 of 1")
        await quiz.press("escape", "enter")
        await quiz.evaluated()
        await quiz.until("1 of 1")
    world.journal.close()


async def test_without_attempts_there_is_none_to_open(world: World) -> None:
    async with at_home(world) as quiz:
        await quiz.press("h", "d", "b", "enter")
        await quiz.until("There is none yet.")


async def test_home_goes_on_with_a_quiz_that_was_cut_off(world: World) -> None:
    world.deal(CHOICE, CLAIM)
    Exam(world, replace(IN_ORDER, questions=2)).answer(True)
    world.clock.advance(30 * SECOND)
    async with at_home(world) as quiz:
        await quiz.until("A quiz was cut off: c goes on with it.")
        await quiz.press("c")
        assert quiz.is_at(RunScreen)
        assert quiz.attempt.left(31 * SECOND) == 69 * SECOND
        await quiz.until("2 of 2", "Water is wet.", "╶╮    ╷ ╷╭─╮" if quiz.sees("1:40") else "")
        await quiz.answer()
        await quiz.press("ctrl+s")
        await quiz.evaluated()
        await quiz.press("escape")
        assert quiz.is_at(HomeScreen)
        quiz.hides("cut off")
        assert [quiz.record.score(place) for place in range(2)] == [1.0, 1.0]


async def test_a_quiz_whose_time_is_over_is_closed_and_shown(world: World) -> None:
    world.deal(CHOICE, CLAIM)
    Exam(world, replace(IN_ORDER, questions=2)).answer(False)
    world.clock.advance(DAY)
    async with at_home(world) as quiz:
        await quiz.press("h")
        await quiz.until("cut off: Enter goes on with it")
        await quiz.press("enter")
        await quiz.evaluated()
        await quiz.until("0 of 2", "time ran out after 1:40")


async def test_home_shows_the_open_gaps(world: World) -> None:
    world.deal(CHOICE, CLAIM)
    Exam(world, replace(IN_ORDER, questions=2)).finish(False, False)
    async with at_home(world) as quiz:
        await quiz.until("2 open gaps from quizzes.")


async def test_the_screens_after_a_quiz_in_every_size(world: World) -> None:
    world.deal(CHOICE, CLAIM)
    Exam(world, replace(IN_ORDER, questions=2)).finish(False, True)
    async with at_home(world) as quiz:
        for keys in (["h"], ["enter"], ["v"]):
            await quiz.press(*keys)
            for width, height in ((60, 20), (1, 1), (120, 40)):
                await quiz.resize(width, height)
                assert len(quiz.text.splitlines()) <= height
        await quiz.press("question_mark", "escape", "escape", "question_mark", "escape", "escape", "escape")
        assert quiz.is_at(HomeScreen)
