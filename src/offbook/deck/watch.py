"""Looking after the file of a deck that is being edited, as other programs write it."""

from __future__ import annotations

from offbook.deck.draft import Draft, Look, look
from offbook.deck.source import Footprint, footprint


class Watch:
    """Tells what became of a file once two looks in a row agree: a file that is half written is none yet."""

    def __init__(self) -> None:
        self._seen: tuple[Footprint | None] | None = None
        """What the last look saw, if it was not what the draft knows."""
        self._told: tuple[Footprint | None] | None = None

    def look(self, draft: Draft) -> Look | None:
        """What became of the file since the draft was read, each thing once; None for nothing new."""
        now = footprint(draft.path)
        if now == draft.footprint:
            self._seen = self._told = None
            return None
        before, self._seen = self._seen, (now,)
        if before != (now,) or self._told == (now,):
            return None
        self._told = (now,)
        return look(draft)
