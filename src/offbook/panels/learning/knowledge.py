"""How much is known now, and would be left of it later, if study stopped today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from offbook.evidence import decimals
from offbook.insight.wording import percent, span
from offbook.learning.account import Account
from offbook.learning.knowledge import HORIZONS, MONTH, Known
from offbook.learning.retrieval import Tally
from offbook.panels import telling
from offbook.panels.drawing import Estimate, Estimates
from offbook.panels.learning import modelled
from offbook.panels.panel import Data, Glass, Panel, Source, no_sources
from offbook.statistics import Interval

FEW = 10
"""Known cards below which their count says more than a percentage."""
FINE = 30
"""Known cards below which a whole card would round too much away."""

_FORMULA = (
    "Sum over the known cards of the recall that the model expects, R = (1 + f·t/S)^-w20, t days after "
    "the last review of a card of stability S. Band: 1.96·√ΣR(1-R), what chance does if the model is right."
)


def knowledge_panel(account: Account, sources: Callable[[], Iterable[Source]] = no_sources) -> Panel:
    """What would be recalled now and at each horizon; ``sources`` are the reviews it rests on."""
    found = account.knowledge
    held = found.by_days if found else ()
    named = [(_when(days), known) for days, known in zip(HORIZONS, held, strict=bool(held))]
    rows = tuple(_row(name, known) for name, known in named if known.n >= FEW)
    lasting = found.durability if found and found.now.n >= FEW else None
    return Panel(
        id="knowledge",
        title="Knowledge, if you stopped today",
        value=of_all(held[0]) if held else "no card is known yet",
        told=_told(held, account.retrievals) if held else "It begins with the first card that you rehearse.",
        lines=(
            *(() if rows else ((name, of_all(known)) for name, known in named)),
            *([modelled.line(account.retrievals)] if held else ()),
        ),
        drawing=Estimates(rows) if rows else None,
        drawn="; ".join(f"{name}: {of_all(known)}" for name, known in named) + "." if rows else "",
        model=bool(held) and account.retrievals.is_model_only,
        data={
            "known_cards": held[0].n if held else 0,
            "horizons": [_datum(days, held[at] if held else None) for at, days in enumerate(HORIZONS)],
            "durability": lasting,
            **modelled.data(account.retrievals),
        },
        glass=Glass(
            formula=_FORMULA,
            window="this moment, and 7, 30 and 90 days after it",
            n=held[0].n if held else 0,
            of="known cards",
            left_out=("new cards, and cards that are no longer in the decks",),
            details=(("durability: left in 30 days of what is known now", _lasting(lasting)),),
            sources=sources,
        ),
    )


def of_all(known: Known) -> str:
    """``48 of 62  77%  (70-84)``; of few cards the count alone."""
    counts = f"{cards(known)} of {known.n:,}"
    if known.n < FEW:
        return counts
    around = _around(known)
    places = decimals(known.n)
    return f"{counts}  {percent(known.cards / known.n, places)}  ({span(around, places)})"


def cards(known: Known) -> str:
    """How many cards: whole ones, of few with a decimal. What is short of all does not round up to all."""
    places = 1 if known.n < FINE else 0
    most = known.n if known.cards >= known.n else known.n - 10.0**-places
    return f"{min(known.cards, most):,.{places}f}"


def _told(held: Sequence[Known], seen: Tally) -> str:
    month, quarter = held[HORIZONS.index(MONTH)], held[-1]
    told = f"About {cards(month)} of {month.n:,} would be left in 30 days, and {cards(quarter)} in 90."
    return f"{told} {modelled.caution(seen)}".rstrip()


def _when(days: int) -> str:
    return f"in {days} days" if days else "now"


def _around(known: Known) -> Interval:
    """The band as shares of all known cards."""
    return Interval(known.band.low / known.n, known.band.high / known.n)


def _row(name: str, known: Known) -> Estimate:
    return Estimate(name, known.cards / known.n, _around(known), f"{cards(known)} of {known.n:,}")


def _lasting(value: float | None) -> str:
    return telling.NOTHING if value is None else percent(value)


def _datum(days: int, known: Known | None) -> Data:
    many = known if known and known.n >= FEW else None
    return {
        "days": days,
        "cards": known.cards if known else None,
        "band": telling.as_interval(known.band if known else None),
        "share": many.cards / many.n if many else None,
    }
