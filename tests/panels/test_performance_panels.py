from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from performance_samples import (
    DECK,
    GOALS,
    LEARNING,
    PERFORMANCE,
    THIRTY,
    TWO_SIDED,
    distinct,
    line,
    lives,
    look,
    run,
    sided_deck,
    texts,
    told,
    window,
)
from reading import leaves, panel, shape

from makers import NOON
from observations import late, seen
from offbook.clock import DAY, HOUR
from offbook.deck.cards import ConceptId, DeckId
from offbook.evidence import Early, Hidden, Solid
from offbook.panels.drawing import Bells, Chart, Estimates, Matrix
from offbook.panels.panel import Data, Panel
from offbook.panels.performance.tab import tab
from offbook.panels.series import Rule
from offbook.performance import account
from offbook.performance.observation import Observation, Told
from offbook.performance.targets import Direction, Goal, Metric
from offbook.performance.windows import Calendar, Span
from offbook.statistics import discrimination

TELLING, CONFUSION = "telling-apart-sample", "confusion-sample"
ALWAYS = (
    "accuracy", "accuracy-course", TELLING, CONFUSION, "taken-for", "weakest-concepts",
    "speed", "haste", "on-time", "transfer-accuracy",
)  # fmt: skip
SHARE = re.compile(r"([\d.,]+) of ([\d,]+),?  ?(~?)(\d+)%  ?\((\d+)-(\d+)\)")
LEVEL = re.compile(r"95%|[Tt]arget (?:of )?\d+%|[Cc]hance,? \d+%|mean guess g \d+%")
EXACT = re.compile(r"(guess-corrected: .*|mean of the recalls) \d+%")
CREDIT = re.compile(r"\d+:\d\d  50% right")
"""A row about one answer that was right in part."""


# Whatever there is to tell


def test_of_nothing_every_panel_is_there_and_says_what_is_missing() -> None:
    found = look([])
    assert tuple(one.id for one in found.panels) == ALWAYS
    assert (
        found.headline == "This week, 26 Jul - 1 Aug: no quiz yet. Sit one, and what it comes to stands here."
    )
    values = {one.id: one.value for one in found.panels}
    assert values == {
        "accuracy": "no answers",
        "accuracy-course": "0 cold answers in 12 weeks, ten in one make a point",
        TELLING: "10 more answers to what is Performance and this is shown",
        CONFUSION: "15 more answers and this is shown",
        "taken-for": "no question with one right option",
        "weakest-concepts": "3 more answers about one concept and this is shown",
        "speed": "no answers whose time is known",
        "haste": "30 more answers of one form and this is shown",
        "on-time": "no answers",
        "transfer-accuracy": "no answers",
    }
    assert all(one.drawing is None for one in found.panels)
    assert all(one.evidence is None or isinstance(one.evidence, Hidden) for one in found.panels)


def test_of_one_answer_the_count_is_told() -> None:
    found = look([seen()])
    assert found.headline == "This week, 26 Jul - 1 Aug, a day cold: 1 of 1, 9 more for a percentage."
    assert panel(found, "accuracy").value == "1 of 1, 9 more for a percentage"


@pytest.mark.parametrize(
    ("right", "n", "value", "evidence"),
    [
        (7, 9, "7 of 9, 1 more for a percentage", Hidden(1, "answers")),
        (16, 20, "16 of 20  ~80%  (58-92)", Early()),
        (24, 30, "24 of 30  80%  (63-90)", Solid()),
    ],
)
def test_accuracy_by_how_much_there_is(
    right: int, n: int, value: str, evidence: Hidden | Early | Solid
) -> None:
    one = panel(look(run(right, n)), "accuracy")
    assert (one.value, one.evidence) == (value, evidence)
    assert (one.drawing is None) is isinstance(evidence, Hidden)


def test_a_window_that_is_over_asks_for_nothing_more() -> None:
    now = NOON.plus(7 * DAY)
    found = look([*THIRTY[:9], *run(7, 9, NOON.plus(-7 * DAY))], now=now)
    assert found.headline.startswith(
        "Last week, 26 Jul - 1 Aug (closed: its value stays), a day cold: 9 of 9, "
    )
    assert panel(found, "accuracy").glass.window == "last week, 26 Jul - 1 Aug; closed: its value stays"
    assert panel(found, TELLING).value == "too few answers to what is Performance, by 10"
    assert not any("more for" in text or "is shown" in text for text in texts(found))


