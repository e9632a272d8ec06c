"""Targets in words: counts first, the window and the aim always, nothing below its minimum."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import DECK, NOON, SIDES, classify, deck, key
from observations import seen
from offbook.clock import DAY, HOUR, Moment
from offbook.deck.cards import DeckId
from offbook.evidence import Early, Hidden, Solid
from offbook.insight.goals import Book, GoalStanding, goals_of, stand
from offbook.insight.measures import floor
from offbook.panels.drawing import Strip
from offbook.panels.panel import Panel
from offbook.panels.performance.targets import line, panels
from offbook.performance.observation import Observation, Told
from offbook.performance.targets import Closing, Direction, Goal, History, Metric, State
from offbook.performance.windows import Calendar, Span
from offbook.settings import MEASURES, Settings, Target

DECKS = (deck(classify(), *(classify(f"c{i}") for i in range(3))),)
ACCURACY = Goal(Metric.DELAYED_ACCURACY, Direction.AT_LEAST, 0.8, Span.WEEK, paired=Metric.ON_TIME)
EVERY = goals_of(
    Settings(targets=tuple(Target(name, one.usual, paired=one.paired) for name, one in MEASURES.items()))
)
PLAIN = seen(attempt=b"a" * 16, form="classify", guess=0.5, confidence=3, transfer=True)


def score(right: int, n: int, at: Moment = NOON) -> list[Observation]:
    """So many right answers of so many, as many about either side."""
    found = []
    for i in range(n):
        truth, other = (side.id for side in SIDES[:: 1 if i % 2 else -1])
        told = Told(truth, truth if i < right else other)
        found.append(
            replace(PLAIN, place=i, key=key(f"c{i}"), at=at.plus(i), score=float(i < right), told=told)
        )
    return found


def looked(
    goal: Goal, answers: Sequence[Observation], closings: Sequence[Closing] = (), now: Moment = NOON
) -> GoalStanding:
    return stand(goal, Book(answers, lambda: DECKS, Calendar()), closings, now)


def told(
    goal: Goal, answers: Sequence[Observation], closings: Sequence[Closing] = (), now: Moment = NOON
) -> Panel:
    (found,) = panels([looked(goal, answers, closings, now)], DECKS)
    return found


@pytest.mark.parametrize(
    ("right", "n", "value", "sentence", "evidence"),
    [
        (
            0,
            0,
            "nothing yet · target 80% · too early",
            "10 more answers a day cold and this week is judged.",
            Hidden(10, "answers"),
        ),
        (
            1,
            1,
            "1 of 1, 9 more for a percentage · target 80% · too early",
            "9 more answers a day cold and this week is judged.",
            Hidden(9, "answers"),
        ),
        (
            7,
            9,
            "7 of 9, 1 more for a percentage · target 80% · too early",
            "1 more answer a day cold and this week is judged.",
            Hidden(1, "answers"),
        ),
        (
            17,
            24,
            "17 of 24  ~71%  (51-85) · target 80% · ○ open",
            "Not reached so far, and not out of reach: can't tell yet.",
            Early(),
        ),
        (
            2,
            20,
            "2 of 20  ~10%  (3-30) · target 80% · ○ open",
            "Below target, by the whole interval.",
            Early(),
        ),
        (
            19,
            20,
            "19 of 20  ~95%  (76-99) · target 80% · ✔ met",
            "Reached, but not by the whole interval: whether it holds, can't tell yet.",
            Early(),
        ),
        (
            20,
            20,
            "20 of 20  ~100%  (84-100) · target 80% · ✔ secured",
            "Reached by the whole interval, and not by luck alone.",
            Early(),
        ),
        (
            38,
            40,
            "38 of 40  95%  (83-99) · target 80% · ✔ secured",
            "Reached by the whole interval, and not by luck alone.",
            Solid(),
        ),
    ],
)
def test_accuracy(right: int, n: int, value: str, sentence: str, evidence: object) -> None:
    found = told(ACCURACY, score(right, n))
    assert found.id == "target-delayed-accuracy-week"
    assert found.title == "Delayed accuracy, this week"
    assert (found.value, found.told, found.evidence) == (value, sentence, evidence)
    assert found.lines[0][0] == "beside it, on-time rate"
    assert found.lines[1] == ("before", "no week is over yet")
    assert (found.drawing, found.drawn) == (None, "")
    assert found.glass.window == "this week, 26 Jul - 1 Aug; open"
    assert found.glass.n == n


def test_answers_that_do_not_count_are_said() -> None:
    warm = [replace(one, attempt=b"w" * 16, lag=HOUR, key=key(f"w{one.place}")) for one in score(5, 5)]
    again = [replace(one, attempt=b"b" * 16, at=one.at.plus(HOUR)) for one in score(1, 1)]
    found = told(ACCURACY, [*score(3, 3), *warm, *again])
    assert found.told == "7 more answers a day cold and this week is judged. Of 8 answers so far, 3 count."
    assert found.glass.left_out == (
        "5 answers to what had been shown less than a day before",
        "1 answer to what this week had asked before: practice",
    )


def test_the_rows_are_the_answers_used_latest_first() -> None:
    warm = replace(PLAIN, lag=HOUR, key=key("warm"))
    late = replace(PLAIN, key=key("gone", "old"), score=0.0, timed_out=True, took=None, at=NOON.plus(HOUR))
    found = told(ACCURACY, [*score(1, 2), warm, late])
    rows = list(found.glass.sources())
    assert [one.text for one in rows] == [
        "29 Jul 2021 13:00  out of time  gone, no longer in the deck",
        "29 Jul 2021 12:00  wrong, 3.0 s  A statement.",
        "29 Jul 2021 12:00  right, 3.0 s  A statement.",
    ]
    assert {one.opens for one in rows} == {b"a" * 16}
    assert ("of decks that are gone", "1 answer, which count") in found.glass.details


def test_the_windows_before_are_a_strip_and_a_sentence() -> None:
    answers = [*score(10, 10, NOON.plus(-21 * DAY)), *score(0, 10, NOON.plus(-7 * DAY)), *score(5, 5)]
    found = told(ACCURACY, answers)
    states = (State.MET, State.TOO_EARLY, State.MISSED)
    assert found.drawing == Strip(History(states), Span.WEEK)
    assert ("before", "met 1 of 2 weeks, 1 too early to say") in found.lines
    assert found.drawn == (
        "Week by week, the oldest first: met, too early, missed. Met 1 of 2 weeks, 1 too early to say."
    )


def test_a_window_that_was_closed_by_a_clock_ahead_says_so() -> None:
    ahead = looked(ACCURACY, score(10, 10), now=NOON.plus(7 * DAY)).due
    found = told(ACCURACY, score(4, 20), ahead)
    assert found.value.endswith("○ open")
    assert (
        "closed already, by a clock that was ahead; this stays",
        "10 of 10  ~100%  (72-100) · met",
    ) in found.lines


@pytest.mark.parametrize(
    ("metric", "few", "early", "aimed"),
    [
        (Metric.DELAYED_ACCURACY, "9 of 9, 1 more for a percentage", "20 of 24  ~83%  (64-93)", "80%"),
        (Metric.ON_TIME, "9 of 9, 1 more for a percentage", "24 of 24  ~100%  (86-100)", "95%"),
        (
            Metric.NET_RATE,
            "9 answers, 1 more to show it",
            "24 answers  ~13.3 a minute  (7.2 to 19.4)",
            "8 a minute",
        ),
        (
            Metric.DISCRIMINATION,
            "4 answers on the side with fewer, 6 more to show it",
            "12 answers on the side with fewer  ~d′ 1.7  (0.6 to 2.8)",
            "d′ 1.5",
        ),
        (Metric.TRANSFER_ACCURACY, "9 of 9, 1 more for a percentage", "20 of 24  ~83%  (64-93)", "70%"),
        (Metric.LOOPS_CLOSED, "0 closed", "0 closed", "5"),
        (Metric.BIAS, "9 answers, 11 more to show it", "24 answers  ~7 points  (0-22)", "at most 10 points"),
    ],
)
def test_every_metric_is_told_counts_first(metric: Metric, few: str, early: str, aimed: str) -> None:
    (goal,) = [one for one in EVERY if one.metric is metric]
    small, larger = told(goal, score(9, 9)), told(goal, score(20, 24))
    assert small.value.startswith(f"{few} · target {aimed} · ")
    assert larger.value.startswith(f"{early} · target {aimed} · ")
    assert small.value.endswith("too early" if metric is not Metric.LOOPS_CLOSED else "○ open")


def test_a_run_without_a_mistake_is_at_least_what_can_be_measured() -> None:
    (goal,) = [one for one in EVERY if one.metric is Metric.DISCRIMINATION]
    found = told(goal, score(20, 20))
    assert "10 answers on the side with fewer  ~≥ d′ 3.4  (" in found.value
    assert ("told worst", "right in Sample") in found.glass.details


def test_speed_that_guessing_may_give_is_not_told() -> None:
    (goal,) = [one for one in EVERY if one.metric is Metric.NET_RATE]
    found = told(goal, score(8, 20))
    assert found.value == (
        "20 answers, hidden while the right answers may all be guesses · target 8 a minute · too early"
    )
    assert found.told == "Hidden while the right answers may all be guesses."
    assert found.data["value"] is None


def test_a_count_is_told_with_its_pace() -> None:
    (goal,) = [one for one in EVERY if one.metric is Metric.LOOPS_CLOSED]
    found = told(goal, [])
    assert found.told == "An even pace would have brought 2.4 by now; at this pace it comes to 0."
    early = told(goal, [], now=NOON.plus(-3 * DAY))
    assert early.told == "An even pace would have brought 0.2 by now."
    assert found.evidence is None
    one = replace(goal, target=1.0)
    missed = replace(PLAIN, score=0.0, key=key("a"), at=NOON.plus(-2 * DAY))
    closing = replace(PLAIN, key=key("b"), place=1)
    assert told(one, [missed, closing]).told == "Reached."
    assert told(one, [missed, closing]).value == "1 closed · target 1 · ✔ met"


def test_a_minimum_of_its_own_is_told_beside_the_figure() -> None:
    found = told(replace(ACCURACY, least=30), score(12, 15))
    assert found.value == "12 of 15  ~80%  (55-93) · target 80% · too early"
    assert found.told == "15 more answers a day cold and this week is judged."
    assert found.data["missing"] == 15


def test_targets_of_a_kind_have_ids_of_their_own_and_name_their_decks() -> None:
    own = replace(ACCURACY, scope=(DECK, DeckId("gone")))
    found = panels([looked(ACCURACY, []), looked(own, []), looked(replace(own, span=Span.DAY), [])], DECKS)
    assert [one.id for one in found] == [
        "target-delayed-accuracy-week",
        "target-delayed-accuracy-week-2",
        "target-delayed-accuracy-day",
    ]
    assert [one.title for one in found] == [
        "Delayed accuracy, this week",
        "Delayed accuracy: Sample, gone, this week",
        "Delayed accuracy: Sample, gone, today",
    ]


def test_data() -> None:
    answers = [*score(9, 10, NOON.plus(-7 * DAY)), *score(4, 4)]
    assert told(ACCURACY, answers).data == {
        "metric": "delayed-accuracy",
        "direction": "at-least",
        "target": 0.8,
        "decks": [],
        "minimum": 10,
        "window": {"span": "week", "first": "2021-07-26", "last": "2021-08-01", "closed": False},
        "state": "too-early",
        "n": 4,
        "value": None,
        "interval": None,
        "missing": 6,
        "attainment": None,
        "expected": None,
        "projection": None,
        "paired": {"metric": "on-time-rate", "n": 4, "value": None, "interval": None},
        "history": [
            {
                "window": {"span": "week", "first": "2021-07-19", "last": "2021-07-25", "closed": True},
                "state": "met",
                "n": 10,
                "value": 0.9,
                "interval": [pytest.approx(0.5958, abs=1e-4), pytest.approx(0.9821, abs=1e-4)],
            }
        ],
        "met": 1,
        "judged": 1,
    }


def test_the_line_of_home() -> None:
    assert line([]) == ""
    one = looked(ACCURACY, score(17, 24))
    assert line([one]) == "Delayed accuracy this week: 17 of 24  ~71%  (51-85), target 80%: open"
    assert line([one, one, one]).endswith(", target 80%: open · 2 more")


lives = st.lists(
    st.tuples(
        st.integers(-60, 3),
        st.integers(0, 40),
        st.sampled_from((0.0, 0.5, 1.0, 1.0)),
        st.sampled_from((None, HOUR, 2 * DAY)),
        st.booleans(),
    ),
    max_size=60,
)


@given(lives, st.sampled_from(EVERY), st.sampled_from((NOON, NOON.plus(1_000 * DAY), NOON.plus(-9 * DAY))))
@settings(max_examples=80, deadline=None)
def test_every_panel_says_something_true_about_any_life(
    life: list[tuple[int, int, float, int | None, bool]], goal: Goal, now: Moment
) -> None:
    answers = [
        replace(
            PLAIN,
            place=place,
            key=key(f"c{item}"),
            at=NOON.plus(day * DAY),
            score=0.0 if late else right,
            lag=lag,
            timed_out=late,
            told=None if late else Told(SIDES[item % 2].id, SIDES[(item + (right < 1)) % 2].id),
        )
        for place, (day, item, right, lag, late) in enumerate(life)
    ]
    one = looked(goal, answers, now=now)
    found = told(goal, answers, now=now)
    data = json.loads(json.dumps(found.data))
    assert data.keys() == told(goal, []).data.keys()
    texts = [found.value, found.told, found.drawn, *(text for pair in found.lines for text in pair)]
    assert all(text == text.strip() for text in texts)
    assert not any(
        word in " ".join(texts).lower() for word in ("significant", "streak", "overdue", "study time")
    )
    figure, aimed, state = found.value.split(" · ")
    assert aimed.startswith("target ")
    assert state.removeprefix("✔ ").removeprefix("○ ") == one.state.value
    n = one.found.n if one.found else 0
    if n < floor(goal.metric):
        assert not re.search(r"%|points|a minute|d′", figure)
        assert (data["value"], data["interval"], data["attainment"]) == (None, None, None)
    if data["value"] is not None and data["interval"]:
        low, high = data["interval"]
        assert low - 1e-9 <= data["value"] <= high + 1e-9
    for closed in data["history"]:
        assert closed["value"] is None or closed["n"] >= floor(goal.metric)
    assert len(list(found.glass.sources())) == len(one.reading.used)
