"""What became of a target, window after window: a sign each, oldest first."""

from __future__ import annotations

from typing import assert_never

from offbook.panels.drawing import Strip
from offbook.performance.targets import State
from offbook.reports.element import Element
from offbook.reports.svg.sheet import Where, box, dot, group, line, path, sheet

_SIDE, _PITCH = 22.0, 26.0
_MOST = 24
"""Windows that are shown, the latest."""


def strip(drawing: Strip) -> Element:
    """A box for each window: ticked where the target was met, filled where it was secured."""
    states = drawing.history.states[-_MOST:]
    return sheet(_SIDE + 2, *(_sign((1 + at * _PITCH, 1), state) for at, state in enumerate(states)))


def _sign(at: Where, state: State) -> Element:
    x, y = at[0] + _SIDE / 2, at[1] + _SIDE / 2
    frame = box(at, (_SIDE, _SIDE), "window")
    tick = [(x - 6, y), (x - 2, y + 5), (x + 6, y - 5)]
    match state:
        case State.SECURED:
            return group(box(at, (_SIDE, _SIDE), "window secured"), path(tick, "sign inverse"))
        case State.MET:
            return group(frame, path(tick, "sign"))
        case State.MISSED:
            return group(
                frame,
                line((x - 5, y - 5), (x + 5, y + 5), "sign"),
                line((x - 5, y + 5), (x + 5, y - 5), "sign"),
            )
        case State.OPEN:
            return group(frame, dot((x, y), 5, "point one early"))
        case State.TOO_EARLY:
            return group(frame, dot((x, y), 2, "point three"))
        case other:
            assert_never(other)
