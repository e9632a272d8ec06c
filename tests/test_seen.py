"""The answers of quizzes, read once by each reader of a journal, and on from there."""

from __future__ import annotations

import pytest

from fakes import World
from offbook.performance.attempt import Submit
from offbook.performance.events import Remarked
from offbook.performance.observation import Observation
from offbook.performance.plan import Plan
from offbook.performance.record import counted
from offbook.seen import Seen
from quizzes import Exam


def test_answers_are_those_that_count_of_the_attempts_that_ended(world: World) -> None:
    seen = Seen(world.journal)
    assert (seen.answers(), seen.under_way(), seen.news) == ((), [], 0)
    exam = Exam(world, Plan(questions=2)).answer(True)
    assert (seen.answers(), seen.under_way(), seen.news) == ((), [exam.record.at], 0)
    exam.answer(False).take(Submit())
    assert seen.answers() == counted(exam.record)
    assert (seen.under_way(), seen.news) == ([], 1)


def test_only_what_was_added_is_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Seen(world.journal)
    Exam(world, Plan(questions=2)).finish(True, False)
    asked: list[int] = []
    read = world.journal.observations

    def listening(after: int = 0) -> tuple[int, dict[bytes, tuple[Observation, ...]]]:
        asked.append(after)
        return read(after)

    monkeypatch.setattr(world.journal, "observations", listening)
    first = seen.answers()
    assert seen.answers() is first
    assert (asked, seen.news) == ([0, world.journal.position], 1)
    Exam(world, Plan(questions=1)).finish(True)
    assert seen.answers()[:2] == first
    assert (len(seen.answers()), seen.news) == (3, 2)


def test_a_later_mark_takes_the_place_of_the_earlier_one(world: World) -> None:
    seen = Seen(world.journal)
    first, second = (Exam(world, Plan(questions=1)).finish(False) for _ in range(2))
    assert [one.score for one in seen.answers()] == [0.0, 0.0]
    remark = Remarked(first.began.attempt, 0, 1.0, "corrected")
    world.journal.append([remark], world.trainer.examiner._stamp(world.clock()))
    assert [(one.attempt, one.score) for one in seen.answers()] == [
        (first.began.attempt, 1.0),
        (second.began.attempt, 0.0),
    ]
