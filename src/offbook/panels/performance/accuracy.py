"""How much was right: a day cold, in time, and on what study never shows."""

from __future__ import annotations

from dataclasses import replace

from offbook.evidence import UNCLEAR, decimals
from offbook.insight.wording import count, percent, tally
from offbook.panels.drawing import Estimates
from offbook.panels.panel import Data, Glass, Panel
from offbook.panels.performance import performed, spans
from offbook.panels.performance.performed import Performed, as_target, levelled, levels, shown, targeted
from offbook.panels.telling import WILSON, as_share, estimate, estimated, left_out
from offbook.performance.accuracy import Trend, corrected
from offbook.performance.observation import Observation
from offbook.performance.targets import Metric
from offbook.statistics import Share


def accuracy(seen: Performed) -> Panel:
    """How much was right a day cold; beside it at any lag, and in the window before."""
    account = seen.account
    found, target, cold = account.cold, seen.target(Metric.DELAYED_ACCURACY), seen.cold
    guess = performed.chance(cold)
    every = account.accuracy if len(cold) < len(account.first) else None
    rows = (*estimate("a day cold", found), *estimate("all answers", every))
    return Panel(
        id="accuracy",
        title=f"Accuracy, {spans.named(account.window, account.today)}",
        value="no answer a day cold" if account.first and not cold else seen.share(found),
        told=_trend(seen),
        lines=(
            *targeted(target, shown(found)),
            *((("all answers", seen.share(every)),) if every else ()),
            (f"the {account.window.span} before", seen.share(account.before, account.window.preceding)),
        ),
        drawing=Estimates(rows, target, guess) if rows else None,
        drawn=levelled(estimated(rows), levels(target, guess)) if rows else "",
        evidence=performed.enough(found),
        data=seen.data(_numbers(seen, cold)),
        glass=_glass(seen, cold),
    )


def on_time(seen: Performed) -> Panel:
    """How much was answered before time ran out, of what had a limit."""
    limited = [one for one in seen.account.first if one.limited]
    late = sum(one.timed_out for one in limited)
    panel = Panel(
        id="on-time",
        title=seen.title("On time"),
        value="no question had a time limit" if seen.account.first and not limited else "",
        lines=(("ran out of time", count(late, "question")),) if limited else (),
        data={"timeouts": late},
        glass=seen.glass(f"Answered before time ran out, over questions with a limit. {WILSON}", limited),
    )
    return _of_share(seen, panel, seen.account.on_time, Metric.ON_TIME)


def transfer(seen: Performed) -> Panel:
    """How much was right of the questions that study never shows."""
    unseen = [one for one in seen.account.first if one.transfer]
    panel = Panel(
        id="transfer-accuracy",
        title=seen.title("Questions that study never shows"),
        value="none was asked" if seen.account.first and not unseen else "",
        glass=seen.glass(f"Score over answers to cards that quizzes alone ask. {WILSON}", unseen),
    )
    return _of_share(seen, panel, seen.account.transfer, Metric.TRANSFER_ACCURACY)


def _of_share(seen: Performed, panel: Panel, found: Share | None, metric: Metric) -> Panel:
    """A panel about one share, with its value, its drawing and its target."""
    target, rows = seen.target(metric), estimate("", found)
    return replace(
        panel,
        value=panel.value or seen.share(found),
        lines=(*targeted(target, shown(found)), *panel.lines),
        drawing=Estimates(rows, target) if rows else None,
        drawn=levelled(f"{seen.share(found)}.", levels(target, None)) if rows else "",
        evidence=performed.enough(found),
        data=seen.data({**as_share(found), **as_target(target, shown(found)), **panel.data}),
    )


def _trend(seen: Performed) -> str:
    """Where accuracy went since the window before, if that can be told."""
    account, span = seen.account, seen.account.window.span
    if account.before is None or not (shown(account.cold) and shown(account.before)):
        return ""
    then = f"the {span} before, {tally(account.before)}"
    match account.trend:
        case Trend.UP:
            return f"↑ More was right than in {then}, beyond what chance explains."
        case Trend.DOWN:
            return f"↓ Less was right than in {then}, beyond what chance explains."
        case None:
            return f"Against {then}: {UNCLEAR}."


def _numbers(seen: Performed, cold: list[Observation]) -> dict[str, Data]:
    account = seen.account
    target = seen.target(Metric.DELAYED_ACCURACY)
    return {
        "cold": as_share(account.cold),
        "all": as_share(account.accuracy),
        "before": as_share(account.before),
        "trend": account.trend.value if account.trend else None,
        **as_target(target, shown(account.cold)),
        "guess_corrected": corrected(cold) if shown(account.cold) else None,
        "chance": performed.chance(cold),
        "practice": len(account.practice),
        "timeouts": account.timeouts,
    }


def _glass(seen: Performed, cold: list[Observation]) -> Glass:
    warm = len(seen.account.first) - len(cold)
    known, guess = corrected(cold) if shown(seen.account.cold) else None, performed.chance(cold)
    details = [("out of time, counted as not right", f"{sum(one.timed_out for one in cold):,}")]
    if guess is not None:
        details.append(("chance: the mean guess g", percent(guess)))
    if known is not None:
        details.append(("guess-corrected: (p - g) / (1 - g)", percent(known, decimals(len(cold)))))
    glass = seen.glass(
        "p = score over first answers, a day cold: their concept had not been shown with its answer "
        f"for 24 hours. A time-out scores 0. {WILSON}",
        cold,
        "cold answers",
        left_out((warm, "answer", "to what had been shown less than a day before")),
    )
    return replace(glass, details=tuple(details))
