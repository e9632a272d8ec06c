from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from observation_samples import BOTH, LEARNING, PERFORMANCE, TWO, answers, cells

from makers import NOON, SIDES, key
from observations import late, seen, sided
from offbook.clock import DAY, HOUR, Moment
from offbook.deck.cards import ConceptId, Deck, DeckId, Side, SideId
from offbook.evidence import Hidden
from offbook.performance.account import TREND, Account, account, telling
from offbook.performance.accuracy import Trend, accuracy
from offbook.performance.discrimination import MixUp
from offbook.performance.observation import Observation, Told
from offbook.performance.windows import Calendar, Span, Window, latest, window_at
from offbook.statistics import Share

FOUR = Calendar()
SAMPLE = Deck(DeckId("sample"), "Sample", sides=SIDES)


def sides(*names: SideId) -> Deck:
    return replace(SAMPLE, sides=tuple(Side(name, name.title(), name[0]) for name in names))


def week(now: Moment = NOON) -> Window:
    return window_at(Span.WEEK, now, FOUR)


def run(right: int, n: int, at: Moment = NOON, lag: int | None = 2 * DAY) -> list[Observation]:
    """Answers to so many items, the first of them right."""
    return [
        seen(float(i < right), key=key(f"card {i}"), at=at, lag=lag, attempt=bytes([i]) * 16)
        for i in range(n)
    ]


def look(
    every: Sequence[Observation],
    window: Window | None = None,
    now: Moment = NOON,
    decks: Sequence[Deck] = (SAMPLE,),
) -> Account:
    return account(every, window or week(), now, FOUR, decks)


def test_of_nothing_there_is_nothing_and_every_window() -> None:
    found = look([])
    assert (found.first, found.practice, found.latest, found.chance) == ((), (), None, None)
    assert (found.accuracy, found.cold, found.before, found.trend, found.net) == (None,) * 5
    assert (found.tellings, found.mix_ups, found.weakest, found.timeouts) == ((), (), (), 0)
    assert found.course == tuple((window, None) for window in latest(week(), TREND))


@pytest.mark.parametrize(("days", "closed"), [(-30, False), (0, False), (3, False), (4, True), (400, True)])
def test_a_window_is_closed_from_its_end(days: int, *, closed: bool) -> None:
    # NOON is a Thursday, so its week ends with the third day after it.
    found = look(run(1, 1), now=NOON.plus(days * DAY))
    assert found.closed is closed
    assert found.today == NOON.day(4) + days
    assert found.accuracy == Share(1, 1)


def test_the_first_answer_of_a_window_counts_and_what_repeats_it_is_practice() -> None:
    wrong, again = seen(0.0, at=NOON), seen(1.0, at=NOON.plus(HOUR), place=1)
    before = seen(1.0, at=NOON.plus(-7 * DAY))
    found = look([again, wrong, before])
    assert (found.first, found.practice) == ((wrong,), (again,))
    assert (found.cold, found.before) == (Share(0, 1), Share(1, 1))


def test_headlines_are_cold() -> None:
    warm = [replace(one, key=key(f"warm {i}")) for i, one in enumerate(run(3, 3, lag=HOUR))]
    never = seen(key=key("never"), lag=None)
    found = look([*run(1, 2), *warm, never])
    assert found.accuracy == Share(5, 6)
    assert found.cold == Share(2, 3)
    assert found.course[-1] == (week(), Share(2, 3))


@pytest.mark.parametrize(
    ("now", "trend"),
    [((28, 30), Trend.UP), ((6, 30), Trend.DOWN), ((16, 30), None), ((9, 9), None), ((0, 0), None)],
)
def test_the_trend_is_from_the_window_before(now: tuple[int, int], trend: Trend | None) -> None:
    found = look([*run(15, 30, NOON.plus(-7 * DAY)), *run(*now)])
    assert found.before == Share(15, 30)
    assert found.trend is trend


def test_warm_answers_make_no_trend() -> None:
    assert look([*run(15, 30, NOON.plus(-7 * DAY)), *run(30, 30, lag=HOUR)]).trend is None


def test_the_latest_day_is_that_of_any_answer_before_the_end_of_the_window() -> None:
    long_ago, soon = NOON.plus(-1000 * DAY), NOON.plus(7 * DAY)
    found = look([seen(at=long_ago), seen(at=soon)])
    # A clock that was ahead for a week has put an answer into a week that is not this one.
    assert found.latest == long_ago.day(4)
    assert found.first == ()
    assert all(share is None for _, share in found.course)


