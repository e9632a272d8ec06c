"""The use cases of writing a deck: its text, its file, and what is kept of it until it is saved."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from offbook.deck.draft import Conflict, Draft, Gone, Look, Same, kept_beside, save
from offbook.deck.unsaved import Leftover, Unsaved
from offbook.deck.watch import Watch
from offbook.errors import DeckError
from offbook.library import Library

HEAVY = 500_000
"""Characters of a text for each of which it is kept at one look less: a large one takes its time."""


@dataclass(frozen=True, slots=True)
class Written:
    """The text is in its file."""

    told: str
    """What there is to say of it."""


class Manuscript:
    """A deck under an author's hands; nothing that was written is lost, here or in the file."""

    def __init__(self, library: Library, unsaved: Unsaved, draft: Draft) -> None:
        self._library = library
        self._unsaved = unsaved
        self._watch = Watch()
        self._kept: str | None = None
        """The text that is kept unsaved; None for none."""
        self._rest = 0
        """Looks until it is kept again."""
        self._is_given_up = False
        self.draft = draft
        """The text as it stands."""
        self.leftover: Leftover | None = unsaved.find(draft)
        """What was written another time and never saved; None once that is settled."""

    @property
    def is_unsaved(self) -> bool:
        """Whether the text is in no file."""
        return self.draft.is_dirty or self.draft.footprint is None

    @property
    def is_shipped(self) -> bool:
        """Whether the deck came with Offbook, so that saving makes a copy of it."""
        return self._library.is_shipped(self.draft.path)

    def write(self, text: str) -> None:
        """The text is another one now."""
        self.draft = self.draft.edited(text)

    def look(self) -> Look | None:
        """What another program did to the file, each thing once; to be asked now and then.

        What is unsaved is kept on the way. Raises DeckError if that cannot be.
        """
        found = self._watch.look(self.draft)
        match found:
            case Same(draft):
                self.draft = draft
            case Gone():
                self.draft = replace(self.draft, footprint=None)
            case _:
                pass
        self._rest -= 1
        if self._rest < 0:
            self._keep()
        return found

    def take(self, theirs: Draft) -> None:
        """The text is what the file says now."""
        self.draft = theirs

    def save(self) -> Written | Conflict:
        """Put the text into its file; a deck that came with Offbook is copied first.

        Raises DeckError, with nothing lost, if it cannot be written.
        """
        before = self.draft
        shipped = self._library.is_shipped(before.path)
        if shipped:
            self.draft = replace(before, path=self._library.make_own(before.path))
        try:
            outcome = save(self.draft)
        except DeckError:
            if shipped:
                self._library.drop_if_untouched(self.draft.path)
            self.draft = before
            raise
        if isinstance(outcome, Conflict):
            return outcome
        self.draft = outcome.draft
        for path in {before.path, self.draft.path}:
            self._unsaved.drop(path)
        self._kept = None
        return Written(self._told(before, shipped=shipped, renewed=outcome.renewed))

    def put_beside(self) -> str:
        """Write the text into a new file beside the deck's; where it is. Raises DeckError if it cannot be."""
        return f"Yours is in {kept_beside(self.draft).name}, beside it."

    def discard(self) -> None:
        """Give up what is not saved; nothing is kept from now on."""
        self._is_given_up = True
        self._unsaved.drop(self.draft.path)

    def settle(self, way: str) -> str | None:
        """``take`` up what was left behind, ``drop`` it, or leave it for ``later``.

        Gives the text to go on with, None for the present one. Raises DeckError if it cannot be dropped.
        """
        left, self.leftover = self.leftover, None
        if left is None:
            return None
        if way == "take":
            self._unsaved.adopt(left, self.draft.path)
            self.draft = left.taken_up(self.draft)
            return left.text
        if way == "drop":
            self._unsaved.forget(left)
        else:
            self._unsaved.put_by(left)
        return None

    def close(self) -> None:
        """Keep what is not saved; to be called last, however the author leaves."""
        # Where it cannot be kept, that was told of before.
        with suppress(DeckError):
            self._keep()

    def _keep(self) -> None:
        if self._is_given_up or self.leftover is not None:
            return
        text = self.draft.text
        if self.is_unsaved and text != self._kept:
            # Told once, where it cannot be.
            self._kept = text
            self._unsaved.keep(self.draft)
            self._rest = len(text) // HEAVY
        elif not self.is_unsaved and self._kept is not None:
            self._unsaved.drop(self.draft.path)
            self._kept = None

    def _told(self, before: Draft, *, shipped: bool, renewed: bool) -> str:
        if shipped:
            return f"Saved in a copy of your own: {self.draft.path}"
        if renewed:
            return f"Saved. {before.path.name} was gone, and is there again."
        if before.mixed:
            ending = "a carriage return and a line feed" if before.ending == "\r\n" else "a line feed"
            return f"Saved. Its lines ended in two ways; all end in {ending} now."
        return "Saved."
