"""Telling apart as a picture: two bells, as far apart as they are told apart, and where the line is drawn."""

from __future__ import annotations

from statistics import NormalDist

from rich.cells import cell_len
from textual.content import Content

from offbook.panels.drawing import REACH
from offbook.statistics import Discrimination
from offbook.tui.plots.canvas import Canvas, Dot, fitted
from offbook.tui.plots.frame import AXIS, LABELS
from offbook.tui.plots.signs import FINE, Signs

_PEAK = NormalDist().pdf(0.0)
_NOISE, _SIGNAL, _LINE = "$primary", "$accent", "$foreground"
_LEAST = (24, 5)
_FLOOR = 2
"""Dots above the middle of the floor at which a bell is seen; beneath, the floor is."""
_APART = 4
"""Dots from one line of a hatching to the next."""


def bells(
    found: Discrimination,
    noise: str,
    signal: str,
    *,
    size: tuple[int, int] = (72, 12),
    signs: Signs = FINE,
) -> Content:
    """The bells of two sides, d′ apart on an axis that never changes, and the criterion between them.

    What lies right of the criterion is taken for ``signal``, what lies left of it for ``noise``.
    """
    width, rows = max(size[0], _LEAST[0]), max(size[1] - 2, _LEAST[1])
    canvas = Canvas(width, rows + 2)
    _write_names(canvas, found, (noise, signal), signs)
    for column in range(width):
        canvas.put(column, rows, signs.floor[0], AXIS)
    left, right = NormalDist(-found.d / 2), NormalDist(found.d / 2)
    _fill(canvas, rows, (left, right), signs)
    _outline(canvas, rows, left, _NOISE, signs)
    _outline(canvas, rows, right, _SIGNAL, signs)
    line = _column(found.c, width)
    for row in range(1, rows + 1):
        canvas.put(line, row, signs.rim[0], _LINE)
    _write_said(canvas, line, rows + 1, (noise, signal), signs)
    return canvas.content()


def _column(at: float, width: int) -> int:
    """The column of a place on the axis; whatever lies beyond stands at its end."""
    return min(max(round((at + REACH) / (2 * REACH) * (width - 1)), 0), width - 1)


def _height(bell: NormalDist, x: int, dots: int, rows: int) -> int:
    """How many dots a bell rises over a column of dots, of the four that each row has."""
    at = (x / (dots - 1) * 2 - 1) * REACH
    return round(bell.pdf(at) / _PEAK * 4 * (rows - 1))


def _outline(canvas: Canvas, rows: int, bell: NormalDist, style: str, signs: Signs) -> None:
    """The bell's line, from where it leaves the floor."""
    dots, ground = 2 * canvas.width, 4 * rows + 1
    heights = [_height(bell, x, dots, rows) for x in range(dots)]
    path: list[Dot] = []
    for x, height in enumerate(heights):
        before = heights[x - 1] if x else height
        # A steep side is a run of dots, so that the line has no gaps.
        low, high = sorted((before + (height > before) - (height < before), height))
        path += [(x, ground - up) for up in range(max(low, _FLOOR), high + 1)]
    sign = signs.kinds[0] if style == _NOISE else signs.kinds[1]
    canvas.ink(path, style, signs.instead(sign))


def _fill(canvas: Canvas, rows: int, pair: tuple[NormalDist, NormalDist], signs: Signs) -> None:
    """Each bell hatched its own way; where both are, both ways."""
    dots, ground = 2 * canvas.width, 4 * rows + 1
    layers: tuple[list[Dot], list[Dot], list[Dot]] = ([], [], [])
    for x in range(dots):
        left, right = (_height(bell, x, dots, rows) for bell in pair)
        for up in range(_FLOOR, max(left, right) + 1):
            layers[2 if up <= min(left, right) else int(right > left)].append((x, ground - up))
    for place, style in enumerate((_NOISE, _SIGNAL, LABELS)):
        hatched = (dot for dot in layers[place] if not signs.dotted or _hatches(place, *dot))
        canvas.ink(hatched, f"{style} 60%", signs.instead(signs.hatch[place]))


def _hatches(place: int, x: int, y: int) -> bool:
    """Whether a dot belongs to the hatching of the left bell (0), the right one (1), or both (2)."""
    falls, rises = (x - y) % _APART == 0, (x + y) % _APART == 0
    return (falls, rises, falls or rises)[place]


def _write_names(canvas: Canvas, found: Discrimination, names: tuple[str, str], signs: Signs) -> None:
    """Over each bell the name of its side, neither beyond the middle."""
    middle = canvas.width // 2
    noise, signal = (fitted(name, middle - 2, signs.ellipsis) for name in names)
    left = _column(-found.d / 2, canvas.width) - cell_len(noise) // 2
    right = _column(found.d / 2, canvas.width) - cell_len(signal) // 2
    canvas.write(max(0, min(left, middle - 1 - cell_len(noise))), 0, noise, _NOISE)
    canvas.write(min(max(right, middle + 1), canvas.width - cell_len(signal)), 0, signal, _SIGNAL)


def _write_said(canvas: Canvas, line: int, row: int, names: tuple[str, str], signs: Signs) -> None:
    """Beneath the criterion, what is said on either side of it, where it has room."""
    noise, signal = (f"said {name}" for name in names)
    canvas.put(line, row, signs.rim[0], _LINE)
    left = fitted(f"{noise} {signs.arrows[0]}", line - 1, signs.ellipsis)
    canvas.write(line - 1 - cell_len(left), row, left, LABELS)
    right = fitted(f"{signs.arrows[1]} {signal}", canvas.width - line - 2, signs.ellipsis)
    canvas.write(line + 2, row, right, LABELS)
