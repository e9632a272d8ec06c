"""The sheet that every plot is drawn on, and the strokes that they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

from offbook.panels.scale import Tick
from offbook.reports.element import Attribute, Element, make, number

WIDTH = 640.0
"""Of every sheet, in the unit of all lengths here: a pixel, where there is room for all."""
LETTER = 6.3
"""Width of a sign of text, about; a wide one takes two."""
LINE = 16.0
"""From one line of text to the next."""

Where = tuple[float, float]


def sheet(height: float, *parts: Element | None) -> Element:
    """The parts upon a sheet."""
    box = f"0 0 {number(WIDTH)} {number(height)}"
    return make("svg", *parts, viewBox=box, width=WIDTH, height=height, role="img")


def line(one: Where, other: Where, class_: str, **more: Attribute) -> Element:
    """A straight line."""
    return make("line", x1=one[0], y1=one[1], x2=other[0], y2=other[1], class_=class_, **more)


def text(at: Where, words: str, class_: str = "label", anchor: str = "start") -> Element:
    """Words whose foot stands at a place; ``anchor`` says which end of them."""
    return make("text", words, x=at[0], y=at[1], text_anchor=anchor, class_=class_)


def path(points: Iterable[Where], class_: str, *, closed: bool = False) -> Element:
    """A line through points."""
    steps = " L".join(f"{number(x)} {number(y)}" for x, y in points)
    return make("path", d=f"M{steps}{' Z' if closed else ''}", class_=class_)


def box(at: Where, size: Where, class_: str) -> Element:
    """A rectangle by its upper left corner."""
    return make("rect", x=at[0], y=at[1], width=size[0], height=size[1], class_=class_)


def dot(at: Where, radius: float, class_: str) -> Element:
    """A round point."""
    return make("circle", cx=at[0], cy=at[1], r=radius, class_=class_)


def group(*parts: Element | None, class_: str | None = None) -> Element:
    """Parts that belong together."""
    return make("g", *parts, class_=class_)


def wide(words: str) -> float:
    """How wide words are, about."""
    return LETTER * sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)


def fitted(words: str, room: float) -> str:
    """The words, cut where there is no room for all."""
    if wide(words) <= room:
        return words
    kept = words
    while kept and wide(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def spread(places: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """The places moved as little as keeps them ``apart``, in their order, and within bounds if they fit."""
    order = sorted(range(len(places)), key=places.__getitem__)
    found = list(places)
    floor = low
    for one in order:
        found[one] = floor = max(found[one], floor)
        floor += apart
    ceiling = high
    for one in reversed(order):
        found[one] = ceiling = min(found[one], ceiling)
        ceiling -= apart
    return found


def across(ticks: Iterable[tuple[float, Tick]], foot: float) -> list[Element]:
    """The labels of an axis below, each with its place; one that would touch the one before is left out."""
    found: list[Element] = []
    end = 0.0
    for place, tick in ticks:
        half = wide(tick.label) / 2
        middle = min(max(place, half), WIDTH - half)
        if not found or middle - half >= end + LETTER:
            found.append(text((middle, foot), tick.label, anchor="middle"))
            end = middle + half
    return found
