"""What became of errors, by how sure the learner was of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import about, answers, late, run

from makers import NOON
from observations import seen
from offbook.clock import DAY, HOUR
from offbook.evidence import Hidden
from offbook.insight.sureness import Errors, sureness, words
from offbook.performance.observation import Observation
from offbook.statistics import Share, difference

SURE = seen(0.0, confidence=3)


def on(day: float, score: float = 1.0, lag: int | None = DAY, concept: str = "concept") -> Observation:
    """An answer so many days after noon."""
    return seen(score, at=NOON.plus(round(day * DAY)), lag=lag, concepts=about(concept))


def fate(*later: Observation) -> Share | None:
    """What is known to have become of a sure error at noon."""
    return sureness([SURE], [SURE, *later]).sure.next


@pytest.mark.parametrize(
    ("later", "share"),
    [
        ([], None),
        ([on(1)], Share(1, 1)),
        ([on(1, 0.0)], Share(0, 1)),
        ([on(1, 0.5)], Share(0, 1)),
        ([on(2), on(3, 0.0)], Share(1, 1)),
        ([on(3, 0.0), on(2)], Share(1, 1)),
        ([on(0.9), on(2, 0.0)], Share(0, 1)),
        ([on(2, lag=HOUR), on(4, 0.0)], Share(0, 1)),
        ([on(2, lag=None)], None),
        ([on(2, concept="another")], None),
        ([on(-2)], None),
        ([late(at=NOON.plus(2 * DAY))], None),
    ],
    ids=[
        "never met again",
        "right a day later",
        "wrong again",
        "half right",
        "the next counts",
        "by time",
        "not on the same day",
        "not when just shown",
        "its answer was never shown",
        "another concept",
        "before",
        "too late",
    ],
)
def test_the_next_delayed_meeting_of_the_concept_tells(later: list[Observation], share: Share | None) -> None:
    assert fate(*later) == share


def test_errors_are_parted_by_how_sure_they_were() -> None:
    first = [
        SURE,
        seen(0.5, confidence=3),
        seen(0.0, confidence=2),
        seen(0.0, confidence=1, concepts=about("another")),
        seen(0.0),
        seen(1.0, confidence=3),
        late(confidence=3),
    ]
    found = sureness(first, [*first, on(2)])
    assert (found.sure, found.unsure) == (Errors(2, Share(2, 2)), Errors(2, Share(1, 1)))
    assert (found.sure.met, found.unsure.met) == (2, 1)


def trial(sure: int, unsure: int, n: int = 20) -> tuple[list[Observation], list[Observation]]:
    """Sure and unsure errors, ``n`` of each, of which so many are put right."""
    first = [
        *(seen(0.0, confidence=3, concepts=about(f"s{i}")) for i in range(n)),
        *(seen(0.0, confidence=1, concepts=about(f"u{i}")) for i in range(n)),
    ]
    later = [
        *(on(2, float(i < sure), concept=f"s{i}") for i in range(n)),
        *(on(2, float(i < unsure), concept=f"u{i}") for i in range(n)),
    ]
    return first, [*first, *later]


@pytest.mark.parametrize(
    ("sure", "unsure", "told"),
    [
        (18, 9, "18 of 20 sure errors, 9 of 20 unsure ones: you put sure errors right 45 points better."),
        (9, 18, "9 of 20 sure errors, 18 of 20 unsure ones: you put sure errors right 45 points worse."),
        (14, 12, "14 of 20 sure errors, 12 of 20 unsure ones: can't tell yet."),
    ],
)
def test_the_words_follow_the_interval(sure: int, unsure: int, told: str) -> None:
    found = sureness(*trial(sure, unsure))
    assert found.hypercorrection == difference(Share(sure, 20), Share(unsure, 20))
    assert words(found) == f"Put right at the next meeting: {told}"


def test_too_few_are_hidden() -> None:
    assert sureness(*trial(9, 9, 9)).hypercorrection == Hidden(1, "sure errors")
    assert words(sureness(*trial(9, 9, 9))) is None
    assert words(sureness(*trial(9, 9, 10))) is not None
    assert sureness([], []).hypercorrection == Hidden(10, "sure errors")
    assert sureness(run(0, 30, confidence=3), []).hypercorrection == Hidden(10, "sure errors")


@given(st.lists(answers, max_size=60))
@settings(max_examples=50)
def test_every_error_that_was_believed_in_is_counted(every: list[Observation]) -> None:
    found = sureness(every, every)
    errors = [one for one in every if one.score < 1 and one.confidence is not None and not one.timed_out]
    assert found.sure.count + found.unsure.count == len(errors)
    assert found.sure.met <= found.sure.count
    assert found.unsure.met <= found.unsure.count
    assert isinstance(found.hypercorrection, Hidden) == (min(found.sure.met, found.unsure.met) < 10)
