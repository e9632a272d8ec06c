"""The transfer gap: what memory leads to expect of answers, beside what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from offbook.evidence import NEEDS, Early, Evidence, Figure, Hidden, Solid, decimals, known, standing
from offbook.insight import transfer as transfers
from offbook.insight.transfer import Asking, DueToUse, Transfer, TransferGap, expected, is_comparable
from offbook.insight.wording import count, percent, tally
from offbook.panels import telling
from offbook.panels.drawing import Estimate, Estimates
from offbook.panels.panel import Data, Glass, Panel
from offbook.panels.together.joined import WINDOW, Joined
from offbook.performance.observation import Observation
from offbook.statistics import Interval, around

_FORMULA = (
    "Gap = mean of E less the share that came right, E = g + (1 - g)·R: a known answer is right, an unknown "
    "one guessed with chance g; R is the recall foretold when the attempt began. Interval by paired error. "
    "Due to use = gap in unseen questions less gap in the same form."
)
_CLOSEST = (Asking.UNSEEN, Asking.OTHER_FORM, Asking.SAME_FORM)
"""Which gap leads: the farther from the card, the more it says of use."""
_OF: Mapping[Asking, str] = {
    Asking.SAME_FORM: "answers in the same form",
    Asking.OTHER_FORM: "answers in another form",
    Asking.UNSEEN: "answers to unseen questions",
}


def transfer_panel(seen: Joined) -> Panel:
    """The three gaps, and the part of the farthest that is due to use."""
    found = seen.account.transfer
    rows = tuple(_rows(found))
    return Panel(
        id="transfer",
        title="Transfer gap",
        value=_value(found),
        told=_told(found),
        lines=(
            *((asking.value, _line(gap)) for asking, gap in found.gaps.items()),
            ("due to use", _use(found.due_to_use, use_evidence(found))),
        ),
        drawing=Estimates(rows) if rows else None,
        drawn=telling.estimated(rows),
        evidence=_evidence(found),
        model=seen.model_only and _leading(found) is not None,
        data={
            **{asking.name.lower(): _datum(gap) for asking, gap in found.gaps.items()},
            "due_to_use": _use_datum(found.due_to_use),
        },
        glass=Glass(
            formula=_FORMULA,
            window=WINDOW,
            n=sum(answers(gap) for gap in found.gaps.values()),
            of="answers",
            left_out=(*_left_out(found), *seen.repeated),
            details=tuple(_details(found)),
            sources=seen.answers(lambda one: _is_held_to(one, seen), lambda one: _beside(one, seen)),
        ),
    )


def answers(gap: TransferGap | Hidden) -> int:
    """Answers that a gap rests on, or that were given so far for one that is hidden."""
    return NEEDS[Figure.TRANSFER_GAP][0].shown - gap.missing if isinstance(gap, Hidden) else gap.n


def use_evidence(found: Transfer) -> Evidence:
    """How much the part that is due to use can be leant on: no more than either of its gaps."""
    use = found.due_to_use
    if isinstance(use, Hidden):
        return use
    parts = (_standing(found.gaps[asking]) for asking in (Asking.SAME_FORM, Asking.UNSEEN))
    return Solid() if all(isinstance(part, Solid) for part in parts) else Early()


def _standing(gap: TransferGap | Hidden) -> Evidence:
    return standing(Figure.TRANSFER_GAP, answers(gap))


def _leading(found: Transfer) -> tuple[Asking, TransferGap] | None:
    """The gap that stands for all; None while every one is hidden."""
    shown = ((asking, gap) for asking in _CLOSEST if not isinstance(gap := found.gaps[asking], Hidden))
    return next(shown, None)


def _evidence(found: Transfer) -> Evidence:
    leading = _leading(found)
    return _standing(leading[1]) if leading else _nearest(found)


def _nearest(found: Transfer) -> Hidden:
    """What the gap lacks that lacks least."""
    lacks = {asking: gap.missing for asking, gap in found.gaps.items() if isinstance(gap, Hidden)}
    asking = min(lacks, key=lambda one: lacks[one])
    return Hidden(lacks[asking], _OF[asking])


def _value(found: Transfer) -> str:
    leading = _leading(found)
    if leading is None:
        return telling.lacking(_nearest(found))
    asking, gap = leading
    return f"{asking}: {_gap(gap)}"


def _told(found: Transfer) -> str:
    use, leading = found.due_to_use, _leading(found)
    if not isinstance(use, Hidden):
        return transfers.words_of_use(use)
    if leading:
        return transfers.words(leading[1])
    return "It takes answers in time, to what was studied before and not shown for a day."


def _gap(gap: TransferGap) -> str:
    """``33 of 50, 84% expected  +18 points (+4 to +32)``."""
    told = telling.marked(telling.difference(gap.value, gap.interval), _standing(gap))
    return f"{tally(gap.came)}, {percent(gap.expected, decimals(gap.n))} expected  {told}"


def _line(gap: TransferGap | Hidden) -> str:
    if isinstance(gap, Hidden):
        return f"{count(answers(gap), 'answer')}, {gap.missing:,} more for a gap"
    return _gap(gap)


def _use(use: DueToUse | Hidden, evidence: Evidence) -> str:
    if isinstance(use, Hidden):
        return telling.lacking(use)
    return telling.marked(telling.difference(use.value, use.interval), evidence)


def _rows(found: Transfer) -> Iterable[Estimate]:
    """What was expected, as far as luck alone takes it, above what came."""
    for asking, gap in found.gaps.items():
        if isinstance(gap, Hidden):
            continue
        by_luck = around(gap.expected, gap.luck)
        band = Interval(max(0.0, by_luck.low), min(1.0, by_luck.high))
        yield Estimate(f"{asking}, expected", gap.expected, band, f"of {gap.n:,}")
        yield from telling.estimate(f"{asking}, came", gap.came, Figure.TRANSFER_GAP)


def _left_out(found: Transfer) -> tuple[str, ...]:
    out = found.left_out
    return telling.left_out(
        (out.timeouts, "answer", "whose time ran out"),
        (out.unstudied, "answer", "to what was never studied before the attempt"),
        (out.warm, "answer", "to what was shown less than a day before"),
        (out.formless, "answer", "to cards that are no longer in the decks"),
    )


def _details(found: Transfer) -> Iterable[tuple[str, str]]:
    for asking, gap in found.gaps.items():
        if not isinstance(gap, Hidden):
            z = "" if gap.z is None else f", {gap.z:+.1f} times that"
            yield f"{asking}, by luck alone", f"±{gap.luck * 100:.0f} points{z}"


def _is_held_to(one: Observation, seen: Joined) -> bool:
    """Whether an answer is part of one of the gaps."""
    return is_comparable(one) and transfers.asking_of(one, seen.forms) is not None


def _beside(one: Observation, seen: Joined) -> str:
    """What was expected of an answer that is part of a gap, and of which."""
    return f"expected {expected(one) or 0.0:.2f}, {transfers.asking_of(one, seen.forms)}"


def _datum(gap: TransferGap | Hidden) -> dict[str, Data]:
    shown = known(gap)
    return {
        "n": answers(gap),
        "expected": shown.expected if shown else None,
        "came": shown.came.value if shown else None,
        "gap": shown.value if shown else None,
        "interval": telling.as_interval(shown.interval if shown else None),
        "luck": shown.luck if shown else None,
    }


def _use_datum(use: DueToUse | Hidden) -> dict[str, Data]:
    shown = known(use)
    return {
        "gap": shown.value if shown else None,
        "interval": telling.as_interval(shown.interval if shown else None),
    }
