"""The figures as JSON, under names that stay; docs/figures.md tells every one of them."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import TYPE_CHECKING, assert_never

from offbook import __version__
from offbook.clock import Moment
from offbook.evidence import Early, Evidence, Hidden, Solid
from offbook.panels.panel import Data, Panel, Tab
from offbook.panels.performance import spans

if TYPE_CHECKING:
    # Brings every figure with it, which a list of quizzes does without.
    from offbook.cli.stats_look import Look

VERSION = 2
"""Of all JSON that ``offbook stats`` writes. It rises when a name goes or means something else."""


def head(now: Moment, *, simulated: bool) -> dict[str, Data]:
    """What every one of its answers begins with."""
    return {
        "version": VERSION,
        "offbook": __version__,
        "made": at(now),
        "simulated": simulated,
    }


def figures(look: Look, *, simulated: bool) -> dict[str, Data]:
    """The figures of both ledgers, and of the two together."""
    view = look.view
    return {
        **head(view.now, simulated=simulated),
        "decks": [{"id": deck.id, "title": deck.title} for deck in view.decks],
        "window": {
            **spans.as_window(look.window, view.today),
            "study_days": len(look.days),
            "reviews": look.reviews,
            "attempts": look.attempts,
            "answers": len(look.answers),
        },
        "tabs": {tab.id: _tab(tab) for tab in look.tabs},
    }


def at(moment: Moment) -> str:
    """A moment with the offset it was lived in, as ISO 8601."""
    zone = timezone(timedelta(minutes=moment.offset))
    return moment.local().replace(tzinfo=zone).isoformat(timespec="seconds")


def _tab(tab: Tab) -> Data:
    return {
        "title": tab.title,
        "headline": tab.headline,
        "panels": [_panel(panel) for panel in tab.panels],
    }


def _panel(panel: Panel) -> Data:
    glass = panel.glass
    return {
        "id": panel.id,
        "data": dict(panel.data),
        "n": glass.n,
        "of": glass.of,
        "evidence": _evidence(panel.evidence),
        "model": panel.model,
        "title": panel.title,
        "value": panel.value,
        "told": panel.told,
        "lines": [[name, fact] for name, fact in panel.lines],
        "drawn": panel.drawn,
        "formula": glass.formula,
        "window": glass.window,
        "left_out": list(glass.left_out),
        "details": [[name, fact] for name, fact in glass.details],
    }


def _evidence(evidence: Evidence | None) -> Data:
    match evidence:
        case None:
            return None
        case Hidden(missing=missing, of=of):
            return {"state": "hidden", "missing": missing, "of": of}
        case Early():
            return {"state": "early", "missing": 0, "of": None}
        case Solid():
            return {"state": "solid", "missing": 0, "of": None}
        case other:
            assert_never(other)
