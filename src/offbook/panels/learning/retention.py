"""True retention beside what the model had expected of the very same reviews."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import assert_never

from offbook.evidence import UNCLEAR, Against, Figure, Hidden, against, decimals, standing
from offbook.insight.wording import count, percent, tally
from offbook.learning.account import Account
from offbook.learning.retention import Period, Retention, TrueRetention
from offbook.panels import telling
from offbook.panels.drawing import Estimate, Estimates
from offbook.panels.learning import modelled
from offbook.panels.panel import Data, Glass, Panel, Source, no_sources

FORMULA = (
    "Reviews not rated again out of the first reviews of a card on a day, after an interval of a day or more "
    "(Anki's rule), with Wilson's interval. Expected: the mean recall that the model foretold of the same "
    "reviews. Young: the interval was below 21 days. Mature: it was 21 days or more."
)
_NONE = "nothing came back"


def retention_panel(account: Account, sources: Callable[[], Iterable[Source]] = no_sources) -> Panel:
    """Of the last 30 days, with every other period in lines; ``sources`` are the reviews of those days."""
    month, ever = account.retention[Period.MONTH], account.retention[Period.ALL]
    named = (
        ("young", month.young),
        ("mature", month.mature),
        ("both", month.overall),
        (str(Period.ALL), ever.overall),
    )
    rows = tuple(row for name, found in named for row in _row(name, found))
    done = sum(day.reviews for day in account.days if day.day in Period.MONTH.days(account.today))
    n = month.overall.share.n if month.overall else 0
    return Panel(
        id="retention",
        title=f"True retention, {Period.MONTH}",
        value=_share(month.overall),
        told=_told(month.overall, ever.overall),
        lines=(*_lines(account, {row.name for row in rows}), modelled.line(account.retrievals)),
        drawing=Estimates(rows) if rows else None,
        drawn="; ".join(f"{name}: {line(found)}" for name, found in named if found) + "." if rows else "",
        evidence=standing(Figure.RETENTION, n),
        data={
            "periods": {
                str(period).replace(" ", "_"): _datum(account.retention[period]) for period in Period
            },
            **modelled.data(account.retrievals),
        },
        glass=Glass(
            formula=FORMULA,
            window=f"{Period.MONTH}, today among them",
            n=n,
            of="reviews",
            left_out=_left_out(done - n),
            sources=sources,
        ),
    )


def expected(found: Retention) -> str:
    """What the model had expected, in percent; only where the share itself is shown."""
    return percent(found.expected, decimals(found.share.n))


def datum(found: Retention | None) -> dict[str, Data]:
    """The share and what had been expected of it, as data."""
    hidden = found is None or isinstance(found.evidence, Hidden)
    own = telling.as_share(found.share if found else None, Figure.RETENTION)
    return {**own, "expected": None if hidden or found is None else found.expected}


def _share(found: Retention | None) -> str:
    return telling.share(found.share if found else None, Figure.RETENTION, _NONE)


def _told(month: Retention | None, ever: Retention | None) -> str:
    if month and not isinstance(month.evidence, Hidden):
        match against(month.share.interval, month.expected):
            case Against.ABOVE:
                return f"More came back than the model expected, {expected(month)}."
            case Against.BELOW:
                return f"Less came back than the model expected, {expected(month)}."
            case Against.UNCLEAR:
                return f"The model expected {expected(month)}: {UNCLEAR} whether it was off."
            case other:
                assert_never(other)
    if ever is None:
        return "It tells of cards that come back a day later or more."
    return f"Of all time: {_share(ever)}."


def _left_out(reviews: int) -> tuple[str, ...]:
    why = "first meetings, repeats on the same day, and cards in their steps"
    return (f"{count(reviews, 'review')}: {why}",) if reviews > 0 else ()


def _lines(account: Account, drawn: Container[str]) -> Iterator[tuple[str, str]]:
    """Young and mature, and the other periods: what is not drawn, and in which something came back."""
    month = account.retention[Period.MONTH]
    named = (
        ("young", month.young),
        ("mature", month.mature),
        *((str(period), account.retention[period].overall) for period in Period if period != Period.MONTH),
    )
    yield from ((name, line(found)) for name, found in named if found and name not in drawn)


def line(found: Retention | None) -> str:
    """The share beside what had been expected, where there is enough of it."""
    if found is None or isinstance(found.evidence, Hidden):
        return _share(found)
    return f"{_share(found)}, expected {expected(found)}"


def _row(name: str, found: Retention | None) -> tuple[Estimate, ...]:
    if found is None or isinstance(found.evidence, Hidden):
        return ()
    beside = f"{tally(found.share)}, expected {expected(found)}"
    return telling.estimate(name, found.share, Figure.RETENTION, beside)


def _datum(found: TrueRetention) -> Data:
    return {
        "young": datum(found.young),
        "mature": datum(found.mature),
        "overall": datum(found.overall),
    }
