"""What was taken for what: a table, because that is what it is."""

from __future__ import annotations

from offbook.panels.drawing import LATE, SAID, SHADES, Matrix
from offbook.reports.element import Element, make


def rows(drawing: Matrix) -> list[list[str]]:
    """The head, then a row for each right side; what was told right stands in brackets."""
    table, names = drawing.table, drawing.names
    late = any(table.silent)
    found = [[SAID, *names, *([LATE] if late else [])]]
    for row, (name, counts, silent) in enumerate(zip(names, table.counts, table.silent, strict=True)):
        told = [f"[{count:,}]" if column == row else f"{count:,}" for column, count in enumerate(counts)]
        found.append([name, *told, *([f"{silent:,}"] if late else [])])
    return found


def matrix(drawing: Matrix) -> Element:
    """A row for each right side, a column for each side said, each cell shaded by its share of its row."""
    head, *lines = rows(drawing)
    late = len(head) > len(drawing.names) + 1
    body = []
    for row, line in enumerate(lines):
        counts = [*drawing.table.counts[row], *([drawing.table.silent[row]] if late else [])]
        cells = [
            make("td", told, class_=_shade(count, sum(counts), right=column == row))
            for column, (told, count) in enumerate(zip(line[1:], counts, strict=True))
        ]
        body.append(make("tr", make("th", line[0], scope="row"), *cells))
    top = make("tr", *(make("th", name, scope="col") for name in head))
    return make("table", make("thead", top), make("tbody", *body), class_="matrix")


def _shade(count: int, whole: int, *, right: bool) -> str:
    level = sum(count > share * whole for share in SHADES)
    return f"{'right' if right else 'wrong'} shade{level}"
