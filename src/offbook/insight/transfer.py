"""The transfer gap: how much of what memory holds is shown when it is asked for.

Memory and guessing together expect each answer to be right with a certain chance. Where fewer
come, more is known than shown; where more come, more is shown than the cards tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import fsum, hypot

from offbook.deck.cards import CardKey
from offbook.evidence import UNCLEAR, Figure, Hidden, decimals, shown
from offbook.insight.wording import percent, points, tally
from offbook.performance.accuracy import accuracy
from offbook.performance.observation import COLD, Observation
from offbook.statistics import Interval, Mean, Share, around, luck, mean


class Asking(StrEnum):
    """How far a question is from the card that was studied."""

    SAME_FORM = "same form"
    """The card's own wording: what the gap shows is how well the model knows memory."""
    OTHER_FORM = "other form"
    """The card's content, asked in another form."""
    UNSEEN = "unseen"
    """What study never shows: knowledge in use."""


@dataclass(frozen=True, slots=True)
class TransferGap:
    """What was expected of answers less what came, -1 to 1."""

    expected: float
    """The share of right answers, 0 to 1, that memory and guessing give."""
    came: Share
    paired: Mean
    """The gap, with the error that answers and expectations show together."""
    luck: float
    """Standard error of the gap if every expectation were true."""

    @property
    def n(self) -> int:
        """Answers it rests on."""
        return self.came.n

    @property
    def value(self) -> float:
        """Above 0 more is known than shown; below 0 more is shown than the cards tell."""
        return self.paired.value

    @property
    def interval(self) -> Interval:
        """Interval of ``value``."""
        return self.paired.interval

    @property
    def z(self) -> float | None:
        """The gap in units of luck; None where nothing was left to luck."""
        return self.value / self.luck if self.luck else None


def expected(one: Observation) -> float | None:
    """The chance, 0 to 1, that memory or a guess gives the answer; None if it was never studied."""
    return None if one.recall is None else one.guess + (1.0 - one.guess) * one.recall


def is_comparable(one: Observation) -> bool:
    """Whether memory can be held to the answer: given in time, studied before, and a day cold."""
    return not one.timed_out and one.recall is not None and one.lag is not None and one.lag >= COLD


def held_to(one: Observation) -> float | None:
    """What is ``expected`` of an answer that memory can be held to; None of every other."""
    return expected(one) if is_comparable(one) else None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Answers that say nothing about transfer, each counted under the first reason that holds."""

    timeouts: int = 0
    unstudied: int = 0
    """No card of the concept was studied when the attempt began."""
    warm: int = 0
    """The concept was shown less than a day before."""
    formless: int = 0
    """The card's own form is not known."""


@dataclass(frozen=True, slots=True)
class DueToUse:
    """The gap in unseen questions less the gap in the same form, -2 to 2."""

    value: float
    error: float
    """Standard error; the two gaps rest on different answers."""

    @property
    def interval(self) -> Interval:
        """Interval of ``value``."""
        return around(self.value, self.error)


@dataclass(frozen=True, slots=True)
class Transfer:
    """The three gaps, from the card's own wording to what study never shows."""

    gaps: Mapping[Asking, TransferGap | Hidden]
    """One for each way of asking."""
    left_out: LeftOut = field(default_factory=LeftOut)

    @property
    def due_to_use(self) -> DueToUse | Hidden:
        """The part of the gap in unseen questions that memory does not account for."""
        same, unseen = self.gaps[Asking.SAME_FORM], self.gaps[Asking.UNSEEN]
        if isinstance(unseen, Hidden):
            return Hidden(unseen.missing, "answers to unseen questions")
        if isinstance(same, Hidden):
            return Hidden(same.missing, "answers in the same form")
        return DueToUse(unseen.value - same.value, hypot(unseen.paired.error, same.paired.error))


def transfer(first: Iterable[Observation], forms: Mapping[CardKey, str]) -> Transfer:
    """The gaps in first answers; ``forms`` says in which form each card stands in its deck."""
    parts: dict[Asking, list[Observation]] = {asking: [] for asking in Asking}
    timeouts = unstudied = warm = formless = 0
    for one in first:
        if one.timed_out:
            timeouts += 1
        elif one.recall is None or one.lag is None:
            unstudied += 1
        elif one.lag < COLD:
            warm += 1
        elif (asking := asking_of(one, forms)) is None:
            formless += 1
        else:
            parts[asking].append(one)
    gaps = {asking: _gap(part) for asking, part in parts.items()}
    return Transfer(gaps, LeftOut(timeouts, unstudied, warm, formless))


def asking_of(one: Observation, forms: Mapping[CardKey, str]) -> Asking | None:
    """How far the question was from its card; None where the card's own form is not known."""
    if one.transfer:
        return Asking.UNSEEN
    if one.key not in forms:
        return None
    return Asking.SAME_FORM if one.form == forms[one.key] else Asking.OTHER_FORM


def words(found: TransferGap) -> str:
    """The gap in a sentence, counts first."""
    foretold = percent(found.expected, decimals(found.n))
    counts = f"{tally(found.came)} right where {foretold} was expected"
    if 0.0 in found.interval:
        return f"{counts}: {UNCLEAR}."
    if found.value > 0.0:
        return f"{counts}: you may know more than you show, by {points(found.value)}."
    return f"{counts}: you show more than your cards say, by {points(found.value)}."


def words_of_use(found: DueToUse) -> str:
    """What using knowledge costs beyond remembering it, in a sentence."""
    if 0.0 in found.interval:
        return f"What unseen questions cost beyond memory: {UNCLEAR}."
    if found.value > 0.0:
        return f"Unseen questions cost {points(found.value)} beyond memory: using may be what is missing."
    return f"Unseen questions go {points(found.value)} better than the cards: use may be ahead of memory."


def _gap(seen: Sequence[Observation]) -> TransferGap | Hidden:
    chances = [chance for one in seen if (chance := expected(one)) is not None]
    came = accuracy(seen)
    paired = mean(chance - one.score for chance, one in zip(chances, seen, strict=True))
    found = TransferGap(fsum(chances) / came.n, came, paired, luck(chances)) if came and paired else None
    return shown(Figure.TRANSFER_GAP, found, len(chances))
