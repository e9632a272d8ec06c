"""The figures as a file to keep or to hand on: Markdown or HTML, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from offbook import __version__
from offbook.cli.stats_look import Look
from offbook.deck.clean import defuse
from offbook.errors import OffbookError
from offbook.files import write_whole
from offbook.insight.wording import count
from offbook.panels.performance import spans
from offbook.reports.markdown import markdown
from offbook.reports.page import page
from offbook.reports.report import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {
    ".md": markdown,
    ".markdown": markdown,
    ".html": page,
    ".htm": page,
}
"""What writes a report, by the ending of its name."""


class ReportError(OffbookError):
    """A report cannot be written where it was asked for."""


def check(path: Path, *, force: bool) -> None:
    """Refuse what cannot become a report, before anything is worked out. Raises ReportError."""
    shown = defuse(str(path))
    if path.suffix.lower() not in FORMATS:
        raise ReportError(f"{shown} would be neither Markdown nor HTML; let its name end in .md or .html.")
    if path.is_dir():
        raise ReportError(f"{shown} is a folder; name a file.")
    if (path.exists() or path.is_symlink()) and not force:
        raise ReportError(f"{shown} is there already; --force overwrites it.")


def write(look: Look, path: Path, *, simulated: bool) -> None:
    """Write the report, whole or not at all. Raises ReportError if it cannot be written."""
    text = FORMATS[path.suffix.lower()](report(look, simulated=simulated))
    try:
        write_whole(path, text)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ReportError(f"{defuse(str(path))}: the report cannot be written: {reason}.") from error


def report(look: Look, *, simulated: bool) -> Report:
    """The figures with what must be known of them once they lie in a file."""
    made = look.view.now.local()
    # A file is read on other days: its days are told with their year, and never as "this week".
    dates = spans.dates(look.window, 1)
    return Report(
        period=dates,
        state="over: its figures stay" if look.closed else "not over when this was made",
        decks=tuple(deck.title for deck in look.view.decks),
        made=made,
        version=__version__,
        simulated=simulated,
        tabs=look.tabs,
        within=(
            ("Studied in it", _much(look.reviews, "review", "on", len(look.days), "day")),
            ("Performed in it", _much(len(look.answers), "answer", "in", look.attempts, "attempt")),
        ),
    )


def _much(number: int, one: str, link: str, places: int, place: str) -> str:
    """``312 reviews on 5 days``."""
    return f"{count(number, one)} {link} {count(places, place)}" if number else "nothing"
