"""An attempt as the journal has it: what was asked, what counts, how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from offbook.clock import Moment
from offbook.performance.asked import Asked, from_json
from offbook.performance.events import (
    Answered,
    AttemptBegan,
    AttemptEnded,
    AttemptSeen,
    Ending,
    QuestionFlagged,
    QuizEvent,
    Remarked,
)
from offbook.performance.head import Head
from offbook.performance.observation import Observation, observe, replaced
from offbook.performance.telling import tell


@dataclass(frozen=True, slots=True)
class Record:
    """One attempt, folded from its events."""

    began: AttemptBegan
    at: Moment
    """When it began."""
    answers: Mapping[int, Answered] = field(default_factory=dict)
    """The last answer to each question, by place, with the time of all of them."""
    times: Mapping[int, Moment] = field(default_factory=dict)
    """When the last answer to each question was recorded, by place."""
    remarks: Mapping[int, Remarked] = field(default_factory=dict)
    """New marks, by place; the old ones stay in ``answers``."""
    flags: frozenset[int] = frozenset()
    """The places that were marked for another look."""
    ending: Ending | None = None
    """None while it is open."""
    ended_at: Moment | None = None
    seen_at: Moment | None = None
    """When its evaluation was first looked at."""

    @property
    def is_open(self) -> bool:
        """Whether it can be taken up again."""
        return self.ending is None

    @property
    def is_unseen(self) -> bool:
        """Whether it has ended and was not looked at yet."""
        return not self.is_open and self.seen_at is None

    @property
    def head(self) -> Head:
        """The attempt in short."""
        began = self.began
        return Head(
            attempt=began.attempt,
            quiz=began.quiz,
            scope=began.scope,
            at=self.at,
            questions=len(began.paper),
            target=began.target,
            predicted=began.predicted,
            stated=began.stated,
            ending=self.ending,
        )

    def score(self, place: int) -> float:
        """What the answer to a question is worth now, 0 to 1; 0 for an open one."""
        if place in self.remarks:
            return self.remarks[place].score
        return self.answers[place].score if place in self.answers else 0.0

    def missed(self) -> tuple[int, ...]:
        """The places that were looked at and not answered rightly, whether wrongly or not in time."""
        return tuple(
            place for place in sorted(self.answers) if self.was_met(place) and self.score(place) < 1.0
        )

    def was_met(self, place: int) -> bool:
        """Whether a question was looked at, as far as is known: of one that was not, nothing can be said."""
        answer = self.answers.get(place)
        return answer is not None and not (answer.timed_out and answer.took is None)


def fold(records: Mapping[bytes, Record], events: Iterable[tuple[QuizEvent, Moment]]) -> dict[bytes, Record]:
    """The attempts after more events, each with the moment it was recorded; in the order they began.

    An event of an attempt whose beginning is not there is left out.
    """
    folded = dict(records)
    for event, at in events:
        if isinstance(event, AttemptBegan):
            folded[event.attempt] = Record(event, at)
        elif event.attempt in folded:
            folded[event.attempt] = _after(folded[event.attempt], event, at)
    return folded


def _after(
    record: Record,
    event: Answered | QuestionFlagged | AttemptEnded | AttemptSeen | Remarked,
    at: Moment,
) -> Record:
    match event:
        case Answered(place=place):
            kept = replaced(record.answers[place], event) if place in record.answers else event
            answers = {**record.answers, place: kept}
            return replace(record, answers=answers, times={**record.times, place: at})
        case QuestionFlagged(place=place, on=on):
            return replace(record, flags=record.flags | {place} if on else record.flags - {place})
        case AttemptEnded(ending=ending):
            return replace(record, ending=ending, ended_at=at)
        case AttemptSeen():
            return record if record.seen_at else replace(record, seen_at=at)
        case Remarked(place=place):
            return replace(record, remarks={**record.remarks, place: event})
        case other:
            assert_never(other)


def observed(record: Record) -> tuple[Observation, ...]:
    """The answers of an attempt as the figures read them, in the paper's order, later marks in place."""

    def see(place: int, answer: Answered) -> Observation:
        # Of a question whose key was corrected, what was taken for what can no longer be told.
        told = None if place in record.remarks else tell(record.began, answer)
        return replace(
            observe(record.began, answer, told), score=record.score(place), given=record.times[place]
        )

    return tuple(see(place, answer) for place, answer in sorted(record.answers.items()))


def counted(record: Record) -> tuple[Observation, ...]:
    """The answers of an attempt that figures over many attempts count.

    None of one that is still open. Of one that was left, only what was looked at: whoever walks
    away has said nothing about the rest, whereas whoever runs out of time has.
    """
    if record.is_open:
        return ()
    seen = observed(record)
    if record.ending is not Ending.LEFT:
        return seen
    return tuple(one for one in seen if one.was_met)


def questions(record: Record) -> tuple[Asked, ...]:
    """What was asked, in order. Raises ValueError for a question kept in a way not known here."""
    return tuple(from_json(question.asked) for question in record.began.paper)
