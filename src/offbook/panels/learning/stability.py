"""How stable memories are, and how they became so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from offbook.evidence import Figure, Hidden, standing
from offbook.insight.wording import count
from offbook.learning.account import Account
from offbook.learning.retrieval import Tally
from offbook.learning.stability import Spread
from offbook.panels import telling
from offbook.panels.drawing import Chart
from offbook.panels.learning import modelled
from offbook.panels.learning.elapsed import elapsed
from offbook.panels.panel import Data, Glass, Panel, Source, no_sources
from offbook.panels.scale import days
from offbook.panels.series import Point, Series
from offbook.statistics import Interval

AGO = 30
"""Days back that the present is compared with."""

_FORMULA = (
    "Stability: the days until the recall that the model expects has fallen to nine in ten. Median and "
    "quartiles over all cards that were known at the end of each week. Each success: exp of the mean of "
    "ln(S after / S before) over the delayed reviews not rated again."
)


def stability_panel(account: Account, sources: Callable[[], Iterable[Source]] = no_sources) -> Panel:
    """The stability of all memories since the beginning; ``sources`` are the reviews it rests on."""
    course = account.spreads
    latest = course[-1] if course else None
    return Panel(
        id="stability",
        title="Stability of memories since you began",
        value=_value(latest) if latest else "no card is known yet",
        told=_told(course),
        lines=_lines(account.retrievals, latest),
        drawing=_chart(course, min(account.since or account.today, account.today)) if course else None,
        drawn=_drawn(course),
        model=latest is not None and account.retrievals.is_model_only,
        data={
            **_datum(latest),
            "growth_per_success": _growth(account.retrievals),
            "successes": account.retrievals.grown,
            "course": [_datum(one) for one in course],
            **modelled.data(account.retrievals),
        },
        glass=Glass(
            formula=_FORMULA,
            window="since you began",
            n=latest.n if latest else 0,
            of="known cards",
            left_out=("new cards",),
            details=tuple((telling.on(one.day), _spread(one)) for one in reversed(course)),
            sources=sources,
        ),
    )


def _value(latest: Spread) -> str:
    return f"{count(latest.n, 'known card')}, median {telling.days(latest.median)}"


def _told(course: Sequence[Spread]) -> str:
    """Where the median stands, and where it stood a month ago."""
    if not course:
        return "It grows with every card that is recalled a day later or more."
    latest = course[-1]
    before = next((one for one in reversed(course) if one.day <= latest.day - AGO), None)
    ago = f"; a month ago it was {telling.days(before.median)}" if before else ""
    after = f"{telling.days(latest.median)} after their last review"
    return f"Half of the cards would be recalled nine times in ten {after}{ago}."


def _lines(seen: Tally, latest: Spread | None) -> tuple[tuple[str, str], ...]:
    if latest is None:
        return ()
    return (
        ("middle half", f"{telling.days(latest.lower)} to {telling.days(latest.upper)}"),
        ("each success", _grown(seen)),
        modelled.line(seen),
    )


def _growth(seen: Tally) -> float | None:
    """What a success multiplies stability by; None where there are too few to say."""
    return None if isinstance(standing(Figure.RETENTION, seen.grown), Hidden) else seen.factor


def _grown(seen: Tally) -> str:
    evidence = standing(Figure.RETENTION, seen.grown)
    successes = count(seen.grown, "delayed success", "delayed successes")
    if isinstance(evidence, Hidden) or seen.factor is None:
        missing = evidence.missing if isinstance(evidence, Hidden) else 1
        return f"{successes}, {missing:,} more to tell what one is worth"
    return f"{telling.marked(f'×{seen.factor:.1f}', evidence)}, over {successes}"


def _chart(course: Sequence[Spread], since: int) -> Chart:
    points = (Point(float(one.day - since), one.median, Interval(one.lower, one.upper)) for one in course)
    most = max(one.upper for one in course)
    return Chart((Series.joined("median", points),), elapsed(course[-1].day - since), days(most))


def _spread(one: Spread) -> str:
    return (
        f"median {telling.days(one.median)}, quarters {telling.days(one.lower)} "
        f"and {telling.days(one.upper)}, {count(one.n, 'card')}"
    )


def _drawn(course: Sequence[Spread]) -> str:
    if not course:
        return ""
    ends = dict.fromkeys((course[0], course[-1]))
    return "; ".join(f"{telling.on(one.day)}: {_spread(one)}" for one in ends) + "."


def _datum(one: Spread | None) -> dict[str, Data]:
    return {
        "day": telling.iso(one.day) if one else None,
        "known_cards": one.n if one else 0,
        "lower_days": one.lower if one else None,
        "median_days": one.median if one else None,
        "upper_days": one.upper if one else None,
    }
