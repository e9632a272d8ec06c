"""The illusion: how much better one answers right away than a day later."""

from __future__ import annotations

from offbook.evidence import Hidden, known
from offbook.insight import illusion as illusions
from offbook.insight.illusion import Illusion, Lag, lag_of
from offbook.insight.wording import tally
from offbook.panels import telling
from offbook.panels.drawing import Estimates
from offbook.panels.panel import Data, Glass, Panel
from offbook.panels.together.joined import WINDOW, Joined
from offbook.performance.observation import Observation
from offbook.statistics import Share

_FORMULA = (
    "Score over answers, by the time since the concept was last shown with its answer. Illusion = the share "
    "within a day less the share of a day or more, interval by Newcombe."
)
_ECHO = "What is answered right away is an echo of the sitting, and no headline."


def illusion_panel(seen: Joined) -> Panel:
    """Answers right away, which are no headline, beside those a day and a week later."""
    found = seen.account.illusion
    shares = {Lag.SAME_SITTING: found.right_away, Lag.COLD: found.cold, Lag.LONG: found.long}
    rows = tuple(row for lag, share in shares.items() for row in telling.estimate(lag.value, share))
    return Panel(
        id="illusion",
        title="Illusion of the sitting",
        value=_value(found),
        told=illusions.words(found) or _ECHO,
        lines=tuple((lag.value, _line(lag, share)) for lag, share in shares.items()),
        drawing=Estimates(rows) if rows else None,
        drawn=telling.estimated(rows),
        evidence=found.evidence,
        data=_data(found),
        glass=Glass(
            formula=_FORMULA,
            window=WINDOW,
            n=sum(share.n for share in shares.values() if share),
            of="answers",
            left_out=(
                *telling.left_out((found.never_shown, "answer", "to what was never shown")),
                *seen.repeated,
            ),
            details=(
                ("a day later or more, together", _share(found.delayed)),
                ("out of time, counted as not right", f"{found.timeouts:,}"),
            ),
            sources=seen.answers(lambda one: lag_of(one) is not None, _beside),
        ),
    )


def _value(found: Illusion) -> str:
    away, later = found.right_away, found.delayed
    if not away and not later:
        return "no answers yet"
    counts = ", ".join(
        f"{tally(share)} {when}"
        for share, when in ((away, "right away"), (later, "a day later or more"))
        if share
    )
    size = found.size
    if isinstance(size, Hidden):
        return f"{counts}; {size.told} for the difference"
    return f"{counts}  {telling.marked(telling.difference(size.value, size.interval), found.evidence)}"


def _line(lag: Lag, found: Share | None) -> str:
    return f"{_share(found)}; no headline" if found and lag is Lag.SAME_SITTING else _share(found)


def _share(found: Share | None) -> str:
    return telling.share(found, nothing="no answers")


def _data(found: Illusion) -> dict[str, Data]:
    shown = known(found.size)
    return {
        "right_away": telling.as_share(found.right_away),
        "day_to_week": telling.as_share(found.cold),
        "week_or_more": telling.as_share(found.long),
        "delayed": telling.as_share(found.delayed),
        "illusion": shown.value if shown else None,
        "interval": telling.as_interval(shown.interval if shown else None),
        "large": found.is_large,
    }


def _beside(one: Observation) -> str:
    lag = lag_of(one)
    return lag.value if lag else ""