def test_after_a_thousand_days_the_last_day_is_named() -> None:
    found = look(run(20, 20), within=window(at=NOON.plus(1000 * DAY)), now=NOON.plus(1000 * DAY))
    assert found.headline == "This week, 22-28 Apr: no quiz. The latest before it was on 29 Jul 2021."


def test_a_window_that_is_to_come_has_not_begun() -> None:
    found = look([], within=window(at=NOON.plus(7 * DAY)))
    assert found.headline == "The week 2-8 Aug: it has not begun."


def test_a_week_that_a_wrong_clock_put_ahead_is_not_counted_now() -> None:
    found = look([*run(10, 20, at=NOON.plus(7 * DAY)), seen(at=NOON)])
    assert panel(found, "accuracy").value == "1 of 1, 9 more for a percentage"


def test_targets_come_first() -> None:
    first = Panel("target-1", "Target", "open")
    found = tab(account.account([], window(), NOON, Calendar(), [DECK]), [DECK], [first])
    assert [one.id for one in found.panels] == ["target-1", *ALWAYS]


# Accuracy


def test_cold_is_told_beside_all() -> None:
    warm = [replace(one, place=100 + i, key=THIRTY[i].key) for i, one in enumerate(run(12, 12, lag=HOUR))]
    cold = [replace(one, key=replace(one.key, deck=DeckId("other"))) for one in run(15, 24)]
    one = panel(look([*warm, *cold], goals=GOALS), "accuracy")
    assert one.value == "15 of 24  ~62%  (43-79)"
    assert line(one, "all answers") == "27 of 36  75%  (59-86)"
    assert line(one, "target") == "80%: below target"
    assert isinstance(one.drawing, Estimates)
    assert [row.name for row in one.drawing.rows] == ["a day cold", "all answers"]
    assert (one.drawing.target, one.drawing.chance) == (0.8, 0.25)
    assert one.drawn.endswith("Target 80%. Chance 25%.")
    assert one.glass.left_out == ("12 answers to what had been shown less than a day before",)
    assert dict(one.glass.details)["guess-corrected: (p - g) / (1 - g)"] == "50%"
    assert one.data["against_target"] == "below target"


def test_where_all_is_warm_no_headline_is_made_of_it() -> None:
    found = look(run(20, 20, lag=HOUR))
    assert found.headline.endswith(": 20 answers, none of them a day cold.")
    one = panel(found, "accuracy")
    assert (one.value, line(one, "all answers")) == ("no answer a day cold", "20 of 20  ~100%  (84-100)")
    assert isinstance(one.evidence, Hidden)


@pytest.mark.parametrize(
    ("right", "n", "start"),
    [(28, 30, "↑ More was right"), (6, 30, "↓ Less was right"), (16, 30, "Against the week"), (9, 9, "")],
)
def test_an_arrow_only_where_chance_does_not_explain_it(right: int, n: int, start: str) -> None:
    one = panel(look([*run(15, 30, NOON.plus(-7 * DAY)), *run(right, n)]), "accuracy")
    assert one.told.startswith(start)
    assert bool(one.told) is bool(start)
    assert line(one, "the week before") == "15 of 30  50%  (33-67)"
    assert ("↑" in one.told or "↓" in one.told) is (one.data["trend"] is not None)


def test_practice_is_left_out_and_counted() -> None:
    again = [replace(one, attempt=b"b" * 16, at=NOON.plus(HOUR)) for one in run(20, 20)]
    one = panel(look([*run(10, 20), *again]), "accuracy")
    assert one.value == "10 of 20  ~50%  (30-70)"
    assert one.glass.left_out == ("20 answers to what the week had asked before: practice",)


def test_rows_are_told_latest_first_and_open_their_attempt() -> None:
    every = distinct(
        [
            seen(at=NOON, attempt=b"a" * 16, took=3_200),
            seen(0.5, at=NOON.plus(HOUR), attempt=b"b" * 16, took=None, lag=HOUR),
            late(at=NOON.plus(-HOUR), attempt=b"c" * 16),
        ]
    )
    found = look(every)
    assert [(one.text, one.opens) for one in panel(found, "on-time").glass.sources()] == [
        (
            "29 Jul 2021 13:00  50% right, shown less than a day before  card 1, no longer in the deck",
            b"b" * 16,
        ),
        ("29 Jul 2021 12:00  right, 3.2 s  Is it so?", b"a" * 16),
        ("29 Jul 2021 11:00  out of time  card 2, no longer in the deck", b"c" * 16),
    ]
    assert len(list(panel(found, "accuracy").glass.sources())) == panel(found, "accuracy").glass.n == 2


