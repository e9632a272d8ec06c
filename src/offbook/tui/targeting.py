"""Targets in the making: what can be aimed at, and what each choice is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from offbook.deck.names import DeckId
from offbook.insight import goals
from offbook.insight.measures import floor
from offbook.panels.performance import metrics
from offbook.performance.targets import Metric
from offbook.settings import FEWEST, MEASURES, MOST_TARGETS, WINDOWS, Settings, Target
from offbook.tui.widgets.knobs import Knob, cycle, move

_SHARES = tuple(share / 100 for share in range(50, 101, 5))
_VALUES: dict[str, tuple[float, ...]] = {
    "net correct per minute": (2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 15.0, 20.0, 25.0, 30.0),
    "telling apart": (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0),
    "loops closed": (1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 14.0, 20.0, 30.0, 50.0),
    "bias": (0.02, 0.05, 0.08, 0.1, 0.15, 0.2),
}
"""What is offered for what is no share of right answers."""
_MINIMA = (FEWEST, 15, 20, 25, 30, 40, 50, 60, 80, 100)


class Titled(Protocol):
    """A deck as far as a choice among decks goes: a deck itself, or its entry in the list of decks."""

    @property
    def id(self) -> DeckId:
        """Its name."""

    @property
    def title(self) -> str:
        """What people call it; foreign text."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Targets that are being set, and the one that is changed; at least one."""

    targets: tuple[Target, ...]
    place: int
    """Which of them, from 0."""
    decks: tuple[Titled, ...] = ()
    """The decks that can be chosen."""

    @property
    def target(self) -> Target:
        """The one that is changed."""
        return self.targets[self.place]


def changed(draft: Draft, target: Target) -> Draft:
    """The draft with another target in place of the one that is changed."""
    targets = (*draft.targets[: draft.place], target, *draft.targets[draft.place + 1 :])
    return replace(draft, targets=targets)


def added(draft: Draft) -> Draft:
    """The draft with a target more, for a metric without one; the same if there are as many as can be."""
    if len(draft.targets) >= MOST_TARGETS:
        return draft
    taken = {target.metric for target in draft.targets}
    metric = next((one for one in MEASURES if one not in taken), Target().metric)
    targets = (*draft.targets, measuring(Target(), metric))
    return replace(draft, targets=targets, place=len(targets) - 1)


def removed(draft: Draft) -> Draft:
    """The draft without the target that is changed."""
    targets = draft.targets[: draft.place] + draft.targets[draft.place + 1 :]
    return replace(draft, targets=targets, place=max(0, min(draft.place, len(targets) - 1)))


def measuring(target: Target, metric: str) -> Target:
    """The target set for another metric, with what is usual for it."""
    measure = MEASURES[metric]
    return replace(target, metric=metric, value=measure.usual, minimum=FEWEST, paired=measure.paired)


def only(draft: Draft, decks: Sequence[str]) -> Draft:
    """The draft with the changed target looking at these decks alone; none for all."""
    return changed(draft, replace(draft.target, decks=tuple(sorted(decks))))


def told(draft: Draft, target: Target) -> str:
    """A target on one line: ``delayed accuracy, at least 80%, each week, of Sample``."""
    of = f", of {_decks(draft, target)}" if target.decks else ""
    return f"{target.metric}, {bound(target)} {value(target)}, each {target.window}{of}"


def twins(draft: Draft) -> bool:
    """Whether two of the targets ask for the same, so that the second tells nothing."""
    return len(goals.goals_of(Settings(targets=draft.targets))) < len(draft.targets)


def bound(target: Target) -> str:
    """On which side of its value it is reached."""
    return "at most" if target.measure.less_is_better else "at least"


def value(target: Target) -> str:
    """The value of a target with its unit."""
    return metrics.amount(Metric(target.metric), target.value)


def _decks(draft: Draft, target: Target) -> str:
    titles: dict[str, str] = {deck.id: deck.title for deck in draft.decks}
    return ", ".join(titles.get(name, f"{name} (gone)") for name in target.decks) or "all"


def _turn_place(draft: Draft, by: int) -> Draft:
    return replace(draft, place=(draft.place + by) % len(draft.targets))


def _turn_metric(draft: Draft, by: int) -> Draft:
    return changed(draft, measuring(draft.target, cycle(tuple(MEASURES), draft.target.metric, by)))


def _turn_value(draft: Draft, by: int) -> Draft:
    target = draft.target
    choices = _VALUES.get(target.metric, _SHARES)
    return changed(draft, replace(target, value=move(choices, target.value, by)))


def _turn_window(draft: Draft, by: int) -> Draft:
    return changed(draft, replace(draft.target, window=cycle(WINDOWS, draft.target.window, by)))


def _turn_decks(draft: Draft, by: int) -> Draft:
    own = draft.target.decks
    choices: list[tuple[str, ...]] = [(), *((deck.id,) for deck in draft.decks)]
    if own not in choices:
        choices.insert(1, own)
    return only(draft, cycle(choices, own, by))


def _minimum(draft: Draft) -> str:
    metric = Metric(draft.target.metric)
    if metric.is_count:
        return "the first on"
    return f"{max(draft.target.minimum, floor(metric)):,} {metrics.WORDS[metric].of}"


def _turn_minimum(draft: Draft, by: int) -> Draft:
    least = floor(Metric(draft.target.metric))
    if not least:
        return draft
    choices = tuple(one for one in _MINIMA if one >= least)
    return changed(draft, replace(draft.target, minimum=move(choices, max(draft.target.minimum, least), by)))


def _turn_paired(draft: Draft, by: int) -> Draft:
    choices = ("", *(one for one in MEASURES if one != draft.target.metric))
    return changed(draft, replace(draft.target, paired=cycle(choices, draft.target.paired, by)))


KNOBS: tuple[Knob[Draft], ...] = (
    Knob(
        "Target",
        "Which of them the lines below change. a adds one, x removes it; its past windows stay closed.",
        lambda one: f"{one.place + 1} of {len(one.targets)}",
        _turn_place,
    ),
    Knob(
        "Of",
        "What quizzes measure: first answers of the window count, what repeats them is practice.",
        lambda one: one.target.metric,
        _turn_metric,
    ),
    Knob(
        "Reached at",
        "Met once the value is there; secured once its whole interval is.",
        lambda one: f"{bound(one.target)} {value(one.target)}",
        _turn_value,
    ),
    Knob(
        "Each",
        "When it is over, a window is closed for good: nothing that is changed later changes it.",
        lambda one: one.target.window,
        _turn_window,
    ),
    Knob(
        "Decks",
        "Which decks it looks at. o chooses several.",
        lambda one: _decks(one, one.target),
        _turn_decks,
    ),
    Knob("Judged from", "With less it is too early: neither met nor missed.", _minimum, _turn_minimum),
    Knob(
        "Shown beside it",
        "A second measure, so that the first is not bought with it.",
        lambda one: one.target.paired or "nothing",
        _turn_paired,
    ),
)
