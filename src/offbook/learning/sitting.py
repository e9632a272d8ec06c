"""What a sitting of study is made of: its turns, what can be done in them, and its whole state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from offbook.clock import Moment
from offbook.deck.answers import Answer, Thought, Verdict
from offbook.deck.cards import Card, CardKey
from offbook.learning.events import Reviewed, Slot, StudyEvent
from offbook.learning.memory import Rating
from offbook.learning.schedule import Scheduler
from offbook.learning.standing import Standing


@dataclass(frozen=True, slots=True)
class Asking:
    """A card is on the screen without its answer."""

    slot: Slot
    since: Moment
    hinted: bool = False


@dataclass(frozen=True, slots=True)
class Revealed:
    """The answer is shown; only the learner can tell how it went. Nothing is recorded yet."""

    slot: Slot
    since: Moment
    hinted: bool
    took: int
    """Milliseconds of study, at most ``ATTENTION``."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer was held against the card, and the review with its proposed rating is recorded."""

    slot: Slot
    answer: Answer
    verdict: Verdict
    before: Standing
    """Where the card stood before this review."""
    review: Reviewed
    action: bytes
    """The action that recorded the review."""


@dataclass(frozen=True, slots=True)
class Resting:
    """Only cards whose steps are not due yet are left. They can be waited for, or taken early."""

    last: CardKey | None
    """The card that was on the screen before; None where the sitting has just been taken up."""
    until: Moment
    """When the first of them is due."""


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing is left for this sitting."""


Turn = Asking | Revealed | Judged | Resting | Done


@dataclass(frozen=True, slots=True)
class Respond:
    """Answer the card; an answer that was only thought reveals it."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Rate:
    """Say how it went, or change the proposed rating, and go on."""

    rating: Rating


@dataclass(frozen=True, slots=True)
class Proceed:
    """Leave the proposed rating as it is and go on; take early what is not due yet."""


@dataclass(frozen=True, slots=True)
class Wake:
    """Look whether the time of a waiting card has come."""


@dataclass(frozen=True, slots=True)
class Overrule:
    """Say "I was right" against the verdict."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Ask for the card's hint."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Suspend the card until it is taken back."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """Bury the card until the next study day."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Flag the card, or take the flag off."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last step back, as if it had not been taken."""


REVEAL = Respond(Thought())
"""Show the answer of a card that the learner rates."""

Action = Respond | Rate | Proceed | Wake | Overrule | Hint | SetAside | PutOff | Mark | Undo


@dataclass(frozen=True, slots=True)
class Sitting:
    """What stays the same from the first card of a rehearsal to the last."""

    name: bytes
    """16 bytes that name it in the journal."""
    scheduler: Scheduler
    rollover: int
    """The hour at which the study day begins."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Everything a sitting knows. Two equal states behave alike."""

    sitting: Sitting
    cards: Mapping[CardKey, Card]
    standings: Mapping[CardKey, Standing]
    queue: tuple[Slot, ...]
    """What is still planned, in order."""
    waiting: tuple[CardKey, ...] = ()
    """Cards in their steps that this sitting has met."""
    encore: tuple[CardKey, ...] = ()
    """Answered wrongly without stopping to think: they come back at the end, once."""
    turn: Turn = Done()
    log: tuple[Reviewed, ...] = ()
    """The reviews of this sitting, in order, each as it stands."""
    hurried: bool = False
    """Whether the learner chose to take steps ahead of their time."""
    leech: CardKey | None = None
    """The card that the last step set aside for being forgotten again and again."""
    past: Rehearsal | None = None
    """What undo returns to."""
    actions: tuple[bytes, ...] = ()
    """The recorded actions that led here from ``past``."""

    @property
    def key(self) -> CardKey | None:
        """The card on the screen, or None where there is none."""
        return None if isinstance(self.turn, Resting | Done) else self.turn.slot.key

    @property
    def last(self) -> CardKey | None:
        """The card that is, or was last, on the screen; None at the end."""
        return self.turn.last if isinstance(self.turn, Resting) else self.key

    @property
    def left(self) -> int:
        """Cards this sitting still means to show, the one on the screen included."""
        asking = isinstance(self.turn, Asking | Revealed)
        return len(self.queue) + len({*self.waiting, *self.encore}) + asking


Step = tuple[Rehearsal, tuple[StudyEvent, ...]]
"""A state, and the events that led to it."""
