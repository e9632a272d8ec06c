"""How fast, and at what price: never a speed without the accuracy that it was bought with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from offbook.clock import SECOND
from offbook.deck.cards import FORMS
from offbook.evidence import Evidence, Figure, Hidden, standing
from offbook.insight.wording import count, percent, tally
from offbook.panels.panel import Data, Glass, Panel
from offbook.panels.performance.performed import Performed, as_target, targeted
from offbook.panels.telling import as_interval, as_share, left_out, marked
from offbook.performance.accuracy import form_of
from offbook.performance.observation import Observation, grouped
from offbook.performance.speed import ACCIDENT, AtChance, NetRate, clocked, inverse_efficiency
from offbook.performance.targets import Metric
from offbook.statistics import Interval, Median

_FORMULA = (
    "Net: 60 · sum of scores / sum of seconds, where wrong among k options scores -1/(k - 1), so that "
    "guessing comes to 0; interval by the delete-one jackknife. Median: seconds to a right answer, "
    "for each form, with the interval of its order statistics."
)


def speed(seen: Performed) -> Panel:
    """What a minute yields with the accuracy beside it, and the time to a right answer by form."""
    net, target = _net(seen.account.net), seen.target(Metric.NET_RATE)
    interval = net.net.interval if net else None
    medians = {form: seen.account.medians.get(form) for form in _forms(seen)}
    return Panel(
        id="speed",
        title=seen.title("Speed"),
        value=_value(seen),
        lines=(
            *targeted(target, interval, f"{target or 0.0:.1f} a minute"),
            *((form, _median(seen, middle)) for form, middle in medians.items()),
        ),
        evidence=_evidence(seen.account.net),
        data=seen.data(
            {
                "net_per_minute": net.net.value if net else None,
                "interval": as_interval(interval),
                "right_per_minute": net.plain.value if net else None,
                "accuracy": as_share(net.accuracy if net else None),
                "seconds_to_right": {form: _numbers(seen.account.medians.get(form)) for form in FORMS},
                **as_target(target, interval),
            }
        ),
        glass=_glass(seen, net),
    )


def unused(seen: Iterable[Observation], *, timeouts: bool = True) -> tuple[str, ...]:
    """The answers whose time says nothing, in words."""
    clock = clocked(seen)
    return left_out(
        (clock.timeouts if timeouts else 0, "answer", "out of time"),
        (clock.accidents, "answer", f"given in less than {ACCIDENT / SECOND:g} s"),
        (clock.unclocked, "answer", "while a clock jumped"),
    )


def _net(found: NetRate | None) -> NetRate | None:
    """The rate if it can be shown."""
    return None if found is None or isinstance(found.evidence, Hidden | AtChance) else found


def _evidence(found: NetRate | None) -> Evidence | None:
    """Whether the rate can be shown; None where accuracy holds it back, and not the number of answers."""
    if found is None:
        return standing(Figure.NET_RATE, 0)
    return None if isinstance(found.evidence, AtChance) else found.evidence


def _value(seen: Performed) -> str:
    """``~7.7 right a minute, guesses taken off  (0.4-15.1), at 16 of 20  ~80%  (58-92)``."""
    found = seen.account.net
    if found is None:
        return "no answers whose time is known"
    evidence = found.evidence
    if isinstance(evidence, Hidden):
        return seen.lacking(evidence, "answers whose time is known")
    quality = seen.share(found.accuracy)
    if isinstance(evidence, AtChance):
        guess = percent(found.guess)
        return f"{quality}: not known to be above chance, {guess}, so that speed says nothing"
    told = marked(f"{found.net.value:.1f}", evidence)
    return f"{quality}, at {told} right a minute{_span(found.net.interval)}, guesses taken off"


def _forms(seen: Performed) -> Sequence[str]:
    """The forms that were asked, in the order in which they are listed to people."""
    asked = {one.form for one in seen.account.first}
    return [*(form for form in FORMS if form in asked), *sorted(asked - set(FORMS))]


def _median(seen: Performed, found: Median | None) -> str:
    """``12 right answers, the middle one after ~3.2 s  (2.8-4.1)``."""
    n, told = (found.n, f"{found.value:.1f} s") if found else (0, "")
    right, evidence = count(n, "right answer"), standing(Figure.MEDIAN_TIME, n)
    if isinstance(evidence, Hidden):
        more = "too few" if seen.account.closed else f"{evidence.missing:,} more"
        return f"{right}, {more} for a time"
    return f"{right}, the middle one after {marked(told, evidence)}{_span(found.interval if found else None)}"


def _span(found: Interval | None) -> str:
    return f"  ({found.low:.1f} to {found.high:.1f})" if found else ""


def _glass(seen: Performed, net: NetRate | None) -> Glass:
    first = seen.account.first
    details = [(f"seconds per right share, {form}", f"{value:.1f}") for form, value in _efficiencies(first)]
    if net:
        details.insert(0, ("right a minute, guesses and all", f"{net.plain.value:.1f}"))
        details.insert(1, ("accuracy of the same answers", f"{tally(net.accuracy)}"))
    late = sum(one.timed_out for one in first)
    out = left_out((late, "answer", "out of time: not in the medians"))
    timed = [one for one in first if (one.took or 0) >= ACCIDENT]
    glass = seen.glass(_FORMULA, timed, "answers whose time is known", (*out, *unused(first, timeouts=False)))
    return replace(glass, details=tuple(details))


def _efficiencies(first: Sequence[Observation]) -> Iterable[tuple[str, float]]:
    """Median seconds over accuracy of each form that has enough right answers, and accuracy enough."""
    for form, own in grouped(first, form_of).items():
        right = sum(one.is_right for one in clocked(own).answers)
        value = inverse_efficiency(own)
        if value is not None and not isinstance(standing(Figure.MEDIAN_TIME, right), Hidden):
            yield form, value


def _numbers(found: Median | None) -> Data:
    n = found.n if found else 0
    shown = found if found and not isinstance(standing(Figure.MEDIAN_TIME, n), Hidden) else None
    return {
        "n": n,
        "median": shown.value if shown else None,
        "interval": as_interval(shown.interval if shown else None),
    }
