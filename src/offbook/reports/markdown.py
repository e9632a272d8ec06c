"""A report as Markdown, to be read as it stands as well as drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from offbook.evidence import EARLY_MARK, MODEL_MARK
from offbook.insight.wording import percent, span
from offbook.panels.drawing import Drawing, Estimates, Gauges, Matrix
from offbook.panels.panel import Panel, Tab
from offbook.reports.escape import escape
from offbook.reports.report import READING, SIMULATED, Report, behind
from offbook.reports.svg.matrix import rows


def markdown(report: Report) -> str:
    """The whole report: pictures as their words, and as tables where they are tables."""
    blocks = [f"# {escape(report.title)}"]
    if report.simulated:
        blocks.append(f"> **{escape(SIMULATED)}**")
    blocks.append(_listed(report.facts))
    for tab in report.tabs:
        blocks += _tab(tab)
    blocks += ["---", escape(READING)]
    return "\n\n".join(blocks) + "\n"


def _tab(tab: Tab) -> Iterator[str]:
    yield f"## {escape(tab.title)}"
    if tab.headline:
        yield escape(tab.headline)
    for panel in tab.panels:
        yield from _panel(panel)


def _panel(panel: Panel) -> Iterator[str]:
    yield f"### {escape(panel.title)}"
    # Two empty pairs of stars would be a rule.
    value = f"**{escape(panel.value)}**" if panel.value.strip() else ""
    yield f"{value} ({MODEL_MARK})" if panel.model else value
    if panel.told:
        yield escape(panel.told)
    if panel.lines:
        yield _listed(panel.lines)
    if table := _table(panel.drawing):
        yield _drawn(table)
    elif panel.drawn:
        yield escape(panel.drawn)
    if found := behind(panel):
        yield f"What lies behind it:\n\n{_listed(found)}"


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- {escape(name)}: {escape(fact)}" for name, fact in pairs)


def _table(drawing: Drawing | None) -> Sequence[Sequence[str]]:
    """The head and the rows of what is a table by nature; nothing of any other drawing."""
    match drawing:
        case Estimates():
            return [("", "share", "interval", ""), *(_estimate_row(drawing))]
        case Gauges():
            head = ("", drawing.reached, drawing.begun, "of")
            return [
                head,
                *((row.name, f"{row.reached:,}", f"{row.begun:,}", f"{row.whole:,}") for row in drawing.rows),
            ]
        case Matrix():
            return rows(drawing)
        case _:
            return ()


def _estimate_row(drawing: Estimates) -> Iterator[tuple[str, ...]]:
    for row in drawing.rows:
        mark = EARLY_MARK if row.early else ""
        yield row.name, f"{mark}{percent(row.value)}", span(row.around), row.told


def _drawn(table: Sequence[Sequence[str]]) -> str:
    """A table whose first column is of names, and the others of figures."""
    head, *body = ([escape(cell) for cell in row] for row in table)
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))
