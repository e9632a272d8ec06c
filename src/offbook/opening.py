"""Where a person can be sent: Home, a rehearsal, a quiz before and after it begins, the figures.

The command line opens the app at one of these, and screens ask for another by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The app reads this module before its first frame, which shall not wait for the makers of papers.
    from offbook.deck.cards import CardKey
    from offbook.deck.catalog import Entry
    from offbook.performance.attempt import Attempt
    from offbook.performance.plan import Plan
    from offbook.performance.record import Record


@dataclass(frozen=True, slots=True)
class Home:
    """The list of decks."""


@dataclass(frozen=True, slots=True)
class Rehearse:
    """A rehearsal of these decks."""

    scope: tuple[Entry, ...]
    more: int = 0
    """New cards beyond what the day allows."""


@dataclass(frozen=True, slots=True)
class Perform:
    """The plan of a quiz on these decks, or the quiz itself."""

    scope: tuple[Entry, ...]
    plan: Plan
    seed: int | None = None
    """Draws the same paper again; None for a new one."""
    at_once: bool = False
    """Whether the quiz begins without a look at the plan."""


@dataclass(frozen=True, slots=True)
class Run:
    """An attempt that is under way."""

    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Resume:
    """An attempt that was cut off: with the time that is left, or what it came to if none is."""

    record: Record


@dataclass(frozen=True, slots=True)
class Evaluate:
    """What an attempt came to."""

    record: Record


@dataclass(frozen=True, slots=True)
class Attempts:
    """All attempts."""


@dataclass(frozen=True, slots=True)
class Insight:
    """The figures of both ledgers."""

    scope: tuple[Entry, ...] = ()
    """Of these decks; none means all there are."""
    tab: str = "learning"
    """One of ``TABS``."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The text of a deck beside its cards."""

    entry: Entry
    card: CardKey | None = None
    """Where to begin; None for the top."""


@dataclass(frozen=True, slots=True)
class Strays:
    """The cards that were reworded or moved, and whose histories wait."""


@dataclass(frozen=True, slots=True)
class Browse:
    """Every card, found by its words and by what it is."""

    query: str = ""
    """What to look for; none means all."""


TABS = ("learning", "performance", "together")
"""The tabs of insight, in the order they are shown."""

Opening = Home | Rehearse | Perform | Run | Resume | Evaluate | Attempts | Insight | Edit | Strays | Browse

HOME = Home()
