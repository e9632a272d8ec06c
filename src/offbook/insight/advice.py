"""At most one advice at a time, and what acts on it.

What comes first is what keeps the cycle turning. A gap that study has not taken up is rehearsed
before anything else, because performance has asked for it. Then what study has done is put to the
test: relearned gaps that have grown cold, what is held in memory and was not asked enough, and what
falls short there. Only when neither waits is a large illusion worth a word, for no key mends it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from offbook.clock import Moment
from offbook.deck.cards import ConceptKey
from offbook.insight import illusion as illusions
from offbook.insight.gaps import Gap, State
from offbook.insight.illusion import Illusion
from offbook.insight.integration import Place, Quadrant
from offbook.insight.wording import count
from offbook.performance.observation import COLD

AT_ONCE = 20
"""Concepts that one advice names, at most."""


@dataclass(frozen=True, slots=True)
class Rehearse:
    """Rehearse these concepts: each has a gap that study has not taken up."""

    concepts: tuple[ConceptKey, ...]
    """At least one, those missed last first."""
    waiting: int
    """How many there are, those named here with them."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """Ask these concepts in a quiz: study has done its part, and each is a day cold."""

    concepts: tuple[ConceptKey, ...]
    """At least one: relearned gaps, oldest first, then what was asked least."""
    relearned: int
    """How many relearned gaps wait."""
    held: int
    """How many concepts besides are held in memory and not shown, or not asked enough."""


@dataclass(frozen=True, slots=True)
class Space:
    """Leave a day between study and quiz; nothing acts on it but the calendar."""

    illusion: Illusion


@dataclass(frozen=True, slots=True)
class Nothing:
    """No advice."""


Advice = Rehearse | Quiz | Space | Nothing


@dataclass(frozen=True, slots=True)
class Ledgers:
    """What advice rests on; concepts are those of the decks at hand."""

    gaps: Mapping[ConceptKey, Gap]
    """The latest gap of each concept that ever had one."""
    places: tuple[Place, ...]
    shown: Mapping[ConceptKey, int]
    """When each concept was last shown with its answer, milliseconds since 1970."""
    illusion: Illusion


def advise(ledgers: Ledgers, now: Moment) -> Advice:
    """The one advice that comes first."""
    unheeded = sorted(
        (gap for gap in ledgers.gaps.values() if gap.state is State.OPEN),
        key=lambda gap: (-gap.last, gap.concept),
    )
    if unheeded:
        return Rehearse(tuple(gap.concept for gap in unheeded[:AT_ONCE]), len(unheeded))
    relearned, held = _untested(ledgers, now)
    if relearned or held:
        return Quiz((*relearned, *held)[:AT_ONCE], len(relearned), len(held))
    return Space(ledgers.illusion) if ledgers.illusion.is_large else Nothing()


def concepts_of(advice: Advice) -> tuple[ConceptKey, ...]:
    """The concepts that the key of an advice acts on; none where there is nothing to act on."""
    match advice:
        case Rehearse(concepts=concepts) | Quiz(concepts=concepts):
            return concepts
        case Space() | Nothing():
            return ()
        case other:
            assert_never(other)


def words(advice: Advice) -> str:
    """The advice in a sentence, counts first; empty for none."""
    match advice:
        case Rehearse(concepts=concepts, waiting=waiting):
            gaps = f"{count(waiting, 'open gap')} not rehearsed since"
            return f"{gaps}: rehearse {_these(len(concepts), waiting)}."
        case Quiz(concepts=concepts, relearned=relearned, held=held):
            parts = [count(relearned, "relearned gap")] if relearned else []
            parts += [f"{count(held, 'concept')} held in memory"] if held else []
            waiting = relearned + held
            wait = "waits" if waiting == 1 else "wait"
            return f"{' and '.join(parts)} {wait} to be asked cold: quiz {_these(len(concepts), waiting)}."
        case Space(illusion=found):
            return f"{illusions.words(found)} Leave a day between study and quiz."
        case Nothing():
            return ""
        case other:
            assert_never(other)


def _untested(ledgers: Ledgers, now: Moment) -> tuple[list[ConceptKey], list[ConceptKey]]:
    """Relearned gaps, and what is held besides and not shown, each a day cold and most urgent first."""

    def is_cold(concept: ConceptKey) -> bool:
        at = ledgers.shown.get(concept)
        return at is None or now.ms - at >= COLD

    gaps = [gap for gap in ledgers.gaps.values() if gap.state is State.RELEARNED]
    gaps.sort(key=lambda gap: (gap.since, gap.concept))
    waiting = {gap.concept for gap in gaps}
    held = [
        place
        for place in ledgers.places
        if place.is_held
        and place.quadrant in (Quadrant.UNMEASURED, Quadrant.THEORETICAL)
        and place.concept not in waiting
        and is_cold(place.concept)
    ]
    held.sort(key=lambda place: (place.answers, place.concept))
    return [gap.concept for gap in gaps if is_cold(gap.concept)], [place.concept for place in held]


def _these(number: int, waiting: int) -> str:
    if number < waiting:
        return f"{number} of them"
    return "it" if number == 1 else f"these {number}"
