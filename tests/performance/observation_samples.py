"""Answers of quizzes as the figures see them, and Hypothesis strategies for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Unpack

from hypothesis import strategies as st

from makers import NOON, key
from observations import More, late, seen, sided
from offbook.clock import HOUR
from offbook.deck.cards import ConceptId, SideId
from offbook.performance.events import Answered, AttemptBegan, QuizEvent, Remarked
from offbook.performance.observation import Observation, observe, replaced
from offbook.performance.telling import tell

LEARNING, PERFORMANCE, BOTH = SideId("learning"), SideId("performance"), SideId("both")
TWO = (LEARNING, PERFORMANCE)
THREE = (LEARNING, PERFORMANCE, BOTH)


def cells(rows: Mapping[str, Mapping[SideId | None, int]]) -> list[Observation]:
    """Classify questions by right side and side said."""
    return [
        sided(truth, said) for truth, row in rows.items() for said, count in row.items() for _ in range(count)
    ]


def observations(events: Iterable[QuizEvent]) -> tuple[Observation, ...]:
    """The answers that stand at the end of a history, without a fold by attempt: an oracle."""
    papers: dict[bytes, AttemptBegan] = {}
    answers: dict[tuple[bytes, int], Answered] = {}
    marks: dict[tuple[bytes, int], float] = {}
    for event in events:
        match event:
            case AttemptBegan():
                papers[event.attempt] = event
            case Answered():
                at = event.attempt, event.place
                answers[at] = replaced(answers[at], event) if at in answers else event
            case Remarked():
                marks[event.attempt, event.place] = event.score
            case _:
                pass
    marked = (replace(one, score=marks.get(at, one.score)) for at, one in answers.items())
    return tuple(observe(papers[one.attempt], one, tell(papers[one.attempt], one)) for one in marked)


def answer(score: float | None, **more: Unpack[More]) -> Observation:
    """An answer of this score, or None for a question whose time ran out."""
    return seen(score, **more) if score is not None else late(**more)


answers = st.builds(
    answer,
    score=st.sampled_from([None, 0.0, 0.0, 0.5, 1.0, 1.0, 1.0]),
    attempt=st.integers(0, 5).map(lambda i: bytes([i]) * 16),
    place=st.integers(0, 30),
    key=st.integers(0, 6).map(lambda i: key(f"card {i}")),
    concepts=st.integers(0, 4).map(lambda i: (ConceptId(f"concept {i}"),)),
    form=st.sampled_from(["recall", "choice", "classify"]),
    guess=st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 1.0]),
    at=st.integers(-400 * 24, 400 * 24).map(lambda hours: NOON.plus(hours * HOUR)),
    took=st.one_of(st.none(), st.integers(0, 60_000)),
    transfer=st.booleans(),
    limited=st.booleans(),
)
sidings = st.builds(sided, st.sampled_from(THREE), st.sampled_from([*THREE, None]))
