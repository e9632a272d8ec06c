"""How good a forecaster is, in words and in data: the same measures for the learner and for the model."""

from __future__ import annotations

from offbook.evidence import Evidence, Figure, Hidden, known, standing
from offbook.insight.calibration import Calibration
from offbook.insight.wording import count
from offbook.insight.wording import points as size
from offbook.panels import telling
from offbook.panels.panel import Data


def bias(found: Calibration) -> str:
    """``80 answers  +8 points (+2 to +14)``; what is missing while it is hidden."""
    counts = count(found.n, "answer")
    if isinstance(found.bias, Hidden):
        return f"{counts}, {found.bias.missing:,} more for the bias"
    told = telling.difference(found.bias.value, found.bias.interval)
    return f"{counts}  {telling.marked(told, bias_evidence(found))}"


def bias_evidence(found: Calibration) -> Evidence:
    """How much the bias can be leant on."""
    return standing(Figure.BIAS, found.n)


def details(found: Calibration) -> tuple[tuple[str, str], ...]:
    """Every further measure, or what it still takes."""
    return (
        ("Brier score, 0 is best", _brier(found)),
        ("reliability, resolution, uncertainty", _parts(found)),
        ("calibration error (ECE)", _error(found)),
        ("right told from wrong (AUROC), 0.5 is chance", _resolution(found)),
    )


def data(found: Calibration) -> dict[str, Data]:
    """All measures as data."""
    shown = known(found.bias)
    brier, error, area = known(found.brier), known(found.error), known(found.resolution)
    parts = known(found.parts)
    terms = parts.corrected if parts else None
    return {
        "n": found.n,
        "said": found.said if shown else None,
        "came": found.came.value if shown and found.came else None,
        "bias": shown.value if shown else None,
        "bias_interval": telling.as_interval(shown.interval if shown else None),
        "brier": brier.score if brier else None,
        "brier_skill": brier.skill if brier else None,
        "reliability": max(0.0, terms.reliability) if terms else None,
        "resolution": max(0.0, terms.resolution) if terms else None,
        "uncertainty": terms.uncertainty if terms else None,
        "calibration_error": error.value if error else None,
        "calibration_error_by_luck": error.luck if error else None,
        "auroc": area.value if area else None,
        "auroc_interval": telling.as_interval(area.interval if area else None),
    }


def _brier(found: Calibration) -> str:
    if isinstance(found.brier, Hidden):
        return telling.lacking(found.brier)
    skill = "" if found.brier.skill is None else f", skill {found.brier.skill:+.2f}"
    return telling.marked(f"{found.brier.score:.3f}{skill}", standing(Figure.BRIER, found.n))


def _parts(found: Calibration) -> str:
    """Corrected for small samples, which may take the first two below 0: told as 0."""
    if isinstance(found.parts, Hidden):
        return telling.lacking(found.parts)
    terms = found.parts.corrected
    told = f"{max(0.0, terms.reliability):.3f}, {max(0.0, terms.resolution):.3f}, {terms.uncertainty:.3f}"
    return telling.marked(told, standing(Figure.CALIBRATION_ERROR, found.n))


def _error(found: Calibration) -> str:
    if isinstance(found.error, Hidden):
        return telling.lacking(found.error)
    told = f"{size(found.error.value)}, where luck alone gives {size(found.error.luck)}"
    return telling.marked(told, standing(Figure.CALIBRATION_ERROR, found.n))


def _resolution(found: Calibration) -> str:
    area = found.resolution
    if isinstance(area, Hidden):
        return telling.lacking(area)
    told = f"{area.value:.2f} ({area.interval.low:.2f}-{area.interval.high:.2f})"
    return telling.marked(told, standing(Figure.RESOLUTION, area.ones, area.others, area.ones + area.others))