def test_the_course_has_a_point_for_each_window_that_has_enough() -> None:
    weeks = ((0, 24, 30), (-1, 9, 9), (-2, 6, 30), (-11, 8, 10), (-12, 30, 30))
    every = [one for back, right, n in weeks for one in run(right, n, NOON.plus(back * 7 * DAY))]
    one = panel(look(every, goals=GOALS), "accuracy-course")
    assert one.value == "79 cold answers, enough for a point in 3 of 12 weeks"
    assert one.told == "Above the target of 80% in 0 weeks, below in 1 week; of 2 weeks it can't be told."
    assert isinstance(one.drawing, Chart)
    (series,) = one.drawing.series
    assert [(point.x, point.y, point.early) for point in series.points] == [
        (0, 0.8, True), (9, 0.2, False), (11, 0.8, False),
    ]  # fmt: skip
    assert [(level.rule, level.at) for level in one.drawing.around.levels] == [
        (Rule.TARGET, 0.8), (Rule.CHANCE, 0.25),
    ]  # fmt: skip
    assert [tick.label for tick in one.drawing.across.ticks] == ["17 May", "21 Jun", "26 Jul"]
    assert one.drawn.startswith("10-16 May: 8 of 10  ~80%  (49-94); 12-18 Jul: 6 of 30")
    rows = [row.text for row in one.glass.sources()]
    assert rows[:2] == [
        "26 Jul - 1 Aug: 24 of 30  80%  (63-90)",
        "19-25 Jul: 9 of 9, too few for a percentage",
    ]
    assert len(rows) == 12


@pytest.mark.parametrize("span", Span)
def test_the_course_of_any_span_is_read_from_left_to_right(span: Span) -> None:
    one = panel(look(run(20, 20), within=window(span)), "accuracy-course")
    assert isinstance(one.drawing, Chart)
    assert all(a.at < b.at for a, b in pairwise(one.drawing.across.ticks))
    assert one.drawing.series[0].points[-1].x == 11


def test_a_target_counts_for_its_own_span_and_decks() -> None:
    def goal(span: Span, *decks: str) -> Goal:
        scope = tuple(map(DeckId, decks))
        return Goal(Metric.DELAYED_ACCURACY, Direction.AT_LEAST, 0.9, span, scope=scope)

    def targets(*goals: Goal) -> object:
        return panel(look(run(20, 20), goals=goals), "accuracy").data["target"]

    assert targets(goal(Span.WEEK)) == targets(goal(Span.WEEK, "other", "sample")) == 0.9
    assert targets(goal(Span.DAY), goal(Span.WEEK, "other")) is None


# Telling apart


def test_the_thirty_answers_are_told_by_their_weakest_aspect() -> None:
    one = panel(look(THIRTY, goals=GOALS), TELLING)
    assert one.value == "30 answers  ~74 of 100 with no lean  (57-87)"
    assert one.told == "Whether you lean to either: can't tell yet."
    assert line(one, "Learning or not") == one.value
    assert line(one, "Performance or not") == "30 answers  ~75 of 100 with no lean  (57-87)"
    assert line(one, "target") == "d′ 1.5: can't tell yet"
    assert isinstance(one.evidence, Early)
    assert isinstance(one.drawing, Bells)
    assert (one.drawing.signal, one.drawing.noise) == ("Learning", "not Learning")
    details = dict(one.glass.details)
    assert details["Learning or not: d′"] == "1.3  (0.3 to 2.3)"
    assert details["Learning or not: lean c"] == "-0.25  (-0.73 to +0.23)"
    assert one.glass.n == 30


@pytest.mark.parametrize(
    ("hits", "alarms", "lean"),
    [
        (38, 20, "You lean towards saying Performance."),
        (20, 2, "You lean towards saying Learning."),
        (34, 8, "Whether you lean to either: can't tell yet."),
    ],
)
def test_the_lean_is_named_where_chance_does_not_explain_it(hits: int, alarms: int, lean: str) -> None:
    every = told(
        {
            PERFORMANCE: {PERFORMANCE: hits, LEARNING: 40 - hits},
            LEARNING: {PERFORMANCE: alarms, LEARNING: 40 - alarms},
        }
    )
    one = panel(look(every, decks=[TWO_SIDED]), TELLING)
    assert one.told == lean
    assert lean in one.drawn
    assert one.drawing == Bells(discrimination(hits, 40, alarms, 40), "Learning", "Performance")
    assert [name for name, _ in one.lines] == []


