"""A drawing as a figure: the picture, and beneath it what it shows in words."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from offbook.panels.drawing import (
    Bars,
    Bells,
    Calendar,
    Chart,
    Drawing,
    Estimates,
    Gauges,
    Map,
    Matrix,
    Strip,
)
from offbook.reports.element import Element, make
from offbook.reports.svg.bars import bars
from offbook.reports.svg.bells import bells
from offbook.reports.svg.calendar import calendar
from offbook.reports.svg.chart import chart
from offbook.reports.svg.estimates import estimates
from offbook.reports.svg.gauges import gauges
from offbook.reports.svg.matrix import matrix
from offbook.reports.svg.quadrants import quadrants
from offbook.reports.svg.strip import strip


def figure(drawing: Drawing, told: str, name: str) -> Element:
    """The picture with its words; ``name`` is unique on the page and says which words are its."""
    picture = draw(drawing)
    words = f"{name}-told"
    labelled = replace(picture, attributes=(*picture.attributes, ("aria-labelledby", words)))
    return make("figure", make("div", labelled, class_="plot"), make("figcaption", told, id=words))


def draw(drawing: Drawing) -> Element:
    """The picture alone."""
    match drawing:
        case Chart():
            return chart(drawing)
        case Estimates():
            return estimates(drawing)
        case Bars():
            return bars(drawing)
        case Calendar():
            return calendar(drawing)
        case Gauges():
            return gauges(drawing)
        case Bells():
            return bells(drawing)
        case Matrix():
            return matrix(drawing)
        case Map():
            return quadrants(drawing)
        case Strip():
            return strip(drawing)
        case other:
            assert_never(other)
