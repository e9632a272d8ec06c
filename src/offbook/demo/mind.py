"""The true mind of a simulated learner, apart from all that Offbook believes of it.

A card that was met leaves a trace, which fades and grows by FSRS-6 with the learner's own
parameters. A card that was never met can be answered from the others of its concept, as far as
the learner has learned to use what is known.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from offbook.clock import DAY, Moment
from offbook.deck.cards import CardKey, ConceptKey, Facts
from offbook.demo.kinds import Traits
from offbook.learning import memory
from offbook.learning.memory import Rating


@dataclass(frozen=True, slots=True)
class Trace:
    """What a card has left behind."""

    stability: float
    """Days until recall falls to 90 %."""
    difficulty: float
    """1, easy, to 10, hard."""
    last: Moment
    """When its answer was last seen."""
    day: int
    """The study day of that."""
    times: int
    """How often its answer was seen."""


class Mind:
    """What one learner knows, and what becomes of it."""

    def __init__(self, traits: Traits, rollover: int, chance: Random) -> None:
        self.traits = traits
        """What stays the same."""
        self._rollover = rollover
        self._chance = chance
        self._traces: dict[CardKey, Trace] = {}
        self._of_concept: defaultdict[ConceptKey, set[CardKey]] = defaultdict(set)
        self._use: dict[ConceptKey, float] = {}

    def grasp(self, facts: Facts, now: Moment) -> float:
        """The chance, 0 to 1, that the learner knows the answer to a card now, without guessing."""
        if trace := self._traces.get(facts.key):
            return self._recall(trace, now)
        concept = facts.key.deck, facts.concept
        kin = [self._recall(self._traces[key], now) for key in self._of_concept[concept]]
        return self._use.get(concept, self.traits.use) * max(kin) if kin else self.traits.prior

    def knows(self, facts: Facts, now: Moment) -> bool:
        """Whether the answer comes to mind this time."""
        return self._chance.random() < self.grasp(facts, now)

    def times(self, key: CardKey) -> int:
        """How often the answer to a card was seen."""
        trace = self._traces.get(key)
        return trace.times if trace else 0

    def learn(self, facts: Facts, rating: Rating, now: Moment) -> None:
        """See the answer to a card after an attempt at it that truly went as ``rating`` says."""
        day, weights = now.day(self._rollover), self.traits.weights
        if trace := self._traces.get(facts.key):
            grown = memory.after(trace.stability, trace.difficulty, day - trace.day, rating, weights)
        else:
            grown = memory.first(rating, weights)
            self._of_concept[facts.key.deck, facts.concept].add(facts.key)
        self._traces[facts.key] = Trace(*grown, now, day, self.times(facts.key) + 1)

    def practise(self, facts: Facts) -> None:
        """Have used a concept in a quiz and seen how that went."""
        concept, traits = (facts.key.deck, facts.concept), self.traits
        use = self._use.get(concept, traits.use)
        self._use[concept] = use + traits.gain * (traits.ceiling - use)

    def _recall(self, trace: Trace, now: Moment) -> float:
        return memory.recall((now.ms - trace.last.ms) / DAY, trace.stability, self.traits.weights)
