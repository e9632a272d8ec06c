"""A quiz as it runs, rule by rule. That no sequence of steps loses an answer is shown as a property."""

from __future__ import annotations

from dataclasses import replace

import pytest

from makers import NOON, choice, claim, recall
from offbook.deck.answers import Answer, Held, Picked, Typed
from offbook.performance.attempt import (
    Abandon,
    Action,
    Answering,
    Confide,
    Confiding,
    Flag,
    Give,
    Instant,
    Onward,
    Over,
    Select,
    Shown,
    Submit,
    Tick,
    Visit,
)
from offbook.performance.events import Answered, AttemptBegan, AttemptEnded, Ending, QuestionFlagged
from offbook.performance.running import begin
from quizzes import RIGHT, WRONG, Sitting, Terms, claims, paper

THREE = claims(3)
YES, NO = Held(holds=True), Held(holds=False)
TEXT = replace(recall("r"), typed=True)
EACH: Terms = {"total": None, "each": 5_000}


def given(sitting: Sitting) -> list[str]:
    """What counts, by place; ``-`` for a question that is timed out, ``.`` for an open one."""
    return [
        "." if (kept := sitting.answers.get(place)) is None else "-" if kept.timed_out else kept.response
        for place in range(len(sitting.began.paper))
    ]


def test_a_paper_without_questions_cannot_begin() -> None:
    with pytest.raises(ValueError, match="without questions"):
        begin(paper(), {}, NOON)


def test_it_begins_at_its_first_question_with_the_whole_paper_on_record() -> None:
    sitting = Sitting(paper(*THREE))
    assert sitting.events == [sitting.began]
    assert (sitting.state.place, sitting.state.phase) == (0, Answering())
    assert sitting.state.left(0) == 60_000


# ---- Under a limit for the whole ----------------------------------------------------------------


def test_an_answer_is_an_event_and_leads_to_the_next_open_question() -> None:
    sitting = Sitting(paper(*THREE)).take(Visit(1), RIGHT)
    assert isinstance(sitting.events[-1], Answered)
    assert (given(sitting), sitting.state.place) == ([".", "true", "."], 2)
    assert sitting.take(WRONG).state.place == 0
    assert sitting.take(RIGHT).state.place == 0
    assert sitting.ending is None, "a full paper waits to be handed in"


def test_an_answer_can_be_changed_until_the_paper_is_handed_in() -> None:
    sitting = Sitting(paper(*THREE)).take(RIGHT, Visit(0), WRONG)
    assert given(sitting)[0] == "false"
    sitting.take(Submit(), Visit(0), RIGHT)
    assert given(sitting) == ["false", "-", "-"]
    assert sitting.state.phase == Over(Ending.SUBMITTED)


@pytest.mark.parametrize(
    ("moves", "place"),
    [
        ([Visit(2)], 2),
        ([Visit(2), Visit(1)], 1),
        ([Visit(3)], 0),
        ([Visit(-1)], 0),
        ([Visit(0)], 0),
        ([Onward()], 1),
        ([Onward(), Onward(), Onward()], 2),
    ],
)
def test_questions_are_walked_through_freely_and_no_further_than_the_paper(
    moves: list[Action], place: int
) -> None:
    sitting = Sitting(paper(*THREE)).take(*moves)
    assert sitting.state.place == place
    assert sitting.events == [sitting.began]


@pytest.mark.parametrize("leave", [Visit(1), Onward()])
@pytest.mark.parametrize("answer", [Typed(("Par",)), Typed(("Paris",))])
def test_what_was_typed_counts_when_walking_away(leave: Action, answer: Answer) -> None:
    sitting = Sitting(paper(TEXT, *THREE)).take(Select(answer), leave)
    assert isinstance(answer, Typed)
    assert given(sitting)[0] == answer.texts[0]
    assert sitting.state.place == 1
    assert sitting.state.selected is None


def test_what_was_emptied_leaves_the_answer_before_it() -> None:
    sitting = Sitting(paper(TEXT, *THREE)).take(Select(Typed(("Paris",))), Visit(1), Visit(0))
    sitting.take(Select(Typed(("",))), Visit(1))
    assert given(sitting)[0] == "Paris"


def test_the_same_answer_again_is_no_change() -> None:
    sitting = Sitting(paper(TEXT, *THREE, confidence=True))
    sitting.take(Give(Typed(("Paris",))), Confide(3), Visit(0), Select(Typed(("Paris",))), Visit(2), Submit())
    assert sitting.answers[0].confidence == 3


