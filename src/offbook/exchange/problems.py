"""What keeps a file from being brought in."""

from __future__ import annotations

from offbook.errors import OffbookError


class ExchangeError(OffbookError):
    """A file cannot be written, or cannot be brought in; nothing of it was."""
