"""The integration map: concepts by what is held in memory and what is shown cold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import dist

from offbook.evidence import Solid
from offbook.insight.integration import LINE, Place, Quadrant
from offbook.panels.drawing import CORNERS, Map
from offbook.panels.scale import PERCENT
from offbook.reports.element import Element
from offbook.reports.svg.frame import Frame, margin
from offbook.reports.svg.sheet import LETTER, WIDTH, Where, dot, group, line, sheet, text

_HEIGHT = 300.0
_APART = 17.0
"""Concepts nearer than this are one point with their number."""


def quadrants(drawing: Map) -> Element:
    """Learning to the right, performance upwards, both 0 to 100; the unmeasured on a strip beneath."""
    places = drawing.places
    unmeasured = [one for one in places if one.performance is None]
    left = margin(PERCENT)
    frame = Frame(left, 26.0, WIDTH - left - 3 * LETTER, _HEIGHT, PERCENT, PERCENT)
    measured = [
        (frame.at(one.recall or 0.0, one.performance), one) for one in places if one.performance is not None
    ]
    across, up = frame.x(LINE), frame.y(LINE)
    return sheet(
        frame.foot + (104 if unmeasured else 62),
        frame.draw(),
        line((across, frame.top), (across, frame.foot), "axis"),
        line((frame.left, up), (frame.right, up), "axis"),
        *_corners(frame, places),
        text((frame.left + frame.width / 2, frame.foot + 36), "learning →", anchor="middle"),
        text((frame.left + frame.width / 2, frame.top - 10), "↑ performance", anchor="middle"),
        *_points(measured),
        *(_strip(frame, unmeasured) if unmeasured else ()),
    )


def _corners(frame: Frame, places: Sequence[Place]) -> Iterator[Element]:
    """The names of the quadrants outside the map, each with how many concepts stand there."""
    found = Counter(place.quadrant for place in places)
    for foot, (left, right) in zip((frame.top - 10, frame.foot + 36), CORNERS, strict=True):
        yield text((frame.left, foot), f"{left} {found[left]}", "name")
        yield text((frame.right, foot), f"{right} {found[right]}", "name", "end")


def _points(found: Iterable[tuple[Where, Place]]) -> Iterator[Element]:
    """A point for each concept, hollow if little is known of it; those that would touch are one."""
    for at, held in _heaped(found):
        if len(held) == 1:
            yield dot(at, 5, "point one" if isinstance(held[0].evidence, Solid) else "point one early")
        else:
            number = text((at[0], at[1] + 4), f"{len(held):,}", "number", "middle")
            yield group(dot(at, 8, "point one"), number)


def _heaped(found: Iterable[tuple[Where, Place]]) -> Iterable[tuple[Where, list[Place]]]:
    """Each concept with those nearer to it than ``_APART`` that came after it, on its side of the lines."""
    heaps: list[tuple[Where, list[Place]]] = []
    cells: defaultdict[tuple[int, int], list[tuple[Where, list[Place]]]] = defaultdict(list)
    for at, place in found:
        column, row = int(at[0] // _APART), int(at[1] // _APART)
        near = (one for x in (-1, 0, 1) for y in (-1, 0, 1) for one in cells[column + x, row + y])
        heap = next(
            (held for where, held in near if dist(where, at) < _APART and held[0].quadrant is place.quadrant),
            None,
        )
        if heap is None:
            heaps.append((at, [place]))
            cells[column, row].append(heaps[-1])
        else:
            heap.append(place)
    return heaps


def _strip(frame: Frame, unmeasured: Sequence[Place]) -> Iterator[Element]:
    """The unmeasured by their memory alone, and how many have none."""
    y = frame.foot + 66
    yield line((frame.left, y), (frame.right, y), "axis")
    yield from _points([((frame.x(one.recall), y), one) for one in unmeasured if one.recall is not None])
    new = sum(one.recall is None for one in unmeasured)
    never = f", {new:,} of them never studied" if new else ""
    yield text((frame.left, y + 28), f"{Quadrant.UNMEASURED} {len(unmeasured):,}{never}", "name")
