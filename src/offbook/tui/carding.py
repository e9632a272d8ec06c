"""What became of a card in both ledgers, worked out in the back room and told on its screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from offbook.analyst import Analyst, View
from offbook.browsing.index import Found
from offbook.browsing.survey import suspects
from offbook.clock import Moment
from offbook.deck.cards import Card, CardKey
from offbook.insight.trouble import Reason
from offbook.journal.census import Glance
from offbook.learning.curve import Curve, curve
from offbook.learning.events import Reset, Reviewed
from offbook.learning.retrieval import Tally, total
from offbook.panels.learning.curve import curve_panel
from offbook.performance.observation import Observation
from offbook.tui import browsed, past
from offbook.tui.text import plain
from offbook.tui.widgets.panelview import Room, page


@dataclass(frozen=True, slots=True)
class Life:
    """A card through both ledgers."""

    reviews: tuple[tuple[Reviewed, Moment], ...]
    answers: tuple[Observation, ...]
    curve: Curve | None
    """None if it was never studied."""
    tally: Tally
    """What the memory model is held against: the delayed reviews of its deck."""
    reasons: tuple[Reason, ...]
    """Why it may be a bad card."""


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a card stands, and what was said against it."""

    glance: Glance | None
    report: str | None


def life(analyst: Analyst, key: CardKey, view: View) -> Life:
    """The life of a card, whose deck is the only one of the view.

    Raises JournalError if the journal cannot be read.
    """
    history = [(kept.event, kept.at) for kept in analyst.journal.care.history(key)]
    turns = [(event, at) for event, at in history if isinstance(event, Reviewed | Reset)]
    return Life(
        reviews=tuple((event, at) for event, at in turns if isinstance(event, Reviewed)),
        answers=tuple(one for one in analyst.answers(view) if one.key == key),
        curve=curve([turns], view.now),
        tally=total(day.tally for day in analyst.journal.retrievals(key.deck)),
        reasons=suspects(analyst, view).get(key, ()),
    )


def told(card: Card, stance: Stance, found: Life | None, times: browsed.Times, room: Room) -> Content:
    """Where a card stands, what is against it, its reviews and its answers, its curve."""
    one = Found(card, "", "", stance.glance, stance.report, found.reasons if found else (), is_gap=False)
    parts = [plain(standing(one, times), "$quiet"), browsed.against(one, room.width)]
    if found is None:
        parts.append(Content.styled("looking…", "$quiet"))
    else:
        parts.append(past.past(found.reviews, found.answers))
        if found.curve:
            parts.append(page(curve_panel("Its forgetting curve", found.curve, found.tally), room))
    return Content("\n\n").join(part for part in parts if part)


def standing(one: Found, times: browsed.Times) -> str:
    """Where a card stands, on a line."""
    comes = browsed.comes(one, times)
    parts = [comes[0].upper() + comes[1:] if comes in _ALONE else f"Comes back {comes}"]
    if recall := browsed.remembered(one, times):
        parts.append(f"recall {recall} now")
    if one.glance and one.glance.flagged:
        parts.append(f"{browsed.FLAG} flagged")
    return " · ".join(parts)


_ALONE = frozenset({browsed.NEW, browsed.SUSPENDED, browsed.BURIED, browsed.CALLED, browsed.QUIZ})
