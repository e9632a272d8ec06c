"""The derived state made again from the events, and from nothing else."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from offbook.deck.cards import CardKey, ConceptId, DeckId
from offbook.journal import live, rows
from offbook.journal.derived import KEEP
from offbook.journal.events import Recorded
from offbook.journal.names import Names
from offbook.journal.standings import NOTHING, Kept, advance, to_row
from offbook.journal.sums import TABLES, Sums
from offbook.learning.events import CardEvent, Reviewed
from offbook.learning.standing import Standing
from offbook.performance.events import Answered, AttemptBegan, AttemptSeen


@dataclass(slots=True)
class Totals:
    """What all events come to."""

    kept: dict[CardKey, Kept] = field(default_factory=dict)
    reviews: Counter[tuple[DeckId, int]] = field(default_factory=Counter)
    """Reviews that count, by deck and study day."""
    studied: Counter[tuple[DeckId, int]] = field(default_factory=Counter)
    """Milliseconds that they took, likewise."""
    sums: Sums = field(default_factory=Sums)
    shown: dict[tuple[DeckId, ConceptId], int] = field(default_factory=dict)
    """When each concept was last shown with its answer, milliseconds since 1970."""

    @property
    def introduced(self) -> Counter[tuple[DeckId, int]]:
        """Cards by deck and the study day of their first review."""
        return Counter(
            (key.deck, kept.introduced) for key, kept in self.kept.items() if kept.introduced is not None
        )


def total(events: Iterable[Recorded], void: Collection[int]) -> Totals:
    """Fold all events, given in their order; those in ``void`` count for what was shown alone."""
    totals = Totals()
    papers: dict[bytes, list[tuple[DeckId, ConceptId]]] = {}
    for recorded in events:
        event = recorded.event
        if isinstance(event, CardEvent) and recorded.seq not in void:
            before = totals.kept.get(event.key, NOTHING)
            totals.kept[event.key] = after = advance(before, event, recorded.at)
            totals.sums.take(before, event, recorded.at, after)
            if isinstance(event, Reviewed):
                totals.reviews[event.key.deck, event.day] += 1
                totals.studied[event.key.deck, event.day] += event.took
        if isinstance(event, AttemptBegan):
            papers.setdefault(event.attempt, []).extend(
                (question.key.deck, concept) for question in event.paper for concept in question.concepts
            )
        for concept, ms in _shown(recorded, papers):
            totals.shown[concept] = max(ms, totals.shown.get(concept, ms))
    return totals


def replay(db: sqlite3.Connection, names: Names) -> dict[CardKey, Standing]:
    """Where every card stands, from the events only."""
    totals = total(rows.read(db, names), live.voided(live.every_mark(db)))
    return {key: kept.standing for key, kept in totals.kept.items()}


def rebuild(db: sqlite3.Connection, names: Names) -> None:
    """Make the derived tables again from the events; inside a transaction."""
    void = live.voided(live.every_mark(db))
    totals = total(rows.read(db, names), void)
    for table in ("voided", "standing", "tally", "shown", *TABLES):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand one line above
    db.executemany("INSERT INTO voided VALUES (?)", ((seq,) for seq in void))
    db.executemany(KEEP, (_row(names, key, kept) for key, kept in totals.kept.items()))
    days = {*totals.reviews, *(introduced := totals.introduced)}
    db.executemany(
        "INSERT INTO tally VALUES (?, ?, ?, ?, ?)",
        ((names.deck(at[0]), at[1], totals.reviews[at], introduced[at], totals.studied[at]) for at in days),
    )
    totals.sums.write(db, names)
    db.executemany(
        "INSERT INTO shown VALUES (?, ?, ?)",
        ((names.deck(deck), concept, ms) for (deck, concept), ms in totals.shown.items()),
    )
    db.execute(
        "UPDATE watermark SET (seq, hlc) = (SELECT coalesce(max(seq), 0), coalesce(max(hlc), 0) FROM events)"
    )


def _row(names: Names, key: CardKey, kept: Kept) -> tuple[object, ...]:
    return names.card(key), names.deck(key.deck), *to_row(kept.standing), kept.introduced


def _shown(
    recorded: Recorded, papers: dict[bytes, list[tuple[DeckId, ConceptId]]]
) -> list[tuple[tuple[DeckId, ConceptId], int]]:
    """The concepts that an event showed with their answers, and when."""
    match recorded.event:
        case Reviewed(key=key, concept=concept):
            return [((key.deck, concept), recorded.at.ms)]
        case Answered(key=key, concept=concept, feedback_at=shown) if shown is not None:
            return [((key.deck, concept), shown.ms)]
        case AttemptSeen(attempt):
            return [(one, recorded.at.ms) for one in papers.get(attempt, ())]
        case _:
            return []
