"""The answers of quizzes as one reader of a journal knows them: read once, and on from there."""

from __future__ import annotations

from offbook.clock import Moment
from offbook.journal.journal import Journal
from offbook.performance.observation import Observation


class Seen:
    """The answers that figures count, of every attempt that has ended.

    Belongs to the thread that its journal belongs to; every method raises JournalError if it cannot be read.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._by_attempt: dict[bytes, tuple[Observation, ...]] = {}
        self._answers: tuple[Observation, ...] = ()
        self._upto = 0
        self.news = 0
        """How often something was added: what is made of the answers holds until the next time."""

    def answers(self) -> tuple[Observation, ...]:
        """All answers, those that were added since the last look too, by attempts as they began."""
        self._upto, fresh = self._journal.observations(self._upto)
        if fresh:
            self._by_attempt |= fresh
            # Attempts end, and come from another journal, in another order than they began in.
            order = dict.fromkeys(head.attempt for head in self._journal.heads())
            self._answers = tuple(one for attempt in order for one in self._by_attempt.get(attempt, ()))
            self.news += 1
        return self._answers

    def under_way(self) -> list[Moment]:
        """When attempts began that have not ended: their answers are still to come."""
        return [head.at for head in self._journal.heads() if head.ending is None]
