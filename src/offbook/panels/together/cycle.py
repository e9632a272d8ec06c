"""The cycle of learning and performance: gaps that quizzes open, study relearns, and quizzes close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil
from typing import assert_never

from offbook.deck.cards import DeckId
from offbook.evidence import Figure, Hidden, known, standing
from offbook.insight import cycle as cycles
from offbook.insight.cycle import Cycle
from offbook.insight.gaps import Gap, State
from offbook.insight.wording import count
from offbook.panels import telling
from offbook.panels.drawing import Gauge, Gauges
from offbook.panels.panel import Data, Glass, Panel, Source
from offbook.panels.together.joined import Joined

MOST = 8
"""Gaps that are told in lines; the others are rows behind the figure."""
_FORMULA = (
    "A gap opens by a miss, wrong or too late, and by a right answer at the lowest confidence. Recalled in "
    "study it is relearned. It closes by a right answer a day cold, on another card of the concept where "
    "there is one."
)
_DAYS = "Days to close: from the miss to the closing answer; the median, interval by order statistics."
_WINDOW = "every quiz so far"


def cycle_panel(seen: Joined) -> Panel:
    """How far every gap that ever opened has come, and how long closing takes."""
    found = seen.account.cycle
    gauges = tuple(_gauges(seen))
    days = known(found.days_to_close)
    return Panel(
        id="cycle",
        title="The cycle",
        value=f"{found.closed:,} of {count(found.opened, 'gap')} closed" if found.opened else "no gap so far",
        told=cycles.words(found),
        lines=tuple(_lines(found)),
        drawing=Gauges(gauges, State.CLOSED.value, State.RELEARNED.value) if gauges else None,
        drawn=_drawn(gauges),
        data={
            "gaps": found.opened,
            "open": found.open,
            "relearned": found.relearned,
            "closed": found.closed,
            "days_to_close": days.value if days else None,
            "days_to_close_interval": telling.as_interval(days.interval if days else None),
            "oldest_days": found.oldest,
        },
        glass=Glass(
            formula=f"{_FORMULA} {_DAYS}",
            window=_WINDOW,
            n=found.opened,
            of="gaps",
            left_out=("questions that were never looked at; gaps of decks that are not here",),
            sources=lambda: _rows(seen, sorted(seen.account.gaps, key=lambda gap: -gap.since)),
        ),
    )


def gaps_panel(seen: Joined) -> Panel:
    """The gaps that are not closed: open ones first, those missed last before others."""
    waiting = unclosed(seen.account.gaps)
    states = Counter(gap.state for gap in waiting)
    rest = len(waiting) - MOST
    return Panel(
        id="gaps",
        title="Gaps",
        value=f"{states[State.OPEN]:,} open, {states[State.RELEARNED]:,} relearned"
        if waiting
        else "none is open",
        told=_asked(states),
        lines=(
            *((seen.concept(gap.concept), _state(gap, seen)) for gap in waiting[:MOST]),
            *([(f"{rest:,} more", "among the rows behind this figure")] if rest > 0 else []),
        ),
        data={"gaps": [_datum(gap, seen) for gap in waiting]},
        glass=Glass(
            formula=_FORMULA,
            window=_WINDOW,
            n=len(waiting),
            of="gaps",
            left_out=("gaps that are closed: they stand in the cycle",),
            sources=lambda: _rows(seen, waiting),
        ),
    )


def unclosed(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """The gaps that wait: for study, the last missed first; then for a quiz, the oldest first."""
    every = tuple(gaps)
    open_ = sorted(
        (one for one in every if one.state is State.OPEN), key=lambda one: (-one.last, one.concept)
    )
    relearned = (one for one in every if one.state is State.RELEARNED)
    return (*open_, *sorted(relearned, key=lambda one: (one.since, one.concept)))


def _lines(found: Cycle) -> Iterable[tuple[str, str]]:
    if not found.opened:
        return
    days = found.days_to_close
    if isinstance(days, Hidden):
        yield "days to close", f"{count(found.closed, 'closed gap')}, {days.missing} more for a median"
    else:
        told = f"{max(1, ceil(days.value)):,}"
        told += f" ({ceil(days.interval.low):,}-{ceil(days.interval.high):,})" if days.interval else ""
        median = telling.marked(told, standing(Figure.MEDIAN_TIME, days.n))
        yield "days to close", f"{count(days.n, 'closed gap')}  median {median}"
    if found.oldest is not None:
        yield "oldest not closed", telling.days(found.oldest)


def _gauges(seen: Joined) -> Iterable[Gauge]:
    """One for each deck with gaps."""
    by_deck: dict[DeckId, Counter[State]] = {}
    for gap in seen.account.gaps:
        by_deck.setdefault(gap.concept[0], Counter())[gap.state] += 1
    for deck, states in by_deck.items():
        closed = states[State.CLOSED]
        yield Gauge(seen.names.deck(deck), closed, closed + states[State.RELEARNED], states.total())


def _drawn(gauges: Sequence[Gauge]) -> str:
    parts = (
        f"{one.name}: {one.reached:,} of {one.whole:,} closed, {one.begun - one.reached:,} relearned"
        for one in gauges
    )
    return "; ".join(parts) + "." if gauges else ""


def _asked(states: Counter[State]) -> str:
    """What the gaps wait for."""
    parts = (
        ("An open gap waits for study.", states[State.OPEN]),
        ("A relearned one waits for a right answer a day cold.", states[State.RELEARNED]),
    )
    return " ".join(told for told, number in parts if number) or "What a quiz finds missing stands here."


def _state(gap: Gap, seen: Joined) -> str:
    since, cards = telling.on(seen.day(gap.since).toordinal()), count(len(gap.missed), "card")
    match gap.state:
        case State.OPEN:
            return f"open since {since}, on {cards}"
        case State.RELEARNED:
            return f"relearned, open since {since}, on {cards}"
        case State.CLOSED:
            closed = telling.on(gap.closed_at.day(0)) if gap.closed_at else ""
            return f"closed {closed}, open since {since}, on {cards}"
        case other:
            assert_never(other)


def _rows(seen: Joined, gaps: Iterable[Gap]) -> list[Source]:
    """A gap opens the card on which it showed, or another of its concept."""
    return [
        Source(
            f"{seen.concept(gap.concept)}  {_state(gap, seen)}",
            next(filter(None, map(seen.names.card, reversed(gap.missed))), seen.opens(gap.concept)),
        )
        for gap in gaps
    ]


def _datum(gap: Gap, seen: Joined) -> dict[str, Data]:
    deck, concept = gap.concept
    return {
        "deck": deck,
        "concept": concept,
        "state": gap.state.value,
        "since": seen.day(gap.since).isoformat(),
        "last": seen.day(gap.last).isoformat(),
        "cards": [key.card for key in gap.missed],
    }
