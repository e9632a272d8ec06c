"""What a target looks at: each metric over first answers, with its interval and what carries it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from insight_samples import about, answers, late, name, run

from makers import DECK, NOON, SIDES, classify, deck, key
from observations import seen
from offbook.clock import DAY, HOUR
from offbook.deck.cards import SideId
from offbook.insight.gaps import Gap, State
from offbook.insight.measures import floor, read
from offbook.performance.discrimination import confusion
from offbook.performance.observation import Observation, Sifted, Told, sift
from offbook.performance.speed import net_rate
from offbook.performance.targets import Measured, Metric, counted, measured
from offbook.performance.windows import Calendar
from offbook.statistics import Interval, Share, discrimination, mean

LEFT, RIGHT = (side.id for side in SIDES)


def sifted(*first: Observation) -> Sifted:
    """Answers to items of their own."""
    return Sifted(first, ())


def sided(truth: SideId, said: SideId | None) -> Observation:
    """A classify question; None for one whose time ran out."""
    one = seen(float(truth == said), form="classify", guess=0.5)
    told = replace(one, told=Told(truth, said))
    return told if said else replace(told, timed_out=True, took=None)


def drill(hits: int, signals: int, alarms: int, noises: int) -> list[Observation]:
    """Questions whether something is on the right."""
    return [
        *(sided(RIGHT, RIGHT if i < hits else LEFT) for i in range(signals)),
        *(sided(LEFT, RIGHT if i < alarms else LEFT) for i in range(noises)),
    ]


@pytest.mark.parametrize("metric", Metric)
def test_of_nothing_there_is_nothing_to_say_but_a_count(metric: Metric) -> None:
    found = read(metric, sifted())
    assert found.found == (counted(0) if metric is Metric.LOOPS_CLOSED else None)
    assert found.used == ()
    assert not found.at_chance


def test_delayed_accuracy_looks_at_cold_answers_alone() -> None:
    cold = [seen(lag=None), seen(0.5, lag=DAY), late(lag=3 * DAY)]
    found = read(Metric.DELAYED_ACCURACY, sifted(*cold, seen(0.0, lag=DAY - 1)))
    assert found.used == tuple(cold)
    assert found.found == measured(Share(1.5, 3))


def test_the_on_time_rate_looks_at_answers_with_a_limit() -> None:
    free = replace(seen(), limited=False)
    found = read(Metric.ON_TIME, sifted(seen(), seen(0.0), late(), free))
    assert found.found == measured(Share(2, 3))
    assert free not in found.used


def test_transfer_accuracy_looks_at_what_study_never_shows() -> None:
    found = read(Metric.TRANSFER_ACCURACY, sifted(seen(0.0), seen(transfer=True), late(transfer=True)))
    assert found.found == measured(Share(1, 2))


def test_the_net_rate_is_that_of_answers_whose_time_is_known() -> None:
    timed = run(18, 20)
    unknown, accident = replace(seen(), took=None), replace(seen(), took=199)
    found, rate = read(Metric.NET_RATE, sifted(*timed, unknown, accident)), net_rate(timed)
    assert rate
    assert found.found == measured(rate)
    assert found.used == tuple(timed)


def test_a_net_rate_that_guessing_may_give_is_hidden() -> None:
    found = read(Metric.NET_RATE, sifted(*run(8, 20)))
    assert (found.found, found.at_chance, len(found.used)) == (None, True, 20)


def test_the_bias_is_told_by_its_size_and_too_few_answers_have_no_interval() -> None:
    sure = [seen(float(i < 6), confidence=3) for i in range(20)]
    found = read(Metric.BIAS, sifted(*sure, seen(), late(confidence=3))).found
    spread = mean(0.9 - (i < 6) for i in range(20))
    assert found
    assert spread
    assert found.value == pytest.approx(0.6)
    assert found.interval == spread.interval
    shy = [seen(confidence=1) for _ in range(20)]
    turned = read(Metric.BIAS, sifted(*shy)).found
    assert turned
    assert turned.interval
    assert turned.value == pytest.approx(1 - (0.25 + 0.67) / 2)
    few = read(Metric.BIAS, sifted(*sure[:19])).found
    assert few is not None
    assert few.value == pytest.approx(0.9 - 6 / 19)
    assert (few.n, few.interval) == (19, None)


def test_a_bias_that_may_have_either_sign_may_be_nothing() -> None:
    level = [seen(float(i < 18), confidence=3) for i in range(20)]
    found = read(Metric.BIAS, sifted(*level)).found
    assert found
    assert found.interval
    assert found.value == pytest.approx(0.0)
    assert found.interval.low == 0.0
    assert found.interval.high > 0.0


def test_telling_apart_is_d_prime_over_the_smaller_side() -> None:
    told = drill(17, 20, 4, 20)
    own = deck(classify())
    found = read(Metric.DISCRIMINATION, sifted(*told, sided(LEFT, None), seen()), (), [own])
    assert found.found == measured(discrimination(17, 20, 4, 20))
    assert found.found.value == pytest.approx(1.7591, abs=1e-4)
    assert found.used == tuple(told)
    assert (found.weakest, found.at_ceiling) == ((DECK, RIGHT), False)
    best = read(Metric.DISCRIMINATION, sifted(*drill(10, 10, 0, 10)), (), [own])
    assert best.at_ceiling
    assert best.found
    assert best.found.value == pytest.approx(3.3812, abs=1e-4)


def test_the_weakest_deck_counts_among_those_with_enough_answers() -> None:
    def of(which: str, told: list[Observation]) -> list[Observation]:
        return [replace(one, key=key("classify", which)) for one in told]

    decks = [deck(classify(), name=which) for which in ("good", "poor", "small")]
    answered = [
        *of("good", drill(19, 20, 1, 20)),
        *of("poor", drill(15, 20, 5, 20)),
        *of("small", drill(1, 5, 4, 5)),
    ]
    found = read(Metric.DISCRIMINATION, sifted(*answered), (), decks)
    assert found.weakest == ("poor", RIGHT)
    assert found.found == measured(discrimination(15, 20, 5, 20))
    nobody = read(Metric.DISCRIMINATION, sifted(*answered), (), decks, 21)
    assert nobody.found
    assert nobody.found.n == 20
    small = read(Metric.DISCRIMINATION, sifted(*answered[80:]), (), decks)
    assert small.found
    assert small.found.n == 5


def test_both_makes_each_side_a_question_of_its_own() -> None:
    both = SideId("both")
    sides = (*SIDES, replace(SIDES[0], id=both))
    own = replace(deck(classify()), sides=sides)
    told = [*drill(10, 12, 2, 12), *(sided(both, both if i < 3 else LEFT) for i in range(12))]
    found = read(Metric.DISCRIMINATION, sifted(*told), (), [own])
    table = confusion(told, [side.id for side in sides])
    aspects = {side: table.aspect(side, both) for side in (LEFT, RIGHT)}
    assert found.found
    assert found.weakest
    assert found.found.value == min(one.d for one in aspects.values())
    assert found.found.value == aspects[found.weakest[1]].d


def test_loops_are_counted_and_rest_on_the_answers_that_closed_them() -> None:
    closing = replace(seen(concepts=about("sun")), given=NOON.plus(HOUR))
    other = replace(seen(concepts=about("moon")), given=NOON.plus(HOUR))
    gap = Gap(name("sun"), 0, (key("a"),), 0, State.CLOSED, NOON.plus(HOUR))
    found = read(Metric.LOOPS_CLOSED, Sifted((other,), (closing,)), [gap])
    assert found.found == Measured(1.0, 1, None)
    assert found.used == (closing,)


def test_every_metric_has_the_floor_of_its_figure() -> None:
    assert {metric: floor(metric) for metric in Metric} == {
        Metric.DELAYED_ACCURACY: 10,
        Metric.ON_TIME: 10,
        Metric.NET_RATE: 10,
        Metric.DISCRIMINATION: 10,
        Metric.TRANSFER_ACCURACY: 10,
        Metric.LOOPS_CLOSED: 0,
        Metric.BIAS: 20,
    }


@given(st.lists(answers, max_size=40), st.sampled_from(Metric))
@settings(max_examples=60)
def test_what_is_measured_lies_in_its_interval(every: list[Observation], metric: Metric) -> None:
    parted = sift(every, None, Calendar())
    found = read(metric, parted, (), [deck(classify())])
    assert set(found.used) <= {*parted.first, *parted.practice}
    if found.found:
        assert found.found.n <= max(len(found.used), found.found.n * (metric is Metric.LOOPS_CLOSED))
        interval: Interval | None = found.found.interval
        assert interval is None or interval.low - 1e-9 <= found.found.value <= interval.high + 1e-9
