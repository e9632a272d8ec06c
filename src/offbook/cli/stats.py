"""``offbook stats``: what was performed, as a table or as JSON."""

from __future__ import annotations

import argparse
from datetime import timedelta, timezone

from offbook.cli import house, output
from offbook.deck.clean import defuse
from offbook.evidence import EARLY_MARK, Early, Figure, Hidden, Solid, standing
from offbook.paths import Places
from offbook.performance import accuracy, speed
from offbook.performance.record import Record, observed

VERSION = 1
"""Of the JSON that is written here."""


def run(args: argparse.Namespace, places: Places) -> int:
    """Write every attempt at a quiz, the latest first."""
    with house.trainer(places) as trainer:
        records = tuple(reversed(trainer.examiner.records()))
    if args.json:
        output.data_json({"version": VERSION, "quizzes": [_as_json(record) for record in records]})
        return 0
    for record in records:
        output.data(_line(record))
    output.say(f"{output.count(len(records), 'attempt')}")
    return 0


def _line(record: Record) -> str:
    found = accuracy.accuracy(observed(record))
    score = "nothing answered"
    if found:
        low, high = round(found.interval.low * 100), round(found.interval.high * 100)
        score = f"{found.score:g} of {found.n}"
        evidence = standing(Figure.ACCURACY, found.n)
        if not isinstance(evidence, Hidden):
            mark = EARLY_MARK if isinstance(evidence, Early) else ""
            score += f"  {mark}{found.value:.0%}  ({low}-{high})"
    target = f"  target {record.began.target:.0%}" if record.began.target else ""
    ending = record.ending.value if record.ending else "cut off"
    when, quiz = f"{record.at.local():%Y-%m-%d %H:%M}", defuse(record.began.quiz or "Quiz")
    return f"{when}  {quiz}  {score}{target}  {ending}"


def _as_json(record: Record) -> dict[str, object]:
    began, seen = record.began, observed(record)
    found, rate = accuracy.accuracy(seen), speed.net_rate(seen)
    zone = timezone(timedelta(minutes=record.at.offset))
    return {
        "attempt": began.attempt.hex(),
        "quiz": began.quiz,
        "decks": list(began.scope),
        "began": record.at.local().replace(tzinfo=zone).isoformat(timespec="seconds"),
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
