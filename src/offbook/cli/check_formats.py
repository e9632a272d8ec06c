"""The problems of decks as text, as JSON, and as what code hosts annotate from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from offbook.cli import output
from offbook.deck.fix import Left, Mended
from offbook.deck.problems import Problem
from offbook.deck.read import Reading


@dataclass(frozen=True, slots=True)
class Checked:
    """A deck that was checked."""

    path: Path
    reading: Reading
    fix: Mended | Left | None = None
    """What became of mending it; None where that was not asked for."""


def tell(checked: Sequence[Checked], form: str) -> None:
    """Write the problems to standard output, in one of the parser's ``CHECK_FORMATS``."""
    if form == "json":
        output.data_json(as_json(checked))
        return
    for one in checked:
        for problem in one.reading.problems:
            output.data(annotation(problem) if form == "github" else str(problem))


def as_json(checked: Sequence[Checked]) -> dict[str, object]:
    """The problems as one object; see ``offbook.cli.check``."""
    return {
        "format": 1,
        "decks": [_deck_as_json(one) for one in checked],
        "errors": sum(one.reading.errors for one in checked),
        "warnings": sum(one.reading.warnings for one in checked),
    }


def _deck_as_json(checked: Checked) -> dict[str, object]:
    deck = checked.reading.deck
    cards = deck.cards if deck else ()
    told: dict[str, object] = {
        "path": str(checked.path),
        "id": deck.id if deck else None,
        "title": deck.title if deck else None,
        "cards": len(cards),
        "quiz_only": sum(card.facts.quiz_only for card in cards),
        "entries": checked.reading.entries,
        "problems": [_problem_as_json(one) for one in checked.reading.problems],
    }
    match checked.fix:
        case None:
            return told
        case Mended(_, ids, ordered, trimmed):
            return {**told, "fixed": {"ids": ids, "ordered": ordered, "trimmed": trimmed, "left": None}}
        case Left(reason):
            return {**told, "fixed": {"ids": 0, "ordered": 0, "trimmed": 0, "left": reason}}


def _problem_as_json(problem: Problem) -> dict[str, object]:
    return {
        "line": problem.line,
        "column": problem.column,
        "level": problem.level.value,
        "code": problem.code or None,
        "message": problem.message,
    }


def annotation(problem: Problem) -> str:
    """A problem as the command of a GitHub workflow that marks its line."""
    places = {
        "file": problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": f"offbook {problem.code}" if problem.code else "offbook",
    }
    told = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in places.items())
    return f"::{problem.level.value} {told}::{_escaped(problem.message)}"


def _escaped(text: str, more: str = "") -> str:
    """A text without the signs that a workflow command would end at, or take for its own."""
    return "".join(_signs(text, f"%\r\n{more}"))


def _signs(text: str, special: str) -> Iterator[str]:
    return (f"%{ord(sign):02X}" if sign in special else sign for sign in text)
