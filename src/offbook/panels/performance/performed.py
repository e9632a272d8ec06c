"""What every panel of performance is told with: the account, the names, the targets, and the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from offbook.deck.cards import Deck, DeckId
from offbook.evidence import Evidence, Figure, Hidden, against, standing
from offbook.insight.wording import percent, tally
from offbook.panels import telling
from offbook.panels.answers import sources
from offbook.panels.naming import Names
from offbook.panels.panel import Data, Glass
from offbook.panels.performance import spans
from offbook.panels.series import Level, Rule
from offbook.performance.account import Account
from offbook.performance.observation import Observation
from offbook.performance.targets import Direction, Goal, Metric
from offbook.performance.windows import Window
from offbook.statistics import Interval, Share


@dataclass(frozen=True, slots=True)
class Performed:
    """One window of performance as its panels see it."""

    account: Account
    decks: tuple[Deck, ...]
    names: Names
    goals: tuple[Goal, ...] = ()
    """Targets that apply to these decks, of whatever metric and span."""

    @property
    def cold(self) -> list[Observation]:
        """The answers that count and are a day cold."""
        return [one for one in self.account.first if one.is_cold]

    def title(self, name: str) -> str:
        """A figure with its window: ``Accuracy, this week``."""
        return f"{name}, {spans.short(self.account.window, self.account.today)}"

    def target(self, metric: Metric, deck: DeckId | None = None) -> float | None:
        """The least that is aimed at in windows like this one, for all decks or for one; None without."""
        here = {deck} if deck else {one.id for one in self.decks}
        return next(
            (
                goal.target
                for goal in self.goals
                if (goal.metric, goal.span) == (metric, self.account.window.span)
                and goal.direction is Direction.AT_LEAST
                and (not goal.scope or here.issubset(goal.scope))
            ),
            None,
        )

    def share(self, found: Share | None, window: Window | None = None) -> str:
        """A share of this window, or of an earlier one; what is missing only while it can still come."""
        if found is None:
            return "no answers"
        lacks = isinstance(standing(Figure.ACCURACY, found.n), Hidden)
        if lacks and self.account.today >= (window or self.account.window).until:
            return f"{tally(found)}, too few for a percentage"
        return telling.share(found)

    def lacking(self, found: Hidden, of: str = "") -> str:
        """What a figure of this window waits for, ``of`` its own words; or lacked, once it is over."""
        of = of or found.of
        if self.account.closed:
            return f"too few {of}, by {found.missing:,}"
        return telling.lacking(Hidden(found.missing, of))

    def glass(
        self,
        formula: str,
        answers: Sequence[Observation],
        of: str = "answers",
        left_out: tuple[str, ...] = (),
    ) -> Glass:
        """The glass of a figure over some answers that count, with what it leaves out and what all do."""
        return Glass(
            formula=formula,
            window=spans.stated(self.account.window, self.account.today),
            n=len(answers),
            of=of,
            left_out=(*self.repeated, *left_out),
            sources=sources(answers, self.names),
        )

    @property
    def repeated(self) -> tuple[str, ...]:
        """What was left out as practice, in words."""
        why = f"to what the {self.account.window.span} had asked before: practice"
        return telling.left_out((len(self.account.practice), "answer", why))

    def data(self, numbers: dict[str, Data]) -> dict[str, Data]:
        """Numbers with the window that they are of."""
        return {"window": spans.as_window(self.account.window, self.account.today), **numbers}


def classified(seen: Performed, deck: DeckId) -> list[Observation]:
    """The answers that count to the classify questions of a deck."""
    return [one for one in seen.account.first if one.form == "classify" and one.key.deck == deck]


def targeted(target: float | None, interval: Interval | None, told: str = "") -> tuple[tuple[str, str], ...]:
    """The line that says where a figure stands against its target, ``told`` in words if it is no share."""
    if target is None:
        return ()
    return (("target", f"{told or percent(target)}: {against(interval, target).value}"),)


def as_target(target: float | None, interval: Interval | None) -> dict[str, Data]:
    """A target as data, and where a figure with this interval stands; both None without one."""
    return {
        "target": target,
        "against_target": None if target is None else against(interval, target).value,
    }


def shown(found: Share | None) -> Interval | None:
    """The interval of a share; None where there is too little of it to show."""
    if found is None or isinstance(standing(Figure.ACCURACY, found.n), Hidden):
        return None
    return found.interval


def enough(found: Share | None) -> Evidence:
    """Whether a share is hidden, early or solid."""
    return standing(Figure.ACCURACY, found.n if found else 0)


def chance(seen: Sequence[Observation]) -> float | None:
    """Mean chance, 0 to 1, of being right without knowing; None of no answers."""
    return fsum(one.guess for one in seen) / len(seen) if seen else None


def levels(target: float | None, guess: float | None) -> tuple[Level, ...]:
    """The levels that accuracy is seen against, of those there are."""
    return (
        *([] if target is None else [Level(Rule.TARGET, target, f"target {percent(target)}")]),
        *([] if guess is None else [Level(Rule.CHANCE, guess, f"chance {percent(guess)}")]),
    )


def levelled(drawn: str, across: Iterable[Level]) -> str:
    """A drawing in words, with the levels that are drawn across it."""
    return " ".join([drawn, *(f"{one.name[0].upper()}{one.name[1:]}." for one in across)])
