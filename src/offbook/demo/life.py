"""A learner's year with Offbook, lived through the same doors as a person's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import assert_never

from offbook.clock import HOUR, Moment
from offbook.deck.answers import expected
from offbook.deck.cards import Cloze, Recall
from offbook.demo import kinds
from offbook.demo.habits import Perform, Rehearse, errands
from offbook.demo.kinds import Kind
from offbook.demo.mind import Mind
from offbook.demo.performing import Candidate
from offbook.demo.rehearsing import Student
from offbook.demo.zone import zone_at
from offbook.ids import ID_BYTES, Ids
from offbook.journal.journal import Journal
from offbook.library import Library
from offbook.trainer import Trainer

LONGEST = 3 * HOUR
"""No sitting or quiz lasts longer; one that might not be over at the end is not begun."""


@dataclass(frozen=True, slots=True)
class Life:
    """Who is simulated, and for how long. The same life over the same decks gives the same events."""

    kind: Kind
    seed: int
    end: Moment
    """Nothing happens after it."""
    days: int = 365
    """Days before the one of the end, at least 1."""


def live(life: Life, library: Library, tell: Callable[[int], None] = lambda _: None) -> Journal:
    """The journal, in memory, that a learner of this life would have; whoever called closes it.

    ``tell`` hears of every day with something to do, from 0. Raises DeckError or PaperError if the
    library has nothing to rehearse or to ask.
    """
    chance = Random(f"ids of {life.kind} {life.seed}")
    journal = Journal.in_memory(device=chance.randbytes(ID_BYTES))
    try:
        _live(life, Trainer(library, journal, kinds.settings(life.kind), Ids(chance.randbytes).make), tell)
    except BaseException:
        journal.close()
        raise
    return journal


def _live(life: Life, trainer: Trainer, tell: Callable[[int], None]) -> None:
    chance = Random(f"{life.kind} {life.seed}")
    mind = Mind(kinds.traits(life.kind, chance), trainer.settings.rollover, chance)
    strays = _strays(trainer.library)
    student = Student(trainer, mind, strays, chance)
    candidate = Candidate(trainer.examiner, mind, strays, chance)
    zone, last = zone_at(life.end), life.end.day(0)
    first = last - life.days
    now = zone.moment(first, 0)
    for errand in errands(life.kind, range(first, last + 1), chance):
        # Whoever is still at it begins the next thing late.
        start = max(zone.moment(errand.day, errand.minute), now)
        if start.ms + LONGEST > life.end.ms:
            break
        tell(errand.day - first)
        match errand:
            case Rehearse(minutes=minutes):
                now = student.rehearse(start, minutes)
            case Perform(only_gaps=only_gaps):
                now = candidate.perform(start, trainer.scheduler, only_gaps=only_gaps)
            case other:
                assert_never(other)


def _strays(library: Library) -> tuple[str, ...]:
    """Whatever a learner might type where the right answer does not come to mind."""
    cards = library.cards(entry.id for entry in kinds.taken_up(library))
    typed = (text for card in cards.values() if isinstance(card, Recall | Cloze) for text in expected(card))
    return tuple(dict.fromkeys(typed)) or ("no idea",)
