"""What the kinds of learners do in a year, and when."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from offbook.demo.habits import Errand, Perform, Rehearse, errands
from offbook.demo.kinds import Kind

START = 738_000
seeds = st.integers(0, 2**32)


def year(kind: Kind, seed: int, days: int = 365) -> list[Errand]:
    return list(errands(kind, range(START, START + days), Random(seed)))


def quiz_days(done: list[Errand]) -> list[int]:
    return [one.day - START for one in done if isinstance(one, Perform)]


def study_days(done: list[Errand]) -> list[int]:
    return [one.day - START for one in done if isinstance(one, Rehearse)]


@given(st.sampled_from(Kind), seeds, st.integers(1, 400))
def test_days_come_in_order_and_leave_the_night_alone(kind: Kind, seed: int, days: int) -> None:
    done = year(kind, seed, days)
    assert [one.day for one in done] == sorted(one.day for one in done)
    assert all(START <= one.day < START + days for one in done)
    assert all(4 * 60 <= one.minute < 22 * 60 for one in done)
    assert done == year(kind, seed, days)


@settings(max_examples=10)
@given(seeds)
def test_who_spaces_comes_most_days_and_quizzes_on_others(seed: int) -> None:
    done = year(Kind.SPACED, seed)
    assert 200 <= len(study_days(done)) <= 270
    assert 80 <= len(quiz_days(done)) <= 140
    assert min(quiz_days(done)) >= 21
    both = {*study_days(done)} & {*quiz_days(done)}
    assert len(both) < len(quiz_days(done)) / 3
    assert all(10 <= one.minutes <= 20 for one in done if isinstance(one, Rehearse))


@settings(max_examples=10)
@given(seeds)
def test_who_crams_studies_for_hours_before_a_quiz_and_never_else(seed: int) -> None:
    done = year(Kind.CRAMMER, seed)
    exams = {day for day in quiz_days(done) if day in study_days(done)}
    assert 7 <= len(exams) <= 12
    assert {*study_days(done)} <= exams | {day - 1 for day in exams}
    unprepared = [day for day in quiz_days(done) if day not in exams]
    assert all(min(abs(day - exam) for exam in exams if exam <= day) >= 14 for day in unprepared)
    assert len(unprepared) >= 2 * (len(exams) - 1)


@settings(max_examples=10)
@given(seeds)
def test_two_kinds_know_one_half_alone(seed: int) -> None:
    assert not quiz_days(year(Kind.STUDY_ONLY, seed))
    assert len(study_days(year(Kind.STUDY_ONLY, seed))) > 250
    assert not study_days(year(Kind.QUIZ_ONLY, seed))
    assert len(quiz_days(year(Kind.QUIZ_ONLY, seed))) > 180
