"""The plan of a quiz: what can be chosen, what is expected of it, how it begins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from harness import wait_for
from hypothesis import given
from hypothesis import strategies as st
from quizzing import IN_ORDER, at_home, performing, planning

from fakes import CHOICE, CLAIM, FULL_DISK, World, deck_text
from offbook.clock import DAY, SECOND
from offbook.deck.answers import Held
from offbook.learning.memory import Rating
from offbook.learning.sitting import Rate, Respond
from offbook.performance.blueprint import Scope
from offbook.performance.plan import EXTRAS, Plan
from offbook.tui.screens.home import HomeScreen
from offbook.tui.screens.plan import KNOBS, Draft, PlanScreen
from offbook.tui.screens.run import RunScreen
from offbook.tui.widgets.knobs import Knob
from quizzes import Exam

NAMES = [knob.name for knob in KNOBS]
PLANS = (Plan("Own", total=90_000), Plan("Other", each=7_500, feedback="each"), Plan("Own", questions=7))
DRAFT = Draft(PLANS[0], PLANS, 0, ("sky", "sea"), gaps=2)


def knob(name: str) -> Knob[Draft]:
    return KNOBS[NAMES.index(name)]


def shown(draft: Draft) -> dict[str, str]:
    return {one.name: one.shown(draft) for one in KNOBS}


@given(
    turns=st.lists(st.tuples(st.sampled_from(KNOBS), st.sampled_from((-1, 1))), max_size=40),
    has_gaps=st.booleans(),
)
def test_however_the_knobs_are_turned_a_quiz_can_be_made_of_it(
    *, turns: list[tuple[Knob[Draft], int]], has_gaps: bool
) -> None:
    draft = replace(DRAFT, gaps=2 if has_gaps else 0)
    for one, by in turns:
        draft = one.turned(draft, by)
        assert all(shown(draft).values())
    plan = draft.plan
    assert 1 <= plan.questions <= 100
    assert plan.total is None or plan.total > 0
    assert plan.each is None or plan.each > 0
    assert plan.target is None or 0.5 <= plan.target <= 1
    assert draft.stated is None or 0 <= draft.stated <= 1
    assert plan.extra in EXTRAS
    assert plan.feedback in {"end", "each"}
    assert not (plan.only_gaps and not has_gaps)


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("Quiz", ["Own", "Other", "Own", "Own"]),
        ("About", ["everything", "sky", "sea", "open gaps (2)", "everything"]),
        ("Forms", ["all", "recall", "cloze", "choice", "claim", "classify", "all"]),
        ("Questions", ["10", "12", "15"]),
        ("Time", ["1:30 minutes", "3 minutes", "4 minutes"]),
        ("Time for each", ["no limit", "5 seconds", "8 seconds"]),
        ("Extra time", ["none", "×1.25", "×1.5", "×2", "no limits at all", "none"]),
        ("Target", ["80%", "85%", "90%", "95%", "100%", "100%"]),
        ("Feedback", ["at the end", "after each question", "at the end"]),
        ("Confidence", ["not asked", "asked", "not asked"]),
        ("Your prediction", ["none", "0%", "5%"]),
    ],
)
def test_a_knob_shows_what_it_is_turned_to(name: str, steps: list[str]) -> None:
    draft, told = DRAFT, [knob(name).shown(DRAFT)]
    for _ in steps[1:]:
        draft = knob(name).turned(draft, 1)
        told.append(knob(name).shown(draft))
    assert told == steps


def test_two_quizzes_of_one_name_are_both_reached() -> None:
    draft, met = DRAFT, []
    for _ in range(3):
        met.append(draft.plan)
        draft = knob("Quiz").turned(draft, 1)
    assert met == list(PLANS)
    assert knob("Quiz").turned(DRAFT, -1).plan == PLANS[2]


def test_a_quiz_that_was_changed_begins_anew_and_keeps_the_extra_time() -> None:
    draft = knob("Extra time").turned(knob("Questions").turned(DRAFT, 1), 1)
    assert knob("Quiz").turned(draft, 3).plan == replace(PLANS[0], extra=1.25)


@pytest.mark.parametrize(
    ("each", "told"),
    [(1_000, "1 second"), (7_500, "7.5 seconds"), (60_000, "1 minute"), (90_000, "1:30 minutes")],
)
def test_times_are_told_as_people_tell_them(each: int, told: str) -> None:
    draft = replace(DRAFT, plan=replace(PLANS[0], each=each, total=each))
    assert (shown(draft)["Time for each"], shown(draft)["Time"]) == (told, told)


# ---- On the screen ------------------------------------------------------------------------------


async def test_from_home_to_the_first_question_by_keys(world: World) -> None:
    async with at_home(world) as quiz:
        await quiz.press("p")
        assert quiz.is_at(PlanScreen)
        await quiz.until(
            "Perform", "Sample", "Ten questions", "5 minutes", "80%", "Only 8 cards can be asked."
        )
        await quiz.press("down", "down", "down")
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
    state = world.begin()
    state = world.trainer.act(state, Respond(Held(holds=True)), world.clock())
    world.trainer.act(state, Rate(Rating.EASY), world.clock())
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
        for width, height in ((20, 5), (60, 20), (120, 40), (1, 1), (80, 24)):
            await quiz.resize(width, height)
            assert len(quiz.text.splitlines()) <= height
        await quiz.resize(60, 20)
        await quiz.until("Quiz", "Ten questions", "enter begin")
        world.clock.advance(SECOND)
        await quiz.press("enter")
        assert quiz.is_at(RunScreen)
