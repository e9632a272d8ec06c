"""Targets over a journal: windows are closed as one looks, kept for good, and seen alike by every reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fakes import FULL_DISK, World
from makers import DECK
from offbook.analyst import Analyst, View
from offbook.clock import DAY, HOUR
from offbook.errors import JournalError
from offbook.insight.goals import GoalStanding
from offbook.performance.attempt import Submit
from offbook.performance.plan import Plan
from offbook.performance.targets import Metric, State
from offbook.performance.windows import Calendar, Span
from offbook.settings import Settings, Target
from quizzes import Exam

DAILY = Settings(targets=(Target(window="day"), Target("loops closed", 1.0, "day", paired="")))


@pytest.fixture
def daily(tmp_path: Path) -> World:
    return World(tmp_path, settings=DAILY)


def quiz(world: World, *rightly: bool) -> None:
    """A quiz of everything, answered and looked at by nobody."""
    Exam(world, Plan(questions=len(rightly))).finish(*rightly)


def standings(world: World) -> tuple[GoalStanding, ...]:
    return world.trainer.targets(world.clock())


def test_without_a_quiz_there_is_nothing_to_close(world: World) -> None:
    (one,) = standings(world)
    assert (one.goal.metric, one.goal.span, one.state) == (
        Metric.DELAYED_ACCURACY,
        Span.WEEK,
        State.TOO_EARLY,
    )
    assert world.trainer.close_windows(world.clock()) == 0
    world.clock.advance(1_000 * DAY)
    assert world.trainer.close_windows(world.clock()) == 0
    assert world.journal.closings() == ()


def test_a_window_is_closed_at_the_first_look_behind_it_and_only_then(daily: World) -> None:
    quiz(daily, True, True, True, False)
    assert daily.trainer.close_windows(daily.clock()) == 0
    daily.clock.advance(DAY)
    assert daily.trainer.close_windows(daily.clock()) == 2
    accuracy, loops = daily.journal.closings()
    assert accuracy.found
    assert (accuracy.found.value, accuracy.found.n, accuracy.state) == (0.75, 4, State.TOO_EARLY)
    assert len(accuracy.used) == 4
    assert (loops.goal.metric, loops.state) == (Metric.LOOPS_CLOSED, State.MISSED)
    assert daily.trainer.close_windows(daily.clock()) == 0
    again = daily.begin_anew()
    assert again.close_windows(daily.clock()) == 0
    assert [one.history for one in again.targets(daily.clock())] == [(accuracy,), (loops,)]


def test_a_mark_that_changes_later_leaves_what_was_closed(daily: World) -> None:
    claim = 'claim = "Water is wet."\nholds = true'
    record = Exam(daily, Plan(questions=8)).finish(*[False] * 8)
    daily.clock.advance(DAY)
    daily.trainer.close_windows(daily.clock())
    kept = daily.journal.closings()
    daily.rewrite(claim, claim.replace("true", "false"))
    daily.trainer.library.look_again()
    places = [place for place, one in enumerate(record.began.paper) if one.key.card == "claim"]
    assert daily.trainer.examiner.remark(record, places[0], daily.clock()) == 1.0
    assert daily.trainer.close_windows(daily.clock()) == 0
    assert daily.journal.closings() == kept
    assert standings(daily)[0].history == kept[:1]


def test_a_window_waits_for_the_attempt_that_was_cut_off_in_it(daily: World) -> None:
    quiz(daily, True, True)
    cut = Exam(daily, Plan(questions=4, total=20_000)).answer(True)
    daily.clock.advance(DAY)
    assert daily.trainer.close_windows(daily.clock()) == 0
    assert [one.state for one in standings(daily)[0].history] == [State.TOO_EARLY]
    daily.trainer.examiner.resume(cut.record, daily.clock())
    assert daily.trainer.close_windows(daily.clock()) == 2
    assert len(daily.journal.closings()[0].used) > 2


def test_a_full_disk_closes_nothing_and_the_next_look_does(daily: World) -> None:
    quiz(daily, True)
    daily.clock.advance(DAY)
    daily.journal.full = True
    with pytest.raises(JournalError, match=FULL_DISK[:20]):
        daily.trainer.close_windows(daily.clock())
    assert len(standings(daily)[0].history) == 1
    daily.journal.full = False
    assert daily.trainer.close_windows(daily.clock()) == 2
    assert len(daily.journal.closings()) == 2


def test_looking_again_within_the_hour_works_nothing_out_anew(daily: World) -> None:
    quiz(daily, True)
    now = daily.clock()
    found = daily.trainer.targets(now)
    assert daily.trainer.targets(now.plus(60_000)) is found
    quiz(daily, False)
    assert daily.trainer.targets(daily.clock()) is not found
    later = daily.trainer.targets(daily.clock().plus(HOUR))
    assert later[1].pace
    assert found[1].pace
    assert later[1].pace.expected > found[1].pace.expected


def test_changed_settings_are_seen_at_once(daily: World) -> None:
    quiz(daily, True)
    daily.clock.advance(DAY)
    daily.trainer.close_windows(daily.clock())
    daily.trainer.settings = replace(DAILY, targets=(Target(window="day", value=0.9),), week_begins="sunday")
    assert daily.trainer.calendar == Calendar(4, 6)
    (one,) = standings(daily)
    assert (one.goal.target, len(one.due)) == (0.9, 1)
    daily.trainer.settings = DAILY
    assert [len(one.due) for one in standings(daily)] == [0, 0]


def test_the_analyst_sees_the_same_whichever_decks_are_there(daily: World) -> None:
    quiz(daily, True, False, True)
    daily.clock.advance(DAY)
    trainer, now = daily.trainer, daily.clock()
    decks = tuple(deck for entry in trainer.library.entries() if (deck := trainer.library.deck(entry.id)))
    view = View(decks, now, trainer.calendar, trainer.scheduler)
    analyst = Analyst(daily.journal)
    assert analyst.goals(view, trainer.goals) == trainer.targets(now)
    trainer.close_windows(now)
    assert analyst.goals(view, trainer.goals) == trainer.targets(now)
    daily.path().unlink()
    trainer.library.look_again()
    gone = analyst.goals(replace(view, decks=()), trainer.goals)
    assert gone == trainer.targets(now)
    assert [len(one.history) for one in gone] == [1, 1]


def test_nothing_that_is_closed_touches_memory_or_the_attempts(daily: World) -> None:
    quiz(daily, True, False)
    attempts = daily.trainer.examiner.records()
    before = {key: daily.journal.standing(key) for key in daily.trainer.library.cards([DECK])}
    Exam(daily, Plan(questions=1)).take(Submit())
    daily.clock.advance(DAY)
    daily.trainer.close_windows(daily.clock())
    assert daily.trainer.examiner.records()[: len(attempts)] == attempts
    assert {key: daily.journal.standing(key) for key in before} == before