@pytest.mark.parametrize("blank", [Typed(("",)), Typed((" ", "\t")), Picked(frozenset())])
@pytest.mark.parametrize("end", [Submit(), Abandon(), Tick()])
def test_nothing_said_is_no_answer(blank: Answer, end: Action) -> None:
    card = choice(right=("yes", "surely")) if isinstance(blank, Picked) else TEXT
    sitting = Sitting(paper(card, total=10_000)).take(Select(blank), Give(blank)).take(end, after=20_000)
    assert given(sitting) == ["-"]


def test_time_runs_out_on_the_millisecond() -> None:
    sitting = Sitting(paper(*THREE, total=10_000)).take(Select(YES)).take(Tick(), after=8_999)
    assert sitting.ending is None
    sitting.take(Tick(), after=1)
    assert sitting.ending is Ending.TIMED_OUT


def test_the_selection_counts_when_time_runs_out_and_what_is_open_is_timed_out_not_wrong() -> None:
    sitting = Sitting(paper(*THREE, total=10_000)).take(WRONG, Select(YES)).take(Tick(), after=60_000)
    assert given(sitting) == ["false", "true", "-"]
    late = sitting.answers[2]
    assert (late.timed_out, late.response, late.score, late.took) == (True, "", 0.0, None)
    assert not sitting.answers[0].timed_out


@pytest.mark.parametrize("action", [RIGHT, Select(YES), Visit(1), Flag(), Submit(), Abandon()])
def test_what_comes_after_the_deadline_finds_the_attempt_ended(action: Action) -> None:
    sitting = Sitting(paper(*THREE, total=10_000)).take(action, after=10_000)
    assert given(sitting) == ["-", "-", "-"]
    assert sitting.state.phase == Over(Ending.TIMED_OUT)
    assert sitting.take(action).state.phase == Over(Ending.TIMED_OUT)
    assert sum(isinstance(event, AttemptEnded) for event in sitting.events) == 1


def test_what_a_sleep_hides_until_later_took_no_longer_than_the_time_there_was() -> None:
    sitting = Sitting(paper(*THREE, total=10_000)).take(Select(YES)).take(Tick(), after=8 * 3_600_000)
    assert sitting.answers[0].took == 10_000


def test_without_a_limit_time_changes_nothing() -> None:
    sitting = Sitting(paper(*THREE, total=None)).take(Tick(), after=10**9)
    assert sitting.ending is None
    assert sitting.state.left(sitting.elapsed) is None


def test_handing_in_and_leaving_keep_what_is_selected() -> None:
    for action, ending in ((Submit(), Ending.SUBMITTED), (Abandon(), Ending.LEFT)):
        sitting = Sitting(paper(*THREE)).take(RIGHT, Select(NO), action)
        assert given(sitting) == ["true", "false", "-"]
        assert sitting.ending is ending


def test_flags_come_and_go_and_are_no_answers() -> None:
    sitting = Sitting(paper(*THREE)).take(Flag(), Visit(2), Flag(), Visit(0), Flag())
    assert sitting.state.flags == {2}
    name = sitting.began.attempt
    flagged = [QuestionFlagged(name, 0, on=True), QuestionFlagged(name, 2, on=True)]
    assert sitting.events == [sitting.began, *flagged, QuestionFlagged(name, 0, on=False)]


# ---- Under a limit for each question ------------------------------------------------------------


def test_questions_of_their_own_time_come_forward_only() -> None:
    sitting = Sitting(paper(*THREE, **EACH)).take(RIGHT, Visit(0), Visit(2))
    assert sitting.state.place == 1
    assert given(sitting) == ["true", ".", "."]


def test_each_question_has_its_own_time_and_is_left_when_it_is_over() -> None:
    sitting = Sitting(paper(*THREE, **EACH)).take(Select(YES)).take(Tick(), after=4_000)
    assert given(sitting) == ["true", ".", "."]
    assert sitting.answers[0].took == 5_000
    assert sitting.state.left(sitting.elapsed) == 5_000
    sitting.take(Tick(), after=5_000).take(RIGHT, after=4_999)
    assert given(sitting) == ["true", "-", "true"]
    assert sitting.answers[1].took == 5_000, "it was looked at all the time"
    assert sitting.ending is Ending.SUBMITTED


def test_a_key_that_comes_too_late_is_not_meant_for_the_next_question() -> None:
    sitting = Sitting(paper(*THREE, **EACH)).take(RIGHT, after=5_000)
    assert given(sitting) == ["-", ".", "."]
    assert sitting.state.place == 1


