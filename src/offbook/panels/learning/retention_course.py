"""How retention went since the beginning, in stretches of whole weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, fsum

from offbook.evidence import NEEDS, UNCLEAR, Early, Figure, Hidden, standing
from offbook.insight.wording import count
from offbook.insight.wording import points as size
from offbook.learning.account import Account
from offbook.learning.retention import Retention, Week
from offbook.panels import telling
from offbook.panels.drawing import Chart
from offbook.panels.learning.elapsed import elapsed
from offbook.panels.learning.retention import FORMULA, datum, line
from offbook.panels.panel import Data, Glass, Panel, Source, no_sources
from offbook.panels.series import Point, Series
from offbook.statistics import Share, difference

MOST = 18
"""Stretches that a course is told in, at most: more points with intervals cannot be told apart."""
_FEW = 6
"""Of them, how many are told one by one to whoever does not see them."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Stretch:
    """True retention of some weeks on end."""

    first: int
    """Its first week since the beginning, from 1, as people count."""
    last: int
    found: Retention

    @property
    def weeks(self) -> str:
        """Which weeks, in words."""
        return f"week {self.first}" if self.first == self.last else f"weeks {self.first}-{self.last}"

    @property
    def is_shown(self) -> bool:
        """Whether enough came back in it."""
        return not isinstance(self.found.evidence, Hidden)


def course_panel(account: Account, sources: Callable[[], Iterable[Source]] = no_sources) -> Panel:
    """Over time since the beginning; ``sources`` are all reviews."""
    since = min(account.since or account.today, account.today)
    lived = account.today - since
    length = max(1, ceil((lived + 1) / (_WEEK * MOST)))
    every = _stretches(account.weeks, length, lived // _WEEK + 1)
    shown = [one for one in every if one.is_shown]
    latest = every[-1].found if every else None
    return Panel(
        id="retention-course",
        title="True retention since you began",
        value=_value(every),
        told=_told(shown),
        drawing=_chart(shown, lived) if shown else None,
        drawn=_drawn(shown),
        evidence=standing(Figure.RETENTION, latest.share.n if latest else 0),
        data={"weeks_each": length, "stretches": [_datum(one) for one in every]},
        glass=Glass(
            formula=f"{FORMULA} In stretches of {count(length, 'week')} since the first day of study.",
            window=f"since {telling.on(since)}" if every else "since you began",
            n=sum(one.found.share.n for one in every),
            of="reviews",
            left_out=_too_few(len(every) - len(shown)),
            details=tuple((one.weeks, line(one.found)) for one in reversed(every)),
            sources=sources,
        ),
    )


def _stretches(weeks: Iterable[Week], length: int, lived: int) -> tuple[Stretch, ...]:
    """Weeks put together ``length`` at a time; stretches in which nothing came back are left out."""
    parts: defaultdict[int, list[Retention]] = defaultdict(list)
    for one in weeks:
        if one.retention:
            parts[one.week // length].append(one.retention)
    return tuple(
        Stretch(place * length + 1, min((place + 1) * length, lived), _pooled(part))
        for place, part in sorted(parts.items())
    )


def _pooled(parts: Sequence[Retention]) -> Retention:
    """Of all their reviews together; there is at least one part."""
    n = sum(one.share.n for one in parts)
    foretold = fsum(one.expected * one.share.n for one in parts)
    return Retention(Share(fsum(one.share.score for one in parts), n), foretold / n)


def _value(every: Sequence[Stretch]) -> str:
    return f"{every[-1].weeks}: {line(every[-1].found)}" if every else "nothing came back yet"


def _told(shown: Sequence[Stretch]) -> str:
    """The latest stretch against all before it."""
    if len(shown) < 2:
        return "A course shows once enough has come back in two stretches of weeks."
    latest, before = shown[-1].found.share, _pooled([one.found for one in shown[:-1]]).share
    found = difference(latest, before)
    if 0.0 in found.interval:
        return f"Against all before, {UNCLEAR} whether memory held otherwise in {shown[-1].weeks}."
    way = "better" if found.value > 0.0 else "less well"
    return f"In {shown[-1].weeks} memory held {size(found.value)} {way} than in all before."


def _chart(shown: Sequence[Stretch], lived: int) -> Chart:
    came = (
        Point(_middle(one, lived), one.found.share.value, one.found.share.interval, early=_is_early(one))
        for one in shown
    )
    foretold = (Point(_middle(one, lived), one.found.expected) for one in shown)
    series = (Series.parted("came back", came), Series.joined("expected", foretold))
    return Chart(series, elapsed(lived))


def _middle(one: Stretch, lived: int) -> float:
    """Days since the beginning."""
    return min((one.first - 1 + one.last) * _WEEK / 2, float(lived))


def _is_early(one: Stretch) -> bool:
    return isinstance(one.found.evidence, Early)


def _drawn(shown: Sequence[Stretch]) -> str:
    """Each stretch where they are few; of more the first, the lowest, the highest and the last."""
    told = list(shown)
    if len(told) > _FEW:
        ranked = sorted(shown, key=lambda one: one.found.share.value)
        kept = {one.first for one in (shown[0], ranked[0], ranked[-1], shown[-1])}
        told = [one for one in shown if one.first in kept]
    parts = (f"{one.weeks}: {line(one.found)}" for one in told)
    return "; ".join(parts) + "." if told else ""


def _too_few(hidden: int) -> tuple[str, ...]:
    least = NEEDS[Figure.RETENTION][0].shown
    many = count(hidden, "stretch", "stretches")
    return (f"{many} with fewer than {least} reviews, from the drawing",) if hidden else ()


def _datum(one: Stretch) -> Data:
    return {"first_week": one.first, "last_week": one.last, **datum(one.found)}
