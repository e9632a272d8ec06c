"""The diagnosis that each kind of learner deserves, from lives over the decks that ship."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace

import pytest
from reading import texts
from together_samples import opens

from lives import END, Lives, shipped_decks
from offbook.analyst import Analyst, View
from offbook.clock import DAY
from offbook.deck.cards import CardKey
from offbook.demo.kinds import Kind
from offbook.evidence import Hidden
from offbook.insight.account import Account
from offbook.insight.diagnosis import Diagnosis
from offbook.insight.foretold import all_foretold
from offbook.learning.schedule import Scheduler
from offbook.panels.panel import Tab
from offbook.panels.together.tab import tab
from offbook.performance.windows import Calendar


@dataclass(frozen=True, slots=True)
class Deserved:
    """What a life must come to."""

    kind: Kind
    holds: Callable[[Account], bool]


def is_theoretical(found: Account) -> bool:
    """Much is held in memory, and nothing was asked."""
    counts = found.counts
    return (
        found.diagnosis is Diagnosis.THEORETICAL
        and counts.cold is None
        and counts.unasked * 10 > counts.begun * 8
        and not found.gaps
        and isinstance(found.illusion.size, Hidden)
    )


def is_stagnant(found: Account) -> bool:
    """What is shown in quizzes was never studied."""
    counts = found.counts
    return (
        found.diagnosis is Diagnosis.STAGNANT
        and counts.held == 0
        and counts.unstudied == counts.stagnant > 10
        and not found.illusion.is_large
        and not found.cycle.relearned
    )


def is_illusion(found: Account) -> bool:
    """Right at once, wrong weeks later: nobody calls that integrated."""
    size = found.illusion.size
    return (
        not isinstance(size, Hidden)
        and found.illusion.is_large
        and size.value > 0.15
        and found.diagnosis is not Diagnosis.INTEGRATED
    )


def is_integrated(found: Account) -> bool:
    """What is held in memory is shown cold."""
    counts = found.counts
    return (
        found.diagnosis is Diagnosis.INTEGRATED
        and counts.held * 10 > counts.begun * 8
        and not found.illusion.is_large
        and found.cycle.closed > found.cycle.open
    )


DESERVED = (
    Deserved(Kind.SPACED, is_integrated),
    Deserved(Kind.CRAMMER, is_illusion),
    Deserved(Kind.STUDY_ONLY, is_theoretical),
    Deserved(Kind.QUIZ_ONLY, is_stagnant),
)


def lived(analyst: Analyst, view: View) -> tuple[Account, Tab]:
    found = analyst.together(view)
    return found, tab(found, view.decks, lambda: all_foretold(analyst.attempts(view), analyst.answers(view)))


@pytest.mark.parametrize("deserved", DESERVED, ids=lambda one: one.kind)
def test_each_gets_the_diagnosis_that_it_deserves(deserved: Deserved, lives: Lives) -> None:
    """One life of each kind, and all that its tab must stand: looked at, opened, left alone for years."""
    decks = shipped_decks()
    view = View(decks, END, Calendar(), Scheduler())
    with closing(lives.journal(deserved.kind)) as journal:
        analyst = Analyst(journal)
        account, told = lived(analyst, view)
        assert deserved.holds(account), (account.diagnosis, account.counts, account.illusion.size)
        there: set[CardKey | bytes] = {card.facts.key for deck in decks for card in deck.cards}
        there |= {one.attempt for one in analyst.attempts(view)}
        check_rows(told, there)
        for other in (
            replace(view, now=END.plus(1_000 * DAY)),
            replace(view, now=END.plus(-7 * DAY)),
            replace(view, decks=decks[:1]),
            replace(view, decks=()),
        ):
            check_rows(lived(analyst, other)[1], there)


def check_rows(told: Tab, there: set[CardKey | bytes]) -> None:
    """Everything said is a line of text, every row opens what is there, and every number is JSON."""
    assert opens(told) <= there
    for one in told.panels:
        json.dumps(one.data, allow_nan=False)
        assert all(text.isprintable() for text in texts(one))
    assert told.headline
