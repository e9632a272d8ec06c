"""Events and values that the tests of the journal share."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from offbook.clock import DAY, Moment, Stamp
from offbook.deck.cards import CardId, CardKey, ConceptId, DeckId, SideId
from offbook.journal.events import Event
from offbook.learning.events import (
    Began,
    Buried,
    Flagged,
    Pulled,
    Reset,
    Resumed,
    Reviewed,
    Slot,
    Suspended,
    Undone,
)
from offbook.learning.memory import DEFAULT_WEIGHTS, Rating
from offbook.learning.schedule import Scheduler
from offbook.performance.events import (
    Answered,
    AttemptBegan,
    AttemptEnded,
    AttemptSeen,
    Ending,
    Question,
    Remarked,
)

START = Moment(1_700_000_000_000, 60)
DAY_ONE = START.day(4)
DECK = DeckId("capitals")
OTHER = DeckId("rivers")
SITTING = b"s" * 16
ATTEMPT = b"t" * 16

__all__ = ["SideId"]