def test_without_a_mistake_it_is_at_least_that() -> None:
    every = told({PERFORMANCE: {PERFORMANCE: 10}, LEARNING: {LEARNING: 10}})
    one = panel(look(every, decks=[TWO_SIDED]), TELLING)
    assert one.value == "20 answers  ~95 of 100 or more with no lean  (78-99)"
    assert dict(one.glass.details)["Performance or Learning: d′"].startswith("≥ 3.4  (")
    assert one.drawn == (
        "Two bells, Learning on the left and Performance on the right, ≥ 3.4 standard deviations apart: "
        "with no lean you would get 95 of 100 or more. Whether you lean to either: can't tell yet."
    )


def test_what_is_missing_is_named_by_its_side() -> None:
    every = told({LEARNING: {LEARNING: 12}, PERFORMANCE: {PERFORMANCE: 7, None: 2}})
    one = panel(look(every, decks=[TWO_SIDED]), TELLING)
    assert one.value == "3 more answers to what is Performance and this is shown"
    assert one.glass.left_out == ("2 answers out of time or unsaid",)
    assert (one.drawing, one.drawn, one.told) == (None, "", "")


def test_the_matrix_of_the_thirty_answers() -> None:
    one = panel(look(THIRTY), CONFUSION)
    assert one.value == "20 of 30  67%  (49-81)"
    assert one.lines == (
        ("Learning", "9 of 12  ~75%  (47-91)"),
        ("Performance", "8 of 12  ~67%  (39-86)"),
        ("Both", "3 of 6, 4 more for a percentage"),
        ("lean to Both", "said 6 times, right 6 times of 30: 0 points"),
    )
    assert isinstance(one.drawing, Matrix)
    assert one.drawing.names == ("Learning", "Performance", "Both")
    assert one.drawn == (
        "Learning: 9 of 12 told right, 1 taken for Performance, 2 taken for Both. "
        "Performance: 8 of 12 told right, 3 taken for Learning, 1 taken for Both. "
        "Both: 3 of 6 told right, 1 taken for Learning, 2 taken for Performance."
    )
    # A mean that rests on six answers of one side is none.
    assert one.data["macro_recall"] is None


@pytest.mark.parametrize(("asked", "shown"), [(14, False), (15, True)])
def test_the_matrix_is_shown_from_fifteen_answers(asked: int, *, shown: bool) -> None:
    one = panel(look(told({LEARNING: {LEARNING: asked - 1, None: 1}}), decks=[TWO_SIDED]), CONFUSION)
    assert (one.drawing is not None) is shown
    assert isinstance(one.evidence, Hidden) is not shown
    assert (
        not shown
        or one.drawn
        == "Learning: 14 of 15 told right, 1 out of time or unsaid. Performance: 0 of 0 told right."
    )


def test_a_deck_without_sides_is_not_asked_to_tell_them_apart() -> None:
    bare = replace(DECK, sides=())
    assert not any("apart" in one.id or "confusion" in one.id for one in look(THIRTY, decks=[bare]).panels)


def test_each_deck_is_told_for_itself() -> None:
    other = sided_deck(LEARNING, PERFORMANCE, name="other")
    found = look(THIRTY, decks=[DECK, other])
    assert panel(found, TELLING).value.startswith("30 answers")
    assert panel(found, "telling-apart-other").value.startswith("10 more answers")


# Where most is missing


def test_what_was_taken_for_what() -> None:
    pairs = [("cat", "dog")] * 3 + [("sea", "a  lake\nor so")] * 2 + [("sun", "moon")]
    every = distinct([*(seen(0.0, told=Told(*pair)) for pair in pairs), late(told=Told("cat", None))])
    one = panel(look(every), "taken-for")
    assert one.value == "7 questions with options, 2 mix-ups seen twice or more"
    assert one.lines == (("cat", "3 times taken for: dog"), ("sea", "2 times taken for: a lake or so"))
    assert one.glass.left_out == ("1 answer out of time",)
    assert panel(look(distinct([seen(told=Told("cat", "cat"))])), "taken-for").value == (
        "1 question with options, no mix-up seen twice or more"
    )


def about(concept: str, right: int, n: int) -> list[Observation]:
    return [replace(one, concepts=(ConceptId(concept),)) for one in run(right, n)]


