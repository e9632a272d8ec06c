"""A simulated learner in a sitting of study."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import assert_never

from offbook.clock import MINUTE, SECOND, Moment
from offbook.deck.cards import CardKey, Cloze, Recall
from offbook.demo import kinds, manner
from offbook.demo.mind import Mind
from offbook.learning.memory import Rating
from offbook.learning.sitting import (
    REVEAL,
    Action,
    Asking,
    Done,
    Judged,
    Proceed,
    Rate,
    Rehearsal,
    Respond,
    Resting,
    Revealed,
)
from offbook.trainer import Trainer


class Student:
    """Takes one rehearsal after the other, as the screens would let a person take them."""

    def __init__(self, trainer: Trainer, mind: Mind, strays: Sequence[str], chance: Random) -> None:
        self._trainer = trainer
        self._mind = mind
        self._strays = strays
        self._chance = chance

    def rehearse(self, start: Moment, minutes: int) -> Moment:
        """Rehearse all decks until nothing is left or the time is over. Returns when it ended."""
        scope = [entry for entry in kinds.taken_up(self._trainer.library) if entry.cards]
        state, now = self._trainer.rehearse(scope, start), start
        until = start.plus(minutes * MINUTE)
        while now < until:
            match state.turn:
                case Asking(slot=slot):
                    state, now = self._answer(state, slot.key, now)
                case Resting():
                    # Nobody sits before an empty screen for ten minutes.
                    now = now.plus(2 * SECOND)
                    state = self._trainer.act(state, Proceed(), now)
                case Revealed() | Judged() | Done():
                    # An answer is rated in the same breath, so nothing is left.
                    return now
                case other:
                    assert_never(other)
        return now

    def _answer(self, state: Rehearsal, key: CardKey, now: Moment) -> tuple[Rehearsal, Moment]:
        """Answer the card on the screen, read the feedback and rate."""
        card, chance = state.cards[key], self._chance
        knows = self._mind.knows(card.facts, now)
        now = now.plus(manner.time_taken(card, self._mind.times(key), chance, knows=knows))
        if isinstance(card, Recall | Cloze) and not card.typed:
            state = self._trainer.act(state, REVEAL, now)
        else:
            sides = self._trainer.library.sides(card)
            answer = manner.respond(card, sides, self._strays, chance, knows=knows)
            state = self._trainer.act(state, Respond(answer), now)
        now = now.plus(chance.randint(1, 3 if knows else 8) * SECOND)
        felt, action = self._feel(state, knows=knows)
        self._mind.learn(card.facts, felt, now)
        return self._trainer.act(state, action, now), now

    def _feel(self, state: Rehearsal, *, knows: bool) -> tuple[Rating, Action]:
        """How it truly went, and what the learner says of it."""
        felt = manner.rating(self._chance) if knows else Rating.AGAIN
        if not isinstance(state.turn, Judged):
            return felt, Rate(felt)
        if not state.turn.verdict.right:
            return Rating.AGAIN, Proceed()
        if knows:
            return felt, Proceed() if felt is Rating.GOOD else Rate(felt)
        lucky = self._chance.random() >= self._mind.traits.honesty
        return felt, Proceed() if lucky else Rate(felt)
