"""Whether haste or doubt costs answers: accuracy of the fastest, the middle and the slowest third."""

from __future__ import annotations

from typing import assert_never

from offbook.evidence import UNCLEAR, Figure, Hidden, standing
from offbook.insight.wording import tally
from offbook.panels.drawing import Estimate, Estimates
from offbook.panels.panel import Glass, Panel
from offbook.panels.performance.performed import Performed
from offbook.panels.performance.speed import unused
from offbook.panels.telling import WILSON, as_share, estimate, estimated
from offbook.performance.accuracy import form_of
from offbook.performance.observation import grouped
from offbook.performance.speed import Tempo, Thirds, clocked

_FORMULA = (
    "Answers of one form sorted by their time, parted into thirds; score over answers in each. "
    f"Something is advised only if the interval of the ends' difference (Newcombe) leaves 0 out. {WILSON}"
)


def haste(seen: Performed) -> Panel:
    """Accuracy by speed of one form: the one that advises something, else the one with most answers."""
    form, found = _chosen(seen)
    rows = _rows(found) if found else ()
    return Panel(
        id="haste",
        title=seen.title("Haste and doubt"),
        value=f"{form}: {_counts(found)}" if found else _missing(seen),
        told=_advice(form, found.tempo) if found else "",
        lines=tuple((one, _counts(parts)) for one, parts in seen.account.thirds.items() if one != form),
        drawing=Estimates(rows) if rows else None,
        drawn=estimated(rows),
        evidence=standing(Figure.THIRDS, found.n if found else _most(seen)),
        data=seen.data(
            {
                "form": form or None,
                "fast": as_share(found.fast if found else None),
                "middle": as_share(found.middle if found else None),
                "slow": as_share(found.slow if found else None),
                "tempo": found.tempo.value if found and found.tempo else None,
            }
        ),
        glass=_glass(seen, form),
    )


def _chosen(seen: Performed) -> tuple[str, Thirds | None]:
    """The form that is told, with its thirds; no name and None while no form has enough answers."""
    ordered = sorted(seen.account.thirds.items(), key=lambda pair: (pair[1].tempo is None, -pair[1].n))
    return ordered[0] if ordered else ("", None)


def _most(seen: Performed) -> int:
    """Answers, with a time that means something, of the form that has most of them."""
    forms = grouped(clocked(seen.account.first).answers, form_of)
    return max(map(len, forms.values()), default=0)


def _missing(seen: Performed) -> str:
    evidence = standing(Figure.THIRDS, _most(seen))
    return seen.lacking(evidence, "answers of one form") if isinstance(evidence, Hidden) else ""


def _rows(found: Thirds) -> tuple[Estimate, ...]:
    return (
        *estimate("fastest third", found.fast),
        *estimate("middle third", found.middle),
        *estimate("slowest third", found.slow),
    )


def _counts(found: Thirds) -> str:
    return f"fastest {tally(found.fast)}, middle {tally(found.middle)}, slowest {tally(found.slow)} right"


def _advice(form: str, tempo: Tempo | None) -> str:
    match tempo:
        case Tempo.SLOW_DOWN:
            return f"Your fastest answers to {form} questions are the least right: slow down."
        case Tempo.UNSURE:
            return f"Your slowest answers to {form} questions are the least right: unsure, study."
        case None:
            return f"Whether haste or doubt costs you answers: {UNCLEAR}."
        case other:
            assert_never(other)


def _glass(seen: Performed, form: str) -> Glass:
    own = [one for one in seen.account.first if one.form == form]
    of = f"{form} answers" if form else "answers of one form"
    return seen.glass(_FORMULA, clocked(own).answers, of, unused(own))
