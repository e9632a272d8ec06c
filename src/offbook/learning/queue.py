"""What to rehearse next: which cards, and in which order.

Cards that were called in come first, then those that fade, lowest recall first, with new ones
woven in. What teaches telling apart stands together: a minimal pair, or two statements of
opposite concepts. Everything else of one concept stands apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from offbook.clock import Moment
from offbook.deck.cards import Card, CardKey, Classify, Cloze, ConceptId, ConceptKey, DeckId, SideId
from offbook.learning.arrangement import arrange
from offbook.learning.events import Slot
from offbook.learning.schedule import Scheduler, is_ready
from offbook.learning.standing import Standing, recall_now

LONGEST = 500
"""Ready cards that one sitting plans ahead; what is left stays ready for the next."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that might be rehearsed, and where it stands."""

    card: Card
    standing: Standing
    contrast: ConceptId | None = None
    """The concept that stands opposite the card's own; said of either is said of both."""

    @property
    def key(self) -> CardKey:
        """What the card's history belongs to."""
        return self.card.facts.key

    @property
    def concept(self) -> ConceptKey:
        """The concept the card belongs to, across decks."""
        facts = self.card.facts
        return facts.key.deck, facts.concepts[0]

    @property
    def side(self) -> tuple[DeckId, SideId] | None:
        """The side that answers a classify card; None for the other forms."""
        return (self.key.deck, self.card.side) if isinstance(self.card, Classify) else None

    @property
    def pair(self) -> tuple[DeckId, str] | None:
        """What the halves of a minimal pair share; None for a card that stands alone.

        The gaps of one cloze text share its word too, but side by side they would give each other away.
        """
        facts = self.card.facts
        return (self.key.deck, facts.pair) if facts.pair and not isinstance(self.card, Cloze) else None

    @property
    def is_new(self) -> bool:
        """Whether the card waits to be introduced: never answered, and not called in."""
        return self.standing.is_new and not self.standing.pulled

    def takes_part(self, day: int) -> bool:
        """Whether study may show the card on this day: no transfer item, not suspended, not buried."""
        return not self.card.facts.quiz_only and not self.standing.is_away(day)


Unit = tuple[Candidate, ...]
"""Cards that are shown one right after the other."""


def plan(
    candidates: Iterable[Candidate], now: Moment, day: int, fresh: int, scheduler: Scheduler, seed: int
) -> tuple[Slot, ...]:
    """The order of a sitting: ready cards and at most ``fresh`` new ones.

    Suspended and buried cards and transfer items take no part. Cards in their learning steps
    come in by their time, through the rehearsal, unless it has come already.
    """
    pool = [one for one in candidates if one.takes_part(day)]
    ready = [one for one in pool if one.standing.pulled or is_ready(one.standing.progress, now, day)]
    ready.sort(key=lambda one: (not one.standing.pulled, recall_now(one.standing, now, scheduler) or 0.0))
    units = pair_up([*ready[:LONGEST], *introduce(pool, day, fresh)])
    called = [unit for unit in units if unit[0].standing.pulled]
    fading = [unit for unit in units if not unit[0].standing.pulled and not unit[0].is_new]
    woven = weave(fading, [unit for unit in units if unit[0].is_new])
    return tuple(slot for unit in arrange([*called, *woven], seed) for slot in _slots(unit))


def introduce(candidates: Sequence[Candidate], day: int, allowance: int) -> list[Candidate]:
    """Choose at most ``allowance`` new cards to meet.

    Breadth first: a concept none of whose cards was met goes before one that was met once. The
    other halves of a minimal pair come along with the first.
    """
    met = Counter(one.concept for one in candidates if not one.standing.is_new)
    rounds: defaultdict[int, list[Candidate]] = defaultdict(list)
    halves: defaultdict[tuple[DeckId, str] | None, list[Candidate]] = defaultdict(list)
    for one in candidates:
        if one.is_new and one.takes_part(day):
            rounds[met[one.concept]].append(one)
            met[one.concept] += 1
            halves[one.pair].append(one)
    chosen: dict[CardKey, Candidate] = {}
    for one in chain.from_iterable(rounds[turn] for turn in sorted(rounds)):
        if len(chosen) >= allowance:
            break
        together = [one, *halves[one.pair]] if one.pair else [one]
        chosen |= {half.key: half for half in together}
    return list(chosen.values())[: max(0, allowance)]


def pair_up(candidates: Sequence[Candidate]) -> list[Unit]:
    """Put what teaches telling apart side by side; every other card is a unit of its own.

    The order of units is the order of their first cards. A minimal pair holds together whatever
    its concepts; a statement without one is followed by a statement of the opposite concept.
    """
    opposite = _opposites(candidates)
    halves: defaultdict[tuple[DeckId, str] | None, list[Candidate]] = defaultdict(list)
    statements: defaultdict[ConceptKey, deque[Candidate]] = defaultdict(deque)
    for one in candidates:
        if one.pair:
            halves[one.pair].append(one)
        elif one.side:
            statements[one.concept].append(one)
    units: list[Unit] = []
    used: set[CardKey] = set()
    for one in candidates:
        if one.key in used:
            continue
        unit = tuple(halves[one.pair]) if one.pair else (one,)
        if not one.pair and one.side:
            statements[one.concept].popleft()  # the card itself, for those before it are used
            if one.concept in opposite and statements[opposite[one.concept]]:
                unit = (one, statements[opposite[one.concept]].popleft())
        used.update(member.key for member in unit)
        units.append(unit)
    return units


def weave(ready: Sequence[Unit], fresh: Sequence[Unit]) -> list[Unit]:
    """Spread the new units evenly among the ready ones, each in its own order."""
    placed = [((i + 0.5) / len(units), unit) for units in (ready, fresh) for i, unit in enumerate(units)]
    return [unit for _, unit in sorted(placed, key=lambda place: place[0])]


def _opposites(
    candidates: Sequence[Candidate],
) -> dict[ConceptKey, ConceptKey]:
    """Which concept stands opposite which, whichever of the two says so."""
    opposite: dict[ConceptKey, ConceptKey] = {}
    for one in candidates:
        if one.contrast and one.contrast != one.card.facts.concept:
            other = (one.key.deck, one.contrast)
            opposite[one.concept] = other
            opposite.setdefault(other, one.concept)
    return opposite


def _slots(unit: Unit) -> Iterator[Slot]:
    return (Slot(one.key, follows=place > 0) for place, one in enumerate(unit))
