"""Sure and wrong: what became of errors that were believed in, beside those that were not."""

from __future__ import annotations

from collections.abc import Mapping

from offbook.evidence import NEEDS, Figure, known, more, standing
from offbook.insight import sureness as surenesses
from offbook.insight.sureness import Errors, Sureness
from offbook.panels import telling
from offbook.panels.drawing import Estimates
from offbook.panels.panel import Data, Glass, Panel
from offbook.panels.together import confidence
from offbook.panels.together.joined import WINDOW, Joined
from offbook.performance.observation import Observation

_FORMULA = (
    "Errors at the surest level beside those at the others: the share whose concept was answered right at "
    "its next meeting in a quiz, a day later or more and a day cold. Difference with Newcombe's interval."
)
_NONE = "no error with a confidence yet"


def sureness_panel(seen: Joined) -> Panel:
    """How many errors were sure ones, and whether those were put right the better for it."""
    found = seen.account.sureness
    kinds = {"sure errors": found.sure, "unsure errors": found.unsure}
    rows = tuple(row for kind, errors in kinds.items() for row in telling.estimate(kind, errors.next))
    every = found.sure.count + found.unsure.count
    return Panel(
        id="sure-and-wrong",
        title="Sure and wrong",
        value=f"{found.sure.count:,} of {every:,} errors were sure ones" if every else _NONE,
        told=surenesses.words(found) or _missing(kinds, every),
        lines=tuple((f"{kind}, put right next", _next(errors)) for kind, errors in kinds.items()),
        drawing=Estimates(rows) if rows else None,
        drawn=telling.estimated(rows),
        evidence=standing(Figure.SURE_AND_WRONG, found.sure.met, found.unsure.met),
        data=_data(found),
        glass=Glass(
            formula=_FORMULA,
            window=WINDOW,
            n=found.sure.met + found.unsure.met,
            of="errors that were met again",
            left_out=telling.left_out(
                (every - found.sure.met - found.unsure.met, "error", "not met again yet, a day cold"),
                (seen.account.confidence.silent, "answer", "of which no confidence was stated"),
            ),
            sources=seen.answers(is_error, confidence.beside),
        ),
    )


def is_error(one: Observation) -> bool:
    """Whether an answer was wrong, in time, and its confidence is known."""
    return confidence.is_stated(one) and not one.is_right


def _missing(kinds: Mapping[str, Errors], every: int) -> str:
    if not every:
        return "Errors that one was sure of tend to be put right best: here it shows whether yours are."
    needs = zip(NEEDS[Figure.SURE_AND_WRONG], kinds.values(), strict=True)
    lacks = (more(missing, need.of) for need, one in needs if (missing := need.shown - one.met) > 0)
    return f"Of errors met again, it takes {' and '.join(lacks)}."


def _next(errors: Errors) -> str:
    return telling.share(errors.next, nothing="none was met again yet")


def _data(found: Sureness) -> dict[str, Data]:
    difference = found.hypercorrection
    shown = known(difference)
    return {
        "sure": _datum(found.sure),
        "unsure": _datum(found.unsure),
        "difference": shown.value if shown else None,
        "interval": telling.as_interval(shown.interval if shown else None),
    }


def _datum(errors: Errors) -> dict[str, Data]:
    return {"errors": errors.count, **telling.as_share(errors.next)}
