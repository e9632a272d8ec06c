"""What ``offbook stats`` looks at: which decks, which window, and what the tabs say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from offbook.analyst import Analyst, View
from offbook.cli import periods
from offbook.cli.periods import Period
from offbook.clock import Moment
from offbook.insight.foretold import all_foretold
from offbook.learning.account import Day
from offbook.panels.learning import tab as learning
from offbook.panels.panel import Panel, Tab
from offbook.panels.performance import tab as performance
from offbook.panels.performance import targets
from offbook.panels.together import tab as together
from offbook.performance.observation import Observation
from offbook.performance.windows import Window, is_closed
from offbook.trainer import Trainer


@dataclass(frozen=True, slots=True)
class Look:
    """The figures of some decks at a moment."""

    view: View
    window: Window
    """Of performance."""
    tabs: tuple[Tab, ...]
    days: tuple[Day, ...]
    """The days of the window on which something was studied."""
    answers: tuple[Observation, ...]
    """Given in the window, practice with them."""

    @property
    def closed(self) -> bool:
        """Whether the window is over."""
        return is_closed(self.window, self.view.now, self.view.calendar)

    @property
    def reviews(self) -> int:
        """Reviews in the window."""
        return sum(day.reviews for day in self.days)

    @property
    def attempts(self) -> int:
        """Attempts with answers in the window."""
        return len({one.attempt for one in self.answers})


def look(trainer: Trainer, decks: Sequence[str], period: Period, now: Moment) -> Look:
    """Look at the decks with these ids or paths; none means all.

    Raises DeckError if there is no such deck, PeriodError if there is no such window, JournalError
    if the journal cannot be read.
    """
    library = trainer.library
    named = [library.open(library.find(name)) for name in decks]
    of = tuple(dict.fromkeys(named)) or library.decks()
    view = View(of, now, trainer.calendar, trainer.scheduler)
    window = periods.window(period, now, view.calendar)
    analyst = Analyst(trainer.journal)
    studied, performed = analyst.learning(view), analyst.performance(view, window)
    tabs = (
        learning.tab(studied, view.decks, lambda days: analyst.reviews(view, days)),
        performance.tab(performed, view.decks, _targets(analyst, view, window, trainer), trainer.goals),
        together.tab(
            analyst.together(view),
            view.decks,
            lambda: all_foretold(analyst.attempts(view), analyst.answers(view)),
            model_only=studied.retrievals.is_model_only,
        ),
    )
    days = tuple(day for day in studied.days if window.holds(day.day))
    return Look(view, window, tabs, days, (*performed.first, *performed.practice))


def _targets(analyst: Analyst, view: View, window: Window, trainer: Trainer) -> tuple[Panel, ...]:
    """The targets of the decks that are looked at, as long as the window runs: they tell of now."""
    shown = [goal for goal in trainer.goals if view.names.issuperset(goal.scope)]
    if not shown or not window.holds(view.today):
        return ()
    # What a target looks at is its own scope, which may reach beyond these decks.
    every = replace(view, decks=trainer.library.decks())
    return targets.panels(analyst.goals(every, shown), view.decks)
