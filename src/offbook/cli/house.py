"""Opening the house: the catalog, the journal and the settings of one person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from offbook import settings
from offbook.deck.catalog import Catalog
from offbook.ids import Ids
from offbook.journal.journal import Journal
from offbook.library import Library
from offbook.paths import Places
from offbook.trainer import Trainer


@contextmanager
def trainer(places: Places) -> Iterator[Trainer]:
    """A trainer over the person's decks and journal, closed in order at the end.

    Raises SettingsError or JournalError, with a sentence, where one of them cannot be used.
    """
    chosen = settings.load(places.settings)
    with Journal.open(places.journal) as journal:
        catalog = Catalog(places.deck_folders, places.cache)
        yield Trainer(Library(places, catalog), journal, chosen, Ids(os.urandom).make)
