"""Study itself: when there was some, and which cards come back when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from offbook.insight.wording import count
from offbook.learning.account import Account, Day
from offbook.learning.forecast import Forecast
from offbook.learning.retention import Period
from offbook.panels import telling
from offbook.panels.drawing import WEEK, WEEKS, Bars, Calendar
from offbook.panels.panel import Data, Glass, Panel, Source, no_sources
from offbook.panels.scale import Tick
from offbook.statistics import median

_SHOWN = WEEKS * WEEK
"""Days that a calendar shows, at most."""


def forecast_panel(found: Forecast) -> Panel:
    """How many cards come back on each of the coming days."""
    days = len(found.counts)
    ticks = (Tick(0.0, "today"), *(Tick(float(at), f"{at // WEEK} wk") for at in range(WEEK, days, WEEK)))
    return Panel(
        id="forecast",
        title=f"Coming back in {count(days, 'day')}",
        value=f"{count(found.coming, 'card')}, {found.counts[0] or 'none'} of them today"
        if found.coming
        else "no card",
        told=_fullest(found),
        lines=(
            ("today", f"{found.counts[0]:,}"),
            (f"{WEEK} days", f"{sum(found.counts[:WEEK]):,}"),
            (f"{days} days", f"{found.coming:,}"),
            ("after that", f"{found.later:,}"),
        ),
        drawing=Bars(found.counts, ticks) if found.coming else None,
        drawn="; ".join(_weeks(found)) + "." if found.coming else "",
        data={"from": telling.iso(found.today), "cards": list(found.counts), "later": found.later},
        glass=Glass(
            formula="Each known card once, on the study day on which it is ready again, "
            "if nothing else is learned until then. What has waited longer is ready today.",
            window=f"{count(days, 'study day')} from today on",
            n=found.coming,
            of="cards",
            left_out=(
                *telling.left_out((found.later, "card", "beyond these days")),
                "new cards, cards in their steps, and cards that are suspended",
            ),
            details=tuple(
                (telling.on(found.today + ahead), count(cards, "card"))
                for ahead, cards in enumerate(found.counts)
                if cards
            ),
        ),
    )


def calendar_panel(account: Account, sources: Callable[[], Iterable[Source]] = no_sources) -> Panel:
    """On which days there was study, and how much; ``sources`` are the latest reviews."""
    lived = [day for day in account.days if day.day <= account.today]
    ahead = [day for day in account.days if day.day > account.today]
    periods = (Period.WEEK, Period.MONTH, Period.YEAR)
    return Panel(
        id="calendar",
        title="Days of study",
        value=_sum(lived),
        told=_told(lived, account.today),
        lines=(
            *((str(period), _sum(_within(lived, period.days(account.today)))) for period in periods),
            ("cards met", f"{sum(day.introduced for day in lived):,} since you began"),
        ),
        drawing=Calendar({day.day: day.reviews for day in lived}, account.today, "review") if lived else None,
        drawn=_drawn(lived, account.today) if lived else "",
        data={
            "since": telling.iso(lived[0].day) if lived else None,
            "days": len(lived),
            "reviews": sum(day.reviews for day in lived),
            "cards_met": sum(day.introduced for day in lived),
            "seconds": round(sum(day.studied for day in lived) / 1000),
            "by_day": [_datum(day) for day in lived],
        },
        glass=Glass(
            formula="Reviews that count, on the study day on which they were made, and the time they took: "
            "a minute each at most, without time away.",
            window=f"since {telling.on(lived[0].day)}" if lived else "since you began",
            n=sum(day.reviews for day in lived),
            of="reviews",
            left_out=_ahead(ahead),
            details=(("reviews on a day of study, at the median", _usual(lived)),),
            sources=sources,
        ),
    )


def _fullest(found: Forecast) -> str:
    if not found.coming and not found.later:
        return "Cards stand here once they have left their first steps."
    if not found.coming:
        return "Nothing comes back in these days: they are free for new cards."
    most = max(found.counts)
    ahead = found.counts.index(most)
    when = f"in {count(ahead, 'day')}, on {telling.on(found.today + ahead)}" if ahead else "today"
    return f"Most come back {when}: {most:,}. Nothing is ever late; what waits longer is ready today."


def _weeks(found: Forecast) -> Iterator[str]:
    for start in range(0, len(found.counts), WEEK):
        held = found.counts[start : start + WEEK]
        yield f"days {start + 1} to {start + len(held)}: {sum(held):,}"


def _within(lived: Sequence[Day], days: range) -> list[Day]:
    return [day for day in lived if day.day in days]


def _sum(days: Sequence[Day]) -> str:
    """``14 days, 402 reviews, 3.1 hours``."""
    if not days:
        return "no study"
    reviews, studied = sum(day.reviews for day in days), sum(day.studied for day in days)
    return f"{count(len(days), 'day')}, {count(reviews, 'review')}, {telling.spent(studied)}"


def _told(lived: Sequence[Day], today: int) -> str:
    """When it began, and when the last study was; a pause is told and not counted against anyone."""
    if not lived:
        return "It fills with the first card that you rehearse."
    ago = today - lived[-1].day
    last = ("today", "yesterday")[ago] if ago < 2 else f"{count(ago, 'day')} ago"
    return f"Since {telling.on(lived[0].day)}, the last time {last}."


def _drawn(lived: Sequence[Day], today: int) -> str:
    held = _within(lived, range(today - _SHOWN + 1, today + 1))
    if not held:
        return f"No study on the last {_SHOWN} days."
    most = count(max(day.reviews for day in held), "review")
    return f"Study on {len(held):,} of the last {_SHOWN} days, at most {most} on one."


def _usual(lived: Sequence[Day]) -> str:
    found = median(day.reviews for day in lived)
    return f"{found.value:,.0f}" if found else telling.NOTHING


def _ahead(days: Sequence[Day]) -> tuple[str, ...]:
    """What a clock that was fast has put into the future."""
    reviews = sum(day.reviews for day in days)
    return telling.left_out((reviews, "review", "dated after today, by a clock that was ahead"))


def _datum(day: Day) -> Data:
    return {
        "day": telling.iso(day.day),
        "reviews": day.reviews,
        "cards_met": day.introduced,
        "seconds": round(day.studied / 1000),
    }
