"""A simulated learner in a quiz."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import assert_never

from offbook.clock import SECOND, Moment
from offbook.demo import kinds, manner
from offbook.demo.mind import Mind
from offbook.examiner import Examiner, Paper
from offbook.learning.memory import Rating
from offbook.learning.schedule import Scheduler
from offbook.performance.asked import from_json
from offbook.performance.attempt import (
    Action,
    Answering,
    Attempt,
    Confide,
    Confiding,
    Give,
    Instant,
    Onward,
    Over,
    Shown,
    Submit,
    Tick,
)
from offbook.performance.plan import Plan, called, usual_plans

_CONFIDES = 0.6
"""How often a quiz asks how sure each answer is."""
_TIRED, _SLOWER = 0.12, 2.8
"""How often the learner comes tired to a quiz, and how many times as long every answer then takes."""
_STATES = 0.5
"""How often the learner says beforehand how it will go."""


class Candidate:
    """Takes one attempt after the other, as the screens would let a person take them."""

    def __init__(self, examiner: Examiner, mind: Mind, strays: Sequence[str], chance: Random) -> None:
        self._examiner = examiner
        self._mind = mind
        self._strays = strays
        self._chance = chance

    def perform(self, start: Moment, scheduler: Scheduler, *, only_gaps: bool) -> Moment:
        """Plan a quiz, take it, and look at how it went or do not. Returns when that ended."""
        paper = self._examiner.draw(
            self._plan(only_gaps=only_gaps), start, self._chance.randrange(2**32), scheduler
        )
        state = self._examiner.begin(paper, self._stated(paper, start), start)
        pace = _SLOWER if self._chance.random() < _TIRED else 1.0
        run = _Run(self._examiner, state, start, pace)
        known: dict[int, bool] = {}
        while not isinstance(run.state.phase, Over):
            self._go_on(run, known)
        return self._look_back(run, known)

    def _plan(self, *, only_gaps: bool) -> Plan:
        decks = [entry.id for entry in kinds.taken_up(self._examiner.library) if entry.cards]
        wanted = only_gaps and bool(self._examiner.open_gaps())
        plans = usual_plans(decks) if wanted else self._examiner.plans(decks)
        origin = self._chance.choice(plans)
        asks = self._chance.random() < _CONFIDES
        return called(replace(origin, confidence=asks, only_gaps=wanted), origin)

    def _go_on(self, run: _Run, known: dict[int, bool]) -> None:
        state, chance = run.state, self._chance
        match state.phase:
            case Answering() if not state.open:
                run.take(Submit(), after=chance.randint(1, 5) * SECOND)
            case Answering():
                self._answer(run, known)
            case Confiding():
                sureness = self._mind.traits.sureness
                level = manner.confidence(state.question.guess, sureness, chance, knows=known[state.place])
                run.take(Confide(level), after=chance.randint(500, 1_800))
            case Shown():
                run.take(Onward(), after=chance.randint(2, 8) * SECOND)
            case Over():
                pass
            case other:
                assert_never(other)

    def _answer(self, run: _Run, known: dict[int, bool]) -> None:
        """Answer the question on the screen, or think for as long as there is time."""
        asked = run.state.asked[run.state.place]
        key = asked.card.facts.key
        knows = known[run.state.place] = self._mind.knows(asked.card.facts, run.now.at)
        took = round(
            run.pace * manner.time_taken(asked.card, self._mind.times(key), self._chance, knows=knows)
        )
        left = run.state.left(run.now.elapsed)
        if left is not None and took >= left:
            run.take(Tick(), after=left)
            return
        answer = manner.respond(asked.card, asked.sides, self._strays, self._chance, knows=knows)
        run.take(Give(answer), after=took)

    def _look_back(self, run: _Run, known: dict[int, bool]) -> Moment:
        """Look at the evaluation with its right answers, which teaches, or leave without."""
        now = run.now.at.plus(self._chance.randint(2, 6) * SECOND)
        record = self._examiner.record(run.state.began.attempt)
        if record is None or self._chance.random() >= self._mind.traits.looks:
            return now
        self._examiner.see(record, now)
        for place, knew in known.items():
            facts = run.state.asked[place].card.facts
            self._mind.learn(facts, Rating.GOOD if knew else Rating.AGAIN, now)
            self._mind.practise(facts)
            now = now.plus(self._chance.randint(1, 3 if knew else 10) * SECOND)
        if self._chance.random() < self._mind.traits.pulls:
            self._examiner.pull(record, now)
        return now

    def _stated(self, paper: Paper, now: Moment) -> float | None:
        """The share of right answers that the learner expects, to five points, if asked at all."""
        if self._chance.random() >= _STATES:
            return None
        chances = [
            one.guess + (1 - one.guess) * self._mind.grasp(from_json(one.asked).card.facts, now)
            for one in paper.began.paper
        ]
        felt = sum(chances) / len(chances) + self._mind.traits.sureness
        return min(20, max(0, round(20 * felt))) / 20


class _Run:
    """An attempt that is going on, and its clock."""

    def __init__(self, examiner: Examiner, state: Attempt, start: Moment, pace: float) -> None:
        self._examiner = examiner
        self.pace = pace
        """How many times as long as usual an answer takes."""
        self.state = state
        self.now = Instant(start, 0)

    def take(self, action: Action, after: int) -> None:
        """Take an action so many milliseconds after the one before."""
        self.now = Instant(self.now.at.plus(after), self.now.elapsed + after)
        self.state = self._examiner.act(self.state, action, self.now)