def test_the_weakest_are_ranked_as_if_each_had_some_answers_more() -> None:
    groups = [about("concept", 5, 12), about("concept 1", 1, 3), about("gone", 0, 2), about("rest", 40, 40)]
    every = distinct(one for group in groups for one in group)
    one = panel(look(every), "weakest-concepts")
    assert one.value == "2 of 3 concepts below the 46 of 57 over all"
    assert one.lines == (("The concept", "5 of 12  ~42%  (19-68)"), ("First", "1 of 3"))
    assert one.glass.left_out == ("1 concept with fewer than three answers",)
    assert one.glass.n == 15
    assert isinstance(one.evidence, Solid)


def test_a_concept_that_is_gone_goes_by_its_id() -> None:
    every = distinct([*about("gone", 0, 3), *about("concept", 3, 3)])
    one = panel(look(every), "weakest-concepts")
    assert one.lines == (("gone", "0 of 3"),)


def test_seven_concepts_are_listed_at_most() -> None:
    every = distinct(one for i in range(12) for one in about(f"c{i:02}", 0 if i < 9 else 3, 3))
    one = panel(look(every), "weakest-concepts")
    assert one.value.startswith("9 of 12 concepts below")
    assert len(one.lines) == 7


def test_where_none_is_weaker_than_the_others_it_says_so() -> None:
    assert panel(look(run(12, 12)), "weakest-concepts").value == "none of 1 concept falls short of the others"


# Speed


def timed(*rows: tuple[float, int, float]) -> list[Observation]:
    """Answers by seconds, score and chance of guessing."""
    return distinct(seen(score, took=round(1_000 * time), guess=guess) for time, score, guess in rows)


TEN = timed(
    (2.1, 1, 0.5), (1.4, 1, 0.5), (3.3, 0, 0.5), (2.8, 1, 0.5), (5.0, 1, 0.25),
    (6.2, 0, 0.25), (4.1, 1, 0.25), (9.5, 1, 0.0), (7.7, 0, 0.0), (1.9, 1, 0.5),
)  # fmt: skip


def test_speed_stands_beside_the_accuracy_it_was_bought_with() -> None:
    one = panel(look(TEN, goals=GOALS), "speed")
    assert one.value == "7 of 10  ~70%  (40-89), at ~7.7 right a minute  (0.4 to 15.1), guesses taken off"
    assert line(one, "choice") == "7 right answers, 1 more for a time"
    assert line(one, "target") == "6.0 a minute: can't tell yet"
    assert dict(one.glass.details)["right a minute, guesses and all"] == "9.5"


def test_the_time_to_a_right_answer_is_told_by_form() -> None:
    typed = [replace(one, form="recall", took=4_000 + 100 * i) for i, one in enumerate(run(9, 10))]
    odd = [replace(one, form="of a later Offbook") for one in run(1, 1)]
    one = panel(look(distinct([*TEN, *odd, *typed])), "speed")
    assert [name for name, _ in one.lines] == ["recall", "choice", "of a later Offbook"]
    assert line(one, "recall") == "9 right answers, the middle one after ~4.4 s  (4.0 to 4.8)"


def test_guessing_has_no_speed() -> None:
    one = panel(look(timed(*[(2.0, i % 2, 0.5) for i in range(12)])), "speed")
    assert (
        one.value == "6 of 12  ~50%  (25-75): not known to be above chance, 50%, so that speed says nothing"
    )
    assert one.evidence is None
    assert (one.data["net_per_minute"], one.data["right_per_minute"]) == (None, None)


def test_what_has_no_time_is_named() -> None:
    every = [*run(12, 12), seen(took=100), seen(took=None), late(took=9_000)]
    left_out = panel(look(distinct(every)), "speed").glass.left_out
    assert left_out == (
        "1 answer out of time: not in the medians",
        "1 answer given in less than 0.2 s",
        "1 answer while a clock jumped",
    )


@pytest.mark.parametrize(
    ("rights", "told"),
    [
        ((4, 9, 10), "Your fastest answers to choice questions are the least right: slow down."),
        ((10, 9, 4), "Your slowest answers to choice questions are the least right: unsure, study."),
        ((9, 9, 9), "Whether haste or doubt costs you answers: can't tell yet."),
    ],
)
def test_haste_and_doubt(rights: tuple[int, int, int], told: str) -> None:
    rows = [(1.0 + third, int(i < right), 0.25) for third, right in enumerate(rights) for i in range(10)]
    one = panel(look(timed(*rows)), "haste")
    fast, middle, slow = rights
    assert one.value == f"choice: fastest {fast} of 10, middle {middle} of 10, slowest {slow} of 10 right"
    assert one.told == told
    assert isinstance(one.drawing, Estimates)
    assert [row.name for row in one.drawing.rows] == ["fastest third", "middle third", "slowest third"]
    assert panel(look(timed(*rows[1:])), "haste").value == "1 more answer of one form and this is shown"


