"""The course of accuracy: window after window, against target and chance."""

from __future__ import annotations

from collections.abc import Sequence

from offbook.evidence import Against, Early, against
from offbook.insight.wording import count, percent
from offbook.panels.drawing import Chart
from offbook.panels.panel import Data, Glass, Panel, Source
from offbook.panels.performance import performed, spans
from offbook.panels.performance.performed import Performed, levelled, levels, shown
from offbook.panels.scale import Scale, Tick
from offbook.panels.series import Around, Point, Series
from offbook.panels.telling import WILSON, as_share
from offbook.performance.targets import Metric
from offbook.performance.windows import Window
from offbook.statistics import Share

_LABELLED = 5
"""Windows from one label of the axis to the next."""

Stage = tuple[Window, Share | None]
"""A window and how much was right in it."""


def course(seen: Performed) -> Panel:
    """Cold accuracy of the latest windows, a point for each that has enough answers."""
    account = seen.account
    stages, target = account.course, seen.target(Metric.DELAYED_ACCURACY)
    points = tuple(
        Point(place, found.value, found.interval, isinstance(performed.enough(found), Early))
        for place, (_, found) in enumerate(stages)
        if found and shown(found)
    )
    most = max((found for _, found in stages if found), key=lambda found: found.n, default=None)
    return Panel(
        id="accuracy-course",
        title=f"Accuracy over {_stretch(seen)}",
        value=_value(seen, len(points)),
        told=_told(points, target, account.window.span) if target is not None and points else "",
        drawing=_chart(seen, points, target) if points else None,
        drawn=_drawn(seen, points, target) if points else "",
        evidence=performed.enough(most),
        data=seen.data(_numbers(seen, target)),
        glass=Glass(
            formula=f"For each {account.window.span}: score over first answers, a day cold. {WILSON}",
            window=_stretch(seen),
            n=_answers(stages),
            of="cold answers",
            details=tuple(("mean guess", one.name) for one in levels(None, account.chance)),
            sources=lambda: [Source(_row(seen, stage)) for stage in reversed(stages)],
        ),
    )


def _stretch(seen: Performed) -> str:
    window, today = seen.account.window, seen.account.today
    return f"{len(seen.account.course)} {window.span}s, up to {spans.short(window, today)}"


def _answers(stages: Sequence[Stage]) -> int:
    return sum(found.n for _, found in stages if found)


def _value(seen: Performed, points: int) -> str:
    stages = seen.account.course
    answers = count(_answers(stages), "cold answer")
    if not points:
        return f"{answers} in {len(stages)} {seen.account.window.span}s, ten in one make a point"
    return f"{answers}, enough for a point in {points} of {len(stages)} {seen.account.window.span}s"


def _told(points: Sequence[Point], target: float, span: str) -> str:
    """How often the target was beyond doubt reached, or missed."""
    found = [against(point.interval, target) for point in points]
    above, below, unclear = (
        count(found.count(one), span) for one in (Against.ABOVE, Against.BELOW, Against.UNCLEAR)
    )
    aim = percent(target)
    return f"Above the target of {aim} in {above}, below in {below}; of {unclear} it can't be told."


def _chart(seen: Performed, points: tuple[Point, ...], target: float | None) -> Chart:
    """The points on an axis with half a window to spare on either side."""
    stages, across = seen.account.course, levels(target, seen.account.chance)
    last = len(stages) - 1
    ticks = tuple(Tick(place, spans.label(stages[place][0])) for place in range(last, -1, -_LABELLED))
    scale = Scale(-0.5, last + 0.5, ticks[::-1])
    return Chart((Series.parted("a day cold", points),), scale, around=Around(levels=across))


def _drawn(seen: Performed, points: Sequence[Point], target: float | None) -> str:
    told = (_row(seen, seen.account.course[round(point.x)]) for point in points)
    return levelled(f"{'; '.join(told)}.", levels(target, seen.account.chance))


def _row(seen: Performed, stage: Stage) -> str:
    window, found = stage
    return f"{spans.dates(window, seen.account.today)}: {seen.share(found, window)}"


def _numbers(seen: Performed, target: float | None) -> dict[str, Data]:
    today = seen.account.today
    windows: list[Data] = [
        {**spans.as_window(window, today), **as_share(found)} for window, found in seen.account.course
    ]
    return {"course": windows, "target": target, "chance": seen.account.chance}
