"""Telling apart as a picture: two bells, as far apart as they are told apart, and where the line is drawn."""

from __future__ import annotations

from statistics import NormalDist

from offbook.panels.drawing import REACH, Bells
from offbook.panels.scale import Scale
from offbook.reports.element import Element
from offbook.reports.svg.frame import Frame
from offbook.reports.svg.sheet import LETTER, WIDTH, Where, fitted, line, path, sheet, text, wide

_STEPS = 160
_TOP = 22.0
"""Room for the names above the bells."""
_AXIS = Scale(-REACH, REACH, ())
_UP = Scale(0.0, NormalDist().pdf(0.0), ())


def bells(drawing: Bells) -> Element:
    """The bells on an axis that never changes, and the criterion between them.

    What lies right of the criterion is taken for the signal, what lies left of it for the noise.
    """
    found, frame = drawing.found, Frame(0.0, _TOP, WIDTH, 130.0, _AXIS, _UP)
    noise, signal = (_outline(frame, NormalDist(mean)) for mean in (-found.d / 2, found.d / 2))
    x = frame.x(found.c)
    return sheet(
        frame.foot + 24,
        path(noise, "band one", closed=True),
        path(signal, "band two", closed=True),
        path(noise, "line one"),
        path(signal, "line two"),
        line((0, frame.foot), (WIDTH, frame.foot), "axis"),
        line((x, frame.top - 4), (x, frame.foot + 6), "criterion"),
        *_names(frame, drawing),
        text((x - LETTER, frame.foot + 18), fitted(f"said {drawing.noise} ←", x - LETTER), anchor="end"),
        text((x + LETTER, frame.foot + 18), fitted(f"→ said {drawing.signal}", WIDTH - x - LETTER)),
    )


def _outline(frame: Frame, bell: NormalDist) -> list[Where]:
    ends = [REACH * (2 * step / _STEPS - 1) for step in range(_STEPS + 1)]
    return [frame.at(at, bell.pdf(at)) for at in ends]


def _names(frame: Frame, drawing: Bells) -> list[Element]:
    """Over each bell the name of its side, neither beyond the middle."""
    half = WIDTH / 2 - LETTER
    noise, signal = (fitted(name, half) for name in (drawing.noise, drawing.signal))
    left = min(frame.x(-drawing.found.d / 2), WIDTH / 2 - LETTER - wide(noise) / 2)
    right = max(frame.x(drawing.found.d / 2), WIDTH / 2 + LETTER + wide(signal) / 2)
    return [
        text((max(left, wide(noise) / 2), 14), noise, "name", "middle"),
        text((min(right, WIDTH - wide(signal) / 2), 14), signal, "name", "middle"),
    ]
