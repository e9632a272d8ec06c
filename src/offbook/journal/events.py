"""What the journal keeps: every event of study, of quizzes and of targets, in an envelope."""

from __future__ import annotations

from dataclasses import dataclass

from offbook.clock import Moment
from offbook.learning.events import StudyEvent
from offbook.performance.events import QuizEvent
from offbook.performance.targets import Closing

Event = StudyEvent | QuizEvent | Closing


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it stands in the journal."""

    seq: int
    """Its place in this journal's file, from 1."""
    id: bytes
    """16 bytes, the same in every copy of the event."""
    action: bytes
    """16 bytes that name what the person did; its events stand or fall together."""
    device: bytes
    """16 bytes that name the journal that wrote it."""
    hlc: int
    """Hybrid logical clock: cause comes before effect. An order, never a time."""
    at: Moment
    event: Event

    @property
    def order(self) -> tuple[int, bytes]:
        """Where it stands among all events, on every device alike."""
        return self.hlc, self.id
