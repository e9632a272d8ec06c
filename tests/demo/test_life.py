"""Whole lives over the decks that ship: the same each time, kept as Offbook keeps them, each of its kind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean

import pytest

from fakes import EVERY_FORM, deck_text, library, write_decks
from lives import DAYS, END, SHORT, Lives, digest, lived, shipped
from offbook.clock import DAY
from offbook.deck.cards import CardKey
from offbook.demo.kinds import Kind
from offbook.demo.life import Life, live
from offbook.examiner import PaperError
from offbook.journal.events import Recorded
from offbook.learning.events import Began, Reviewed
from offbook.learning.memory import Rating
from offbook.learning.standing import Standing
from offbook.performance.events import Answered, QuizEvent
from offbook.performance.observation import Observation
from offbook.performance.record import Record, fold, observed

EVERY_KIND = pytest.mark.parametrize("kind", Kind)


@dataclass(frozen=True, slots=True)
class Lived:
    """What a life came to."""

    events: tuple[Recorded, ...]
    kept: Mapping[CardKey, Standing]
    """Where cards stand, as it is kept beside the events."""
    replayed: Mapping[CardKey, Standing]
    """The same, from the events alone."""


LIVED: dict[Kind, Lived] = {}
"""One learner of each kind."""


@pytest.fixture(scope="module", autouse=True)
def _lived(lives: Lives) -> None:
    for kind in Kind:
        with closing(lives.journal(kind)) as journal:
            kept = {
                CardKey(entry.id, card): standing
                for entry in shipped().entries()
                for card, standing in journal.standings(entry.id).items()
            }
            LIVED[kind] = Lived(tuple(journal.events()), kept, journal.replay())


def events(kind: Kind) -> tuple[Recorded, ...]:
    return LIVED[kind].events


def reviews(kind: Kind) -> list[Reviewed]:
    """The reviews that count, in order."""
    found = [one for one in events(kind) if isinstance(one.event, Reviewed)]
    replaced = {one.event.replaces for one in found if isinstance(one.event, Reviewed)}
    return [one.event for one in found if isinstance(one.event, Reviewed) and one.action not in replaced]


@cache
def records(kind: Kind) -> tuple[Record, ...]:
    told = ((one.event, one.at) for one in events(kind) if isinstance(one.event, QuizEvent))
    return tuple(fold({}, told).values())


def answers(kind: Kind) -> list[Observation]:
    """The answers to questions that were looked at, in order."""
    seen = [one for record in records(kind) for one in observed(record)]
    return [one for one in seen if not (one.timed_out and one.took is None)]


def right(seen: Iterable[Observation]) -> float:
    return fmean(one.score for one in seen)


def hot(kind: Kind) -> list[Observation]:
    return [one for one in answers(kind) if one.lag is not None and one.lag < DAY]


def cold(kind: Kind) -> list[Observation]:
    return [one for one in answers(kind) if one.lag is not None and one.lag >= DAY]


def retention(kind: Kind) -> float:
    """The share of first reviews of a day, a day or more after the last, that were not forgotten."""
    last: dict[CardKey, int] = {}
    passed = []
    for one in reviews(kind):
        if one.day > last.get(one.key, one.day):
            passed.append(one.rating > Rating.AGAIN)
        last[one.key] = one.day
    return fmean(passed)


_SCRIPT = """
from lives import SHORT, digest, lived, shipped
print(digest(lived(SHORT, shipped())))
"""


def test_the_same_life_gives_the_same_events_in_any_process() -> None:
    """Another process, in which sets and dictionaries hash otherwise."""
    here = lived(SHORT, shipped())
    assert sum(isinstance(one.event, Answered) for one in here) > 30
    assert sum(isinstance(one.event, Reviewed) for one in here) > 300
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONHASHSEED": "11"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == digest(here)


@pytest.mark.parametrize("other", [Life(Kind.CRAMMER, 4, END, 9), Life(Kind.CRAMMER, 3, END.plus(DAY), 9)])
def test_another_life_gives_other_events(other: Life) -> None:
    assert digest(lived(other, shipped())) != digest(lived(SHORT, shipped()))


@EVERY_KIND
def test_what_is_kept_beside_the_events_is_what_they_come_to(kind: Kind) -> None:
    assert LIVED[kind].kept == LIVED[kind].replayed
    assert bool(LIVED[kind].kept) == (kind is not Kind.QUIZ_ONLY)


@EVERY_KIND
def test_time_goes_on_by_a_wall_clock_and_stops_at_the_end(kind: Kind) -> None:
    times = [one.at for one in events(kind)]
    assert times == sorted(times, key=lambda at: at.ms)
    assert END.ms - (DAYS[kind] + 1) * DAY < times[0].ms
    assert END.ms - 30 * DAY < times[-1].ms < END.ms
    changed = END.ms - 30 * DAY - 10 * 3_600_000  # the clocks went back on 26 October, at 01:00 UTC
    assert {at.offset for at in times if at.ms < changed} == {60}
    assert {at.offset for at in times if at.ms > changed} == {0}
    assert all(5 <= at.local().hour <= 23 for at in times)


@EVERY_KIND
def test_no_id_comes_twice_and_every_attempt_ended(kind: Kind) -> None:
    assert len({one.id for one in events(kind)}) == len(events(kind))
    assert all(record.ending is not None for record in records(kind))


def test_study_alone_leaves_no_answer_of_a_quiz() -> None:
    assert not records(Kind.STUDY_ONLY)
    assert len(reviews(Kind.STUDY_ONLY)) > 500
    assert sum(isinstance(one.event, Began) for one in events(Kind.STUDY_ONLY)) > 40


def test_quizzes_alone_leave_no_review_and_what_they_ask_is_soon_known() -> None:
    kind = Kind.QUIZ_ONLY
    assert not any(isinstance(one.event, Reviewed | Began) for one in events(kind))
    assert all(one.recall is None for one in answers(kind))
    early = [one for one in answers(kind) if one.lag is None]
    late = [one for one in cold(kind) if one.at.ms > END.ms - 45 * DAY]
    assert right(early) < 0.6
    assert right(late) > 0.8
    new = [one for one in cold(kind) if one.exposure == 1]
    assert right(new) < right(late) - 0.15


def test_who_spaces_retains_what_was_asked_of_memory_and_performs_it_cold() -> None:
    kind = Kind.SPACED
    assert retention(kind) == pytest.approx(0.9, abs=0.04)
    assert len(cold(kind)) > 5 * len(hot(kind))
    assert right(cold(kind)) > 0.85
    assert all(record.seen_at for record in records(kind))
    assert any(one.transfer for one in cold(kind))


def test_who_crams_is_right_at_once_and_wrong_weeks_later() -> None:
    kind = Kind.CRAMMER
    assert min(len(hot(kind)), len(cold(kind))) > 60
    assert right(hot(kind)) > 0.8
    assert right(hot(kind)) - right(cold(kind)) > 0.15
    assert retention(kind) < retention(Kind.SPACED) - 0.15


@pytest.mark.parametrize("kind", [Kind.SPACED, Kind.QUIZ_ONLY])
def test_time_runs_out_now_and_then(kind: Kind) -> None:
    seen = [one for record in records(kind) for one in observed(record)]
    assert 0.002 < fmean(one.timed_out for one in seen) < 0.06


def test_confidence_is_asked_at_times_and_means_something() -> None:
    told = [one for one in answers(Kind.QUIZ_ONLY) if one.confidence is not None]
    assert 0.3 < len(told) / len(answers(Kind.QUIZ_ONLY)) < 0.9
    by_level = [right(one for one in told if one.confidence == level) for level in (1, 2, 3)]
    assert by_level == sorted(by_level)


def test_a_life_may_be_too_short_for_anything() -> None:
    assert lived(Life(Kind.CRAMMER, 7, END, 1), shipped()) == ()


def test_days_are_told_as_they_are_lived() -> None:
    told: list[int] = []
    live(Life(Kind.STUDY_ONLY, 7, END, 10), shipped(), told.append).close()
    assert told == sorted(told)
    assert set(told) <= set(range(11))
    assert len(told) > 5


@pytest.mark.parametrize("kind", [Kind.CRAMMER, Kind.QUIZ_ONLY])
def test_any_deck_will_do(kind: Kind, tmp_path: Path) -> None:
    write_decks(tmp_path, {"sample": deck_text(*EVERY_FORM)})
    found = lived(Life(kind, 7, END, 20), library(tmp_path))
    assert sum(isinstance(one.event, Answered) for one in found) > 20


def test_without_a_deck_a_quiz_says_so(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="no card"):
        lived(Life(Kind.QUIZ_ONLY, 7, END, 20), library(tmp_path))
