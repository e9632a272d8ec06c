"""Taking the journal out as text: the same bytes for the same events and the same moment."""

from __future__ import annotations

from collections.abc import Iterator

from offbook.clock import Moment
from offbook.exchange import journal_text
from offbook.exchange.forms import MisfitError
from offbook.exchange.journal_text import FORMAT, VERSION, Header
from offbook.exchange.problems import ExchangeError
from offbook.journal.journal import Journal


def header(journal: Journal, now: Moment, *, simulated: bool) -> Header:
    """The first line for what is in a journal at this moment."""
    return Header(FORMAT, VERSION, now, journal.device, simulated, journal.union.count())


def text(journal: Journal, head: Header) -> Iterator[str]:
    """The lines of a journal of which the header was made, each with its end.

    Raises JournalError, or ExchangeError if an event holds what no text can say.
    """
    upto = journal.position
    try:
        # What another Offbook adds meanwhile belongs to the next text.
        yield from journal_text.write((one for one in journal.events() if one.seq <= upto), head)
    except (MisfitError, ValueError) as error:
        raise ExchangeError(
            f"An event of the journal cannot be written as text: {error}. “offbook doctor” looks at it."
        ) from error