def test_a_question_can_be_passed_with_what_is_selected() -> None:
    sitting = Sitting(paper(*THREE, **EACH)).take(Onward(), Select(NO), Onward(), Onward())
    assert given(sitting) == ["-", "false", "-"]
    assert sitting.ending is Ending.SUBMITTED


def test_the_nearer_of_two_limits_is_the_one_that_is_left() -> None:
    sitting = Sitting(paper(*THREE, total=7_000, each=5_000))
    assert sitting.state.left(0) == 5_000
    sitting.take(RIGHT, after=4_000)
    assert sitting.state.left(sitting.elapsed) == 3_000
    sitting.take(Tick(), after=3_000)
    assert (given(sitting), sitting.ending) == (["true", "-", "-"], Ending.TIMED_OUT)


def test_reading_feedback_takes_no_time_from_a_question() -> None:
    sitting = (
        Sitting(paper(*THREE, total=None, each=5_000, feedback="each")).take(RIGHT).take(Tick(), after=60_000)
    )
    assert isinstance(sitting.state.phase, Shown)
    assert sitting.state.left(sitting.elapsed) is None
    sitting.take(Onward())
    assert sitting.state.left(sitting.elapsed) == 5_000


# ---- Feedback and confidence --------------------------------------------------------------------


def test_feedback_follows_each_answer_and_closes_its_question() -> None:
    sitting = Sitting(paper(*THREE, feedback="each")).take(WRONG)
    assert (sitting.state.place, sitting.state.phase) == (0, Shown())
    assert sitting.answers[0].feedback_at == sitting.wall
    sitting.take(RIGHT, Select(YES))
    assert given(sitting)[0] == "false"
    sitting.take(Onward(), Visit(0))
    assert (sitting.state.place, sitting.state.phase) == (0, Shown()), "looked at again, not asked again"
    sitting.take(RIGHT, Onward(), RIGHT, Onward(), RIGHT, Onward())
    assert given(sitting) == ["false", "true", "true"]
    assert sitting.ending is Ending.SUBMITTED


def test_feedback_at_the_end_says_nothing_before() -> None:
    sitting = Sitting(paper(*THREE)).take(WRONG, RIGHT, RIGHT, Submit())
    assert [answer.feedback_at for answer in sitting.answers.values()] == [None] * 3


def test_confidence_is_asked_after_the_answer_and_before_feedback() -> None:
    sitting = Sitting(paper(*THREE, confidence=True, feedback="each")).take(RIGHT)
    assert isinstance(sitting.state.phase, Confiding)
    assert given(sitting)[0] == "."
    sitting.take(Confide(0), Confide(4), WRONG, Visit(2), Onward(), Select(NO))
    assert isinstance(sitting.state.phase, Confiding), "it is the only thing asked for"
    sitting.take(Confide(2))
    assert isinstance(sitting.state.phase, Shown)
    kept = sitting.answers[0]
    assert (kept.response, kept.confidence, kept.took) == ("true", 2, 1_000), (
        "the clock stopped at the answer"
    )


@pytest.mark.parametrize("end", [Submit(), Abandon(), Tick()])
def test_an_answer_counts_even_if_how_sure_it_is_was_not_said(end: Action) -> None:
    sitting = Sitting(paper(*THREE, confidence=True, total=10_000)).take(RIGHT).take(end, after=9_000)
    kept = sitting.answers[0]
    assert (kept.response, kept.score, kept.confidence, kept.timed_out) == ("true", 1.0, None, False)


def test_a_question_of_its_own_time_does_not_wait_for_confidence() -> None:
    sitting = (
        Sitting(paper(*THREE, total=None, each=5_000, confidence=True)).take(RIGHT).take(Tick(), after=4_000)
    )
    assert given(sitting) == ["true", ".", "."]
    assert (sitting.state.place, sitting.state.phase) == (1, Answering())


# ---- Clocks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("jump", [-3_600_000, -5_000, 5_000, 3_600_000])
def test_a_clock_that_jumps_voids_speed_and_no_answer(jump: int) -> None:
    sitting = Sitting(paper(*THREE, total=None))
    sitting.wall = sitting.wall.plus(jump)
    sitting.take(RIGHT, RIGHT)
    assert [(kept.score, kept.took) for kept in sitting.answers.values()] == [(1.0, None), (1.0, 1_000)]


