"""How well the sides of a deck are told apart: in plain words, and as two bells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

from offbook.deck.cards import Deck, SideId
from offbook.deck.clean import one_line
from offbook.evidence import NEEDS, UNCLEAR, Evidence, Figure, Hidden, known, standing
from offbook.insight.wording import count
from offbook.panels.drawing import Bells
from offbook.panels.panel import Data, Glass, Panel
from offbook.panels.performance.performed import Performed, as_target, classified, targeted
from offbook.panels.telling import as_interval, left_out, marked
from offbook.performance.account import BOTH, Telling, told_apart
from offbook.performance.discrimination import confusion, leans_to
from offbook.performance.targets import Metric
from offbook.statistics import Discrimination, Interval

_FORMULA = (
    "d′ = z(H) - z(F), c = -(z(H) + z(F)) / 2; H = (hits + .5) / (signals + 1), "
    "F = (false alarms + .5) / (noises + 1). With no lean: Φ(d′ / 2). Interval: 1.96 standard errors."
)
_ONE_SIDE = NEEDS[Figure.DISCRIMINATION][0].of
"""What a hidden figure lacks where it lacks answers to what has the side."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One question about the sides: whether something is one, or involves it."""

    side: SideId
    signal: str
    """The side's name."""
    noise: str
    """The other side's name; of more than two, ``not`` this one."""
    found: Discrimination | Hidden

    @property
    def name(self) -> str:
        """What is asked: ``Learning or Performance``, ``Learning or not``."""
        return f"{self.signal} or {'not' if self.noise == _without(self.signal) else self.noise}"

    @property
    def evidence(self) -> Evidence:
        """Whether it can be shown."""
        if isinstance(self.found, Hidden):
            return self.found
        return standing(Figure.DISCRIMINATION, self.found.signals, self.found.noises)


def telling(seen: Performed, deck: Deck) -> Panel:
    """How well the sides of a deck are told apart, by the aspect that is told worst."""
    told = telling_of(seen, deck)
    aspects = _aspects(deck, told)
    worst = min(aspects, key=_badness)
    shown = known(worst.found)
    target, interval = seen.target(Metric.DISCRIMINATION, deck.id), shown.d_interval if shown else None
    each: list[Data] = [_numbers(one) for one in aspects]
    return Panel(
        id=f"telling-apart-{deck.id}",
        title=seen.title(f"Telling apart: {seen.names.deck(deck.id)}"),
        value=_value(seen, worst),
        told=_lean(worst, shown) if shown else "",
        lines=(
            *targeted(target, interval, f"d′ {target or 0.0:.1f}"),
            *((one.name, _value(seen, one)) for one in aspects if len(aspects) > 1),
        ),
        drawing=Bells(shown, worst.noise, worst.signal) if shown else None,
        drawn=_drawn(worst, shown) if shown else "",
        evidence=worst.evidence,
        data=seen.data({"deck": deck.id, "aspects": each, **as_target(target, interval)}),
        glass=_glass(seen, told, aspects),
    )


def telling_of(seen: Performed, deck: Deck) -> Telling:
    """What was taken for what in a deck, also where nothing was."""
    found = next((one for one in seen.account.tellings if one.deck == deck.id), None)
    if found:
        return found
    return told_apart(deck.id, confusion((), [side.id for side in deck.sides]))


def _aspects(deck: Deck, told: Telling) -> list[Aspect]:
    names = {side.id: one_line(side.name) for side in deck.sides}
    others = [side for side in told.sides if side not in told.aspects and side != BOTH]
    two = len(told.aspects) == 1 and len(others) == 1
    return [
        Aspect(side, names[side], names[others[0]] if two else _without(names[side]), found)
        for side, found in told.aspects.items()
    ]


def _without(name: str) -> str:
    return f"not {name}"


def _badness(one: Aspect) -> tuple[bool, float]:
    """Aspects in the order in which they deserve a look: the least told first, the hidden last."""
    hidden = isinstance(one.found, Hidden)
    return hidden, one.found.missing if isinstance(one.found, Hidden) else one.found.d


def _value(seen: Performed, one: Aspect) -> str:
    """``30 answers  ~74 of 100 with no lean  (55-88)``."""
    if isinstance(one.found, Hidden):
        of = one.signal if one.found.of == _ONE_SIDE else one.noise
        return seen.lacking(one.found, f"answers to what is {of}")
    more = " or more" if one.found.at_ceiling else ""
    n = count(one.found.signals + one.found.noises, "answer")
    span = _unleaning(one.found)
    told = marked(f"{_of_hundred(one.found.unleaning)} of 100{more}", one.evidence)
    return f"{n}  {told} with no lean  ({_of_hundred(span.low)}-{_of_hundred(span.high)})"


def _unleaning(found: Discrimination) -> Interval:
    """The interval of what would be right with no lean, 0 to 1."""
    normal = NormalDist()
    return Interval(normal.cdf(found.d_interval.low / 2), normal.cdf(found.d_interval.high / 2))


def _of_hundred(share: float) -> int:
    """So many of 100, of a share that is never quite the whole and never quite nothing."""
    return min(max(round(share * 100), 1), 99)


def _lean(one: Aspect, found: Discrimination) -> str:
    """The lean in words, if there is one beyond doubt."""
    lean = leans_to(found, one.side, SideId(""))
    if lean is None:
        return f"Whether you lean to either: {UNCLEAR}."
    return f"You lean towards saying {one.signal if lean == one.side else one.noise}."


def _drawn(one: Aspect, found: Discrimination) -> str:
    more = " or more" if found.at_ceiling else ""
    bells = f"Two bells, {one.noise} on the left and {one.signal} on the right"
    got = f"with no lean you would get {_of_hundred(found.unleaning)} of 100{more}"
    return f"{bells}, {_apart(found)} standard deviations apart: {got}. {_lean(one, found)}"


def _apart(found: Discrimination) -> str:
    """d′; of a run without a mistake, which it cannot measure, at least that."""
    return f"≥ {found.d:.1f}" if found.at_ceiling else f"{found.d:.1f}"


def _glass(seen: Performed, told: Telling, aspects: Sequence[Aspect]) -> Glass:
    details: list[tuple[str, str]] = []
    for one in aspects:
        if isinstance(one.found, Hidden):
            continue
        name, d, c = one.name, one.found.d_interval, one.found.c_interval
        details += [
            (f"{name}: d′", f"{_apart(one.found)}  ({d.low:.1f} to {d.high:.1f})"),
            (f"{name}: lean c", f"{one.found.c:+.2f}  ({c.low:+.2f} to {c.high:+.2f})"),
            (f"{name}: answers", f"{one.found.signals} and {one.found.noises}"),
        ]
    silent = sum(told.table.silent)
    late = left_out((silent, "answer", "out of time or unsaid"))
    glass = seen.glass(_FORMULA, classified(seen, told.deck), "classify answers", late)
    return replace(glass, n=told.table.answered, details=tuple(details))


def _numbers(one: Aspect) -> dict[str, Data]:
    """One aspect as data."""
    found = known(one.found)
    return {
        "side": one.side,
        "signals": found.signals if found else None,
        "noises": found.noises if found else None,
        "d": found.d if found else None,
        "d_interval": as_interval(found.d_interval if found else None),
        "c": found.c if found else None,
        "c_interval": as_interval(found.c_interval if found else None),
        "unleaning": found.unleaning if found else None,
        "unleaning_interval": as_interval(_unleaning(found) if found else None),
        "at_ceiling": found.at_ceiling if found else None,
    }
