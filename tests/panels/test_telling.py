"""How shares, differences and times are put into words and into data."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import DAY_ONE
from offbook.clock import HOUR, MINUTE, SECOND
from offbook.evidence import Early, Evidence, Figure, Hidden, Solid, standing
from offbook.panels import telling
from offbook.statistics import Interval, Share

shares = st.integers(1, 5_000).flatmap(lambda n: st.builds(Share, st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("found", "figure", "told"),
    [
        (None, Figure.ACCURACY, "nothing yet"),
        (Share(7, 9), Figure.ACCURACY, "7 of 9, 1 more for a percentage"),
        (Share(17, 24), Figure.ACCURACY, "17 of 24  ~71%  (51-85)"),
        (Share(24, 30), Figure.ACCURACY, "24 of 30  80%  (63-90)"),
        (Share(24, 30), Figure.RETENTION, "24 of 30  ~80%  (63-90)"),
        (Share(80, 100), Figure.RETENTION, "80 of 100  80%  (71-87)"),
        (Share(249, 250), Figure.ACCURACY, "249 of 250  99%  (98-100)"),
        (Share(30, 30), Figure.ACCURACY, "30 of 30  100%  (89-100)"),
        (Share(0, 30), Figure.ACCURACY, "0 of 30  0%  (0-11)"),
        (Share(1_200, 1_500), Figure.ACCURACY, "1,200 of 1,500  80.0%  (77.9-81.9)"),
        (Share(16.5, 24), Figure.ACCURACY, "16.5 of 24  ~69%  (49-84)"),
    ],
)
def test_a_share(found: Share | None, figure: Figure, told: str) -> None:
    assert telling.share(found, figure) == told


def test_where_there_is_nothing_the_caller_may_say_of_what() -> None:
    assert telling.share(None, nothing="no answers") == "no answers"


@given(shares, st.sampled_from((Figure.ACCURACY, Figure.RETENTION)))
def test_no_percentage_below_the_floor_and_none_outside_its_interval(found: Share, figure: Figure) -> None:
    told = telling.share(found, figure)
    evidence = standing(figure, found.n)
    assert ("%" in told) is not isinstance(evidence, Hidden)
    assert ("~" in told) is isinstance(evidence, Early)
    if parts := re.search(r"([\d.]+)%  \(([\d.]+)-([\d.]+)\)$", told):
        point, low, high = (float(part) for part in parts.groups())
        assert low <= point <= high
        assert (point == 100) is (found.value == 1)


@given(shares, st.sampled_from((Figure.ACCURACY, Figure.RETENTION)))
def test_data_hide_what_words_hide(found: Share, figure: Figure) -> None:
    kept = telling.as_share(found, figure)
    hidden = isinstance(standing(figure, found.n), Hidden)
    assert (kept["share"] is None, kept["interval"] is None) == (hidden, hidden)
    assert json.loads(json.dumps(kept)) == kept
    assert kept.keys() == telling.as_share(None).keys()
    assert (kept["score"], kept["n"]) == (found.score, found.n)


@given(shares)
def test_a_row_of_a_drawing_is_there_when_its_share_is_told(found: Share) -> None:
    rows = telling.estimate("all", found)
    assert bool(rows) is ("%" in telling.share(found))
    for row in rows:
        assert row.value in row.around
        assert row.early is ("~" in telling.share(found))
        assert row.told in telling.estimated(rows)


def test_rows_are_told_in_a_sentence() -> None:
    rows = (*telling.estimate("young", Share(17, 24)), *telling.estimate("all", Share(24, 30)))
    assert telling.estimated(rows) == "young: 17 of 24, ~71% (51-85); all: 24 of 30, 80% (63-90)."
    assert telling.estimated(()) == ""


@pytest.mark.parametrize(
    ("evidence", "told"), [(Early(), "~2.1"), (Solid(), "2.1"), (Hidden(1, "answers"), "2.1")]
)
def test_early_figures_carry_their_mark(evidence: Evidence, told: str) -> None:
    assert telling.marked("2.1", evidence) == told


@pytest.mark.parametrize(
    ("value", "n", "told"),
    [
        (0.22, 0, "+22 points (+12 to +32)"),
        (-0.014, 0, "-1 point (-11 to +9)"),
        (0.004, 0, "0 points (-10 to +10)"),
        (-0.004, 0, "0 points (-10 to +10)"),
        (-0.004, 1_000, "-0.4 points (-10.4 to +9.6)"),
        (0.01, 1_000, "+1.0 points (-9.0 to +11.0)"),
    ],
)
def test_a_difference(value: float, n: int, told: str) -> None:
    assert telling.difference(value, Interval(value - 0.1, value + 0.1), n) == told


def test_what_is_missing() -> None:
    assert telling.lacking(Hidden(1_200, "reviews")) == "1,200 more reviews and this is shown"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0.0, "less than an hour"),
        (1 / 24, "1 hour"),
        (0.97, "23 hours"),
        (0.99, "1 day"),
        (1.04, "1 day"),
        (9.05, "9.1 days"),
        (9.96, "10 days"),
        (30.4, "30 days"),
        (30.6, "1 month"),
        (45.0, "1.5 months"),
        (364.0, "1 year"),
        (36_500.0, "100 years"),
    ],
)
def test_days(days: float, told: str) -> None:
    assert telling.days(days) == told


@pytest.mark.parametrize(
    ("ms", "told"),
    [
        (29 * SECOND, "less than a minute"),
        (MINUTE, "1 minute"),
        (59 * MINUTE, "59 minutes"),
        (60 * MINUTE, "1 hour"),
        (210 * MINUTE, "3.5 hours"),
        (2_000 * HOUR, "2,000 hours"),
    ],
)
def test_time_spent(ms: int, told: str) -> None:
    assert telling.spent(ms) == told


def test_a_study_day_in_words_and_as_data() -> None:
    assert (telling.on(DAY_ONE), telling.iso(DAY_ONE)) == ("29 Jul 2021", "2021-07-29")
