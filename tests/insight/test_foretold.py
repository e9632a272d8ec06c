"""Results foretold by the candidate and by the model, quiz by quiz."""

from __future__ import annotations

from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import NOON
from offbook.clock import Moment
from offbook.evidence import Hidden
from offbook.insight.foretold import Contest, Forecaster, Foretold, all_foretold, contest, foretold, words
from offbook.performance.attempt import Abandon, Submit
from offbook.performance.events import AttemptEnded, Ending, QuizEvent
from offbook.performance.record import Record, fold, observed
from offbook.statistics import Mean, Share
from quizzes import RIGHT, WRONG, Sitting, claims, paper

misses = st.lists(st.floats(-1.0, 1.0), max_size=12)


def told(came: int, stated: float | None = None, model: float | None = None) -> Foretold:
    """A quiz of ten."""
    return Foretold(bytes(16), Share(came, 10), stated, model)


def sitting(attempt: bytes = b"a" * 16) -> Sitting:
    return Sitting(paper(*claims(4), attempt=attempt, stated=0.9, predicted=0.8))


def of(record: Record) -> Foretold | None:
    return foretold(record.head, observed(record))


def test_the_whole_paper_counts() -> None:
    record = sitting().take(RIGHT, RIGHT, WRONG, Submit()).record()
    assert of(record) == Foretold(b"a" * 16, Share(2, 4), 0.9, 0.8)


def test_what_time_ran_out_on_scored_nothing() -> None:
    table = sitting().take(RIGHT).wait(120_000).take(Submit())
    found = of(table.record())
    assert found is not None
    assert found.came == Share(1, 4)


def test_an_attempt_that_came_to_no_end_says_nothing() -> None:
    assert of(sitting().take(RIGHT).record()) is None
    assert of(sitting().take(RIGHT, Abandon()).record()) is None
    empty: list[tuple[QuizEvent, Moment]] = [
        (paper(), NOON),
        (AttemptEnded(b"a" * 16, Ending.SUBMITTED), NOON),
    ]
    assert of(fold({}, empty)[b"a" * 16]) is None


def test_attempts_are_in_the_order_they_were_taken() -> None:
    late, early = sitting(b"l" * 16), sitting(b"e" * 16)
    late.take(RIGHT, Submit()).wait(60_000)
    early.take(RIGHT, Submit())
    records = [late.record(), early.record(), sitting(b"o" * 16).record()]
    heads, seen = [one.head for one in records], [answer for one in records for answer in observed(one)]
    assert [one.attempt[:1] for one in all_foretold(heads, seen)] == [b"e", b"l"]


def test_each_is_held_to_what_it_said() -> None:
    found = contest([told(5, 0.9, 0.6), told(8, None, 0.7), told(9, 0.8, None)])
    assert found.candidate.misses == pytest.approx((0.4, -0.1))
    assert found.model.misses == pytest.approx((0.1, -0.1))
    assert contest([]) == Contest(Forecaster(()), Forecaster(()))


def test_the_mean_error_runs_from_the_fifth_quiz() -> None:
    forecaster = Forecaster((0.1, -0.1, 0.3, -0.3, 0.2, 0.8))
    assert forecaster.course == pytest.approx((0.2, 0.3))
    assert isinstance(forecaster.error, Mean)
    assert forecaster.error.value == pytest.approx(0.3)
    assert words("you", forecaster) == "6 quizzes: you missed the result by 30 points on average."


@pytest.mark.parametrize("n", range(5))
def test_below_five_it_is_hidden(n: int) -> None:
    forecaster = Forecaster((0.5,) * n)
    assert forecaster.error == Hidden(5 - n, "quizzes")
    assert (forecaster.course, words("the model", forecaster)) == ((), None)


@given(misses)
def test_the_course_ends_at_the_mean(every: list[float]) -> None:
    forecaster = Forecaster(tuple(every))
    assert len(forecaster.course) == max(0, len(every) - 4)
    if isinstance(forecaster.error, Mean):
        assert forecaster.course[-1] == pytest.approx(forecaster.error.value)
        assert forecaster.error.value == pytest.approx(fsum(map(abs, every)) / len(every))
        assert forecaster.error.value in forecaster.error.interval
    else:
        assert len(every) < 5
