"""What to rehearse next: which cards, and in which order.

Cards that fade come first, lowest recall first; new ones are woven in. What teaches telling
apart stands together: a minimal pair, or two statements of opposite concepts. Everything else
of one concept stands apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from offbook.clock import Moment
from offbook.deck.cards import Card, CardKey, Classify, ConceptId, DeckId, SideId
from offbook.learning.events import Slot
from offbook.learning.schedule import New, Scheduler, is_ready
from offbook.learning.standing import Standing, recall_now

LONGEST = 500
"""Cards that one sitting plans ahead; what is left stays ready for the next."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that might be rehearsed, and where it stands."""

    card: Card
    standing: Standing
    contrast: ConceptId | None = None
    """The concept that stands opposite the card's own."""

    @property
    def key(self) -> CardKey:
        """What the card's history belongs to."""
        return self.card.facts.key

    @property
    def concept(self) -> tuple[DeckId, ConceptId]:
        """The concept the card belongs to, across decks."""
        return self.key.deck, self.card.facts.concept

    @property
    def side(self) -> tuple[DeckId, SideId] | None:
        """The side that answers a classify card; None for the other forms."""
        return (self.key.deck, self.card.side) if isinstance(self.card, Classify) else None


Unit = tuple[Candidate, ...]


def plan(
    candidates: Iterable[Candidate], now: Moment, day: int, fresh: int, scheduler: Scheduler, seed: int
) -> tuple[Slot, ...]:
    """The order of a sitting: ready cards and at most ``fresh`` new ones.

    Suspended and buried cards and transfer items take no part. Cards in their learning steps
    come in by their time, through the rehearsal, unless it has come already.
    """
    at_hand = [c for c in candidates if not c.card.facts.quiz_only and not c.standing.is_away(day)]
    ready = [c for c in at_hand if c.standing.pulled or is_ready(c.standing.progress, now, day)]
    ready.sort(key=lambda c: recall_now(c.standing, now, scheduler) or 0.0)
    chosen = introduce(
        [c for c in at_hand if isinstance(c.standing.progress.schedule, New) and not c.standing.pulled], fresh
    )
    units = weave(pair_up(ready[:LONGEST]), pair_up(chosen))
    return tuple(slot for unit in arrange(units, seed) for slot in _slots(unit))


def introduce(new: Sequence[Candidate], allowance: int) -> list[Candidate]:
    """Choose the new cards to meet: breadth first over concepts, a pair's other half with the first."""
    turn: Counter[tuple[DeckId, ConceptId]] = Counter()
    ranked: list[tuple[int, int, Candidate]] = []
    for place, candidate in enumerate(new):
        ranked.append((turn[candidate.concept], place, candidate))
        turn[candidate.concept] += 1
    order = [candidate for _, _, candidate in sorted(ranked, key=lambda rank: rank[:2])]
    halves: dict[tuple[DeckId, str], list[Candidate]] = {}
    for candidate in order:
        if word := _pair(candidate):
            halves.setdefault(word, []).append(candidate)
    chosen: dict[CardKey, Candidate] = {}
    for candidate in order:
        word = _pair(candidate)
        for one in [candidate, *(halves[word] if word else [])]:
            if len(chosen) >= allowance:
                return list(chosen.values())
            chosen.setdefault(one.key, one)
    return list(chosen.values())


def pair_up(candidates: Sequence[Candidate]) -> list[Unit]:
    """Put contrasting classify cards side by side; every other card is a unit of its own.

    The order of units is the order of their first cards. A minimal pair holds together whatever
    its concepts; without one, a statement is followed by one of the opposite concept.
    """
    by_pair: dict[tuple[DeckId, str], list[Candidate]] = {}
    by_concept: dict[tuple[DeckId, ConceptId], list[Candidate]] = {}
    for candidate in candidates:
        if word := _pair(candidate):
            by_pair.setdefault(word, []).append(candidate)
        elif isinstance(candidate.card, Classify):
            by_concept.setdefault(candidate.concept, []).append(candidate)
    used: set[CardKey] = set()
    units: list[Unit] = []
    for candidate in candidates:
        if candidate.key in used:
            continue
        unit = (candidate, *_partners(candidate, by_pair, by_concept, used))
        used.update(member.key for member in unit)
        units.append(unit)
    return units