def test_a_clock_set_back_wins_no_time() -> None:
    sitting = Sitting(paper(*THREE, total=10_000))
    sitting.wall = sitting.wall.plus(-3_600_000)
    assert sitting.take(Tick(), after=10_000).ending is Ending.TIMED_OUT


def test_time_on_a_question_that_was_left_and_come_back_to_is_time_on_it() -> None:
    sitting = Sitting(paper(*THREE)).take(Visit(1), after=4_000).take(Visit(0), after=2_000)
    sitting.take(RIGHT, after=1_000).take(RIGHT, after=500)
    assert [sitting.answers[place].took for place in (0, 1)] == [5_000, 2_500]


def test_a_question_that_was_looked_at_and_not_answered_is_told_from_one_that_never_was() -> None:
    sitting = Sitting(paper(*THREE)).take(Visit(1), Visit(0)).take(Submit())
    assert [sitting.answers[place].took for place in range(3)] == [2_000, 1_000, None]
    assert all(kept.timed_out for kept in sitting.answers.values())


# ---- Crash and resume ---------------------------------------------------------------------------


def test_an_attempt_is_taken_up_with_the_time_that_is_left_by_the_wall_clock() -> None:
    sitting = Sitting(paper(*THREE)).take(RIGHT).crash(away=30_000)
    assert (sitting.state.place, given(sitting)) == (1, ["true", ".", "."])
    assert sitting.state.left(sitting.elapsed) == 29_000


def test_an_attempt_whose_time_is_over_is_closed_with_what_it_had() -> None:
    sitting = Sitting(paper(*THREE)).take(RIGHT).crash(away=24 * 3_600_000)
    assert (given(sitting), sitting.ending) == (["true", "-", "-"], Ending.TIMED_OUT)


def test_a_full_paper_waits_to_be_handed_in_after_a_crash_too() -> None:
    sitting = Sitting(paper(*THREE)).take(RIGHT, RIGHT, RIGHT).crash(away=1_000)
    assert sitting.ending is None
    sitting.take(Visit(0), WRONG, Submit())
    assert given(sitting) == ["false", "true", "true"]


@pytest.mark.parametrize(("each", "feedback"), [(5_000, "end"), (None, "each"), (5_000, "each")])
def test_a_full_paper_that_cannot_be_changed_is_handed_in(each: int | None, feedback: str) -> None:
    sitting = Sitting(paper(claim("only"), each=each, feedback=feedback))
    sitting.take(RIGHT)
    if sitting.ending is None:
        sitting.crash(away=1_000)
    assert (given(sitting), sitting.ending) == (["true"], Ending.SUBMITTED)


@pytest.mark.parametrize("answered", [0, 1])
@pytest.mark.parametrize(("away", "left"), [(0, 4_000), (2_500, 1_500), (3_999, 1)])
def test_a_crash_wins_no_time_for_a_question(answered: int, away: int, left: int) -> None:
    sitting = Sitting(paper(*THREE, **EACH)).take(*[RIGHT] * answered).wait(1_000).crash(away)
    assert sitting.state.place == answered
    assert sitting.state.left(sitting.elapsed) == left


@pytest.mark.parametrize("answered", [0, 1])
def test_a_crash_that_outlasts_a_question_loses_that_one_alone(answered: int) -> None:
    sitting = Sitting(paper(*THREE, **EACH)).take(*[RIGHT] * answered).crash(60_000)
    assert given(sitting) == [*["true"] * answered, "-", *["."] * (2 - answered)]
    assert sitting.state.left(sitting.elapsed) == 5_000


def test_crash_after_crash_wins_no_time_either() -> None:
    sitting = Sitting(paper(*THREE, **EACH))
    for _ in range(5):
        sitting.crash(1_000)
    assert given(sitting) == ["-", ".", "."]


def test_what_is_answered_after_a_crash_has_no_speed() -> None:
    sitting = Sitting(paper(*THREE, **EACH)).crash(4_000).take(RIGHT, after=500)
    assert (sitting.answers[0].score, sitting.answers[0].took) == (1.0, None)


def test_an_instant_before_the_beginning_gives_no_more_than_the_whole_time() -> None:
    began: AttemptBegan = paper(*THREE, **EACH)
    sitting = Sitting(began)
    sitting.wall, sitting.elapsed = NOON.plus(-60_000), 0
    sitting.crash(0)
    assert sitting.state.since == Instant(NOON.plus(-60_000), 0)
    assert sitting.state.left(0) == 5_000
