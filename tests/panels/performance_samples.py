"""Windows of performance, and what their panels say, for tests of the Performance tab."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import reading
from hypothesis import strategies as st

from makers import NOON, choice, classify, key
from observations import late, seen, sided
from offbook.clock import DAY, HOUR, Moment
from offbook.deck.cards import Concept, ConceptId, Deck, DeckId, Side, SideId
from offbook.panels.panel import Panel, Tab
from offbook.panels.performance.tab import tab
from offbook.performance import account
from offbook.performance.observation import Observation
from offbook.performance.targets import Direction, Goal, Metric
from offbook.performance.windows import Calendar, Span, Window, window_at

LEARNING, PERFORMANCE, BOTH = SideId("learning"), SideId("performance"), SideId("both")
THREE = (LEARNING, PERFORMANCE, BOTH)
FOUR = Calendar()
GOALS = tuple(
    Goal(metric, Direction.AT_LEAST, target, span)
    for span in Span
    for metric, target in (
        (Metric.DELAYED_ACCURACY, 0.8),
        (Metric.ON_TIME, 0.95),
        (Metric.NET_RATE, 6.0),
        (Metric.DISCRIMINATION, 1.5),
    )
)


def sided_deck(*sides: SideId, name: str = "sample") -> Deck:
    """A deck with these sides and a card for each of them, and one concept that has a name."""
    return Deck(
        DeckId(name),
        name.title(),
        sides=tuple(Side(side, side.title(), side[0]) for side in sides),
        concepts=(Concept(ConceptId("concept"), "The\nconcept"), Concept(ConceptId("concept 1"), "First")),
        cards=(*(classify(f"about {side}", side) for side in sides), choice("card 0")),
    )


DECK = sided_deck(*THREE)
TWO_SIDED = sided_deck(LEARNING, PERFORMANCE)


def window(span: Span = Span.WEEK, at: Moment = NOON) -> Window:
    return window_at(span, at, FOUR)


def look(
    every: Iterable[Observation],
    within: Window | None = None,
    now: Moment = NOON,
    decks: Sequence[Deck] = (DECK,),
    goals: Sequence[Goal] = (),
) -> Tab:
    """The tab of a window, this week's unless told."""
    return tab(account.account(every, within or window(), now, FOUR, decks), decks, (), goals)


def line(one: Panel, name: str) -> str:
    return dict(one.lines)[name]


def distinct(every: Iterable[Observation]) -> list[Observation]:
    """The same answers, each to an item of its own."""
    return [replace(one, key=key(f"card {i}"), place=i) for i, one in enumerate(every)]


def run(right: int, n: int, at: Moment = NOON, lag: int | None = 2 * DAY) -> list[Observation]:
    """Answers to so many items, so many of them right."""
    return distinct(seen(float(i < right), at=at, lag=lag) for i in range(n))


def told(rows: Mapping[SideId, Mapping[SideId | None, int]]) -> list[Observation]:
    """Classify questions by right side and side said."""
    return distinct(
        sided(truth, said) for truth, row in rows.items() for said, n in row.items() for _ in range(n)
    )


THIRTY = told(
    {
        LEARNING: {LEARNING: 9, PERFORMANCE: 1, BOTH: 2},
        PERFORMANCE: {LEARNING: 3, PERFORMANCE: 8, BOTH: 1},
        BOTH: {LEARNING: 1, PERFORMANCE: 2, BOTH: 3},
    }
)
"""The thirty answers with known figures."""


def texts(found: Tab) -> Iterator[str]:
    """Everything a tab says, wherever it says it."""
    yield found.headline
    for one in found.panels:
        yield from reading.texts(one)
        yield one.glass.formula


scored = st.builds(
    lambda score, **more: seen(score, **more) if score is not None else late(**more),
    st.sampled_from([None, 0.0, 0.0, 0.5, 1.0, 1.0, 1.0]),
    concepts=st.integers(0, 4).map(lambda i: (ConceptId(f"concept {i}"),)),
    form=st.sampled_from(["recall", "choice", "claim"]),
    guess=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
    took=st.one_of(st.none(), st.integers(0, 60_000)),
    transfer=st.booleans(),
    limited=st.booleans(),
)
sidings = st.builds(sided, st.sampled_from(THREE), st.sampled_from([*THREE, None]))


@st.composite
def lives(draw: st.DrawFn, least: int = 0, most: int = 80) -> list[Observation]:
    """Answers of some weeks or of one day, mostly to items of their own, some of them warm."""
    every = draw(st.lists(st.one_of(scored, sidings), min_size=least, max_size=most))
    days = draw(st.sampled_from([(0,), (-1, 0), tuple(range(-80, 2))]))
    when = draw(st.lists(st.sampled_from(days), min_size=len(every), max_size=len(every)))
    lags = draw(st.lists(st.sampled_from([None, HOUR, 3 * DAY]), min_size=len(every), max_size=len(every)))
    return [
        replace(one, place=i, key=key(f"card {i % 50}"), at=NOON.plus(day * DAY), lag=lag)
        for i, (one, day, lag) in enumerate(zip(every, when, lags, strict=True))
    ]
