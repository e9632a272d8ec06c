"""``offbook stats --quizzes``: every attempt, as a line or as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from offbook.cli import output, periods
from offbook.cli.periods import Period
from offbook.cli.stats_json import at, head
from offbook.clock import Moment
from offbook.deck.clean import defuse
from offbook.evidence import EARLY_MARK, Early, Figure, Hidden, Solid, standing
from offbook.insight.wording import percent, span, tally
from offbook.panels.panel import Data
from offbook.performance import accuracy, speed
from offbook.performance.record import Record, observed
from offbook.trainer import Trainer


def select(trainer: Trainer, decks: Sequence[str], period: Period | None, now: Moment) -> tuple[Record, ...]:
    """The attempts that asked about one of these decks and began in the period, the latest first.

    Without decks, or without a period, all are meant. Raises DeckError if there is no such deck,
    PeriodError if there is no such window.
    """
    names = {trainer.library.find(name).id for name in decks}
    calendar = trainer.calendar
    window = periods.window(period, now, calendar) if period else None
    return tuple(
        record
        for record in reversed(trainer.examiner.records())
        if (not names or names.intersection(record.began.scope))
        and (window is None or window.holds(record.at.day(calendar.rollover)))
    )


def write(records: Sequence[Record], now: Moment, *, simulated: bool, as_json: bool) -> None:
    """Write them to standard output."""
    if as_json:
        told = {**head(now, simulated=simulated), "quizzes": [_as_json(record) for record in records]}
        output.data_json(told)
        return
    for record in records:
        output.data(_line(record))
    output.say(f"{output.count(len(records), 'attempt')}")


def _line(record: Record) -> str:
    found = accuracy.accuracy(observed(record))
    score = "nothing answered"
    if found:
        score = tally(found)
        evidence = standing(Figure.ACCURACY, found.n)
        if not isinstance(evidence, Hidden):
            mark = EARLY_MARK if isinstance(evidence, Early) else ""
            score += f"  {mark}{percent(found.value)}  ({span(found.interval)})"
    target = f"  target {percent(record.began.target)}" if record.began.target else ""
    ending = record.ending.value if record.ending else "cut off"
    when, quiz = f"{record.at.local():%Y-%m-%d %H:%M}", defuse(record.began.quiz or "Quiz")
    return f"{when}  {quiz}  {score}{target}  {ending}"


def _as_json(record: Record) -> Data:
    began, seen = record.began, observed(record)
    found, rate = accuracy.accuracy(seen), speed.net_rate(seen)
    return {
        "attempt": began.attempt.hex(),
        "quiz": began.quiz,
        "decks": list(began.scope),
        "began": at(record.at),
        "ending": record.ending.value if record.ending else None,
        "questions": len(began.paper),
        "score": found.score if found else None,
        "share": found.value if found else None,
        "interval": [found.interval.low, found.interval.high] if found else None,
        "target": began.target,
        "predicted": began.predicted,
        "stated": began.stated,
        "timed_out": sum(one.timed_out for one in seen),
        "answers": [
            {
                "place": one.place,
                "deck": one.key.deck,
                "card": one.key.card,
                "concepts": list(one.concepts),
                "form": one.form,
                "response": one.response,
                "score": one.score,
                "guess": one.guess,
                "seconds": one.took / 1000 if one.took is not None else None,
                "confidence": one.confidence,
                "recall": one.recall,
                "lag_seconds": one.lag / 1000 if one.lag is not None else None,
                "exposure": one.exposure,
                "transfer": one.transfer,
                "timed_out": one.timed_out,
            }
            for one in seen
        ],
        "net_right_a_minute": rate.net.value if rate and isinstance(rate.evidence, Early | Solid) else None,
    }
