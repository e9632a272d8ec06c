"""A report as one HTML page: no script, nothing fetched, light and dark, and printable."""

from __future__ import annotations

from collections.abc import Iterable

from offbook.evidence import MODEL_MARK, Hidden
from offbook.panels.panel import Panel, Tab
from offbook.reports.element import Element, make
from offbook.reports.figure import figure
from offbook.reports.report import READING, SIMULATED, Report, behind
from offbook.reports.style import STYLE

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may do with the page: nothing but draw it."""


def page(report: Report) -> str:
    """The whole page."""
    head = make(
        "head",
        make("meta", charset="utf-8"),
        make("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        make("meta", name="viewport", content="width=device-width, initial-scale=1"),
        make("meta", name="color-scheme", content="light dark"),
        make("title", report.title),
        make("style", STYLE),
    )
    body = make(
        "body",
        _top(report),
        make("main", *(_tab(tab) for tab in report.tabs)),
        make("footer", make("p", READING)),
    )
    return f"<!DOCTYPE html>\n{make('html', head, body, lang='en')}\n"


def _top(report: Report) -> Element:
    links = (make("a", tab.title, href=f"#{tab.id}") for tab in report.tabs)
    return make(
        "header",
        make("p", SIMULATED, class_="simulated") if report.simulated else None,
        make("h1", report.title),
        _pairs(report.facts, "facts"),
        make("nav", *links, aria_label="Parts of this report"),
    )


def _tab(tab: Tab) -> Element:
    panels = (_panel(panel, f"{tab.id}-{place}-{panel.id}") for place, panel in enumerate(tab.panels))
    return make(
        "section",
        make("h2", tab.title, id=f"{tab.id}-title"),
        make("p", tab.headline, class_="headline"),
        *panels,
        id=tab.id,
        aria_labelledby=f"{tab.id}-title",
    )


def _panel(panel: Panel, name: str) -> Element:
    """One figure: title, value, sentence, further lines, picture, and what lies behind it."""
    hidden = isinstance(panel.evidence, Hidden)
    mark = make("span", MODEL_MARK, class_="model") if panel.model else None
    return make(
        "article",
        make("h3", panel.title, id=name),
        make("p", make("span", panel.value), mark, class_="value hidden" if hidden else "value"),
        make("p", panel.told, class_="told") if panel.told else None,
        _pairs(panel.lines, "lines") if panel.lines else None,
        figure(panel.drawing, panel.drawn, name) if panel.drawing else None,
        make("p", panel.drawn, class_="told") if panel.drawn and not panel.drawing else None,
        _behind(panel),
        aria_labelledby=name,
    )


def _behind(panel: Panel) -> Element | None:
    found = behind(panel)
    if not found:
        return None
    return make("details", make("summary", "What lies behind it"), _pairs(found, "behind"))


def _pairs(pairs: Iterable[tuple[str, str]], class_: str) -> Element:
    rows = (make("div", make("dt", name), make("dd", fact)) for name, fact in pairs)
    return make("dl", *rows, class_=class_)
