"""The use cases of looking after cards: each is one action, on disk when it returns, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from offbook.clock import Moment, Stamp
from offbook.deck.cards import CardKey
from offbook.journal.census import Glance
from offbook.journal.events import Event
from offbook.journal.journal import Journal
from offbook.learning.events import Buried, Flagged, Reported, Reset, Resumed, Suspended, Undone

LONGEST = 400
"""Characters of what is said against a card."""


class Curator:
    """Decides about cards outside a sitting.

    Every method raises JournalError if nothing can be read or recorded. Those that record give the name
    of the action, by which it is undone.
    """

    def __init__(self, journal: Journal, make_id: Callable[[int], bytes]) -> None:
        self._journal = journal
        self._make_id = make_id

    def glance(self, key: CardKey) -> Glance | None:
        """Where a card stands; None if nothing has happened to it."""
        return self._journal.care.glance(key)

    def report(self, key: CardKey) -> str | None:
        """What was said against a card; None if nothing was, or if it was taken back."""
        kept = self._journal.care.reports().get(key)
        return kept[0].text if kept else None

    def suspend(self, keys: Iterable[CardKey], now: Moment) -> bytes:
        """Let cards take no part in study."""
        return self._do([Suspended(key) for key in keys], now)

    def resume(self, keys: Iterable[CardKey], now: Moment) -> bytes:
        """Let cards that were suspended take part again."""
        return self._do([Resumed(key) for key in keys], now)

    def bury(self, keys: Iterable[CardKey], until: int, now: Moment) -> bytes:
        """Let cards come again from a study day on; one that is not after today calls them back."""
        return self._do([Buried(key, until) for key in keys], now)

    def reset(self, keys: Iterable[CardKey], now: Moment) -> bytes:
        """Let cards be new again; their earlier reviews stay in the journal."""
        return self._do([Reset(key) for key in keys], now)

    def flag(self, keys: Iterable[CardKey], now: Moment, *, on: bool) -> bytes:
        """Mark cards for a second look, or take the marks off."""
        return self._do([Flagged(key, on=on) for key in keys], now)

    def say_wrong(self, key: CardKey, text: str, now: Moment) -> bytes:
        """Report a card to whoever wrote it, in the learner's words."""
        return self._do([Reported(key, " ".join(text.split())[:LONGEST], on=True)], now)

    def unsay(self, keys: Iterable[CardKey], now: Moment) -> bytes:
        """Take the reports of cards back."""
        return self._do([Reported(key, "", on=False) for key in keys], now)

    def undo(self, action: bytes, now: Moment) -> None:
        """Take back all that an action did."""
        self._do([Undone(action)], now)

    def _do(self, events: Sequence[Event], now: Moment) -> bytes:
        stamp = Stamp(now, self._make_id(now.ms))
        self._journal.append(events, stamp)
        return stamp.action
