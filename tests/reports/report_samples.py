"""A panel for each drawing there is, and a report of them, made by hand."""

from __future__ import annotations

from datetime import datetime
from math import exp

from makers import DAY_ONE
from offbook.deck.cards import ConceptId, DeckId, SideId
from offbook.evidence import Early, Hidden, Solid
from offbook.insight.integration import Place
from offbook.panels.drawing import (
    Bars,
    Bells,
    Calendar,
    Chart,
    Drawing,
    Estimate,
    Estimates,
    Gauge,
    Gauges,
    Map,
    Matrix,
    Strip,
)
from offbook.panels.panel import Glass, Panel, Tab
from offbook.panels.scale import Scale, Tick, counts, days
from offbook.panels.series import Around, Level, Mark, Point, Rule, Series, Upright
from offbook.performance.discrimination import Confusion
from offbook.performance.targets import History, State
from offbook.performance.windows import Span
from offbook.reports.report import Report
from offbook.statistics import Interval, Share, discrimination

LONG_NAME = "a name that is far too long for the room it has here"
SIDES = (SideId("learning"), SideId("performance"), SideId("both"))
TABLE = Confusion(SIDES, ((9, 1, 2), (3, 8, 1), (1, 2, 3)), (0, 1, 0))


def _chart() -> Chart:
    """Accuracy of six weeks against a target and chance."""
    spans = ((0.5, 0.2, True), (0.62, 0.15, True), (0.7, 0.1, False), (0.66, 0.1, False), (0.84, 0.08, False))
    points = [
        Point(week, share, Interval(share - half, min(share + half, 1.0)), early=early)
        for week, (share, half, early) in enumerate(spans)
    ]
    across = Scale(0, 5, tuple(Tick(week, f"{3 + 7 * week} Nov") for week in range(4)))
    levels = (Level(Rule.TARGET, 0.8, "target 80%"), Level(Rule.CHANCE, 0.42, "chance 42%"))
    return Chart((Series.parted("accuracy", points),), across, around=Around(levels))


def _curve() -> Chart:
    """A forgetting curve with a jump, and two further lines with bands."""
    first = tuple(Point(day, exp(-day / 60)) for day in range(1, 30))
    then = tuple(Point(day, exp(-(day - 29) / 200)) for day in range(30, 91))
    band = [Point(day, 0.9 - day / 200, Interval(0.8 - day / 200, 1 - day / 200)) for day in range(1, 91, 10)]
    third = [Point(day, 0.3 + day / 300) for day in range(1, 91, 10)]
    series = (Series("recall", (first, then)), Series.joined("expected", band), Series.joined("third", third))
    around = Around(uprights=(Upright(60, "today"),), marks=(Mark(30, passed=True), Mark(45, passed=False)))
    return Chart(series, days(91), around=around)


def _counted() -> Chart:
    points = [Point(week, week * 7.0) for week in range(12)]
    ticks = tuple(Tick(week, f"week {week}") for week in range(0, 12, 2))
    return Chart((Series.joined("", points),), Scale(0, 12, ticks), counts(80))


def _map() -> Map:
    found = [
        Place(
            (DeckId("sample"), ConceptId(f"c{at}")),
            at % 9 / 8,
            Share(min(at % 7 * 2.0, at % 4 + 3), at % 4 + 3),
            0.7,
        )
        for at in range(30)
    ]
    bare = [
        Place((DeckId("sample"), ConceptId(f"u{at}")), at / 10 if at else None, None, 0.7) for at in range(9)
    ]
    return Map((*found, *bare))


DRAWINGS: dict[str, Drawing] = {
    "accuracy-course": _chart(),
    "curve": _curve(),
    "stability": _counted(),
    "illusion": Estimates(
        (
            Estimate("right away", 0.93, Interval(0.88, 0.96), "140 of 151"),
            Estimate("after a day to a week", 17 / 24, Interval(0.51, 0.85), "17 of 24", early=True),
            Estimate(LONG_NAME, 1.0, Interval(0.2, 1.0), "12 of 12"),
            Estimate("none", 0.0, Interval(0.0, 0.3), "0 of 12"),
        ),
        target=0.8,
        chance=0.5,
    ),
    "forecast": Bars(
        (12, 30, 0, 4, 9, 1, 50, *range(23)),
        (Tick(0, "today"), Tick(7, "1 wk"), Tick(14, "2 wk"), Tick(29, "30 d")),
    ),
    "calendar": Calendar({DAY_ONE - at: at * 7 % 60 for at in range(360) if at % 5}, DAY_ONE, "review"),
    "coverage": Gauges(
        (
            Gauge("classify", 20, 34, 62),
            Gauge("claim", 0, 1, 900),
            Gauge("choice", 12, 12, 12),
            Gauge("cloze", 0, 0, 4),
        ),
        "known",
        "seen",
    ),
    "telling-apart": Bells(discrimination(17, 20, 4, 20), "learning", "performance"),
    "taken-for": Matrix(TABLE, SIDES),
    "map": _map(),
    "target": Strip(
        History((State.MET, State.SECURED, State.MISSED, State.TOO_EARLY, State.MET, State.OPEN)), Span.WEEK
    ),
}
"""One of each kind, and three charts, by the id of the panel it belongs to."""


def panel(name: str = "accuracy", drawing: Drawing | None = None) -> Panel:
    """A panel with everything that one can have."""
    return Panel(
        id=name,
        title=name.replace("-", " ").capitalize(),
        value="17 of 24  ~71%  (51-85)",
        told="Right answers at least a day cold.",
        lines=(("last week", "9 of 12  ~75%  (47-91)"), ("all answers", "40 of 52  77%  (64-86)")),
        drawing=drawing,
        drawn=f"What {name} shows, in words.",
        evidence=Early(),
        data={"score": 17, "n": 24, "share": 17 / 24, "interval": [0.51, 0.85]},
        glass=Glass(
            "Right answers over all first answers; Wilson's interval.",
            "this week, 23-29 Nov; open",
            24,
            "answers",
            ("2 repeats: practice",),
            (("guess-corrected", "~55%"),),
        ),
    )


BARE = Panel("speed", "Speed", "1 of 8, 7 more", evidence=Hidden(7, "right answers"), data={"median": None})
"""A panel with nothing to show yet."""
KNOWN = Panel(
    "knowledge", "Knowledge", "48 of 62  77%  (70-84)", model=True, evidence=Solid(), data={"n": 62}
)
"""A figure of the model."""


def tabs() -> tuple[Tab, ...]:
    """The three tabs, with every drawing among them."""
    drawn = [panel(name, drawing) for name, drawing in DRAWINGS.items()]
    return (
        Tab("learning", "Learning", "Most of it lasts.", (KNOWN, *drawn[1:3], *drawn[4:7])),
        Tab("performance", "Performance", "", (panel(), drawn[0], *drawn[7:9], drawn[10], BARE)),
        Tab("together", "Together", "Integrated: what is held is shown.", (drawn[9], drawn[3])),
    )


def report(found: tuple[Tab, ...] | None = None, *, simulated: bool = True) -> Report:
    """A report of them."""
    return Report(
        period="23-29 Nov 2026",
        state="not over when this was made",
        decks=("Learning and performance", "Capitals"),
        made=datetime(2026, 11, 25, 9, 5),  # noqa: DTZ001 - as the wall clock showed it
        version="0.1.0",
        simulated=simulated,
        tabs=tabs() if found is None else found,
        within=(("Studied", "312 reviews on 5 days"), ("Performed", "80 answers in 4 attempts")),
    )