def weave(ready: Sequence[Unit], fresh: Sequence[Unit]) -> list[Unit]:
    """Spread the new units evenly among the ready ones, each in its own order."""
    if not ready:
        return list(fresh)
    every = len(ready) / (len(fresh) + 1)
    woven: list[Unit] = []
    placed = 0
    for count, unit in enumerate(ready):
        while placed < len(fresh) and count >= (placed + 1) * every:
            woven.append(fresh[placed])
            placed += 1
        woven.append(unit)
    return [*woven, *fresh[placed:]]


def arrange(units: Sequence[Unit], seed: int) -> list[Unit]:
    """Keep the order as far as it goes, but set units of one concept apart.

    Two neighbours share a concept only where no order of these units could avoid it. A third
    statement of one side in a row comes no more often than by chance, a fourth only when
    nothing else is left.
    """
    rest = list(units)
    left = Counter(unit[0].concept for unit in rest)
    sides = Counter(member.side for unit in rest for member in unit if member.side)
    chance = Random(seed)
    done: list[Unit] = []
    run: list[tuple[DeckId, SideId]] = []
    while rest:
        last = done[-1][-1].concept if done else None
        place = _choose(rest, last, left, run, sides, chance)
        unit = rest.pop(place)
        left[unit[0].concept] -= 1
        for member in unit:
            if member.side:
                sides[member.side] -= 1
                run = [*run, member.side] if run[-1:] == [member.side] else [member.side]
        done.append(unit)
    return _part(done)


def _choose(
    rest: Sequence[Unit],
    last: tuple[DeckId, ConceptId] | None,
    left: Counter[tuple[DeckId, ConceptId]],
    run: Sequence[tuple[DeckId, SideId]],
    sides: Counter[tuple[DeckId, SideId]],
    chance: Random,
) -> int:
    """The place in ``rest`` of the unit to come next."""
    crowded, count = left.most_common(1)[0] if len(left) < 64 else _crowd(left)
    pressing = crowded if count * 2 > len(rest) and crowded != last else None
    long_run = len(run) >= 2
    third = long_run and len(run) == 2 and chance.random() < sides[run[-1]] / max(1, sides.total())
    fallback: int | None = None
    for place, unit in enumerate(rest):
        concept, side = unit[0].concept, unit[0].side
        if concept == last or (pressing is not None and concept != pressing):
            continue
        if not long_run or third or side != run[-1]:
            return place
        if fallback is None:
            fallback = place
    return fallback if fallback is not None else 0


def _crowd(
    left: Counter[tuple[DeckId, ConceptId]],
) -> tuple[tuple[DeckId, ConceptId], int]:
    return max(left.items(), key=lambda item: item[1])


def _part(units: list[Unit]) -> list[Unit]:
    """Move a unit that stands beside its own concept to a place between others, where there is one."""
    for place in range(1, len(units)):
        if not _clash(units[place - 1], units[place]):
            continue
        unit = units[place]
        others = units[:place] + units[place + 1 :]
        for gap in range(len(others) + 1):
            before = gap > 0 and _clash(others[gap - 1], unit)
            behind = gap < len(others) and _clash(unit, others[gap])
            if not before and not behind and not _heals_badly(others, place):
                return _part([*others[:gap], unit, *others[gap:]])
    return units


def _heals_badly(others: Sequence[Unit], place: int) -> bool:
    """Whether taking a unit out of ``place`` brings two of one concept together."""
    return 0 < place < len(others) and _clash(others[place - 1], others[place])


def _clash(left: Unit, right: Unit) -> bool:
    return left[-1].concept == right[0].concept


def _pair(candidate: Candidate) -> tuple[DeckId, str] | None:
    facts = candidate.card.facts
    return (facts.key.deck, facts.pair) if facts.pair and isinstance(candidate.card, Classify) else None


def _partners(
    candidate: Candidate,
    by_pair: dict[tuple[DeckId, str], list[Candidate]],
    by_concept: dict[tuple[DeckId, ConceptId], list[Candidate]],
    used: set[CardKey],
) -> list[Candidate]:
    if word := _pair(candidate):
        return [other for other in by_pair[word] if other.key != candidate.key and other.key not in used]
    if not isinstance(candidate.card, Classify) or candidate.contrast is None:
        return []
    opposite = by_concept.get((candidate.key.deck, candidate.contrast), [])
    return [other for other in opposite if other.key not in used and other.key != candidate.key][:1]


def _slots(unit: Unit) -> Iterable[Slot]:
    return (Slot(one.key, follows=place > 0) for place, one in enumerate(unit))