def test_answers_out_of_time_count_and_are_counted() -> None:
    found = look([seen(key=key("one")), late(key=key("two")), late(key=key("three"), limited=False)])
    assert (found.timeouts, found.accuracy, found.on_time) == (2, Share(1, 3), Share(1, 2))


def test_each_figure_sees_what_it_is_about() -> None:
    mixed = [
        replace(one, told=Told("cat", "dog"), concepts=(ConceptId("cat"),), took=1_000 * (i + 1))
        for i, one in enumerate(run(0, 3))
    ]
    unseen = seen(key=key("unseen"), transfer=True, form="recall", took=4_000)
    found = look([*mixed, unseen])
    assert found.mix_ups == (MixUp("cat", "dog", 3),)
    assert found.transfer == Share(1, 1)
    assert [one.of for one in found.weakest] == [("sample", "cat")]
    assert {form: middle.value for form, middle in found.medians.items()} == {"recall": 4.0}
    assert found.net is not None
    assert found.net.n == 4
    assert found.thirds == {}


@pytest.mark.parametrize(
    ("names", "rows", "aspects"),
    [
        (
            TWO,
            {"learning": {LEARNING: 12}, "performance": {PERFORMANCE: 9, LEARNING: 1}},
            {PERFORMANCE: True},
        ),
        (TWO, {"learning": {LEARNING: 12}, "performance": {PERFORMANCE: 9}}, {PERFORMANCE: False}),
        # Two sides and a third that stands for both of them: one question until it comes up.
        ((*TWO, BOTH), {"learning": {LEARNING: 12}, "performance": {PERFORMANCE: 12}}, {PERFORMANCE: True}),
        (
            (*TWO, BOTH),
            {"learning": {LEARNING: 12, BOTH: 1}, "performance": {PERFORMANCE: 12}},
            {LEARNING: True, PERFORMANCE: True},
        ),
        (
            (*TWO, BOTH),
            {"learning": {LEARNING: 4}, "performance": {PERFORMANCE: 12}, "both": {BOTH: 6}},
            {LEARNING: True, PERFORMANCE: False},
        ),
    ],
)
def test_what_is_told_apart(
    names: tuple[SideId, ...],
    rows: dict[str, dict[SideId | None, int]],
    aspects: dict[SideId, bool],
) -> None:
    found = telling(cells(rows), sides(*names))
    assert found is not None
    assert found.sides == names
    assert {side: not isinstance(one, Hidden) for side, one in found.aspects.items()} == aspects


def test_a_deck_tells_of_its_own_answers_alone() -> None:
    other = replace(sided("learning", "learning"), key=key("card", "other"))
    assert telling([other, seen()], sides(*TWO)) is None
    assert telling([other], replace(sides(*TWO), id=DeckId("other"))) is not None


def in_time(one: Observation) -> tuple[int, bytes, int]:
    return one.at.ms, one.attempt, one.place


def counted(every: Sequence[Observation], window: Window) -> tuple[list[Observation], list[Observation]]:
    """The first answer to each card in a window, and the others, item by item."""
    own = [one for one in every if window.holds(one.at.day(4))]
    firsts = [min((one for one in own if one.key == item), key=in_time) for item in {one.key for one in own}]
    return firsts, [one for one in own if all(one is not first for first in firsts)]


@given(st.lists(answers, max_size=60, unique_by=lambda one: (one.attempt, one.place)), st.sampled_from(Span))
@settings(max_examples=60, deadline=None)
def test_it_is_what_counting_one_by_one_comes_to(every: list[Observation], span: Span) -> None:
    window = window_at(span, NOON, FOUR)
    found = look(every, window)
    first, practice = counted(every, window)
    assert sorted(found.first, key=id) == sorted(first, key=id)
    assert sorted(found.practice, key=id) == sorted(practice, key=id)
    guesses = []
    for at, share in found.course:
        cold = [one for one in counted(every, at)[0] if one.is_cold]
        guesses += [one.guess for one in cold]
        assert (share.n if share else 0) == len(cold)
        assert share is None or share.value == pytest.approx(fsum(one.score for one in cold) / len(cold))
    assert found.chance == (pytest.approx(fsum(guesses) / len(guesses)) if guesses else None)
    assert found.course[-1] == (window, found.cold)
    assert found.course[-2] == (window.preceding, found.before)
    assert found.accuracy == accuracy(found.first)
    days = [one.at.day(4) for one in every if one.at.day(4) < window.until]
    assert found.latest == max(days, default=None)