def test_what_advises_something_is_told_before_what_has_more_answers() -> None:
    rows = [(1.0 + third, int(i < right), 0.0) for third, right in enumerate((10, 9, 4)) for i in range(10)]
    recalls = [replace(one, form="recall") for one in timed(*rows)]
    one = panel(look(distinct([*run(45, 45), *recalls])), "haste")
    assert one.data["form"] == "recall"
    assert [name for name, _ in one.lines] == ["choice"]


def test_on_time() -> None:
    every = distinct([*run(19, 19), late(), *(seen(limited=False) for _ in range(5))])
    one = panel(look(every, goals=GOALS), "on-time")
    assert one.value == "19 of 20  ~95%  (76-99)"
    assert one.lines == (("target", "95%: can't tell yet"), ("ran out of time", "1 question"))
    assert one.data["timeouts"] == 1
    assert panel(look([seen(limited=False)]), "on-time").value == "no question had a time limit"


def test_what_study_never_shows() -> None:
    every = distinct([*run(5, 5), *(seen(float(i < 8), transfer=True) for i in range(12))])
    one = panel(look(every), "transfer-accuracy")
    assert (one.value, one.glass.n) == ("8 of 12  ~67%  (39-86)", 12)
    assert panel(look([seen()]), "transfer-accuracy").value == "none was asked"


# Whatever was answered

several = st.one_of(lives(), lives(40, 60))


@given(several, st.sampled_from(Span), st.sampled_from([0, 7 * DAY]))
@settings(max_examples=40, deadline=None)
def test_no_percentage_stands_on_too_little(every: list[Observation], span: Span, later: int) -> None:
    found = look(every, window(span), NOON.plus(later), goals=GOALS)
    for text in texts(found):
        for _, n, mark, point, low, high in SHARE.findall(text):
            count = int(n.replace(",", ""))
            assert count >= 10
            assert bool(mark) is (count < 30)
            assert int(low) <= int(point) <= int(high)
        rest = CREDIT.sub("", EXACT.sub("", LEVEL.sub("", SHARE.sub("", text))))
        assert "%" not in rest, text


@given(lives(most=9), st.sampled_from(Span))
@settings(max_examples=40, deadline=None)
def test_below_ten_answers_nothing_is_drawn_or_told_in_percent(every: list[Observation], span: Span) -> None:
    found = look(every, window(span))
    assert all(one.drawing is None for one in found.panels)
    assert not any(EXACT.search(text) or SHARE.search(text) for text in texts(found))


def enough(share: dict[str, Data]) -> bool:
    """Whether a share that is given has answers enough, and lies within its interval."""
    match share:
        case {"n": int(n), "share": float(value), "interval": [float(low), float(high)]}:
            return n >= 10 and low <= value <= high
        case _:
            return False


@given(several, st.sampled_from(Span))
@settings(max_examples=30, deadline=None)
def test_data_is_json_with_the_same_names_whatever_there_is(every: list[Observation], span: Span) -> None:
    found, bare = look(every, window(span), goals=GOALS), look([])
    assert [one.id for one in found.panels] == [one.id for one in bare.panels]
    for one, empty in zip(found.panels, bare.panels, strict=True):
        data: dict[str, Data] = json.loads(json.dumps(dict(one.data), allow_nan=False))
        assert data.keys() == empty.data.keys()
        fixed = data.keys() - {"pairs", "weakest"}
        assert [shape(data[name]) for name in fixed] == [shape(empty.data[name]) for name in fixed]
        for leaf in leaves(data):
            if leaf.get("share") is not None:
                assert enough(leaf)


@given(several, st.sampled_from(Span))
@settings(max_examples=30, deadline=None)
def test_what_is_drawn_lies_within_its_interval(every: list[Observation], span: Span) -> None:
    for one in look(every, window(span), goals=GOALS).panels:
        match one.drawing:
            case Estimates(rows=rows):
                assert all(row.value in row.around for row in rows)
            case Chart(series=(series,)):
                assert all(point.interval and point.y in point.interval for point in series.points)
            case Bells(found=found):
                assert min(found.signals, found.noises) >= 10
            case Matrix(table=table):
                assert table.n >= 15
            case other:
                assert other is None
        assert bool(one.drawn) is (one.drawing is not None)
        assert one.value
