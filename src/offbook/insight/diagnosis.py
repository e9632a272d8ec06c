"""What the whole map says, with the counts it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from typing import assert_never

from offbook.evidence import UNCLEAR, Against, Figure, Hidden, against, standing
from offbook.insight.integration import LINE, Place, Quadrant
from offbook.insight.wording import count, tally
from offbook.statistics import Share

SPARSE = 10
"""Concepts held in memory for each cold answer about them, beyond which hardly anything was asked."""


class Diagnosis(StrEnum):
    """What the map as a whole says."""

    NOTHING_YET = "nothing yet"
    """Nothing was studied, and nothing was answered cold."""
    NOT_STARTED = "not started"
    """Fewer than a quarter of what was begun reaches a line."""
    THEORETICAL = "theoretical"
    STAGNANT = "stagnant"
    INTEGRATED = "integrated"
    UNEVEN = "uneven"
    """Of what reaches a line, no one kind makes up more than half."""
    UNCLEAR = UNCLEAR
    """Memory holds, but too few cold answers ask for it, or they lie about the line."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Concepts by where they stand, and what they were asked."""

    begun: int
    """Studied, or answered cold at least once."""
    held: int
    """Held in memory, whether measured or not."""
    theoretical: int
    stagnant: int
    unstudied: int
    """Those of the stagnant that were never studied; memory of the others has faded."""
    integrated: int
    unasked: int
    """Held in memory and unmeasured."""
    cold: Share | None
    """Cold answers about all that is held in memory; None if there are none."""

    @property
    def reaching(self) -> int:
        """Concepts that reach a line."""
        return self.theoretical + self.stagnant + self.integrated + self.unasked

    @property
    def is_mostly_unasked(self) -> bool:
        """Whether most of what reaches a line is held in memory and unmeasured."""
        return self.unasked * 2 > self.reaching


def counts(places: Sequence[Place]) -> Counts:
    """Count the concepts of a map."""
    told = [(place, place.quadrant) for place in places]
    quadrants = Counter(quadrant for _, quadrant in told)
    held = [(place, quadrant) for place, quadrant in told if place.is_held]
    asked = [place.cold for place, _ in held if place.cold]
    n = sum(one.n for one in asked)
    return Counts(
        begun=sum(place.recall is not None or place.answers > 0 for place in places),
        held=len(held),
        theoretical=quadrants[Quadrant.THEORETICAL],
        stagnant=quadrants[Quadrant.STAGNANT],
        unstudied=sum(place.recall is None for place, quadrant in told if quadrant is Quadrant.STAGNANT),
        integrated=quadrants[Quadrant.INTEGRATED],
        unasked=sum(quadrant is Quadrant.UNMEASURED for _, quadrant in held),
        cold=Share(min(fsum(one.score for one in asked), n), n) if n else None,
    )


def diagnosis(found: Counts) -> Diagnosis:
    """What the counts say.

    Where most of what reaches a line is held and unmeasured, all its cold answers are judged
    together. Else the kind decides that makes up more than half: of the measured for theoretical
    and integrated, of all for stagnant, because what is held and unasked speaks against it.
    """
    if not found.begun:
        return Diagnosis.NOTHING_YET
    if not found.reaching or found.reaching * 4 < found.begun:
        return Diagnosis.NOT_STARTED
    if found.is_mostly_unasked:
        return _together(found)
    measured = found.reaching - found.unasked
    if found.integrated * 2 > measured:
        return Diagnosis.INTEGRATED
    if found.theoretical * 2 > measured:
        return Diagnosis.THEORETICAL
    return Diagnosis.STAGNANT if found.stagnant * 2 > found.reaching else Diagnosis.UNEVEN


def is_hardly_asked(found: Counts) -> bool:
    """Whether cold answers about what is held in memory are too few to be judged even together."""
    n = found.cold.n if found.cold else 0
    return isinstance(standing(Figure.ACCURACY, n), Hidden) or n * SPARSE < found.held


def words(found: Counts) -> str:
    """The diagnosis in a sentence, counts first and hedged."""
    begun = count(found.begun, "concept")
    match diagnosis(found):
        case Diagnosis.NOTHING_YET:
            return "Nothing was studied yet, and nothing was answered a day cold."
        case Diagnosis.NOT_STARTED:
            told = f"{found.reaching} of {begun} held in memory or shown in quizzes"
            return f"{told}: too little yet to tell more."
        case Diagnosis.THEORETICAL:
            return _theoretical(found)
        case Diagnosis.UNCLEAR:
            return f"{_held(found)} and asked too seldom one by one; {_asked(found)}: {UNCLEAR}."
        case Diagnosis.STAGNANT:
            return _stagnant(found)
        case Diagnosis.INTEGRATED:
            return _integrated(found)
        case Diagnosis.UNEVEN:
            kinds = (
                f"{found.integrated} integrated, {found.theoretical} theoretical, {found.stagnant} stagnant"
            )
            return f"Of {begun}: {kinds}, {found.unasked} held in memory and not asked enough: uneven."
        case other:
            assert_never(other)


def _together(found: Counts) -> Diagnosis:
    if found.cold is None or is_hardly_asked(found):
        return Diagnosis.THEORETICAL
    match against(found.cold.interval, LINE):
        case Against.ABOVE:
            return Diagnosis.INTEGRATED
        case Against.BELOW:
            return Diagnosis.THEORETICAL
        case Against.UNCLEAR:
            return Diagnosis.UNCLEAR
        case other:
            assert_never(other)


def _theoretical(found: Counts) -> str:
    if not found.is_mostly_unasked:
        told = (
            f"{found.theoretical} of {count(found.begun, 'concept')} held in memory and short when asked cold"
        )
        return f"{told}: knowledge that may stay theoretical, apart from its use."
    if not found.cold:
        return f"{_held(found)}: it may be theoretical so far, for nothing has asked for it yet."
    told = f"{_held(found)}; {_asked(found)}"
    if is_hardly_asked(found):
        return f"{told}: it may be theoretical so far, for hardly anything has asked for it yet."
    return f"{told}: knowledge that may stay theoretical, apart from its use."


def _stagnant(found: Counts) -> str:
    told = f"{found.stagnant} of {count(found.begun, 'concept')} shown in quizzes and not held in memory"
    whence = f"{found.unstudied} never studied" if found.unstudied else "once studied and faded since"
    return f"{told}, {whence}: performance without learning may grow repetitive and stagnant."


def _integrated(found: Counts) -> str:
    if found.is_mostly_unasked:
        return f"{_held(found)}; {_asked(found)}: learning seems to carry over into performance."
    told = f"{found.integrated} of {count(found.begun, 'concept')} held in memory and shown in quizzes"
    rest = f", {found.unasked} more held and not asked enough" if found.unasked else ""
    return f"{told}{rest}: learning seems to carry over into performance."


def _held(found: Counts) -> str:
    return f"{count(found.held, 'concept')} held in memory"


def _asked(found: Counts) -> str:
    return f"{tally(found.cold)} cold answers right" if found.cold else "no cold answer"
