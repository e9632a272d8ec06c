"""Looks at the figures: which tab, of which decks, in which window; and what is seen there.

A look is worked out in the back room, so nothing here knows a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from offbook.analyst import Analyst, View
from offbook.deck.cards import ConceptKey, DeckId
from offbook.insight.advice import Advice, Nothing
from offbook.insight.foretold import all_foretold
from offbook.learning.retrieval import Tally
from offbook.opening import TABS
from offbook.panels.learning import tab as learning
from offbook.panels.learning.curve import curve_panel
from offbook.panels.naming import Names
from offbook.panels.panel import Panel, Source, Tab
from offbook.panels.performance import tab as performance
from offbook.panels.performance import targets
from offbook.panels.together import tab as together
from offbook.performance.targets import Goal
from offbook.performance.windows import Span, Window, latest, window_at
from offbook.tui import advising

LEARNING, PERFORMANCE, TOGETHER = TABS
ADVICE = "advice"
"""The panel of the one advice."""
CURVE = "curve"
"""The panel of a forgetting curve."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What of the figures is looked at."""

    tab: str = LEARNING
    decks: tuple[DeckId, ...] = ()
    """Of these decks alone; none means all at hand."""
    span: Span = Span.MONTH
    """Of the window of performance."""
    back: int = 0
    """How many windows before the present one it lies."""
    concept: ConceptKey | None = None
    """Whose forgetting curve stands first on the learning tab."""

    def beside(self, by: int) -> Sight:
        """The next tab or the one before, around the end."""
        return replace(self, tab=TABS[(TABS.index(self.tab) + by) % len(TABS)])

    def within(self, span: Span) -> Sight:
        """Performance in the present window of a span."""
        return replace(self, tab=PERFORMANCE, span=span, back=0)

    def moved(self, by: int) -> Sight:
        """Performance so many windows on; nothing lies behind the present one."""
        return replace(self, tab=PERFORMANCE, back=max(0, self.back - by))

    def bounded(self, view: View) -> View:
        """The view with no more than its decks."""
        return replace(
            view, decks=tuple(deck for deck in view.decks if deck.id in self.decks or not self.decks)
        )

    def shows(self, goal: Goal) -> bool:
        """Whether a target belongs to what is looked at: it stands in the present window alone.

        Of some decks alone, only their own targets do.
        """
        own = not self.decks or (bool(goal.scope) and set(goal.scope) <= set(self.decks))
        return own and not self.back

    def window(self, view: View) -> Window:
        """The window of performance."""
        return latest(window_at(self.span, view.now, view.calendar), self.back + 1)[0]


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen."""

    tab: Tab
    advice: Advice = field(default_factory=Nothing)
    """What the key of the together tab acts on."""

    @property
    def act(self) -> str:
        """What that key does, in words; empty where there is nothing to do."""
        return advising.key_of(self.advice)


def look(analyst: Analyst, every: View, sight: Sight, goals: Sequence[Goal]) -> Look:
    """Look; ``every`` brings all decks at hand, which targets have their own bounds within.

    Raises JournalError if the journal cannot be read.
    """
    view = sight.bounded(every)
    if sight.tab == TOGETHER:
        joined = analyst.together(view)
        tab = together.tab(
            joined,
            view.decks,
            lambda: all_foretold(analyst.attempts(view), analyst.answers(view)),
            model_only=analyst.learning(view).retrievals.is_model_only,
        )
        return Look(tab, joined.advice)
    if sight.tab == PERFORMANCE:
        shown = [goal for goal in goals if sight.shows(goal)]
        above = targets.panels(analyst.goals(every, shown), every.decks) if shown else ()
        performed = analyst.performance(view, sight.window(view))
        return Look(performance.tab(performed, view.decks, above, shown))
    studied = analyst.learning(view)
    tab = learning.tab(studied, view.decks, lambda days: analyst.reviews(view, days))
    curve = _curve(analyst, view, sight.concept, studied.retrievals) if sight.concept else ()
    return Look(replace(tab, panels=(*curve, *tab.panels)))


def _curve(analyst: Analyst, view: View, name: ConceptKey, seen: Tally) -> tuple[Panel, ...]:
    """The forgetting curve of a concept; none if it is gone."""
    deck = next((one for one in view.decks if one.id == name[0]), None)
    concept = next((one for one in deck.concepts if one.id == name[1]), None) if deck else None
    if deck is None or concept is None:
        return ()

    def rows() -> Iterable[Source]:
        keys = (card.facts.key for card in deck.cards if card.facts.concept == concept.id)
        reviews = [one for key in keys for one in analyst.history(key)]
        return learning.rows(sorted(reviews, key=lambda one: -one[1].ms), Names.of([deck]))

    return (curve_panel(concept.name, analyst.curve(deck, concept.id, view.now), seen, rows),)
