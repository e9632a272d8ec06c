"""An attempt in short: what figures over many attempts need of it beside its answers."""

from __future__ import annotations

from dataclasses import dataclass

from offbook.clock import Moment
from offbook.deck.cards import DeckId
from offbook.performance.events import Ending


@dataclass(frozen=True, slots=True)
class Head:
    """One attempt without its paper and its answers."""

    attempt: bytes
    quiz: str
    """The blueprint's name; empty for a quiz put together by hand."""
    scope: tuple[DeckId, ...]
    at: Moment
    """When it began."""
    questions: int
    target: float | None
    """Share of right answers aimed at, 0 to 1."""
    predicted: float | None
    """Share of right answers that the memory model expected."""
    stated: float | None
    """Share of right answers that the candidate expected."""
    ending: Ending | None
    """None while it is open."""
