"""What decks, cards, concepts and sides are named by.

Apart from ``cards``, so that a list of decks need not load everything a card can be.
"""

from __future__ import annotations

from typing import NewType

CardId = NewType("CardId", str)
"""Names a card within its deck: the ``id`` its author wrote, else a fingerprint of what it asks."""

ConceptId = NewType("ConceptId", str)
"""Names a concept within its deck."""

DeckId = NewType("DeckId", str)
"""Names a deck: its ``id``, else the stem of its file's name."""

SideId = NewType("SideId", str)
"""Names a side within its deck."""
