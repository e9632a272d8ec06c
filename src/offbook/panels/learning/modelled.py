"""How a figure of the memory model is told: what was observed to hold the model against."""

from __future__ import annotations

from offbook.evidence import MODEL_MARK, UNCLEAR
from offbook.insight.wording import count
from offbook.insight.wording import points as size
from offbook.learning.retrieval import OBSERVED, Bias, Tally
from offbook.panels.panel import Data
from offbook.panels.telling import as_interval, difference

FAR = 0.05
"""A bias, 0 to 1, from which a figure of the model is told with a caution."""
_DELAYED = "delayed review"


def line(seen: Tally) -> tuple[str, str]:
    """The line that belongs to every figure of the model: its bias, or how much is missing for one."""
    bias = _bias(seen)
    if bias is None:
        return MODEL_MARK, f"held against {count(seen.n, _DELAYED)} so far, out of the {OBSERVED} it takes"
    return MODEL_MARK, f"{_told(bias, seen.n)}, over {count(seen.n, _DELAYED)}"


def caution(seen: Tally) -> str:
    """How to take a figure of the model where it was off by far and beyond doubt; empty elsewhere."""
    bias = _bias(seen)
    if bias is None or 0.0 in bias.interval or abs(bias.value) < FAR:
        return ""
    off, less = ("too much", "less") if bias.value > 0.0 else ("too little", "more")
    return f"The model has expected {size(bias.value)} {off} of you so far: take it for {less}."


def data(seen: Tally) -> dict[str, Data]:
    """The same as data."""
    bias = _bias(seen)
    return {
        "delayed_reviews": seen.n,
        "model_only": seen.is_model_only,
        "bias": bias.value if bias else None,
        "bias_interval": as_interval(bias.interval if bias else None),
    }


def _bias(seen: Tally) -> Bias | None:
    return None if seen.is_model_only else seen.bias


def _told(bias: Bias, n: int) -> str:
    told = difference(bias.value, bias.interval, n)
    if bias.interval.low > 0.0:
        return f"expects too much: {told}"
    if bias.interval.high < 0.0:
        return f"expects too little: {told}"
    return f"off by {told}, {UNCLEAR} which way"
