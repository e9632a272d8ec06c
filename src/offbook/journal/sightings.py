"""The answers of quizzes as the figures read them, straight from their rows.

The same as folding every event (``performance.record.counted``), at a tenth of the time: figures look
at all attempts there ever were.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from offbook.clock import Moment
from offbook.deck.cards import ConceptId, DeckId
from offbook.journal.names import Names
from offbook.performance.events import Ending
from offbook.performance.head import Head
from offbook.performance.observation import Observation
from offbook.performance.telling import told


class _Paper(NamedTuple):
    """What the answers of an attempt share."""

    attempt: bytes
    limited: bool
    left: bool
    """Whether the candidate walked away."""


def ended_since(db: sqlite3.Connection, after: int) -> list[int]:
    """The attempts that have ended and to which something was added behind a place of the file.

    As the places of their beginnings, in the order of events.
    """
    return [row[0] for row in db.execute(_ENDED_SINCE, {"after": after})]


def read(
    db: sqlite3.Connection, names: Names, attempts: Iterable[int]
) -> Iterator[tuple[bytes, tuple[Observation, ...]]]:
    """What counts of some attempts that have ended, by the places of their beginnings, in that order."""
    for began in attempts:
        attempt, limited, ending = db.execute(_ATTEMPT, (began,)).fetchone()
        paper = _Paper(attempt, bool(limited), ending == Ending.LEFT)
        marks = dict(db.execute(_MARKS, (attempt,)).fetchall())
        yield attempt, tuple(_answers(db, names, paper, began, marks))


def _answers(
    db: sqlite3.Connection, names: Names, paper: _Paper, began: int, marks: dict[int, float]
) -> Iterator[Observation]:
    """The answers to a paper by their places, the last of each with the time of all."""
    last: dict[int, tuple[Any, ...]] = {}
    first: dict[int, tuple[int, int]] = {}
    took: dict[int, int | None] = {}
    for row in db.execute(_ANSWERS, (paper.attempt, began)):
        place, shown_ms, shown_offset, spent = row[:4]
        if place in last:
            earlier = took[place]
            took[place] = None if earlier is None or spent is None else earlier + spent
        else:
            first[place], took[place] = (shown_ms, shown_offset), spent
        last[place] = row
    for place in sorted(last):
        # Of a question that was never looked at, whoever walked away has said nothing.
        if not (paper.left and last[place][-1] and took[place] is None):
            yield _observation(names, paper, last[place], first[place], took[place], marks.get(place))


def _observation(
    names: Names,
    paper: _Paper,
    row: tuple[Any, ...],
    shown: tuple[int, int],
    took: int | None,
    mark: float | None,
) -> Observation:
    (
        place, _, _, _, given_ms, given_offset, card, concepts, form, asked, guess, response, score,
        confidence, recall, lag, exposure, quiz_only, feedback_ms, feedback_offset, timed_out,
    ) = row  # fmt: skip
    chosen = None if timed_out else response or None
    return Observation(
        attempt=paper.attempt,
        place=place,
        key=names.key(card),
        concepts=_concepts(concepts),
        form=form,
        guess=guess,
        at=Moment(*shown),
        took=took,
        response=response,
        score=mark if mark is not None else 0.0 if timed_out else score,
        confidence=confidence,
        recall=recall,
        lag=lag,
        exposure=exposure,
        transfer=bool(quiz_only),
        limited=paper.limited,
        timed_out=bool(timed_out),
        feedback_at=None if feedback_ms is None else Moment(feedback_ms, feedback_offset),
        # Of a question whose key was corrected, what was taken for what can no longer be told.
        told=None if mark is not None else told(form, asked, chosen),
        given=Moment(given_ms, given_offset),
    )


@lru_cache(maxsize=8192)
def _concepts(text: str) -> tuple[ConceptId, ...]:
    return tuple(ConceptId(concept) for concept in json.loads(text))


def heads(db: sqlite3.Connection) -> tuple[Head, ...]:
    """Every attempt in short, in the order they began."""
    return tuple(
        Head(
            attempt=attempt,
            quiz=quiz,
            scope=tuple(DeckId(deck) for deck in json.loads(scope)),
            at=Moment(ms, offset),
            questions=questions,
            target=target,
            predicted=predicted,
            stated=stated,
            ending=None if ending is None else Ending(ending),
        )
        for attempt, quiz, scope, ms, offset, questions, target, predicted, stated, ending in db.execute(
            _HEADS
        )
    )


_ENDED_SINCE = (
    "SELECT t.seq FROM attempts t JOIN events e ON e.seq = t.seq"
    " WHERE t.attempt IN (SELECT attempt FROM endings) AND t.attempt IN ("
    "SELECT attempt FROM endings WHERE seq > :after"
    " UNION SELECT attempt FROM answers WHERE seq > :after"
    " UNION SELECT attempt FROM remarks WHERE seq > :after) ORDER BY e.id"
)
_ATTEMPT = (
    "SELECT t.attempt, t.total_ms IS NOT NULL OR t.each_ms IS NOT NULL,"
    " (SELECT n.ending FROM endings n JOIN events e ON e.seq = n.seq WHERE n.attempt = t.attempt"
    " ORDER BY e.id DESC LIMIT 1) FROM attempts t WHERE t.seq = ?"
)
_MARKS = (
    "SELECT r.place, r.score FROM remarks r JOIN events e ON e.seq = r.seq WHERE r.attempt = ? ORDER BY e.id"
)
_ANSWERS = (
    "SELECT a.place, a.shown_ms, a.shown_offset, a.took, e.ms, e.utc_offset, coalesce(h.heir, a.card),"
    " q.concepts, a.form, q.asked, a.guess, a.response, a.score, a.confidence, a.recall, a.lag, a.exposure,"
    " a.quiz_only, a.feedback_ms, a.feedback_offset, a.timed_out FROM answers a"
    " JOIN events e ON e.seq = a.seq LEFT JOIN heirs h ON h.card = a.card"
    " JOIN questions q ON q.seq = ?2 AND q.place = a.place WHERE a.attempt = ?1 ORDER BY e.id"
)
_HEADS = (
    "SELECT t.attempt, t.quiz, t.scope, e.ms, e.utc_offset,"
    " (SELECT count(*) FROM questions q WHERE q.seq = t.seq), t.target, t.predicted, t.stated,"
    " (SELECT n.ending FROM endings n JOIN events l ON l.seq = n.seq WHERE n.attempt = t.attempt"
    " ORDER BY l.id DESC LIMIT 1) FROM attempts t JOIN events e ON e.seq = t.seq ORDER BY e.id"
)
