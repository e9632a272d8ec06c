"""The Learning tab of learners who lived some weeks with Offbook, and of one who then stayed away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from reading import column, entry, texts

from lives import END, Lives, shipped_decks
from offbook.analyst import Analyst, View
from offbook.clock import DAY
from offbook.demo.kinds import Kind
from offbook.learning.account import Account
from offbook.learning.schedule import Scheduler
from offbook.panels.learning import tab as learning
from offbook.panels.panel import Tab
from offbook.performance.windows import Calendar


@pytest.fixture(scope="module")
def lived(lives: Lives) -> Iterator[tuple[Analyst, View]]:
    """Somebody who spaces, after some weeks."""
    with closing(lives.journal(Kind.SPACED)) as journal:
        yield Analyst(journal), View(shipped_decks(), END, Calendar(), Scheduler())


def tab(analyst: Analyst, view: View) -> tuple[Account, Tab]:
    account = analyst.learning(view)
    return account, learning.tab(account, view.decks, lambda days: analyst.reviews(view, days))


def test_every_figure_stands_on_what_was_done(lived: tuple[Analyst, View]) -> None:
    account, found = tab(*lived)
    by_name = {one.id: one for one in found.panels}
    assert all(one.drawing for one in found.panels)
    assert not any(one.model for one in found.panels)
    assert by_name["calendar"].data["reviews"] == account.reviews
    covered = entry(dict(by_name["coverage"].data), "cards", "studied")
    assert by_name["knowledge"].data["known_cards"] == covered
    assert by_name["retention-course"].glass.n >= by_name["retention"].glass.n >= 50


def test_rows_are_there_to_be_opened(lived: tuple[Analyst, View]) -> None:
    _, found = tab(*lived)
    cards = {card.facts.key for deck in lived[1].decks for card in deck.cards}
    for one in found.panels:
        rows = list(one.glass.sources())
        assert bool(rows) is (one.id != "forecast")
        assert all(row.opens in cards for row in rows)
        assert all(len(row.text.splitlines()) == 1 for row in rows)


def test_a_thousand_days_later(lived: tuple[Analyst, View]) -> None:
    analyst, view = lived
    _, before = tab(analyst, view)
    account, found = tab(analyst, replace(view, now=END.plus(1_000 * DAY)))
    assert found.headline.startswith("You last studied 1,0")
    now, then = (column(one.panels[0], "horizons", "cards") for one in (found, before))
    assert isinstance(now[0], float)
    assert isinstance(then[-1], float)
    assert now[0] < then[-1]
    assert found.panels[1].value == "nothing came back"
    assert account.forecast.counts[0] == account.forecast.coming


def test_a_deck_that_is_gone_leaves_the_others(lived: tuple[Analyst, View]) -> None:
    analyst, view = lived
    _, both = tab(analyst, view)
    for deck in view.decks:
        _, alone = tab(analyst, replace(view, decks=(deck,)))
        assert alone.panels[5].glass.n < both.panels[5].glass.n
    _, none = tab(analyst, replace(view, decks=()))
    assert none.headline.startswith("Nothing was studied yet")


def test_a_clock_that_was_a_week_ahead_and_then_set_right(lived: tuple[Analyst, View]) -> None:
    analyst, view = lived
    _, found = tab(analyst, replace(view, now=END.plus(-7 * DAY)))
    assert "by a clock that was ahead" in found.panels[5].glass.left_out[0]
    assert not any("nan" in text or "-1 day" in text for one in found.panels for text in texts(one))
