"""The Performance tab: one window, against its targets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from offbook.deck.cards import Classify, Deck
from offbook.evidence import against
from offbook.insight.wording import count, percent
from offbook.panels import telling
from offbook.panels.naming import Names
from offbook.panels.panel import Panel, Tab
from offbook.panels.performance import spans
from offbook.panels.performance.accuracy import accuracy, on_time, transfer
from offbook.panels.performance.accuracy_course import course
from offbook.panels.performance.confusion import confusion
from offbook.panels.performance.discrimination import telling as telling_apart
from offbook.panels.performance.haste import haste
from offbook.panels.performance.performed import Performed, shown
from offbook.panels.performance.speed import speed
from offbook.panels.performance.weakest import taken_for, weakest
from offbook.performance.account import Account
from offbook.performance.targets import Goal, Metric


def tab(
    account: Account, decks: Sequence[Deck], targets: Sequence[Panel] = (), goals: Sequence[Goal] = ()
) -> Tab:
    """The figures of a window, the panels of its targets first.

    ``decks`` are those of the account; of ``goals`` those for windows of this span are drawn as levels.
    """
    seen = Performed(account, tuple(decks), Names.of(decks), tuple(goals))
    sided = [deck for deck in decks if _is_sided(account, deck)]
    return Tab(
        id="performance",
        title="Performance",
        headline=_headline(seen),
        panels=(
            *targets,
            accuracy(seen),
            course(seen),
            *chain.from_iterable((telling_apart(seen, deck), confusion(seen, deck)) for deck in sided),
            taken_for(seen),
            weakest(seen),
            speed(seen),
            haste(seen),
            on_time(seen),
            transfer(seen),
        ),
    )


def _is_sided(account: Account, deck: Deck) -> bool:
    """Whether a deck asks for its sides to be told apart, or did so in this window."""
    asked = any(told.deck == deck.id for told in account.tellings)
    return len(deck.sides) > 1 and (asked or any(isinstance(card, Classify) for card in deck.cards))


def _headline(seen: Performed) -> str:
    """What the window comes to in a sentence, and what there is where it is empty."""
    account = seen.account
    when = spans.named(account.window, account.today)
    if account.closed:
        when = f"{when} ({spans.state(account.window, account.today)})"
    when = when[0].upper() + when[1:]
    if not account.first:
        return f"{when}: {_none(account)}"
    cold = account.cold
    if cold is None:
        return f"{when}: {count(len(account.first), 'answer')}, none of them a day cold."
    target = seen.target(Metric.DELAYED_ACCURACY)
    aim = "" if target is None else f"; target {percent(target)}: {against(shown(cold), target).value}"
    return f"{when}, a day cold: {seen.share(cold)}{aim}."


def _none(account: Account) -> str:
    """What is said of a window in which nothing was answered."""
    if account.today < account.window.first:
        return "it has not begun."
    if account.latest is None:
        return "no quiz yet. Sit one, and what it comes to stands here."
    return f"no quiz. The latest before it was on {telling.on(account.latest)}."
