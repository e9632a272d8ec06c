"""Where the app opens: on Home, in a rehearsal, or before a quiz."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The app reads this module before its first frame, which shall not wait for the makers of papers.
    from offbook.deck.catalog import Entry
    from offbook.performance.plan import Plan


@dataclass(frozen=True, slots=True)
class Home:
    """On the list of decks."""


@dataclass(frozen=True, slots=True)
class Rehearse:
    """In a rehearsal of these decks."""

    scope: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Perform:
    """On the plan of a quiz on these decks, or in the quiz itself."""

    scope: tuple[Entry, ...]
    plan: Plan
    seed: int | None = None
    """Draws the same paper again; None for a new one."""
    at_once: bool = False
    """Whether the quiz begins without a look at the plan."""


Opening = Home | Rehearse | Perform

HOME = Home()
