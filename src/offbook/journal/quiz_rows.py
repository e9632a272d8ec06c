"""The events of quizzes as rows, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, assert_never

from offbook.clock import Moment
from offbook.deck.cards import ConceptId, DeckId
from offbook.journal.names import Names
from offbook.journal.study_rows import plain
from offbook.performance.events import (
    Answered,
    AttemptBegan,
    AttemptEnded,
    AttemptSeen,
    Ending,
    Question,
    QuestionFlagged,
    QuizEvent,
    Remarked,
)

KINDS = {
    AttemptBegan: "attempt began",
    Answered: "answered",
    QuestionFlagged: "question flagged",
    AttemptEnded: "attempt ended",
    AttemptSeen: "attempt seen",
    Remarked: "remarked",
}
"""The word under which each event stands in its envelope."""

ATTEMPTS = "SELECT * FROM attempts WHERE seq IN (SELECT value FROM json_each(?))"
ANSWERS = "SELECT * FROM answers WHERE seq IN (SELECT value FROM json_each(?))"
QUESTION_FLAGS = "SELECT * FROM question_flags WHERE seq IN (SELECT value FROM json_each(?))"
ENDINGS = "SELECT * FROM endings WHERE seq IN (SELECT value FROM json_each(?))"
VIEWINGS = "SELECT * FROM viewings WHERE seq IN (SELECT value FROM json_each(?))"
REMARKS = "SELECT * FROM remarks WHERE seq IN (SELECT value FROM json_each(?))"
"""Each reads rows by a JSON list of sequence numbers."""


def write(db: sqlite3.Connection, names: Names, seq: int, event: QuizEvent) -> None:
    """Add the rows of an event whose envelope is written."""
    match event:
        case Answered():
            db.execute(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (seq, *_answer_row(names, event)),
            )
        case AttemptBegan():
            row = (seq, *_attempt_row(event))
            db.execute("INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            paper = [(seq, place, *_question_row(names, one)) for place, one in enumerate(event.paper)]
            db.executemany("INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", paper)
        case QuestionFlagged(attempt, place, on):
            db.execute("INSERT INTO question_flags VALUES (?, ?, ?, ?)", (seq, attempt, place, on))
        case AttemptEnded(attempt, ending):
            db.execute("INSERT INTO endings VALUES (?, ?, ?)", (seq, attempt, ending.value))
        case AttemptSeen(attempt):
            db.execute("INSERT INTO viewings VALUES (?, ?)", (seq, attempt))
        case Remarked(attempt, place, score, reason):
            row = (seq, attempt, place, score, plain(reason))
            db.execute("INSERT INTO remarks VALUES (?, ?, ?, ?, ?)", row)
        case other:
            assert_never(other)


def read(db: sqlite3.Connection, names: Names, kind: str, seqs: str) -> Iterator[tuple[int, QuizEvent]]:
    """The events of one kind by a JSON list of their sequence numbers."""
    match kind:
        case "attempt began":
            # Fetched whole, because each attempt reads its questions meanwhile.
            attempts = db.execute(ATTEMPTS, (seqs,)).fetchall()
            return ((row[0], read_attempt(db, names, row)) for row in attempts)
        case "answered":
            return ((row[0], read_answer(names, row)) for row in db.execute(ANSWERS, (seqs,)))
        case "question flagged":
            return ((row[0], read_question_flag(row)) for row in db.execute(QUESTION_FLAGS, (seqs,)))
        case "attempt ended":
            return ((row[0], read_ending(row)) for row in db.execute(ENDINGS, (seqs,)))
        case "attempt seen":
            return ((row[0], read_viewing(row)) for row in db.execute(VIEWINGS, (seqs,)))
        case "remarked":
            return ((row[0], read_remark(row)) for row in db.execute(REMARKS, (seqs,)))
        case _:
            raise ValueError(f"{kind!r} is no event of a quiz")


def read_attempt(db: sqlite3.Connection, names: Names, row: tuple[Any, ...]) -> AttemptBegan:
    """The event of a row of ``attempts``, with its paper."""
    (
        seq, attempt, quiz, scope, seed, total, each, extra, target, feedback, confidence, predicted, stated,
    ) = row  # fmt: skip
    paper = db.execute("SELECT * FROM questions WHERE seq = ? ORDER BY place", (seq,))
    return AttemptBegan(
        attempt=attempt,
        quiz=quiz,
        scope=tuple(DeckId(deck) for deck in json.loads(scope)),
        seed=seed,
        paper=tuple(_read_question(names, question) for question in paper),
        total=total,
        each=each,
        extra=extra,
        target=target,
        feedback=feedback,
        confidence=bool(confidence),
        predicted=predicted,
        stated=stated,
    )


def read_answer(names: Names, row: tuple[Any, ...]) -> Answered:
    """The event of a row of ``answers``."""
    (
        _, attempt, place, card, concept, form, order, response, score, guess, shown_ms, shown_offset,
        took, confidence, recall, lag, exposure, quiz_only, timed_out, feedback_ms, feedback_offset,
    ) = row  # fmt: skip
    return Answered(
        attempt=attempt,
        place=place,
        key=names.key(card),
        concept=ConceptId(concept),
        form=form,
        order=order,
        response=response,
        score=score,
        guess=guess,
        shown_at=Moment(shown_ms, shown_offset),
        took=took,
        confidence=confidence,
        recall=recall,
        lag=lag,
        exposure=exposure,
        quiz_only=bool(quiz_only),
        timed_out=bool(timed_out),
        feedback_at=None if feedback_ms is None else Moment(feedback_ms, feedback_offset),
    )


def read_question_flag(row: tuple[Any, ...]) -> QuestionFlagged:
    """The event of a row of ``question_flags``."""
    _, attempt, place, on = row
    return QuestionFlagged(attempt, place, bool(on))


def read_ending(row: tuple[Any, ...]) -> AttemptEnded:
    """The event of a row of ``endings``."""
    _, attempt, ending = row
    return AttemptEnded(attempt, Ending(ending))


def read_viewing(row: tuple[Any, ...]) -> AttemptSeen:
    """The event of a row of ``viewings``."""
    return AttemptSeen(row[1])


def read_remark(row: tuple[Any, ...]) -> Remarked:
    """The event of a row of ``remarks``."""
    _, attempt, place, score, reason = row
    return Remarked(attempt, place, score, reason)


def _attempt_row(event: AttemptBegan) -> tuple[object, ...]:
    return (
        event.attempt,
        plain(event.quiz),
        json.dumps(event.scope),
        event.seed,
        event.total,
        event.each,
        event.extra,
        event.target,
        event.feedback,
        event.confidence,
        event.predicted,
        event.stated,
    )


def _question_row(names: Names, question: Question) -> tuple[object, ...]:
    return (
        names.card(question.key),
        json.dumps(question.concepts),
        question.form,
        question.order,
        question.guess,
        question.recall,
        question.quiz_only,
        plain(question.asked),
    )


def _read_question(names: Names, row: tuple[Any, ...]) -> Question:
    _, _, card, concepts, form, order, guess, recall, quiz_only, asked = row
    return Question(
        key=names.key(card),
        concepts=tuple(ConceptId(concept) for concept in json.loads(concepts)),
        form=form,
        order=order,
        guess=guess,
        recall=recall,
        quiz_only=bool(quiz_only),
        asked=asked,
    )


def _answer_row(names: Names, event: Answered) -> tuple[object, ...]:
    feedback = event.feedback_at
    return (
        event.attempt,
        event.place,
        names.card(event.key),
        event.concept,
        event.form,
        event.order,
        plain(event.response),
        event.score,
        event.guess,
        event.shown_at.ms,
        event.shown_at.offset,
        event.took,
        event.confidence,
        event.recall,
        event.lag,
        event.exposure,
        event.quiz_only,
        event.timed_out,
        None if feedback is None else feedback.ms,
        None if feedback is None else feedback.offset,
    )
