"""The answers of quizzes as the figures read them, straight from their rows.

The same as folding every event (``performance.record.counted``), at a small part of the time: figures
look at all attempts there ever were.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from offbook.clock import Moment
from offbook.deck.cards import ConceptId, DeckId
from offbook.journal.names import Names
from offbook.performance.events import Ending
from offbook.performance.head import Head
from offbook.performance.observation import Observation
from offbook.performance.telling import told

_BATCH = 512
"""Attempts that are read at once."""


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
    db: sqlite3.Connection, names: Names, attempts: Sequence[int]
) -> Iterator[tuple[bytes, tuple[Observation, ...]]]:
    """What counts of some attempts that have ended, by the places of their beginnings, in that order."""
    for first in range(0, len(attempts), _BATCH):
        yield from _batch(db, names, attempts[first : first + _BATCH])


def _batch(
    db: sqlite3.Connection, names: Names, attempts: Sequence[int]
) -> Iterator[tuple[bytes, tuple[Observation, ...]]]:
    listed = (json.dumps(attempts),)
    rows: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in db.execute(_ANSWERS, listed):
        rows[row[0]].append(row)
    names.look_up({row[_CARD] for answers in rows.values() for row in answers})
    marks: defaultdict[bytes, dict[int, float]] = defaultdict(dict)
    for attempt, place, score in db.execute(_MARKS, listed):
        marks[attempt][place] = score
    for began, attempt, limited, ending in db.execute(_ATTEMPTS, listed).fetchall():
        paper = _Paper(attempt, bool(limited), ending == Ending.LEFT)
        yield attempt, tuple(_answers(names, paper, rows[began], marks[attempt]))


def _answers(
    names: Names, paper: _Paper, rows: Iterable[tuple[Any, ...]], marks: Mapping[int, float]
) -> Iterator[Observation]:
    """The answers to a paper by their places, the last of each with the time of all."""
    last: dict[int, tuple[Any, ...]] = {}
    first: dict[int, tuple[int, int]] = {}
    took: dict[int, int | None] = {}
    for row in rows:
        _, place, shown_ms, shown_offset, spent = row[:5]
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
        _, place, _, _, _, given_ms, given_offset, card, concepts, form, asked, guess, response, score,
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
    questions = dict(db.execute("SELECT seq, count(*) FROM questions GROUP BY seq").fetchall())
    # The last ending stands.
    endings = {attempt: Ending(ending) for attempt, ending in db.execute(_ENDINGS)}
    return tuple(
        Head(
            attempt=attempt,
            quiz=quiz,
            scope=_scope(scope),
            at=Moment(ms, offset),
            questions=questions.get(seq, 0),
            target=target,
            predicted=predicted,
            stated=stated,
            ending=endings.get(attempt),
        )
        for seq, attempt, quiz, scope, ms, offset, target, predicted, stated in db.execute(_HEADS)
    )


@lru_cache(maxsize=1024)
def _scope(text: str) -> tuple[DeckId, ...]:
    return tuple(DeckId(deck) for deck in json.loads(text))


# A cross join keeps its order: else SQLite would walk through all events there are, to have them sorted.
_ENDED_SINCE = (
    "WITH RECURSIVE tied (action) AS (SELECT target FROM undone WHERE seq > :after"
    " UNION SELECT u.target FROM tied t CROSS JOIN events e ON e.action = t.action"
    " CROSS JOIN undone u ON u.seq = e.seq)"
    " SELECT t.seq FROM attempts t CROSS JOIN events e ON e.seq = t.seq"
    " WHERE t.attempt IN (SELECT attempt FROM endings) AND t.attempt IN ("
    "SELECT attempt FROM endings WHERE seq > :after"
    # Of two journals that were united, the one may have had an end to what the other began.
    " UNION SELECT attempt FROM attempts WHERE seq > :after"
    " UNION SELECT attempt FROM answers WHERE seq > :after"
    " UNION SELECT attempt FROM remarks WHERE seq > :after"
    # A history that was carried over, or given back, is that of another card in every attempt.
    " UNION SELECT attempt FROM attempts WHERE EXISTS (SELECT 1 FROM carryings WHERE seq > :after)"
    " OR EXISTS (SELECT 1 FROM tied t CROSS JOIN events c ON c.action = t.action WHERE c.kind = 'carried'))"
    " ORDER BY e.id"
)
_CARD = 7
"""Which column of an answer is the number of its card."""
_ATTEMPTS = (
    "SELECT t.seq, t.attempt, t.total_ms IS NOT NULL OR t.each_ms IS NOT NULL,"
    " (SELECT n.ending FROM endings n CROSS JOIN events e ON e.seq = n.seq WHERE n.attempt = t.attempt"
    " ORDER BY e.id DESC LIMIT 1) FROM json_each(?) j JOIN attempts t ON t.seq = j.value ORDER BY j.key"
)
_MARKS = (
    "SELECT r.attempt, r.place, r.score FROM json_each(?) j JOIN attempts t ON t.seq = j.value"
    " JOIN remarks r ON r.attempt = t.attempt CROSS JOIN events e ON e.seq = r.seq ORDER BY e.id"
)
# What was asked is long, and only some forms tell of it.
_ANSWERS = (
    "SELECT t.seq, a.place, a.shown_ms, a.shown_offset, a.took, e.ms, e.utc_offset,"
    " coalesce(h.heir, a.card), q.concepts, a.form,"
    " CASE WHEN a.form IN ('classify', 'choice') THEN q.asked ELSE '' END, a.guess, a.response, a.score,"
    " a.confidence, a.recall, a.lag, a.exposure, a.quiz_only, a.feedback_ms, a.feedback_offset,"
    " a.timed_out FROM json_each(?) j JOIN attempts t ON t.seq = j.value"
    " JOIN answers a ON a.attempt = t.attempt CROSS JOIN events e ON e.seq = a.seq"
    " LEFT JOIN heirs h ON h.card = a.card"
    " JOIN questions q ON q.seq = t.seq AND q.place = a.place ORDER BY e.id"
)
_HEADS = (
    "SELECT t.seq, t.attempt, t.quiz, t.scope, e.ms, e.utc_offset, t.target, t.predicted, t.stated"
    " FROM attempts t CROSS JOIN events e ON e.seq = t.seq ORDER BY e.id"
)
_ENDINGS = "SELECT n.attempt, n.ending FROM endings n CROSS JOIN events e ON e.seq = n.seq ORDER BY e.id"
