"""The derived state made again from the events, and from nothing else."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from offbook.deck.cards import CardKey, ConceptId, ConceptKey, DeckId
from offbook.journal import live, rows
from offbook.journal.derived import KEEP
from offbook.journal.events import Recorded
from offbook.journal.heirs import belonging, keep
from offbook.journal.names import Names
from offbook.journal.standings import NOTHING, Kept, advance, to_row
from offbook.journal.sums import TABLES, Sums
from offbook.learning.events import CardEvent, Carried, Reviewed
from offbook.learning.standing import Standing
from offbook.performance.events import Answered, AttemptBegan, AttemptSeen


@dataclass(slots=True)
class Totals:
    """What all events come to."""

    heirs: dict[CardKey, CardKey] = field(default_factory=dict)
    """The card to which the history of each card belongs that was carried over."""
    kept: dict[CardKey, Kept] = field(default_factory=dict)
    sums: Sums = field(default_factory=Sums)
    shown: dict[ConceptKey, int] = field(default_factory=dict)
    """When each concept was last shown with its answer, milliseconds since 1970."""


def total(events: Iterable[Recorded], void: Collection[int], heirs: dict[CardKey, CardKey]) -> Totals:
    """Fold all events, given in their order; those in ``void`` count for what was shown alone.

    ``heirs`` are the cards to which histories belong that were carried over.
    """
    totals = Totals(heirs)
    shown = _Shown(totals.shown)
    for recorded in events:
        event = recorded.event
        if isinstance(event, CardEvent) and recorded.seq not in void:
            key = heirs.get(event.key, event.key)
            before = totals.kept.get(key, NOTHING)
            totals.kept[key] = after = advance(before, event, recorded.at)
            totals.sums.take(key.deck, before, event, recorded.at, after)
        shown.take(recorded)
    return totals


def replay(db: sqlite3.Connection, names: Names) -> dict[CardKey, Standing]:
    """Where every card stands, from the events only."""
    totals = _total(db, names, live.voided(live.every_mark(db)))
    return {key: kept.standing for key, kept in totals.kept.items()}


def rebuild(db: sqlite3.Connection, names: Names) -> None:
    """Make the derived tables again from the events; inside a transaction."""
    void = live.voided(live.every_mark(db))
    totals = _total(db, names, void)
    for table in ("voided", "heirs", "standing", "shown", *TABLES):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand one line above
    db.executemany("INSERT INTO voided VALUES (?)", ((seq,) for seq in void))
    keep(db, {names.card(card): names.card(heir) for card, heir in totals.heirs.items()})
    db.executemany(KEEP, (_row(names, key, kept) for key, kept in totals.kept.items()))
    totals.sums.write(db, names)
    db.executemany(
        "INSERT INTO shown VALUES (?, ?, ?)",
        ((names.deck(deck), concept, ms) for (deck, concept), ms in totals.shown.items()),
    )
    db.execute(
        "UPDATE watermark SET (seq, hlc) = (SELECT coalesce(max(seq), 0), coalesce(max(hlc), 0) FROM events)"
    )


def _total(db: sqlite3.Connection, names: Names, void: Collection[int]) -> Totals:
    carried = rows.read(db, names, "SELECT * FROM events WHERE kind = 'carried'")
    pairs = [
        (one.event.key, one.event.heir)
        for one in carried
        if isinstance(one.event, Carried) and one.seq not in void
    ]
    return total(rows.read(db, names), void, belonging(pairs))


def _row(names: Names, key: CardKey, kept: Kept) -> tuple[object, ...]:
    return names.card(key), names.deck(key.deck), *to_row(kept.standing), kept.introduced


class _Shown:
    """Gathers when each concept was last shown with its answer."""

    def __init__(self, at: dict[ConceptKey, int]) -> None:
        self._at = at
        self._papers: defaultdict[bytes, list[ConceptKey]] = defaultdict(list)
        self._concepts: defaultdict[CardKey, set[ConceptId]] = defaultdict(set)
        """The concepts each card was studied for."""

    def take(self, recorded: Recorded) -> None:
        """Take in what an event showed, whether it counts otherwise or not."""
        match recorded.event:
            case Reviewed(key=key, concept=concept):
                self._concepts[key].add(concept)
                self._show(key.deck, concept, recorded.at.ms)
            case Answered(key=key, concept=concept, feedback_at=shown) if shown is not None:
                self._show(key.deck, concept, shown.ms)
            case AttemptBegan(attempt=attempt, paper=paper):
                self._papers[attempt] += [
                    (one.key.deck, concept) for one in paper for concept in one.concepts
                ]
            case AttemptSeen(attempt):
                for deck, concept in self._papers[attempt]:
                    self._show(deck, concept, recorded.at.ms)
            case Carried(key, heir) if key.deck != heir.deck:
                for concept in self._concepts[key]:
                    self._show(heir.deck, concept, self._at[key.deck, concept])
            case _:
                pass

    def _show(self, deck: DeckId, concept: ConceptId, ms: int) -> None:
        self._at[deck, concept] = max(ms, self._at.get((deck, concept), ms))
