"""What a target looks at, measured over the first answers of one window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from offbook.deck.cards import Deck, DeckId, SideId
from offbook.evidence import NEEDS, Figure
from offbook.insight import calibration
from offbook.insight.gaps import Gap
from offbook.performance import accuracy, speed
from offbook.performance.account import BOTH, telling
from offbook.performance.observation import Observation, Sifted
from offbook.performance.targets import Measured, Metric, counted, measured
from offbook.statistics import Discrimination, Interval, Mean, Share

Side = tuple[DeckId, SideId]
"""A side of a deck, and so the question whether something involves it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric over one window, as far as it can be told."""

    found: Measured | None
    """None while nothing can be said."""
    used: tuple[Observation, ...] = ()
    """The answers it rests on, in the order they came in; of loops, those that closed one."""
    at_chance: bool = False
    """Whether it is hidden because the right answers may all be guesses."""
    weakest: Side | None = None
    """What is told worst from the rest, where that is what is measured."""
    at_ceiling: bool = False
    """Whether the value is only the least that it may be: nothing better can be measured."""


def figure_of(metric: Metric) -> Figure | None:
    """The figure whose minimum counts hold for a metric; None for a count, which needs none."""
    match metric:
        case Metric.DELAYED_ACCURACY | Metric.ON_TIME | Metric.TRANSFER_ACCURACY:
            return Figure.ACCURACY
        case Metric.NET_RATE:
            return Figure.NET_RATE
        case Metric.DISCRIMINATION:
            return Figure.DISCRIMINATION
        case Metric.BIAS:
            return Figure.BIAS
        case Metric.LOOPS_CLOSED:
            return None
        case other:
            assert_never(other)


def floor(metric: Metric) -> int:
    """Answers below which a metric is neither shown nor judged; 0 for a count."""
    figure = figure_of(metric)
    return max(need.shown for need in NEEDS[figure]) if figure else 0


def read(
    metric: Metric,
    answers: Sifted,
    closed: Sequence[Gap] = (),
    decks: Sequence[Deck] = (),
    least: int = 0,
) -> Reading:
    """Measure the first answers of a window; gaps are closed by any answer.

    ``closed`` are the gaps that were closed in it, ``decks`` those whose sides can be told apart;
    the weakest side is sought among those with ``least`` answers on either side, if there are any.
    """
    first = answers.first
    match metric:
        case Metric.DELAYED_ACCURACY:
            cold = [one for one in first if one.is_cold]
            return _share(accuracy.accuracy(cold), cold)
        case Metric.ON_TIME:
            limited = [one for one in first if one.limited]
            return _share(accuracy.on_time(limited), limited)
        case Metric.TRANSFER_ACCURACY:
            unseen = [one for one in first if one.transfer]
            return _share(accuracy.transfer(unseen), unseen)
        case Metric.NET_RATE:
            return _net(first)
        case Metric.DISCRIMINATION:
            return _weakest(first, decks, max(least, floor(metric)))
        case Metric.BIAS:
            return _bias(first)
        case Metric.LOOPS_CLOSED:
            return Reading(counted(len(closed)), _closing((*first, *answers.practice), closed))
        case other:
            assert_never(other)


def _share(found: Share | None, used: Sequence[Observation]) -> Reading:
    return Reading(measured(found) if found else None, tuple(used))


def _net(first: Sequence[Observation]) -> Reading:
    used = tuple(one for one in first if (one.took or 0) >= speed.ACCIDENT)
    found = speed.net_rate(used)
    if found is None:
        return Reading(None)
    if isinstance(found.evidence, speed.AtChance):
        return Reading(None, used, at_chance=True)
    return Reading(measured(found), used)


def _weakest(first: Sequence[Observation], decks: Iterable[Deck], least: int) -> Reading:
    aspects = [one for deck in decks for one in _aspects(first, deck)]
    if not aspects:
        return Reading(None)
    judged = [one for one in aspects if _smaller(one[1]) >= least]
    if judged:
        side, found = min(judged, key=lambda one: one[1].d)
    else:
        side, found = max(aspects, key=lambda one: _smaller(one[1]))
    used = tuple(one for one in first if one.key.deck == side[0] and _is_sided(one))
    return Reading(measured(found), used, weakest=side, at_ceiling=found.at_ceiling)


def _aspects(first: Sequence[Observation], deck: Deck) -> Iterable[tuple[Side, Discrimination]]:
    told = telling(first, deck)
    both = BOTH if told and BOTH in told.sides else None
    return [((deck.id, side), told.table.aspect(side, both)) for side in told.aspects] if told else []


def _smaller(found: Discrimination) -> int:
    return min(found.signals, found.noises)


def _is_sided(one: Observation) -> bool:
    return one.form == "classify" and not one.timed_out and bool(one.told and one.told.chosen)


def _bias(first: Sequence[Observation]) -> Reading:
    """The size of the bias; with too few answers for an interval, without one."""
    used = tuple(one for one in first if one.confidence is not None and not one.timed_out)
    found = calibration.confidence(used).calibration
    if found.said is None or found.came is None:
        return Reading(None)
    if isinstance(found.bias, Mean):
        return Reading(Measured(abs(found.bias.value), found.n, _unsigned(found.bias.interval)), used)
    return Reading(Measured(abs(found.said - found.came.value), found.n, None), used)


def _unsigned(found: Interval) -> Interval:
    """Where the size lies of what lies in an interval."""
    ends = abs(found.low), abs(found.high)
    return Interval(0.0 if 0.0 in found else min(ends), max(ends))


def _closing(seen: Iterable[Observation], closed: Iterable[Gap]) -> tuple[Observation, ...]:
    """The answers that closed gaps."""
    when = {(gap.concept, gap.closed_at) for gap in closed}
    return tuple(one for one in seen if (accuracy.concept_of(one), one.answered_at) in when)
