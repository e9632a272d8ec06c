"""What comes next in a sitting, and how its plan gives cards up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from offbook.clock import MINUTE, SECOND, Moment
from offbook.deck.cards import Card, CardKey, prompt
from offbook.learning.events import Reviewed, Slot
from offbook.learning.schedule import Stepping, memory_of
from offbook.learning.sitting import Asking, Done, Rehearsal, Resting
from offbook.learning.standing import Standing

AHEAD = 20 * MINUTE
"""How far ahead of its time a step is taken when nothing else is left."""
REACTING = 2 * SECOND
READING = 300
"""Milliseconds that a word of the prompt takes to read."""


def advance(state: Rehearsal, now: Moment) -> Rehearsal:
    """Put the next card on the screen, or end the sitting.

    The other half of a contrast follows at once; else a card whose step has come, else the
    plan, else what is owed for a sure-looking mistake, else, if the learner will not wait, a
    step ahead of its time. Two cards of one concept follow each other only where nothing
    else is left.
    """
    slot = _next(state, now)
    if slot:
        return replace(_take(state, slot), turn=Asking(slot, now))
    until = min((_due(state, key) for key in state.waiting), default=None)
    if until is None or until > now.ms + AHEAD:
        return replace(state, turn=Done())
    return replace(state, turn=Resting(state.last, Moment(until, now.offset)))


def without(state: Rehearsal, keys: Iterable[CardKey]) -> Rehearsal:
    """The sitting with some cards no longer planned; what followed one of them stands alone."""
    away = set(keys)
    queue: list[Slot] = []
    led = True
    for slot in state.queue:
        if slot.key not in away:
            queue.append(slot if led or not slot.follows else Slot(slot.key))
            led = True
        elif not slot.follows:
            led = False
    return replace(
        state,
        queue=tuple(queue),
        waiting=tuple(key for key in state.waiting if key not in away),
        encore=tuple(key for key in state.encore if key not in away),
    )


def is_owed(key: CardKey, log: Sequence[Reviewed], cards: Mapping[CardKey, Card]) -> bool:
    """Whether a card has to come back at the end: its last answer was its first sure-looking mistake."""
    sure = [_is_sure_and_wrong(review, cards[key]) for review in log if review.key == key]
    return sure[-1:] == [True] and sure.count(True) == 1


def is_stepping(standing: Standing) -> bool:
    """Whether the card comes back on the same day."""
    return isinstance(standing.progress.schedule, Stepping)


def _is_sure_and_wrong(review: Reviewed, card: Card) -> bool:
    """Whether a wrong answer came in no more time than reading takes, without a hint."""
    reading = READING * len(prompt(card).split())
    return review.correct is False and not review.hinted and review.took <= REACTING + reading


def _next(state: Rehearsal, now: Moment) -> Slot | None:
    if state.queue and state.queue[0].follows:
        return state.queue[0]
    stepping = [key for key in state.waiting if key not in state.encore]
    come = [key for key in sorted(stepping, key=lambda key: _due(state, key)) if _due(state, key) <= now.ms]
    planned = [slot for slot in state.queue if not slot.follows]
    every = [*map(Slot, come), *planned, *map(Slot, state.encore)]
    if state.hurried:
        early = [key for key in stepping if now.ms < _due(state, key) <= now.ms + AHEAD]
        every += map(Slot, sorted(early, key=lambda key: _seen(state, key)))
    apart = (slot for slot in every if not _beside_its_own(state, slot))
    other = (slot for slot in every if slot.key != state.last)
    return next(apart, next(other, next(iter(every), None)))


def _take(state: Rehearsal, slot: Slot) -> Rehearsal:
    """The plan once ``slot`` is shown; what follows it moves to the front."""
    if slot not in state.queue:
        return without(state, [slot.key])
    start = state.queue.index(slot)
    end = start + 1
    while end < len(state.queue) and state.queue[end].follows:
        end += 1
    queue = (*state.queue[start + 1 : end], *state.queue[:start], *state.queue[end:])
    return replace(state, queue=queue)


def _beside_its_own(state: Rehearsal, slot: Slot) -> bool:
    """Whether showing this card now would put two cards of one concept side by side."""
    if state.last is None:
        return False
    here, there = state.cards[state.last].facts, state.cards[slot.key].facts
    return (here.key.deck, here.concept) == (there.key.deck, there.concept)


def _due(state: Rehearsal, key: CardKey) -> int:
    placed = state.standings[key].progress.schedule
    return placed.due if isinstance(placed, Stepping) else 0


def _seen(state: Rehearsal, key: CardKey) -> int:
    """When a card was last answered: of those taken early, the one that rested longest comes first."""
    kept = memory_of(state.standings[key].progress)
    return kept.last.ms if kept else 0
