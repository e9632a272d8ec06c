"""The Learning tab: what was studied and what it left. Nothing in it has a deadline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from offbook.clock import Moment
from offbook.deck.cards import Deck
from offbook.insight.wording import count
from offbook.learning.account import Account
from offbook.learning.events import Reviewed
from offbook.learning.knowledge import MONTH
from offbook.learning.retention import Period
from offbook.panels import telling
from offbook.panels.learning.coverage import coverage_panel
from offbook.panels.learning.days import calendar_panel, forecast_panel
from offbook.panels.learning.knowledge import cards, knowledge_panel
from offbook.panels.learning.retention import retention_panel
from offbook.panels.learning.retention_course import course_panel
from offbook.panels.learning.stability import stability_panel
from offbook.panels.naming import Names
from offbook.panels.panel import Source, Tab

AWAY = 30
"""Days without study from which the headline begins with them."""

Reviews = Callable[[range], Sequence[tuple[Reviewed, Moment]]]
"""The latest reviews on some study days, the last one first."""


def tab(account: Account, decks: Sequence[Deck], reviews: Reviews) -> Tab:
    """The account told. ``decks`` give things their names; ``reviews`` is asked once rows are looked at."""
    names = Names.of(decks)

    def of(period: Period) -> Callable[[], Iterable[Source]]:
        return lambda: rows(reviews(period.days(account.today)), names)

    return Tab(
        id="learning",
        title="Learning",
        headline=_headline(account),
        panels=(
            knowledge_panel(account, of(Period.ALL)),
            retention_panel(account, of(Period.MONTH)),
            course_panel(account, of(Period.ALL)),
            stability_panel(account, of(Period.ALL)),
            forecast_panel(account.forecast),
            calendar_panel(account, of(Period.ALL)),
            coverage_panel(account, decks, names),
        ),
    )


def rows(reviews: Iterable[tuple[Reviewed, Moment]], names: Names) -> Iterator[Source]:
    """Reviews as the rows behind a figure, each opening its card."""
    for event, at in reviews:
        when = f"{telling.on(event.day)}  {at.local():%H:%M}"
        text = f"{when}  {event.rating.name.lower():<5}  {names.prompt(event.key)}"
        yield Source(text, names.card(event.key))


def _headline(account: Account) -> str:
    """What there is, and what would be left of it in a month."""
    if account.since is None:
        return "Nothing was studied yet: rehearse a few cards, and this tab begins to tell."
    found = account.knowledge
    if found is None:
        return f"{count(account.reviews, 'review')}, and none of their cards is in these decks any more."
    now, month = found.now, found.at(MONTH)
    pause = max(0, account.today - account.days[-1].day)
    if pause >= AWAY:
        return f"You last studied {count(pause, 'day')} ago; about {cards(now)} of {now.n:,} cards are left."
    return (
        f"You know about {cards(now)} of {count(now.n, 'card')} that you studied; "
        f"if you stopped today, {cards(month)} would be left in 30 days."
    )
