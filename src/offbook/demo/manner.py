"""How a simulated learner answers: what, how fast, how sure, and how it felt."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from random import Random
from typing import assert_never

from offbook.clock import SECOND
from offbook.deck.answers import Answer, Held, Picked, Sided, Typed, expected
from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Option, Recall, Side, form
from offbook.learning.memory import Rating

SLIP = 0.02
"""How often what is known is answered wrongly all the same."""

_LEAN = 1.4
"""How much likelier a guess falls on the first side than on another."""
_RECALLED_PART = 0.6
"""The share of a list that comes to mind where the whole does not."""
_HARD, _EASY = 0.1, 0.06
"""How often what is known feels hard, or easy."""
_SECONDS = {"recall": 7.0, "cloze": 7.0, "choice": 8.0, "claim": 5.5, "classify": 4.5}
"""Median seconds of a known answer at its first meeting, by form."""
_FLUENCY = 0.1
"""The power of practice by which answers become faster."""
_SPREAD = 0.4
"""Standard deviation of the logarithm of an answer's time."""
_UNKNOWN, _WANDERING = 1.8, 5.0
"""How many times as long it takes where nothing comes to mind, and where the mind is elsewhere."""
_SELDOM = 0.03
"""How often the mind is elsewhere."""
_SWIFTEST = 600
"""Milliseconds below which nobody answers."""
_KNOWN, _FEELING = 0.88, 0.15
"""What a known answer feels like as a chance, and what an unknown one feels like beyond its guess."""
_NOISE = 0.16
"""Standard deviation of that feeling."""


def respond(
    card: Card, sides: Sequence[Side], strays: Sequence[str], chance: Random, *, knows: bool
) -> Answer:
    """An answer that fits the card: the right one if it is known, else a guess, which may be right.

    ``strays`` are other answers of the same decks, at least one, for what has to be typed.
    """
    if knows and chance.random() >= SLIP:
        return _right(card)
    match card:
        case Recall(parts=parts):
            known = [part for part in parts if chance.random() < _RECALLED_PART][: len(parts) - 1]
            return Typed(("\n".join(known),) if known else (chance.choice(strays),))
        case Cloze(gaps=gaps):
            return Typed(tuple(chance.choice(strays) for _ in gaps))
        case Choice():
            return Picked(frozenset(_picked(card, chance)))
        case Claim():
            return Held(chance.random() < 0.5)
        case Classify():
            weights = [_LEAN, *[1.0] * (len(sides) - 1)]
            return Sided(chance.choices([side.id for side in sides], weights)[0])
        case other:
            assert_never(other)


def time_taken(card: Card, times: int, chance: Random, *, knows: bool) -> int:
    """Milliseconds until an answer to a card that was met so many ``times`` before; lognormal."""
    median = _SECONDS[form(card)] * (1 + times) ** -_FLUENCY
    if not knows:
        median *= _UNKNOWN
    if chance.random() < _SELDOM:
        median *= _WANDERING
    return max(_SWIFTEST, round(chance.lognormvariate(log(median * SECOND), _SPREAD)))


def confidence(guess: float, sureness: float, chance: Random, *, knows: bool) -> int:
    """The level, 1 to 3, at which an answer is felt to be right.

    ``guess`` is the chance of being right without knowing, ``sureness`` what is felt beyond it.
    """
    felt = (_KNOWN if knows else guess + _FEELING) + sureness + chance.gauss(0.0, _NOISE)
    return 1 if felt < 0.67 else 2 if felt < 0.8 else 3


def rating(chance: Random) -> Rating:
    """How something known felt."""
    draw = chance.random()
    if draw < _HARD:
        return Rating.HARD
    return Rating.EASY if draw > 1 - _EASY else Rating.GOOD


def _right(card: Card) -> Answer:
    match card:
        case Recall():
            return Typed(("\n".join(expected(card)),))
        case Cloze():
            return Typed(expected(card))
        case Choice():
            return Picked(frozenset(expected(card)))
        case Claim(holds=holds):
            return Held(holds)
        case Classify(side=side):
            return Sided(side)
        case other:
            assert_never(other)


def _picked(card: Choice, chance: Random) -> list[str]:
    """One option, or, where several have to be chosen, any of them, each combination as likely."""
    options: list[Option] = [*card.right, *card.wrong]
    if not card.several:
        return [chance.choice(options).text]
    ticks = chance.randrange(1, 2 ** len(options))
    return [option.text for place, option in enumerate(options) if ticks >> place & 1]
