"""What can happen in study, as it is written to the journal."""

from __future__ import annotations

from dataclasses import dataclass

from offbook.clock import Moment
from offbook.deck.cards import CardKey, ConceptId, DeckId
from offbook.learning.memory import Rating
from offbook.learning.schedule import Scheduler


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the plan of a rehearsal."""

    key: CardKey
    follows: bool = False
    """Whether it belongs right after the slot before it: the other half of a contrast."""


@dataclass(frozen=True, slots=True)
class Began:
    """A rehearsal was begun. Its plan is kept, so that it can be left and taken up again."""

    sitting: bytes
    """16 bytes that name the rehearsal."""
    scope: tuple[DeckId, ...]
    """The decks it draws on, sorted."""
    day: int
    """The study day, as it was lived."""
    plan: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A card was answered in study and rated."""

    key: CardKey
    concept: ConceptId
    form: str
    rating: Rating
    correct: bool | None
    """What a judged answer was worth; None where the learner alone knows."""
    self_rated: bool
    """Whether the learner set the rating, or left the one that was proposed."""
    response: str
    """What was answered, in words; empty for an answer that was only thought."""
    shown_at: Moment
    took: int
    """Milliseconds of study, without time away, at most a minute."""
    hinted: bool
    day: int
    """The study day, as it was lived."""
    scheduler: Scheduler
    sitting: bytes
    """Names the rehearsal it belongs to."""
    replaces: bytes | None = None
    """The action whose events this one stands in for: a rating changed after the verdict."""
    overruled: bool = False
    """Whether the learner said "I was right" against the verdict."""


@dataclass(frozen=True, slots=True)
class Suspended:
    """A card was set aside until it is taken back."""

    key: CardKey
    leech: bool = False
    """Whether Offbook set it aside, for being forgotten again and again."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """A card that was set aside takes part again."""

    key: CardKey


@dataclass(frozen=True, slots=True)
class Buried:
    """A card was put off."""

    key: CardKey
    until: int
    """The study day on which it may come again."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A card was marked for a second look, or the mark was taken off."""

    key: CardKey
    on: bool


@dataclass(frozen=True, slots=True)
class Pulled:
    """A card was called into the next rehearsal, whatever its schedule says; no memory changes."""

    key: CardKey


@dataclass(frozen=True, slots=True)
class Reset:
    """A card was made new again; its earlier reviews stay in the journal."""

    key: CardKey


@dataclass(frozen=True, slots=True)
class Undone:
    """Everything that one action did is taken back."""

    action: bytes


@dataclass(frozen=True, slots=True)
class Worded:
    """What a card asked when it was studied, kept where nothing but its wording names it.

    A later one of the same card replaces an earlier one.
    """

    key: CardKey
    form: str
    prompt: str
    """What it asks, as text on one line."""
    answer: str
    """What is right, in words."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The history of one card, and of all that was carried to it before, belongs to another from now on."""

    key: CardKey
    """The card as it was."""
    heir: CardKey
    """The card as it is now; it may have a history of its own, which is joined."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A card was said to be wrong, or that was taken back; where it stands stays the same.

    A later one of the same card replaces an earlier one.
    """

    key: CardKey
    text: str
    """What is wrong, in the learner's words; empty for none."""
    on: bool


CardEvent = Reviewed | Suspended | Resumed | Buried | Flagged | Pulled | Reset
"""What changes where a card stands."""

StudyEvent = Began | CardEvent | Worded | Carried | Reported | Undone
