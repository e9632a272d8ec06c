"""Windows of performance, and what their panels say, for tests of the Performance tab."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict, Unpack

from hypothesis import strategies as st

from makers import NOON, choice, classify, key
from offbook.clock import DAY, HOUR, Moment
from offbook.deck.cards import CardKey, Concept, ConceptId, Deck, DeckId, Side, SideId
from offbook.panels.panel import Data, Panel, Tab
from offbook.panels.performance import tab
from offbook.performance import account
from offbook.performance.observation import Observation, Told
from offbook.performance.targets import Direction, Goal, Metric
from offbook.performance.windows import Calendar, Span, Window, window_at

LEARNING, PERFORMANCE, BOTH = SideId("learning"), SideId("performance"), SideId("both")
THREE = (LEARNING, PERFORMANCE, BOTH)
FOUR = Calendar()
PLAIN = Observation(
    attempt=bytes(16),
    place=0,
    key=key("card"),
    concepts=(ConceptId("concept"),),
    form="choice",
    guess=0.25,
    at=NOON,
    took=3_000,
    response="Paris",
    score=1.0,
    confidence=None,
    recall=None,
    lag=2 * DAY,
    exposure=1,
    transfer=False,
    limited=True,
    timed_out=False,
    feedback_at=None,
)
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


class More(TypedDict, total=False):
    """What an answer may be told beyond its score."""

    attempt: bytes
    key: CardKey
    concepts: tuple[ConceptId, ...]
    form: str
    guess: float
    at: Moment
    took: int | None
    lag: int | None
    transfer: bool
    limited: bool
    told: Told | None


def seen(score: float = 1.0, **more: Unpack[More]) -> Observation:
    """A right answer to a choice, a day cold, unless told."""
    return replace(PLAIN, score=score, **more)


def late(**more: Unpack[More]) -> Observation:
    """A question whose time ran out."""
    return replace(seen(0.0, **more), timed_out=True, took=more.get("took"), response="")


def sided(truth: SideId, said: SideId | None) -> Observation:
    """A classify question; None for one whose time ran out."""
    one = seen(float(truth == said), form="classify", guess=1 / 3, told=Told(truth, said))
    return one if said else replace(one, timed_out=True, took=None)


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


def panel(found: Tab, name: str) -> Panel:
    (one,) = (one for one in found.panels if one.id == name)
    return one


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
        yield from (one.title, one.value, one.told, one.drawn)
        yield from (f"{name} {value}" for name, value in (*one.lines, *one.glass.details))
        yield from (one.glass.formula, one.glass.window, *one.glass.left_out)
        yield from (source.text for source in one.glass.sources())


def shape(data: Data) -> object:
    """The names in some data, without its values; of a list, the names in what it holds."""
    if isinstance(data, dict):
        return {name: shape(value) for name, value in data.items()}
    if isinstance(data, list) and data and isinstance(data[0], dict):
        return shape(data[0])
    return None


def leaves(data: Data) -> Iterator[dict[str, Data]]:
    """Every object in some data."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from leaves(value)
    if isinstance(data, list):
        for value in data:
            yield from leaves(value)


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
