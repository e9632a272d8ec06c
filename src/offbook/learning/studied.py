"""A card that was studied, as far as figures over very many cards look at it.

Much less than where it stands: a hundred thousand of these are read in the time of some ten thousand
standings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from offbook.deck.cards import CardId
from offbook.learning.schedule import New, Settled, Stepping
from offbook.learning.standing import Standing

Studied = tuple[CardId, float, int, int | None, int | None]
"""A card; its stability in days; when it was last reviewed, in milliseconds since 1970; the study day on
which it comes back, with what was put off (None in its steps, and while suspended); when it was last
recalled, in milliseconds (None if it was not known at its last review)."""


def studied(standings: Mapping[CardId, Standing]) -> list[Studied]:
    """What was studied, of where cards stand; those that are new are left out."""
    return [one for card, standing in standings.items() if (one := _studied(card, standing))]


def _studied(card: CardId, standing: Standing) -> Studied | None:
    recalled = standing.recalled_at.ms if standing.recalled_at else None
    match standing.progress.schedule:
        case New():
            return None
        case Stepping(memory=kept):
            return card, kept.stability, kept.last.ms, None, recalled
        case Settled(memory=kept, due=due):
            day = None if standing.suspended else max(due, standing.buried)
            return card, kept.stability, kept.last.ms, day, recalled
        case other:
            assert_never(other)
