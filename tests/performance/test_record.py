"""An attempt as the journal has it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from observation_samples import observations

from makers import NOON, choice, claim, classify
from offbook.clock import Moment
from offbook.deck.answers import Picked, Sided
from offbook.deck.cards import Card, SideId
from offbook.performance.attempt import Abandon, Flag, Give, Submit, Visit
from offbook.performance.events import AttemptEnded, AttemptSeen, Ending, QuizEvent, Remarked
from offbook.performance.observation import Told
from offbook.performance.record import Record, counted, fold, observed, questions
from quizzes import RIGHT, WRONG, Sitting, answered, claims, paper

A, B = b"a" * 16, b"b" * 16


def at(minute: int) -> Moment:
    return NOON.plus(minute * 60_000)


def told(*events: QuizEvent) -> dict[bytes, Record]:
    return fold({}, [(event, at(place)) for place, event in enumerate(events)])


def test_an_attempt_is_the_fold_of_its_events() -> None:
    began = paper(*claims(2))
    first, second = answered("c0", "c0", A, score=0.0), answered("c0", "c0", A, took=500)
    record = told(began, first, second, AttemptEnded(A, Ending.LEFT), AttemptSeen(A), AttemptSeen(A))[A]
    assert (record.began, record.at) == (began, at(0))
    assert (record.score(0), record.times[0]) == (1.0, at(2))
    assert record.answers[0].took == 2_500, "time for thinking again is time for the answer"
    assert (record.ending, record.ended_at, record.seen_at) == (Ending.LEFT, at(3), at(4))
    assert (record.is_open, record.is_unseen) == (False, False)


def test_what_is_not_there_yet_is_open() -> None:
    record = told(paper(*claims(2)))[A]
    assert (record.is_open, record.is_unseen) == (True, False)
    assert (record.ending, record.ended_at, record.seen_at) == (None, None, None)
    assert (record.score(0), record.missed()) == (0.0, ())


def test_attempts_are_told_apart_and_stand_in_the_order_they_began() -> None:
    one, other = paper(*claims(1)), paper(*claims(1), attempt=B)
    records = told(other, one, answered("c0", "c0", A), AttemptEnded(B, Ending.SUBMITTED))
    assert list(records) == [B, A]
    assert (records[A].is_open, records[B].is_open) == (True, False)
    assert (records[A].is_unseen, records[B].is_unseen) == (False, True)
    assert (len(records[A].answers), len(records[B].answers)) == (1, 0)


def test_an_event_without_its_beginning_is_left_out() -> None:
    assert told(answered("c0", "c0", A), AttemptEnded(A, Ending.LEFT), Remarked(A, 0, 1.0, "")) == {}


def test_folding_goes_on_where_it_stopped() -> None:
    sitting = Sitting(paper(*claims(3))).take(RIGHT, WRONG, Submit())
    events = [(event, NOON) for event in sitting.events]
    for cut in range(len(events) + 1):
        assert fold(fold({}, events[:cut]), events[cut:]) == fold({}, events)


def test_a_new_mark_stands_beside_the_old_one() -> None:
    record = told(
        paper(*claims(1)), answered("c0", "c0", A, score=0.0), Remarked(A, 0, 1.0, "corrected: true")
    )[A]
    assert (record.score(0), record.answers[0].score, record.remarks[0].score) == (1.0, 0.0, 1.0)
    assert record.missed() == ()
    assert [one.score for one in observed(record)] == [1.0]


def test_missed_is_what_was_looked_at_and_not_answered_rightly() -> None:
    sitting = Sitting(paper(*claims(5))).take(RIGHT, WRONG, Visit(3), Visit(2), Abandon())
    record = sitting.record()
    assert record.missed() == (1, 2, 3)
    assert [record.was_met(place) for place in range(5)] == [True, True, True, True, False]


def test_whoever_walks_away_has_said_nothing_about_the_rest() -> None:
    sitting = Sitting(paper(*claims(4))).take(RIGHT, WRONG)
    assert counted(sitting.record()) == (), "it is still open"
    left, handed_in = sitting.crash(away=1_000).take(Abandon()), Sitting(paper(*claims(4)))
    handed_in.take(RIGHT, WRONG, Submit())
    assert [one.place for one in counted(left.record())] == [0, 1, 2], "the third stood on the screen"
    assert [one.score for one in counted(handed_in.record())] == [1.0, 0.0, 0.0, 0.0]


def test_flags_are_kept() -> None:
    record = Sitting(paper(*claims(3))).take(Flag(), RIGHT, Flag(), Flag(), Visit(2), Flag()).record()
    assert record.flags == {0, 2}


def test_the_figures_see_the_same_as_over_the_whole_journal() -> None:
    sitting = Sitting(paper(classify("s"), choice("c"), *claims(2)))
    sitting.take(Give(Sided(SideId("right"))), Give(Picked(frozenset(["no"]))), RIGHT)
    sitting.take(Visit(2), WRONG, Visit(0), Give(Sided(SideId("left"))), Submit())
    record = sitting.record()
    timeless = {replace(one, given=None) for one in observed(record)}
    assert timeless == set(observations(sitting.events))
    assert observed(record)[0].told == Told("left", "left")


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_of_a_corrected_key_no_confusion_is_told(score: float) -> None:
    sitting = Sitting(paper(classify("s"))).take(Give(Sided(SideId("right"))), Submit())
    sitting.events.append(Remarked(A, 0, score, "corrected: right"))
    (seen,) = observed(sitting.record())
    assert (seen.score, seen.told) == (score, None)


def test_the_questions_stand_in_order_whatever_became_of_the_deck() -> None:
    cards: list[Card] = [claim("b"), classify("a"), choice("c")]
    assert [asked.card for asked in questions(Sitting(paper(*cards)).record())] == cards


def test_a_question_of_a_later_version_is_refused() -> None:
    began = paper(claim("a"))
    later = replace(began.paper[0], asked=began.paper[0].asked.replace('"version":1', '"version":2'))
    with pytest.raises(ValueError, match="version 2"):
        questions(Record(replace(began, paper=(later,)), NOON))
