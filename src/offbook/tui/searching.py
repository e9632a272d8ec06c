"""Looking for cards that were reworded or moved, off the screen's thread."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from offbook.author import Author, Found


async def look(author: Author) -> Found:
    """What there is to decide about histories; at once where nothing has changed since the last look.

    With many cards a look takes longer than a key may. Raises JournalError if the journal cannot be read.
    """
    looking = None if author.known else author.looking()
    if looking is None:
        return author.look()
    found = await to_thread(looking)
    author.keep(found)
    return found
