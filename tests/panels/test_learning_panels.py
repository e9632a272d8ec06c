"""The Learning tab in every state of a learner: what is told, what is hidden, and what it is marked with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning_samples import CARDS, SAMPLE, TODAY, came, held, kept, panel, studied, told
from reading import column, entry, keys, texts

from makers import NOON, deck, key, reviewed
from offbook.clock import Moment
from offbook.evidence import Early, Figure, Hidden, Solid, standing
from offbook.learning.account import Account
from offbook.learning.events import Reviewed
from offbook.learning.memory import Rating
from offbook.learning.retrieval import OBSERVED, Age
from offbook.panels.drawing import Bars, Calendar, Chart, Estimates, Gauges
from offbook.panels.learning import tab as learning
from offbook.panels.learning.retention_course import MOST
from offbook.panels.panel import Panel, Tab

ORDER = ("knowledge", "retention", "retention-course", "stability", "forecast", "calendar", "coverage")
EMPTY = held()
FULL = held(kept(*[30.0] * CARDS), [came(54, 6), came(28, 2, ago=9, age=Age.MATURE)])
COUNTED = re.compile(r"([\d,.]+) of ([\d,]+)  (~?)([\d.]+)%")

accounts = st.builds(
    held,
    st.lists(st.floats(0.1, 2_000.0), max_size=CARDS).map(lambda found: kept(*found)),
    st.lists(
        st.builds(
            came,
            st.integers(0, 40),
            st.integers(1, 20),
            ago=st.integers(-3, 400),
            age=st.sampled_from(Age),
            expected=st.floats(0.5, 1.0),
        ),
        max_size=12,
    ),
    today=st.sampled_from((TODAY, TODAY + 1, TODAY + 1_000)),
)


def line(one: Panel, name: str) -> str:
    return dict(one.lines)[name]


def percentages(one: Panel) -> Iterator[tuple[str, int]]:
    """Each text with a percentage, and how many it holds that follow their counts."""
    for text in texts(one):
        if "%" in text:
            yield text, len(COUNTED.findall(text))


class TestWhoHasDoneNothing:
    def test_is_told_where_it_begins(self) -> None:
        tab = told(EMPTY)
        assert tuple(one.id for one in tab.panels) == ORDER
        assert tab.headline.startswith("Nothing was studied yet")
        assert [one.value for one in tab.panels] == [
            "no card is known yet",
            "nothing came back",
            "nothing came back yet",
            "no card is known yet",
            "no card",
            "no study",
            f"0 of {CARDS} cards well known, 0 studied",
        ]
        assert all(one.told for one in tab.panels)
        assert not any(one.model for one in tab.panels)

    def test_sees_no_plot_but_how_much_there_is(self) -> None:
        assert [one.id for one in told(EMPTY).panels if one.drawing] == ["coverage"]

    def test_may_have_no_deck_at_all(self) -> None:
        tab = learning.tab(held(own=deck(name="bare")), (), lambda _: [])
        assert tab.panels[-1].data["cards"] == {"of": 5, "studied": 0, "well_known": 0}
        bare = learning.tab(replace(EMPTY, coverage={}), (), lambda _: [])
        assert bare.panels[-1].value == "0 of 0 cards well known, 0 studied"
        assert bare.panels[-1].drawing is None


class TestKnowledge:
    def test_one_card_is_a_part_of_a_card_and_no_percentage(self) -> None:
        one = panel(held(kept(10.0), days=[studied(TODAY - 2)]), "knowledge")
        assert one.value == "0.9 of 1"
        assert line(one, "in 90 days") == "0.7 of 1"
        assert one.drawing is None
        assert one.model
        assert one.data["durability"] is None
        assert not any("%" in text for text in texts(one))

    def test_ten_cards_are_told_in_percent_too(self) -> None:
        one = panel(held(kept(*[10.0] * 10), days=[studied(TODAY - 2)]), "knowledge")
        assert one.value == "9.7 of 10  97%  (87-100)"
        assert isinstance(one.drawing, Estimates)
        assert [row.name for row in one.drawing.rows] == ["now", "in 7 days", "in 30 days", "in 90 days"]
        assert dict(one.glass.details)["durability: left in 30 days of what is known now"] == "83%"

    def test_what_is_short_of_all_is_not_all(self) -> None:
        one = panel(held(kept(*[36_000.0] * CARDS), days=[studied(TODAY - 2)]), "knowledge")
        assert one.value.startswith("11.9 of 12  99%")

    @pytest.mark.parametrize(
        ("expected", "caution"), [(0.95, "take it for less"), (0.5, "take it for more"), (0.8, "")]
    )
    def test_a_model_that_was_far_off_is_said_to_be(self, expected: float, caution: str) -> None:
        one = panel(held(kept(*[10.0] * 10), [came(160, 40, expected=expected)]), "knowledge")
        assert one.told.endswith(f"{caution}." if caution else "in 90.")
        assert caution in one.told


class TestRetention:
    @pytest.mark.parametrize(
        ("passed", "failed", "value", "evidence"),
        [
            (7, 2, "7 of 9, 1 more for a percentage", Hidden(1, "reviews")),
            (8, 2, "8 of 10  ~80%  (49-94)", Early()),
            (40, 10, "40 of 50  80%  (67-89)", Solid()),
        ],
    )
    def test_shows_as_much_as_there_is(
        self, passed: int, failed: int, value: str, evidence: Hidden | Early | Solid
    ) -> None:
        one = panel(held(dailies=[came(passed, failed)]), "retention")
        assert (one.value, one.evidence) == (value, evidence)
        assert ("%" in one.told) is not isinstance(evidence, Hidden)
        assert bool(one.drawing) is not isinstance(evidence, Hidden)

    @pytest.mark.parametrize(
        ("expected", "sentence"),
        [
            (0.6, "More came back than the model expected, 60%."),
            (0.95, "Less came back than the model expected, 95%."),
            (0.8, "The model expected 80%: can't tell yet whether it was off."),
        ],
    )
    def test_is_held_against_what_was_expected(self, expected: float, sentence: str) -> None:
        one = panel(held(dailies=[came(160, 40, expected=expected)]), "retention")
        assert one.told == sentence
        assert entry(dict(one.data), "periods", "last_30_days", "overall", "expected") == expected

    def test_young_and_mature_and_the_steps_left_out(self) -> None:
        dailies = [came(20, 5), came(9, age=Age.MATURE), came(3, 1, age=Age.STEPPING)]
        one = panel(held(dailies=dailies, days=[studied(TODAY - 1, 40)]), "retention")
        assert one.value.startswith("29 of 34")
        assert line(one, "mature") == "9 of 9, 1 more for a percentage"
        assert isinstance(one.drawing, Estimates)
        assert [row.name for row in one.drawing.rows] == ["young", "both", "all time"]
        assert one.glass.left_out[0].startswith("6 reviews:")
        assert one.glass.n == 34

    def test_after_a_thousand_days_all_time_speaks(self) -> None:
        one = panel(held(dailies=[came(40, 10)], today=TODAY + 1_000), "retention")
        assert one.value == "nothing came back"
        assert one.told == "Of all time: 40 of 50  80%  (67-89)."


class TestCourse:
    def test_stretches_hold_whole_weeks_and_are_few(self) -> None:
        dailies = [came(9, 1, ago=ago) for ago in range(0, 700, 7)]
        one = panel(held(dailies=dailies), "retention-course")
        assert isinstance(one.drawing, Chart)
        back, expected = one.drawing.series
        assert len(back.points) == 17 <= MOST
        assert one.data["weeks_each"] == 6
        assert column(one, "stretches", "first_week") == list(range(1, 100, 6))
        assert column(one, "stretches", "last_week") == [*range(6, 100, 6), 100]
        assert [point.x for point in back.points][:2] == [21, 63]
        assert one.drawn == (
            "weeks 1-6: 54 of 60  90%  (80-95), expected 90%; "
            "weeks 97-100: 36 of 40  ~90%  (77-96), expected 90%."
        )
        assert len(back.points) == len(expected.points)
        assert sum(n for n in column(one, "stretches", "n") if isinstance(n, int)) == one.glass.n == 1_000

    def test_thin_stretches_are_counted_and_not_drawn(self) -> None:
        one = panel(held(dailies=[came(20, ago=28), came(4, ago=14), came(12, ago=0)]), "retention-course")
        assert isinstance(one.drawing, Chart)
        assert len(one.drawing.series[0].points) == 2
        assert one.glass.left_out == ("1 stretch with fewer than 10 reviews, from the drawing",)
        assert one.drawn == (
            "week 1: 20 of 20  ~100%  (84-100), expected 90%; "
            "week 5: 12 of 12  ~100%  (76-100), expected 90%."
        )
        assert column(one, "stretches", "share") == [1.0, None, 1.0]

    @pytest.mark.parametrize(
        ("latest", "sentence"),
        [
            ((99, 1), "In week 3 memory held 24 points better than in all before."),
            ((50, 50), "In week 3 memory held 25 points less well than in all before."),
            ((8, 2), "Against all before, can't tell yet whether memory held otherwise in week 3."),
        ],
    )
    def test_the_latest_against_all_before(self, latest: tuple[int, int], sentence: str) -> None:
        dailies = [came(75, 25, ago=14), came(*latest, ago=0)]
        assert panel(held(dailies=dailies), "retention-course").told == sentence


class TestStability:
    def test_is_told_in_days_and_by_what_a_success_is_worth(self) -> None:
        one = panel(held(kept(*[10.0] * 10), [came(12, 3, ago=40)]), "stability")
        assert one.value.startswith("10 known cards, median ")
        assert line(one, "each success") == "~×2.0, over 12 delayed successes"
        assert "; a month ago it was" in one.told
        assert isinstance(one.drawing, Chart)
        assert [point.x for point in one.drawing.series[0].points] == [6, 13, 20, 27, 34, 40]

    def test_a_few_successes_are_worth_nothing_yet(self) -> None:
        one = panel(held(kept(10.0), [came(9)]), "stability")
        assert line(one, "each success") == "9 delayed successes, 1 more to tell what one is worth"
        assert one.data["growth_per_success"] is None
        assert one.data["successes"] == 9


class TestForecast:
    def test_counts_the_days_ahead(self) -> None:
        one = panel(held(kept(2.0, 2.0, 5.0, 12.0, 100.0), days=[studied(TODAY)]), "forecast")
        assert one.value == "4 cards, 2 of them today"
        assert one.lines == (("today", "2"), ("7 days", "3"), ("30 days", "4"), ("after that", "1"))
        assert one.told.startswith("Most come back today: 2.")
        assert isinstance(one.drawing, Bars)
        assert [tick.label for tick in one.drawing.ticks] == ["today", "1 wk", "2 wk", "3 wk", "4 wk"]
        assert one.drawn == (
            "days 1 to 7: 3; days 8 to 14: 1; days 15 to 21: 0; days 22 to 28: 0; days 29 to 30: 0."
        )

    def test_days_without_any_are_free(self) -> None:
        one = panel(held(kept(100.0), days=[studied(TODAY)]), "forecast")
        assert one.value == "no card"
        assert "free for new cards" in one.told
        assert one.drawing is None


class TestCalendar:
    def test_days_reviews_and_time(self) -> None:
        one = panel(held(days=[studied(TODAY - 40, 30), studied(TODAY, 60)]), "calendar")
        assert one.value == "2 days, 90 reviews, 30 minutes"
        assert line(one, "last 30 days") == "1 day, 60 reviews, 20 minutes"
        assert one.told == "Since 19 Jun 2021, the last time today."
        assert one.drawing == Calendar({TODAY - 40: 30, TODAY: 60}, TODAY, "review")
        assert one.drawn == "Study on 2 of the last 371 days, at most 60 reviews on one."

    def test_what_a_fast_clock_put_ahead_is_no_day_yet(self) -> None:
        one = panel(held(days=[studied(TODAY - 1), studied(TODAY + 7, 8)]), "calendar")
        assert one.value.startswith("1 day, 3 reviews")
        assert one.glass.left_out == ("8 reviews dated after today, by a clock that was ahead",)
        assert one.drawing == Calendar({TODAY - 1: 3}, TODAY, "review")

    def test_a_pause_is_told_and_not_counted_against_anyone(self) -> None:
        one = panel(held(days=[studied(TODAY - 1_000)]), "calendar")
        assert one.told.endswith("the last time 1,000 days ago.")
        assert one.drawn == "No study on the last 371 days."


class TestCoverage:
    def test_by_form_and_by_concept_the_least_known_first(self) -> None:
        cards = kept(*[0.2, 900.0, 0.2, 900.0, 0.2, 900.0])
        one = panel(held(cards, days=[studied(TODAY)]), "coverage")
        assert one.value == f"3 of {CARDS} cards well known, 6 studied"
        assert isinstance(one.drawing, Gauges)
        assert [(row.name, row.reached, row.begun, row.whole) for row in one.drawing.rows] == [
            ("recall", 3, 6, 10),
            ("claim", 0, 0, 1),
            ("classify", 0, 0, 1),
        ]
        assert one.drawn == (
            "recall: 3 of 10 well known, 6 studied; claim: 0 of 1 well known, 0 studied; "
            "classify: 0 of 1 well known, 0 studied."
        )
        # Nothing is listed that is not begun, and nothing that is well known throughout.
        assert [name for name, _ in one.lines][:-1] == ["C0", "C2", "C3", "C1"]
        rows = list(one.glass.sources())
        assert [row.text.split(":")[0] for row in rows] == ["C0", "C2", "Other", "C3", "C1"]
        assert rows[0].opens == key("r0")

    def test_decks_and_topics_stand_apart_where_there_are_several(self) -> None:
        topics = tuple(replace(one, topic=f"Topic {at % 2}") for at, one in enumerate(SAMPLE.concepts))
        first = replace(SAMPLE, concepts=topics)
        found = held(own=first)
        other = held(own=deck(name="other"))
        both = replace(found, coverage={**found.coverage, **other.coverage})
        one = told(both, first, deck(name="other")).panels[-1]
        assert line(one, "Sample") == f"deck: 0 of {CARDS} well known, 0 studied"
        assert line(one, "Other") == "deck: 0 of 5 well known, 0 studied"
        assert line(one, "Topic 0") == "topic: 0 of 7 well known, 0 studied"
        assert one.data["cards"] == {"of": CARDS + 5, "studied": 0, "well_known": 0}

    def test_a_deck_without_a_file_goes_by_its_id(self) -> None:
        other = held(own=deck(name="other"))
        one = learning.tab(replace(other, coverage={**EMPTY.coverage, **other.coverage}), (), lambda _: [])
        assert {name for name, _ in one.panels[-1].lines} >= {"sample", "other"}


@pytest.mark.parametrize(
    ("found", "headline"),
    [
        (
            FULL,
            "You know about 11.9 of 12 cards that you studied; if you stopped today, 10.7 would be left",
        ),
        (replace(FULL, today=TODAY + 1_000), "You last studied 1,001 days ago; about 11.9 of 12 cards"),
        (held(days=[studied(TODAY - 1, 7)]), "7 reviews, and none of their cards is in these decks any"),
        (held(kept(5.0), days=[studied(TODAY + 7)]), "You know about 0.9 of 1 card that you studied;"),
    ],
)
def test_the_headline_says_how_it_stands(found: Account, headline: str) -> None:
    assert told(found).headline.startswith(headline)


@pytest.mark.parametrize(("n", "model"), [(OBSERVED - 1, True), (OBSERVED, False)])
def test_the_model_is_marked_until_it_was_held_against_enough(n: int, model: bool) -> None:  # noqa: FBT001
    found = held(kept(10.0, 20.0), [came(n)])
    marked = {one.id for one in told(found).panels if one.model}
    assert marked == ({"knowledge", "stability", "coverage"} if model else set())
    for name in ("knowledge", "stability", "coverage", "retention"):
        one = panel(found, name)
        assert line(one, "model").startswith(
            f"held against {n} delayed reviews so far" if model else "expects too little: -10 points"
        )
        assert (one.data["bias"] is None) is model


def test_rows_are_reviews_of_the_right_days_and_open_what_is_there() -> None:
    asked: list[range] = []

    def reviews(days: range) -> list[tuple[Reviewed, Moment]]:
        asked.append(days)
        return [(reviewed(key("r0"), Rating.HARD), NOON), (reviewed(key("gone"), Rating.AGAIN), NOON)]

    tab = learning.tab(FULL, (SAMPLE,), reviews)
    assert not asked
    first, second = tab.panels[1].glass.sources()
    assert asked == [range(TODAY - 29, TODAY + 1)]
    assert first.text == "29 Jul 2021  12:00  hard   What is the capital of France?"
    assert first.opens == key("r0")
    assert second.text.endswith("again  gone, no longer in the deck")
    assert second.opens is None
    list(tab.panels[0].glass.sources())
    assert asked[1] == range(1, TODAY + 1)


@settings(max_examples=60, deadline=None)
@given(accounts)
def test_whatever_was_studied(found: Account) -> None:
    tab = told(found)
    assert tab.headline
    for one in tab.panels:
        _says_something(one)
        _hides_what_is_too_little(one)
        _draws_within(one)
    _keeps_its_names(tab)


def _says_something(one: Panel) -> None:
    assert one.title
    assert one.value
    assert one.told
    assert one.glass.formula
    assert one.glass.window
    assert one.glass.n >= 0
    assert bool(one.drawing) is bool(one.drawn)
    said = " ".join(texts(one)).lower()
    assert not any(
        word in said for word in ("significant", "overdue", "streak", "deadline", "nan", "none of 0")
    )


def _hides_what_is_too_little(one: Panel) -> None:
    assert isinstance(one.evidence, Hidden) is ("%" not in one.value) or one.evidence is None
    for text in texts(one):
        for _, n, mark, _ in COUNTED.findall(text):
            evidence = standing(Figure.RETENTION, int(n.replace(",", "")))
            assert not isinstance(evidence, Hidden), text
            assert bool(mark) is isinstance(evidence, Early) or one.id == "knowledge", text
    for text, counted in percentages(one):
        # What was expected stands beside a share that is shown, or within the sentence about one.
        alone = text.count("%") - counted - text.count("expected")
        assert alone <= int(text.endswith("%") and one.id == "knowledge"), text


def _draws_within(one: Panel) -> None:
    match one.drawing:
        case Estimates(rows=rows):
            assert all(row.value in row.around for row in rows)
        case Chart(series=series):
            points = [point for each in series for point in each.points]
            assert all(point.interval is None or point.y in point.interval for point in points)
        case Bars(values=values):
            assert sum(values) == one.glass.n
        case Gauges(rows=gauges):
            assert all(0 <= row.reached <= row.begun <= row.whole for row in gauges)
        case _:
            pass


def _keeps_its_names(tab: Tab) -> None:
    for one, empty, full in zip(tab.panels, told(EMPTY).panels, told(FULL).panels, strict=True):
        data = dict(one.data)
        assert json.loads(json.dumps(data, allow_nan=False)) == data
        assert set(keys(dict(empty.data))) <= set(keys(data)) <= set(keys(dict(full.data)))
