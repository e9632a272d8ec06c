"""Right away against a day later: bins by lag, the difference, and the words that it allows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import answers, late, run

from observations import seen
from offbook.clock import DAY, HOUR
from offbook.evidence import Early, Hidden, Solid
from offbook.insight.illusion import Illusion, Lag, illusion, lag_of, words
from offbook.performance.observation import Observation
from offbook.statistics import Difference, Share, difference


def crammer(away: int, later: int, n: int = 50) -> Illusion:
    """So many right answers of ``n`` right away, and of ``n`` some days later."""
    return illusion([*run(away, n, lag=HOUR), *run(later, n, lag=3 * DAY)])


@pytest.mark.parametrize(
    ("lag", "of"),
    [
        (0, Lag.SAME_SITTING),
        (DAY - 1, Lag.SAME_SITTING),
        (DAY, Lag.COLD),
        (7 * DAY - 1, Lag.COLD),
        (7 * DAY, Lag.LONG),
        (1_000 * DAY, Lag.LONG),
        (None, None),
    ],
)
def test_answers_are_parted_by_their_lag(lag: int | None, of: Lag | None) -> None:
    assert lag_of(seen(lag=lag)) is of


def test_each_lag_has_its_share() -> None:
    every = [
        *run(9, 10, lag=HOUR),
        *run(6, 10, lag=2 * DAY),
        *run(2, 5, lag=9 * DAY),
        late(lag=9 * DAY),
        seen(lag=None),
        late(lag=None),
    ]
    assert illusion(every) == Illusion(
        right_away=Share(9, 10),
        cold=Share(6, 10),
        long=Share(2, 6),
        delayed=Share(8, 16),
        timeouts=1,
        never_shown=2,
    )


def test_the_illusion_is_the_difference_to_all_that_is_cold() -> None:
    found = crammer(45, 33)
    assert found.size == difference(Share(45, 50), Share(33, 50))
    assert found.is_large
    told = "45 of 50 right away, 33 of 50 a day later or more: right away you answer 24 points better"
    assert words(found) == f"{told} than a day later."


def test_the_words_follow_the_interval() -> None:
    assert words(crammer(40, 38)) == "40 of 50 right away, 38 of 50 a day later or more: can't tell yet."
    assert str(words(crammer(30, 45))).endswith("a day later you answer 30 points better than right away.")


@pytest.mark.parametrize(
    ("found", "large"),
    [
        (crammer(45, 33), True),
        (crammer(40, 38), False),
        (crammer(30, 45), False),
        (crammer(940, 880, 1_000), False),
        (crammer(10, 0, 9 + 1), True),
        (crammer(9, 0, 9), False),
        (illusion([]), False),
    ],
    ids=["24 points", "perhaps chance", "the other way", "sure and small", "just enough", "too few", "none"],
)
def test_it_is_large_only_beyond_doubt_and_from_ten_points(found: Illusion, *, large: bool) -> None:
    assert found.is_large is large


@pytest.mark.parametrize(
    ("away", "later", "evidence"),
    [
        (0, 0, Hidden(10, "answers right away")),
        (30, 4, Hidden(6, "answers a day later or more")),
        (9, 30, Hidden(1, "answers right away")),
        (10, 10, Early()),
        (30, 29, Early()),
        (30, 30, Solid()),
    ],
)
def test_what_is_missing_is_named(away: int, later: int, evidence: object) -> None:
    found = illusion([*run(away, away, lag=HOUR), *run(later, later, lag=DAY)])
    assert found.evidence == evidence
    if isinstance(evidence, Hidden):
        assert found.size == evidence
        assert words(found) is None


@given(st.lists(answers, max_size=80))
@settings(max_examples=60)
def test_no_answer_is_lost_and_none_counts_twice(every: list[Observation]) -> None:
    found = illusion(every)
    right_away, cold, long, delayed = (
        part.n if part else 0 for part in (found.right_away, found.cold, found.long, found.delayed)
    )
    assert cold + long == delayed
    assert right_away + delayed + found.never_shown == len(every)
    size = found.size
    assert isinstance(size, Hidden) == (min(right_away, delayed) < 10)
    if isinstance(size, Difference):
        assert size.value in size.interval
        assert words(found)
    assert not found.is_large or isinstance(size, Difference)
