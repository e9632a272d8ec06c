"""What goes wrong in a way a person can act on."""

from __future__ import annotations


class OffbookError(Exception):
    """Something that went wrong, said to the person: what happened, where, and what to do."""


class JournalError(OffbookError):
    """The journal cannot be read or written; nothing that was accepted before is lost."""


class DeckError(OffbookError):
    """A deck cannot be found, read or written."""


class SettingsError(OffbookError):
    """The settings file holds something that Offbook cannot use."""
