"""You against the model: how far each was off, where a result was foretold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import hypot

from offbook.evidence import UNCLEAR, Evidence, Hidden, Solid, known
from offbook.insight import calibration, foretold
from offbook.insight.foretold import LEAST, Contest, Forecaster, Foretold
from offbook.insight.wording import count, tally
from offbook.insight.wording import points as size
from offbook.panels import telling
from offbook.panels.drawing import Chart
from offbook.panels.panel import Data, Glass, Panel, Source
from offbook.panels.scale import Scale, Tick
from offbook.panels.series import Point, Series
from offbook.panels.together import forecasting
from offbook.panels.together.joined import Joined
from offbook.statistics import around, mean

YOU, MODEL = "you", "the model"

_FORMULA = (
    "Mean over quizzes of |foretold - came|, in points of the score, ± 1.96 standard errors. You foretell by "
    "the score that you state before a quiz, the model by memory and guessing: g + (1 - g)·R a question."
)


def no_foretold() -> Iterable[Foretold]:
    """Of nothing."""
    return ()


def contest_panel(seen: Joined, results: Callable[[], Iterable[Foretold]] = no_foretold) -> Panel:
    """Who foretells results better, and how good the model is answer by answer.

    ``results`` are the quizzes behind it, in order.
    """
    found, answers = seen.account.contest, seen.account.expectation
    both = {YOU: found.candidate, MODEL: found.model}
    return Panel(
        id="contest",
        title="You against the model",
        value="; ".join(f"{who}: {_error(one)}" for who, one in both.items()),
        told=_told(found),
        lines=(
            *((f"{who}, lean", _lean(one)) for who, one in both.items() if not isinstance(one.error, Hidden)),
            ("the model, answer by answer", forecasting.bias(answers.calibration)),
        ),
        drawing=_chart(both),
        drawn=_drawn(both),
        evidence=_evidence(both.values()),
        data={
            "you": _datum(found.candidate),
            "model": _datum(found.model),
            "answers": forecasting.data(answers.calibration),
        },
        glass=_glass(seen, max(len(one.misses) for one in both.values()), results),
    )


def _glass(seen: Joined, quizzes: int, results: Callable[[], Iterable[Foretold]]) -> Glass:
    unfit = seen.account.expectation.left_out, "answer", "out of time, never studied, or less than a day cold"
    return Glass(
        formula=_FORMULA,
        window="every quiz that came to its end; answer by answer: the last 365 days",
        n=quizzes,
        of="quizzes",
        left_out=("quizzes that were left before their end", *telling.left_out(unfit)),
        details=tuple(_details(seen)),
        sources=lambda: [_row(one, seen) for one in reversed(tuple(results()))],
    )


def _error(one: Forecaster) -> str:
    """``9 quizzes, 12 points off``; ``2 quizzes, 3 more for the mean error``."""
    counts = count(len(one.misses), "quiz", "quizzes")
    if isinstance(one.error, Hidden):
        return f"{counts}, {one.error.missing} more for the mean error"
    return f"{counts}, {size(one.error.value)} off"


def _told(found: Contest) -> str:
    you, model = found.candidate.error, found.model.error
    if isinstance(you, Hidden) and isinstance(model, Hidden):
        return "Before a quiz you can state the score you expect; the model does once something was studied."
    if isinstance(you, Hidden) or isinstance(model, Hidden):
        who, one = (YOU, found.candidate) if isinstance(model, Hidden) else (MODEL, found.model)
        return foretold.words(who, one) or ""
    nearer = around(you.value - model.value, hypot(you.error, model.error))
    if 0.0 in nearer:
        return f"Who foretells results better: {UNCLEAR}."
    who = "The model comes" if nearer.low > 0.0 else "You come"
    return f"{who} nearer to the result, by {size(you.value - model.value)} on average."


def _lean(one: Forecaster) -> str:
    """By how much more is foretold than comes."""
    lean = mean(one.misses)
    if lean is None:
        return telling.NOTHING
    told = telling.difference(lean.value, lean.interval)
    if 0.0 in lean.interval:
        return f"{told}: {UNCLEAR}"
    return f"{told}: {'more' if lean.value > 0.0 else 'less'} foretold than came"


def _chart(both: Mapping[str, Forecaster]) -> Chart | None:
    """The mean error so far, quiz after quiz, once there is one for more than one quiz."""
    most = max(len(one.misses) for one in both.values())
    if most <= LEAST:
        return None
    series = tuple(
        Series.joined(who, (Point(float(n), value) for n, value in enumerate(one.course, start=LEAST)))
        for who, one in both.items()
        if one.course
    )
    middle = (LEAST + most) // 2
    places = sorted({LEAST, middle, most})
    ticks = tuple(Tick(float(n), f"quiz {n}" if n == LEAST else f"{n:,}") for n in places)
    return Chart(series, Scale(float(LEAST), float(most), ticks))


def _drawn(both: Mapping[str, Forecaster]) -> str:
    """The course in words, where it is drawn."""
    if _chart(both) is None:
        return ""
    parts = (
        f"{who}: {size(one.course[0])} off after {LEAST} quizzes, {size(one.course[-1])} "
        f"after {len(one.misses):,}"
        for who, one in both.items()
        if one.course
    )
    return f"Mean error so far; {'; '.join(parts)}."


def _evidence(every: Iterable[Forecaster]) -> Evidence:
    """Shown with either of the two; what the nearer one lacks, if neither is."""
    errors = [one.error for one in every]
    hidden = [error for error in errors if isinstance(error, Hidden)]
    return min(hidden, key=lambda one: one.missing) if len(hidden) == len(errors) else Solid()


def _details(seen: Joined) -> Iterable[tuple[str, str]]:
    contest, answers = seen.account.contest, seen.account.expectation.calibration
    for who, one in ((YOU, contest.candidate), (MODEL, contest.model)):
        error = one.error
        if not isinstance(error, Hidden):
            low, high = max(0.0, error.interval.low) * 100, error.interval.high * 100
            yield f"{who}, mean error", f"{error.value * 100:.0f} points ({low:.0f}-{high:.0f})"
    if told := calibration.words(answers):
        yield "the model, answer by answer", told
    for name, measure in forecasting.details(answers):
        yield f"the model: {name}", measure


def _row(one: Foretold, seen: Joined) -> Source:
    said = (
        f"{who} said {share * 100:.0f}"
        for who, share in ((YOU, one.stated), (MODEL, one.model))
        if share is not None
    )
    told = ", ".join(said) or "nothing foretold"
    return Source(
        "  ".join(filter(None, (seen.when(one.attempt), f"{tally(one.came)} came", told))), one.attempt
    )


def _datum(one: Forecaster) -> dict[str, Data]:
    shown = known(one.error)
    lean = mean(one.misses) if shown else None
    return {
        "quizzes": len(one.misses),
        "error": shown.value if shown else None,
        "error_interval": telling.as_interval(shown.interval if shown else None),
        "lean": lean.value if lean else None,
        "lean_interval": telling.as_interval(lean.interval if lean else None),
    }
